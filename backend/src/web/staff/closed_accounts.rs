//! Accounts that were closed on the homeserver.

use std::sync::Arc;

use chrono::TimeDelta;
use poem::{
    IntoResponse, Request, Response, Result, handler,
    web::{Data, Path, Redirect},
};
use rightsdesk_exporters::contract::erasure::Residue;

use super::{
    notice::Notice,
    sent::Sent,
    shown::{self, Times},
    signed_in::SignedIn,
};
use crate::{
    casework::{
        accounts::{
            sweep::{
                evidence::{self, Evidence},
                retry, scope,
            },
            unheard,
        },
        error::CaseError,
    },
    deactivation::{
        figures::{self, Day},
        import, part,
        search::{self, Searched},
        state::{State, Why},
        sweep,
    },
    desk::Desk,
    kernel::ids::{SweepId, SweepPartId},
    web::{
        fields::Fields,
        page::{
            desk::closed_accounts::{AccountView, ClosedAccountsPage, DayRow, GivenUp, ImportView, SystemEvidence},
            frame::DeskPlace,
            picture::closings::{Closing, ClosingsPicture, Turns},
        },
        problem::BadForm,
    },
    words::{
        closed_accounts::ClosedAccounts,
        fill::{self, Fill},
        language::Language,
        number,
    },
};

/// Days that the table shows.
const DAYS: i64 = 60;

/// Refused lines that the page shows.
const MOST_LINES: usize = 50;

/// Searches of systems that the page goes by, and how many of those that found something it shows.
const SEARCHES: u64 = 200;
const MOST_SEARCHES: usize = 20;

/// The longest Matrix ID there can be, and some more, in bytes.
const LONGEST: usize = 1024;

/// The page.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn, request: &Request) -> Result<Response> {
    let fields = Fields::of_query(request)?;
    let sought = fields.one("account")?.trim().to_owned();
    if sought.len() > LONGEST {
        return Err(BadForm("this is no Matrix ID").into());
    }
    shown::page(&fill(&desk, &by, sought).await?)
}

/// Tries a sweep again, or one of its parts.
#[handler]
pub async fn try_again(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((what, id)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    fields.only(&[])?;
    let id = id.parse().map_err(|_| CaseError::NotFound)?;
    let tried = match what.as_str() {
        "sweeps" => retry::sweep(&desk, by.id(), SweepId(id)).await,
        "parts" => retry::part(&desk, by.id(), SweepPartId(id)).await,
        _ => Err(CaseError::NotFound),
    };
    match tried {
        Ok(()) => Ok(Notice::TaskRetried.at("/desk/deactivations")),
        // Somebody else was faster: the page says how it stands now.
        Err(CaseError::Refused(_)) => Ok(Redirect::see_other("/desk/deactivations").into_response()),
        Err(other) => Err(other.into()),
    }
}

/// What nobody must overlook, for the page that everybody opens: accounts that come near their thirtieth day, or are
/// past it.
pub(super) async fn alarm(desk: &Desk, language: Language) -> Result<Option<String>, CaseError> {
    let alarm = figures::alarm(&desk.db, desk.config.deactivation.marks(desk.today())).await?;
    let c = language.closed_accounts();
    let urgent = near_and_past(alarm, c, language);
    if !urgent.is_empty() {
        return Ok(Some(format!("{}: {}", c.title, urgent.join(" "))));
    }
    Ok(unheard(desk, language).await?.into_iter().next())
}

/// How many come near their last day, and how many are past it: whoever is past it is not near any more.
fn near_and_past(alarm: figures::Alarm, c: &ClosedAccounts, language: Language) -> Vec<String> {
    let near = alarm.urgent.saturating_sub(alarm.overdue);
    [(near, c.urgent_one, c.urgent), (alarm.overdue, c.overdue_one, c.overdue)]
        .into_iter()
        .filter_map(|(count, one, several)| counted(count, one, several, language))
        .collect()
}

fn counted(count: u64, one: &'static str, several: &'static str, language: Language) -> Option<String> {
    (count > 0).then(|| number::plural(count, language, one, several).with(number::count(count, language)))
}

/// Homeservers whose lists could not be read, each in a sentence.
async fn unheard(desk: &Desk, language: Language) -> Result<Vec<String>, CaseError> {
    let (c, times) = (language.closed_accounts(), Times::of(desk, language));
    let unheard = unheard::unheard(desk).await?.into_iter();
    Ok(unheard.map(|one| fill::fill(c.unheard, &[&one.server_name, &times.short(one.since), &one.problem])).collect())
}

async fn fill(desk: &Desk, by: &SignedIn, sought: String) -> Result<ClosedAccountsPage, CaseError> {
    let language = by.language;
    let c = language.closed_accounts();
    let today = desk.today();
    let section = &desk.config.deactivation;
    let days = figures::by_day(&desk.db, today - TimeDelta::days(DAYS), today).await?;
    let alarm = figures::alarm(&desk.db, section.marks(today)).await?;
    let behind = alarm.behind.saturating_sub(alarm.urgent);
    let mut alarms: Vec<String> = counted(behind, c.behind_one, c.behind, language).into_iter().collect();
    alarms.extend(near_and_past(alarm, c, language));
    alarms.extend(unheard(desk, language).await?);
    let columns: Vec<_> = days
        .iter()
        .map(|(on, day)| Closing {
            days_ago: u16::try_from((today - *on).num_days()).unwrap_or(u16::MAX),
            proven: day.proven.saturating_sub(day.late),
            open: (day.waiting + day.running + day.held + day.with_people).saturating_sub(day.late),
            late: day.late,
        })
        .collect();
    let turn = |day: i64| u16::try_from(day).unwrap_or(0);
    let turns = Turns { grace: turn(section.grace_days), alert: turn(section.alert_day), last: 30 };
    let times = Times::of(desk, language);
    let rows = days.iter().rev().map(|(on, day)| row(times.short_day(*on), *day, c, language));
    let found = match sought.as_str() {
        "" => None,
        account => {
            let seen = evidence::of(desk, account).await?;
            Some(seen.into_iter().map(|seen| account_view(desk, seen, times, language)).collect())
        }
    };
    Ok(ClosedAccountsPage {
        frame: by.frame(desk, DeskPlace::Deactivations),
        c,
        alarms,
        is_anything_covered: scope::covered(desk).next().is_some(),
        picture: (!columns.is_empty()).then(|| ClosingsPicture::new(&columns, turns, language)),
        days: rows.collect(),
        given_up: given_up(desk, c, language).await?,
        still_named: still_named(desk, c, times, language).await?,
        may_retry: by.role().may_work(),
        sought,
        found,
        import: import::last(&desk.db).await?.map(|last| import_view(&last, times, language)),
    })
}

fn row(on: String, day: Day, c: &'static ClosedAccounts, language: Language) -> DayRow {
    let counts = [
        (c.received, day.received),
        (c.waiting, day.waiting),
        (c.running, day.running),
        (c.proven, day.proven),
        (c.held, day.held),
        (c.with_people, day.with_people),
        (c.kept, day.kept),
        (c.cancelled, day.cancelled),
        (c.late, day.late),
    ];
    DayRow {
        day: on,
        counts: counts.into_iter().map(|(title, count)| (title, number::count(count, language))).collect(),
    }
}

async fn given_up(desk: &Desk, c: &ClosedAccounts, language: Language) -> Result<Vec<GivenUp>, CaseError> {
    let told = |name: String, problem: Option<String>| c.given_up_of.with2(name, problem.unwrap_or_default());
    let sweeps = sweep::given_up(&desk.db).await?.into_iter().map(|sweep| GivenUp {
        action: format!("/desk/deactivations/sweeps/{}/retry", sweep.id),
        what: told(c.sweep.with2(sweep.id, ""), sweep.problem),
    });
    let parts = part::given_up(&desk.db).await?.into_iter().map(|part| GivenUp {
        action: format!("/desk/deactivations/parts/{}/retry", part.id),
        what: told(desk.systems.name(&part.system, language.code()), part.problem),
    });
    Ok(sweeps.chain(parts).collect())
}

/// The last searches that found something, or could not look.
async fn still_named(
    desk: &Desk,
    c: &'static ClosedAccounts,
    times: Times,
    language: Language,
) -> Result<Vec<String>, CaseError> {
    let latest = search::latest(&desk.db, SEARCHES).await?.into_iter();
    let needy = latest.filter_map(|part| Some((Searched::of(&part).filter(Searched::needs_person)?, part)));
    let told = needy.map(|(searched, part)| {
        let at = part.searched_at.map(|at| times.short(at)).unwrap_or_default();
        let system = desk.systems.name(&part.system, language.code());
        format!("{system}, {at}: {}", searched_in_words(&searched, c, language))
    });
    Ok(told.take(MOST_SEARCHES).collect())
}

fn searched_in_words(searched: &Searched, c: &'static ClosedAccounts, language: Language) -> String {
    if let Some(problem) = &searched.problem {
        return c.not_searched.with(problem);
    }
    let place = |it: &Residue| format!("{}.{} ({})", it.table, it.column, number::count(it.rows, language));
    let places: Vec<_> = searched.unkept().map(place).collect();
    if places.is_empty() {
        return c.searched_clean.with(number::count(searched.columns, language));
    }
    c.searched_found.with(places.join(", "))
}

fn account_view(desk: &Desk, seen: Evidence, times: Times, language: Language) -> AccountView {
    let c = language.closed_accounts();
    let line = &seen.line;
    let closed_at = times.short(line.closed_at);
    let closed_at = if line.knows_when { closed_at } else { c.first_seen.with(closed_at) };
    let stands = match (line.state, line.why) {
        (State::Waiting, _) => c.waiting,
        (State::Running, _) => c.running,
        (State::Proven, _) => c.proven,
        (State::Kept, _) => c.kept,
        (State::Cancelled, _) => c.cancelled,
        (State::Aside, Some(Why::Held)) => c.held_why,
        (State::Aside, Some(Why::OpenRequest)) => c.request_why,
        (State::Aside, Some(Why::NeedsPerson) | None) => c.person_why,
    };
    let mut facts = vec![
        (c.stands, stands.to_owned()),
        (c.closed_at, closed_at),
        (c.told_by, line.source.code().to_owned()),
        (c.noted_at, times.short(line.noted_at)),
        (c.due_on, times.short_day(line.due_on)),
    ];
    facts.extend(line.ended_at.map(|at| (c.ended_at, times.short(at))));
    facts.extend(line.reopened_at.map(|at| (c.reopened_at, times.short(at))));
    facts.push((c.hash, hexadecimal(&line.blind)));
    let mut asked = String::new();
    if let Some(sweep) = &seen.sweep {
        facts.push((c.title, c.sweep.with2(sweep.id, times.short(sweep.created_at))));
        asked = match sweep.asked_at {
            Some(at) => c.asked.with(times.short(at)),
            None => c.not_asked.to_owned(),
        };
    }
    let systems = seen.systems.into_iter().map(|here| SystemEvidence {
        name: desk.systems.name(&here.system, language.code()),
        rows: here.rows.map(|(erased, kept)| {
            let erased = number::count(erased, language);
            let erased = if here.at_least { c.at_least.with(erased) } else { erased };
            (erased, number::count(kept, language))
        }),
        searched: here.searched.as_ref().map(|searched| searched_in_words(searched, c, language)),
        done_at: here.done.map(|at| times.short(at)),
    });
    let ledger = seen.ledger.iter().map(|told| {
        let hash: String = hexadecimal(&told.hash).chars().take(16).collect();
        format!("{} {} {} {} {hash}…", told.seq, times.short(told.at), told.what.code(), told.system)
    });
    AccountView { facts, ticket: seen.ticket, systems: systems.collect(), asked, ledger: ledger.collect() }
}

fn import_view(last: &import::Model, times: Times, language: Language) -> ImportView {
    let c = language.closed_accounts();
    let count = |number: i64| number::count(u64::try_from(number).unwrap_or_default(), language);
    let refused: import::Refused = serde_json::from_str(&last.report).unwrap_or_default();
    let known = last.known + last.better;
    let (at, lines, added) = (times.short(last.at), count(last.lines), count(last.added));
    let told = fill::fill(c.imported, &[&at, &lines, &added, &count(known), &count(last.refused)]);
    let shown: Vec<_> =
        refused.into_iter().take(MOST_LINES).map(|(line, why)| (number::count(line, language), why)).collect();
    let more = last.refused - i64::try_from(shown.len()).unwrap_or(i64::MAX);
    ImportView { told, refused: shown, more: if more > 0 { c.more_refused.with(count(more)) } else { String::new() } }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
