//! How a request stands, and what the desk does by itself, in English.

use super::Standing;

/// All of it.
pub const WORDS: Standing = Standing {
    waiting: "We have your request, and somebody here begins with it soon. You hear from us by {0}.",
    copy_ready: "Your copy is ready. We are deleting now. You hear from us by {0}.",
    copy_gone: "Your copy has gone out. We are deleting now. You hear from us by {0}.",
    step_erasing: "Deleting",
    due_if_waits: "We wait for your reply. If that stops the time that we have, and your reply comes late, the last day is {0}.",
    marketing_stopped: "We have stopped using your data for advertising, everywhere and for good.",
    consent_stopped: "{0}. We have stopped all that rested on it.",
    tells_itself: "All systems have stopped: wait, the desk tells the person by itself within minutes.",
    tells_once_decided: "It has stopped for the names that we rely on: decide on the others at once, and the desk tells the person when it has stopped for all of them",
    out_of_reach: "Not every system could stop: look at the systems, or answer once it has stopped",
    link_title: "Your request",
    link_open: "Open my request",
    withdraw_title: "Withdraw your request?",
    withdraw_keep: "No, keep my request",
    withdraw_sent: "We have sent you a link. Open it, and you can withdraw your request.",
};
