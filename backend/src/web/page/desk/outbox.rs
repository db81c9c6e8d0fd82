//! Letters and their fate.

use askama::Template;

use super::paging::Paging;
use crate::{
    web::page::{
        frame::DeskFrame,
        tag::{MailTag, Tag},
    },
    words::fill::Fill,
};

/// The list.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/outbox.html")]
pub struct Outbox {
    /// What stands around it.
    pub frame: DeskFrame,
    /// The letters of this page, newest first.
    pub rows: Vec<OutboxRow>,
    /// Whether the reader may have them sent again.
    pub may_work: bool,
    /// Where in the list this page is.
    pub paging: Paging,
}

/// One letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxRow {
    /// Its id, in addresses.
    pub id: String,
    /// What it is, in words.
    pub letter: String,
    /// The ticket's reference.
    pub reference: Option<String>,
    /// To whom, masked.
    pub to: String,
    /// Where it stands.
    pub state: MailTag,
    /// When it was written, for a table.
    pub queued_at: String,
    /// How often it was tried.
    pub tries: u32,
    /// Why it could not be sent.
    pub last_error: Option<String>,
}

impl Outbox {
    fn tag(&self, row: &OutboxRow) -> Tag {
        row.state.tag(self.frame.w)
    }

    fn may_retry(&self, row: &OutboxRow) -> bool {
        self.may_work
            && match row.state {
                MailTag::Failed { .. } | MailTag::Abandoned => true,
                MailTag::Queued | MailTag::Sent | MailTag::ByHand => false,
            }
    }
}
