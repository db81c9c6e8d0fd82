//! One conversation with a client that delivers mail (RFC 5321).

use std::time::Duration;

use tokio::io::{AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::time::timeout;

use super::fault::{Moment, Strike};
use super::lines::{self, Read};
use super::store::Mailbox;

/// The most bytes of one mail: what the large mail providers take (25 MiB), and a little.
pub(super) const MAIL_LIMIT: usize = 26 * 1024 * 1024;

/// The most recipients of one mail, as RFC 5321 asks for.
const RECIPIENT_LIMIT: usize = 100;

/// How long a client may say nothing.
const PATIENCE: Duration = Duration::from_secs(300);

struct Conversation<'a> {
    from_client: BufReader<OwnedReadHalf>,
    to_client: OwnedWriteHalf,
    mailbox: &'a Mailbox,
    envelope: Option<Envelope>,
}

#[derive(Default)]
struct Envelope {
    sender: String,
    recipients: Vec<String>,
}

/// What came of an answer that should have been a good one.
#[derive(PartialEq, Eq)]
enum Told {
    Well,
    /// A fault made it a refusal.
    Refusal,
    /// A fault ended the conversation.
    Nothing,
}

/// Whether there is more to say.
#[derive(PartialEq, Eq)]
enum Then {
    GoOn,
    HangUp,
}

/// Talks until the client leaves, or a fault makes us leave.
pub(super) async fn converse(connection: TcpStream, mailbox: &Mailbox) -> std::io::Result<()> {
    let (reader, to_client) = connection.into_split();
    let mut it = Conversation { from_client: BufReader::new(reader), to_client, mailbox, envelope: None };
    if it.answer(Moment::Connected, "220 mailbox.localhost ESMTP of the demo").await? != Told::Well {
        return Ok(());
    }
    loop {
        let Ok(command) = timeout(PATIENCE, lines::command(&mut it.from_client)).await else {
            return it.say("421 you have been silent for too long").await;
        };
        let then = match command? {
            Read::Gone => return Ok(()),
            Read::TooLong => it.reply("500 that line is too long").await?,
            Read::Whole(line) => it.obey(&String::from_utf8_lossy(&line)).await?,
        };
        if then == Then::HangUp {
            return Ok(());
        }
    }
}

impl Conversation<'_> {
    async fn obey(&mut self, command: &str) -> std::io::Result<Then> {
        let (verb, rest) = command.split_once(' ').unwrap_or((command, ""));
        match verb.to_ascii_uppercase().as_str() {
            "EHLO" => {
                self.envelope = None;
                let extensions = format!(
                    "250-mailbox.localhost\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE {MAIL_LIMIT}"
                );
                self.step(Moment::Hello, &extensions).await
            }
            "HELO" => {
                self.envelope = None;
                self.step(Moment::Hello, "250 mailbox.localhost").await
            }
            "MAIL" => self.take_sender(rest).await,
            "RCPT" => self.take_recipient(rest).await,
            "DATA" => self.take_mail().await,
            "RSET" => {
                self.envelope = None;
                self.reply("250 forgotten").await
            }
            "NOOP" => self.reply("250 nothing done").await,
            "VRFY" => self.reply("252 send it and see").await,
            "QUIT" => {
                self.say("221 good-bye").await?;
                Ok(Then::HangUp)
            }
            _ => self.reply("500 no such command here").await,
        }
    }

    async fn take_sender(&mut self, rest: &str) -> std::io::Result<Then> {
        if self.envelope.is_some() {
            return self.reply("503 there is a sender already").await;
        }
        let Some((sender, parameters)) = path(rest, "FROM:") else {
            return self.reply("501 MAIL FROM:<address>").await;
        };
        let announced = parameters.split(' ').find_map(|it| it.strip_prefix("SIZE=")?.parse::<usize>().ok());
        if announced.is_some_and(|size| size > MAIL_LIMIT) {
            return self.reply("552 that is too large").await;
        }
        let envelope = Envelope { sender: sender.to_owned(), recipients: Vec::new() };
        match self.answer(Moment::Sender, "250 sender noted").await? {
            Told::Well => self.envelope = Some(envelope),
            Told::Refusal => {}
            Told::Nothing => return Ok(Then::HangUp),
        }
        Ok(Then::GoOn)
    }

    async fn take_recipient(&mut self, rest: &str) -> std::io::Result<Then> {
        let recipient = path(rest, "TO:").map(|(recipient, _)| recipient.to_owned());
        let Some(recipient) = recipient.filter(|it| !it.is_empty()) else {
            return self.reply("501 RCPT TO:<address>").await;
        };
        let Some(envelope) = &self.envelope else {
            return self.reply("503 say who sends it first").await;
        };
        if envelope.recipients.len() >= RECIPIENT_LIMIT {
            return self.reply("452 too many recipients").await;
        }
        match self.answer(Moment::Recipient, "250 recipient noted").await? {
            Told::Well => self.envelope.get_or_insert_default().recipients.push(recipient),
            Told::Refusal => {}
            Told::Nothing => return Ok(Then::HangUp),
        }
        Ok(Then::GoOn)
    }

    async fn take_mail(&mut self) -> std::io::Result<Then> {
        if self.envelope.as_ref().is_none_or(|it| it.recipients.is_empty()) {
            return self.reply("503 say who sends it to whom first").await;
        }
        match self.answer(Moment::Data, "354 go on, and end with a dot on a line of its own").await? {
            Told::Well => {}
            Told::Refusal => return Ok(Then::GoOn),
            Told::Nothing => return Ok(Then::HangUp),
        }
        let Ok(mail) = timeout(PATIENCE, lines::mail(&mut self.from_client, MAIL_LIMIT)).await else {
            self.say("421 you have been silent for too long").await?;
            return Ok(Then::HangUp);
        };
        // Whatever becomes of the mail, the envelope is used up.
        let Envelope { sender, recipients } = self.envelope.take().unwrap_or_default();
        let raw = match mail? {
            Read::Gone => return Ok(Then::HangUp),
            Read::TooLong => return self.reply("552 that is too large").await,
            Read::Whole(raw) => raw,
        };
        match self.mailbox.strike(Moment::Sent) {
            None => {}
            Some(Strike::Answer(code)) => return self.reply(&refusal(code)).await,
            Some(Strike::HangUp) => return Ok(Then::HangUp),
            Some(Strike::Wait(time)) => tokio::time::sleep(time).await,
        }
        self.mailbox.keep(sender, recipients, raw);
        self.step(Moment::Kept, "250 kept").await
    }

    /// Answers well unless a fault says otherwise.
    async fn answer(&mut self, moment: Moment, well: &str) -> std::io::Result<Told> {
        match self.mailbox.strike(moment) {
            None => {}
            Some(Strike::HangUp) => return Ok(Told::Nothing),
            Some(Strike::Wait(time)) => tokio::time::sleep(time).await,
            Some(Strike::Answer(code)) => {
                self.say(&refusal(code)).await?;
                return Ok(Told::Refusal);
            }
        }
        self.say(well).await?;
        Ok(Told::Well)
    }

    /// As `answer`, where a refusal changes nothing for us.
    async fn step(&mut self, moment: Moment, well: &str) -> std::io::Result<Then> {
        let told = self.answer(moment, well).await?;
        Ok(if told == Told::Nothing { Then::HangUp } else { Then::GoOn })
    }

    async fn reply(&mut self, answer: &str) -> std::io::Result<Then> {
        self.say(answer).await?;
        Ok(Then::GoOn)
    }

    async fn say(&mut self, answer: &str) -> std::io::Result<()> {
        self.to_client.write_all(format!("{answer}\r\n").as_bytes()).await
    }
}

fn refusal(code: u16) -> String {
    format!("{code} this was asked for")
}

/// The address in `FROM:<address> PARAMETERS`, and the parameters.
fn path<'a>(rest: &'a str, keyword: &str) -> Option<(&'a str, &'a str)> {
    let (start, rest) = rest.split_at_checked(keyword.len())?;
    if !start.eq_ignore_ascii_case(keyword) {
        return None;
    }
    rest.trim_start().strip_prefix('<')?.split_once('>')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_stands_between_angle_brackets() {
        assert_eq!(path("FROM:<a@b.example> SIZE=3", "FROM:"), Some(("a@b.example", " SIZE=3")));
        assert_eq!(path("from: <>", "FROM:"), Some(("", "")));
        assert_eq!(path("FROM:a@b.example", "FROM:"), None);
        assert_eq!(path("TO:<a@b.example>", "FROM:"), None);
        assert_eq!(path("é", "TO:"), None);
    }
}
