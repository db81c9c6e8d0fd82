//! What is known of a ticket, read once for its page or its answer in the API.

use std::collections::{BTreeMap, BTreeSet};

use rightsdesk_vault::reference::Reference;

use crate::{
    archive, audit,
    casework::{
        circumstances::authority,
        error::CaseError,
        sealing::{self, Opened},
    },
    circumstance, complaint, correction,
    decision::{self, balance, review},
    desk::Desk,
    handover,
    hold::{self, lock},
    identifier,
    kernel::ids::{HoldId, StaffId, TaskId, TicketId},
    letter, message, notice, privacy_notice, question, register, reply_text, request, staff,
    task::{self, result::TaskResult, state::State as TaskState},
    ticket::{self, queue::Awaited},
};

/// How many other tickets of the same contact are named.
const MOST_OTHERS: u64 = 20;

/// All that the page of a ticket is made of.
#[derive(Debug)]
pub struct Case {
    /// The ticket and its key.
    pub opened: Opened,
    /// The rights that are exercised.
    pub requests: Vec<request::entity::Model>,
    /// What systems know the person by.
    pub identifiers: Vec<identifier::entity::Model>,
    /// What systems are asked, oldest first.
    pub tasks: Vec<task::entity::Model>,
    /// What came of those tasks that brought something.
    pub results: BTreeMap<TaskId, TaskResult>,
    /// Who has approved the erasures that wait for people, as they are planned now.
    pub approvals: BTreeMap<TaskId, Vec<StaffId>>,
    /// What was said to be wrong.
    pub corrections: Vec<correction::entity::Model>,
    /// Whether a recipient or a lock waits for somebody.
    pub is_telling: bool,
    /// Messages and notes, oldest first.
    pub messages: Vec<message::entity::Model>,
    /// The holds and locks on the person that stand.
    pub holds: Vec<hold::entity::Model>,
    /// What is particular to those that are locks.
    pub locks: BTreeMap<HoldId, lock::Model>,
    /// Recipients who are told.
    pub notices: Vec<notice::entity::Model>,
    /// What was or is to be sent straight to other providers.
    pub handovers: Vec<handover::entity::Model>,
    /// What was in force of what people are told when the request came.
    pub versions: Vec<privacy_notice::entity::Model>,
    /// Letters, oldest first.
    pub letters: Vec<letter::entity::Model>,
    /// The package that counts.
    pub archive: Option<archive::entity::Model>,
    /// How often it was fetched.
    pub downloads: usize,
    /// Decisions on its requests, oldest first.
    pub decisions: Vec<decision::entity::Model>,
    /// What was learned of the person.
    pub circumstances: Vec<circumstance::entity::Model>,
    /// Complaints about it, first to last.
    pub complaints: Vec<complaint::entity::Model>,
    /// Questions to the person, oldest first.
    pub questions: Vec<question::entity::Model>,
    /// What people have decided anew, oldest first.
    pub reviews: Vec<review::Model>,
    /// How its objections were weighed.
    pub balances: Vec<balance::Model>,
    /// The log, oldest first.
    pub log: Vec<audit::entity::Model>,
    /// The saved texts of the person's language.
    pub reply_texts: Vec<reply_text::entity::Model>,
    /// Everybody who works here or did.
    pub staff: Vec<staff::entity::Model>,
    /// How the systems fare.
    pub health: Vec<register::state::Model>,
    /// References of other tickets of the same contact, newest first.
    pub others: Vec<String>,
}

/// The ticket behind a reference, however it is typed.
pub async fn find(desk: &Desk, reference: &str) -> Result<ticket::entity::Model, CaseError> {
    let reference: Reference = reference.parse().map_err(|_| CaseError::NotFound)?;
    ticket::store::by_reference(&desk.db, &reference.to_string()).await?.ok_or(CaseError::NotFound)
}

/// Reads all of it.
pub async fn read(desk: &Desk, id: TicketId) -> Result<Case, CaseError> {
    let opened = sealing::open(&desk.db, desk, id).await?;
    let tasks = task::store::of(&desk.db, id).await?;
    let results = tasks.iter().filter(|task| task.result_sealed.is_some());
    let results: BTreeMap<TaskId, TaskResult> =
        results.map(|task| Ok((task.id, opened.result_of(task)?))).collect::<Result<_, CaseError>>()?;
    let mut approvals = BTreeMap::new();
    for task in tasks.iter().filter(|task| task.state == TaskState::ByHand) {
        let erasure = results.get(&task.id).and_then(|result| result.erasure.as_ref());
        if let Some(erasure) = erasure.filter(|erasure| erasure.done.is_none()) {
            let rows = task::approval::of(&desk.db, task.id, &erasure.preview.hash).await?;
            approvals.insert(task.id, rows.into_iter().map(|row| row.staff_id).collect());
        }
    }
    let archive = archive::store::current(&desk.db, id).await?;
    let downloads = match &archive {
        Some(archive) => archive::store::downloads(&desk.db, archive.id).await?.len(),
        None => 0,
    };
    let blinds = identifier::store::blinds(&desk.index, &opened.ticket.contact_kind, &opened.contact()?);
    let others = ticket::store::references_for_contact(&desk.db, blinds, MOST_OTHERS).await?;
    let identifiers = identifier::store::of(&desk.db, id).await?;
    let theirs = identifiers.iter().filter(|row| !authority::is_of_agent(&opened.ticket, row));
    let blinds: Vec<_> = theirs.map(|row| row.blind.clone()).collect();
    let held = hold::store::held_anywhere(&desk.db, &blinds).await?;
    let mut held: BTreeSet<_> = held.into_iter().map(|held| held.hold_id).collect();
    // Those too that wait for a name.
    held.extend(hold::store::set_from(&desk.db, id).await?.into_iter().map(|row| row.id));
    let held: Vec<_> = held.into_iter().collect();
    let holds = hold::store::by_ids(&desk.db, &held).await?;
    Ok(Case {
        holds: holds.into_values().collect(),
        locks: lock::of_all(&desk.db, &held).await?,
        identifiers,
        requests: request::store::of(&desk.db, id).await?,
        tasks,
        results,
        approvals,
        corrections: correction::store::of(&desk.db, id).await?,
        is_telling: ticket::queue::besides_tasks(&desk.db, &[id]).await?.values().any(|awaited| awaited.telling),
        messages: message::store::of(&desk.db, id).await?,
        notices: notice::store::of(&desk.db, id).await?,
        handovers: handover::store::of(&desk.db, id).await?,
        versions: privacy_notice::store::seen_by(&desk.db, id).await?,
        letters: letter::store::of(&desk.db, id).await?,
        archive,
        downloads,
        decisions: decision::store::of(&desk.db, id).await?,
        circumstances: circumstance::store::of(&desk.db, id).await?,
        complaints: complaint::store::of(&desk.db, id).await?,
        questions: question::store::of(&desk.db, id).await?,
        reviews: review::of_ticket(&desk.db, id).await?,
        balances: balance::of_ticket(&desk.db, id).await?,
        log: audit::store::about(&desk.db, id).await?,
        reply_texts: reply_text::store::in_language(&desk.db, &opened.ticket.language).await?,
        staff: staff::store::all(&desk.db).await?,
        health: register::state::all(&desk.db).await?,
        others: others.into_iter().filter(|(other, _)| *other != id).map(|(_, reference)| reference).collect(),
        opened,
    })
}

impl Case {
    /// The name of a member of staff.
    pub fn name_of(&self, id: StaffId) -> Option<&str> {
        self.staff.iter().find(|person| person.id == id).map(|person| person.name.as_str())
    }

    /// What on it waits for a person.
    pub fn awaited(&self) -> Awaited {
        let task = self.tasks.iter().any(|task| match task.state {
            TaskState::ByHand => true,
            TaskState::Ended => task.outcome.is_some_and(|outcome| !outcome.settles()),
            TaskState::Waiting | TaskState::Running => false,
        });
        Awaited {
            task,
            telling: self.is_telling,
            decision: self.circumstances.iter().any(circumstance::entity::Model::is_undecided),
        }
    }

    /// Whether somebody complains who never asked for anything.
    pub fn is_only_complaint(&self) -> bool {
        self.requests.is_empty() && !self.complaints.is_empty()
    }

    /// Who has the ticket.
    pub fn assignee(&self) -> Option<&str> {
        self.opened.ticket.assignee.and_then(|id| self.name_of(id))
    }
}
