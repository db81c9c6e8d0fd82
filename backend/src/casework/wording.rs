//! From what happened to the words of a letter. Links start with the configured address, never with anything that a
//! request brought.

use chrono::{DateTime, Utc};
use rightsdesk_vault::token::UrlToken;

use super::{error::CaseError, letters::Writing, part_words, sealing::Opened};
use crate::{
    desk::Desk,
    letter::wording::{
        acknowledge::Acknowledge,
        answer::Answer,
        attached::Attached,
        confirm::Confirm,
        extend::Extend,
        fetched::Fetched,
        fresh_link::FreshLink,
        handed_over::HandedOver,
        message::Message,
        nothing_held::NothingHeld,
        ready_to_fetch::ReadyToFetch,
        recipients_reply::RecipientsReply,
        rendered::{Rendered, Wording},
        sender::{Sender, Wishes},
        withdrawn::Withdrawn,
    },
    proof::entity::Purpose,
    words::{date, language::Language, number, remedies},
};

/// The letter in the person's language.
pub fn of(desk: &Desk, opened: &Opened, writing: &Writing<'_>) -> Result<Rendered, CaseError> {
    let language = Language::from_code(&opened.ticket.language).unwrap_or_default();
    let writer = Writer { desk, opened, language };
    let (sender, reference) = (writer.sender(), opened.ticket.reference.clone());
    let rendered = match writing {
        Writing::Confirm { token, rights, part } => Confirm {
            sender,
            reference,
            asked_on: writer.day(opened.ticket.received_at),
            wishes: Wishes(rights.iter().copied().collect(), part.map(|part| part_words::words(desk, part, language))),
            link: writer.link("v", token),
            hours: hours(Purpose::Confirm),
        }
        .render(language),
        Writing::Acknowledge { requests } => Acknowledge {
            sender,
            reference,
            received_on: date::date(opened.ticket.received_on, language),
            due_on: date::date(opened.ticket.due_on, language),
            wishes: Wishes(
                requests.iter().map(|request| request.right).collect(),
                requests
                    .iter()
                    .find_map(|request| request.part.as_ref())
                    .map(|part| part_words::words(desk, part, language)),
            ),
        }
        .render(language),
        Writing::Extend { right, due_on, reasons } => Extend {
            sender,
            reference,
            received_on: date::date(opened.ticket.received_on, language),
            wishes: Wishes(vec![*right], None),
            due_on: date::date(*due_on, language),
            reasons: (*reasons).to_owned(),
            remedies: writer.remedies(),
        }
        .render(language),
        Writing::ReadyToFetch { token, expires_at } => ReadyToFetch {
            sender,
            reference,
            link: writer.link("files", token),
            until: writer.day(*expires_at),
            remedies: writer.remedies(),
        }
        .render(language),
        Writing::Attached { archive: _, expires_at } => Attached {
            sender,
            file_name: super::send_letter::file_name(&reference),
            reference,
            until: writer.day(*expires_at),
            remedies: writer.remedies(),
        }
        .render(language),
        Writing::FreshLink { token } => {
            FreshLink { sender, reference, link: writer.link("files", token), hours: hours(Purpose::Fetch) }
                .render(language)
        }
        Writing::Answer { right, outcome: _, text } => Answer {
            sender,
            reference,
            received_on: date::date(opened.ticket.received_on, language),
            wishes: Wishes(vec![*right], None),
            text: (*text).to_owned(),
            remedies: writer.remedies(),
        }
        .render(language),
        Writing::NothingHeld { looked_in } => {
            NothingHeld { sender, reference, looked_in: looked_in.clone(), remedies: writer.remedies() }
                .render(language)
        }
        Writing::Withdrawn => Withdrawn { sender, reference, withdrawn_on: writer.day(desk.now()) }.render(language),
        Writing::Message { by, text } => {
            Message { sender, reference, by: (*by).to_owned(), text: (*text).to_owned() }.render(language)
        }
        Writing::HandedOver { receiver, at, bytes, sha256 } => HandedOver {
            sender,
            reference,
            receiver: (*receiver).to_owned(),
            at: writer.moment(*at),
            size: number::size(*bytes, language),
            sha256: (*sha256).to_owned(),
        }
        .render(language),
        Writing::RecipientsReply { recipients } => {
            RecipientsReply { sender, reference, recipients: recipients.clone() }.render(language)
        }
        Writing::Fetched { at } => Fetched { sender, reference, at: writer.moment(*at) }.render(language),
    };
    rendered.map_err(CaseError::fault)
}

fn hours(purpose: Purpose) -> u32 {
    u32::try_from(purpose.lifetime().num_hours()).unwrap_or_default()
}

struct Writer<'a> {
    desk: &'a Desk,
    opened: &'a Opened,
    language: Language,
}

impl Writer<'_> {
    fn sender(&self) -> Sender {
        let desk = &self.desk.config.desk;
        Sender {
            organisation: desk.organisation.clone(),
            contact: desk.contact.clone(),
            status_url: self.address("status"),
        }
    }

    fn address(&self, path: &str) -> String {
        let base = self.desk.config.desk.public_url.trim_end_matches('/');
        format!("{base}/{}/{path}", self.language.code())
    }

    fn link(&self, path: &str, token: &UrlToken) -> String {
        format!("{}/{}", self.address(path), token.as_str())
    }

    fn day(&self, moment: DateTime<Utc>) -> String {
        date::date(self.desk.day_of(moment), self.language)
    }

    fn moment(&self, moment: DateTime<Utc>) -> String {
        date::moment(moment.with_timezone(&self.desk.config.time_zone()).naive_local(), self.language)
    }

    fn remedies(&self) -> Vec<String> {
        remedies::ways(self.opened.ticket.regime(), &self.desk.config.desk.contact, self.language)
    }
}
