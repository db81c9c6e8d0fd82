//! The report on the desk's own work, and one ticket's record for other programs.

use poem::Request;
use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
    types::Any,
};
use serde_json::Value;

use crate::{
    casework::{
        error::CaseError,
        refusal::Refusal,
        report::{
            figures::{self, Counts, Report, Requests},
            gather, record,
            span::Span,
            table,
        },
    },
    rights::right::Right,
    web::{
        api::{
            caller::{Caller, desk},
            day::Day,
            faults::{Looking, Moving, Or},
        },
        case,
    },
};

/// How many of one sort.
#[derive(Clone, Debug, Object)]
pub struct Counted {
    /// The code of the sort.
    pub code: String,
    /// How many.
    pub count: u64,
}

/// The requests of one right, or of all. Each count is called as in the CSV and in the JSON of `rightsdesk report`.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct RequestCounts {
    /// The right; none: all together.
    pub right: Option<Right>,
    /// All of them.
    pub received: u64,
    /// Not answered yet.
    pub open: u64,
    /// Open, and their last day has passed.
    pub overdue: u64,
    /// Ended without an answer: taken back, denied or never confirmed by the person, or joined with another request of theirs.
    pub withdrawn_or_not_confirmed: u64,
    /// Answered in full.
    pub granted: u64,
    /// Answered in part.
    pub partly_granted: u64,
    /// Refused.
    pub refused: u64,
    /// Nothing was held.
    pub nothing_held: u64,
    /// Passed on to who decides about the data.
    pub passed_on: u64,
    /// About data of somebody else who is no customer: nothing was passed on.
    pub not_ours: u64,
    /// Answered on their last day or before.
    pub in_time: u64,
    /// Answered later.
    pub late: u64,
    /// Those that were given two more months.
    pub extended: u64,
    /// Those whose period waited for the person.
    pub paused: u64,
    /// Of 100 that were answered, so many in time.
    pub in_time_percent: Option<u64>,
    /// Half of the answered waited this many days or fewer.
    pub median_days: Option<i64>,
    /// 95 of 100 waited this many days or fewer.
    pub p95_days: Option<i64>,
}

/// A list of counts by code.
#[derive(Clone, Debug, Object)]
pub struct Section {
    /// `regime`, `channel`, `verification`, `product`, `ground`, `erasure_ground`, `question` or `notices`.
    pub section: String,
    /// The counts.
    pub counts: Vec<Counted>,
}

/// Complaints about how requests were dealt with, by the day on which they came.
#[derive(Clone, Copy, Debug, Object)]
pub struct ComplaintCounts {
    /// All of them.
    pub received: u64,
    /// Acknowledged, or answered, within thirty days.
    pub acknowledged_in_time: u64,
    /// Later, or not at all though these days have passed.
    pub acknowledged_late: u64,
    /// Answered.
    pub closed: u64,
    /// Of these, those in which the person was right, at least in part.
    pub upheld: u64,
}

impl From<figures::Complaints> for ComplaintCounts {
    fn from(counts: figures::Complaints) -> Self {
        let figures::Complaints { received, acknowledged_in_time, acknowledged_late, closed, upheld } = counts;
        Self { received, acknowledged_in_time, acknowledged_late, closed, upheld }
    }
}

/// What was asked for on these days, and what became of it. It names nobody.
#[derive(Clone, Debug, Object)]
pub struct ReportShown {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// All requests.
    pub all: RequestCounts,
    /// By right, in the order of the regulation.
    pub by_right: Vec<RequestCounts>,
    /// Further counts.
    pub sections: Vec<Section>,
    /// Erasures that were begun and of which no proof is there.
    pub proofs_missing: u64,
    /// Complaints.
    pub complaints: ComplaintCounts,
    /// Contacts that asked more than once.
    pub asked_again: u64,
    /// Accounts that were closed on the homeserver on these days.
    pub accounts_closed: u64,
    /// Of these proven.
    pub accounts_proven: u64,
    /// Of these kept by decision.
    pub accounts_kept: u64,
    /// Of these opened again.
    pub accounts_cancelled: u64,
    /// Of these late.
    pub accounts_late: u64,
}

impl From<Report> for ReportShown {
    fn from(report: Report) -> Self {
        let counted = |counts: &Counts| {
            counts.iter().map(|(code, count)| Counted { code: code.clone(), count: *count }).collect()
        };
        let sections = table::sections(&report)
            .map(|(section, counts)| Section { section: section.to_owned(), counts: counted(counts) });
        Self {
            from: Day(report.span.from()),
            to: Day(report.span.to()),
            all: requests(None, &report.all),
            by_right: report.by_right.iter().map(|(right, counts)| requests(Some(*right), counts)).collect(),
            sections: sections.into(),
            proofs_missing: report.proofs_missing,
            complaints: report.complaints.into(),
            asked_again: report.asked_again,
            accounts_closed: report.closed_accounts.received,
            accounts_proven: report.closed_accounts.proven,
            accounts_kept: report.closed_accounts.kept,
            accounts_cancelled: report.closed_accounts.cancelled,
            accounts_late: report.closed_accounts.late,
        }
    }
}

fn requests(right: Option<Right>, counts: &Requests) -> RequestCounts {
    let told = counts.waits.told();
    RequestCounts {
        right,
        received: counts.received,
        open: counts.open,
        overdue: counts.overdue,
        withdrawn_or_not_confirmed: counts.withdrawn_or_not_confirmed,
        granted: counts.granted,
        partly_granted: counts.partly_granted,
        refused: counts.refused,
        nothing_held: counts.nothing_held,
        passed_on: counts.passed_on,
        not_ours: counts.not_ours,
        in_time: counts.in_time,
        late: counts.late,
        extended: counts.extended,
        paused: counts.paused,
        in_time_percent: counts.in_time_percent(),
        median_days: told.map(|told| told.median),
        p95_days: told.map(|told| told.p95),
    }
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct Reports;

#[OpenApi]
impl Reports {
    /// Count what was asked for, and what became of it
    ///
    /// Of requests that were received on these days; without them, of this year's.
    #[oai(path = "/report", method = "get", operation_id = "report")]
    async fn report(
        &self,
        _by: Caller,
        request: &Request,
        /// The first day.
        from: Query<Option<Day>>,
        /// The last day.
        to: Query<Option<Day>>,
    ) -> Result<Json<ReportShown>, Or<Moving>> {
        let desk = desk(request);
        let usual = Span::this_year(desk.today());
        let to = to.0.map_or(usual.to(), |day| day.0);
        let from = from.0.map_or(usual.from(), |day| day.0);
        let span = Span::new(from, to).map_err(|_| CaseError::Refused(Refusal::BackwardsSpan))?;
        Ok(Json(gather::gather(desk, span).await?.into()))
    }

    /// Show a ticket in the terms of the Data Privacy Vocabulary
    ///
    /// JSON-LD that other programs can read; it names nobody.
    #[oai(path = "/tickets/:reference/record", method = "get", operation_id = "ticket_record")]
    async fn record(
        &self,
        _by: Caller,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
    ) -> Result<Json<Any<Value>>, Or<Looking>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        Ok(Json(Any(record::record(&desk.db, desk, ticket.id).await?)))
    }
}
