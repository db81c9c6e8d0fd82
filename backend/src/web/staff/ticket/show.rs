//! The page of a ticket.

use std::sync::Arc;

use poem::{
    Response, Result, handler,
    web::{Data, Path},
};

use super::{
    automated, circumstances, complaints, law, log, messages, next_step, offered, package, proposal, questions, tasks,
};
use crate::{
    archive::state::State as ArchiveState,
    casework::{
        answering::withdraw_one,
        asking::clock::all_wait,
        circumstances::authority,
        erasing::{part_words, parts},
        error::CaseError,
        sealing::Place,
        staffing::show_contact::{self, Shown},
        stopping::never_weighed,
    },
    circumstance,
    desk::Desk,
    hold::{self, ground::Keeps},
    identifier::{
        self,
        mask::masked,
        standing::{Origin, Standing},
    },
    law::deadline::{
        matter::Matter,
        pause::Span,
        reckon::{Deadline, reckon},
    },
    letter,
    question::clock::concerning,
    request::{self, due},
    rights::right::Right,
    task::state::State as TaskState,
    ticket::{queue::needs_person, state::State},
    web::{
        case::{self, Case},
        page::{
            desk::ticket::{self as page, AddIdentifier, Details, Ticket},
            field::Field,
            frame::DeskPlace,
            picture::deadline::Days,
        },
        staff::{
            holds::rows as holds,
            locks::rows as locks,
            queue,
            sent::Sent,
            shown::{self, Times},
            signed_in::SignedIn,
            terms,
        },
    },
    words::{fill::Fill, language::Language, working::sentence::sentence},
};

/// The page.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn, Path(reference): Path<String>) -> Result<Response> {
    let ticket = case::find(&desk, &reference).await?;
    shown::page(&fill(&desk, &by, &case::read(&desk, ticket.id).await?, None)?)
}

/// The page with contact and identifiers in full: shown once, and only after the log tells of it.
#[handler]
pub async fn show_in_full(desk: Data<&Arc<Desk>>, sent: Sent, Path(reference): Path<String>) -> Result<Response> {
    sent.fields.only(&[])?;
    let ticket = case::find(&desk, &reference).await?;
    let in_full = show_contact::show(&desk, sent.by.id(), ticket.id).await?;
    let mut page = fill(&desk, &sent.by, &case::read(&desk, ticket.id).await?, Some(&in_full))?;
    page.frame.notice = Some(sent.by.language.terms().notice.shown.to_owned());
    shown::page(&page)
}

/// Fills the page; contact and identifiers are masked unless they are given in full.
pub fn fill(desk: &Desk, by: &SignedIn, case: &Case, in_full: Option<&Shown>) -> Result<Ticket, CaseError> {
    let language = by.language;
    let ticket = &case.opened.ticket;
    let deadline = deadline(desk, case);
    let table = tasks::table(desk, case, language);
    Ok(Ticket {
        frame: by.frame(desk, DeskPlace::Queue),
        reference: ticket.reference.clone(),
        state: terms::ticket_tag(ticket.state, needs_person(ticket, case.awaited())),
        time_left: queue::time_left(desk, ticket, all_wait(desk, ticket, &case.requests, &case.questions)),
        verified: terms::verified_tag(ticket.verified_how),
        refusal: None,
        warnings: warnings(desk, case, language),
        days: Days {
            received: ticket.received_on,
            today: ticket.closed_at.map_or_else(|| desk.today(), |at| desk.day_of(at)),
            due: ticket.due_on,
            due_safe: ticket.due_safe_on,
            latest: deadline.latest,
            paused: paused(case),
        },
        circumstances: circumstances::of(desk, by, case)?,
        complaints: complaints::of(desk, by, case)?,
        questions: questions::of(desk, by, case, &deadline)?,
        working: working(&deadline, language),
        systems: tasks::picture(desk, case, language),
        tasks: table,
        details: details(desk, case, language, in_full)?,
        has_evidence: case
            .results
            .values()
            .any(|result| result.erasure.as_ref().is_some_and(|erasure| erasure.done.is_some())),
        holds: kept(case, Keeps::Hold)
            .map(|hold| (hold.id.to_string(), holds::in_short(desk, hold, language)))
            .collect(),
        locks: locks_part(desk, by, case),
        recipients: recipients(case, language),
        versions: case
            .versions
            .iter()
            .map(|version| (version.id.to_string(), format!("{} {}", version.product, version.number)))
            .collect(),
        identifiers: identifiers(case, language, in_full)?,
        add: AddIdentifier {
            kind: String::new(),
            kinds: if ticket.state.is_open() { kinds(desk, language) } else { Vec::new() },
            value: Field::default(),
        },
        requests: requests(desk, by, case)?,
        package: package::of(desk, case, language),
        messages: messages::of(desk, case, language)?,
        saved: offered::of(case),
        message: Field::default(),
        note: Field::default(),
        next: next_step::of(desk, by, case),
        log: log::of(desk, case, language),
    })
}

fn kept(case: &Case, keeps: Keeps) -> impl Iterator<Item = &hold::entity::Model> {
    case.holds.iter().filter(move |row| row.ground.keeps() == keeps)
}

fn locks_part(desk: &Desk, by: &SignedIn, case: &Case) -> page::law::LocksPart {
    let words = |row: &hold::entity::Model| locks::in_short(desk, row, case.locks.get(&row.id), by.language);
    let rows: Vec<_> = kept(case, Keeps::Lock).map(|row| (row.id.to_string(), words(row))).collect();
    let is_open = |row: &request::entity::Model| row.state == request::state::State::Open;
    let is_to_be_erased = case.requests.iter().any(|row| row.right == Right::Erasure && is_open(row));
    let may_prefer = !rows.is_empty() && is_to_be_erased && by.role().may_work();
    page::law::LocksPart { rows, prefer: may_prefer.then(Field::default) }
}
/// How many recipients were told, in words; none if there are none.
fn recipients(case: &Case, language: Language) -> Option<String> {
    let told = case.notices.iter().filter(|row| !row.state.is_open()).count();
    (!case.notices.is_empty()).then(|| language.telling().on_ticket.with2(told, case.notices.len()))
}

/// How the days of the request that is due first come about.
fn deadline(desk: &Desk, case: &Case) -> Deadline {
    let ticket = &case.opened.ticket;
    match case.requests.iter().min_by_key(|request| request.due_on) {
        Some(first) => {
            let asked = concerning(&case.questions, first.id);
            due::reckoned(&desk.calendars, ticket.regime(), first, ticket.received_on, &asked)
        }
        // Somebody complains without one.
        None => reckon(
            &desk.calendars,
            &match case.complaints.first() {
                Some(first) => Matter::Complaint { received_on: first.received_on },
                None => Matter::fresh_request(ticket.regime(), Right::Access, ticket.received_on),
            },
        ),
    }
}

/// When the period of the request that is due first waited for the person.
fn paused(case: &Case) -> Vec<Span> {
    let first = case.requests.iter().min_by_key(|request| request.due_on);
    first.map_or_else(Vec::new, |first| {
        let asked = concerning(&case.questions, first.id);
        due::standstills(case.opened.ticket.regime(), first.right, &asked)
    })
}

/// The working in words. Where both laws apply, what they have in common is said once.
fn working(deadline: &Deadline, language: Language) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    for step in &deadline.working {
        let sentence = format!("{} [{}]", sentence(step, language), step.article());
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    sentences
}

fn warnings(desk: &Desk, case: &Case, language: Language) -> Vec<String> {
    let w = &language.terms().warning;
    let times = Times::of(desk, language);
    let mut warnings = Vec::new();
    let failing = case.tasks.iter().filter(|task| task.state == TaskState::Waiting && task.problem.is_some());
    for task in failing {
        let name = desk.systems.name(&task.system, language.code());
        let words = w.failing.with2(name, times.clock(task.due_at, desk.now()));
        if !warnings.contains(&words) {
            warnings.push(words);
        }
    }
    if case.archive.as_ref().is_some_and(|archive| archive.state == ArchiveState::Abandoned) {
        warnings.push(w.package_abandoned.to_owned());
    }
    for letter in case.letters.iter().filter(|letter| letter.state == letter::kind::State::Abandoned) {
        warnings.push(w.letter_abandoned.with(terms::letter(letter.kind, language)));
    }
    let (ticket, late) = (&case.opened.ticket, language.reminding());
    if ticket.state.is_open() && !all_wait(desk, ticket, &case.requests, &case.questions) {
        if desk.today() > ticket.due_on {
            warnings.insert(0, late.late.with(times.short_day(ticket.due_on)));
        } else if desk.today() > ticket.due_safe_on {
            warnings.insert(0, late.late_safe.with(times.short_day(ticket.due_safe_on)));
        }
    }
    for row in case.circumstances.iter().filter(|row| row.is_undecided()) {
        let handing_on = language.handing_on();
        warnings.insert(
            0,
            match row.kind {
                circumstance::kind::Kind::Deceased => handing_on.locked.to_owned(),
                circumstance::kind::Kind::Child => format!("{}: {}", handing_on.child, handing_on.undecided),
                circumstance::kind::Kind::Authority => handing_on.authority.to_owned(),
            },
        );
    }
    if case.opened.ticket.state.is_open()
        && authority::is_missing(&case.opened.ticket, &case.questions, &case.circumstances)
    {
        warnings.insert(0, language.handing_on().no_authority.to_owned());
    }
    let has = |event: &str| case.log.iter().any(|line| line.event == event);
    if has("fetch_disputed") {
        warnings.push(w.fetch_disputed.to_owned());
    }
    if case.opened.ticket.state == State::Unverified && has("confirmation_held_back") {
        warnings.push(w.confirmation_held_back.to_owned());
    }
    warnings
}

fn details(desk: &Desk, case: &Case, language: Language, in_full: Option<&Shown>) -> Result<Details, CaseError> {
    let ticket = &case.opened.ticket;
    let times = Times::of(desk, language);
    let agent = ticket.agent_sealed.as_deref().map(|sealed| case.opened.unseal(Place::Agent(ticket.id), sealed));
    let agent = agent.transpose()?;
    let verified = ticket.verified_at.map(|at| {
        let how = terms::verified_tag(ticket.verified_how).tag(language.desk()).word;
        format!("{how}, {}", times.short(at))
    });
    let regime = ticket.regime();
    Ok(Details {
        contact: match in_full {
            Some(in_full) => in_full.contact.clone(),
            None => masked(&ticket.contact_kind, &case.opened.contact()?),
        },
        is_masked: in_full.is_none(),
        agent: match in_full {
            Some(_) => agent,
            None => agent.map(|agent| masked("agent", &agent)),
        },
        verified: verified.unwrap_or_default(),
        assignee: case.assignee().map(str::to_owned),
        channel: terms::channel(ticket.channel, language).to_owned(),
        received_at: times.moment(ticket.received_at),
        language: Language::from_code(&ticket.language).unwrap_or_default().own_name().to_owned(),
        regime: terms::regime(regime, language).to_owned(),
        delivery: terms::delivery(ticket.delivery, language).to_owned(),
        others: case.others.clone(),
    })
}

fn identifiers(case: &Case, language: Language, in_full: Option<&Shown>) -> Result<Vec<page::Identifier>, CaseError> {
    let rows = case.identifiers.iter().map(|row| {
        let name = identifier::store::open(row, &case.opened.key)?;
        let is_shown = in_full.is_some_and(|in_full| in_full.identifiers.iter().any(|(id, _)| *id == row.id));
        Ok(page::Identifier {
            id: row.id.to_string(),
            kind: terms::identifier_kind(&row.kind, language),
            value: if is_shown { name.value().to_owned() } else { masked(&row.kind, name.value()) },
            origin: match row.origin {
                Origin::Contact => page::Origin::Contact,
                Origin::Given => page::Origin::Given,
                Origin::Resolved => page::Origin::Resolved { from: row.learned_from.clone().unwrap_or_default() },
                Origin::Staff => page::Origin::Staff,
            },
            standing: match row.standing {
                Standing::Claimed => page::Standing::Claimed,
                Standing::Trusted => page::Standing::Trusted,
                Standing::Refused => page::Standing::Refused,
            },
            // Whether the contact is the person's is decided by verifying the ticket, unless somebody else writes for them.
            may_decide: (row.origin != Origin::Contact || case.opened.ticket.has_agent())
                && case.opened.ticket.state.is_open(),
        })
    });
    rows.collect()
}

/// The kinds of names that any connected system finds people by.
pub fn kinds(desk: &Desk, language: Language) -> Vec<(String, String)> {
    let known = desk.systems.iter().flat_map(|system| &system.connector.about().accepts);
    let kinds: std::collections::BTreeSet<&str> = known.map(|kind| kind.as_str()).collect();
    kinds.into_iter().map(|kind| (kind.to_owned(), terms::identifier_kind(kind, language))).collect()
}

fn requests(desk: &Desk, by: &SignedIn, case: &Case) -> Result<Vec<page::Request>, CaseError> {
    let times = Times::of(desk, by.language);
    let may_answer = by.role().may_work() && case.opened.ticket.state == State::Review;
    let offered = withdraw_one::offered(&case.opened.ticket, &case.requests);
    let rows = case.requests.iter().map(|row| {
        let is_open = row.state == request::state::State::Open;
        let is_for_package = row.right.needs_package() && case.archive.is_some();
        let proposal = proposal::of(desk, by, case, row)?;
        Ok(page::Request {
            id: row.id.to_string(),
            right: row.right,
            state: terms::request_tag(row),
            due_on: times.short_day(row.due_on),
            due_safe_on: (row.due_safe_on != row.due_on).then(|| times.short_day(row.due_safe_on)),
            answered_on: row.answered_at.map(|at| times.short_day_of(at)),
            rests_on: proposal::rests_on_in_words(case, row, by.language),
            extended_on: row.extended_on.map(|on| times.short_day(on)),
            law: law::of(desk, by, case, row)?,
            review: automated::of(desk, by, case, row)?,
            part: row.part.as_ref().map(|part| part_words::words(desk, part, by.language)),
            parts: part_form(desk, by, case, row),
            keeps_account: desk
                .systems
                .iter()
                .any(parts::is_root_account)
                .then(|| row.part.as_ref().is_some_and(|part| part.keeps_account)),
            extend: extend_form(desk, by, case, row),
            take_back: (by.role().may_work() && offered.contains(&row)).then(Field::default),
            gives_up_copy: withdraw_one::gives_up_copy(&case.requests, row),
            answer: (may_answer && is_open && !is_for_package && proposal.is_none())
                .then(|| proposal::form(desk, case, row, by.language))
                .transpose()?,
            proposal,
        })
    });
    rows.collect()
}

/// The form that changes what is erased, as long as no system was asked.
fn part_form(desk: &Desk, by: &SignedIn, case: &Case, row: &request::entity::Model) -> Vec<(String, String, bool)> {
    let may_change = match case.opened.ticket.state {
        State::Unverified | State::Received => by.role().may_work() && row.right == Right::Erasure,
        State::Collecting
        | State::Review
        | State::Answered
        | State::Withdrawn
        | State::Denied
        | State::Expired
        | State::NoReply
        | State::Merged => false,
    };
    let is_in = |key: &str| row.part.as_ref().is_none_or(|part| part.systems.is_empty() || part.systems.contains(key));
    let systems = desk.systems.iter().filter(|_| may_change);
    systems.map(|it| (it.key.clone(), it.name(by.language.code()), is_in(&it.key))).collect()
}

/// The form to say that it takes longer, as long as that has an effect.
fn extend_form(desk: &Desk, by: &SignedIn, case: &Case, row: &request::entity::Model) -> Option<page::ExtendForm> {
    let (ticket, times) = (&case.opened.ticket, Times::of(desk, by.language));
    let is_open = row.state == request::state::State::Open && ticket.state.is_open() && ticket.state.is_verified();
    // What is never weighed is not put off either.
    if !by.role().may_work() || !is_open || row.extended_on.is_some() || never_weighed::is_absolute(row) {
        return None;
    }
    let (regime, received_on, today) = (ticket.regime(), ticket.received_on, desk.today());
    let asked = concerning(&case.questions, row.id);
    let as_it_is = due::reckoned(&desk.calendars, regime, row, received_on, &asked);
    as_it_is.due?;
    let until = as_it_is.extension_notice_by.filter(|last| today <= *last)?;
    let extended = due::if_extended(&desk.calendars, regime, row, received_on, &asked, today);
    let due_on = times.short_day(due::dates(&extended, received_on).on);
    let hint = by.language.desk().requests.extend_hint.with2(times.short_day(until), due_on);
    Some(page::ExtendForm { reasons: Field::default(), hint })
}
