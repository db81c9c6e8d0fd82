//! The door of the mail server: it listens on the loopback and gives each connection a conversation.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::{AbortHandle, JoinSet};

use super::session::converse;
use super::store::Mailbox;

/// A server that listens. Dropping it closes its port and every connection.
#[derive(Debug)]
pub struct Smtp {
    address: SocketAddr,
    listening: AbortHandle,
}

impl Smtp {
    /// Listens on a free port of the loopback.
    ///
    /// # Errors
    /// When the machine has no port left.
    pub async fn start(mailbox: Mailbox) -> std::io::Result<Self> {
        Self::start_on(0, mailbox).await
    }

    /// Listens on one port of the loopback, as after a pause.
    ///
    /// # Errors
    /// When somebody else listens there.
    pub async fn start_on(port: u16, mailbox: Mailbox) -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let address = listener.local_addr()?;
        let listening = tokio::spawn(listen(listener, mailbox)).abort_handle();
        Ok(Self { address, listening })
    }

    /// Where to send to.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where to send to, in the form that mail clients are configured with. There is no TLS: nothing leaves the machine.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

async fn listen(listener: TcpListener, mailbox: Mailbox) {
    // The conversations end with this set, and so with the server.
    let mut conversations = JoinSet::new();
    loop {
        let connection = match listener.accept().await {
            Ok((connection, _)) => connection,
            Err(e) => {
                tracing::warn!(error = %e, "the mailbox could not accept a connection");
                // Most likely there are too many open files: a moment later there may be fewer.
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        while conversations.try_join_next().is_some() {}
        let mailbox = mailbox.clone();
        conversations.spawn(async move {
            // A client that goes away in the middle is no concern of ours.
            if let Err(e) = converse(connection, &mailbox).await {
                tracing::debug!(error = %e, "a conversation with the mailbox broke off");
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use lettre::message::{Attachment, MultiPart, SinglePart, header::ContentType};
    use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;

    use super::*;
    use crate::demo::mailbox::fault::{Moment, Strike};

    type Client = AsyncSmtpTransport<Tokio1Executor>;

    fn client(address: SocketAddr) -> Client {
        Client::builder_dangerous(address.ip().to_string()).port(address.port()).build()
    }

    fn letter(text: &str) -> Message {
        let text = SinglePart::plain(text.to_owned());
        let file = Attachment::new("your data.zip".to_owned())
            .body(b"PK\r\n.\r\n".to_vec(), ContentType::parse("application/zip").unwrap());
        Message::builder()
            .from("Desk <desk@example.org>".parse().unwrap())
            .to("ada@example.org".parse().unwrap())
            .subject("Für Sie")
            .message_id(Some("<7@example.org>".to_owned()))
            .multipart(MultiPart::mixed().singlepart(text).singlepart(file))
            .unwrap()
    }

    #[tokio::test]
    async fn what_a_mail_client_sends_arrives_whole() {
        let mailbox = Mailbox::new();
        let smtp = Smtp::start(mailbox.clone()).await.unwrap();
        let client = client(smtp.address());
        client.send(letter("Dear Ada,\r\n.\r\n..bye")).await.unwrap();
        // The second goes over the same connection.
        client.send(letter("Again.")).await.unwrap();

        let [first, second] = &mailbox.to("ada@example.org")[..] else { panic!("two mails") };
        assert_eq!((first.number, first.subject(), first.message_id()), (1, "Für Sie", "7@example.org"));
        assert_eq!((&*first.sender, first.from()), ("desk@example.org", vec!["desk@example.org".to_owned()]));
        assert_eq!(first.text(), "Dear Ada,\r\n.\r\n..bye");
        assert_eq!(first.attachments()[0].name, "your data.zip");
        assert_eq!(first.attachments()[0].content, b"PK\r\n.\r\n");
        assert_eq!(second.text(), "Again.");
        assert!(mailbox.to("eve@example.org").is_empty());
    }

    #[tokio::test]
    async fn each_fault_is_what_its_client_sees() {
        let moments = [Moment::Connected, Moment::Hello, Moment::Sender, Moment::Recipient, Moment::Data, Moment::Sent];
        let mailbox = Mailbox::new();
        let smtp = Smtp::start(mailbox.clone()).await.unwrap();
        for moment in moments {
            for (strike, is_permanent, is_transient) in
                [(Strike::Answer(451), false, true), (Strike::Answer(550), true, false), (Strike::HangUp, false, false)]
            {
                mailbox.fail_once(moment, strike);
                let error = client(smtp.address()).send(letter("Hello.")).await.unwrap_err();
                assert_eq!(
                    (error.is_permanent(), error.is_transient()),
                    (is_permanent, is_transient),
                    "{moment:?} {strike:?}"
                );
                assert!(mailbox.all().is_empty(), "{moment:?} {strike:?}");
            }
        }
        client(smtp.address()).send(letter("Hello.")).await.unwrap();
        assert_eq!(mailbox.all().len(), 1, "each fault struck only once");
    }

    #[tokio::test]
    async fn a_mail_can_be_kept_without_its_sender_knowing() {
        let mailbox = Mailbox::new();
        let smtp = Smtp::start(mailbox.clone()).await.unwrap();
        mailbox.fail_once(Moment::Kept, Strike::HangUp);
        client(smtp.address()).send(letter("Hello.")).await.unwrap_err();
        assert_eq!(mailbox.all().len(), 1);
    }

    #[tokio::test]
    async fn a_server_that_was_dropped_refuses_and_can_come_back_where_it_was() {
        let mailbox = Mailbox::new();
        let smtp = Smtp::start(mailbox.clone()).await.unwrap();
        let address = smtp.address();
        let idle = TcpStream::connect(address).await.unwrap();
        drop(smtp);
        // The port is free when the old connections have ended.
        let mut left = idle;
        left.read_to_end(&mut Vec::new()).await.ok();
        client(address).send(letter("Hello.")).await.unwrap_err();

        let _smtp = Smtp::start_on(address.port(), mailbox.clone()).await.unwrap();
        client(address).send(letter("Hello.")).await.unwrap();
        assert_eq!(mailbox.all().len(), 1);
    }

    #[tokio::test]
    async fn commands_out_of_order_and_nonsense_are_refused_and_harm_nobody() {
        let mailbox = Mailbox::new();
        let smtp = Smtp::start(mailbox.clone()).await.unwrap();
        let mut connection = TcpStream::connect(smtp.address()).await.unwrap();
        let said = "DATA\r\nRCPT TO:<a@example.org>\r\nMAIL FROM:a\r\nMAIL FROM:<a@example.org> SIZE=99999999999\r\n\
            MAIL FROM:<a@example.org>\r\nDATA\r\nMAIL FROM:<b@example.org>\r\nRSET\r\nNOOP\r\n\u{0}\r\nQUIT\r\n";
        connection.write_all(said.as_bytes()).await.unwrap();
        let mut answers = String::new();
        connection.read_to_string(&mut answers).await.unwrap();
        let codes: Vec<_> = answers.lines().map(|line| &line[..3]).collect();
        assert_eq!(codes, ["220", "503", "503", "501", "552", "250", "503", "503", "250", "250", "500", "221"]);
        assert!(mailbox.all().is_empty());
    }
}
