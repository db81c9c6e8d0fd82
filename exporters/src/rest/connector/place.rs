//! Where an export is, as a cursor.
//!
//! The cursor names the question by a digest, so that one of another person, scope or manifest is refused. It holds no
//! identifier of the person; what it holds of rows are the values that calls need, such as ids.

use std::{collections::BTreeMap, fmt::Write as _};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::{
    contract::{
        error::ConnectorError,
        outcome::{Cursor, Exported, Scope},
        subject::Subject,
    },
    rest::{
        plan::Plan,
        walk::{Walk, Walker},
    },
};

use super::missing::Missing;

/// Where an export is.
#[derive(Debug, Serialize, Deserialize)]
pub struct Place {
    question: String,
    /// Which of the collections and files that this person can be asked about.
    pub pass: usize,
    /// Where in it; absent at its beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub walk: Option<Walk>,
    /// Whether anything was found so far.
    pub found: bool,
    /// What could not be handed over so far, by step.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub missing: BTreeMap<String, Missing>,
}

impl Place {
    /// The beginning, or the place that a cursor of this question names.
    pub fn at(from: Option<&Cursor>, question: String) -> Result<Self, ConnectorError> {
        let Some(Cursor(text)) = from else {
            return Ok(Self { question, pass: 0, walk: None, found: false, missing: BTreeMap::new() });
        };
        match serde_json::from_str::<Self>(text) {
            Ok(place) if place.question == question => Ok(place),
            Ok(_) | Err(_) => Err(ConnectorError::permanent(
                "the cursor belongs to another question (the person's identifiers or the manifest changed): start from the beginning",
            )),
        }
    }

    /// The answer that says to go on from here.
    pub fn hand_back(mut self, walker: Walker<'_>) -> Result<Exported, ConnectorError> {
        self.walk = Some(walker.into_walk());
        let text =
            serde_json::to_string(&self).map_err(|_| ConnectorError::permanent("the cursor cannot be written"))?;
        Ok(Exported::Continues(Cursor(text)))
    }
}

/// A digest of what is asked: of whom, how much, and by which steps.
pub fn question(system: &str, scope: Scope, subject: &Subject, plan: &Plan) -> String {
    let mut digest = Sha256::new();
    let mut add = |text: &str| {
        digest.update(text.len().to_be_bytes());
        digest.update(text);
    };
    add(system);
    add(match scope {
        Scope::Everything => "everything",
        Scope::Portable => "portable",
    });
    for identifier in subject.identifiers() {
        add(identifier.kind().as_str());
        add(identifier.value());
    }
    for step in &plan.steps {
        add(&step.name);
        add(&step.request.path_as_written);
    }
    digest.finalize()[..12].iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string cannot fail");
        text
    })
}
