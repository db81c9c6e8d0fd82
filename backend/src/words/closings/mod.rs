//! Of accounts that were closed: what everybody may read of how it goes, and what staff are told by mail when it does not.

pub mod de;
pub mod en;
pub mod fr;

use super::catalogue::catalogue;

catalogue! {
    /// All of it in one language.
    Closings {
        link, title, lede, span, caption, closed, reopened, in_time, open, late, none_late, late_hint, mail_subject,
        mail_urgent, mail_overdue, mail_first, mail_line, mail_where, mail_again,
    }
}
