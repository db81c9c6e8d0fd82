//! The first page: what this is, the eight rights, and the other ways to ask.

use askama::Template;

use crate::{
    rights::right::Right,
    web::page::{field::Problem, frame::PublicFrame},
    words::{
        fill::Fill,
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
    fn rows(&self) -> Vec<(String, &Choice, &'static RightWords)> {
        self.choices
            .iter()
            .enumerate()
            .map(|(place, choice)| {
                let id = if place == 0 { "right".to_owned() } else { format!("right-{}", choice.right.code()) };
                (id, choice, self.frame.w.rights.of(choice.right))
            })
            .collect()
    }

    fn problems(&self) -> Vec<Problem> {
        let problem = |message: &String| Problem { anchor: "right".to_owned(), message: message.clone() };
        self.error.iter().map(problem).collect()
    }
}
