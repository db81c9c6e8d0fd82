//! Disclosures, and the versions of what people are told.

use super::desk::Shop;
use crate::{
    privacy_notice::content::{Change, Section},
    web::page::{
        desk::{
            disclosures::{DisclosureForm, DisclosureRow, Disclosures},
            informed::{VersionPage, VersionRow, Versions},
        },
        field::Field,
        frame::DeskPlace,
    },
    words::fill::Fill,
};

impl Shop {
    pub(super) fn disclosures(&self) -> Disclosures {
        let w = self.language.disclosing();
        let row = |number: u8, withheld: Option<String>| DisclosureRow {
            id: format!("00000000-0000-0000-0000-0000000000b{number}"),
            recipient: self.text("District Court"),
            person: self.text("a***@example.com"),
            kinds: vec![self.text("your name")],
            on: self.day(11, 2),
            basis: w.basis_order.to_owned(),
            withheld,
        };
        Disclosures {
            frame: self.frame(DeskPlace::Recipients),
            rows: vec![row(0, Some(w.withheld_until.with(self.day(12, 31)))), row(1, None)],
            may_work: true,
            form: DisclosureForm {
                is_open: true,
                recipient: Field::wrong("", w.no_recipient),
                kinds: Field::wrong("", w.no_kinds),
                on: Field::wrong("2099-01-01", w.future),
                ..DisclosureForm::default()
            },
            grounds: vec![("CRIME_OR_TAX".to_owned(), self.text("Crime or tax"))],
        }
    }

    fn version_row(&self) -> VersionRow {
        VersionRow {
            id: "00000000-0000-0000-0000-0000000000c0".to_owned(),
            product: self.text("Shop"),
            number: 2,
            began_on: self.day(11, 20),
            seen: 3,
        }
    }

    pub(super) fn versions(&self) -> Versions {
        Versions { frame: self.frame(DeskPlace::Systems), rows: vec![self.version_row()] }
    }

    pub(super) fn version(&self) -> VersionPage {
        let w = self.language.informing();
        let change = |is_new| Change { heading: w.recipients.to_owned(), line: self.text("Mailer Ltd"), is_new };
        VersionPage {
            frame: self.frame(DeskPlace::Systems),
            row: self.version_row(),
            hash: "9f86d081884c7d65".to_owned(),
            sections: vec![Section {
                item: "recipients".to_owned(),
                article: "13(1)(e), 14(1)(e)".to_owned(),
                heading: w.recipients.to_owned(),
                lines: vec![self.text("Mailer Ltd")],
            }],
            changes: Some(vec![change(false), change(true)]),
        }
    }
}
