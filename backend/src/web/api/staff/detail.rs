//! All that is known of a ticket.

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::Object;

use super::{
    detail_parts::{
        IdentifierView, LetterView, LogLine, MessageView, NamedIdentifier, RequestView, identifiers, letters, log,
        messages, requests,
    },
    handing_on::{CircumstanceView, ElsewhereView, circumstances, elsewhere},
    package::PackageView,
    person::{Colleague, colleague},
    questions::{QuestionView, questions},
    task::{TaskView, tasks},
};
use crate::{
    casework::{error::CaseError, sealing::Place, staffing::show_contact::Shown},
    desk::Desk,
    identifier::mask::masked,
    ticket::{
        intake::{Channel, Delivery, Verification},
        state::State,
    },
    web::case::Case,
};

/// A ticket.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Ticket {
    /// What it is called everywhere.
    pub reference: String,
    /// Where it stands.
    pub state: State,
    /// By which way it came.
    pub channel: Channel,
    /// The language of its letters.
    pub language: String,
    /// Under which law: `uk`, `eu` or `both`.
    pub regime: String,
    /// When it was written down.
    pub received_at: DateTime<Utc>,
    /// The day on which it reached us: periods count from it.
    pub received_on: NaiveDate,
    /// The last day on which it may lawfully be answered.
    pub due_on: NaiveDate,
    /// The earliest such day on any tenable reading of the law.
    pub due_safe_on: NaiveDate,
    /// When the person was verified, if they were.
    pub verified_at: Option<DateTime<Utc>>,
    /// How.
    pub verified_how: Option<Verification>,
    /// When it was closed, in whatever way.
    pub closed_at: Option<DateTime<Utc>>,
    /// How the package is to reach the person.
    pub delivery: Delivery,
    /// Who works on it.
    pub assignee: Option<Colleague>,
    /// `email` or `matrix_id`.
    pub contact_kind: String,
    /// Where to answer to, masked.
    pub contact: String,
    /// Who asks for the person, masked.
    pub agent: Option<String>,
    /// The rights that are exercised.
    pub requests: Vec<RequestView>,
    /// What systems know the person by, masked.
    pub identifiers: Vec<IdentifierView>,
    /// What systems are asked, oldest first.
    pub tasks: Vec<TaskView>,
    /// Messages and notes, oldest first.
    pub messages: Vec<MessageView>,
    /// Letters, oldest first.
    pub letters: Vec<LetterView>,
    /// The package, once one is there or on its way.
    pub package: Option<PackageView>,
    /// References of other tickets of the same contact.
    pub others: Vec<String>,
    /// What was learned of the person.
    pub circumstances: Vec<CircumstanceView>,
    /// Homeservers of the names that were given and that are not ours.
    pub elsewhere: Vec<ElsewhereView>,
    /// Questions to the person, oldest first.
    pub questions: Vec<QuestionView>,
    /// What happened, oldest first.
    pub log: Vec<LogLine>,
}

/// Contact and identifiers in full.
#[derive(Clone, Debug, Object)]
pub struct Contacts {
    /// Where to answer to.
    pub contact: String,
    /// What systems know the person by.
    pub identifiers: Vec<NamedIdentifier>,
}

impl Ticket {
    /// The ticket that `case` was read from.
    pub fn of(desk: &Desk, case: &Case) -> Result<Self, CaseError> {
        let ticket = &case.opened.ticket;
        let agent = ticket.agent_sealed.as_deref().map(|sealed| case.opened.unseal(Place::Agent(ticket.id), sealed));
        Ok(Self {
            reference: ticket.reference.clone(),
            state: ticket.state,
            channel: ticket.channel,
            language: ticket.language.clone(),
            regime: ticket.regime.clone(),
            received_at: ticket.received_at,
            received_on: ticket.received_on,
            due_on: ticket.due_on,
            due_safe_on: ticket.due_safe_on,
            verified_at: ticket.verified_at,
            verified_how: ticket.verified_how,
            closed_at: ticket.closed_at,
            delivery: ticket.delivery,
            assignee: ticket.assignee.map(|id| colleague(&case.staff, id)),
            contact_kind: ticket.contact_kind.clone(),
            contact: masked(&ticket.contact_kind, &case.opened.contact()?),
            agent: agent.transpose()?.map(|agent| masked("agent", &agent)),
            requests: requests(desk, case),
            identifiers: identifiers(case)?,
            tasks: tasks(desk, case),
            messages: messages(case)?,
            letters: letters(case),
            package: case.archive.as_ref().map(|archive| PackageView::of(archive, case.downloads)),
            others: case.others.clone(),
            circumstances: circumstances(case),
            elsewhere: elsewhere(desk, case),
            questions: questions(case, desk.config.questions.close_after_months)?,
            log: log(case),
        })
    }
}

impl From<Shown> for Contacts {
    fn from(shown: Shown) -> Self {
        let identifiers = shown.identifiers.into_iter().map(|(id, identifier)| NamedIdentifier {
            id: id.0,
            kind: identifier.kind().as_str().to_owned(),
            value: identifier.value().to_owned(),
        });
        Self { contact: shown.contact, identifiers: identifiers.collect() }
    }
}
