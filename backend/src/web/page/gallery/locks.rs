//! Locks.

use super::desk::Shop;
use crate::{
    web::page::{
        desk::{
            holds::{PlaceChoice, StepRow, StoppedRow},
            locks::{LockPage, LockRow, Locks, NewLock},
        },
        field::Field,
        frame::DeskPlace,
        tag::TaskTag,
    },
    words::fill::Fill,
};

impl Shop {
    fn lock(&self, left: Option<i64>, lifted_on: Option<String>) -> LockRow {
        let mut hold = self.hold(left, lifted_on);
        hold.ground = format!("{} (Art. 18(1)(a))", self.language.locking().accuracy);
        LockRow {
            hold,
            code: "RESTRICTION_ACCURACY".to_owned(),
            purpose: left.is_none().then(|| self.text("Newsletter")),
            ends_on: left.is_some().then(|| self.day(12, 14)),
        }
    }

    fn cases(&self) -> Vec<(String, String)> {
        vec![("RESTRICTION_ACCURACY".to_owned(), self.language.locking().accuracy.to_owned())]
    }

    pub(super) fn locks(&self) -> Locks {
        Locks {
            frame: self.frame(DeskPlace::Locks),
            rows: vec![self.lock(None, None), self.lock(Some(30), None)],
            ended: vec![self.lock(None, Some(self.day(11, 2)))],
            case: String::new(),
            cases: self.cases(),
            may_work: true,
        }
    }

    pub(super) fn one_lock(&self, is_planned: bool) -> LockPage {
        let (w, hw) = (self.language.locking(), self.language.holding());
        LockPage {
            frame: self.frame(DeskPlace::Locks),
            row: self.lock(is_planned.then_some(30), None),
            names: vec![(self.language.terms().identifier.email.to_owned(), self.text("ada@example.com"))],
            ticket: Some("DR-7KQ4-M2XW".to_owned()),
            is_standing: true,
            steps: vec![StepRow {
                at: self.moment(2),
                who: w.the_desk.to_owned(),
                what: hw.step_set.to_owned(),
                words: self.text("She says that the address is wrong."),
                review_on: Some(hw.next_review.with(self.day(12, 31))),
            }],
            stopped: vec![StoppedRow {
                reference: "DR-7KQ4-M2XW".to_owned(),
                task: "00000000-0000-0000-0000-000000000051".to_owned(),
                system: self.text("EMS"),
                state: TaskTag::Partly,
            }],
            planned: is_planned.then(|| w.not_told_yet.with(7)),
            is_unsent: is_planned,
            gap: 7,
            ends_on: if is_planned { Field::default() } else { Field::wrong("2026-11-15", w.too_soon) },
            why: Field::default(),
            told: Field::default(),
            stay_why: if is_planned { Field::wrong("", hw.no_reason) } else { Field::default() },
            review_on: Field::default(),
            review_why: Field::default(),
        }
    }

    pub(super) fn new_lock(&self) -> NewLock {
        NewLock {
            frame: self.frame(DeskPlace::Locks),
            ticket: "DR-7KQ4-M2XW".to_owned(),
            names: Field::wrong(self.text("email=ada"), self.language.holding().no_names),
            case: String::new(),
            cases: self.cases(),
            purpose: Field::holding(self.text("Newsletter")),
            places: vec![PlaceChoice { key: "ems".to_owned(), name: self.text("EMS"), checked: true }],
            reason: Field::default(),
        }
    }
}
