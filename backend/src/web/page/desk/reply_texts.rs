//! Saved reply texts: the list, and the forms that add and change one.

use askama::Template;

use super::select::Select;
use crate::{
    rights::right::Right,
    web::page::{
        field::{Field, Problem},
        frame::DeskFrame,
    },
    words::{language::Language, replying::Replying},
};

/// The list.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/reply_texts.html")]
pub struct ReplyTexts {
    /// What stands around it.
    pub frame: DeskFrame,
    /// The texts, by language and name.
    pub rows: Vec<ReplyTextRow>,
    /// Whether the reader may change them.
    pub may_work: bool,
    /// The form for one more.
    pub form: ReplyTextForm,
}

/// One text.
#[derive(Clone, Debug)]
pub struct ReplyTextRow {
    /// Its id, in addresses.
    pub id: String,
    /// What it is chosen by.
    pub name: String,
    /// The right whose requests it answers, in words.
    pub right: String,
    /// Its language.
    pub language: Language,
    /// The text.
    pub body: String,
    /// The form that changes it.
    pub form: ReplyTextForm,
}

/// What was typed.
#[derive(Clone, Debug, Default)]
pub struct ReplyTextForm {
    /// Whether it is to be seen at once, for something in it is wrong.
    pub is_open: bool,
    /// Field `name`: one line.
    pub name: Field,
    /// Field `right`: the code; empty: any.
    pub right: String,
    /// Field `language`: the code.
    pub language: String,
    /// Field `body`.
    pub body: Field,
}

impl ReplyTexts {
    fn w(&self) -> &'static Replying {
        self.frame.language.replying()
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems: Vec<_> =
            [self.form.name.problem("name-new"), self.form.body.problem("body-new")].into_iter().flatten().collect();
        for row in &self.rows {
            problems.extend(row.form.name.problem(&format!("name-{}", row.id)));
            problems.extend(row.form.body.problem(&format!("body-{}", row.id)));
        }
        problems
    }

    fn right_select(&self, form: &ReplyTextForm, part: &str) -> Select {
        let any = (String::new(), self.w().any_right.to_owned());
        let names = self.frame.rights;
        let rights = Right::ALL.into_iter().map(|right| (right.code().to_owned(), names.of(right).name.to_owned()));
        Select::new("right", self.w().right, &form.right, std::iter::once(any).chain(rights)).of_part(part)
    }

    fn language_select(&self, form: &ReplyTextForm, part: &str) -> Select {
        let choices = Language::ALL.into_iter().map(|it| (it.code().to_owned(), it.own_name().to_owned()));
        Select::new("language", self.w().language, &form.language, choices).of_part(part)
    }
}
