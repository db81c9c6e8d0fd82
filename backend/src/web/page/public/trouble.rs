//! Pages for when something did not work.

use askama::Template;

use crate::{web::page::frame::PublicFrame, words::fill::Fill};

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There is no such page (404), or it is none of the person's business.
    NotFound,
    /// Too many tries, or too many forms from one place (429).
    TooMany {
        /// After how many minutes they may try again.
        minutes: u32,
        /// Whether what was sent is saved.
        fate: Fate,
    },
    /// The sealed answers are too old or not ours (400).
    OldForm,
    /// The form was sent from another address than ours (403).
    Foreign {
        /// Where our pages are.
        address: String,
    },
    /// The form was larger than we take (413).
    TooLarge,
    /// Our database is away; it will be back (503).
    Away {
        /// Whether what was sent is saved.
        fate: Fate,
    },
    /// Our own fault (500).
    Broken {
        /// The number under which the log knows it.
        incident: String,
        /// Whether the request was saved.
        fate: Fate,
    },
}

/// Whether what was sent is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Nothing was sent, so there is nothing to say.
    NothingSent,
    /// It is saved.
    Saved,
    /// It is not.
    NotSaved,
    /// We cannot tell.
    Unknown,
}

/// The page for it.
#[derive(Clone, Debug, Template)]
#[template(path = "public/trouble.html")]
pub struct TroublePage {
    /// What stands around it.
    pub frame: PublicFrame,
    /// What happened.
    pub trouble: Trouble,
}

impl TroublePage {
    fn title(&self) -> &'static str {
        let w = &self.frame.w.trouble;
        match &self.trouble {
            Trouble::NotFound => w.not_found,
            Trouble::TooMany { .. } => w.too_many,
            Trouble::OldForm => w.old_form,
            Trouble::Foreign { .. } => w.foreign,
            Trouble::TooLarge => w.too_large,
            Trouble::Away { .. } => w.away,
            Trouble::Broken { .. } => w.broken,
        }
    }

    fn text(&self) -> String {
        let w = &self.frame.w.trouble;
        let text = match &self.trouble {
            Trouble::NotFound => w.not_found_text,
            Trouble::TooMany { minutes, .. } => return w.too_many_text.with(minutes),
            Trouble::OldForm => w.old_form_text,
            Trouble::Foreign { address } => return w.foreign_text.with(address),
            Trouble::TooLarge => w.too_large_text,
            Trouble::Away { .. } => w.away_text,
            Trouble::Broken { .. } => w.broken_text,
        };
        text.to_owned()
    }

    fn fate(&self) -> Option<&'static str> {
        let w = &self.frame.w.trouble;
        match self.trouble {
            Trouble::NotFound | Trouble::OldForm | Trouble::Foreign { .. } | Trouble::TooLarge => None,
            Trouble::Broken { fate, .. } | Trouble::Away { fate } | Trouble::TooMany { fate, .. } => match fate {
                Fate::NothingSent => None,
                Fate::Saved => Some(w.saved),
                Fate::NotSaved => Some(w.not_saved),
                Fate::Unknown => Some(w.not_known),
            },
        }
    }

    fn incident(&self) -> Option<&str> {
        match &self.trouble {
            Trouble::NotFound
            | Trouble::TooMany { .. }
            | Trouble::OldForm
            | Trouble::Foreign { .. }
            | Trouble::TooLarge
            | Trouble::Away { .. } => None,
            Trouble::Broken { incident, .. } => Some(incident),
        }
    }
}
