//! Going through a long list page by page.

/// Where in the list a page is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paging {
    /// The number of the page, from 1.
    pub current: u32,
    /// The number of the last page.
    pub last: u32,
    /// The address of the page before.
    pub previous: Option<String>,
    /// The address of the page after.
    pub next: Option<String>,
}

impl Paging {
    /// Whether there is more than one page.
    pub fn is_needed(&self) -> bool {
        self.last > 1
    }
}
