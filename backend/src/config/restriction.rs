//! Locks (Art. 18), and what happens at once when somebody objects (Art. 21).

use serde::Deserialize;

/// The section `[restriction]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RestrictionSection {
    /// So many days lie at least between the letter that a lock ends and its end. Art. 18(3) says "before" and no number.
    pub notice_days: i64,
    /// Whether data is locked at once where somebody objects, until the objection is weighed. Whether Art. 18(1)(d) needs a
    /// request of its own is disputed; Art. 21(1) says that the use stops.
    pub lock_objections: bool,
    /// Whether a system is locked while it is checked what somebody says is wrong in it. Art. 18(1)(a) speaks of a request; it is
    /// done by default.
    pub lock_contested: bool,
    /// Whether somebody who objects to direct marketing is put on the list of those who are not written to as soon as they say so;
    /// otherwise once they have confirmed it.
    pub marketing_without_proof: bool,
}

impl Default for RestrictionSection {
    fn default() -> Self {
        Self { notice_days: 7, lock_objections: true, lock_contested: true, marketing_without_proof: true }
    }
}

impl RestrictionSection {
    /// What cannot be meant: the key, and what is wrong with it.
    pub fn wrong(&self) -> Option<(&'static str, &'static str)> {
        let is_right = (1..=60).contains(&self.notice_days);
        (!is_right).then_some(("restriction.notice_days", "this must be between 1 and 60"))
    }
}
