//! The package goes out: staff have looked at it.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use rightsdesk_vault::token::UrlToken;
use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::not_portable;
use crate::{
    archive,
    audit::{self, entry::Entry},
    casework::{
        answering::answer::{close_if_all_answered, must_be_in_review},
        circumstances::{authority, locked},
        error::CaseError,
        refusal::Refusal,
        sealing::{self, Opened},
        writing::{letters, occasion::Writing},
    },
    desk::Desk,
    kernel::{actor::Actor, database, ids::TicketId},
    proof::{self, entity::Purpose},
    request::{self, state::Outcome},
    task::{
        self,
        result::Withheld,
        state::{Operation, Outcome as Ended},
    },
    ticket::intake::Delivery,
    words::language::Language,
};

/// Releases the archive of a ticket: answers the requests it is for and writes to the person. `seen` is the SHA-256, in
/// hexadecimal, of the archive that was looked at: if another has taken its place, nothing goes out
/// ([`CaseError::Changed`]).
pub async fn release(desk: &Desk, by: Actor, id: TicketId, seen: &str) -> Result<(), CaseError> {
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open_to_write(&tx, desk, id).await?;
    must_be_in_review(&opened)?;
    let_out(&tx, desk, by, opened, Some(seen)).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

async fn let_out(
    tx: &DatabaseTransaction,
    desk: &Desk,
    by: Actor,
    opened: Opened,
    seen: Option<&str>,
) -> Result<(), CaseError> {
    may_leave(tx, desk, by, &opened).await?;
    let now = desk.now();
    let id = opened.ticket.id;
    let built = archive::store::current(tx, id).await?.ok_or(CaseError::Refused(Refusal::NoPackage))?;
    if seen.is_some_and(|seen| built.sha256.as_deref() != Some(seen)) {
        return Err(CaseError::Changed);
    }
    let limits = desk.config.archive;
    let expires_at = now + TimeDelta::days(limits.days);
    if !archive::store::release(tx, built.id, by.staff(), now, expires_at, limits.downloads).await? {
        return Err(CaseError::Refused(Refusal::PackageNotReady));
    }
    let mut tasks = task::store::of(tx, id).await?;
    let taken_back = request::store::withdrawn(tx, id).await?;
    tasks.retain(|task| task.request_id.is_none_or(|request| !taken_back.contains(&request)));
    let withheld = withheld(&opened, &tasks)?;
    let outcome = match outcome(&tasks) {
        Outcome::Granted if !withheld.is_empty() => Outcome::PartlyGranted,
        other => other,
    };
    for row in request::store::of(tx, id).await? {
        if row.right.needs_package() && row.state == request::state::State::Open {
            request::store::answer(tx, row.id, outcome, now).await?;
        }
    }
    let details = json!({ "archive": built.id, "sha256": built.sha256, "outcome": outcome.code() });
    audit::store::append(tx, [Entry::on(id, now, by, "package_released").with(details)]).await?;

    let bytes = u64::try_from(built.bytes).unwrap_or(u64::MAX);
    let fits = bytes <= desk.config.mail.attach_up_to;
    let beside = match outcome {
        Outcome::NothingHeld => not_portable::of(tx, desk, &opened, &tasks).await?,
        Outcome::Granted | Outcome::PartlyGranted | Outcome::Refused | Outcome::PassedOn | Outcome::NotOurs => None,
    };
    match (&beside, opened.ticket.delivery) {
        (Some(beside), _) => letters::queue(tx, desk, &opened, Writing::NothingPortable(beside)).await?,
        (None, _) if outcome == Outcome::NothingHeld => {
            let (looked_in, not_asked) = looked_in(desk, &opened, &tasks);
            letters::queue(tx, desk, &opened, Writing::NothingHeld { looked_in, not_asked }).await?;
        }
        (None, Delivery::Attachment) if fits => {
            letters::queue(tx, desk, &opened, Writing::Attached { archive: built.id, expires_at }).await?;
        }
        (None, Delivery::Attachment | Delivery::Link) => {
            let token = fetch_token(tx, desk, id).await?;
            letters::queue(tx, desk, &opened, Writing::ReadyToFetch { token: &token, expires_at }).await?;
        }
    }
    close_if_all_answered(tx, desk, opened, by).await
}

/// Refuses what must not leave, before anything is written.
async fn may_leave(tx: &DatabaseTransaction, desk: &Desk, by: Actor, opened: &Opened) -> Result<(), CaseError> {
    let id = opened.ticket.id;
    locked::must_be_free(tx, id).await?;
    authority::must_be_shown(tx, &opened.ticket).await?;
    let withheld = withheld(opened, &task::store::of(tx, id).await?)?;
    if desk.config.decisions.second_person && withheld.iter().any(|it| Some(it.by) == by.staff()) {
        return Err(Refusal::OwnWithholding.into());
    }
    Ok(())
}

/// What staff have withheld from it: a refusal in part, which two people stand for.
///
/// Refuses where whole records are withheld and files came from the same system: nobody can tell which of them belong to the
/// records. That is so of marks from before a ticket was opened again, when other things may come.
fn withheld(opened: &Opened, tasks: &[task::entity::Model]) -> Result<Vec<Withheld>, CaseError> {
    let mut all = Vec::new();
    for task in tasks.iter().filter(|task| task.operation == Operation::Export) {
        let result = opened.result_of(task)?;
        if result.files() > 0 && result.withheld.iter().any(|it| it.field.is_none()) {
            return Err(Refusal::FilesComeAlong.into());
        }
        all.extend(result.withheld);
    }
    Ok(all)
}

/// What the tasks brought, as the outcome of the requests.
fn outcome(tasks: &[task::entity::Model]) -> Outcome {
    let mut outcome = Outcome::NothingHeld;
    for ended in tasks.iter().filter(|task| task.operation == Operation::Export).filter_map(|task| task.outcome) {
        outcome = match (outcome, ended) {
            (Outcome::PartlyGranted, _) | (_, Ended::Partial) => Outcome::PartlyGranted,
            (_, Ended::Done | Ended::Manual) => Outcome::Granted,
            (so_far, Ended::NotFound | Ended::NotLooked | Ended::Skipped | Ended::Abandoned) => so_far,
        };
    }
    outcome
}

/// The names of the systems in which something was looked for, each once; and of those in which nobody could look.
fn looked_in(desk: &Desk, opened: &Opened, tasks: &[task::entity::Model]) -> (Vec<String>, Vec<String>) {
    let (mut asked, mut not_asked, mut held) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for task in tasks.iter().filter(|task| task.operation == Operation::Export) {
        let names = match task.outcome {
            Some(Ended::Skipped) if task.is_held_for_others() => &mut held,
            Some(Ended::NotFound | Ended::Done | Ended::Manual | Ended::Partial) => &mut asked,
            Some(Ended::NotLooked | Ended::Skipped | Ended::Abandoned) | None => &mut not_asked,
        };
        names.insert(&*task.system);
    }
    let named = |keys: BTreeSet<&str>| -> Vec<String> {
        keys.into_iter().map(|key| desk.systems.name(key, &opened.ticket.language)).collect()
    };
    not_asked.retain(|key| !asked.contains(key));
    let language = Language::from_code(&opened.ticket.language).unwrap_or_default();
    let why = |name: String| format!("{name}: {}", language.elsewhere().held);
    let held: Vec<String> = named(held).into_iter().map(why).collect();
    (named(asked), named(not_asked).into_iter().chain(held).collect())
}

/// A fresh link to the archive, stored by its hash.
pub(super) async fn fetch_token(tx: &DatabaseTransaction, desk: &Desk, id: TicketId) -> Result<UrlToken, CaseError> {
    let token = UrlToken::draw(&*desk.chance);
    let hash = desk.index.token_hash(Purpose::Fetch.code(), token.as_str()).to_vec();
    proof::store::insert(tx, hash, id, Purpose::Fetch, desk.now()).await?;
    Ok(token)
}

/// Releases the archive that was just built, where the configuration says that nobody looks; in the same transaction, so
/// that no process that dies in between leaves it lying.
pub(super) async fn automatically(tx: &DatabaseTransaction, desk: &Desk, id: TicketId) -> Result<(), CaseError> {
    let opened = sealing::open(tx, desk, id).await?;
    if must_be_in_review(&opened).is_err() {
        // Withdrawn in between, or to be built anew.
        return Ok(());
    }
    match may_leave(tx, desk, Actor::Desk, &opened).await {
        Ok(()) => let_out(tx, desk, Actor::Desk, opened, None).await,
        // It lies there ready for staff, who decide what is in its way.
        Err(CaseError::Refused(_)) => Ok(()),
        Err(other) => Err(other),
    }
}
