//! Questions to the person, on both sides.

use super::desk::Shop;
use crate::{
    web::page::{
        desk::{
            questions::{AskForm, QuestionRow, Questions, TakeForms},
            select::Select,
        },
        field::Field,
    },
    words::fill::Fill,
};

impl Shop {
    pub(super) fn questions(&self) -> Questions {
        let w = self.language.asking();
        let row = |id: &str, take: Option<TakeForms>| QuestionRow {
            id: id.to_owned(),
            kind: w.kind_identity.to_owned(),
            stands: vec![self.text("asked on 16 Nov 2026"), w.open.to_owned()],
            message_came: take.is_some().then(|| w.message_came.with(self.text("17 Nov 2026"))),
            wording: self.text("From which country did you sign up?"),
            reason: self.text("The address of the account changed yesterday."),
            how: take.is_none().then(|| self.text("compared on the phone")),
            may_close: take.is_some(),
            take,
        };
        let missing = Field::wrong(String::new(), w.not_said_missing);
        let take = TakeForms { how: Field::default(), on: String::new(), missing, missing_on: String::new() };
        let kinds = [("identity".to_owned(), w.kind_identity.to_owned())];
        Questions {
            rows: vec![row("71", None), row("72", Some(take))],
            waits: vec![w.waits.to_owned()],
            form: Some(AskForm {
                what: Select::new("what", w.kind, "identity", kinds),
                concerns: Select::new("concerns", w.concerns, "", [(String::new(), w.concerns_all.to_owned())]),
                wording: Field::wrong(String::new(), w.no_question),
                reason: Field::holding(self.text("The address changed.")),
                amount: Field::default(),
                late_because: Field::default(),
                late_hint: w.late_hint.to_owned(),
            }),
            may_reopen: true,
        }
    }
}
