//! Of accounts that were closed, in English.

use super::Closings;

/// All of it.
pub const WORDS: Closings = Closings {
    link: "Closed accounts in numbers",
    title: "Accounts that were closed",
    lede: "When somebody closes their account, bridges, bots and integrations still hold something of it. We erase that within thirty days, and look whether it is gone.",
    span: "From {0} to {1}:",
    caption: "Closed accounts, by what became of them",
    closed: "Closed accounts",
    reopened: "Opened again before anything was erased",
    in_time: "Erased within thirty days, and looked at again",
    open: "Within their thirty days, not done yet",
    late: "Late",
    none_late: "Nobody’s thirty days have passed without it.",
    late_hint: "Late are accounts that were erased after their thirtieth day, or that are not erased yet although it has passed; also where a law keeps us from erasing.",
    mail_subject: "Closed accounts: {0} near or past the thirtieth day",
    mail_urgent: "Accounts that were closed {0} days ago or earlier and are not erased yet: {1}",
    mail_overdue: "Of these, past their last day: {0}",
    mail_first: "The most urgent, by their numbers:",
    mail_line: "{0}, to be erased by {1}",
    mail_where: "What keeps them stands here:",
    mail_again: "This mail comes once a day, for as long as there are any.",
};
