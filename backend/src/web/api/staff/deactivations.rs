//! Accounts that were closed on the homeserver.

use chrono::{DateTime, TimeDelta, Utc};
use poem::Request;
use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};
use rightsdesk_exporters::contract::erasure::{Residue, Standing};
use uuid::Uuid;

use crate::{
    casework::{
        accounts::sweep::{
            evidence::{self, Evidence},
            retry,
        },
        error::CaseError,
    },
    deactivation::{
        figures, import, part,
        search::{self, Searched},
        state,
    },
    kernel::ids::{SweepId, SweepPartId},
    web::api::{
        caller::{Caller, Caseworker, desk},
        day::Day,
        faults::{Listing, Looking, Moving, Or},
        reply::Done,
    },
};

/// So many searches are told.
const SEARCHES: u64 = 20;

/// The accounts that were closed on one day, in numbers.
#[derive(Clone, Debug, Object)]
pub struct ClosedOn {
    /// The day.
    pub closed_on: Day,
    /// All accounts that were closed on it.
    pub received: u64,
    /// In their days of grace, or in the queue.
    pub waiting: u64,
    /// In a sweep.
    pub running: u64,
    /// Nothing is left of them.
    pub proven: u64,
    /// Left to people because of a legal hold.
    pub held: u64,
    /// Left to people for another reason.
    pub with_people: u64,
    /// Not all of it is erased: so people decided, on a ground.
    pub kept: u64,
    /// Opened again before it was erased everywhere.
    pub cancelled: u64,
    /// Proven after the thirtieth day, or not proven by then.
    pub late: u64,
}

/// How closed accounts stand.
#[derive(Clone, Debug, Object)]
pub struct Deactivations {
    /// By the day of closing, earliest first.
    pub days: Vec<ClosedOn>,
    /// Open accounts that are meant to be proven by now.
    pub behind: u64,
    /// Open accounts that come near their thirtieth day, with those that are past it.
    pub urgent: u64,
    /// Open accounts that are past it.
    pub overdue: u64,
    /// The last searches after sweeps, the latest first.
    pub searches: Vec<Search>,
}

/// A column in which names of those who were erased still stand.
#[derive(Clone, Debug, Object)]
pub struct StillNamed {
    /// The table.
    pub table: String,
    /// The column.
    pub column: String,
    /// In so many rows.
    pub rows: u64,
    /// Whether the manifest's rules keep it there.
    pub is_kept: bool,
}

/// A search of a system's texts for the names of a batch that was erased there.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Search {
    /// The system's key.
    pub system: String,
    /// When.
    pub at: Option<DateTime<Utc>>,
    /// The sweep that erased the batch.
    pub sweep: Uuid,
    /// So many columns were searched.
    pub columns: u64,
    /// Where its names still stand.
    pub places: Vec<StillNamed>,
    /// Why it could not be told.
    pub problem: Option<String>,
}

/// What was done to an account in one system.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct ErasedFrom {
    /// The system's key.
    pub system: String,
    /// Rows that were erased.
    pub erased: Option<u64>,
    /// Whether it may have been more: an earlier try was broken off, and its counts went with it.
    pub at_least: bool,
    /// Rows that the manifest's rules keep.
    pub kept: Option<u64>,
    /// Where names of the batch still stood afterwards; left out if nobody looked.
    pub still_named: Option<Vec<StillNamed>>,
    /// When.
    pub done_at: Option<DateTime<Utc>>,
}

/// A line of the ledger.
#[derive(Clone, Debug, Object)]
pub struct LedgerLine {
    /// Its number.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// `begun` or `done`.
    pub what: String,
    /// In which system.
    pub system: String,
    /// Its hash, in hexadecimal.
    pub hash: String,
}

/// One closing of an account, and what followed.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Deactivation {
    /// Where it stands.
    pub state: state::State,
    /// Why people have it.
    pub why: Option<state::Why>,
    /// Who told us.
    pub source: state::Source,
    /// When it was closed.
    pub closed_at: DateTime<Utc>,
    /// Whether the source knew that time; otherwise it was first seen closed then.
    pub knows_when: bool,
    /// When we learned of it.
    pub noted_at: DateTime<Utc>,
    /// The last day by which all must be erased.
    pub due_on: Day,
    /// When it was proven or cancelled.
    pub ended_at: Option<DateTime<Utc>>,
    /// When the account was opened again.
    pub reopened_at: Option<DateTime<Utc>>,
    /// The keyed hash of its name, in hexadecimal.
    pub hash: String,
    /// The reference of the ticket on which people look at it.
    pub ticket: Option<String>,
    /// The sweep that has it, or had it.
    pub sweep: Option<String>,
    /// When the homeserver was asked right before.
    pub asked_at: Option<DateTime<Utc>>,
    /// What was done in each system.
    pub systems: Vec<ErasedFrom>,
    /// What the ledger says of the sweep.
    pub ledger: Vec<LedgerLine>,
}

/// A line of a file that was refused.
#[derive(Clone, Debug, Object)]
pub struct RefusedLine {
    /// Its number, from 1.
    pub line: u64,
    /// Why.
    pub why: String,
}

/// What came of reading a file in.
#[derive(Clone, Debug, Object)]
pub struct Import {
    /// When.
    pub at: DateTime<Utc>,
    /// How many lines were read.
    pub lines: i64,
    /// Accounts that were not known to be closed.
    pub new: i64,
    /// Accounts that were.
    pub known: i64,
    /// Known accounts whose time is better known now.
    pub better: i64,
    /// Lines that were refused.
    pub refused: i64,
    /// The first of them.
    pub refused_lines: Vec<RefusedLine>,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct ClosedAccounts;

#[OpenApi]
impl ClosedAccounts {
    /// Count closed accounts by day and by where they stand
    #[oai(path = "/deactivations", method = "get", operation_id = "list_deactivations")]
    async fn list(
        &self,
        _by: Caller,
        request: &Request,
        /// How many days back.
        #[oai(default = "usual_days", validator(minimum(value = "1"), maximum(value = "3650")))]
        days: Query<u32>,
    ) -> Result<Json<Deactivations>, Or<Listing>> {
        let desk = desk(request);
        let today = desk.today();
        let counted = figures::by_day(&desk.db, today - TimeDelta::days(i64::from(days.0)), today).await?;
        let marks = desk.config.deactivation.marks(today);
        let figures::Alarm { behind, urgent, overdue } = figures::alarm(&desk.db, marks).await?;
        let days = counted.into_iter().map(|(on, day)| ClosedOn {
            closed_on: Day(on),
            received: day.received,
            waiting: day.waiting,
            running: day.running,
            proven: day.proven,
            held: day.held,
            with_people: day.with_people,
            kept: day.kept,
            cancelled: day.cancelled,
            late: day.late,
        });
        let searches = search::latest(&desk.db, SEARCHES).await?.iter().filter_map(search_view).collect();
        Ok(Json(Deactivations { days: days.collect(), behind, urgent, overdue, searches }))
    }

    /// Show what is known of one closed account
    #[oai(path = "/deactivations/accounts/:account", method = "get", operation_id = "get_deactivation")]
    async fn account(
        &self,
        _by: Caller,
        request: &Request,
        /// The Matrix ID.
        account: Path<String>,
    ) -> Result<Json<Vec<Deactivation>>, Or<Looking>> {
        let seen = evidence::of(desk(request), &account).await?;
        if seen.is_empty() {
            return Err(CaseError::NotFound.into());
        }
        Ok(Json(seen.into_iter().map(view).collect()))
    }

    /// Show what came of the last file that was read in
    #[oai(path = "/deactivations/import", method = "get", operation_id = "get_deactivation_import")]
    async fn import(&self, _by: Caller, request: &Request) -> Result<Json<Vec<Import>>, Or<Listing>> {
        let last = import::last(&desk(request).db).await?;
        Ok(Json(last.into_iter().map(import_view).collect()))
    }

    /// Prepare a sweep again that was given up
    #[oai(path = "/deactivations/sweeps/:id/retry", method = "post", operation_id = "retry_sweep")]
    async fn retry_sweep(
        &self,
        by: Caseworker,
        request: &Request,
        /// The sweep's id.
        id: Path<Uuid>,
    ) -> Result<Done, Or<Moving>> {
        retry::sweep(desk(request), by.id(), SweepId(id.0)).await?;
        Ok(Done)
    }

    /// Go on with a sweep in a system where it was given up
    #[oai(path = "/deactivations/parts/:id/retry", method = "post", operation_id = "retry_sweep_part")]
    async fn retry_part(
        &self,
        by: Caseworker,
        request: &Request,
        /// The part's id.
        id: Path<Uuid>,
    ) -> Result<Done, Or<Moving>> {
        retry::part(desk(request), by.id(), SweepPartId(id.0)).await?;
        Ok(Done)
    }
}

fn usual_days() -> u32 {
    60
}

fn view(seen: Evidence) -> Deactivation {
    let Evidence { line, ticket, sweep, systems, ledger } = seen;
    Deactivation {
        state: line.state,
        why: line.why,
        source: line.source,
        closed_at: line.closed_at,
        knows_when: line.knows_when,
        noted_at: line.noted_at,
        due_on: Day(line.due_on),
        ended_at: line.ended_at,
        reopened_at: line.reopened_at,
        hash: hexadecimal(&line.blind),
        ticket,
        sweep: sweep.as_ref().map(|sweep| sweep.id.to_string()),
        asked_at: sweep.and_then(|sweep| sweep.asked_at),
        systems: systems
            .into_iter()
            .map(|here| ErasedFrom {
                system: here.system,
                erased: here.rows.map(|(erased, _)| erased),
                at_least: here.at_least,
                kept: here.rows.map(|(_, kept)| kept),
                still_named: here.searched.as_ref().filter(|it| it.problem.is_none()).map(places),
                done_at: here.done,
            })
            .collect(),
        ledger: ledger
            .into_iter()
            .map(|told| LedgerLine {
                seq: told.seq,
                at: told.at,
                what: told.what.code().to_owned(),
                system: told.system,
                hash: hexadecimal(&told.hash),
            })
            .collect(),
    }
}

fn search_view(part: &part::Model) -> Option<Search> {
    let searched = Searched::of(part)?;
    Some(Search {
        system: part.system.clone(),
        at: part.searched_at,
        sweep: part.sweep_id.0,
        columns: searched.columns,
        places: places(&searched),
        problem: searched.problem,
    })
}

fn places(searched: &Searched) -> Vec<StillNamed> {
    let place = |residue: &Residue| StillNamed {
        table: residue.table.clone(),
        column: residue.column.clone(),
        rows: residue.rows,
        is_kept: residue.standing == Standing::Kept,
    };
    searched.residues.iter().map(place).collect()
}

fn import_view(last: import::Model) -> Import {
    let refused: import::Refused = serde_json::from_str(&last.report).unwrap_or_default();
    Import {
        at: last.at,
        lines: last.lines,
        new: last.added,
        known: last.known,
        better: last.better,
        refused: last.refused,
        refused_lines: refused.into_iter().map(|(line, why)| RefusedLine { line, why }).collect(),
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
