//! The first page: what this is, the eight rights, and the other ways to ask.

use askama::Template;

use crate::{
    request::aim::Aim,
    rights::right::Right,
    web::page::{field::Problem, frame::PublicFrame},
    words::{
        fill::Fill,
        language::Language,
        public::{RightWords, Rights},
    },
};

/// The start page, which is the first step of the form as well.
#[derive(Clone, Debug, Template)]
#[template(path = "public/start.html")]
pub struct Start {
    /// What stands around it.
    pub frame: PublicFrame,
    /// The sealed answers of later steps, when somebody came back; else empty.
    pub state: String,
    /// The rights in the form's order; see [`Choice::all`].
    pub choices: Vec<Choice>,
    /// What an objection can be aimed at: the code, and whether it is ticked.
    pub aims: Vec<(Aim, bool)>,
    /// What is wrong with the choice.
    pub error: Option<String>,
    /// How else one can ask.
    pub other_ways: OtherWays,
}

/// One row of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The right.
    pub right: Right,
    /// Whether it is ticked.
    pub checked: bool,
}

impl Choice {
    /// What ends at once and is never weighed, with those of `chosen` ticked.
    pub fn aims(chosen: &[String]) -> Vec<(Aim, bool)> {
        let is_chosen = |aim: Aim| chosen.iter().any(|code| code == aim.code());
        [Aim::Marketing, Aim::Consent].into_iter().map(|aim| (aim, is_chosen(aim))).collect()
    }

    /// The plain and the legal words of an aim.
    pub fn aim_words(aim: Aim, language: Language) -> (&'static str, &'static str) {
        let w = language.stopping();
        match aim {
            Aim::Situation => (w.aim_situation, w.aim_situation),
            Aim::Marketing => (w.marketing_plain, w.marketing_legal),
            Aim::Consent => (w.consent_plain, w.consent_legal),
        }
    }

    /// The eight rows, with those of `chosen` ticked.
    pub fn all(chosen: &[Right]) -> Vec<Self> {
        Rights::IN_FORM_ORDER.into_iter().map(|right| Self { right, checked: chosen.contains(&right) }).collect()
    }
}

/// How one can ask without this form. The mail address stands in the frame.
#[derive(Clone, Debug, Default)]
pub struct OtherWays {
    /// A phone number.
    pub phone: Option<String>,
    /// A postal address on one line.
    pub address: Option<String>,
}

impl Start {
    /// The rows with their words and ids. The first has the id that the summary of problems leads to.
    fn rows(&self) -> Vec<(String, &Choice, &'static str, &'static str)> {
        self.choices
            .iter()
            .enumerate()
            .map(|(place, choice)| {
                let id = if place == 0 { "right".to_owned() } else { format!("right-{}", choice.right.code()) };
                let words: &'static RightWords = self.frame.w.rights.of(choice.right);
                // What this right is for is plain to nobody by its name.
                let is_objection = choice.right == Right::Objection;
                let legal = if is_objection { self.frame.language.stopping().objection_legal } else { words.legal };
                (id, choice, words.plain, legal)
            })
            .collect()
    }

    fn aim_rows(&self) -> Vec<(&'static str, bool, &'static str, &'static str)> {
        let row = |(aim, checked): &(Aim, bool)| {
            let (plain, legal) = Choice::aim_words(*aim, self.frame.language);
            (aim.code(), *checked, plain, legal)
        };
        self.aims.iter().map(row).collect()
    }

    fn problems(&self) -> Vec<Problem> {
        let problem = |message: &String| Problem { anchor: "right".to_owned(), message: message.clone() };
        self.error.iter().map(problem).collect()
    }
}
