//! Our letters, and saved texts.

use super::desk::Shop;
use crate::{
    rights::right::Right,
    web::page::{
        desk::{
            letters::{LetterPage, LetterRow, LetterText, LettersPage},
            reply_texts::{ReplyTextForm, ReplyTextRow, ReplyTexts},
        },
        field::Field,
        frame::DeskPlace,
    },
    words::language::Language,
};

impl Shop {
    fn letter_row(&self) -> LetterRow {
        LetterRow {
            name: "confirm".to_owned(),
            title: self.text("Confirmation"),
            when: self.language.lettering().when_confirm.to_owned(),
            articles: "12(6)".to_owned(),
            subject: self.text("Please confirm your request DR-7KQ4-M2XW"),
        }
    }

    pub(super) fn letters(&self) -> LettersPage {
        LettersPage { frame: self.frame(DeskPlace::Letters), rows: vec![self.letter_row(), self.letter_row()] }
    }

    pub(super) fn letter(&self) -> LetterPage {
        let text = |language| LetterText {
            language,
            subject: self.text("Please confirm your request DR-7KQ4-M2XW"),
            body: self
                .text("Hello,\n\nOn 1 December 2026 somebody asked us for this and gave your address:\n\n- A copy\n"),
        };
        LetterPage {
            frame: self.frame(DeskPlace::Letters),
            row: self.letter_row(),
            texts: Language::ALL.into_iter().map(text).collect(),
            test_to: Some(self.text("ana@example.org")),
            language: self.language,
            refusal: Some(self.language.lettering().not_taken.to_owned()),
        }
    }

    pub(super) fn reply_texts(&self) -> ReplyTexts {
        let w = self.language.replying();
        let row = |number: u8| ReplyTextRow {
            id: format!("00000000-0000-0000-0000-0000000000e{number}"),
            name: self.text("Thanks"),
            right: self.language.public().rights.of(Right::Access).name.to_owned(),
            language: Language::En,
            body: self.text("Thank you for your request {reference}.\n\nYou hear from us by {due}."),
            form: ReplyTextForm {
                is_open: number == 1,
                name: Field::holding(self.text("Thanks")),
                right: Right::Access.code().to_owned(),
                language: "en".to_owned(),
                body: Field::holding(self.text("Thank you for your request {reference}.")),
            },
        };
        ReplyTexts {
            frame: self.frame(DeskPlace::ReplyTexts),
            rows: vec![row(0), row(1)],
            may_work: true,
            form: ReplyTextForm {
                is_open: true,
                name: Field::wrong("", w.no_name),
                right: String::new(),
                language: "en".to_owned(),
                body: Field::wrong(self.text("Dear {name},"), w.wrong_place),
            },
        }
    }
}
