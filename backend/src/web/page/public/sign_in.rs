//! The door to one's own request.

use askama::Template;

use crate::{
    web::page::{
        field::{Field, Problem},
        frame::PublicFrame,
    },
    words::fill::Fill,
};

/// Reference and access code.
#[derive(Clone, Debug, Template)]
#[template(path = "public/sign_in.html")]
pub struct SignIn {
    /// What stands around it.
    pub frame: PublicFrame,
    /// Field `reference`. A pair that does not match is a complaint of this field.
    pub reference: Field,
    /// Field `access_code`; its value is never shown again.
    pub access_code: Field,
}

impl SignIn {
    fn problems(&self) -> Vec<Problem> {
        [self.reference.problem("reference"), self.access_code.problem("access_code")].into_iter().flatten().collect()
    }
}
