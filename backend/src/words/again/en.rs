//! Of later looks, in English.

use super::Again;

/// All of it.
pub const WORDS: Again = Again {
    banner: "Erased data is there again, or could not be looked for: {0}",
    title: "There again",
    lede: "Every erasure is looked at again after an hour, a day and three months, and every night all systems are held against the ledger. This is what somebody has to see to.",
    none: "Nothing that was erased has come back.",
    caption: "What was found, oldest first",
    system: "System",
    when: "Found",
    what: "What",
    of: "Where or whom",
    left: "Something that was erased is there",
    back: "People who were erased are there again (lines of the ledger)",
    unable: "It could not be told",
    seen_button: "Seen to: {0}",
    what_to_do: "After a restore from a backup, “rightsdesk ledger replay” erases them again. Somebody may also have come back by themselves, with a new account: then nothing is to be done.",
};
