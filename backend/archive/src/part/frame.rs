//! How a record lies in a part: the length of its JSON text, its marks, then the text.
//!
//! All numbers are big-endian: 4 bytes for the length of the JSON, 1 byte for the sharing mark, 2 bytes for the number
//! of inputs, then each input with 2 bytes of length before it, then the JSON.

use std::io::{self, Read, Write};

use super::record::Record;

/// Writes one record and says how many bytes that took.
pub fn write(into: &mut impl Write, record: Record<'_>) -> io::Result<u64> {
    let json = record.json.get().as_bytes();
    let mut head = Vec::with_capacity(64);
    head.extend_from_slice(&u32::try_from(json.len()).map_err(|_| too_long("a record"))?.to_be_bytes());
    head.push(u8::from(record.shared));
    head.extend_from_slice(&u16::try_from(record.reached_by.len()).map_err(|_| too_long("a list"))?.to_be_bytes());
    for input in record.reached_by {
        head.extend_from_slice(&u16::try_from(input.len()).map_err(|_| too_long("a name"))?.to_be_bytes());
        head.extend_from_slice(input.as_bytes());
    }
    into.write_all(&head)?;
    into.write_all(json)?;
    Ok((head.len() + json.len()) as u64)
}

/// A record as it was read, before its JSON is looked at.
#[derive(Debug, Default)]
pub struct Frame {
    pub json: Vec<u8>,
    pub reached_by: Vec<String>,
    pub shared: bool,
}

impl Frame {
    /// Reads the next record into this frame, whose memory is used again.
    pub fn read(&mut self, from: &mut impl Read) -> io::Result<()> {
        let length = u32::from_be_bytes(bytes(from)?);
        let [shared] = bytes(from)?;
        self.shared = shared != 0;
        let inputs = u16::from_be_bytes(bytes(from)?);
        self.reached_by.clear();
        for _ in 0..inputs {
            let length = u16::from_be_bytes(bytes(from)?);
            let name = text(from, u64::from(length))?;
            self.reached_by.push(String::from_utf8(name).map_err(|_| damaged())?);
        }
        self.json.clear();
        // `take` and not a buffer of the length that is written there, so that a damaged length cannot ask for 4 GiB.
        from.take(u64::from(length)).read_to_end(&mut self.json)?;
        if self.json.len() == length as usize { Ok(()) } else { Err(damaged()) }
    }
}

/// What stands in a part is not what its index says.
pub fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a stored part does not match its index")
}

fn bytes<const N: usize>(from: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn text(from: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    from.take(length).read_to_end(&mut text)?;
    if text.len() as u64 == length { Ok(text) } else { Err(damaged()) }
}

fn too_long(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, format!("{what} is too long to be stored"))
}
