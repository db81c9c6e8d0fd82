//! Records before they go out.

use super::desk::Shop;
use crate::web::page::{
    desk::{
        paging::Paging,
        preview::{Column, Preview, Record as PreviewRecord, WithholdForm},
    },
    field::Field,
    frame::DeskPlace,
};

impl Shop {
    pub(super) fn preview(&self) -> Preview {
        let wrong_words = self.language.withholding().nothing;
        let names =
            ["id", "email", "created_at", "full_name", "notes", "address", "country", "vat_number", "card_last_four"];
        Preview {
            frame: self.frame(DeskPlace::Queue),
            reference: "DR-7KQ4-M2XW".to_owned(),
            system: self.text("EMS customer database"),
            collection: self.text("billing_contact"),
            description: self.text("Who receives the invoices."),
            columns: names.map(|name| Column { name: self.text(name), may_name_others: name == "notes" }).to_vec(),
            records: (1..=12)
                .map(|number| PreviewRecord {
                    number,
                    is_shared: number % 5 == 0,
                    values: names.map(|name| self.text(&format!("{name} {number}"))).to_vec(),
                })
                .collect(),
            total: 1_214,
            paging: Paging { current: 1, last: 102, previous: None, next: Some("?page=2".to_owned()) },
            path: "/desk/t/DR-7KQ4-M2XW/package/00000000-0000-0000-0000-000000000051/billing_contact".to_owned(),
            withheld: vec![self.text("notes 3: RIGHTS_OF_OTHERS")],
            form: Some(WithholdForm {
                grounds: vec![("RIGHTS_OF_OTHERS".to_owned(), self.text("Rights of others"))],
                words: Field::wrong("", wrong_words),
                ..WithholdForm::default()
            }),
        }
    }
}
