//! Of data that is sent straight to another provider (Art. 20(2)), in English.

use super::Handing;

/// All of it.
pub const WORDS: Handing = Handing {
    title: "Straight to another provider",
    lede: "Where the person asks for it, what they may take with them goes straight to somebody whose address was checked (Art. 20(2)).",
    receiver: "To whom",
    button: "Send it",
    none: "Nothing was sent.",
    no_receivers: "No receiver stands in the configuration.",
    state_waiting: "is being sent",
    state_sent: "received, and confirmed",
    state_failed: "could not be sent",
    answer: "Answer {0}, check sum {1}",
    ordered: "It is being sent.",
    no_such: "Choose one of the receivers whose address was checked",
    not_portable: "Nobody asks here to take data along",
    before: "It was sent there already",
    letter: "Data handed over",
    log_ordered: "Data is to go straight to {0}",
    log_done: "Data was handed over to {0}",
    log_failed: "Data could not be handed over to {0}",
    back: "Back to the ticket",
};
