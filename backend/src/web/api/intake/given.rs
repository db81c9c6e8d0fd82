//! Names of people as they are given, by anybody or by staff.

use poem_openapi::{Enum, Object};
use rightsdesk_exporters::contract::subject::{Identifier, IdentifierKind};

use crate::{
    identifier::check::{self, NotValid},
    web::api::finding::{Finding, Unfit},
};

/// What can be written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub enum ContactKind {
    /// An address that mail can be sent to.
    Email,
    /// A Matrix user id.
    MatrixId,
}

/// Where the answer goes: proving control of it proves who asks.
#[derive(Clone, Debug, Object)]
pub struct GivenContact {
    /// What it is.
    pub kind: ContactKind,
    /// `name@example.org`, or `@name:example.org`. Taken byte for byte.
    #[oai(validator(min_length = 1, max_length = 255))]
    pub value: String,
}

/// A name that some system may know the person by.
#[derive(Clone, Debug, Object)]
pub struct GivenIdentifier {
    /// `email`, `matrix_id`, `phone_number`, or whatever else the connected systems find people by: in lower-case letters,
    /// digits and underscores.
    #[oai(validator(min_length = 1, max_length = 64))]
    pub kind: String,
    /// The name itself, byte for byte.
    #[oai(validator(min_length = 1, max_length = 1000))]
    pub value: String,
}

impl GivenContact {
    /// The contact, or what is wrong with the one at `pointer`.
    fn read(&self, pointer: &str) -> Result<Identifier, Finding> {
        let kind = match self.kind {
            ContactKind::Email => IdentifierKind::EMAIL,
            ContactKind::MatrixId => IdentifierKind::MATRIX_ID,
        };
        read(kind, &self.value, pointer)
    }
}

impl GivenIdentifier {
    /// The identifier, or what is wrong with the one at `pointer`.
    pub fn read(&self, pointer: &str) -> Result<Identifier, Finding> {
        read(&self.kind, &self.value, pointer)
    }
}

fn read(kind: &str, value: &str, pointer: &str) -> Result<Identifier, Finding> {
    check::read(kind, value).map_err(|not| {
        let part = match not {
            NotValid::Kind => "kind",
            NotValid::Empty | NotValid::Email | NotValid::MatrixId | NotValid::Other => "value",
        };
        Finding::at(format!("{pointer}/{part}"), not.to_string())
    })
}

/// Contact and further names, as they stand in the fields `contact` and `identifiers`; or everything that is wrong with
/// them.
pub fn people(contact: &GivenContact, others: &[GivenIdentifier]) -> Result<(Identifier, Vec<Identifier>), Unfit> {
    let mut findings = Vec::new();
    let contact = contact.read("/contact").map_err(|finding| findings.push(finding));
    let mut named = Vec::new();
    for (number, other) in others.iter().enumerate() {
        match other.read(&format!("/identifiers/{number}")) {
            Ok(identifier) => named.push(identifier),
            Err(finding) => findings.push(finding),
        }
    }
    match contact {
        Ok(contact) if findings.is_empty() => Ok((contact, named)),
        Ok(_) | Err(()) => Err(Unfit::Invalid(findings)),
    }
}
