//! Recording a request that came by mail, by phone or by letter.

use askama::Template;

use super::select::Select;
use crate::{
    request::aim::Aim,
    rights::right::Right,
    web::page::{
        field::{Field, Problem},
        frame::DeskFrame,
        public::{details::PartChoice, start::Choice},
    },
    words::{language::Language, public::RightWords},
};

/// The form.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/record.html")]
pub struct Record {
    /// What stands around it.
    pub frame: DeskFrame,
    /// Hidden field `form`: which form this is, so that it records one request however often it is sent.
    pub form: String,
    /// Field `channel`: `mail`, `phone`, `letter`; empty for none.
    pub channel: String,
    /// What is wrong with the channel.
    pub channel_error: Option<String>,
    /// Field `received_on`: `2026-11-14`.
    pub received_on: Field,
    /// Field `email`. When both contacts are empty the complaint belongs here.
    pub email: Field,
    /// Field `matrix_id`.
    pub matrix_id: Field,
    /// Field `elsewhere`: a postal address or a phone number, for somebody who has neither.
    pub elsewhere: Field,
    /// Field `right`, the rows in the form's order; see [`Choice::all`].
    pub choices: Vec<Choice>,
    /// Field `aim`: what an objection can be aimed at, and whether it is ticked.
    pub aims: Vec<(Aim, bool)>,
    /// What is wrong with the choice.
    pub choices_error: Option<String>,
    /// Field `consent`: which consent is taken back, where one is.
    pub consents: Vec<PartChoice>,
    /// Field `part`: from which systems something is erased, where that is asked for.
    pub parts: Vec<PartChoice>,
    /// Field `message`.
    pub message: Field,
    /// Field `language`.
    pub language: Language,
    /// Field `agent_name`.
    pub agent_name: Field,
    /// Field `identifiers`: further names, one a line as `kind=value`.
    pub identifiers: Field,
    /// How they are written, with the kinds that systems know.
    pub identifiers_hint: String,
}

/// The page with new codes: what the person must be told.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/recorded.html")]
pub struct Recorded {
    /// What stands around it.
    pub frame: DeskFrame,
    /// What has happened.
    pub title: &'static str,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The access code in groups: only here and only now.
    pub access_code: String,
    /// What the reader has to do with it.
    pub hint: &'static str,
}

impl Recorded {
    fn codes(&self) -> [(&'static str, &str); 2] {
        let w = &self.frame.language.public().site;
        [(w.reference, &self.reference), (w.access_code, &self.access_code)]
    }
}

impl Record {
    fn aim_rows(&self) -> Vec<(&'static str, bool, &'static str, &'static str)> {
        let row = |(aim, checked): &(Aim, bool)| {
            let (plain, legal) = Choice::aim_words(*aim, self.frame.language);
            (aim.code(), *checked, plain, legal)
        };
        self.aims.iter().map(row).collect()
    }

    fn problems(&self) -> Vec<Problem> {
        let of = |anchor: &str, error: &Option<String>| {
            error.as_ref().map(|message| Problem { anchor: anchor.to_owned(), message: message.clone() })
        };
        [
            of("channel", &self.channel_error),
            self.received_on.problem("received_on"),
            self.email.problem("email"),
            self.matrix_id.problem("matrix_id"),
            self.elsewhere.problem("elsewhere"),
            of("right-access", &self.choices_error),
            self.message.problem("message"),
            self.agent_name.problem("agent_name"),
            self.identifiers.problem("identifiers"),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn channel_select(&self) -> Select {
        let w = &self.frame.w.record;
        let channels = [("", self.frame.w.site.none), ("mail", w.mail), ("phone", w.phone), ("letter", w.letter)]
            .map(|(code, word)| (code.to_owned(), word.to_owned()));
        Select::new("channel", w.channel, &self.channel, channels).with_error(self.channel_error.as_ref())
    }

    fn language_select(&self) -> Select {
        let languages = Language::ALL.map(|language| (language.code().to_owned(), language.own_name().to_owned()));
        Select::new("language", self.frame.w.record.language, self.language.code(), languages)
    }

    fn right_words(&self, right: &Right) -> &'static RightWords {
        self.frame.rights.of(*right)
    }
}
