//! Closed accounts.

use super::desk::Shop;
use crate::web::page::{
    desk::closed_accounts::{AccountView, ClosedAccountsPage, DayRow, GivenUp, ImportView, SystemEvidence},
    frame::DeskPlace,
    picture::closings::{Closing, ClosingsPicture, Turns},
};

impl Shop {
    pub(super) fn closed_accounts(&self) -> ClosedAccountsPage {
        let c = self.language.closed_accounts();
        let days: Vec<_> = (0..33)
            .map(|day| Closing {
                days_ago: day,
                proven: if day > 9 { 40 + u64::from(day % 7) } else { 0 },
                open: if day < 10 { 38 + u64::from(day % 5) } else { 0 },
                late: u64::from(day == 31),
            })
            .collect();
        let counts = [
            (c.received, 41),
            (c.waiting, 0),
            (c.running, 3),
            (c.proven, 36),
            (c.held, 1),
            (c.with_people, 1),
            (c.kept, 0),
            (c.cancelled, 0),
            (c.late, 0),
        ];
        let account = AccountView {
            facts: vec![
                (c.stands, c.proven.to_owned()),
                (c.told_by, self.text("synapse")),
                (c.hash, "9f86d081884c7d659a2feaa0c55ad0159f86d081884c7d659a2feaa0c55ad015".to_owned()),
            ],
            ticket: Some("DR-7K2M-Q4XW".to_owned()),
            systems: vec![
                SystemEvidence {
                    name: self.text("Telegram bridge"),
                    rows: Some((c.at_least.replace("{0}", "12"), "0".to_owned())),
                    searched: Some(c.searched_clean.replace("{0}", "41")),
                    done_at: Some(self.day(11, 20)),
                },
                SystemEvidence { name: self.text("maubot"), rows: None, searched: None, done_at: None },
            ],
            asked: c.not_asked.to_owned(),
            ledger: vec![self.text("17 begun telegram_bridge 9f86d081884c7d65…")],
        };
        ClosedAccountsPage {
            frame: self.frame(DeskPlace::Deactivations),
            c,
            alarms: vec![c.urgent.replace("{0}", "3")],
            is_anything_covered: true,
            picture: Some(ClosingsPicture::new(&days, Turns { grace: 7, alert: 25, last: 30 }, self.language)),
            days: vec![DayRow {
                day: self.day(11, 2),
                counts: counts.map(|(title, count)| (title, count.to_string())).into(),
            }],
            given_up: vec![GivenUp {
                action: "/desk/deactivations/parts/00000000-0000-0000-0000-000000000001/retry".to_owned(),
                what: self.text("maubot: the database does not answer"),
            }],
            still_named: vec![self.text("maubot: plugin_notes.text (2)")],
            may_retry: true,
            sought: self.text("@ada:example.org"),
            found: Some(vec![account]),
            import: Some(ImportView {
                told: self.text("14 November 2026: 3 lines"),
                refused: vec![("3".to_owned(), self.text("it is not a Matrix ID"))],
                more: c.more_refused.replace("{0}", "12"),
            }),
        }
    }
}
