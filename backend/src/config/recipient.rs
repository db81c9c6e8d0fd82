//! Who gets data from us, and how they are told: `[[recipient]]` and `[notices]`.
//!
//! Manifests name the recipients of their system; what only the organisation knows, such as their address, stands here.

use rightsdesk_exporters::contract::text::Text;
use serde::Deserialize;

use crate::{register::recipient::RecipientRole, words::language::Language};

/// One recipient.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecipientSection {
    /// Its name, as in the manifests.
    pub name: String,
    /// What it is to us.
    #[serde(default)]
    pub role: RecipientRole,
    /// Where it is told by mail what was corrected, erased or locked; without it and without `system`, staff tell it.
    pub mail: Option<String>,
    /// The key of the system through which it is told instead: one whose manifest says how (`notify`).
    #[serde(default)]
    pub system: Option<String>,
    /// In which language.
    #[serde(default = "english")]
    pub language: String,
    /// The kind of identifier by which it knows people: no other is told to it.
    #[serde(default = "email")]
    pub knows: String,
    /// Systems whose data it gets, besides those whose manifests name it.
    #[serde(default)]
    pub systems: Vec<String>,
    /// What for.
    #[serde(default)]
    pub purpose: Text,
    /// The country it is in.
    #[serde(default)]
    pub country: String,
    /// The safeguard for a transfer out of the EU or the UK, if it is one.
    #[serde(default)]
    pub safeguard: Text,
}

impl RecipientSection {
    /// The language of what it reads.
    pub fn language(&self) -> Language {
        Language::from_code(&self.language).unwrap_or_default()
    }
}

fn english() -> String {
    "en".to_owned()
}

fn email() -> String {
    "email".to_owned()
}

/// How recipients are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NoticesSection {
    /// How long a notice waits for more of the same request, so that a recipient gets one letter and not five, in minutes.
    pub wait_minutes: i64,
    /// By when a recipient is asked to say that it is done, in days. No law sets it.
    pub answer_days: i64,
}

impl Default for NoticesSection {
    fn default() -> Self {
        Self { wait_minutes: 10, answer_days: 14 }
    }
}

/// What is wrong with these, with the key it stands under.
pub fn wrong(recipients: &[RecipientSection]) -> Vec<(String, String)> {
    let mut wrong = Vec::new();
    for recipient in recipients {
        let name = &recipient.name;
        if name.trim().is_empty() {
            wrong.push(("recipient.name".to_owned(), "a recipient has no name (Art. 15(1)(c))".to_owned()));
        }
        if recipient.mail.as_ref().is_some_and(|mail| mail.parse::<lettre::Address>().is_err()) {
            wrong.push(("recipient.mail".to_owned(), format!("{name}: this is no mail address")));
        }
        if recipient.mail.is_some() && recipient.system.is_some() {
            let what = format!("{name}: it is told by mail or through its system, not by both");
            wrong.push(("recipient.system".to_owned(), what));
        }
        if Language::from_code(&recipient.language).is_none() {
            wrong.push(("recipient.language".to_owned(), format!("{name}: write en, fr or de")));
        }
    }
    wrong
}
