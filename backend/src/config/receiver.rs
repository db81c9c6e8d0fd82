//! To whom data may be sent straight, where people ask for that (Art. 20(2)): `[[receiver]]`.
//!
//! Whoever stands here was checked by a person. There is no other way for an address to become one.

use chrono::NaiveDate;
use lettre::Address;
use serde::Deserialize;

use super::secret::Secret;
use crate::words::language::Language;

/// The shortest passphrase, in characters: whoever gets hold of the file can guess as long as they like.
pub const SHORTEST_PASSPHRASE: usize = 16;

/// One receiver: by HTTPS (`url`) or by mail (`mail`), never both.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiverSection {
    /// Its name, as people know it.
    pub name: String,
    /// Where it takes archives: an `https://` address.
    pub url: Option<String>,
    /// What it knows us by there.
    pub token: Option<Secret>,
    /// Where it takes archives by mail.
    pub mail: Option<String>,
    /// What opens them: the receiver got it by another way than mail, when its address was checked.
    pub passphrase: Option<Secret>,
    /// Who checked the address, and when; for mail it must be said.
    pub checked: Option<Checked>,
    /// The language of what it reads; English if nothing is said.
    pub language: Option<String>,
}

/// That somebody checked an address.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checked {
    /// Who.
    pub by: String,
    /// When, as `2026-11-23`.
    pub on: NaiveDate,
}

/// By which way a receiver takes archives.
#[derive(Clone, Copy, Debug)]
pub enum Reached<'a> {
    /// By HTTPS.
    Https {
        /// Where.
        url: &'a str,
        /// What it knows us by.
        token: Option<&'a Secret>,
    },
    /// By mail, in a locked file.
    Mail {
        /// Where.
        to: &'a str,
        /// What opens the file.
        passphrase: &'a Secret,
        /// Who checked the address.
        checked: &'a Checked,
    },
}

impl ReceiverSection {
    /// The way to it; none if what is written here does not make one, which [`wrong`] tells.
    pub fn reached(&self) -> Option<Reached<'_>> {
        match (&self.url, &self.mail, &self.passphrase, &self.checked) {
            (Some(url), None, None, _) => Some(Reached::Https { url, token: self.token.as_ref() }),
            (None, Some(to), Some(passphrase), Some(checked)) if self.token.is_none() => {
                Some(Reached::Mail { to, passphrase, checked })
            }
            (Some(_) | None, Some(_) | None, Some(_) | None, Some(_) | None) => None,
        }
    }

    /// The language of what it reads.
    pub fn language(&self) -> Language {
        self.language.as_deref().and_then(Language::from_code).unwrap_or_default()
    }
}

/// What is wrong with these, with the key it stands under.
pub fn wrong(receivers: &[ReceiverSection]) -> Vec<(String, String)> {
    let mut wrong = Vec::new();
    for receiver in receivers {
        let name = &receiver.name;
        let mut say = |key: &str, what: &str| wrong.push((format!("receiver.{key}"), format!("{name}: {what}")));
        if name.trim().is_empty() || receivers.iter().filter(|other| other.name == *name).count() > 1 {
            say("name", "each receiver has a name of its own");
        }
        match receiver.reached() {
            Some(Reached::Https { url, .. }) if !is_safe(url) => {
                say("url", "people's data would cross the network unprotected; write an https:// address");
            }
            Some(Reached::Mail { to, .. }) if to.parse::<Address>().is_err() => say("mail", "this is no mail address"),
            Some(Reached::Mail { checked, .. }) if checked.by.trim().is_empty() => {
                say("checked", "say who checked the address");
            }
            Some(Reached::Https { .. } | Reached::Mail { .. }) => {}
            None if receiver.mail.is_some() && receiver.url.is_none() => {
                say("mail", "by mail a receiver needs a passphrase, and checked = { by = \"…\", on = \"2026-11-23\" }");
            }
            None => say("url", "a receiver has either a url, or mail with a passphrase, and no keys of the other way"),
        }
        if receiver.language.as_deref().is_some_and(|code| Language::from_code(code).is_none()) {
            say("language", "write en, fr or de");
        }
    }
    wrong
}

/// Whether nobody on the way can read what goes there: TLS, or this very machine.
fn is_safe(url: &str) -> bool {
    let Ok(url) = reqwest::Url::parse(url) else { return false };
    let is_here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    url.scheme() == "https" || (url.scheme() == "http" && is_here)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_https(url: &str) -> ReceiverSection {
        ReceiverSection { name: "Other".to_owned(), url: Some(url.to_owned()), ..ReceiverSection::default() }
    }

    fn by_mail() -> ReceiverSection {
        ReceiverSection {
            name: "Other".to_owned(),
            mail: Some("import@other.example".to_owned()),
            passphrase: Some(Secret::Env("OTHER".to_owned())),
            checked: Some(Checked { by: "Ana".to_owned(), on: NaiveDate::default() }),
            ..ReceiverSection::default()
        }
    }

    #[test]
    fn data_goes_nowhere_unprotected() {
        for (url, is_fine) in [
            ("https://other.example/import", true),
            ("http://127.0.0.1:8080/import", true),
            ("http://other.example/import", false),
            ("http://127.0.0.1.evil.net/", false),
            ("ftp://other.example/", false),
            ("other.example", false),
        ] {
            assert_eq!(wrong(&[by_https(url)]).is_empty(), is_fine, "{url}");
        }
    }

    #[test]
    fn nothing_is_mailed_to_an_address_that_nobody_checked_or_without_a_lock() {
        let keys = |receiver| wrong(&[receiver]).into_iter().map(|(key, _)| key).collect::<Vec<_>>();
        assert!(wrong(&[by_mail()]).is_empty());
        assert_eq!(keys(ReceiverSection { checked: None, ..by_mail() }), ["receiver.mail"]);
        assert_eq!(keys(ReceiverSection { passphrase: None, ..by_mail() }), ["receiver.mail"]);
        let nobody = Checked { by: " ".to_owned(), on: NaiveDate::default() };
        assert_eq!(keys(ReceiverSection { checked: Some(nobody), ..by_mail() }), ["receiver.checked"]);
        assert_eq!(keys(ReceiverSection { mail: Some("other.example".to_owned()), ..by_mail() }), ["receiver.mail"]);
        let both = ReceiverSection { url: Some("https://other.example".to_owned()), ..by_mail() };
        assert_eq!(keys(both), ["receiver.url"]);
        assert_eq!(keys(ReceiverSection { language: Some("it".to_owned()), ..by_mail() }), ["receiver.language"]);
        assert_eq!(keys(ReceiverSection { name: "Other".to_owned(), ..ReceiverSection::default() }), ["receiver.url"]);
    }
}
