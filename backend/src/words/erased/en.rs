//! Of what was erased, in English.

use super::Erased;

/// All of it.
pub const WORDS: Erased = Erased {
    title: "What we did, system by system:",
    done_on: "done on {0}",
    deleted: "deleted: {0}",
    hidden_one: "of these, hidden at once and gone for good within one hour: {0}",
    hidden: "of these, hidden at once and gone for good within {1} hours: {0}",
    blanked: "kept without anything that names you: {0}",
    ended: "logins and permissions ended: {0}",
    suppressed: "entries made so that you are left alone; they stay: {0}",
    shared: "also about other people, so not deleted: {0}",
    kept_until: "kept until {1}: {0}. {2}",
    kept: "kept: {0}. {1}",
    expiring_others_until: "cannot be deleted alone, because it lies together with other people’s data; the system itself deletes it by {1}: {0}",
    expiring_others: "cannot be deleted alone, because it lies together with other people’s data; the system itself deletes it in time: {0}",
    expiring_no_way_until: "cannot be deleted by anybody; the system itself deletes it by {1}: {0}",
    expiring_no_way: "cannot be deleted by anybody; the system itself deletes it in time: {0}",
    gap_others: "it can only be deleted together with other people’s data; it expires by itself",
    gap_no_way: "the service has no way to delete it; it expires by itself",
    other_ground: "We have to keep this.",
    nothing: "nothing about you is held there",
    not_looked: "Where we could not look, because these systems find people by other kinds of names than those that we have of you:",
    not_looked_in: "We could not look here: this system finds people by other kinds of names than those that we have of you.",
    by_hand: "a member of our staff saw to it by hand",
    left_alone: "nothing was done here",
    not_done: "not erased: {0}",
    read_back: "we looked again afterwards: nothing else of yours is left",
    left: "not erased, because we had to stop: {0}",
    stopped: "The erasure was stopped on the way. Gone for good: {0}. Still there: {1}. Look why it was stopped, and write down what becomes of the rest; the person is told what is gone.",
    taken_back: "The request was taken back while we were erasing. Gone for good: {0}. Still there: {1}.",
    given_up: "The erasure ended in an error on the way. Gone for good: {0}. Still there: {1}. See what the system says, and ask again, or write down what becomes of the rest; the person is told what is gone.",
    withdrawn_begun: "You withdrew this request. We had begun to erase by then: what was erased cannot be brought back. Nothing more is erased.",
    log_broken_off: "The erasure was stopped on the way, and a part is gone: {0}",
};
