//! Recipients who are told: of one ticket, and all that somebody still has to see to.

use askama::Template;

use super::select::Select;
use crate::{
    web::page::{
        field::{Field, Problem},
        frame::DeskFrame,
        tag::{Tag, Tone},
    },
    words::fill::Fill,
};

/// Those of all tickets that are open or wait for the recipient.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/notices.html")]
pub struct Notices {
    /// What stands around it.
    pub frame: DeskFrame,
    /// Somebody has to do something, oldest first.
    pub open: Vec<NoticeRow>,
    /// Told, but not confirmed.
    pub waiting: Vec<NoticeRow>,
}

/// Those of one ticket.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/ticket_notices.html")]
pub struct TicketNotices {
    /// What stands around it.
    pub frame: DeskFrame,
    /// The ticket's reference.
    pub reference: String,
    /// All of them, by recipient.
    pub rows: Vec<NoticeRow>,
    /// Whether the reader may settle them.
    pub may_work: bool,
    /// Whether the person can be told of anybody.
    pub may_reply: bool,
}

/// One recipient and one deed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRow {
    /// Its id, in addresses.
    pub id: String,
    /// The ticket's reference.
    pub reference: String,
    /// Who.
    pub recipient: String,
    /// What was done, with the article.
    pub about: String,
    /// The systems whose data they got.
    pub systems: Vec<String>,
    /// How it stands.
    pub state: Stand,
    /// Since when, for a table.
    pub since: String,
    /// What staff wrote down.
    pub words: String,
    /// Why their own system did not take it, the last time that it was tried.
    pub problem: String,
    /// By which name their own system knows it.
    pub receipt: String,
    /// Whether it can be sent through their own system once more.
    pub may_go_again: bool,
    /// Whether the person is not told of this recipient.
    pub is_hidden: bool,
    /// Whether it can be settled by hand.
    pub may_settle: bool,
    /// Field `state`: what was chosen.
    pub chosen: String,
    /// Field `words`.
    pub field: Field,
    /// The letter to send, for whoever tells them, and the names of which one is to be added to it.
    pub letter: Option<(String, Vec<String>)>,
}

/// How a notice stands, as staff need to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// A letter is on its way.
    Leaving,
    /// It is on its way through their own system.
    Going,
    /// Staff have to tell them.
    ByHand,
    /// They were told.
    Sent,
    /// They have confirmed it.
    Acknowledged,
    /// The letter could not be delivered.
    Failed,
    /// Their own system did not take it.
    NotTaken,
    /// They cannot be told.
    Impossible,
    /// Telling them is out of proportion.
    Disproportionate,
}

impl Notices {
    fn tag(&self, row: &NoticeRow) -> Tag {
        row.tag(&self.frame)
    }
}

impl TicketNotices {
    fn tag(&self, row: &NoticeRow) -> Tag {
        row.tag(&self.frame)
    }

    fn problems(&self) -> Vec<Problem> {
        self.rows.iter().filter_map(|row| row.field.problem(&format!("words-{}", row.id))).collect()
    }

    fn select(&self, row: &NoticeRow) -> Select {
        let w = self.frame.language.telling();
        let choices = [
            ("sent", w.as_sent),
            ("acknowledged", w.as_acknowledged),
            ("impossible", w.as_impossible),
            ("disproportionate", w.as_disproportionate),
        ];
        let choices = choices.into_iter().map(|(code, words)| (code.to_owned(), words.to_owned()));
        Select::new("state", w.settle, &row.chosen, choices).of_part(&row.id)
    }
}

impl NoticeRow {
    fn tag(&self, frame: &DeskFrame) -> Tag {
        let w = frame.language.telling();
        let (tone, glyph, word) = match self.state {
            Stand::Leaving => (Tone::Waiting, "…", w.state_planned_mail),
            Stand::Going => (Tone::Waiting, "…", w.state_planned_connector),
            Stand::ByHand => (Tone::Soon, "◆", w.state_planned_by_hand),
            Stand::Sent => (Tone::Waiting, "→", w.state_sent),
            Stand::Acknowledged => (Tone::Good, "✓", w.state_acknowledged),
            Stand::Failed => (Tone::Bad, "▲", w.state_failed),
            Stand::NotTaken => (Tone::Bad, "▲", w.state_not_taken),
            Stand::Impossible => (Tone::Plain, "–", w.state_impossible),
            Stand::Disproportionate => (Tone::Plain, "–", w.state_disproportionate),
        };
        Tag { tone, glyph, word: word.to_owned() }
    }
}
