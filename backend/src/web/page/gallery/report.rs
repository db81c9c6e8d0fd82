//! The report.

use super::desk::Shop;
use crate::{
    law::open_points::OpenPoint,
    web::page::{
        desk::{
            open_points::OpenPoints,
            report::{Counts, Line, List, ReportPage, Table},
        },
        frame::DeskPlace,
    },
};

impl Shop {
    pub(super) fn open_points(&self) -> OpenPoints {
        OpenPoints { frame: self.frame(DeskPlace::Report), points: OpenPoint::all() }
    }

    pub(super) fn report(&self) -> ReportPage {
        let w = self.language.reporting();
        let became = vec![
            w.received,
            w.open,
            w.overdue,
            w.withdrawn_or_not_confirmed,
            w.granted,
            w.partly_granted,
            w.refused,
            w.nothing_held,
            w.passed_on,
            w.not_ours,
        ];
        let took = vec![w.in_time, w.late, w.in_time_percent, w.extended, w.paused, w.median_days, w.p95_days];
        let line = |right, heads: &[&'static str]| Line {
            right,
            counts: heads.iter().map(|head| (*head, "12".to_owned())).collect(),
        };
        let rights = &self.language.public().rights;
        let table = |title, heads: Vec<&'static str>| Table {
            title,
            lines: [rights.access.name, rights.automated_decisions.name, w.all].map(|it| line(it, &heads)).into(),
            heads,
        };
        let list = |title, lines| List { title, lines };
        ReportPage {
            frame: self.frame(DeskPlace::Report),
            from: "2026-01-01".to_owned(),
            to: self.text("2026-11-14"),
            problem: Some(w.backwards.to_owned()),
            counts: Some(Counts {
                rights: vec![table(w.by_right, became), table(w.how_long, took)],
                lists: vec![
                    list(w.product, vec![(self.text("Chat"), "9".to_owned())]),
                    list(w.ground, Vec::new()),
                    list(w.others, vec![(w.proofs_missing.to_owned(), "0".to_owned())]),
                ],
            }),
        }
    }
}
