//! Pages for when something did not work.

use askama::Template;

use crate::{
    web::page::{frame::DeskFrame, public::trouble::Fate},
    words::fill::Fill,
};

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There is no such page or ticket (404).
    NotFound,
    /// The role does not allow it (403).
    Denied,
    /// The form was sent from another address than the desk's (403).
    Foreign {
        /// Where the desk is.
        address: String,
    },
    /// Somebody else changed the ticket meanwhile (409).
    Changed,
    /// A form that is not of this session, or not one of ours (400).
    OldForm,
    /// More was sent than fits (413).
    TooLarge,
    /// Too many tries (429).
    TooMany {
        /// After how many minutes they may try again.
        minutes: u32,
    },
    /// Our database is away; it will be back (503).
    Away {
        /// Whether what was sent is saved.
        fate: Fate,
    },
    /// Our own fault (500).
    Broken {
        /// The number under which the log knows it.
        incident: String,
        /// Whether what was sent is saved.
        fate: Fate,
    },
}

/// The page for it.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/trouble.html")]
pub struct TroublePage {
    /// What stands around it.
    pub frame: DeskFrame,
    /// What happened.
    pub trouble: Trouble,
}

impl TroublePage {
    fn texts(&self) -> (&'static str, String) {
        let w = &self.frame.w.trouble;
        let (title, text) = match &self.trouble {
            Trouble::NotFound => (w.not_found, w.not_found_text),
            Trouble::Denied => (w.denied, w.denied_text),
            Trouble::Foreign { address } => return (w.foreign, w.foreign_text.with(address)),
            Trouble::Changed => (w.changed, w.changed_text),
            Trouble::OldForm => (w.old_form, w.old_form_text),
            Trouble::TooLarge => (w.too_large, w.too_large_text),
            Trouble::TooMany { minutes } => return (w.too_many, w.too_many_text.with(minutes)),
            Trouble::Away { .. } => (w.away, w.away_text),
            Trouble::Broken { .. } => (w.broken, w.broken_text),
        };
        (title, text.to_owned())
    }

    fn fate(&self) -> Option<&'static str> {
        let w = &self.frame.w.trouble;
        match self.trouble {
            Trouble::NotFound
            | Trouble::Denied
            | Trouble::Foreign { .. }
            | Trouble::Changed
            | Trouble::OldForm
            | Trouble::TooLarge
            | Trouble::TooMany { .. } => None,
            Trouble::Broken { fate, .. } | Trouble::Away { fate } => match fate {
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
            | Trouble::Denied
            | Trouble::Foreign { .. }
            | Trouble::Changed
            | Trouble::OldForm
            | Trouble::TooLarge
            | Trouble::TooMany { .. }
            | Trouble::Away { .. } => None,
            Trouble::Broken { incident, .. } => Some(incident),
        }
    }
}
