//! A complaint of somebody who never asked for anything: one page.

use askama::Template;

use crate::web::page::{
    field::{Field, Problem},
    frame::PublicFrame,
};

/// The form.
#[derive(Clone, Debug, Template)]
#[template(path = "public/complaint.html")]
pub struct ComplaintForm {
    /// What stands around it.
    pub frame: PublicFrame,
    /// Which form this is, sealed: sent twice, it is one complaint.
    pub state: String,
    /// Field `email`.
    pub email: Field,
    /// Field `complaint`.
    pub complaint: Field,
}

impl ComplaintForm {
    fn problems(&self) -> Vec<Problem> {
        [self.email.problem("email"), self.complaint.problem("complaint")].into_iter().flatten().collect()
    }
}
