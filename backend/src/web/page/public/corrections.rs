//! What we hold that can be corrected, and what the person says is right.

use askama::Template;

use crate::{
    web::page::{field::Problem, frame::PublicFrame},
    words::{correcting::Correcting, fill::Fill},
};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "public/corrections.html")]
pub struct Corrections {
    /// What stands around it, behind the cookie.
    pub frame: PublicFrame,
    /// The reference of the request.
    pub reference: String,
    /// System by system.
    pub groups: Vec<Group>,
    /// What is wrong with what was sent.
    pub error: Option<String>,
}

/// One system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub system: String,
    /// What it holds.
    pub values: Vec<OwnValue>,
}

/// One value that is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnValue {
    /// What the field means.
    pub name: String,
    /// What stands there.
    pub value: String,
    /// What may stand there instead, as it is sent and as it is read; none: whatever is typed.
    pub choices: Vec<(String, String)>,
    /// Whether only another proven name may stand there.
    pub renames: bool,
    /// Names it in the form; none: nothing can be said of it now.
    pub which: Option<String>,
    /// What was said of it, and how that stands.
    pub said: Option<String>,
}

impl Corrections {
    fn w(&self) -> &'static Correcting {
        self.frame.language.correcting()
    }

    fn problems(&self) -> Vec<Problem> {
        let problem = |message: &String| Problem { anchor: "content".to_owned(), message: message.clone() };
        self.error.iter().map(problem).collect()
    }

    fn has_said(&self) -> bool {
        self.error.is_none() && self.groups.iter().flat_map(|group| &group.values).any(|value| value.said.is_some())
    }

    fn may_say(&self) -> bool {
        self.groups.iter().flat_map(|group| &group.values).any(|value| value.which.is_some())
    }
}
