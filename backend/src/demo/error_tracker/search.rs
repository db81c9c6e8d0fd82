//! Searches: `user.email:"ada@example.org" issue.category:feedback`.
//!
//! As with Sentry, a `*` is a wildcard even in quotation marks, unless a backslash stands before it. So a caller that
//! does not quote what a person typed finds more people than it should, here too.

use super::world::{Issue, Person};

/// A search, all of whose terms must fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search(Vec<(String, Vec<Piece>)>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Literal(char),
    Anything,
}

impl Search {
    /// Reads a search; `None` if it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut terms = Vec::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (key, value) = rest.split_once(':')?;
            if key.is_empty() || key.contains([' ', '"']) {
                return None;
            }
            let (value, after) = value_of(value)?;
            terms.push((key.to_owned(), value));
            rest = after.trim_start();
        }
        Some(Self(terms))
    }

    /// Whether the person fits, as far as the search speaks of people.
    pub fn fits_person(&self, person: &Person) -> bool {
        self.0.iter().all(|(key, value)| match key.as_str() {
            "user.id" => fits(value, &person.id),
            "user.email" => fits(value, &person.email),
            "user.username" => fits(value, &person.username),
            "user.ip" => fits(value, &person.ip),
            _ => true,
        })
    }

    /// Whether the issue fits, as far as the search speaks of issues. Feedback must be asked for.
    pub fn fits_issue(&self, issue: &Issue) -> bool {
        let of = |name: &str| self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value);
        let category = match of("issue.category") {
            Some(wanted) => fits(wanted, issue.category),
            None => issue.category != "feedback",
        };
        category && of("is").is_none_or(|wanted| fits(wanted, issue.status))
    }
}

fn value_of(text: &str) -> Option<(Vec<Piece>, &str)> {
    let (inside, is_quoted) = match text.strip_prefix('"') {
        Some(inside) => (inside, true),
        None => (text, false),
    };
    let mut pieces = Vec::new();
    let mut characters = inside.char_indices();
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => pieces.push(Piece::Literal(characters.next()?.1)),
            '*' => pieces.push(Piece::Anything),
            '"' if is_quoted => return Some((pieces, &inside[at + 1..])),
            ' ' if !is_quoted => return Some((pieces, &inside[at..])),
            other => pieces.push(Piece::Literal(other)),
        }
    }
    (!is_quoted && !pieces.is_empty()).then_some((pieces, ""))
}

fn fits(pieces: &[Piece], text: &str) -> bool {
    match pieces.split_first() {
        None => text.is_empty(),
        Some((Piece::Literal(wanted), rest)) => text.strip_prefix(*wanted).is_some_and(|text| fits(rest, text)),
        Some((Piece::Anything, rest)) => {
            let mut ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            ends.any(|at| fits(rest, &text[at..]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(search: &str, email: &str) -> bool {
        let person = Person { email: email.to_owned(), ..Person::default() };
        Search::parse(search).unwrap().fits_person(&person)
    }

    #[test]
    fn a_star_finds_everybody_unless_it_is_quoted() {
        assert!(finds(r#"user.email:"a@b.c""#, "a@b.c"));
        assert!(!finds(r#"user.email:"a@b.c""#, "xa@b.c"));
        assert!(finds(r#"user.email:"*@b.c""#, "xa@b.c"));
        assert!(!finds(r#"user.email:"\*@b.c""#, "xa@b.c"));
        assert!(finds(r#"user.email:"\"" issue.category:feedback"#, "\""));
        assert_eq!(Search::parse(r#"user.email:"a"#), None);
        assert_eq!(Search::parse("ada"), None);
    }
}
