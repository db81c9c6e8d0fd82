//! Legal holds.

use super::desk::Shop;
use crate::{
    hold::ground::Ground,
    web::page::{
        desk::holds::{HoldPage, HoldRow, Holds, NewHold, PlaceChoice, StepRow, StoppedRow},
        field::Field,
        frame::DeskPlace,
        tag::TaskTag,
    },
    words::fill::Fill,
};

impl Shop {
    pub(super) fn hold(&self, left: Option<i64>, lifted_on: Option<String>) -> HoldRow {
        let w = self.language.holding();
        HoldRow {
            id: "00000000-0000-0000-0000-000000000080".to_owned(),
            person: self.text("a***@example.com"),
            ground: format!("{} (Art. 17(3)(e))", self.language.choose(&Ground::LegalClaims.in_the_list().name)),
            places: if left.is_some() { Vec::new() } else { vec![self.text("EMS: ems.invoice")] },
            age: w.age_days.with(41),
            review_on: self.day(12, 31),
            left: left.map(|days| w.days_left.with(days)),
            lifted_on,
        }
    }

    pub(super) fn holds(&self) -> Holds {
        Holds {
            frame: self.frame(DeskPlace::Holds),
            rows: vec![self.hold(None, None), self.hold(Some(30), None)],
            lifted: vec![self.hold(None, Some(self.day(11, 2)))],
            may_work: true,
        }
    }

    pub(super) fn one_hold(&self) -> HoldPage {
        let w = self.language.holding();
        HoldPage {
            frame: self.frame(DeskPlace::Holds),
            row: self.hold(None, None),
            names: vec![(self.language.terms().identifier.email.to_owned(), self.text("ada@example.com"))],
            ticket: Some("DR-7KQ4-M2XW".to_owned()),
            untold: Some(self.text("They would move the money.")),
            is_standing: true,
            steps: vec![StepRow {
                at: self.moment(2),
                who: self.text("Ana Ruiz"),
                what: w.step_set.to_owned(),
                words: self.text("Claim 4711 of last spring"),
                review_on: Some(w.next_review.with(self.day(12, 31))),
            }],
            stopped: vec![StoppedRow {
                reference: "DR-7KQ4-M2XW".to_owned(),
                task: "00000000-0000-0000-0000-000000000051".to_owned(),
                system: self.text("EMS"),
                state: TaskTag::Partly,
            }],
            review_on: Field::wrong("2029-01-01", w.review_day),
            review_why: Field::default(),
            lift_why: Field::wrong("", w.no_reason),
        }
    }

    pub(super) fn new_hold(&self) -> NewHold {
        let w = self.language.holding();
        let ground = self.language.choose(&Ground::LegalClaims.in_the_list().name);
        NewHold {
            frame: self.frame(DeskPlace::Holds),
            ticket: "DR-7KQ4-M2XW".to_owned(),
            names: Field::wrong(self.text("email=ada"), w.no_names),
            ground: String::new(),
            grounds: vec![("ERASURE_LEGAL_CLAIMS".to_owned(), ground.to_owned())],
            places: vec![PlaceChoice { key: "ems".to_owned(), name: self.text("EMS"), checked: true }],
            reason: Field::default(),
            review_on: Field::default(),
            untold: Field::holding(self.text("They would move the money.")),
        }
    }
}
