//! A mail that was delivered to the demo, and what can be read from it.

use mail_parser::{Address, HeaderName, Message, MessageParser, MimeHeaders};

use super::words::{Word, split};

/// A mail with its envelope.
#[derive(Debug)]
pub struct Mail {
    /// Counts the mails from one, in the order of their arrival.
    pub number: usize,
    /// Who sent it according to the envelope; empty for a bounce.
    pub sender: String,
    /// Whom the envelope names, one for each `RCPT`.
    pub recipients: Vec<String>,
    /// The mail as it came, without the dots that SMTP adds.
    pub raw: Vec<u8>,
    message: Message<'static>,
}

/// A file that came with a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The name that the sender gave it, as hostile as senders are; `attachment` if there was none.
    pub name: String,
    /// The type that the sender claims, such as `application/zip`.
    pub content_type: String,
    /// The decoded content.
    pub content: Vec<u8>,
}

/// What stands for a mail that nobody can read.
const NO_MAIL: &[u8] = b"Subject: \r\n\r\n";

impl Mail {
    /// Reads a mail. What is no mail at all becomes one without headers.
    pub fn new(number: usize, sender: String, recipients: Vec<String>, raw: Vec<u8>) -> Self {
        let parser = MessageParser::default();
        // The parser's own empty message has no parts, and panics when it is asked for its subject.
        let message = parser.parse(&raw).or_else(|| parser.parse(NO_MAIL)).map(Message::into_owned);
        let message = message.expect("this one has a header and an end of headers");
        Self { number, sender, recipients, raw, message }
    }

    /// The decoded subject; empty if there is none.
    pub fn subject(&self) -> &str {
        self.message.subject().unwrap_or_default()
    }

    /// The addresses of the `From` header.
    pub fn from(&self) -> Vec<String> {
        addresses(self.message.from())
    }

    /// The addresses of the `To` header.
    pub fn to(&self) -> Vec<String> {
        addresses(self.message.to())
    }

    /// The `Message-ID` without its angle brackets; empty if there is none.
    pub fn message_id(&self) -> &str {
        self.message.message_id().unwrap_or_default()
    }

    /// The day and time that the sender claims, as RFC 3339.
    pub fn date(&self) -> Option<String> {
        self.message.date().map(|date| date.to_rfc3339())
    }

    /// A header as it was written, without the space around it.
    pub fn header(&self, name: &str) -> Option<&str> {
        let name = HeaderName::parse(name.to_owned())?;
        self.message.header_raw(name).map(str::trim)
    }

    /// The words of the mail. If it has only HTML, the words in that.
    pub fn text(&self) -> String {
        self.message.body_text(0).unwrap_or_default().into_owned()
    }

    /// The HTML that the sender wrote, if any.
    pub fn html(&self) -> Option<String> {
        let part = self.message.html_part(0)?;
        part.is_text_html().then(|| self.message.body_html(0).unwrap_or_default().into_owned())
    }

    /// The web addresses in the text, in their order.
    pub fn links(&self) -> Vec<String> {
        let text = self.text();
        let links = split(&text).into_iter().filter_map(|word| match word {
            Word::Link(link) => Some(link.to_owned()),
            Word::Text(_) => None,
        });
        links.collect()
    }

    /// The files that came with it.
    pub fn attachments(&self) -> Vec<Attachment> {
        let parts = self.message.attachments().map(|part| Attachment {
            name: part.attachment_name().unwrap_or("attachment").to_owned(),
            content_type: part.content_type().map_or_else(
                || "application/octet-stream".to_owned(),
                |of| format!("{}/{}", of.ctype(), of.subtype().unwrap_or("octet-stream")),
            ),
            content: part.contents().to_vec(),
        });
        parts.collect()
    }
}

fn addresses(header: Option<&Address>) -> Vec<String> {
    let named = header.into_iter().flat_map(Address::iter);
    named.filter_map(|it| it.address()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: &str = "From: Desk <desk@example.org>\r\n\
        To: Ada <ada@example.org>\r\n\
        Subject: =?utf-8?q?Ihre_Anfrage_f=C3=BCr_Sie?=\r\n\
        Message-ID: <1@example.org>\r\n\
        X-Ticket: R-1\r\n\
        MIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=x\r\n\r\n\
        --x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nPlease open https://desk.example/c/1?a=b.\r\n\
        --x\r\nContent-Type: application/zip; name=your-data.zip\r\nContent-Transfer-Encoding: base64\r\n\
        Content-Disposition: attachment; filename=your-data.zip\r\n\r\nUEs=\r\n--x--\r\n";

    fn mail(raw: &str) -> Mail {
        Mail::new(1, "desk@example.org".to_owned(), vec!["ada@example.org".to_owned()], raw.as_bytes().to_vec())
    }

    #[test]
    fn a_letter_is_read_as_its_recipient_sees_it() {
        let mail = mail(LETTER);
        assert_eq!(mail.subject(), "Ihre Anfrage für Sie");
        assert_eq!(mail.from(), ["desk@example.org"]);
        assert_eq!(mail.to(), ["ada@example.org"]);
        assert_eq!(mail.message_id(), "1@example.org");
        assert_eq!(mail.header("x-ticket"), Some("R-1"));
        assert_eq!(mail.text().trim(), "Please open https://desk.example/c/1?a=b.");
        assert_eq!(mail.links(), ["https://desk.example/c/1?a=b"]);
        assert_eq!(mail.html(), None);
        let [attachment] = &mail.attachments()[..] else { panic!("one attachment") };
        assert_eq!(attachment.name, "your-data.zip");
        assert_eq!(attachment.content_type, "application/zip");
        assert_eq!(attachment.content, b"PK");
    }

    #[test]
    fn what_is_no_mail_can_still_be_looked_at() {
        let mail = mail("\u{0}\u{1}\r\n");
        assert_eq!((mail.subject(), mail.message_id(), mail.attachments()), ("", "", vec![]));
    }
}
