//! Lists come in pages.

use poem_openapi::Object;

/// How many things a page has if nothing is said.
pub const USUAL: u32 = 50;

/// Where in a list a page is.
#[derive(Clone, Copy, Debug, Object)]
pub struct Paging {
    /// Its number, from 1.
    pub page: u32,
    /// How many things a page has at most.
    pub per_page: u32,
    /// How many things there are in all.
    pub total: u64,
}

/// How many to pass over, and how many to take.
pub fn window(page: u32, per_page: u32) -> (u64, u64) {
    let per_page = u64::from(per_page);
    (per_page * u64::from(page.saturating_sub(1)), per_page)
}

/// The first page, for parameters.
pub fn first() -> u32 {
    1
}

/// [`USUAL`], for parameters.
pub fn usual() -> u32 {
    USUAL
}
