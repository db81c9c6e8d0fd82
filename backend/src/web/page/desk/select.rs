//! A list to choose one thing from.

use askama::{Template, filters::HtmlSafe};

/// The list with its label.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/select.html")]
pub struct Select {
    /// Name of the field.
    pub name: &'static str,
    /// Its id: the name, unless several of this name are on the page.
    pub id: String,
    /// Its label.
    pub label: String,
    /// What can be chosen.
    pub choices: Vec<SelectChoice>,
    /// What is wrong with the choice.
    pub error: Option<String>,
}

/// One entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectChoice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is chosen.
    pub selected: bool,
}

impl Select {
    /// A list of values and labels, with the chosen value.
    pub fn new(
        name: &'static str,
        label: impl Into<String>,
        chosen: &str,
        choices: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let choices = choices
            .into_iter()
            .map(|(value, label)| SelectChoice { selected: value == chosen, value, label })
            .collect();
        Self { name, id: name.to_owned(), label: label.into(), choices, error: None }
    }

    /// One of several fields of this name on the page: its id becomes `name-part`.
    #[must_use]
    pub fn of_part(self, part: &str) -> Self {
        Self { id: format!("{}-{part}", self.name), ..self }
    }

    /// With what is wrong with the choice.
    #[must_use]
    pub fn with_error(self, error: Option<&String>) -> Self {
        Self { error: error.cloned(), ..self }
    }
}

impl HtmlSafe for Select {}
