//! A part only of what could be erased.

use poem_openapi::Object;

use crate::request::part::Part;

/// Which part is to be erased.
#[derive(Clone, Debug, Object)]
pub struct ErasePart {
    /// The keys of the systems; none: all of them.
    #[oai(default, validator(max_items = 200))]
    pub systems: Vec<String>,
    /// Whether the account itself stays.
    #[oai(default)]
    pub keep_account: bool,
}

impl ErasePart {
    /// The part; none if it is everything.
    pub fn read(self) -> Option<Part> {
        Part::of(self.systems.into_iter().collect(), self.keep_account)
    }
}
