//! Texts with holes: `user.email:{value|sentry_value}`.
//!
//! A hole without a value, or with an empty one, is an error. What fills a hole is encoded for the place it goes to,
//! and a filter quotes it for the query language of the API, so that a value can never become syntax.

use std::{borrow::Cow, fmt::Write as _};

/// A text with holes. `{{` and `}}` stand for braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Hole { name: String, filter: Filter },
}

/// How a value is quoted for the query language it is put into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filter {
    AsIs,
    /// A quoted value of Sentry's search: a quotation mark, a backslash or the wildcard `*` in it stands for itself.
    SentryValue,
    /// Without dashes: an id that an API writes with them in one place and wants without in another.
    Undashed,
}

/// Where a template's text goes, which decides how the values in it are encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A part of a path: everything but letters, digits and `-._~` becomes `%XX`.
    Path,
    /// A place that is encoded as a whole by whoever puts it there: a query parameter, a form field, a JSON text.
    Whole,
}

/// A hole that has nothing to go into it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nothing stands for {{{0}}}")]
pub struct Unbound(pub String);

impl Template {
    /// Reads a template, or says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut literal = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            literal.push_str(&rest[..at]);
            let brace = &rest[at..=at];
            if rest[at + 1..].starts_with(brace) {
                literal.push_str(brace);
                rest = &rest[at + 2..];
                continue;
            }
            if brace == "}" {
                return Err(format!("a }} in {text:?} closes nothing; write }}}} for a brace"));
            }
            let Some(end) = rest[at..].find('}') else {
                return Err(format!("a {{ in {text:?} is never closed; write {{{{ for a brace"));
            };
            if !literal.is_empty() {
                parts.push(Part::Text(std::mem::take(&mut literal)));
            }
            parts.push(hole(&rest[at + 1..at + end])?);
            rest = &rest[at + end + 1..];
        }
        literal.push_str(rest);
        if !literal.is_empty() {
            parts.push(Part::Text(literal));
        }
        Ok(Self { parts })
    }

    /// The names of the holes, in order, as often as they stand there.
    pub fn holes(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Text(_) => None,
            Part::Hole { name, .. } => Some(name.as_str()),
        })
    }

    /// The text with every hole filled by what `value` says for its name.
    pub fn fill<'a>(&self, place: Place, value: impl Fn(&str) -> Option<Cow<'a, str>>) -> Result<String, Unbound> {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Text(literal) => text.push_str(literal),
                Part::Hole { name, filter } => {
                    let value =
                        value(name).filter(|value| !value.trim().is_empty()).ok_or_else(|| Unbound(name.clone()))?;
                    let quoted = filter.apply(value);
                    match place {
                        Place::Path => percent_encode(&quoted, &mut text),
                        Place::Whole => text.push_str(&quoted),
                    }
                }
            }
        }
        Ok(text)
    }

    /// Reads `text` as a filled form of this template and returns what stands in each hole; `None` if it is none.
    /// A hole is as short as it can be, and the last one takes the rest.
    pub fn unfill(&self, text: &str) -> Option<Vec<(String, String)>> {
        let mut rest = text;
        let mut open: Option<&str> = None;
        let mut found = Vec::new();
        for part in &self.parts {
            match part {
                Part::Text(literal) => {
                    let at = rest.find(literal.as_str())?;
                    match open.take() {
                        Some(name) => found.push((name.to_owned(), rest[..at].to_owned())),
                        None if at == 0 => {}
                        None => return None,
                    }
                    rest = &rest[at + literal.len()..];
                }
                Part::Hole { name, .. } => open = Some(name),
            }
        }
        match open {
            Some(name) => found.push((name.to_owned(), rest.to_owned())),
            None if rest.is_empty() => {}
            None => return None,
        }
        found.iter().all(|(_, value)| !value.is_empty()).then_some(found)
    }
}

fn hole(inside: &str) -> Result<Part, String> {
    let (name, filter) = match inside.split_once('|') {
        None => (inside, Filter::AsIs),
        Some((name, "sentry_value")) => (name, Filter::SentryValue),
        Some((name, "undashed")) => (name, Filter::Undashed),
        Some((_, other)) => return Err(format!("{other:?} is not a filter; known: sentry_value, undashed")),
    };
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    if name.is_empty() || !name.chars().all(fits) {
        return Err(format!("{inside:?} is not the name of a value"));
    }
    Ok(Part::Hole { name: name.to_owned(), filter })
}

impl Filter {
    fn apply(self, value: Cow<'_, str>) -> Cow<'_, str> {
        match self {
            Self::AsIs => value,
            Self::Undashed => value.replace('-', "").into(),
            Self::SentryValue => {
                let mut quoted = String::from("\"");
                for c in value.chars() {
                    if matches!(c, '"' | '\\' | '*') {
                        quoted.push('\\');
                    }
                    quoted.push(c);
                }
                quoted.push('"');
                quoted.into()
            }
        }
    }
}

/// Encodes everything but letters, digits and `-._~`.
pub fn percent_encode(value: &str, into: &mut String) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            into.push(char::from(byte));
        } else {
            write!(into, "%{byte:02X}").expect("writing to a string cannot fail");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(template: &str, place: Place, value: &str) -> String {
        Template::parse(template).unwrap().fill(place, |_| Some(value.to_owned().into())).unwrap()
    }

    #[test]
    fn a_value_never_becomes_syntax_of_the_search() {
        assert_eq!(filled("user.email:{value|sentry_value}", Place::Whole, "a@b"), r#"user.email:"a@b""#);
        assert_eq!(filled("u:{v|sentry_value}", Place::Whole, r#"x" OR user.id:"*"#), r#"u:"x\" OR user.id:\"\*""#);
        assert_eq!(filled("u:{v|sentry_value}", Place::Whole, r"x\"), r#"u:"x\\""#);
    }

    #[test]
    fn a_value_never_leaves_its_path_segment() {
        assert_eq!(filled("/a/{x}/b", Place::Path, "../é?#"), "/a/..%2F%C3%A9%3F%23/b");
    }

    #[test]
    fn a_hole_without_a_value_is_an_error_and_so_is_an_empty_value() {
        let template = Template::parse("id:{issues.id}").unwrap();
        assert_eq!(template.fill(Place::Whole, |_| None), Err(Unbound("issues.id".to_owned())));
        assert!(template.fill(Place::Whole, |_| Some("".into())).is_err());
    }

    #[test]
    fn braces_can_be_written_and_slips_are_named() {
        assert_eq!(filled("{{{x}}}", Place::Whole, "1"), "{1}");
        for slip in ["{x", "x}", "{}", "{x|upper}", "{a b}"] {
            assert!(Template::parse(slip).is_err(), "{slip}");
        }
    }

    #[test]
    fn a_composed_identifier_is_taken_apart_again() {
        let form = Template::parse("{project}/{id}").unwrap();
        let parts = form.unfill("web/a/b").unwrap();
        assert_eq!(parts, [("project".to_owned(), "web".to_owned()), ("id".to_owned(), "a/b".to_owned())]);
        assert_eq!(form.unfill("web"), None);
        assert_eq!(form.unfill("/x"), None);
    }
}
