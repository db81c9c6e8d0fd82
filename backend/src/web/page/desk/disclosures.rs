//! Who was given data: the list, and the form for one more.

use askama::Template;

use super::select::Select;
use crate::web::page::{
    field::{Field, Problem},
    frame::DeskFrame,
};

/// The list.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/disclosures.html")]
pub struct Disclosures {
    /// What stands around it.
    pub frame: DeskFrame,
    /// The newest first.
    pub rows: Vec<DisclosureRow>,
    /// Whether the reader may record one.
    pub may_work: bool,
    /// The form.
    pub form: DisclosureForm,
    /// The grounds on which the person is not told: code and words.
    pub grounds: Vec<(String, String)>,
}

/// One disclosure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisclosureRow {
    /// Its id, in addresses.
    pub id: String,
    /// To whom.
    pub recipient: String,
    /// The person's names, masked.
    pub person: String,
    /// The kinds of data.
    pub kinds: Vec<String>,
    /// When, for a table.
    pub on: String,
    /// On what, in words.
    pub basis: String,
    /// Until when the person is not told of it, in words.
    pub withheld: Option<String>,
}

/// What was typed.
#[derive(Clone, Debug, Default)]
pub struct DisclosureForm {
    /// Whether it is to be seen at once, for something in it is wrong.
    pub is_open: bool,
    /// Field `recipient`.
    pub recipient: Field,
    /// Field `kinds`.
    pub kinds: Field,
    /// Field `on`.
    pub on: Field,
    /// Field `basis`: the code.
    pub basis: String,
    /// Field `names`.
    pub names: Field,
    /// Field `ticket`: a reference.
    pub ticket: Field,
    /// Field `words`.
    pub words: Field,
    /// Field `inquiry`.
    pub is_inquiry: bool,
    /// Field `ground`: the code; empty: the person is told.
    pub ground: String,
    /// Field `until`.
    pub until: Field,
}

impl Disclosures {
    fn problems(&self) -> Vec<Problem> {
        let form = &self.form;
        let problems = [
            form.recipient.problem("recipient"),
            form.kinds.problem("kinds"),
            form.on.problem("on"),
            form.names.problem("names"),
            form.ticket.problem("ticket"),
            form.words.problem("words"),
            form.until.problem("until"),
        ];
        problems.into_iter().flatten().collect()
    }

    fn basis_select(&self) -> Select {
        let w = self.frame.language.disclosing();
        let choices = [
            ("order", w.basis_order),
            ("law", w.basis_law),
            ("contract", w.basis_contract),
            ("consent", w.basis_consent),
            ("interest", w.basis_interest),
        ];
        let choices = choices.into_iter().map(|(code, words)| (code.to_owned(), words.to_owned()));
        Select::new("basis", w.basis, &self.form.basis, choices)
    }

    fn ground_select(&self) -> Select {
        let w = self.frame.language.disclosing();
        let told = (String::new(), w.withhold_none.to_owned());
        Select::new("ground", w.withhold, &self.form.ground, std::iter::once(told).chain(self.grounds.iter().cloned()))
    }

    fn ground_select_of(&self, row: &DisclosureRow) -> Select {
        let w = self.frame.language.disclosing();
        let told = (String::new(), w.withhold_none.to_owned());
        let choices = std::iter::once(told).chain(self.grounds.iter().cloned());
        Select::new("ground", w.ground, "", choices).of_part(&row.id)
    }
}
