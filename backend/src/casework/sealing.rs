//! Sealing and opening what belongs to a ticket. The place that something is sealed for is part of the seal, so that
//! no sealed value can be moved to another row or column.

use rightsdesk_exporters::contract::subject::Identifier;
use rightsdesk_vault::{aead::OpenError, ticket::TicketKey};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use crate::{
    casework::error::CaseError,
    desk::Desk,
    identifier::{self, standing::Standing, store::Sealing},
    kernel::ids::{
        ArchiveId, CircumstanceId, ComplaintId, CorrectionId, DecisionId, LetterId, MessageId, NoticeId, QuestionId,
        RequestId, ReviewId, TaskId, TicketId,
    },
    task::{self, result::TaskResult},
    ticket::{entity, keys, store},
};

/// Where something sealed stands.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// The contact of a ticket.
    Contact(TicketId),
    /// Who asks for the person.
    Agent(TicketId),
    /// The text of a message.
    Message(MessageId),
    /// What came of a task.
    TaskResult(TaskId),
    /// The passphrase of an archive.
    Passphrase(ArchiveId),
    /// To whom a letter goes.
    Recipient(LetterId),
    /// A letter's subject.
    Subject(LetterId),
    /// A letter's text.
    Body(LetterId),
    /// What stood in a field, and on which rows.
    CorrectionHeld(CorrectionId),
    /// What should stand in a field.
    CorrectionRight(CorrectionId),
    /// What the person reads of a decision.
    DecisionText(DecisionId),
    /// What is on file for a decision.
    DecisionEvidence(DecisionId),
    /// Why a decision was sent back.
    DecisionWhy(DecisionId),
    /// What was corrected, as a recipient is told.
    NoticeDetails(NoticeId),
    /// How a recipient was told by hand, or why not.
    NoticeWords(NoticeId),
    /// How it is known what was learned of the person.
    CircumstanceHow(CircumstanceId),
    /// Why it was decided so.
    CircumstanceWhy(CircumstanceId),
    /// What a complaint says.
    ComplaintText(ComplaintId),
    /// What we found of it.
    ComplaintFound(ComplaintId),
    /// What we did.
    ComplaintDone(ComplaintId),
    /// The wording of a question.
    QuestionWording(QuestionId),
    /// Why it is asked.
    QuestionReason(QuestionId),
    /// Why it was not asked earlier.
    QuestionLate(QuestionId),
    /// How its answer was checked.
    QuestionHow(QuestionId),
    /// The person's situation in a balancing test.
    BalanceTheirs(RequestId),
    /// Our grounds in a balancing test.
    BalanceOurs(RequestId),
    /// What was withheld of the copies for a request.
    WithheldBefore(RequestId),
    /// Why a machine's decision was decided as it was.
    ReviewReason(ReviewId),
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Contact(id) => write!(f, "ticket.contact|{id}"),
            Self::Agent(id) => write!(f, "ticket.agent|{id}"),
            Self::Message(id) => write!(f, "message.body|{id}"),
            Self::TaskResult(id) => write!(f, "task.result|{id}"),
            Self::Passphrase(id) => write!(f, "archive.passphrase|{id}"),
            Self::Recipient(id) => write!(f, "letter.recipient|{id}"),
            Self::Subject(id) => write!(f, "letter.subject|{id}"),
            Self::Body(id) => write!(f, "letter.body|{id}"),
            Self::CorrectionHeld(id) => write!(f, "correction.held|{id}"),
            Self::CorrectionRight(id) => write!(f, "correction.right|{id}"),
            Self::DecisionText(id) => write!(f, "decision.text|{id}"),
            Self::DecisionEvidence(id) => write!(f, "decision.evidence|{id}"),
            Self::DecisionWhy(id) => write!(f, "decision.why|{id}"),
            Self::NoticeDetails(id) => write!(f, "notice.details|{id}"),
            Self::NoticeWords(id) => write!(f, "notice.words|{id}"),
            Self::CircumstanceHow(id) => write!(f, "circumstance.how|{id}"),
            Self::CircumstanceWhy(id) => write!(f, "circumstance.why|{id}"),
            Self::ComplaintText(id) => write!(f, "complaint.text|{id}"),
            Self::ComplaintFound(id) => write!(f, "complaint.found|{id}"),
            Self::ComplaintDone(id) => write!(f, "complaint.done|{id}"),
            Self::QuestionWording(id) => write!(f, "question.wording|{id}"),
            Self::QuestionReason(id) => write!(f, "question.reason|{id}"),
            Self::QuestionLate(id) => write!(f, "question.late_because|{id}"),
            Self::QuestionHow(id) => write!(f, "question.how|{id}"),
            Self::BalanceTheirs(id) => write!(f, "balance.theirs|{id}"),
            Self::ReviewReason(id) => write!(f, "decision_review.reason|{id}"),
            Self::WithheldBefore(id) => write!(f, "withheld_before.marks|{id}"),
            Self::BalanceOurs(id) => write!(f, "balance.ours|{id}"),
        }
    }
}

/// A ticket with its key: what is sealed can be read.
#[derive(Debug)]
pub struct Opened {
    /// The ticket.
    pub ticket: entity::Model,
    /// Its key.
    pub key: TicketKey,
}

/// The ticket with this id and its key.
pub async fn open(db: &impl ConnectionTrait, desk: &Desk, id: TicketId) -> Result<Opened, CaseError> {
    let ticket = store::by_id(db, id).await?.ok_or(CaseError::NotFound)?;
    let key = keys::of(db, &desk.masters, id).await?;
    Ok(Opened { ticket, key })
}

/// The same at the beginning of a transaction that changes something of the ticket: nobody else does meanwhile, and what is read
/// from now on is what they left.
///
/// Every such transaction takes hold of its ticket before it reads or writes any row that belongs to it: two that read, and then
/// write what they made of it, would lose what the other wrote, and two that take rows in another order would wait for each other.
pub async fn open_to_write(tx: &DatabaseTransaction, desk: &Desk, id: TicketId) -> Result<Opened, CaseError> {
    store::lock(tx, &[id]).await?;
    open(tx, desk, id).await
}

/// The same where what is done reaches other tickets of the same names: they are taken hold of as well. Only in a transaction that
/// lets nobody else set or lift a hold, so that no two take hold of several tickets.
pub async fn open_with_others(tx: &DatabaseTransaction, desk: &Desk, id: TicketId) -> Result<Opened, CaseError> {
    store::lock(tx, &with_others(tx, id).await?).await?;
    open(tx, desk, id).await
}

/// The ticket, and all others on which one of its names stands, whether anybody relies on it or not.
pub async fn with_others(db: &impl ConnectionTrait, id: TicketId) -> Result<Vec<TicketId>, CaseError> {
    let blinds = identifier::store::of(db, id).await?.into_iter().map(|row| row.blind).collect();
    let mut tickets = identifier::store::tickets_with(db, blinds).await?;
    tickets.push(id);
    Ok(tickets)
}

/// The contact for a list of many tickets: empty if it does not open, which the log tells of, for one damaged row must not
/// take the whole list away.
pub fn contact_in_list(key: &TicketKey, ticket: &entity::Model) -> String {
    key.open_text(&Place::Contact(ticket.id).to_string(), &ticket.contact_sealed)
        .inspect_err(|error| tracing::error!(ticket = %ticket.id, %error, "the contact of a ticket is damaged"))
        .unwrap_or_default()
}

impl Opened {
    /// The address or Matrix ID to write to.
    pub fn contact(&self) -> Result<String, OpenError> {
        self.key.open_text(&Place::Contact(self.ticket.id).to_string(), &self.ticket.contact_sealed)
    }

    /// The person's names, as far as we rely on them.
    pub async fn names(&self, db: &impl ConnectionTrait) -> Result<Vec<Identifier>, CaseError> {
        let rows = identifier::store::of(db, self.ticket.id).await?;
        let relied_on = rows.iter().filter(|row| row.standing == Standing::Trusted);
        relied_on.map(|row| Ok(identifier::store::open(row, &self.key)?)).collect()
    }

    /// What seals identifiers of this ticket.
    pub fn sealing<'a>(&'a self, desk: &'a Desk) -> Sealing<'a> {
        Sealing { key: &self.key, index: &desk.index, chance: &*desk.chance }
    }

    /// Seals `text` for `place`.
    pub fn seal(&self, desk: &Desk, place: Place, text: &str) -> Vec<u8> {
        self.key.seal(&*desk.chance, &place.to_string(), text.as_bytes())
    }

    /// What is stored of earlier calls for this task.
    pub fn result_of(&self, task: &task::entity::Model) -> Result<TaskResult, CaseError> {
        let Some(sealed) = &task.result_sealed else { return Ok(TaskResult::default()) };
        let text = self.unseal(Place::TaskResult(task.id), sealed)?;
        serde_json::from_str(&text).map_err(CaseError::fault)
    }

    /// Opens what was sealed for `place`.
    pub fn unseal(&self, place: Place, sealed: &[u8]) -> Result<String, OpenError> {
        self.key.open_text(&place.to_string(), sealed)
    }
}
