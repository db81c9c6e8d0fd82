//! Data that goes straight to another provider.

use super::desk::Shop;
use crate::web::page::{
    desk::handing::{HandoverRow, HandoverStand, Handovers},
    frame::DeskPlace,
};

impl Shop {
    pub(super) fn handovers(&self) -> Handovers {
        let row = |stand| HandoverRow {
            id: "00000000-0000-0000-0000-000000000001".to_owned(),
            receiver: self.text("Other Ltd"),
            stand,
            when: self.moment(2),
            remark: self.text("201"),
            what_next: self.moment(3),
        };
        Handovers {
            frame: self.frame(DeskPlace::Queue),
            reference: "DR-7KQ4-M2XW".to_owned(),
            rows: [HandoverStand::Waiting, HandoverStand::Sent, HandoverStand::Mailed, HandoverStand::Failed]
                .map(row)
                .into(),
            receivers: vec![("Third Ltd".to_owned(), self.text("Third Ltd"))],
            may_work: true,
        }
    }
}
