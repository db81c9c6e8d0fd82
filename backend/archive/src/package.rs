//! What goes into an archive: the order that the desk gives to the assembler.
//!
//! Texts arrive ready to print, in the person's language. They may hold anything: what a system or a stranger wrote
//! is made harmless where it is written out, not here.

use std::{
    fmt,
    io::{self, Read, Seek},
};

use chrono::NaiveDate;

use crate::{about::About, cuts::Cut, language::Language, part::index::PartIndex};

/// One archive.
#[derive(Debug)]
pub struct Package<'a> {
    /// The ticket's reference: `DR-7K2M-Q9XB`.
    pub reference: String,
    /// The language of the pages and of the words around the data.
    pub language: Language,
    /// Who answers.
    pub controller: Controller,
    /// The day of the answer, in the controller's time zone.
    pub prepared_on: NaiveDate,
    /// What was asked for.
    pub requests: Vec<Request>,
    /// What each system said, in the order of the pages. A system that answered two requests stands here twice.
    pub systems: Vec<SystemData<'a>>,
    /// What staff want to tell the person about the whole.
    pub notes: Vec<String>,
    /// What Art. 15(1) and (2) ask beside the data; with an access request.
    pub about: Option<About>,
}

/// The company that answers.
#[derive(Clone, Debug)]
pub struct Controller {
    /// Its name.
    pub name: String,
    /// How to reach it about this answer: an address, a phone number; lines of plain text.
    pub contact: String,
}

/// One right that was exercised.
#[derive(Clone, Debug)]
pub struct Request {
    /// The right's code: `access`, `portability`.
    pub code: String,
    /// The right in plain words.
    pub title: String,
    /// When it was received.
    pub received_on: NaiveDate,
}

/// What one system said to one request.
#[derive(Debug)]
pub struct SystemData<'a> {
    /// The system's key; names its folder.
    pub key: String,
    /// Its name for people.
    pub title: String,
    /// What it is.
    pub description: String,
    /// Which request this answers, and so which folder it goes to.
    pub scope: Scope,
    /// How it ended.
    pub outcome: Outcome,
    /// The data, in the order in which it came. An export that was continued has several parts.
    pub parts: Vec<Part<'a>>,
    /// What staff want to tell the person about this system.
    pub notes: Vec<String>,
    /// What of the data is withheld; the reasons stand among the gaps of the outcome.
    pub cuts: Vec<Cut>,
}

/// How much of the data was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of it: access. Goes to `<system>/`.
    Everything,
    /// What the person provided: portability. Goes to `portable/<system>/`.
    Portable,
}

/// How the search in one system ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All that is held is here. Told as [`NothingFound`](Self::NothingFound) when that is nothing.
    Complete,
    /// What is here is not all.
    Partly {
        /// What is missing; at least one.
        gaps: Vec<Gap>,
    },
    /// We looked, and nothing is held.
    NothingFound,
    /// Nothing was looked for, so nobody knows whether something is held. Parts that are there all the same are left out.
    NotLooked {
        /// Why, as a sentence.
        reason: String,
    },
    /// Something is held but not handed over. Parts that are there all the same are left out.
    Withheld {
        /// Why, with the ground and the remedy.
        reason: String,
    },
}

/// Something that is held and was not handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// What is missing.
    pub what: String,
    /// Why.
    pub why: String,
}

/// A stored part: what is in it, and how to open it.
pub struct Part<'a> {
    /// What is where.
    pub index: PartIndex,
    /// Opens the plain part. Called once, when its turn comes, so that a hundred parts do not stand open together.
    pub open: Opener<'a>,
}

/// Opens a stored part for reading.
pub type Opener<'a> = Box<dyn FnMut() -> io::Result<Box<dyn ReadSeek + 'a>> + Send + 'a>;

/// Something that can be read from any place.
pub trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

impl fmt::Debug for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Part({} records, {} files)", self.index.records(), self.index.files.len())
    }
}
