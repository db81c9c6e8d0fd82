//! Data that goes straight to another provider.

use super::desk::Shop;
use crate::web::page::{
    desk::handing::{HandoverRow, HandoverStand, Handovers},
    frame::DeskPlace,
};

impl Shop {
    pub(super) fn handovers(&self) -> Handovers {
        let row = |stand| HandoverRow {
            receiver: self.text("Other Ltd"),
            stand,
            when: self.moment(2),
            remark: self.text("201"),
        };
        Handovers {
            frame: self.frame(DeskPlace::Queue),
            reference: "DR-7KQ4-M2XW".to_owned(),
            rows: vec![row(HandoverStand::Waiting), row(HandoverStand::Sent), row(HandoverStand::Failed)],
            receivers: vec![self.text("Third Ltd")],
            may_work: true,
        }
    }
}
