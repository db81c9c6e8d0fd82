//! What stands around every page: head, navigation, foot.

use super::assets;
use crate::words::{desk::DeskWords, fill::Fill, language::Language, public::PublicWords};

/// The entry of the public navigation that is marked as the current one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicPlace {
    /// The form.
    Ask,
    /// The status of a request.
    Check,
    /// Help.
    Help,
    /// None of them.
    Elsewhere,
}

/// What stands around a public page.
#[derive(Clone, Debug)]
pub struct PublicFrame {
    /// The language of the page.
    pub language: Language,
    /// Its texts.
    pub w: &'static PublicWords,
    /// The name of the organisation that answers.
    pub organisation: String,
    /// The mail address where requests can also be sent, for people who prefer that.
    pub contact: String,
    /// The page's own path without the language, such as `/status`. `/` for the start page.
    pub path: String,
    /// What is current in the navigation.
    pub place: PublicPlace,
    /// The hidden value of every form on pages behind a cookie. Empty on the others: then the field is left out.
    pub form_token: String,
    /// The sealed answers and the step, on the pages of the form: there the language is changed by a button that
    /// carries them along.
    pub carried: Option<Carried>,
    /// Whether the foot leads to the figures of closed accounts.
    pub has_figures: bool,
}

/// What the form carries from page to page.
#[derive(Clone, Debug)]
pub struct Carried {
    /// The sealed answers so far.
    pub state: String,
    /// The step that is shown: `contact`, `details`, `check`.
    pub step: &'static str,
}

impl PublicFrame {
    /// The frame of a page that anybody may see.
    pub fn new(language: Language, organisation: &str, contact: &str, path: &str, place: PublicPlace) -> Self {
        Self {
            language,
            w: language.public(),
            organisation: organisation.to_owned(),
            contact: contact.to_owned(),
            path: path.to_owned(),
            place,
            form_token: String::new(),
            carried: None,
            has_figures: false,
        }
    }

    /// With the figures of closed accounts in the foot.
    #[must_use]
    pub fn with_figures(self) -> Self {
        Self { has_figures: true, ..self }
    }

    /// The frame of a page behind a cookie: its forms carry `form_token`.
    #[must_use]
    pub fn behind_cookie(self, form_token: &str) -> Self {
        Self { form_token: form_token.to_owned(), ..self }
    }

    /// The frame of a step of the form.
    #[must_use]
    pub fn carrying(self, state: &str, step: &'static str) -> Self {
        Self { carried: Some(Carried { state: state.to_owned(), step }), ..self }
    }

    /// The address of a public path in the page's language: `/status` becomes `/de/status`.
    pub fn href(&self, path: &str) -> String {
        in_language(self.language, path)
    }

    /// The same page in every language.
    pub fn alternates(&self) -> Vec<Alternate> {
        Language::ALL
            .into_iter()
            .map(|language| Alternate {
                code: language.code(),
                name: language.own_name(),
                href: in_language(language, &self.path),
                change: in_language(language, "/r/change"),
                is_current: language == self.language,
            })
            .collect()
    }

    /// The address of the style sheet.
    pub fn stylesheet(&self) -> String {
        assets::PUBLIC_CSS.path()
    }

    /// The navigation.
    pub fn navigation(&self) -> [Entry; 3] {
        let w = &self.w.site;
        [(PublicPlace::Ask, "/", w.ask), (PublicPlace::Check, "/status", w.check), (PublicPlace::Help, "/help", w.help)]
            .map(|(place, path, word)| Entry { href: self.href(path), word, is_current: self.place == place })
    }
}

fn in_language(language: Language, path: &str) -> String {
    format!("/{}{}", language.code(), if path == "/" { "" } else { path })
}

/// One entry of a navigation.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub word: &'static str,
    /// Whether it is where the reader is.
    pub is_current: bool,
}

/// A page in another language.
#[derive(Clone, Debug)]
pub struct Alternate {
    /// `en`, `fr`, `de`.
    pub code: &'static str,
    /// What its speakers call the language.
    pub name: &'static str,
    /// The address of the page.
    pub href: String,
    /// Where the form is sent to change the language and keep the answers.
    pub change: String,
    /// Whether it is the page itself.
    pub is_current: bool,
}

/// The entry of the staff navigation that is marked as the current one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskPlace {
    /// The queue and what it leads to.
    Queue,
    /// Recording a request for somebody.
    Record,
    /// The connected systems.
    Systems,
    /// What may not be erased.
    Holds,
    /// What is locked.
    Locks,
    /// Who is told of what was done.
    Recipients,
    /// Closed accounts.
    Deactivations,
    /// Letters and their fate.
    Outbox,
    /// What was asked for, and what became of it.
    Report,
    /// Staff accounts.
    People,
    /// Complaints.
    Complaints,
    /// Who was given data.
    Disclosures,
    /// What people are told of our use of data.
    Informing,
    /// The grounds of decisions.
    Grounds,
    /// Points of law to decide.
    OpenPoints,
    /// What was erased and is there again.
    Again,
    /// What our letters say.
    Letters,
    /// Texts for answers.
    ReplyTexts,
    /// None of them.
    Elsewhere,
}

/// What stands around a page for staff.
#[derive(Clone, Debug)]
pub struct DeskFrame {
    /// The language of the page.
    pub language: Language,
    /// Its texts.
    pub w: &'static DeskWords,
    /// The texts for the rights, which both sides share.
    pub rights: &'static crate::words::public::Rights,
    /// The name of the organisation.
    pub organisation: String,
    /// Who is signed in; empty on the sign-in page, which then has no navigation.
    pub staff: String,
    /// The role, in words.
    pub role: String,
    /// The zone of all times, such as `Europe/Paris (UTC+01:00)`.
    pub zone: String,
    /// What is current in the navigation.
    pub place: DeskPlace,
    /// The hidden value of every form.
    pub form_token: String,
    /// What was just done, in words: shown once on top of the page.
    pub notice: Option<String>,
}

impl DeskFrame {
    /// The address of the style sheet.
    pub fn stylesheet(&self) -> String {
        assets::DESK_CSS.path()
    }

    /// The navigation.
    pub fn navigation(&self) -> [Entry; 10] {
        let w = &self.w.site;
        [
            (DeskPlace::Queue, "/desk", w.queue),
            (DeskPlace::Record, "/desk/new", w.record),
            (DeskPlace::Systems, "/desk/systems", w.systems),
            (DeskPlace::Holds, "/desk/holds", self.language.holding().nav),
            (DeskPlace::Locks, "/desk/locks", self.language.locking().nav),
            (DeskPlace::Recipients, "/desk/notices", self.language.telling().nav),
            (DeskPlace::Deactivations, "/desk/deactivations", self.language.closed_accounts().title),
            (DeskPlace::Outbox, "/desk/outbox", w.outbox),
            (DeskPlace::Report, "/desk/report", self.language.reporting().nav),
            (DeskPlace::People, "/desk/people", w.people),
        ]
        .map(|(place, path, word)| Entry { href: path.to_owned(), word, is_current: self.place == place })
    }

    /// The pages that are looked at now and then: they stand in the foot.
    pub fn further(&self) -> [Entry; 8] {
        let language = self.language;
        [
            (DeskPlace::Complaints, "/desk/complaints", language.complaining().title),
            (DeskPlace::Disclosures, "/desk/disclosures", language.disclosing().title),
            (DeskPlace::Informing, "/desk/informed", language.informing().staff_title),
            (DeskPlace::Grounds, "/desk/grounds", language.deciding().grounds_title),
            (DeskPlace::OpenPoints, "/desk/open-points", language.reporting().points),
            (DeskPlace::Again, "/desk/again", language.again().title),
            (DeskPlace::Letters, "/desk/letters", language.lettering().nav),
            (DeskPlace::ReplyTexts, "/desk/reply-texts", language.replying().title),
        ]
        .map(|(place, path, word)| Entry { href: path.to_owned(), word, is_current: self.place == place })
    }

    /// The zone of all times and who is signed in, in words.
    pub fn about(&self) -> String {
        format!("{} {}", self.w.site.times.with(&self.zone), self.w.site.signed_in.with2(&self.staff, &self.role))
    }

    /// Whether somebody is signed in.
    pub fn is_signed_in(&self) -> bool {
        !self.staff.is_empty()
    }
}
