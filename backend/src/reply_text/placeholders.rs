//! The places in a reply text that the desk fills in: a name in braces. Any other brace is a mistake.

/// What is filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values {
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The day on which the request came in, written out.
    pub received: String,
    /// The day by which it is answered, written out.
    pub due: String,
    /// The name of the organisation.
    pub company: String,
    /// The mail address that a person reads.
    pub contact: String,
    /// The address of the status page.
    pub status_page: String,
    /// The name of the member of staff who writes.
    pub staff: String,
}

/// The names, in the order in which people are told of them.
pub const NAMES: [&str; 7] = ["reference", "received", "due", "company", "contact", "status_page", "staff"];

impl Values {
    fn of(&self, name: &str) -> Option<&str> {
        match name {
            "reference" => Some(&self.reference),
            "received" => Some(&self.received),
            "due" => Some(&self.due),
            "company" => Some(&self.company),
            "contact" => Some(&self.contact),
            "status_page" => Some(&self.status_page),
            "staff" => Some(&self.staff),
            _ => None,
        }
    }

    /// The text with its placeholders filled in. What is no placeholder stays as it is.
    pub fn fill(&self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find('{') {
            let (before, from) = rest.split_at(start);
            filled.push_str(before);
            let value = inside(from).and_then(|name| self.of(name).map(|value| (name.len() + 2, value)));
            let (length, value) = value.unwrap_or((1, "{"));
            filled.push_str(value);
            rest = &from[length..];
        }
        filled.push_str(rest);
        filled
    }
}

/// The first thing with a brace that is no placeholder, as it stands in the text.
pub fn first_wrong(text: &str) -> Option<String> {
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let from = &rest[at..];
        match inside(from) {
            Some(name) if NAMES.contains(&name) => rest = &from[name.len() + 2..],
            Some(name) => return Some(format!("{{{name}}}")),
            None => return from.chars().next().map(String::from),
        }
    }
    None
}

/// What stands between the brace at the start and the next one, if that closes it on the same line.
fn inside(from: &str) -> Option<&str> {
    let after = from.strip_prefix('{')?;
    let end = after.find(['{', '}', '\n'])?;
    after[end..].starts_with('}').then(|| &after[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> Values {
        Values {
            reference: "DR-7KQ4-M2XW".to_owned(),
            due: "14 December 2026".to_owned(),
            company: "{reference} & <b>Sons</b>".to_owned(),
            ..Values::default()
        }
    }

    #[test]
    fn placeholders_are_filled_and_a_value_is_never_read_again() {
        let filled = values().fill("{reference}: by {due}. {company}");
        assert_eq!(filled, "DR-7KQ4-M2XW: by 14 December 2026. {reference} & <b>Sons</b>");
    }

    #[test]
    fn every_name_has_a_value() {
        for name in NAMES {
            assert!(Values::default().of(name).is_some(), "{name}");
            assert_eq!(first_wrong(&format!("x {{{name}}} y")), None);
        }
    }

    #[test]
    fn every_other_brace_is_found() {
        for (text, wrong) in [
            ("{name}", "{name}"),
            ("{ due }", "{ due }"),
            ("{{due}}", "{"),
            ("{due", "{"),
            ("due}", "}"),
            ("{due\n}", "{"),
            ("{% if due %}", "{% if due %}"),
            ("{}", "{}"),
            ("{due} and {DUE}", "{DUE}"),
        ] {
            assert_eq!(first_wrong(text).as_deref(), Some(wrong), "{text}");
        }
        assert_eq!(first_wrong("no braces, {due}{due}"), None);
        assert_eq!(values().fill("{due\n} { {x}"), "{due\n} { {x}", "what is no placeholder stays");
    }
}
