//! The further names that rows tell of a person.

use std::collections::BTreeMap;

use crate::contract::{
    error::ConnectorError,
    outcome::{Certainty, Learned},
    subject::{Identifier, Subject},
};

use super::{graph::Place, statement::Cell};

/// The most further names that are learned from one system about one person.
const MOST_NAMES: usize = 10_000;

/// Names, each with how sure it is and where it was read.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(BTreeMap<Identifier, (Certainty, String)>);

impl Names {
    /// Takes in what one row tells: a cell for each field of the collection that holds such names.
    pub(super) fn hear(&mut self, subject: &Subject, place: &Place, row: &[Cell]) -> Result<(), ConnectorError> {
        for (cell, resolve) in row.iter().zip(&place.resolves) {
            let Some(text) = cell.text() else { continue };
            let value = match &resolve.format {
                None => Some(text),
                Some(format) => format.unwrap(text),
            };
            // What cannot be an identifier is none.
            let identifier = value.and_then(|value| Identifier::new(resolve.kind.clone(), value).ok());
            let Some(identifier) = identifier.filter(|one| !subject.identifiers().contains(one)) else {
                continue;
            };
            let from = format!("{}.{}", place.address(), resolve.column.dotted());
            // One place that knows it outweighs any where it is only claimed.
            let heard = self.0.entry(identifier).or_insert_with(|| (resolve.certainty, from.clone()));
            if heard.0 < resolve.certainty {
                *heard = (resolve.certainty, from);
            }
        }
        if self.0.len() > MOST_NAMES {
            let what = format!("{}: more than {MOST_NAMES} names of one person", place.address());
            return Err(ConnectorError::permanent(what));
        }
        Ok(())
    }

    /// What was learned, in the order of the names.
    pub(super) fn learned(self) -> Vec<Learned> {
        let learned = self.0.into_iter();
        learned.map(|(identifier, (certainty, from))| Learned { identifier, from, certainty }).collect()
    }
}
