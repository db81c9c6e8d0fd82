//! A system that is not as its manifest says.

use super::desk::Shop;
use crate::{
    web::page::{
        desk::drift::{DriftPage, StrangeRow},
        frame::DeskPlace,
    },
    words::fill::{Fill, fill},
};

impl Shop {
    pub(super) fn drift(&self) -> DriftPage {
        let w = self.language.drifting();
        let row = |table: &str, is_whole: bool| StrangeRow {
            table: self.text(table),
            is_whole,
            columns: self.text("id, address"),
            looks: vec![fill(w.look, &[&"address", &w.email, &"12"])],
            sampled: w.sampled.with(500),
            since: w.first_seen.with(self.day(11, 2)),
            shape: "00ff".to_owned(),
            known: None,
        };
        let known = Some((w.known_by.with2("Ana Ruiz", self.day(11, 3)), self.text("Test addresses of ours")));
        DriftPage {
            frame: self.frame(DeskPlace::Systems),
            key: "ems".to_owned(),
            name: self.text("EMS"),
            looked_at: Some(self.moment(14)),
            gone: vec![self.text("ems.account.phone")],
            people: vec![row("newsletter", true), row("ems.account", false)],
            others: vec![row("job", true)],
            known: vec![StrangeRow { known, ..row("seed", true) }],
            refusal: Some(w.changed.to_owned()),
            may_work: true,
        }
    }
}
