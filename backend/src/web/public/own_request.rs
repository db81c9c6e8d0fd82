//! The page of the person's own request, filled from what is known.
//!
//! Whoever has the access code alone need not be the person: somebody may have filled in the form with another's address. They see how
//! far the request is and that it was answered, and nothing from which it follows whether anything is held of the person, where, or
//! what became of it.

use poem::Result;

use super::{look::frame_here, visitor::Here};
use crate::{
    archive,
    casework::{
        answering::withdraw_one,
        circumstances::authority,
        copying::fetch,
        error::CaseError,
        holding::untold::Untold,
        receiving::merge,
        rectify,
        sealing::Place,
        telling::who_was_told,
        writing::{remedies, wish_words},
    },
    circumstance, complaint,
    desk::Desk,
    ledger,
    message::{self, kind},
    question::{self, clock::closable_on},
    request::{self, state::Outcome},
    rights::right::Right,
    task,
    ticket::{self, intake::Delivery, state::State},
    web::page::{
        field::Field,
        public::{
            contact::Reach,
            question::{Question, Withheld},
            status::{Answered, Author, Fetch, Mailed, Message, Stage, Status, Way, Wish, WishProgress},
        },
    },
    words::{date, fill::Fill, language::Language},
};

/// The page. `way` is what the person was told to fetch the answer by; it counts only where a link is needed.
pub async fn status(desk: &Desk, language: Language, here: &Here, message: Field, way: Way) -> Result<Status> {
    let opened = &here.visitor.opened;
    let ticket = &opened.ticket;
    let zone = desk.config.time_zone();
    let moment = |at: chrono::DateTime<chrono::Utc>| date::moment(at.with_timezone(&zone).naive_local(), language);
    let mut requests = request::store::of(&desk.db, ticket.id).await.map_err(CaseError::from)?;
    let untold = Untold::of(&desk.db, ticket.id).await.map_err(CaseError::from)?;
    for row in &mut requests {
        row.outcome = untold.told_outcome(row);
    }
    let tasks = task::store::of(&desk.db, ticket.id).await.map_err(CaseError::from)?;
    let built = archive::store::current(&desk.db, ticket.id).await.map_err(CaseError::from)?;
    let released = built.filter(|built| built.state == archive::state::State::Released);
    let fetch = released.as_ref().filter(|built| built.downloads_left > 0).and_then(|built| built.expires_at);
    let mut messages = Vec::new();
    let has_both_proofs = here.visitor.has_both_proofs();
    let mailed = match &released {
        Some(built) if has_both_proofs => {
            let mailed = fetch::mailed(desk, opened, built).await?;
            mailed.map(|(on, passphrase)| Mailed { on: Some(moment(on)), passphrase })
        }
        // It stands there whether a file was mailed or not: none is where nothing was found.
        Some(built) if ticket.delivery == Delivery::Attachment => {
            fetch::passphrase(opened, built)?.map(|passphrase| Mailed { on: None, passphrase })
        }
        Some(_) | None => None,
    };
    let brought = merge::brought(&desk.db, ticket.id).await?;
    let mut is_withheld = false;
    for row in message::store::of(&desk.db, ticket.id).await.map_err(CaseError::from)? {
        // Whoever has the code wrote what was written with it.
        let is_theirs = row.author == kind::Author::Subject && !brought.contains(&row.id);
        match row.visibility {
            kind::Visibility::Internal => {}
            kind::Visibility::Shared if !is_theirs && !has_both_proofs => is_withheld = true,
            kind::Visibility::Shared => messages.push(Message {
                author: match row.author {
                    kind::Author::Subject => Author::Person,
                    kind::Author::Staff | kind::Author::Desk => Author::Organisation,
                },
                at: moment(row.at),
                text: opened.unseal(Place::Message(row.id), &row.body_sealed).map_err(CaseError::from)?,
            }),
        }
    }
    // By name, to somebody who has the mailbox too; to somebody who writes for the person only if they may.
    let asked = question::store::of(&desk.db, ticket.id).await.map_err(CaseError::from)?;
    let learned = circumstance::store::of(&desk.db, ticket.id).await.map_err(CaseError::from)?;
    let may_know = has_both_proofs && !authority::is_missing(ticket, &asked, &learned);
    let told = if may_know && requests.iter().any(|request| request.state == request::state::State::Answered) {
        who_was_told::lines(&desk.db, desk, opened, language).await?
    } else {
        Vec::new()
    };
    let may_go = if authority::is_missing(ticket, &asked, &learned) {
        Vec::new()
    } else {
        withdraw_one::offered(ticket, &requests)
    };
    let is_asked =
        requests.iter().any(|it| it.right == Right::Rectification && it.state == request::state::State::Open);
    let (corrections, corrections_later) = match (is_asked, has_both_proofs) {
        (false, _) => (None, None),
        (true, true) if rectify::own::is_any(desk, opened).await? => (Some(Way::Open), None),
        (true, true) if ticket.state.is_open() => (None, corrections_later(&tasks, language)),
        (true, false) if may_withdraw(ticket) && ticket.has_mailbox() => (Some(way), None),
        (true, false) if ticket.state.is_open() => (None, Some(language.correcting().own_soon)),
        (true, _) => (None, None),
    };
    let stage = stage(ticket.state, &requests, (released.is_some(), fetch.is_some()));
    let stage = if has_both_proofs { stage } else { for_code_alone(stage) };
    // How it ended is told to both proofs, also where nobody has written anything beside it.
    let is_withheld = is_withheld || (!has_both_proofs && stage == Stage::Closed);
    let is_erasing = matches!(stage, Stage::Erasing | Stage::ErasingOnly);
    // While we wait for the person the later day counts only if they reply late, and if our question stops the time at all: the
    // day that we work by, and that letters have named, is the earlier.
    let waits = ticket.state.is_open() && asked.iter().any(|row| row.state.is_unsettled());
    let due_on = if waits { ticket.due_safe_on } else { ticket.due_on };
    Ok(Status {
        frame: frame_here(desk, language, here, "/status/view"),
        reference: ticket.reference.clone(),
        reach: if ticket.has_mailbox() { Reach::Mail } else { Reach::Matrix },
        stage,
        due_on: date::date(due_on, language),
        due_note: (due_on < ticket.due_on)
            .then(|| language.standing().due_if_waits.with(date::date(ticket.due_on, language))),
        is_late: ticket.state.is_open() && desk.today() > ticket.due_on,
        received_at: moment(ticket.received_at),
        confirmed_at: ticket.verified_at.map(moment),
        // Which systems can be asked, and which wait for people, depends on what others have found.
        answered: if is_erasing || !has_both_proofs { None } else { answered(&tasks) },
        wishes: requests
            .iter()
            .map(|request| Wish {
                right: request.right,
                words: wish_words::lines(desk, [request], language).join("; "),
                progress: if has_both_proofs { progress(request) } else { progress_for_code_alone(request) },
                may_go: (has_both_proofs && may_go.contains(&request)).then(|| request.id.to_string()),
            })
            .collect(),
        told,
        messages,
        corrections_later,
        corrections,
        withheld: is_withheld.then(|| withheld(ticket, way)),
        complaints: complaints(desk, language, ticket).await?,
        complaint: ticket.state.is_verified().then(Field::default),
        questions: questions(desk, language, here, &asked, way)?,
        message,
        fetch: fetch.map(|until| Fetch {
            until: date::date(desk.day_of(until), language),
            way: if has_both_proofs { Way::Open } else { way },
        }),
        mailed,
        withdraw: may_withdraw(ticket).then_some(if has_both_proofs || brought.is_empty() { Way::Open } else { way }),
        withdraw_one: (!may_go.is_empty()).then_some(if has_both_proofs { Way::Open } else { way }),
        has_begun_erasing: has_both_proofs
            && stage == Stage::Withdrawn
            && ledger::store::has_any(&desk.db, ticket.id).await.map_err(CaseError::from)?,
        remedies: remedies::of(desk, ticket.regime(), language),
    })
}

/// Whether the person can take it back.
pub(super) const fn may_withdraw(ticket: &ticket::entity::Model) -> bool {
    ticket.state.is_open() && ticket.state.is_verified()
}

/// How complaints about it stand, in words.
async fn complaints(desk: &Desk, language: Language, ticket: &ticket::entity::Model) -> Result<Vec<String>> {
    let w = language.complaining();
    let day = |day| date::date(day, language);
    let rows = complaint::store::of(&desk.db, ticket.id).await.map_err(CaseError::from)?;
    let rows = rows.iter().filter(|row| match row.state {
        complaint::state::State::Received
        | complaint::state::State::Acknowledged
        | complaint::state::State::Answered => true,
        // It stands on the page that it waits, or that it was taken back.
        complaint::state::State::Unconfirmed | complaint::state::State::Dropped => false,
    });
    let lines = rows.map(|row| match row.answered_at {
        None => w.status_received.with2(row.case_number(&ticket.reference), day(row.received_on)),
        Some(at) => w.status_answered.with2(row.case_number(&ticket.reference), day(desk.day_of(at))),
    });
    Ok(lines.collect())
}

/// What we asked and is not settled. The wording is ours, and shown to both proofs only.
fn questions(
    desk: &Desk,
    language: Language,
    here: &Here,
    asked: &[question::entity::Model],
    way: Way,
) -> Result<Vec<Question>> {
    let opened = &here.visitor.opened;
    let (w, months) = (language.asking(), desk.config.questions.close_after_months);
    if !(opened.ticket.state.is_open() || opened.ticket.state == State::NoReply) {
        return Ok(Vec::new());
    }
    let mut questions = Vec::new();
    for row in asked.iter().filter(|row| row.state.is_unsettled()) {
        let wording = if here.visitor.has_both_proofs() {
            let place = Place::QuestionWording(row.id);
            Ok(opened.unseal(place, &row.wording_sealed).map_err(CaseError::from)?)
        } else {
            Err(withheld(&opened.ticket, way))
        };
        let reply_by = date::date(closable_on(row, months), language);
        questions.push(Question {
            id: row.id.to_string(),
            asked: w.status_asked.with2(date::date(row.asked_on, language), reply_by),
            wording,
            replied: row.replied_on.map(|on| w.status_replied.with(date::date(on, language))),
            reply: Field::default(),
        });
    }
    Ok(questions)
}

/// That the person can correct something soon, or that nothing was found; none where people saw to it.
fn corrections_later(tasks: &[task::entity::Model], language: Language) -> Option<&'static str> {
    use task::state::{Operation, Outcome, State};
    let (w, mut correcting) = (language.correcting(), tasks.iter().filter(|it| it.operation == Operation::Correct));
    let is_settled =
        |task: &task::entity::Model| task.state == State::Ended && task.outcome.is_some_and(Outcome::settles);
    if correcting.clone().next().is_none() || !correcting.clone().all(is_settled) {
        return Some(w.own_soon);
    }
    let is_found = correcting.clone().any(|it| !matches!(it.outcome, Some(Outcome::NotFound | Outcome::NotLooked)));
    let was_looked = correcting.any(|it| it.outcome == Some(Outcome::NotFound));
    (was_looked && !is_found).then_some(w.own_nothing_found)
}

/// How the person gets to read what we wrote: by a link to the address, once that has been confirmed.
fn withheld(ticket: &ticket::entity::Model, way: Way) -> Withheld {
    if ticket.verified_at.is_none() || !ticket.has_mailbox() {
        return Withheld::Later;
    }
    match way {
        Way::LinkSent => Withheld::LinkSent,
        Way::Link | Way::Open => Withheld::Link,
    }
}

fn stage(state: State, requests: &[request::entity::Model], (has_files, may_fetch): (bool, bool)) -> Stage {
    let is_kept = |request: &&request::entity::Model| request.state != request::state::State::Withdrawn;
    let brings_files = requests.iter().filter(is_kept).any(|request| request.right.needs_package());
    // The copy went out, and all that is left is to delete.
    let mut left = requests.iter().filter(|request| request.state == request::state::State::Open).peekable();
    let is_copied = left.peek().is_some() && left.all(|request| request.right == Right::Erasure);
    let all_refused = !requests.is_empty() && requests.iter().all(|request| request.outcome == Some(Outcome::Refused));
    // What was taken back before is nobody's to answer.
    let all_are = |outcome: Outcome| {
        let mut kept = requests.iter().filter(is_kept).peekable();
        kept.peek().is_some() && kept.all(|request| request.outcome == Some(outcome))
    };
    match state {
        State::Unverified => Stage::Unconfirmed,
        State::Received => Stage::Waiting,
        State::Collecting if brings_files && is_copied => {
            if may_fetch {
                Stage::Erasing
            } else {
                Stage::ErasingOnly
            }
        }
        State::Collecting if brings_files => Stage::Collecting,
        State::Collecting => Stage::Working,
        State::Review => Stage::Checking,
        State::Answered if has_files => Stage::Ready,
        State::Answered if all_are(Outcome::PassedOn) => Stage::PassedOn,
        State::Answered if all_are(Outcome::NotOurs) => Stage::NotOurs,
        State::Answered if all_refused => Stage::Refused,
        State::Answered | State::Expired | State::Denied => Stage::Closed,
        State::Withdrawn => Stage::Withdrawn,
        State::NoReply => Stage::NoReply,
        State::Merged => Stage::Merged,
    }
}

fn progress(request: &request::entity::Model) -> WishProgress {
    match request.outcome {
        None => progress_for_code_alone(request),
        Some(Outcome::Granted | Outcome::NothingHeld) => WishProgress::Done,
        Some(Outcome::PartlyGranted) => WishProgress::Partly,
        Some(Outcome::Refused | Outcome::PassedOn | Outcome::NotOurs) => WishProgress::NotDone,
    }
}

/// Where it stands, to whoever has the access code alone: why it is over is in what we wrote.
const fn for_code_alone(stage: Stage) -> Stage {
    match stage {
        Stage::Refused | Stage::PassedOn | Stage::NotOurs => Stage::Closed,
        Stage::Unconfirmed
        | Stage::Waiting
        | Stage::Collecting
        | Stage::Working
        | Stage::Erasing
        | Stage::ErasingOnly
        | Stage::Checking
        | Stage::Ready
        | Stage::Closed
        | Stage::Withdrawn
        | Stage::NoReply
        | Stage::Merged => stage,
    }
}

/// How far it is, to whoever has the access code alone.
const fn progress_for_code_alone(request: &request::entity::Model) -> WishProgress {
    match request.state {
        request::state::State::Open => WishProgress::Open,
        request::state::State::Answered => WishProgress::Answered,
        request::state::State::Withdrawn => WishProgress::TakenBack,
    }
}

/// How many systems have answered, counting each once, by what the requests ask of them. One that was given up has not.
fn answered(tasks: &[task::entity::Model]) -> Option<Answered> {
    use std::collections::{BTreeMap, BTreeSet};
    use task::state::{Operation, Outcome, State};
    let mut systems: BTreeMap<&str, bool> = BTreeMap::new();
    let mut all: BTreeSet<&str> = BTreeSet::new();
    for task in tasks.iter().filter(|task| task.operation != Operation::Resolve) {
        all.insert(&task.system);
        if task.outcome == Some(Outcome::NotLooked) {
            continue;
        }
        *systems.entry(&task.system).or_insert(true) &=
            task.state == State::Ended && task.outcome.is_some_and(Outcome::settles);
    }
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    (!all.is_empty()).then(|| Answered {
        done: count(systems.values().filter(|done| **done).count()),
        asked: count(systems.len()),
        not_looked: count(all.len() - systems.len()),
        by_hand: tasks.iter().any(|task| task.state == State::ByHand),
    })
}
