//! The ways in which the API can be told who the person is, filled with the person's identifiers.

use std::collections::BTreeMap;

use crate::contract::subject::{IdentifierKind, Subject};

use super::template::{Place, Template};

/// One way, as the manifest describes it.
#[derive(Clone, Debug)]
pub struct Way {
    /// Its name in the manifest.
    pub name: String,
    /// The kind of identifier it takes.
    pub kind: IdentifierKind,
    /// How the identifier is composed, if only parts are wanted.
    pub form: Option<Template>,
    /// The texts that steps use, by name.
    pub terms: BTreeMap<String, Template>,
}

/// One way with an identifier of the person in it.
#[derive(Clone, Debug)]
pub struct Named {
    /// Which way of the plan.
    pub way: usize,
    /// The way's name.
    pub name: String,
    /// The texts, filled.
    pub terms: BTreeMap<String, String>,
}

impl Way {
    /// This way with an identifier in it; `None` if the identifier is not of the way's form.
    fn with(&self, index: usize, value: &str) -> Option<Named> {
        let mut parts = match &self.form {
            Some(form) => form.unfill(value)?,
            None => Vec::new(),
        };
        parts.push(("value".to_owned(), value.to_owned()));
        let look_up = |name: &str| parts.iter().find(|(part, _)| part == name).map(|(_, value)| value.as_str().into());
        let mut terms = BTreeMap::new();
        for (name, template) in &self.terms {
            terms.insert(name.clone(), template.fill(Place::Whole, look_up).ok()?);
        }
        Some(Named { way: index, name: self.name.clone(), terms })
    }
}

/// All ways in which this person can be named, in the manifest's order.
pub fn of_subject(ways: &[Way], subject: &Subject) -> Vec<Named> {
    let all = ways.iter().enumerate();
    all.flat_map(|(index, way)| subject.of_kind(way.kind.as_str()).filter_map(move |value| way.with(index, value)))
        .collect()
}
