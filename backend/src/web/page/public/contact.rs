//! The second step: how we reach the person.

use askama::Template;

use crate::web::page::{
    field::{Field, Problem},
    frame::PublicFrame,
};

/// Mail address or Matrix ID.
#[derive(Clone, Debug, Template)]
#[template(path = "public/contact.html")]
pub struct Contact {
    /// What stands around it, with the sealed answers.
    pub frame: PublicFrame,
    /// The sealed answers so far.
    pub state: String,
    /// Field `email`. When both are empty the complaint belongs here.
    pub email: Field,
    /// Field `matrix_id`.
    pub matrix_id: Field,
}

/// By which way a person is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// By mail: a link comes by itself.
    Mail,
    /// In Matrix: a member of staff writes.
    Matrix,
}

impl Reach {
    /// The way to a contact that was checked: only a Matrix ID begins with `@`.
    pub fn of(contact: &str) -> Self {
        if contact.starts_with('@') { Self::Matrix } else { Self::Mail }
    }
}

impl Contact {
    fn problems(&self) -> Vec<Problem> {
        [self.email.problem("email"), self.matrix_id.problem("matrix_id")].into_iter().flatten().collect()
    }
}
