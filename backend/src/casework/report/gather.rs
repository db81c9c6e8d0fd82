//! Counting: a handful of statements, whatever the number of requests.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, QueryResult, Statement};

use super::{
    complaints,
    figures::{Accounts, Counts, Report, Requests},
    span::Span,
};
use crate::{
    deactivation::figures::{self, Day},
    desk::Desk,
    kernel::ids::{RequestId, TicketId},
    law::regime::Regime,
    question::{self, clock::concerning},
    request::{
        due,
        state::{Outcome, State},
    },
    rights::right::Right,
    ticket::state::State as TicketState,
};

/// Tickets that somebody sent and that were received in the span. Those of closed accounts, which nobody sent, are told apart.
const RECEIVED: &str = "t.received_on BETWEEN $1 AND $2 AND t.channel <> 'deactivation'";

/// Tickets of the span that were shown to be the person's own.
const VERIFIED: &str = "t.verified_at IS NOT NULL";

/// Counts.
pub async fn gather(desk: &Desk, span: Span) -> Result<Report, DbErr> {
    let ask = Ask { desk, span };
    let requests = ask.requests().await?;
    let grounds = ask
        .strings(
            "SELECT d.grounds AS code FROM decision d JOIN ticket t ON t.id = d.ticket_id \
                               WHERE d.state = 'made' AND",
        )
        .await?;
    let mut by_ground = Counts::new();
    for codes in grounds {
        for code in serde_json::from_str::<Vec<String>>(&codes).unwrap_or_default() {
            *by_ground.entry(code).or_default() += 1;
        }
    }
    let erased = ask
        .strings(
            "SELECT r.rests_on AS code FROM request r JOIN ticket t ON t.id = r.ticket_id \
                               WHERE r.state = 'answered' AND r.rests_on IS NOT NULL AND",
        )
        .await?;
    let mut by_erasure_ground = Counts::new();
    for code in erased.iter().flat_map(|codes| codes.split(' ')) {
        *by_erasure_ground.entry(code.to_owned()).or_default() += 1;
    }
    let by = async |column: &str| {
        ask.counts(&format!("SELECT t.{column} AS code, COUNT(*) AS n FROM ticket t WHERE {VERIFIED} AND"), column)
            .await
    };
    Ok(Report {
        span,
        all: requests.values().fold(Requests::default(), together),
        by_right: Right::ALL.into_iter().map(|right| (right, requests.get(&right).cloned().unwrap_or_default())).collect(),
        by_regime: by("regime").await?,
        by_channel: by("channel").await?,
        by_verification: by("verified_how").await?,
        by_product: ask.products().await?,
        by_question: ask
            .counts("SELECT q.kind AS code, COUNT(*) AS n FROM question q JOIN ticket t ON t.id = q.ticket_id WHERE", "q.kind")
            .await?,
        complaints: complaints::of(desk, span).await?,
        by_ground,
        by_erasure_ground,
        notices: ask
            .counts("SELECT n.state AS code, COUNT(*) AS n FROM recipient_notice n JOIN ticket t ON t.id = n.ticket_id WHERE", "n.state")
            .await?,
        proofs_missing: ask.proofs_missing().await?,
        asked_again: ask.asked_again().await?,
        closed_accounts: ask.closed_accounts().await?,
    })
}

fn together(mut all: Requests, one: &Requests) -> Requests {
    all.received += one.received;
    all.open += one.open;
    all.overdue += one.overdue;
    all.withdrawn_or_not_confirmed += one.withdrawn_or_not_confirmed;
    all.granted += one.granted;
    all.partly_granted += one.partly_granted;
    all.refused += one.refused;
    all.nothing_held += one.nothing_held;
    all.passed_on += one.passed_on;
    all.not_ours += one.not_ours;
    all.in_time += one.in_time;
    all.late += one.late;
    all.extended += one.extended;
    all.paused += one.paused;
    all.waits.add_all(&one.waits);
    all
}

#[derive(FromQueryResult)]
struct Row {
    id: RequestId,
    ticket_id: TicketId,
    regime: String,
    kind: Right,
    state: State,
    outcome: Option<Outcome>,
    due_on: NaiveDate,
    extended_on: Option<NaiveDate>,
    answered_at: Option<DateTime<Utc>>,
    received_on: NaiveDate,
    ticket_state: TicketState,
}

#[derive(FromQueryResult)]
struct Counted {
    code: Option<String>,
    n: i64,
}

struct Ask<'a> {
    desk: &'a Desk,
    span: Span,
}

impl Ask<'_> {
    async fn rows(&self, sql: &str) -> Result<Vec<QueryResult>, DbErr> {
        let db = &self.desk.db;
        let values = [self.span.from().into(), self.span.to().into()];
        db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await
    }

    async fn requests(&self) -> Result<BTreeMap<Right, Requests>, DbErr> {
        let sql = format!(
            "SELECT r.id, r.ticket_id, t.regime, r.kind, r.state, r.outcome, r.due_on, r.extended_on, r.answered_at, t.received_on, \
               t.state AS ticket_state FROM request r JOIN ticket t ON t.id = r.ticket_id WHERE {RECEIVED}"
        );
        let today = self.desk.today();
        let questions = self.questions().await?;
        let mut requests: BTreeMap<Right, Requests> = BTreeMap::new();
        for row in self.rows(&sql).await? {
            let row = Row::from_query_result(&row, "")?;
            let here = requests.entry(row.kind).or_default();
            here.received += 1;
            here.extended += u64::from(row.extended_on.is_some());
            let asked = questions.get(&row.ticket_id).map_or_else(Vec::new, |all| concerning(all, row.id));
            let regime = Regime::parse(&row.regime).unwrap_or(Regime::Both);
            here.paused += u64::from(!due::standstills(regime, row.kind, &asked).is_empty());
            match (row.state, row.ticket_state) {
                (State::Withdrawn, _)
                | (
                    State::Open,
                    TicketState::Withdrawn | TicketState::Denied | TicketState::Expired | TicketState::Merged,
                ) => here.withdrawn_or_not_confirmed += 1,
                (State::Open, _) => {
                    here.open += 1;
                    here.overdue += u64::from(row.due_on < today);
                }
                (State::Answered, _) => self.answered(here, &row),
            }
        }
        Ok(requests)
    }

    /// The questions on tickets of the span, by ticket.
    async fn questions(&self) -> Result<HashMap<TicketId, Vec<question::entity::Model>>, DbErr> {
        let sql = format!("SELECT q.* FROM question q JOIN ticket t ON t.id = q.ticket_id WHERE {RECEIVED}");
        let mut questions: HashMap<TicketId, Vec<question::entity::Model>> = HashMap::new();
        for row in self.rows(&sql).await? {
            let question = question::entity::Model::from_query_result(&row, "")?;
            questions.entry(question.ticket_id).or_default().push(question);
        }
        Ok(questions)
    }

    fn answered(&self, here: &mut Requests, row: &Row) {
        if let Some(outcome) = row.outcome {
            here.answer(outcome);
        }
        if let Some(at) = row.answered_at {
            let on = self.desk.day_of(at);
            here.waits.add((on - row.received_on).num_days());
            if on <= row.due_on {
                here.in_time += 1;
            } else {
                here.late += 1;
            }
        }
    }

    /// Counts by code; `sql` ends where the condition on the span follows.
    async fn counts(&self, sql: &str, column: &str) -> Result<Counts, DbErr> {
        let rows = self.rows(&format!("{sql} {RECEIVED} GROUP BY {column}")).await?;
        let mut counts = Counts::new();
        for row in rows {
            let Counted { code, n } = Counted::from_query_result(&row, "")?;
            *counts.entry(code.unwrap_or_default()).or_default() += u64::try_from(n).unwrap_or_default();
        }
        Ok(counts)
    }

    async fn strings(&self, sql: &str) -> Result<Vec<String>, DbErr> {
        self.rows(&format!("{sql} {RECEIVED}")).await?.iter().map(|row| row.try_get("", "code")).collect()
    }

    /// The register says to which product a system belongs; a ticket counts once for each in which something was found.
    async fn products(&self) -> Result<Counts, DbErr> {
        let sql = format!(
            "SELECT DISTINCT k.system, t.reference FROM task k JOIN ticket t ON t.id = k.ticket_id \
             WHERE k.operation <> 'resolve' AND k.outcome IN ('done', 'partial', 'manual') AND {RECEIVED}"
        );
        let mut found: BTreeSet<(String, String)> = BTreeSet::new();
        for row in self.rows(&sql).await? {
            let system: String = row.try_get("", "system")?;
            let product = self.desk.systems.get(&system).map(|system| system.connector.about().product.clone());
            found.insert((product.unwrap_or(system), row.try_get("", "reference")?));
        }
        let mut counts = Counts::new();
        for (product, _) in found {
            *counts.entry(product).or_default() += 1;
        }
        Ok(counts)
    }

    /// Erasures that were begun in the span and of which no proof is there.
    async fn proofs_missing(&self) -> Result<u64, DbErr> {
        let sql = "SELECT COUNT(*) AS n FROM ledger b WHERE b.what = 'begun' AND b.at >= $1 AND b.at < $2 \
                   AND NOT EXISTS (SELECT 1 FROM ledger d WHERE d.what = 'done' AND d.system = b.system AND d.seq > b.seq \
                     AND d.task_id = b.task_id AND (d.batch_id = b.batch_id OR (d.batch_id IS NULL AND b.batch_id IS NULL)))";
        let zone = self.desk.config.time_zone();
        // Where clocks go forward at midnight the day begins an hour later; counted from an hour too early nothing is lost.
        let start = |day: NaiveDate| {
            let midnight = day.and_time(NaiveTime::MIN);
            zone.from_local_datetime(&midnight).earliest().map_or_else(|| midnight.and_utc(), |at| at.to_utc())
        };
        let after = self.span.to().succ_opt().unwrap_or(self.span.to());
        self.count(sql, [start(self.span.from()).into(), start(after).into()]).await
    }

    async fn asked_again(&self) -> Result<u64, DbErr> {
        let sql = format!(
            "SELECT COUNT(*) AS n FROM (SELECT t.contact_blind FROM ticket t WHERE {VERIFIED} AND {RECEIVED} \
             GROUP BY t.contact_blind HAVING COUNT(*) > 1) AS again"
        );
        self.count(&sql, [self.span.from().into(), self.span.to().into()]).await
    }

    async fn count(&self, sql: &str, values: [sea_orm::Value; 2]) -> Result<u64, DbErr> {
        let db = &self.desk.db;
        let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
        let n: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
        Ok(u64::try_from(n).unwrap_or_default())
    }

    async fn closed_accounts(&self) -> Result<Accounts, DbErr> {
        let days = figures::by_day(&self.desk.db, self.span.from(), self.desk.today()).await?;
        let within = days.into_iter().filter(|(day, _)| *day <= self.span.to());
        Ok(within.fold(Day::default(), |all, (_, day)| all.with(day)).into())
    }
}
