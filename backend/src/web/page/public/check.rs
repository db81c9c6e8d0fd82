//! The fourth step: all answers once more.

use askama::Template;

use super::{contact::Reach, details::DeliveryWish};
use crate::{rights::right::Right, web::page::frame::PublicFrame, words::fill::Strong};

/// The answers, each with a way back to its question.
#[derive(Clone, Debug, Template)]
#[template(path = "public/check.html")]
pub struct Check {
    /// What stands around it, with the sealed answers.
    pub frame: PublicFrame,
    /// All sealed answers: what `send` sends.
    pub state: String,
    /// The chosen rights.
    pub wishes: Vec<Right>,
    /// What the objection is aimed at, in words.
    pub aims: Option<String>,
    /// Where the link goes.
    pub contact: String,
    /// By which way.
    pub reach: Reach,
    /// Whether the address gets no advertising from sending on.
    pub is_listed_at_once: bool,
    /// What else helps to find the person.
    pub identifiers: Vec<String>,
    /// The message; empty if there is none.
    pub message: String,
    /// What is to be erased, in words; `None` when nothing is.
    pub part: Option<String>,
    /// How the answer should come; `None` when the answer has no files.
    pub delivery: Option<DeliveryWish>,
    /// Who asks for somebody else.
    pub agent: Option<String>,
}

impl Check {
    fn aims_of(&self, right: &Right) -> Option<&str> {
        self.aims.as_deref().filter(|_| *right == Right::Objection)
    }

    fn note(&self) -> Strong<'static> {
        let (w, listed) = (&self.frame.w.check, self.frame.language.stopping());
        Strong::new(
            match (self.reach, self.is_listed_at_once) {
                (Reach::Mail, false) => w.link_note,
                (Reach::Mail, true) => listed.listed_link,
                (Reach::Matrix, false) => w.matrix_note,
                (Reach::Matrix, true) => listed.listed_matrix,
            },
            &[&self.contact],
        )
    }

    fn delivery_words(&self) -> Option<&'static str> {
        self.delivery.map(|delivery| match delivery {
            DeliveryWish::Link => self.frame.w.details.link,
            DeliveryWish::Attachment => self.frame.w.details.attachment,
        })
    }
}
