//! Saved texts on a ticket: a list at each form in which one can be put.

use super::{Request, Ticket};
use crate::{rights::right::Right, web::page::desk::select::Select};

/// A text that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedText {
    /// Its id.
    pub id: String,
    /// What it is chosen by.
    pub name: String,
    /// The right whose requests it answers; none: any, and messages.
    pub right: Option<Right>,
}

impl Ticket {
    /// The texts for the answer to a request, or for a message; none if there are none.
    pub(super) fn saved_select(&self, request: Option<&Request>) -> Option<Select> {
        let right = request.map(|request| request.right);
        let fitting = self.saved.iter().filter(|text| text.right.is_none() || text.right == right);
        let choices: Vec<_> = fitting.map(|text| (text.id.clone(), text.name.clone())).collect();
        if choices.is_empty() {
            return None;
        }
        let select = Select::new("saved", self.frame.language.replying().saved, "", choices);
        Some(match request {
            Some(request) => select.of_part(&request.id),
            None => select,
        })
    }
}
