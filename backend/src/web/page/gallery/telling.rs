//! Recipients who are told.

use super::desk::Shop;
use crate::{
    web::page::{
        desk::telling::{NoticeRow, Notices, Stand, TicketNotices},
        field::Field,
        frame::DeskPlace,
    },
    words::fill::Fill,
};

impl Shop {
    fn notice(&self, number: u8, state: Stand) -> NoticeRow {
        let w = self.language.telling();
        NoticeRow {
            id: format!("00000000-0000-0000-0000-0000000000a{number}"),
            reference: "DR-7KQ4-M2XW".to_owned(),
            recipient: self.text("Mailer Ltd"),
            about: format!("{} (Art. 19)", w.erased),
            systems: vec![self.text("EMS")],
            state,
            since: self.day(11, 20),
            words: String::new(),
            problem: String::new(),
            receipt: String::new(),
            may_go_again: false,
            is_hidden: false,
            may_settle: true,
            chosen: String::new(),
            field: Field::default(),
            letter: (state == Stand::ByHand).then(|| {
                let text = format!("{}\n\n{}", w.done_erased.with(self.day(11, 20)), w.please_erased);
                (text, vec![self.text("ada@example.org")])
            }),
        }
    }

    pub(super) fn notices(&self) -> Notices {
        Notices {
            frame: self.frame(DeskPlace::Recipients),
            open: vec![
                self.notice(0, Stand::ByHand),
                self.notice(1, Stand::Leaving),
                self.notice(2, Stand::Failed),
                self.notice(4, Stand::Going),
                self.notice(5, Stand::NotTaken),
            ],
            waiting: vec![self.notice(3, Stand::Sent)],
        }
    }

    pub(super) fn ticket_notices(&self) -> TicketNotices {
        let w = self.language.telling();
        TicketNotices {
            frame: self.frame(DeskPlace::Recipients),
            reference: "DR-7KQ4-M2XW".to_owned(),
            rows: vec![
                NoticeRow { field: Field::wrong("", w.no_words), ..self.notice(0, Stand::ByHand) },
                NoticeRow { may_settle: false, ..self.notice(1, Stand::Acknowledged) },
                NoticeRow {
                    words: self.text("The company was dissolved."),
                    is_hidden: true,
                    may_settle: false,
                    ..self.notice(2, Stand::Impossible)
                },
                NoticeRow { may_settle: false, ..self.notice(3, Stand::Disproportionate) },
                NoticeRow {
                    problem: self.text("tell: POST /v1/notices answered 422 Unprocessable Entity"),
                    may_go_again: true,
                    ..self.notice(4, Stand::NotTaken)
                },
                NoticeRow { receipt: self.text("n-71"), ..self.notice(5, Stand::Sent) },
            ],
            may_work: true,
            may_reply: true,
        }
    }
}
