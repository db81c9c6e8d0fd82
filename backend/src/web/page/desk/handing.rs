//! Data that goes straight to another provider.

use askama::Template;

use super::select::Select;
use crate::web::page::{
    frame::DeskFrame,
    tag::{Tag, Tone},
};

/// What was sent for a ticket, and the form that sends it.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/handovers.html")]
pub struct Handovers {
    /// What stands around it.
    pub frame: DeskFrame,
    /// The ticket's reference.
    pub reference: String,
    /// Oldest first.
    pub rows: Vec<HandoverRow>,
    /// The receivers of the configuration to whom it was not sent yet: name, and the way to them in words.
    pub receivers: Vec<(String, String)>,
    /// Whether the reader may send it.
    pub may_work: bool,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverRow {
    /// Its id.
    pub id: String,
    /// To whom.
    pub receiver: String,
    /// How it stands.
    pub stand: HandoverStand,
    /// When, for a table.
    pub when: String,
    /// What was answered, or the last fault.
    pub remark: String,
    /// When it is tried next, or that the person was told; empty if neither.
    pub what_next: String,
}

/// How a handover stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandoverStand {
    /// It is being sent.
    Waiting,
    /// The receiver has it.
    Sent,
    /// The mail server has taken it.
    Mailed,
    /// It was given up.
    Failed,
}

impl HandoverRow {
    fn is_failed(&self) -> bool {
        match self.stand {
            HandoverStand::Failed => true,
            HandoverStand::Waiting | HandoverStand::Sent | HandoverStand::Mailed => false,
        }
    }
}

impl Handovers {
    fn tag(&self, row: &HandoverRow) -> Tag {
        let w = self.frame.language.handing();
        let (tone, glyph, word) = match row.stand {
            HandoverStand::Waiting => (Tone::Waiting, "…", w.state_waiting),
            HandoverStand::Sent => (Tone::Good, "✓", w.state_sent),
            HandoverStand::Mailed => (Tone::Good, "✓", w.state_mailed),
            HandoverStand::Failed => (Tone::Bad, "▲", w.state_failed),
        };
        Tag { tone, glyph, word: word.to_owned() }
    }

    fn select(&self) -> Select {
        let w = self.frame.language.handing();
        Select::new("receiver", w.receiver, "", self.receivers.iter().cloned())
    }
}
