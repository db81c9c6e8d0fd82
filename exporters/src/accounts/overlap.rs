//! Reading a list whose pages are counted by rows, while rows come and go.
//!
//! The list is sorted by name. An account that is closed meanwhile pushes the rows behind it on, so that some come twice,
//! which does no harm. One that is re-activated pulls them back, so that the next page, asked for by number, begins
//! too late and somebody is passed over. So each page is asked for from some rows before the end of the last one and must
//! show at least one row of it: then nothing that was there all the time lies between the two. If it shows none, the
//! next question goes further back, twice as far each time, at last to the beginning.

use std::collections::HashSet;

/// How many rows of the last page are asked for again.
pub const OVERLAP: u64 = 20;

/// How often a list may be begun anew before it is given up for now.
const BEGINNINGS: u32 = 3;

/// Between two pages.
#[derive(Debug)]
pub struct Overlap {
    /// The row to ask for next.
    pub from: u64,
    /// The names of the last page that was read.
    seen: HashSet<String>,
    /// Where that page ended.
    end: u64,
    /// How far before the end is asked.
    back: u64,
    beginnings: u32,
}

/// What a page turned out to be.
#[derive(Debug)]
pub enum Joined {
    /// It goes on where the last one ended.
    Yes,
    /// Something may lie between it and the last one: ask there instead.
    No(Overlap),
    /// The list changes faster than it can be read.
    Hopeless,
}

impl Default for Overlap {
    fn default() -> Self {
        Self { from: 0, seen: HashSet::new(), end: 0, back: OVERLAP, beginnings: 0 }
    }
}

impl Overlap {
    /// Whether a page with these `names` goes on where the last one ended.
    pub fn join(&mut self, names: &HashSet<String>) -> Joined {
        if self.from == 0 || names.iter().any(|name| self.seen.contains(name)) {
            return Joined::Yes;
        }
        let back = self.back * 2;
        let from = self.end.saturating_sub(back);
        let beginnings = self.beginnings + u32::from(from == 0);
        if beginnings > BEGINNINGS {
            return Joined::Hopeless;
        }
        let seen = std::mem::take(&mut self.seen);
        Joined::No(Self { from, seen, end: self.end, back, beginnings })
    }

    /// Whether the last page had this name.
    pub fn has(&self, name: &str) -> bool {
        self.seen.contains(name)
    }

    /// The place behind a page that joined, of `rows` rows with these `names`; more rows than [`OVERLAP`], or it would be
    /// asked for again and again.
    pub fn behind(&self, rows: u64, names: HashSet<String>) -> Self {
        let end = self.from + rows;
        Self { from: end.saturating_sub(OVERLAP), seen: names, end, back: OVERLAP, beginnings: self.beginnings }
    }
}
