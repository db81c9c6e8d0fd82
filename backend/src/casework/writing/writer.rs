//! What letters have in common: who writes, addresses and days in the person's language, the ways to complain.

use chrono::{DateTime, Utc};
use rightsdesk_vault::token::UrlToken;

use super::remedies;
use crate::{
    casework::sealing::Opened,
    desk::Desk,
    letter::wording::sender::Sender,
    words::{date, language::Language},
};

/// Who writes to whom, in which language.
pub(in crate::casework) struct Writer<'a> {
    /// The desk.
    pub(in crate::casework) desk: &'a Desk,
    /// The ticket.
    pub(in crate::casework) opened: &'a Opened,
    /// The person's language.
    pub(in crate::casework) language: Language,
}

impl Writer<'_> {
    /// Who writes.
    pub(super) fn sender(&self) -> Sender {
        let desk = &self.desk.config.desk;
        Sender {
            organisation: desk.organisation.clone(),
            contact: desk.contact.clone(),
            status_url: self.address("status"),
        }
    }

    /// The address of a public page in the person's language.
    pub(super) fn address(&self, path: &str) -> String {
        let base = self.desk.config.desk.public_url.trim_end_matches('/');
        format!("{base}/{}/{path}", self.language.code())
    }

    /// The same with a token behind it.
    pub(super) fn link(&self, path: &str, token: &UrlToken) -> String {
        format!("{}/{}", self.address(path), token.as_str())
    }

    /// The day of a moment, written out.
    pub(super) fn day(&self, moment: DateTime<Utc>) -> String {
        date::date(self.desk.day_of(moment), self.language)
    }

    /// A moment, written out.
    pub(in crate::casework) fn moment(&self, moment: DateTime<Utc>) -> String {
        date::moment(moment.with_timezone(&self.desk.config.time_zone()).naive_local(), self.language)
    }

    /// The ways to complain.
    pub(in crate::casework) fn remedies(&self) -> Vec<String> {
        remedies::of(self.desk, self.opened.ticket.regime(), self.language)
    }

    /// Those that are left after a complaint to us.
    pub(super) fn remedies_beyond_us(&self) -> Vec<String> {
        remedies::beyond_us(self.desk, self.opened.ticket.regime(), self.language)
    }
}
