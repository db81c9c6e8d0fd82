//! From a letter to a mail.
//!
//! Addresses are typed and headers are built by a library, so nothing that a person wrote can add one.

use chrono::{DateTime, Utc};
use lettre::{
    Message,
    message::{Attachment, Mailbox, MultiPart, SinglePart, header},
};

/// A mail before it has its headers.
#[derive(Debug)]
pub struct Draft {
    /// The sender.
    pub from: Mailbox,
    /// The recipient.
    pub to: Mailbox,
    /// The subject, one line.
    pub subject: String,
    /// The text.
    pub text: String,
    /// Our own Message-ID, with its angle brackets.
    pub message_id: String,
    /// The encrypted archive and its file name.
    pub attachment: Option<(String, Vec<u8>)>,
    /// When it was written.
    pub written_at: DateTime<Utc>,
}

impl Draft {
    /// The mail.
    pub fn build(self) -> Result<Message, lettre::error::Error> {
        let builder = Message::builder()
            .from(self.from)
            .to(self.to)
            .subject(self.subject)
            .date(self.written_at.into())
            .message_id(Some(self.message_id))
            // RFC 3834: no holiday replies to this, please.
            .raw_header(header::HeaderValue::new(
                header::HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ));
        let text = SinglePart::plain(self.text);
        match self.attachment {
            None => builder.singlepart(text),
            Some((name, bytes)) => {
                let zip = header::ContentType::parse("application/zip").expect("a media type written here");
                let file = Attachment::new(name).body(bytes, zip);
                builder.multipart(MultiPart::mixed().singlepart(text).singlepart(file))
            }
        }
    }
}
