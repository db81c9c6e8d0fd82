//! A rectification that people look at.

use super::desk::Shop;
use crate::{
    web::page::desk::correcting::{ChangeRow, CorrectingView, Looking, SaidRow},
    words::fill::Fill,
};

impl Shop {
    pub(super) fn correcting(&self) -> CorrectingView {
        let w = self.language.correcting();
        let said = SaidRow {
            id: "9".to_owned(),
            field: self.text("Your name (ems.account.full_name)"),
            old: self.text("Ada Lovelase"),
            new: self.text("Ada Lovelace"),
            by: w.the_person.to_owned(),
            state: w.state_found.to_owned(),
            may_decide: true,
        };
        let change =
            ChangeRow { field: said.field.clone(), row: "1".to_owned(), old: said.old.clone(), new: said.new.clone() };
        CorrectingView {
            held: vec![(said.field.clone(), said.old.clone(), Some(w.shared.with("2")))],
            said: vec![said],
            changes: vec![change],
            misfits: vec![(self.text("ems.account.email: no proven name"), self.text("let the person prove it first"))],
            already: vec![self.text("Company: right already on 1 rows")],
            looking: Some(Looking {
                plan: "9f86d081884c7d659a2feaa0c55ad015".to_owned(),
                approved_by: vec![self.text("Ana Ruiz")],
                needed: 2,
                may_approve: true,
            }),
            fields: vec![("ems.account.full_name".to_owned(), self.text("Your name"))],
            grounds: vec![("DATA_ACCURATE".to_owned(), self.text("The data is right"))],
            ..CorrectingView::default()
        }
    }
}
