//! The name of an account.

use std::fmt;

/// A Matrix account, `@localpart:server`. Compared byte for byte: two that differ in case are two accounts.
///
/// Its `Debug` form hides the name, so that a log of it names nobody.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Account {
    full: String,
    /// Where the colon stands.
    colon: usize,
}

/// What the specification allows at most, in bytes.
const LONGEST: usize = 255;

impl Account {
    /// Reads `@localpart:server`. Localparts of earlier times, with capitals and other characters, are taken as well.
    ///
    /// # Errors
    /// If the text is no such name; the error does not repeat it.
    pub fn parse(text: &str) -> Result<Self, NotAnAccount> {
        let rest = text.strip_prefix('@').ok_or(NotAnAccount)?;
        let (localpart, server_name) = rest.split_once(':').ok_or(NotAnAccount)?;
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
        let is_fine = !localpart.is_empty()
            && !localpart.chars().any(|c| c.is_control() || c.is_whitespace())
            && !server_name.is_empty()
            && server_name.bytes().all(is_name)
            && text.len() <= LONGEST;
        if is_fine { Ok(Self { full: text.to_owned(), colon: localpart.len() + 1 }) } else { Err(NotAnAccount) }
    }

    /// The account `localpart` on `server_name`.
    ///
    /// # Errors
    /// If the two make no name: a localpart with a colon would name another server.
    pub fn of(localpart: &str, server_name: &str) -> Result<Self, NotAnAccount> {
        if localpart.contains(':') {
            return Err(NotAnAccount);
        }
        Self::parse(&format!("@{localpart}:{server_name}"))
    }

    /// The whole name: personal data.
    pub fn as_str(&self) -> &str {
        &self.full
    }

    /// The part before the colon, without `@`: personal data.
    pub fn localpart(&self) -> &str {
        &self.full[1..self.colon]
    }

    /// The homeserver's name.
    pub fn server_name(&self) -> &str {
        &self.full[self.colon + 1..]
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "@…:{}", self.server_name())
    }
}

/// A text that is no Matrix account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no Matrix account, such as @ada:example.org")]
pub struct NotAnAccount;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_taken_apart_at_its_first_colon() {
        let account = Account::parse("@ada:example.org:8448").unwrap();
        assert_eq!((account.localpart(), account.server_name()), ("ada", "example.org:8448"));
        assert_eq!(Account::of("ada", "example.org:8448"), Ok(account));
        for historical in ["@Ada:hs", "@a/b%2F?#:hs", "@ä!$:[::1]:8448", "@=40ada=3ahs:hs"] {
            assert_eq!(Account::parse(historical).unwrap().as_str(), historical);
        }
    }

    #[test]
    fn what_is_no_account_is_refused_without_repeating_it() {
        let long = format!("@{}:hs", "a".repeat(252));
        for text in ["", "ada", "ada:hs", "@ada", "@:hs", "@ada:", "@a b:hs", "@a\n:hs", "@ada:h s", "@ada:hs/", &long]
        {
            assert_eq!(Account::parse(text), Err(NotAnAccount), "{text}");
        }
        assert!(Account::of("ada:evil.net", "hs").is_err());
        assert!(!NotAnAccount.to_string().contains("evil"));
    }

    #[test]
    fn a_debug_print_names_nobody() {
        assert_eq!(format!("{:?}", Account::parse("@ada:hs").unwrap()), "@…:hs");
    }
}
