//! Contacts and identifiers as they may be shown to somebody who looks over a shoulder, and to colleagues who need not
//! know them.

use rightsdesk_exporters::contract::subject::IdentifierKind;

/// Enough to tell two people apart, too little to write to one: `a***@example.org`, `@a***:example.org`, `+***00`.
pub fn masked(kind: &str, value: &str) -> String {
    let first = |text: &str| text.chars().next().map(String::from).unwrap_or_default();
    match kind {
        IdentifierKind::EMAIL => match value.rsplit_once('@') {
            Some((local, domain)) => format!("{}***@{domain}", first(local)),
            None => format!("{}***", first(value)),
        },
        IdentifierKind::MATRIX_ID => match value.trim_start_matches('@').split_once(':') {
            Some((local, server)) => format!("@{}***:{server}", first(local)),
            None => format!("{}***", first(value)),
        },
        _ => {
            let characters: Vec<char> = value.chars().collect();
            // Of a short one even two characters would be half of it.
            let tail: String =
                if characters.len() > 6 { characters[characters.len() - 2..].iter().collect() } else { String::new() };
            format!("{}***{tail}", first(value))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn a_masked_name_cannot_be_written_to() {
        for (kind, value, shown) in [
            ("email", "ada@example.org", "a***@example.org"),
            ("email", "é@x", "é***@x"),
            ("email", "\"a@b\"@example.org", "\"***@example.org"),
            ("email", "no address", "n***"),
            ("matrix_id", "@ada:example.org", "@a***:example.org"),
            ("matrix_id", "@ada:example.org:8448", "@a***:example.org:8448"),
            ("phone_number", "+44 20 7946 0000", "+***00"),
            ("customer_id", "4711", "4***"),
            ("customer_id", "é", "é***"),
            ("customer_id", "", "***"),
        ] {
            assert_eq!(masked(kind, value), shown);
        }
    }
}
