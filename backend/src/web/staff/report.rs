//! The report on the desk's own work, as a page and as a table, and the record of one ticket for other programs.

use std::sync::Arc;

use chrono::NaiveDate;
use poem::{
    Request, Response, Result, handler,
    http::{StatusCode, header},
    web::{Data, Path},
};

use super::{shown, signed_in::SignedIn, terms, ticket::questions};
use crate::{
    casework::{
        error::CaseError,
        report::{
            figures::{self, Report, Requests},
            gather, record,
            span::Span,
            table,
        },
    },
    desk::Desk,
    law::{erasure_grounds::ErasureGround, grounds::Ground, regime::Regime},
    notice::state::State as Told,
    ticket::intake::{Channel, Verification},
    web::{
        case,
        fields::Fields,
        page::{
            desk::report::{Counts, Line, List, ReportPage, Table},
            frame::DeskPlace,
        },
    },
    words::{language::Language, number, reporting::Reporting},
};

/// The days that were asked for, as they stand in the form, and what is wrong with them.
struct Asked {
    from: String,
    to: String,
    span: Result<Span, &'static str>,
}

fn asked(desk: &Desk, request: &Request, w: &'static Reporting) -> Result<Asked> {
    let fields = Fields::of_query(request)?.only(&["from", "to"])?;
    let usual = Span::this_year(desk.today());
    let text = |name, otherwise: NaiveDate| -> Result<String> {
        let text = fields.one(name)?.trim();
        Ok(if text.is_empty() { otherwise.to_string() } else { text.to_owned() })
    };
    let (from, to) = (text("from", usual.from())?, text("to", usual.to())?);
    let day = |text: &str| crate::web::day::parse(text).ok_or(w.no_day);
    let span = day(&from)
        .and_then(|from| Ok((from, day(&to)?)))
        .and_then(|(from, to)| Span::new(from, to).map_err(|_| w.backwards));
    Ok(Asked { from, to, span })
}

/// The page.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn, request: &Request) -> Result<Response> {
    let w = by.language.reporting();
    let Asked { from, to, span } = asked(&desk, request, w)?;
    let frame = by.frame(&desk, DeskPlace::Report);
    match span {
        Ok(span) => {
            let report = gather::gather(&desk, span).await.map_err(CaseError::from)?;
            let counts = Some(counts(&report, by.language));
            shown::page(&ReportPage { frame, from, to, problem: None, counts })
        }
        Err(problem) => {
            let problem = Some(problem.to_owned());
            shown::page_with(StatusCode::BAD_REQUEST, &ReportPage { frame, from, to, problem, counts: None })
        }
    }
}

/// The table.
#[handler]
pub async fn csv(desk: Data<&Arc<Desk>>, by: SignedIn, request: &Request) -> Result<Response> {
    let Asked { span, .. } = asked(&desk, request, by.language.reporting())?;
    let span = span.map_err(|_| CaseError::NotFound)?;
    let report = gather::gather(&desk, span).await.map_err(CaseError::from)?;
    let name = format!("report-{}-{}.csv", span.from(), span.to());
    Ok(file("text/csv; charset=utf-8", &name).body(table::csv(&report)))
}

/// The record of one ticket.
#[handler]
pub async fn of_ticket(desk: Data<&Arc<Desk>>, _by: SignedIn, Path(reference): Path<String>) -> Result<Response> {
    let ticket = case::find(&desk, &reference).await?;
    let record = record::record(&desk.db, &desk, ticket.id).await?;
    Ok(file("application/ld+json", &format!("{}.jsonld", ticket.reference)).body(record.to_string()))
}

fn file(kind: &str, name: &str) -> poem::ResponseBuilder {
    Response::builder()
        .header(header::CONTENT_TYPE, kind)
        .header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))
        .header(header::CACHE_CONTROL, "no-store")
}

fn counts(report: &Report, language: Language) -> Counts {
    let w = language.reporting();
    let names = &language.public().rights;
    let table = |title, heads: &[(&'static str, &'static str)]| {
        let rights = report.by_right.iter().map(|(right, requests)| (names.of(*right).name, requests));
        let lines = rights.chain([(w.all, &report.all)]);
        Table {
            title,
            heads: heads.iter().map(|(_, head)| *head).collect(),
            lines: lines.map(|(right, requests)| line(right, requests, heads, language)).collect(),
        }
    };
    let complaints = &report.complaints;
    let list = |title, counts: &figures::Counts, word: &dyn Fn(&str) -> String| List {
        title,
        lines: counts.iter().map(|(code, count)| (word(code), number::count(*count, language))).collect(),
    };
    let accounts = &report.closed_accounts;
    let others = [
        (w.proofs_missing, report.proofs_missing),
        (w.asked_again, report.asked_again),
        (w.accounts_received, accounts.received),
        (w.accounts_proven, accounts.proven),
        (w.accounts_kept, accounts.kept),
        (w.accounts_cancelled, accounts.cancelled),
        (w.accounts_late, accounts.late),
    ];
    Counts {
        rights: vec![table(w.by_right, &became(w)), table(w.how_long, &took(w))],
        lists: vec![
            list(w.regime, &report.by_regime, &|code| {
                Regime::parse(code)
                    .map_or_else(|_| code.to_owned(), |regime| terms::regime(regime, language).to_owned())
            }),
            list(w.channel, &report.by_channel, &|code| {
                code.parse::<Channel>().map_or_else(|_| code.to_owned(), |way| terms::channel(way, language).to_owned())
            }),
            list(w.verification, &report.by_verification, &|code| verification(code, w)),
            list(w.product, &report.by_product, &str::to_owned),
            list(w.ground, &report.by_ground, &|code| ground(code, language)),
            list(w.erasure_ground, &report.by_erasure_ground, &|code| {
                let known = code.parse::<ErasureGround>();
                known.map_or_else(|_| code.to_owned(), |it| language.choose(&it.entry().name).to_owned())
            }),
            list(w.questions, &report.by_question, &|code| {
                code.parse().map_or_else(|_| code.to_owned(), |kind| questions::kind(kind, language).to_owned())
            }),
            list(w.notices, &report.notices, &|code| told(code, w)),
            List {
                title: w.complaints,
                lines: [
                    (w.complaints_received, complaints.received),
                    (w.complaints_in_time, complaints.acknowledged_in_time),
                    (w.complaints_late, complaints.acknowledged_late),
                    (w.complaints_closed, complaints.closed),
                    (w.complaints_upheld, complaints.upheld),
                ]
                .map(|(what, count)| (what.to_owned(), number::count(count, language)))
                .into(),
            },
            List {
                title: w.others,
                lines: others.map(|(what, count)| (what.to_owned(), number::count(count, language))).into(),
            },
        ],
    }
}

/// What became of requests: the name of each count and the head over it.
fn became(w: &'static Reporting) -> Vec<(&'static str, &'static str)> {
    vec![
        ("received", w.received),
        ("open", w.open),
        ("overdue", w.overdue),
        ("withdrawn_or_not_confirmed", w.withdrawn_or_not_confirmed),
        ("granted", w.granted),
        ("partly_granted", w.partly_granted),
        ("refused", w.refused),
        ("nothing_held", w.nothing_held),
        ("passed_on", w.passed_on),
        ("not_ours", w.not_ours),
    ]
}

/// How long that took, and what moved the time.
fn took(w: &'static Reporting) -> Vec<(&'static str, &'static str)> {
    vec![
        ("in_time", w.in_time),
        ("late", w.late),
        ("in_time_percent", w.in_time_percent),
        ("extended", w.extended),
        ("paused", w.paused),
        ("median_days", w.median_days),
        ("p95_days", w.p95_days),
    ]
}

fn line(right: &'static str, requests: &Requests, heads: &[(&'static str, &'static str)], language: Language) -> Line {
    let counts = requests.counts();
    let none = language.desk().site.none;
    let shown = |name: &str| {
        let count = counts.iter().find(|(known, _)| *known == name).and_then(|(_, count)| *count);
        count.map_or_else(|| none.to_owned(), |count| number::count(count, language))
    };
    Line { right, counts: heads.iter().map(|(name, head)| (*head, shown(name))).collect() }
}

fn verification(code: &str, w: &'static Reporting) -> String {
    match code.parse::<Verification>() {
        Ok(Verification::Mailbox) => w.mailbox.to_owned(),
        Ok(Verification::ByHand) => w.by_hand.to_owned(),
        Ok(Verification::Homeserver) => w.homeserver.to_owned(),
        Err(_) => code.to_owned(),
    }
}

fn told(code: &str, w: &'static Reporting) -> String {
    match code.parse::<Told>() {
        Ok(Told::Planned) => w.planned.to_owned(),
        Ok(Told::Sent) => w.sent.to_owned(),
        Ok(Told::Acknowledged) => w.acknowledged.to_owned(),
        Ok(Told::Failed) => w.failed.to_owned(),
        Ok(Told::Impossible) => w.impossible.to_owned(),
        Ok(Told::Disproportionate) => w.disproportionate.to_owned(),
        Err(_) => code.to_owned(),
    }
}

fn ground(code: &str, language: Language) -> String {
    Ground::find(code).map_or_else(|| code.to_owned(), |ground| language.choose(&ground.name).to_owned())
}
