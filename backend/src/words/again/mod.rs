//! What staff read of later looks: what has come back, or was never gone.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Again {
        banner, title, lede, none, caption, system, when, what, of, left, back, unable, seen_button, what_to_do,
    }
}
