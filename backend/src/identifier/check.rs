//! Reading identifiers that come from outside.
//!
//! They are taken as they are, byte for byte: `@alice:hs` is not `@Alice:hs`, and `ada@example.org` is not
//! `Ada@example.org` until a manifest says that its system does not tell them apart. Only blanks around are dropped.

use std::str::FromStr;

use rightsdesk_exporters::contract::subject::{Identifier, IdentifierKind, NotAnIdentifier};

/// Why a text is no such identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotValid {
    /// Nothing was written.
    #[error("it is empty")]
    Empty,
    /// Not `somebody@somewhere`.
    #[error("it is not an email address, such as name@example.org")]
    Email,
    /// Not `@somebody:somewhere`.
    #[error("it is not a Matrix ID, such as @name:example.org")]
    MatrixId,
    /// Too long, or with control characters.
    #[error("it is too long or has characters that cannot be typed")]
    Other,
    /// The kind is none.
    #[error("the kind of identifier is unknown")]
    Kind,
}

/// Reads an identifier of `kind`.
pub fn read(kind: &str, value: &str) -> Result<Identifier, NotValid> {
    let value = value.trim();
    if value.is_empty() {
        return Err(NotValid::Empty);
    }
    match kind {
        IdentifierKind::EMAIL if !is_email(value) => return Err(NotValid::Email),
        IdentifierKind::MATRIX_ID if !is_matrix_id(value) => return Err(NotValid::MatrixId),
        _ => {}
    }
    let kind = IdentifierKind::parse(kind).map_err(|_| NotValid::Kind)?;
    Identifier::new(kind, value).map_err(|error| match error {
        NotAnIdentifier::Empty(_) => NotValid::Empty,
        NotAnIdentifier::TooLong(_) | NotAnIdentifier::ControlCharacter(_) => NotValid::Other,
        NotAnIdentifier::NoKind | NotAnIdentifier::Kind(_) => NotValid::Kind,
    })
}

/// Whether this is an address that mail can be sent to: RFC 5321, at most 254 bytes, nothing that could end a header.
pub fn is_email(value: &str) -> bool {
    value.len() <= 254
        && !value.chars().any(|c| c.is_control() || c.is_whitespace())
        && lettre::Address::from_str(value)
            .is_ok_and(|address| address.domain().contains('.') || address.domain() == "localhost")
}

/// Whether this is a Matrix user id: `@localpart:server`, at most 255 bytes, with the characters that the specification
/// allows, those of historical ids included (Matrix specification, appendices, user identifiers).
pub fn is_matrix_id(value: &str) -> bool {
    let Some((local, server)) = value.strip_prefix('@').and_then(|rest| rest.split_once(':')) else { return false };
    let server_is_one = |server: &str| {
        let (host, port) = match server.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
            _ => (server, None),
        };
        let host_is_one = if let Some(v6) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            v6.parse::<std::net::Ipv6Addr>().is_ok()
        } else {
            !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.')
        };
        host_is_one && port.is_none_or(|port| (1..=5).contains(&port.len()) && port.bytes().all(|b| b.is_ascii_digit()))
    };
    value.len() <= 255
        && !local.is_empty()
        && local.bytes().all(|b| (0x21..=0x7e).contains(&b))
        && server_is_one(server)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_could_carry_a_header_are_refused() {
        for hostile in [
            "ada@example.org\r\nBcc: all@example.org",
            "ada@example.org\nSubject: x",
            "ada@exa\0mple.org",
            "<ada@example.org>",
            "Ada <ada@example.org>",
            "ada@example.org, bob@example.org",
            "ada",
            "@example.org",
            "ada@",
        ] {
            assert_eq!(read("email", hostile).unwrap_err(), NotValid::Email, "{hostile:?}");
        }
        assert!(read("email", " ada@example.org ").is_ok());
        assert!(read("email", &format!("{}@example.org", "a".repeat(300))).is_err());
    }

    #[test]
    fn matrix_ids_are_read_as_the_specification_says() {
        for good in ["@ada:example.org", "@Ada=40x/y:example.org:8448", "@a:[::1]:80", "@a:localhost"] {
            assert!(is_matrix_id(good), "{good}");
        }
        for bad in
            ["ada:example.org", "@ada", "@:example.org", "@ada:", "@ada:exa mple.org", "@ada:example.org/x", "@ädä:hs"]
        {
            assert!(!is_matrix_id(bad), "{bad}");
        }
    }
}
