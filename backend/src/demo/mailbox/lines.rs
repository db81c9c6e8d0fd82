//! Reading lines and mails from a client that may send anything.
//!
//! Only CR LF ends a line, and only CR LF `.` CR LF ends a mail: a server that lets a bare LF do so can be told to see
//! two mails where the relay before it saw one.

use tokio::io::{AsyncBufRead, AsyncBufReadExt};

/// The most bytes of one command, its end included (RFC 5321 asks for 512, extensions add to that).
const COMMAND_LIMIT: usize = 2048;

/// What was read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// All of it, without what marks its end.
    Whole(Vec<u8>),
    /// It was longer than allowed. It was read to its end and thrown away.
    TooLong,
    /// The client has gone.
    Gone,
}

/// One command.
pub(super) async fn command(reader: &mut (impl AsyncBufRead + Unpin)) -> std::io::Result<Read> {
    let mut line = Vec::new();
    let mut is_too_long = false;
    loop {
        if !piece(reader, &mut line).await? {
            return Ok(Read::Gone);
        }
        is_too_long = is_too_long || line.len() > COMMAND_LIMIT;
        if line.ends_with(b"\r\n") {
            line.truncate(line.len() - 2);
            return Ok(if is_too_long { Read::TooLong } else { Read::Whole(line) });
        }
        if is_too_long {
            // The last byte may be the CR that the next piece's LF belongs to.
            line.drain(..line.len() - 1);
        }
    }
}

/// A mail after `DATA`, at most `limit` bytes of it, with the added dots taken out.
pub(super) async fn mail(reader: &mut (impl AsyncBufRead + Unpin), limit: usize) -> std::io::Result<Read> {
    let mut mail = Vec::new();
    let mut line = Vec::new();
    let mut is_too_long = false;
    let mut is_new_line = true;
    loop {
        if !piece(reader, &mut line).await? {
            return Ok(Read::Gone);
        }
        let is_ended = line.ends_with(b"\r\n");
        // The end of a line may be cut in two by the reader's buffer: then there is more to come before we look.
        if !is_ended && line.len() <= 3 {
            continue;
        }
        if is_new_line && line == b".\r\n" {
            return Ok(if is_too_long { Read::TooLong } else { Read::Whole(mail) });
        }
        let stuffing = usize::from(is_new_line && line.starts_with(b"."));
        // Kept back, so that a CR at the end of this piece can still meet its LF.
        let held_back = usize::from(!is_ended && line.ends_with(b"\r"));
        let content = &line[stuffing..line.len() - held_back];
        is_too_long = is_too_long || mail.len() + content.len() > limit;
        if !is_too_long {
            mail.extend_from_slice(content);
        }
        line.drain(..line.len() - held_back);
        is_new_line = is_ended;
    }
}

/// Adds what there is of a line; false at the end of the stream.
async fn piece(reader: &mut (impl AsyncBufRead + Unpin), line: &mut Vec<u8>) -> std::io::Result<bool> {
    let buffer = reader.fill_buf().await?;
    if buffer.is_empty() {
        return Ok(false);
    }
    let end = buffer.iter().position(|byte| *byte == b'\n').map_or(buffer.len(), |at| at + 1);
    line.extend_from_slice(&buffer[..end]);
    reader.consume(end);
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::BufReader;

    /// Reads with a buffer of each small size, so that every cut between two bytes happens.
    async fn read(input: &[u8], limit: usize) -> Read {
        let mut answers = Vec::new();
        for size in 1..=input.len() {
            answers.push(mail(&mut BufReader::with_capacity(size, input), limit).await.unwrap());
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "the answer must not depend on how the bytes arrive: {answers:?}");
        answers.remove(0)
    }

    #[tokio::test]
    async fn dots_are_taken_out_where_they_were_put_in() {
        let input = b"Dear Ada,\r\n..\r\n...and so on\r\n. \r\nend.\r\n.\r\nQUIT\r\n";
        let wanted = b"Dear Ada,\r\n.\r\n..and so on\r\n \r\nend.\r\n";
        assert_eq!(read(input, 1000).await, Read::Whole(wanted.to_vec()));
        assert_eq!(read(b".\r\n", 1000).await, Read::Whole(vec![]));
    }

    #[tokio::test]
    async fn a_bare_line_feed_ends_neither_line_nor_mail() {
        let smuggled = b"one\n.\nMAIL FROM:<eve@example.org>\n.\r\ntwo\r\n.\r\n";
        let wanted = b"one\n.\nMAIL FROM:<eve@example.org>\n.\r\ntwo\r\n";
        assert_eq!(read(smuggled, 1000).await, Read::Whole(wanted.to_vec()));
    }

    #[tokio::test]
    async fn what_is_too_long_is_read_to_its_end_and_refused() {
        assert_eq!(read(b"0123456789\r\n.\r\n", 12).await, Read::Whole(b"0123456789\r\n".to_vec()));
        assert_eq!(read(b"0123456789\r\n.\r\n", 11).await, Read::TooLong);
        assert_eq!(read(b"no end", 11).await, Read::Gone);
        let endless = [b'x'; 3 * COMMAND_LIMIT].iter().chain(b"\r\nQUIT\r\n").copied().collect::<Vec<_>>();
        let mut reader = BufReader::new(&endless[..]);
        assert_eq!(command(&mut reader).await.unwrap(), Read::TooLong);
        assert_eq!(command(&mut reader).await.unwrap(), Read::Whole(b"QUIT".to_vec()));
        assert_eq!(command(&mut reader).await.unwrap(), Read::Gone);
    }
}
