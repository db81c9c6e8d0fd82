//! `[[customer]]`: organisations for which we are only the processor. Requests about their data are theirs to answer (Art. 28(3)(e)).

use serde::Deserialize;

use crate::{identifier::check, words::language::Language};

/// One customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomerSection {
    /// Its name, as people know it.
    pub name: String,
    /// Where requests are forwarded; without it, staff pass them on.
    pub mail: Option<String>,
    /// The language it is written to in.
    #[serde(default)]
    pub language: String,
    /// Its homeservers that we keep for it: what Matrix IDs end with.
    #[serde(default)]
    pub servers: Vec<String>,
    /// The keys of systems that hold its data, and in which it has instructed us to answer requests ourselves. Where it has servers,
    /// that holds for people who have a Matrix ID on one of them.
    #[serde(default)]
    pub instructed: Vec<String>,
}

impl CustomerSection {
    /// The language it is written to in; English if the code is none.
    pub fn language(&self) -> Language {
        Language::from_code(&self.language).unwrap_or_default()
    }

    /// Whether this is one of its homeservers.
    pub fn has(&self, server: &str) -> bool {
        has(&self.servers, server)
    }
}

/// Whether a homeserver is among these. Its name is one of the DNS, where capitals make no difference.
pub fn has(servers: &[String], server: &str) -> bool {
    servers.iter().any(|it| it.eq_ignore_ascii_case(server))
}

/// Whether this can be the name of a homeserver.
fn is_server_name(text: &str) -> bool {
    check::is_matrix_id(&format!("@a:{text}"))
}

/// What is wrong with these, and with the homeservers that are `ours`, with the key it stands under.
pub fn wrong(customers: &[CustomerSection], ours: &[String]) -> Vec<(String, String)> {
    let mut wrong = Vec::new();
    for server in ours.iter().filter(|server| !is_server_name(server)) {
        wrong.push(("desk.servers".to_owned(), format!("{server:?} is no name of a homeserver, such as example.org")));
    }
    for (place, customer) in customers.iter().enumerate() {
        for server in &customer.servers {
            let what = if !is_server_name(server) {
                "is no name of a homeserver, such as example.org"
            } else if has(ours, server) || customers.iter().take(place).any(|before| before.has(server)) {
                "stands here already: a homeserver is ours or of one customer"
            } else {
                continue;
            };
            wrong.push(("customer.servers".to_owned(), format!("{}: {server:?} {what}", customer.name)));
        }
        let name = &customer.name;
        if name.trim().is_empty() {
            wrong.push(("customer.name".to_owned(), "a customer has no name".to_owned()));
        }
        if customer.mail.as_ref().is_some_and(|mail| mail.parse::<lettre::Address>().is_err()) {
            wrong.push(("customer.mail".to_owned(), format!("{name}: this is no mail address")));
        }
        if !customer.language.is_empty() && Language::from_code(&customer.language).is_none() {
            wrong.push(("customer.language".to_owned(), format!("{name}: write en, fr or de")));
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_homeserver_is_ours_or_of_one_customer() {
        let of = |name: &str, servers: &[&str]| CustomerSection {
            name: name.to_owned(),
            servers: servers.iter().map(|it| (*it).to_owned()).collect(),
            ..CustomerSection::default()
        };
        let ours = ["example.org".to_owned()];
        assert_eq!(wrong(&[of("Acme", &["acme.example", "chat.acme.example:8448"])], &ours), []);
        for servers in [&["Example.org"][..], &["@ada:acme.example"], &[""], &["https://acme.example"]] {
            assert_eq!(wrong(&[of("Acme", servers)], &ours).len(), 1, "{servers:?}");
        }
        assert_eq!(wrong(&[of("Acme", &["one.example"]), of("Initech", &["ONE.example"])], &ours).len(), 1);
        assert!(
            of("Acme", &["acme.example"]).has("ACME.example")
                && !of("Acme", &["acme.example"]).has("evil.acme.example")
        );
    }
}
