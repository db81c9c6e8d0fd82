//! How many closed accounts were late, for everybody.

use super::public::Shop;
use crate::{
    web::page::{frame::PublicPlace, public::closings::ClosingsPage},
    words::{fill::Fill, number},
};

impl Shop {
    pub(super) fn closings(&self, late: u64) -> ClosingsPage {
        let w = self.language.closings();
        let count = |number| number::count(number, self.language);
        let rows = [(w.closed, 18_412), (w.reopened, 12), (w.in_time, 17_100), (w.open, 96), (w.late, late)];
        ClosingsPage {
            frame: self.frame("/closed-accounts", PublicPlace::Elsewhere).with_figures(),
            w,
            span: w.span.with2(self.day(), self.day()),
            rows: rows.map(|(what, number)| (what, count(number))).into(),
            is_kept: late == 0,
        }
    }
}
