//! One field of a form: its value as it was typed, and what is wrong with it.

use askama::{Template, filters::HtmlSafe};

/// A field's value and complaint. The default is empty and content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// As typed; shown again after an error.
    pub value: String,
    /// What is wrong, in words that say what to do.
    pub error: Option<String>,
}

impl Field {
    /// A field that holds `value`.
    pub fn holding(value: impl Into<String>) -> Self {
        Self { value: value.into(), error: None }
    }

    /// A field whose value is not accepted.
    pub fn wrong(value: impl Into<String>, error: impl Into<String>) -> Self {
        Self { value: value.into(), error: Some(error.into()) }
    }

    /// The field drawn as one line of text; `name` is also its id.
    pub fn line<'a>(&'a self, name: &'a str, label: &'a str, hint: &'a str) -> Line<'a> {
        Line {
            field: self,
            name,
            label,
            hint,
            kind: "text",
            complete: "off",
            optional: "",
            class: "",
            is_secret: false,
        }
    }

    /// The field drawn as several lines of text.
    pub fn lines<'a>(&'a self, name: &'a str, label: &'a str, hint: &'a str) -> Lines<'a> {
        Lines { field: self, name, label, hint, optional: "", rows: 5, part: "" }
    }

    /// What goes into the summary of problems, if something is wrong.
    pub fn problem(&self, name: &str) -> Option<Problem> {
        self.error.as_ref().map(|error| Problem { anchor: name.to_owned(), message: error.clone() })
    }
}

/// One line of the summary of problems: it leads to its field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The id of the field.
    pub anchor: String,
    /// What is wrong.
    pub message: String,
}

/// A field of one line.
#[derive(Clone, Copy, Template)]
#[template(path = "parts/line.html")]
pub struct Line<'a> {
    field: &'a Field,
    name: &'a str,
    label: &'a str,
    hint: &'a str,
    kind: &'a str,
    complete: &'a str,
    optional: &'a str,
    class: &'a str,
    is_secret: bool,
}

impl<'a> Line<'a> {
    /// Of another kind (`email`, `tel`, `password`, `date`), with what the browser may fill in.
    pub fn of_kind(self, kind: &'a str, complete: &'a str) -> Self {
        Self { kind, complete, ..self }
    }

    /// Marked as optional.
    pub fn optional(self, mark: &'a str) -> Self {
        Self { optional: mark, ..self }
    }

    /// Set in the type for references and codes.
    pub fn as_code(self) -> Self {
        Self { class: "mono", ..self }
    }

    /// Never shown again once it was sent.
    pub fn secret(self) -> Self {
        Self { is_secret: true, ..self }
    }
}

impl HtmlSafe for Line<'_> {}

/// A field of several lines.
#[derive(Clone, Copy, Template)]
#[template(path = "parts/lines.html")]
pub struct Lines<'a> {
    field: &'a Field,
    name: &'a str,
    label: &'a str,
    hint: &'a str,
    optional: &'a str,
    rows: u8,
    part: &'a str,
}

impl<'a> Lines<'a> {
    /// Marked as optional.
    pub fn optional(self, mark: &'a str) -> Self {
        Self { optional: mark, ..self }
    }

    /// Of another height.
    pub fn of_rows(self, rows: u8) -> Self {
        Self { rows, ..self }
    }

    /// One of several fields of this name on the page: its id becomes `name-part`.
    pub fn of_part(self, part: &'a str) -> Self {
        Self { part, ..self }
    }

    fn id(&self) -> String {
        if self.part.is_empty() { self.name.to_owned() } else { format!("{}-{}", self.name, self.part) }
    }
}

impl HtmlSafe for Lines<'_> {}
