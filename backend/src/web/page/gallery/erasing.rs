//! An erasure that people look at.

use super::desk::Shop;
use crate::{
    web::page::desk::erasing::{ErasureView, Looking, Row, Stage},
    words::fill::Fill,
};

impl Shop {
    pub(super) fn erasure(&self) -> ErasureView {
        let remarks = vec![self.language.erasing().kept_until.with2("2", self.day(12, 31))];
        let account =
            Row { collection: self.text("ems.account"), in_table: 1_214, found: 1, deleted: 1, ..Row::default() };
        let invoice =
            Row { collection: self.text("ems.invoice"), in_table: 8_120, found: 2, kept: 2, remarks, ..Row::default() };
        ErasureView {
            plan: "9f86d081884c7d659a2feaa0c55ad015".to_owned(),
            rows: vec![account, invoice],
            along: Vec::new(),
            remarks: vec![(self.text("slack_bridge.log_out: not logged out by us"), self.text("log them out by hand"))],
            calls: None,
            stage: Stage::Looking(Looking {
                obstacles: vec![(self.text("ems.billing_contact: 1 row belongs to others"), self.text("decide"))],
                shared: vec![("ems.billing_contact".to_owned(), String::new())],
                large_share: Some(false),
                approved_by: vec![self.text("Ana Ruiz")],
                needed: 2,
                waits_for: vec![self.text("IRC bridge")],
                waits_for_exports: true,
                is_contested: true,
                goes_ahead: false,
                may_approve: true,
            }),
        }
    }
}
