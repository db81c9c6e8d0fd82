//! The form for a complaint without a request.

use super::public::Shop;
use crate::web::page::{field::Field, frame::PublicPlace, public::complaint::ComplaintForm};

impl Shop {
    pub(super) fn complaint_form(&self) -> ComplaintForm {
        let w = self.language.complaining();
        ComplaintForm {
            frame: self.frame("/complaint", PublicPlace::Elsewhere),
            state: "c2VhbGVk".to_owned(),
            email: Field::holding(self.text("ada@example.org")),
            complaint: Field::wrong(String::new(), w.status_empty),
        }
    }
}
