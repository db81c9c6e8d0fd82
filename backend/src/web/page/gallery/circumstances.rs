//! What was learned of a person.

use super::desk::Shop;
use crate::web::page::{
    desk::{
        circumstances::{CircumstanceRow, Circumstances, PassOn},
        select::Select,
    },
    field::Field,
};

impl Shop {
    pub(super) fn circumstances(&self) -> Circumstances {
        let w = self.language.handing_on();
        let select = |name, label: &str| Select::new(name, label, "", [("child".to_owned(), w.child.to_owned())]);
        let row = |id: &str, why: Option<String>| CircumstanceRow {
            id: id.to_owned(),
            what: w.deceased.to_owned(),
            noted: self.text("Ana Ruiz, 20 Nov 2026"),
            how: self.text("Their sister rang."),
            decision: w.undecided.to_owned(),
            wish: Some(select("wish", w.wish).of_part(id)),
            decide: why
                .is_none()
                .then(|| (select("decision", w.decision).of_part(id), Field::wrong(String::new(), w.officer_decides))),
            why,
        };
        Circumstances {
            rows: vec![row("91", None), row("92", Some(self.text("The heirs agree.")))],
            note: Some((select("what_learned", w.what), Field::wrong(String::new(), w.has_died))),
            elsewhere: vec![
                self.text("chat.example.net is not one of our homeservers: what lies there is not with us."),
            ],
            pass_on: Some(PassOn {
                customer: Field::wrong(self.text("Acme"), w.no_customer),
                hint: w.nobody_mailed.to_owned(),
                way: Select::new(
                    "way",
                    self.language.elsewhere().way,
                    "told",
                    [("told".to_owned(), self.language.elsewhere().way_told.to_owned())],
                ),
            }),
        }
    }
}
