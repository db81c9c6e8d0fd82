//! Which tasks a ticket needs next. Pure: looks at what is known and says what to open.
//!
//! First the systems are asked, in rounds, what else the person is called: whatever one system learns, the next round
//! takes to those that know such names. When a round brings nothing new, the requests themselves are asked for. So no
//! system is asked for data before all names are known, and none is left out because its name was learned late.

use std::collections::BTreeSet;

use rightsdesk_exporters::contract::register::{System, Turn};

use crate::{
    casework::copying::copy_first,
    identifier::{self, standing::Standing},
    kernel::ids::{RequestId, TaskId, TicketId},
    request,
    rights::rules::{Asks, Scope, Work},
    task::{
        self,
        entity::HELD_FOR_OTHERS,
        state::{Operation, Outcome, State},
        store::Planned,
    },
};

/// Names that lead to names that lead to names: further than this nothing has been seen to go.
pub const MOST_ROUNDS: i32 = 8;

/// What is to be done next.
#[derive(Debug)]
pub enum Next {
    /// Tasks are still under way, or a person must look at one.
    Wait,
    /// Open these tasks.
    Open(Vec<Planned>),
    /// Everything has been asked and answered.
    Gathered,
}

/// A system as the planner sees it.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// Its configured key.
    pub key: &'a str,
    /// Its register entry.
    pub about: &'a System,
    /// Whether what it holds is ours to decide about, or we were instructed to.
    pub is_ours: bool,
}

/// What is known of a ticket.
#[derive(Debug)]
pub struct Known<'a> {
    /// The ticket.
    pub ticket: TicketId,
    /// Its requests.
    pub requests: &'a [request::entity::Model],
    /// Its identifiers.
    pub identifiers: &'a [identifier::entity::Model],
    /// Its tasks.
    pub tasks: &'a [task::entity::Model],
    /// The connected systems.
    pub systems: &'a [Candidate<'a>],
    /// Whether any decision is listed that a machine takes alone: where there is none, nobody has one to look at again.
    pub machines_decide: bool,
}

/// What to do next.
pub fn next(known: &Known<'_>, mut fresh: impl FnMut() -> TaskId) -> Next {
    // What a person has to take off somebody else's data keeps nobody else waiting; what a worker does is over soon, and comes before
    // whatever is marked anew.
    let is_aside = |task: &task::entity::Model| task.identifier_id.is_some() && task.state == State::ByHand;
    if known.tasks.iter().any(|task| !task.is_settled() && !is_aside(task)) {
        return Next::Wait;
    }
    // Nobody is looked up anywhere for a request that asks nothing of the systems.
    let open = known.requests.iter().filter(|request| request.state == request::state::State::Open);
    if open.map(|request| asked_by(known, request)).all(|operation| operation.is_none()) {
        return Next::Gathered;
    }
    let asked = known.tasks.iter().map(|task| task.round).max().unwrap_or(0);
    if asked < MOST_ROUNDS {
        let round = resolving(known, asked, &mut fresh);
        if !round.is_empty() {
            return Next::Open(round);
        }
    }
    let work = requested(known, &mut fresh);
    if work.is_empty() { Next::Gathered } else { Next::Open(work) }
}

fn asked_by(known: &Known<'_>, request: &request::entity::Model) -> Option<Operation> {
    Operation::asked_by(request.right.asks()).filter(|it| *it != Operation::Review || known.machines_decide)
}

/// The kinds of names that may be used to ask, as far as `which` lets them through.
fn kinds<'a>(known: &'a Known<'_>, which: impl Fn(&identifier::entity::Model) -> bool) -> BTreeSet<&'a str> {
    let trusted = known.identifiers.iter().filter(|identifier| identifier.standing == Standing::Trusted);
    trusted.filter(|identifier| which(identifier)).map(|identifier| identifier.kind.as_str()).collect()
}

fn knows_any(system: &System, kinds: &BTreeSet<&str>) -> bool {
    system.accepts.iter().any(|kind| kinds.contains(kind.as_str()))
}

/// The next round of resolving: the systems that know names of the kinds that the last round brought.
fn resolving(known: &Known<'_>, asked: i32, fresh: &mut impl FnMut() -> TaskId) -> Vec<Planned> {
    let new = kinds(known, |identifier| identifier.round >= asked);
    known
        .systems
        .iter()
        .filter(|system| system.is_ours && !system.about.learns.is_empty() && knows_any(system.about, &new))
        .map(|system| Planned {
            id: fresh(),
            ticket: known.ticket,
            request: None,
            identifier: None,
            system: system.key.to_owned(),
            operation: Operation::Resolve,
            round: asked + 1,
            ended: None,
        })
        .collect()
}

/// What the requests ask of the systems and has not been asked.
fn requested(known: &Known<'_>, fresh: &mut impl FnMut() -> TaskId) -> Vec<Planned> {
    let names = kinds(known, |_| true);
    let copy_is_due = copy_first::is_due(known.requests);
    let mut work = Vec::new();
    for request in known.requests.iter().filter(|request| request.state == request::state::State::Open) {
        let Some(operation) = asked_by(known, request) else { continue };
        if operation == Operation::Erase && copy_is_due {
            continue;
        }
        for system in known.systems {
            let is_root_account = system.about.turn == Turn::RootAccount;
            if request.part.as_ref().is_some_and(|part| !part.covers(system.key, is_root_account)) {
                continue;
            }
            let is_there = known.tasks.iter().any(|task| is_for(task, request.id, system.key, operation));
            if is_there {
                continue;
            }
            work.push(Planned {
                id: fresh(),
                ticket: known.ticket,
                request: Some(request.id),
                identifier: None,
                system: system.key.to_owned(),
                operation,
                round: 0,
                ended: needs_no_asking(request, system, &names),
            });
        }
    }
    work
}

fn is_for(task: &task::entity::Model, request: RequestId, system: &str, operation: Operation) -> bool {
    task.request_id == Some(request) && task.system == system && task.operation == operation
}

/// Why nothing is handed over.
pub(in crate::casework) const NOT_PORTABLE: &str =
    "nothing here is processed under consent or contract (Art. 20(1)(a))";

/// Why nothing was looked for.
pub(super) const NO_KIND: &str = "this system knows people by other kinds of names than those we have";

/// Why a system need not be asked, if so: the task stands there ended, so that the answer can say it.
fn needs_no_asking(
    request: &request::entity::Model,
    candidate: &Candidate<'_>,
    names: &BTreeSet<&str>,
) -> Option<(Outcome, &'static str)> {
    let (right, system) = (request.right, candidate.about);
    let by_hand_anyway = matches!(right.asks(), Asks::ByHand(Work::Review));
    let portable = matches!(right.asks(), Asks::Export { scope: Scope::ProvidedByThePerson });
    if !candidate.is_ours {
        Some((Outcome::Skipped, HELD_FOR_OTHERS))
    } else if portable && !system.may_be_portable() {
        Some((Outcome::Skipped, NOT_PORTABLE))
    } else if request.aims.as_ref().is_some_and(|aims| !aims.concerns(system)) {
        Some((Outcome::Skipped, "nothing here rests on consent (Art. 7(3))"))
    } else if !system.accepts.is_empty() && !knows_any(system, names) && !by_hand_anyway {
        Some((Outcome::NotLooked, NO_KIND))
    } else {
        None
    }
}
