//! The mail server of the stage: the demo's, with a switch.

use rightsdesk::demo::mailbox::smtp::Smtp;
use rightsdesk::demo::mailbox::store::Mailbox;

/// A mail server on the loopback that can be down for a while.
#[derive(Debug)]
pub struct MailServer {
    /// What has arrived, and what is to go wrong.
    pub mailbox: Mailbox,
    port: u16,
    smtp: Option<Smtp>,
}

impl MailServer {
    /// A server that is up.
    pub async fn start() -> Self {
        let mailbox = Mailbox::new();
        let smtp = Smtp::start(mailbox.clone()).await.expect("the loopback has a free port");
        Self { mailbox, port: smtp.address().port(), smtp: Some(smtp) }
    }

    /// Its port on 127.0.0.1, the same after a pause.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// From here on connections are refused.
    pub async fn stop(&mut self) {
        self.smtp = None;
        // The port is let go by a task, which has to be given its turn.
        while tokio::net::TcpStream::connect(("127.0.0.1", self.port)).await.is_ok() {
            tokio::task::yield_now().await;
        }
    }

    /// It is back, with what arrived before.
    pub async fn start_again(&mut self) {
        let smtp = Smtp::start_on(self.port, self.mailbox.clone()).await.expect("the port was ours");
        self.smtp = Some(smtp);
    }

    /// The subjects of the mails to one person, in the order of their arrival.
    pub fn subjects_to(&self, recipient: &str) -> Vec<String> {
        self.mailbox.to(recipient).iter().map(|mail| mail.subject().to_owned()).collect()
    }
}
