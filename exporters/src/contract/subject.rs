//! The person a question is about, as systems know them.
//!
//! What must always hold: a subject has at least one identifier, and no identifier is empty. A question about
//! nobody in particular must never become a question about everybody, so that state has no value here.

use std::{borrow::Borrow, fmt};

use serde::{Deserialize, Serialize};

/// What sort of name an identifier is: `email`, `matrix_id`, `phone_number`, or whatever a manifest calls it.
///
/// Lower case letters, digits and underscores, starting with a letter; at most 64 bytes. Fides calls these identity seeds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IdentifierKind(String);

impl IdentifierKind {
    /// An e-mail address.
    pub const EMAIL: &'static str = "email";
    /// A Matrix user id, `@local:server`.
    pub const MATRIX_ID: &'static str = "matrix_id";
    /// A phone number, as the person writes it.
    pub const PHONE_NUMBER: &'static str = "phone_number";

    /// Reads a kind, or says why it is none.
    pub fn parse(name: &str) -> Result<Self, NotAKind> {
        let mut bytes = name.bytes();
        let starts_well = bytes.next().is_some_and(|first| first.is_ascii_lowercase());
        if starts_well && name.len() <= 64 && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
            Ok(Self(name.to_owned()))
        } else {
            Err(NotAKind(name.to_owned()))
        }
    }

    /// The kind's name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for IdentifierKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for IdentifierKind {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for IdentifierKind {
    type Error = NotAKind;
    fn try_from(name: String) -> Result<Self, NotAKind> {
        Self::parse(&name)
    }
}

impl From<IdentifierKind> for String {
    fn from(kind: IdentifierKind) -> Self {
        kind.0
    }
}

/// A text that does not name a kind of identifier.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is not a kind of identifier: lower case letters, digits and _ only, starting with a letter")]
pub struct NotAKind(String);

/// One name of the person: what sort of name, and the name. Compared byte for byte, always.
///
/// Its `Debug` form hides the value, so that a log of it names nobody.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identifier {
    kind: IdentifierKind,
    value: String,
}

impl Identifier {
    /// An identifier, if the value is one: not empty, not longer than 1024 bytes, no control characters, not only blanks.
    pub fn new(kind: IdentifierKind, value: impl Into<String>) -> Result<Self, NotAnIdentifier> {
        let value = value.into();
        if value.trim().is_empty() {
            Err(NotAnIdentifier::Empty(kind))
        } else if value.len() > 1024 {
            Err(NotAnIdentifier::TooLong(kind))
        } else if value.chars().any(char::is_control) {
            Err(NotAnIdentifier::ControlCharacter(kind))
        } else {
            Ok(Self { kind, value })
        }
    }

    /// Reads the form `kind=value` of the command line.
    pub fn parse(text: &str) -> Result<Self, NotAnIdentifier> {
        let (kind, value) = text.split_once('=').ok_or(NotAnIdentifier::NoKind)?;
        Self::new(IdentifierKind::parse(kind)?, value)
    }

    /// What sort of name this is.
    pub fn kind(&self) -> &IdentifierKind {
        &self.kind
    }

    /// The name itself: personal data.
    pub fn value(&self) -> &str {
        &self.value
    }
}

impl fmt::Debug for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}=…", self.kind)
    }
}

/// Why a text cannot serve as an identifier.
#[derive(Debug, thiserror::Error)]
pub enum NotAnIdentifier {
    /// Nothing stands where the value should.
    #[error("the {0} is empty")]
    Empty(IdentifierKind),
    /// More than 1024 bytes.
    #[error("the {0} is longer than 1024 bytes")]
    TooLong(IdentifierKind),
    /// A line break, a NUL or their like.
    #[error("the {0} has a control character in it")]
    ControlCharacter(IdentifierKind),
    /// A command line argument without `=`.
    #[error("an identifier is written kind=value, for example email=ada@example.org")]
    NoKind,
    /// The part before `=` names no kind.
    #[error(transparent)]
    Kind(#[from] NotAKind),
}

/// A person, by at least one identifier. Identifiers are sorted and distinct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    identifiers: Vec<Identifier>,
}

impl Subject {
    /// The person with these names; an error if there are none.
    pub fn new(identifiers: impl IntoIterator<Item = Identifier>) -> Result<Self, NobodyNamed> {
        let mut identifiers: Vec<_> = identifiers.into_iter().collect();
        identifiers.sort();
        identifiers.dedup();
        if identifiers.is_empty() { Err(NobodyNamed) } else { Ok(Self { identifiers }) }
    }

    /// All names, at least one.
    pub fn identifiers(&self) -> &[Identifier] {
        &self.identifiers
    }

    /// The names of one kind; may be none.
    pub fn of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a str> {
        // They are sorted by their kind first, and thousands may stand for the people of a set.
        let first = self.identifiers.partition_point(|it| it.kind.as_str() < kind);
        self.identifiers[first..].iter().take_while(move |it| it.kind.as_str() == kind).map(Identifier::value)
    }
}

/// A subject without any identifier, which we refuse everywhere: it would match everybody or nobody.
#[derive(Debug, thiserror::Error)]
#[error("no identifier names the person")]
pub struct NobodyNamed;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_without_a_name_cannot_be_asked_about() {
        assert!(Subject::new([]).is_err());
        let email = IdentifierKind::parse("email").expect("a kind");
        for nothing in ["", "  ", "\t", "a\nb", "a\0b"] {
            assert!(Identifier::new(email.clone(), nothing).is_err(), "{nothing:?}");
        }
    }

    #[test]
    fn a_debug_print_names_nobody() {
        let ada = Identifier::parse("email=ada@example.org").expect("an identifier");
        assert_eq!(format!("{ada:?}"), "email=…");
    }

    #[test]
    fn a_value_may_hold_an_equals_sign() {
        let id = Identifier::parse("service_id=rssbot_=40ada=3ahs").expect("an identifier");
        assert_eq!(id.value(), "rssbot_=40ada=3ahs");
    }
}
