//! Our letters: the list, and one of them in every language.

use askama::Template;

use super::select::Select;
use crate::{
    web::page::frame::DeskFrame,
    words::{fill::Fill, language::Language, lettering::Lettering},
};

/// The list.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/letters.html")]
pub struct LettersPage {
    /// What stands around it.
    pub frame: DeskFrame,
    /// The letters, in the order in which a request meets them.
    pub rows: Vec<LetterRow>,
}

/// One letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterRow {
    /// Names it in addresses.
    pub name: String,
    /// What it is, in words.
    pub title: String,
    /// When it is sent.
    pub when: String,
    /// Where the law asks for it.
    pub articles: String,
    /// Its subject, in the reader's language.
    pub subject: String,
}

/// One letter in every language.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/letter.html")]
pub struct LetterPage {
    /// What stands around it.
    pub frame: DeskFrame,
    /// Which.
    pub row: LetterRow,
    /// As it goes out, in each language.
    pub texts: Vec<LetterText>,
    /// Where a test goes; none: the reader only looks.
    pub test_to: Option<String>,
    /// The language that a test is in.
    pub language: Language,
    /// What kept a test from leaving.
    pub refusal: Option<String>,
}

/// A letter in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterText {
    /// The language.
    pub language: Language,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

impl LettersPage {
    fn w(&self) -> &'static Lettering {
        self.frame.language.lettering()
    }
}

impl LetterPage {
    fn w(&self) -> &'static Lettering {
        self.frame.language.lettering()
    }

    fn language_select(&self) -> Select {
        let choices = Language::ALL.into_iter().map(|it| (it.code().to_owned(), it.own_name().to_owned()));
        Select::new("language", self.w().test_language, self.language.code(), choices)
    }
}
