//! The pages and texts of an archive: one struct for each template, with exactly what it prints.

use askama::Template;

use crate::{
    about::{About, AboutSystem, Authority},
    inert,
    language::Language,
    package::Gap,
    words::{self, Words},
};

/// What stands around every page.
#[derive(Debug)]
pub struct Frame {
    /// The language of the page.
    pub language: Language,
    /// Its title.
    pub title: String,
    /// Its words.
    pub words: &'static Words,
}

impl Frame {
    /// The frame of a page in that language.
    pub fn new(language: Language, title: impl Into<String>) -> Self {
        Self { language, title: title.into(), words: words::of(language) }
    }
}

/// `START-HERE.html`.
#[derive(Template)]
#[template(path = "start.html")]
pub struct Start<'a> {
    pub frame: &'a Frame,
    pub lede: &'a str,
    pub reference: &'a str,
    pub prepared_on: &'a str,
    pub requests: &'a [String],
    pub notes: &'a [String],
    pub sections: &'a [Section<'a>],
    pub about_page: Option<&'a str>,
    pub questions: &'a str,
    pub contact: &'a str,
}

/// `README.txt`: the same for those who open no pages.
#[derive(Template)]
#[template(path = "readme.txt")]
pub struct Readme<'a> {
    pub frame: &'a Frame,
    pub lede: &'a str,
    pub reference: &'a str,
    pub prepared_on: &'a str,
    pub requests: &'a [String],
    pub notes: &'a [String],
    pub sections: &'a [Section<'a>],
    pub questions: &'a str,
    pub contact: &'a str,
}

/// The systems that answered one request.
pub struct Section<'a> {
    pub title: &'static str,
    pub lede: &'static str,
    pub lines: Vec<Line<'a>>,
}

/// One system in a list.
pub struct Line<'a> {
    pub page: String,
    pub folder: &'a str,
    pub title: &'a str,
    pub description: &'a str,
    pub result: String,
}

/// The beginning of a system's page; collections and files follow.
#[derive(Template)]
#[template(path = "system.html")]
pub struct SystemPage<'a> {
    pub frame: &'a Frame,
    pub start_page: &'a str,
    pub description: &'a str,
    pub result: &'a str,
    pub withheld: Option<&'a str>,
    pub withheld_text: String,
    pub gaps: &'a [Gap],
    pub notes: &'a [String],
    pub not_looked: Option<&'a str>,
    pub nothing_found: bool,
}

/// The end of a system's page.
#[derive(Template)]
#[template(path = "system-end.html")]
pub struct SystemPageEnd;

/// The head of a collection.
#[derive(Template)]
#[template(path = "collection.html")]
pub struct CollectionPart<'a> {
    pub words: &'static Words,
    pub name: &'a str,
    pub description: &'a str,
    pub count: String,
    pub files: Vec<String>,
}

/// The head of a table of records.
#[derive(Template)]
#[template(path = "table.html")]
pub struct TableHead<'a> {
    pub columns: Vec<Column<'a>>,
}

/// One column.
pub struct Column<'a> {
    pub name: &'a str,
    pub description: &'a str,
}

/// One record in a table.
#[derive(Template)]
#[template(path = "row.html")]
pub struct Row<'a> {
    pub cells: &'a [std::borrow::Cow<'a, str>],
}

/// The end of any table.
#[derive(Template)]
#[template(path = "table-end.html")]
pub struct TableEnd;

/// One record that no table can show.
#[derive(Template)]
#[template(path = "record.html")]
pub struct RecordCard<'a> {
    pub fields: &'a [(std::borrow::Cow<'a, str>, std::borrow::Cow<'a, str>)],
}

/// The head of the list of files.
#[derive(Template)]
#[template(path = "file-table.html")]
pub struct FileTable {
    pub words: &'static Words,
    pub count: String,
}

/// One file in the list.
#[derive(Template)]
#[template(path = "file-row.html")]
pub struct FileRow<'a> {
    pub href: String,
    pub name: &'a str,
    pub media_type: &'a str,
    pub size: String,
    pub belongs_to: &'a str,
}

/// `NOTHING-FOUND.txt`, and `NOT-LOOKED.txt`.
#[derive(Template)]
#[template(path = "nothing.txt")]
pub struct Nothing<'a> {
    pub words: &'static Words,
    pub text: String,
    pub looked_in: Vec<&'a str>,
}

/// `WITHHELD.txt`.
#[derive(Template)]
#[template(path = "withheld.txt")]
pub struct Withheld<'a> {
    pub words: &'static Words,
    pub text: String,
    pub reason: &'a str,
}

/// `about-your-data.html`.
#[derive(Template)]
#[template(path = "about.html")]
pub struct AboutPage<'a> {
    pub frame: &'a Frame,
    pub lede: String,
    /// Whether data about the person is held at all: Art. 15(1).
    pub confirmation: &'static str,
    /// The systems that were looked into, and what was found: UK GDPR Art. 15(1A).
    pub searched: Vec<(&'a str, String)>,
    pub about: &'a About,
}

impl AboutPage<'_> {
    fn held_for(&self, customer: &str) -> String {
        (self.frame.words.held_for)(customer)
    }

    fn has_transfer(&self, system: &AboutSystem) -> bool {
        system.recipients.iter().any(|recipient| !recipient.safeguard.trim().is_empty())
    }

    fn link<'b>(&self, authority: &'b Authority) -> Option<&'b str> {
        inert::web_address(&authority.url)
    }
}
