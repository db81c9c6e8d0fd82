//! The queue as staff see it: which tickets need a person, and how many there are in each view.
//!
//! All of it is decided in the database, a statement for a page and a statement for all counts, so that it stays quick
//! over many thousands of tickets.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rightsdesk_exporters::contract::subject::IdentifierKind;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, Statement,
    sea_query::{Expr, ExprTrait, SimpleExpr},
};

use super::{
    entity::{Column, Model},
    state::State,
};
use crate::kernel::ids::{StaffId, TicketId};

/// A person is needed at a task: it is theirs, or it was given up.
const TASK_NEEDS_PERSON: &str = "EXISTS (SELECT 1 FROM task WHERE task.ticket_id = ticket.id \
     AND (task.state = 'by_hand' OR task.outcome = 'abandoned'))";

/// Somebody has to decide what follows from what was learned of the person, also when all requests have their answer.
const TO_DECIDE: &str = "(ticket.state NOT IN ('denied', 'expired', 'merged') \
     AND EXISTS (SELECT 1 FROM circumstance WHERE circumstance.ticket_id = ticket.id \
     AND circumstance.decision IS NULL AND circumstance.kind <> 'authority'))";

/// A recipient is to be told by somebody, or nobody saw to a lock whose reason is over, also when all requests have their
/// answer.
const TO_TELL: &str = "(ticket.state NOT IN ('denied', 'expired', 'merged') \
     AND (ticket.id IN (SELECT recipient_notice.ticket_id FROM recipient_notice \
       WHERE recipient_notice.state = 'failed' \
          OR (recipient_notice.state = 'planned' AND recipient_notice.way = 'by_hand')) \
     OR ticket.id IN (SELECT hold.ticket_id FROM hold JOIN hold_step ON hold_step.hold_id = hold.id \
       WHERE hold.lifted_at IS NULL AND hold_step.what = 'kept_past' AND NOT EXISTS (SELECT 1 FROM hold_step later \
         WHERE later.hold_id = hold.id AND later.at > hold_step.at))))";

/// What a ticket needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Somebody has to do something now: write to a person whom no letter reaches, start it, look at it before it goes
    /// out, or see to a task.
    Person,
    /// A task that somebody carries out by hand, or that was given up.
    WorkByHand,
}

impl Need {
    /// The condition on a ticket's row.
    pub fn condition(self) -> SimpleExpr {
        Expr::cust(match self {
            Self::Person => wants_person(),
            Self::WorkByHand => needs_work_by_hand(),
        })
    }
}

/// What on a ticket waits for a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Awaited {
    /// A task is theirs, or was given up.
    pub task: bool,
    /// What follows from something that was learned of the person.
    pub decision: bool,
    /// A recipient whom somebody has to tell, or a lock whose reason is over.
    pub telling: bool,
}

/// Whether a ticket needs a person, by its state and by what waits for one: what [`Need::Person`] finds.
pub fn needs_person(ticket: &Model, awaited: Awaited) -> bool {
    match ticket.state {
        State::Unverified => ticket.is_verified_by_staff() || awaited.decision || awaited.telling,
        State::Received | State::Review => true,
        State::Collecting => awaited.task || awaited.decision || awaited.telling,
        State::Answered | State::Withdrawn | State::NoReply => awaited.decision || awaited.telling,
        State::Denied | State::Expired | State::Merged => false,
    }
}

/// A ticket that staff work on: it is open, and verified or for staff to verify.
pub(super) fn is_at_work() -> SimpleExpr {
    Expr::cust(at_work())
}

/// No letter asks the person to confirm: a member of staff writes to them.
fn is_verified_by_staff() -> String {
    format!("(ticket.state = 'unverified' AND ticket.contact_kind <> '{}')", IdentifierKind::EMAIL)
}

fn at_work() -> String {
    format!("(ticket.state IN ('received', 'collecting', 'review') OR {})", is_verified_by_staff())
}

fn wants_person() -> String {
    let (by_staff, by_hand) = (is_verified_by_staff(), needs_work_by_hand());
    format!("(ticket.state IN ('received', 'review') OR {by_staff} OR {by_hand} OR {TO_DECIDE} OR {TO_TELL})")
}

/// What waits for a person on these tickets beside their tasks; where nothing does, a ticket is left out.
pub async fn besides_tasks(
    db: &impl ConnectionTrait,
    tickets: &[TicketId],
) -> Result<BTreeMap<TicketId, Awaited>, DbErr> {
    let one = || Expr::value(1);
    let rows = super::entity::Entity::find().filter(Column::Id.is_in(tickets.iter().copied()));
    let rows = rows.filter(Expr::cust(TO_DECIDE).or(Expr::cust(TO_TELL))).select_only().column(Column::Id);
    let rows = rows
        .expr_as(Expr::case(Expr::cust(TO_DECIDE), one()).finally(0), "decision")
        .expr_as(Expr::case(Expr::cust(TO_TELL), one()).finally(0), "telling");
    let rows: Vec<(TicketId, i32, i32)> = rows.into_tuple().all(db).await?;
    let awaited = |decision, telling| Awaited { task: false, decision: decision == 1, telling: telling == 1 };
    Ok(rows.into_iter().map(|(ticket, decision, telling)| (ticket, awaited(decision, telling))).collect())
}

fn needs_work_by_hand() -> String {
    format!("(ticket.state = 'collecting' AND {TASK_NEEDS_PERSON})")
}

/// How many tickets are in each view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Somebody has to do something now.
    pub need_person: u64,
    /// Of one person.
    pub mine: u64,
    /// Nobody's.
    pub unassigned: u64,
    /// Due within the days that were asked for, or late.
    pub due_soon: u64,
    /// All that are open, and verified or for staff to verify.
    pub open: u64,
    /// With a task for a person.
    pub by_hand: u64,
    /// Not confirmed yet.
    pub unverified: u64,
}

/// Counts the views for `person`; soon means until `soon`, that day included. Closed tickets are not counted: there are
/// ever more of them, and their number tells nobody what to do.
pub async fn count(db: &impl ConnectionTrait, person: StaffId, soon: NaiveDate) -> Result<Counts, DbErr> {
    let sql = format!(
        "SELECT \
           COUNT(*) FILTER (WHERE {person}) AS need_person, \
           COUNT(*) FILTER (WHERE ticket.assignee = $1 AND {at_work}) AS mine, \
           COUNT(*) FILTER (WHERE ticket.assignee IS NULL AND {at_work}) AS unassigned, \
           COUNT(*) FILTER (WHERE ticket.due_on <= $2 AND {at_work}) AS due_soon, \
           COUNT(*) FILTER (WHERE {at_work}) AS open, \
           COUNT(*) FILTER (WHERE {by_hand}) AS by_hand, \
           COUNT(*) FILTER (WHERE ticket.state = 'unverified') AS unverified \
         FROM ticket WHERE ticket.state IN ('unverified', 'received', 'collecting', 'review') OR {TO_DECIDE} OR {TO_TELL}",
        person = wants_person(),
        at_work = at_work(),
        by_hand = needs_work_by_hand(),
    );
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [person.into(), soon.into()]);
    let Some(row) = db.query_one_raw(statement).await? else { return Ok(Counts::default()) };
    let number = |name: &str| row.try_get::<i64>("", name).map(|count| u64::try_from(count).unwrap_or(0));
    Ok(Counts {
        need_person: number("need_person")?,
        mine: number("mine")?,
        unassigned: number("unassigned")?,
        due_soon: number("due_soon")?,
        open: number("open")?,
        by_hand: number("by_hand")?,
        unverified: number("unverified")?,
    })
}
