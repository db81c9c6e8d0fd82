//! What is wrong or doubtful in a configuration that could be read, in words.

use std::{fmt, net::SocketAddr, path::Path, str::FromStr};

use super::{
    authority, automated, customer,
    file::{Config, Tls, Transport},
    homeserver::MOST_MINUTES,
    own_servers, ranges, receiver, recipient,
};

/// One thing that is wrong or doubtful.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Where in the file.
    pub key: String,
    /// What, and what to do.
    pub what: String,
    /// Whether the desk must not run like this; otherwise somebody should know.
    pub is_wrong: bool,
}

impl Trouble {
    /// The desk must not run like this.
    pub fn wrong(key: impl Into<String>, what: impl Into<String>) -> Self {
        Self { key: key.into(), what: what.into(), is_wrong: true }
    }

    /// Somebody should know.
    pub fn doubtful(key: impl Into<String>, what: impl Into<String>) -> Self {
        Self { key: key.into(), what: what.into(), is_wrong: false }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = if self.is_wrong { "wrong " } else { "note  " };
        write!(f, "{how}  {}: {}", self.key, self.what)
    }
}

/// The first thing in the file because of which the desk must not run, as [`check`] tells it.
pub fn first_wrong(config: &Config) -> Option<Trouble> {
    check(config).into_iter().find(|trouble| trouble.is_wrong)
}

/// Everything that is wrong or doubtful, as far as the file itself tells.
pub fn check(config: &Config) -> Vec<Trouble> {
    let mut troubles = Vec::new();
    let desk = &config.desk;
    if chrono_tz::Tz::from_str(&desk.time_zone).is_err() {
        troubles.push(Trouble::wrong("desk.time_zone", "this is no time zone; write one such as \"Europe/London\""));
    }
    if let Err(error) = config.calendars() {
        troubles.push(Trouble::wrong("calendars", format!("{:#}", anyhow::Error::new(error))));
    }
    for (key, url) in [("desk.public_url", &desk.public_url), ("desk.staff_url", &desk.staff_url)] {
        troubles.extend(address(key, url));
    }
    if desk.public_url.trim_end_matches('/') == desk.staff_url.trim_end_matches('/') {
        let what = "this is desk.public_url as well; both serve an API below it, so each needs an address of its own";
        troubles.push(Trouble::wrong("desk.staff_url", what));
    }
    if meet(config.listen.public, config.listen.staff) {
        let what = "the public pages listen there already; write another port";
        troubles.push(Trouble::wrong("listen.staff", what));
    }
    if desk.organisation.trim().is_empty() {
        troubles.push(Trouble::wrong("desk.organisation", "the organisation's name stands on every page; write it"));
    }
    for (key, text) in [("desk.officer", &desk.officer), ("desk.representative", &desk.representative)] {
        if text.as_deref().is_some_and(|text| text.trim().is_empty()) {
            troubles.push(Trouble::wrong(
                key,
                "this is empty; write who it is and how they are reached, or leave the line out",
            ));
        }
    }
    if lettre::message::Mailbox::from_str(&config.mail.from).is_err() {
        let what = "this is no sender; write one such as \"Data rights desk <privacy@example.org>\"";
        troubles.push(Trouble::wrong("mail.from", what));
    }
    if let Transport::Smtp { host, tls, user, password, .. } = &config.mail.transport {
        if *tls == Tls::None && !is_this_machine(host) {
            let what = "mail would cross the network unprotected; use \"starttls\" or \"implicit\"";
            troubles.push(Trouble::wrong("mail.transport.smtp.tls", what));
        }
        if user.is_some() != password.is_some() {
            troubles.push(Trouble::wrong("mail.transport.smtp", "user and password go together"));
        }
    }
    if let Transport::Directory { path } = &config.mail.transport {
        let what = format!("letters are put into {} as files, and nothing sends them", path.display());
        troubles.push(Trouble::doubtful("mail.transport", what));
        if is_open_to_all(&config.base.join(path)) {
            let what = "everybody on this machine can read the letters; close the directory with chmod 700 or 750";
            troubles.push(Trouble::doubtful("mail.transport.directory", what));
        }
    }
    for (key, what) in ranges::wrong(config) {
        troubles.push(Trouble::wrong(key, what));
    }
    for (key, what) in receiver::wrong(&config.receivers) {
        troubles.push(Trouble::wrong(key, what));
    }
    for (key, what) in recipient::wrong(&config.recipients) {
        troubles.push(Trouble::wrong(key, what));
    }
    for (key, what, is_wrong) in automated::troubles(&config.automated, desk.regime) {
        troubles.push(Trouble { key: key.to_owned(), what, is_wrong });
    }
    if let Some((key, what)) = config.restriction.wrong() {
        troubles.push(Trouble::wrong(key, what));
    }
    for (key, what) in config
        .deactivation
        .wrong()
        .into_iter()
        .chain(config.retention.wrong())
        .chain(authority::wrong(&config.authorities))
    {
        troubles.push(Trouble::wrong(key, what));
    }
    for (key, what) in
        config.reminders.wrong().into_iter().chain(customer::wrong(&config.customers, &own_servers::of(config)))
    {
        troubles.push(Trouble::wrong(key, what));
    }
    match config.work.lease_seconds {
        15..=3600 => {}
        1..=14 => troubles.push(Trouble::doubtful("work.lease_seconds", "a worker that is busy may be thought dead")),
        _ => troubles.push(Trouble::wrong("work.lease_seconds", "this must be between 1 and 3600")),
    }
    if config.systems.is_empty() {
        troubles
            .push(Trouble::doubtful("system", "no system is connected: every answer would be that nothing is held"));
    }
    for (place, homeserver) in config.homeservers.iter().enumerate() {
        let mut before = config.homeservers.iter().take(place);
        if before.any(|other| other.server_name == homeserver.server_name) {
            let what = format!("{} stands here twice", homeserver.server_name);
            troubles.push(Trouble::wrong("homeserver.server_name", what));
        }
        if homeserver.ask.is_none() && homeserver.webhook_secrets.is_empty() {
            let what =
                format!("of {} nothing is ever heard; write `ask`, or `webhook_secrets`", homeserver.server_name);
            troubles.push(Trouble::wrong("homeserver", what));
        } else if homeserver.ask.is_none() && config.deactivation.is_on() {
            let what = format!(
                "{}: nobody is asked whether an account is still closed before it is erased. An account of which no call tells is \
                 never erased. Write `ask`",
                homeserver.server_name
            );
            troubles.push(Trouble::doubtful("homeserver", what));
        }
        match homeserver.every_minutes {
            1..=720 => {}
            721..=MOST_MINUTES => {
                let what = "accounts without a better time count from when they are first seen, which may be late";
                troubles.push(Trouble::doubtful("homeserver.every_minutes", what));
            }
            _ => {
                let what = format!("this must be between 1 and {MOST_MINUTES}");
                troubles.push(Trouble::wrong("homeserver.every_minutes", what));
            }
        }
        if homeserver.leave_out.iter().any(String::is_empty) {
            let what = "every localpart begins with an empty text: nobody would be erased";
            troubles.push(Trouble::wrong("homeserver.leave_out", what));
        }
    }
    troubles
}

fn address(key: &str, url: &str) -> Option<Trouble> {
    let Ok(parsed) = reqwest::Url::parse(url) else {
        return Some(Trouble::wrong(key, "this is no address; write one such as \"https://privacy.example.org\""));
    };
    let host = parsed.host_str().unwrap_or_default();
    match parsed.scheme() {
        "https" => None,
        "http" if is_this_machine(host) => None,
        "http" => Some(Trouble::wrong(key, "people's data would cross the network unprotected; use https")),
        _ => Some(Trouble::wrong(key, "an address starts with https://")),
    }
}

/// Whether only one of the two can be listened on.
fn meet(one: SocketAddr, other: SocketAddr) -> bool {
    let is_everywhere = one.ip().is_unspecified() || other.ip().is_unspecified();
    // Port 0 is any free one.
    one.port() != 0 && one.port() == other.port() && (one.ip() == other.ip() || is_everywhere)
}

fn is_open_to_all(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        std::fs::metadata(path).is_ok_and(|directory| directory.mode() & 0o007 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}

fn is_this_machine(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = include_str!("../../../rightsdesk.example.toml");

    /// With all that is offered, by mail server.
    fn switched_on() -> String {
        let by_file = "transport = { directory = { path = \"outbox\" } }\n";
        assert!(EXAMPLE.contains(by_file));
        let on = |line: &str| match line.strip_prefix('#') {
            Some(setting) if setting.starts_with(|first: char| !first.is_whitespace()) => format!("{setting}\n"),
            _ => format!("{line}\n"),
        };
        EXAMPLE.replace(by_file, "").lines().map(on).collect()
    }

    fn config(text: &str) -> Config {
        toml::from_str(text).expect("a configuration")
    }

    #[test]
    fn the_example_is_right() {
        let keys: Vec<_> = check(&config(EXAMPLE)).into_iter().map(|trouble| (trouble.key, trouble.is_wrong)).collect();
        assert_eq!(keys, [("mail.transport".to_owned(), false), ("system".to_owned(), false)]);
        let notes: Vec<_> = check(&config(&switched_on())).iter().map(ToString::to_string).collect();
        // The one that only calls.
        assert!(
            notes.len() == 1 && notes[0].starts_with("note    homeserver: other.example: nobody is asked"),
            "{notes:?}"
        );
        assert_eq!(config(&switched_on()).systems.len(), 6);
        assert_eq!(config(&switched_on()).homeservers.len(), 3);
    }

    #[test]
    fn a_misspelt_key_is_refused() {
        let misspelt = EXAMPLE.replace("mails_per_hour", "mails_per_hours");
        let error = toml::from_str::<Config>(&misspelt).expect_err("an unknown key");
        assert!(error.to_string().contains("mails_per_hours"), "{error}");
    }

    #[test]
    fn what_would_leave_people_unprotected_is_wrong() {
        for (good, bad, key) in [
            ("tls = \"starttls\"", "tls = \"none\"", "mail.transport.smtp.tls"),
            ("https://privacy.example.org", "http://privacy.example.org", "desk.public_url"),
            ("Europe/London", "Europe/Londres", "desk.time_zone"),
            ("attempts = 8", "attempts = 0", "work.attempts"),
            ("lease_seconds = 45", "lease_seconds = 0", "work.lease_seconds"),
            ("Example Messaging <privacy@example.org>", "nobody", "mail.from"),
            ("https://desk.internal.example.org", "https://privacy.example.org/", "desk.staff_url"),
            ("127.0.0.1:8081", "127.0.0.1:8080", "listen.staff"),
            ("127.0.0.1:8081", "0.0.0.0:8080", "listen.staff"),
            ("every_minutes = 60", "every_minutes = 0", "homeserver.every_minutes"),
            ("every_minutes = 60", "every_minutes = 1441", "homeserver.every_minutes"),
            ("\"telegram_\"", "\"\"", "homeserver.leave_out"),
            ("webhook_secrets = [{ file = \"other.webhook\" }]", "", "homeserver"),
        ] {
            let troubles = check(&config(&switched_on().replace(good, bad)));
            assert!(troubles.iter().any(|trouble| trouble.is_wrong && trouble.key == key), "{key}: {troubles:?}");
        }
    }

    #[test]
    fn a_homeserver_that_cannot_be_asked_is_told_of_while_accounts_are_erased() {
        let noted = |text: &str| check(&config(text)).iter().any(|trouble| trouble.key == "homeserver");
        assert!(noted(&switched_on()));
        let nothing_swept = "satellites = []";
        let swept = "satellites = [\"bot\", \"bridge\", \"integration_manager\"]";
        assert!(!noted(&switched_on().replace(swept, nothing_swept)), "nothing is erased that should be asked about");
        let asked = "server_name = \"other.example\"\nask = { synapse = { url = \"https://other.example\", token = { file = \"t\" } } }";
        assert!(!noted(&switched_on().replace("server_name = \"other.example\"", asked)));
    }

    #[test]
    fn a_secret_is_never_a_part_of_the_file() {
        let inline = switched_on().replace("{ file = \"smtp.password\" }", "\"hunter2\"");
        let error = toml::from_str::<Config>(&inline).expect_err("a secret");
        assert!(error.message().contains("write { file = ") && !error.message().contains("hunter2"), "{error}");
    }
}
