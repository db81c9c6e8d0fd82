//! Of one part of a request that is withdrawn, in English.

use super::TakingBack;

/// All of it.
pub const WORDS: TakingBack = TakingBack {
    one: "Withdraw this part only",
    needs_link: "To withdraw one part of your request and keep the rest, first open a link that we send to the address you confirmed.",
    title: "Withdraw this part of your request?",
    text: "We stop working on it. What is done already stays done.",
    others: "The rest goes on:",
    no_copy: "You asked us for a copy and to delete your data. Without the copy we delete first. What is deleted cannot be copied any more, by nobody and never.",
    button: "Withdraw this part",
    keep: "No, keep everything I asked for",
    taken_back: "Withdrawn",
    record: "Record that this part is withdrawn…",
    record_hint: "Kept as an internal note. The rest goes on; they read that on their page, and in a mail if one reaches them.",
    record_no_copy: "Without this copy nothing keeps the erasure waiting: record it only if they said in writing that they do without a copy.",
    record_button: "Record it",
    notice: "It is recorded that this part is withdrawn. The rest goes on.",
    log: "{0}: withdrawn by the person; the rest goes on",
    log_no_copy: "{0}: withdrawn by the person, who does without a copy before the erasure; the rest goes on",
};
