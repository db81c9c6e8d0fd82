//! The bundle as a page that a person can read and print, in the ticket's language.

use askama::Template;
use chrono::{DateTime, Utc};

use super::content::{Asked, ChainedLine, Content, LookedAgain, SystemEvidence};
use crate::{
    casework::erasing::counted,
    desk::Desk,
    rights::right::Right,
    task::erasure::Done,
    words::{
        date,
        evidence::EvidenceWords,
        fill::{self, Fill},
        language::Language,
        number,
    },
};

#[derive(Template)]
#[template(path = "evidence/page.html")]
struct Page<'a> {
    language: Language,
    w: &'a EvidenceWords,
    reference: &'a str,
    organisation: &'a str,
    prepared: String,
    requests: Vec<String>,
    systems: Vec<System>,
    ledger: &'a [ChainedLine],
    ledger_head: Option<&'a str>,
    log: &'a [ChainedLine],
    log_head: Option<&'a str>,
    key: &'a str,
}

struct System {
    name: String,
    outcome: String,
    ended: Option<String>,
    plan: String,
    approvals: Vec<String>,
    rows: Vec<Row>,
    steps: Vec<Step>,
    read_back: Option<String>,
    looks: Vec<(String, String, String)>,
}

struct Row {
    collection: String,
    numbers: [String; 5],
    kept: String,
}

struct Step {
    what: String,
    rows: String,
    milliseconds: String,
    status: String,
    request_id: String,
}

/// The page.
pub(super) fn render(content: &Content, key: &str, desk: &Desk, language: Language) -> Result<String, askama::Error> {
    let teller = Teller { desk, language, w: language.evidence() };
    let page = Page {
        language,
        w: teller.w,
        reference: &content.reference,
        organisation: &content.organisation,
        prepared: teller.moment(content.prepared_at),
        requests: content.requests.iter().map(|asked| teller.asked(asked)).collect(),
        systems: content.systems.iter().map(|system| teller.system(system)).collect(),
        ledger: &content.ledger,
        ledger_head: content.ledger_head.as_deref(),
        log: &content.log,
        log_head: content.log_head.as_deref(),
        key,
    };
    page.render()
}

struct Teller<'a> {
    desk: &'a Desk,
    language: Language,
    w: &'a EvidenceWords,
}

impl Teller<'_> {
    fn moment(&self, at: DateTime<Utc>) -> String {
        date::moment(at.with_timezone(&self.desk.config.time_zone()).naive_local(), self.language)
    }

    fn count(&self, rows: u64) -> String {
        number::count(rows, self.language)
    }

    fn asked(&self, asked: &Asked) -> String {
        let right: Option<Right> = asked.right.parse().ok();
        let name = right.map_or(asked.right.as_str(), |right| self.language.public().rights.of(right).name);
        let due = self.w.due.with(date::date(asked.due_on, self.language));
        match asked.answered_at {
            Some(at) => format!("{name}: {due}, {}", self.w.answered.with(self.moment(at))),
            None => format!("{name}: {due}"),
        }
    }

    fn system(&self, system: &SystemEvidence) -> System {
        System {
            name: system.name.clone(),
            outcome: system.outcome.clone().unwrap_or_else(|| system.state.clone()),
            ended: system.ended_at.map(|at| self.moment(at)),
            plan: system.plan.as_ref().map_or_else(String::new, |plan| plan.hash.clone()),
            approvals: system
                .approvals
                .iter()
                .map(|approval| self.w.approved.with2(&approval.by, self.moment(approval.at)))
                .collect(),
            rows: self.rows(system),
            steps: system.done.as_ref().map_or_else(Vec::new, |done| self.steps(done)),
            read_back: system.done.as_ref().map(|done| self.read_back(done)),
            looks: system.looks.iter().map(|look| self.look(look)).collect(),
        }
    }

    fn rows(&self, system: &SystemEvidence) -> Vec<Row> {
        let Some(plan) = &system.plan else { return Vec::new() };
        let effects = system.done.as_ref().and_then(|done| done.evidence.as_ref()).map(|evidence| &evidence.effects);
        let effect = |collection: &str| effects?.iter().find(|effect| effect.collection == collection);
        plan.collections
            .iter()
            .map(|outlook| {
                let done = effect(&outlook.collection);
                let after = done.map_or_else(|| "–".to_owned(), |effect| self.count(effect.after));
                let kept = outlook.kept.iter().map(|kept| {
                    let why = counted::in_words(&kept.ground, self.language);
                    let rows = self.count(kept.rows);
                    let e = self.language.erased();
                    match kept.until {
                        Some(day) => fill::fill(e.kept_until, &[&rows, &date::date(day, self.language), &why]),
                        None => e.kept.with2(rows, why),
                    }
                });
                Row {
                    collection: outlook.collection.clone(),
                    numbers: [
                        self.count(done.map_or(outlook.in_table, |effect| effect.before)),
                        after,
                        self.count(done.map_or(outlook.found, |effect| effect.found)),
                        self.count(done.map_or(outlook.deleted, |effect| effect.deleted)),
                        self.count(done.map_or(outlook.blanked, |effect| effect.blanked)),
                    ],
                    kept: kept.collect::<Vec<_>>().join(" "),
                }
            })
            .collect()
    }

    fn steps(&self, done: &Done) -> Vec<Step> {
        let Some(evidence) = &done.evidence else { return Vec::new() };
        let statements = evidence.statements.iter().map(|statement| Step {
            what: statement.what.clone(),
            rows: self.count(statement.rows),
            milliseconds: milliseconds(statement.micros),
            status: String::new(),
            request_id: String::new(),
        });
        let calls = evidence.calls.iter().map(|call| Step {
            what: format!("{} {} ({})", call.method, call.path, call.step),
            rows: String::new(),
            milliseconds: milliseconds(call.after_micros),
            status: call.status.to_string(),
            request_id: call.request_id.clone().unwrap_or_default(),
        });
        statements.chain(calls).collect()
    }

    fn read_back(&self, done: &Done) -> String {
        let verdict = if done.verified.is_clean() { self.w.clean } else { self.w.not_clean };
        format!("{verdict} {}", self.w.columns.with(self.count(done.verified.columns)))
    }

    fn look(&self, look: &LookedAgain) -> (String, String, String) {
        let at = look.at.map_or_else(|| self.w.not_yet.to_owned(), |at| self.moment(at));
        (self.moment(look.due_at), at, look.found.clone().unwrap_or_default())
    }
}

fn milliseconds(micros: u64) -> String {
    format!("{}.{}", micros / 1000, micros % 1000 / 100)
}
