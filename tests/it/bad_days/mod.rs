//! What must hold on bad days: workers that die or come late, systems and servers that are down, slow or strange.

mod crm;
mod database_away;
mod half_way;
mod killed;
mod late_workers;
mod mail;
mod many_workers;
mod migrations;
mod stopped;
mod systems;

use rightsdesk::config::file::{Config, Tls, Transport};

/// Mail goes to a server at this port of the loopback, which may take so many seconds for a letter.
pub(crate) fn by_smtp(port: u16, letter_seconds: u64) -> impl FnOnce(&mut Config) + Send + 'static {
    move |config| {
        let host = "127.0.0.1".to_owned();
        let (user, password) = (None, None);
        config.mail.transport =
            Transport::Smtp { host, port: Some(port), tls: Tls::None, user, password, letter_seconds };
    }
}
