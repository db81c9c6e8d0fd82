//! Complaints.

use super::desk::Shop;
use crate::web::page::{
    desk::{
        complaints::{AloneForm, AnswerForm, ComplaintLine, ComplaintList, ComplaintRow, Complaints, RecordForm},
        select::Select,
    },
    field::Field,
    frame::DeskPlace,
};

impl Shop {
    fn complaint(&self, is_late: bool) -> ComplaintLine {
        ComplaintLine {
            case: "DR-7KQ4-M2XW/1".to_owned(),
            reference: "DR-7KQ4-M2XW".to_owned(),
            received: self.text("received on 14 Nov 2026"),
            stands: self.text("not acknowledged, by 14 Dec 2026"),
            is_late,
        }
    }

    pub(super) fn complaint_list(&self) -> ComplaintList {
        ComplaintList {
            frame: self.frame(DeskPlace::Queue),
            open: vec![self.complaint(true), self.complaint(false)],
            answered: vec![self.complaint(false)],
            form: Some(AloneForm {
                text: Field::wrong(String::new(), self.language.complaining().no_complaint),
                ..AloneForm::default()
            }),
        }
    }

    pub(super) fn complaints(&self) -> Complaints {
        let w = self.language.complaining();
        let row = |id: &str, outcome: Option<String>| ComplaintRow {
            id: id.to_owned(),
            line: self.complaint(false),
            text: self.text("You sent me somebody else\u{2019}s invoice."),
            may_acknowledge: outcome.is_none(),
            answer: outcome.is_none().then(|| AnswerForm {
                outcome: Select::new("outcome", w.outcome, "", [("upheld".to_owned(), w.upheld.to_owned())])
                    .of_part(id),
                found: Field::wrong(String::new(), w.no_found),
                done: Field::holding(self.text("We said sorry.")),
            }),
            outcome,
        };
        Complaints {
            rows: vec![row("81", Some(w.upheld.to_owned())), row("82", None)],
            form: Some(RecordForm { text: Field::wrong(String::new(), w.no_complaint), came_on: String::new() }),
        }
    }
}
