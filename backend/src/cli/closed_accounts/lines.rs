//! A file's lines with their numbers, one at a time and none longer than it may be.

use std::io::{BufRead, Read};

/// No line that names an account is longer, in bytes.
pub(super) const LONGEST: u64 = 64 * 1024;

/// A line, from 1, without its end; or why it cannot be read.
pub(super) type Numbered = (u64, Result<String, String>);

/// All lines of a file.
pub(super) struct Lines {
    file: Box<dyn BufRead>,
    number: u64,
    has_ended: bool,
}

impl Lines {
    pub(super) fn of(file: Box<dyn BufRead>) -> Self {
        Self { file, number: 0, has_ended: false }
    }

    fn read(&mut self) -> std::io::Result<Option<Result<String, String>>> {
        let mut line = Vec::new();
        if self.file.by_ref().take(LONGEST).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let is_whole = line.pop_if(|last| *last == b'\n').is_some();
        if !is_whole && line.len() as u64 == LONGEST {
            self.skip_line()?;
            return Ok(Some(Err("it is longer than any line that names an account".to_owned())));
        }
        line.pop_if(|last| *last == b'\r');
        Ok(Some(String::from_utf8(line).map_err(|_| "it is not in UTF-8".to_owned())))
    }

    fn skip_line(&mut self) -> std::io::Result<()> {
        loop {
            let (end, length) = {
                let buffer = self.file.fill_buf()?;
                (buffer.iter().position(|byte| *byte == b'\n'), buffer.len())
            };
            self.file.consume(end.map_or(length, |end| end + 1));
            if end.is_some() || length == 0 {
                return Ok(());
            }
        }
    }
}

impl Iterator for Lines {
    type Item = Numbered;

    fn next(&mut self) -> Option<Numbered> {
        if self.has_ended {
            return None;
        }
        self.number += 1;
        let line = match self.read() {
            Ok(line) => line?,
            // What comes after is unknown, and that must not look like the end of the file.
            Err(_) => {
                self.has_ended = true;
                Err("the file could not be read any further".to_owned())
            }
        };
        Some((self.number, line))
    }
}
