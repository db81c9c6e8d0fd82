//! The form for a complaint without a request, the question whether somebody takes their request back, and what the access code alone
//! shows of one.

use super::public::Shop;
use crate::web::page::{
    field::Field,
    frame::PublicPlace,
    public::{
        complaint::ComplaintForm,
        question::Withheld,
        status::{Mailed, Stage, Status, Way, WishProgress},
        withdraw::{WithdrawOnePage, WithdrawPage},
    },
};

impl Shop {
    pub(super) fn withdraw(&self, way: Way) -> WithdrawPage {
        WithdrawPage {
            frame: self.frame("/status/withdraw", PublicPlace::Check).behind_cookie("Zm9ybQ"),
            reference: self.text("DR-7KQ4-M2XW"),
            way,
        }
    }

    /// What whoever has the access code alone sees of a request that was answered.
    pub(super) fn with_code_alone(&self) -> Status {
        let mut status = self.status(Stage::Closed);
        status.answered = None;
        status.told = Vec::new();
        status.messages = Vec::new();
        status.withheld = Some(Withheld::LinkSent);
        status.mailed = Some(Mailed { on: None, passphrase: self.text("correct-horse-battery-staple-and-more") });
        for wish in &mut status.wishes {
            wish.progress = WishProgress::Answered;
        }
        status
    }

    pub(super) fn withdraw_one(&self) -> WithdrawOnePage {
        WithdrawOnePage {
            frame: self.frame("/status/withdraw/7", PublicPlace::Check).behind_cookie("Zm9ybQ"),
            reference: self.text("DR-7KQ4-M2XW"),
            id: "7".to_owned(),
            wish: self.text("Send me a copy of my data"),
            others: vec![self.text("Delete my data")],
            gives_up_copy: true,
        }
    }

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
