//! To whom data may be sent straight, where people ask for that (Art. 20(2)): `[[receiver]]`.
//!
//! Whoever stands here was checked by a person. There is no other way for an address to become one.

use serde::Deserialize;

use super::secret::Secret;

/// One receiver.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiverSection {
    /// Its name, as people know it.
    pub name: String,
    /// Where it takes archives: an `https://` address.
    pub url: String,
    /// What it knows us by.
    pub token: Option<Secret>,
}

/// What is wrong with these, with the key it stands under.
pub fn wrong(receivers: &[ReceiverSection]) -> Vec<(String, String)> {
    let mut wrong = Vec::new();
    for receiver in receivers {
        let name = &receiver.name;
        if name.trim().is_empty() || receivers.iter().filter(|other| other.name == *name).count() > 1 {
            wrong.push(("receiver.name".to_owned(), format!("{name}: each receiver has a name of its own")));
        }
        if !is_safe(&receiver.url) {
            let what = format!("{name}: people's data would cross the network unprotected; write an https:// address");
            wrong.push(("receiver.url".to_owned(), what));
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
            let receivers = [ReceiverSection { name: "Other".to_owned(), url: url.to_owned(), token: None }];
            assert_eq!(wrong(&receivers).is_empty(), is_fine, "{url}");
        }
    }
}
