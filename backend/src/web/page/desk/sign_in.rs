//! The door for staff.

use askama::Template;

use crate::web::page::{
    field::{Field, Problem},
    frame::DeskFrame,
};

/// Name and password.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/sign_in.html")]
pub struct SignIn {
    /// What stands around it, with nobody signed in.
    pub frame: DeskFrame,
    /// Field `name`. A pair that does not match is a complaint of this field.
    pub name: Field,
    /// Field `password`; its value is never shown again.
    pub password: Field,
    /// Field `next`: the path to go on to.
    pub next: String,
}

impl SignIn {
    fn problems(&self) -> Vec<Problem> {
        [self.name.problem("name"), self.password.problem("password")].into_iter().flatten().collect()
    }
}
