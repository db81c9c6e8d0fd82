//! The page after sending: what the person must keep.

use askama::Template;

use super::contact::Reach;
use crate::{web::page::frame::PublicFrame, words::fill::Strong};

/// Reference, access code (only here and only now) and due date. The same for people whom we know and whom we do not.
#[derive(Clone, Debug, Template)]
#[template(path = "public/sent.html")]
pub struct Sent {
    /// What stands around it.
    pub frame: PublicFrame,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The access code in groups.
    pub access_code: String,
    /// Where the link went.
    pub contact: String,
    /// By which way.
    pub reach: Reach,
    /// The day by which the person hears from us, written out.
    pub due_on: String,
    /// What was asked for, in words.
    pub wishes: Vec<String>,
}

impl Sent {
    fn next(&self) -> Strong<'static> {
        let w = &self.frame.w.sent;
        Strong::new(
            match self.reach {
                Reach::Mail => w.next_text,
                Reach::Matrix => w.next_matrix,
            },
            &[&self.contact],
        )
    }

    fn due(&self) -> Strong<'static> {
        let w = &self.frame.w.sent;
        Strong::new(
            match self.reach {
                Reach::Mail => w.due,
                Reach::Matrix => w.due_matrix,
            },
            &[&self.due_on],
        )
    }

    fn is_mailed(&self) -> bool {
        self.reach == Reach::Mail
    }
}
