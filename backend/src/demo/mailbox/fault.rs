//! How the mail server misbehaves when it is told to.
//!
//! Faults stand in a row. At each point of a conversation the server looks at the first one, and if it is meant for this
//! point, it strikes and is used up. So a fault waits for its moment, over as many connections as that takes.

use std::collections::VecDeque;
use std::time::Duration;

/// A point in the conversation, named by what the client has just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// It connected.
    Connected,
    /// It said `EHLO` or `HELO`.
    Hello,
    /// It said `MAIL FROM`.
    Sender,
    /// It said `RCPT TO`.
    Recipient,
    /// It said `DATA`.
    Data,
    /// It sent the whole mail, which is not kept yet: a strike here loses it.
    Sent,
    /// Its mail is kept, and it has not been told: after a strike here it may send the mail again.
    Kept,
}

/// What the server does instead of answering well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strike {
    /// Answers with this code: 4xx asks the client to come again, 5xx tells it not to.
    Answer(u16),
    /// Closes the connection without a word.
    HangUp,
    /// Answers well, but only after this time.
    Wait(Duration),
}

/// One thing that goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// When.
    pub at: Moment,
    /// What.
    pub strike: Strike,
}

/// The row of faults to come.
#[derive(Debug, Default)]
pub(super) struct Faults(VecDeque<Fault>);

impl Faults {
    pub(super) fn push(&mut self, fault: Fault) {
        self.0.push_back(fault);
    }

    /// What strikes now, if anything.
    pub(super) fn take(&mut self, now: Moment) -> Option<Strike> {
        self.0.pop_front_if(|first| first.at == now).map(|it| it.strike)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_waits_for_its_moment_and_strikes_once() {
        let mut faults = Faults::default();
        faults.push(Fault { at: Moment::Recipient, strike: Strike::Answer(450) });
        assert_eq!(faults.take(Moment::Sender), None);
        assert_eq!(faults.take(Moment::Recipient), Some(Strike::Answer(450)));
        assert_eq!(faults.take(Moment::Recipient), None);
    }
}
