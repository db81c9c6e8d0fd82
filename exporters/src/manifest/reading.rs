//! Reading one file: collects findings, and knows how the small things (texts, flags, kinds) are written.

use crate::contract::{subject::IdentifierKind, text::Text};

use super::{
    finding::{Finding, Severity},
    model::Reference,
    node::{Entry, Node, Place, Value},
    taxonomy::{self, Taxonomy, Verdict},
    words,
};

/// The state of reading one file.
pub(super) struct Reading<'f> {
    file: &'f str,
    pub(super) findings: Vec<Finding>,
    /// Every reference that was read, to be followed when all collections are known.
    pub(super) links: Vec<Link>,
    /// Where each collection stands, skipped ones included.
    pub(super) collections: Vec<Placed>,
}

/// A reference and who makes it.
pub(super) struct Link {
    pub(super) collection: String,
    /// The referencing field; several steps inside JSON.
    pub(super) field: Vec<String>,
    pub(super) reference: Reference,
    pub(super) at: Place,
}

/// A collection and its place.
pub(super) struct Placed {
    pub(super) name: String,
    pub(super) at: Place,
    pub(super) skipped: bool,
}

impl<'f> Reading<'f> {
    pub(super) fn of(file: &'f str) -> Self {
        Self { file, findings: Vec::new(), links: Vec::new(), collections: Vec::new() }
    }

    pub(super) fn error(&mut self, at: Place, what: impl Into<String>, advice: impl Into<String>) {
        self.find(Severity::Error, at, what.into(), advice.into());
    }

    pub(super) fn warning(&mut self, at: Place, what: impl Into<String>, advice: impl Into<String>) {
        self.find(Severity::Warning, at, what.into(), advice.into());
    }

    pub(super) fn note(&mut self, at: Place, what: impl Into<String>, advice: impl Into<String>) {
        self.find(Severity::Note, at, what.into(), advice.into());
    }

    fn find(&mut self, severity: Severity, at: Place, what: String, advice: String) {
        let file = self.file.to_owned();
        self.findings.push(Finding { severity, file, line: at.line, column: at.column, what, advice });
    }

    /// A key that this level does not know: the author meant something that would not happen.
    pub(super) fn unknown(&mut self, entry: &Entry, level: &str, known: &[&str]) {
        let advice = if let Some(home) = words::home(&entry.key) {
            format!("move it: it belongs {home}")
        } else if let Some(near) = words::nearest(&entry.key, known) {
            format!("did you mean `{near}`?")
        } else {
            format!("remove it; known here: {}", known.join(", "))
        };
        self.error(entry.at, format!("`{}` means nothing in {level}", entry.key), advice);
    }

    /// The old name of `fides_meta`.
    pub(super) fn note_alias(&mut self, entry: &Entry) {
        if entry.key == "fidesops_meta" {
            self.warning(entry.at, "`fidesops_meta` is the old name of `fides_meta`", "rename it");
        }
    }

    /// The entries of a mapping.
    pub(super) fn map<'n>(&mut self, node: &'n Node, what: &str) -> &'n [Entry] {
        match &node.value {
            Value::Map(entries) => entries,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => {
                self.error(node.at, format!("{what} is {}", node.sort()), "write a mapping (`key: value` lines)");
                &[]
            }
        }
    }

    /// The items of a list; a single mapping or text stands for a list of one.
    pub(super) fn items<'n>(&mut self, node: &'n Node, what: &str) -> &'n [Node] {
        match &node.value {
            Value::List(items) => items,
            Value::Map(_) | Value::Text(_) => std::slice::from_ref(node),
            Value::Null | Value::Bool(_) | Value::Number(_) => {
                self.error(node.at, format!("{what} is {}", node.sort()), "write a list (`- …` lines)");
                &[]
            }
        }
    }

    /// A text that is not empty.
    pub(super) fn text(&mut self, entry: &Entry) -> Option<String> {
        self.text_of(&entry.node, &entry.key)
    }

    /// As [`text`](Self::text), for an item of a list.
    pub(super) fn text_of(&mut self, node: &Node, what: &str) -> Option<String> {
        match &node.value {
            Value::Text(text) if !text.trim().is_empty() => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Null | Value::Bool(_) | Value::Text(_) | Value::List(_) | Value::Map(_) => {
                let is = if matches!(node.value, Value::Text(_)) { "empty" } else { node.sort() };
                self.error(node.at, format!("`{what}` is {is}"), "write a text, in quotes if YAML reads it otherwise");
                None
            }
        }
    }

    /// Several texts.
    pub(super) fn texts(&mut self, entry: &Entry) -> Vec<String> {
        let items = self.items(&entry.node, &format!("`{}`", entry.key));
        items.iter().filter_map(|item| self.text_of(item, &entry.key)).collect()
    }

    /// Words for people: one text, or one for each language.
    pub(super) fn words(&mut self, entry: &Entry) -> Text {
        let Value::Map(languages) = &entry.node.value else {
            return self.text(entry).map(Text::Plain).unwrap_or_default();
        };
        let mut texts = std::collections::BTreeMap::new();
        for language in languages {
            if language.key.len() != 2 || !language.key.bytes().all(|b| b.is_ascii_lowercase()) {
                self.error(language.at, format!("`{}` is no language code", language.key), "write `en`, `fr` or `de`");
            } else if let Some(text) = self.text(language) {
                texts.insert(language.key.clone(), text);
            }
        }
        if !texts.contains_key("en") {
            self.warning(
                entry.at,
                format!("`{}` has no English text", entry.key),
                "add `en`, the language of last resort",
            );
        }
        Text::ByLanguage(texts)
    }

    /// True or false.
    pub(super) fn flag(&mut self, entry: &Entry) -> bool {
        if let Value::Bool(value) = entry.node.value {
            return value;
        }
        self.error(entry.node.at, format!("`{}` is {}", entry.key, entry.node.sort()), "write `true` or `false`");
        false
    }

    /// A kind of identifier.
    pub(super) fn kind(&mut self, entry: &Entry) -> Option<IdentifierKind> {
        let name = self.text(entry)?;
        match IdentifierKind::parse(&name) {
            Ok(kind) => Some(kind),
            Err(error) => {
                self.error(entry.node.at, error.to_string(), "write for example `email` or `matrix_id`");
                None
            }
        }
    }

    /// Keys of the fideslang taxonomy.
    pub(super) fn categories(&mut self, entry: &Entry) -> Vec<String> {
        let items = self.items(&entry.node, "`data_categories`");
        let mut categories = Vec::new();
        for item in items {
            let Some(category) = self.text_of(item, "data_categories") else { continue };
            if !words::is_taxonomy_key(&category) {
                self.error(
                    item.at,
                    format!("{category:?} is not a data category"),
                    "write a key of the taxonomy, such as `user.contact.email`",
                );
                continue;
            }
            self.look_up(item.at, "data category", &category, &taxonomy::CATEGORIES);
            categories.push(category);
        }
        categories
    }

    /// Notes a well-formed key that the taxonomy neither has nor leads to.
    pub(super) fn look_up(&mut self, at: Place, sort: &str, key: &str, taxonomy: &Taxonomy) {
        let advice = match taxonomy.judge(key) {
            Verdict::Fine => return,
            Verdict::Meant(meant) => format!("did you mean `{meant}`?"),
            Verdict::Strange => {
                let roots: Vec<&str> = taxonomy.roots().collect();
                format!("go on below a key of the taxonomy, which begin with {}", roots.join(", "))
            }
        };
        self.note(at, format!("fideslang knows no {sort} `{key}`"), advice);
    }
}
