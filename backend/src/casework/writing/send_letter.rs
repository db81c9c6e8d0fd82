//! A worker sends a letter from the outbox.
//!
//! The Message-ID is the same at every attempt: should the mail server have taken the mail and the answer be lost, it
//! can tell the repetition.

use std::str::FromStr;

use chrono::TimeDelta;
use lettre::message::Mailbox;
use rightsdesk_archive::mail::wrap_for_mail;
use rightsdesk_vault::chance;
use serde_json::json;

use crate::{
    archive,
    audit::{self, entry::Entry},
    casework::{
        circumstances::locked,
        copying::{fetch, package::file_name},
        error::CaseError,
        sealing::{self, Opened, Place},
    },
    desk::Desk,
    kernel::{actor::Actor, backoff::backoff, database, ids::ArchiveId, lease::Lease},
    letter::{self, entity::Model, kind::State},
    notice,
    post::{message::Draft, transport::PostError},
    ticket,
};

/// After how long it is looked whether a letter that was held back may leave.
const LOOK_AGAIN_AFTER: TimeDelta = TimeDelta::minutes(10);

/// Sends the letter in `lease`.
pub async fn send(desk: &Desk, lease: Lease<Model>) -> Result<(), CaseError> {
    let row = lease.row();
    let opened = match sealing::open(&desk.db, desk, row.ticket_id).await {
        // Nobody can read it any more, and no further attempt would change that.
        Err(CaseError::Gone) => {
            let forgotten = PostError::Permanent("the request it is about was forgotten".to_owned());
            return settle(desk, lease, Err(forgotten)).await;
        }
        opened => opened?,
    };
    let is_for_them_alone = row.kind.is_for_them_alone();
    if is_for_them_alone && locked::is_locked(&desk.db, row.ticket_id).await? {
        return hold_back(desk, lease).await;
    }
    let sent = if is_for_them_alone && locked::is_closed_since(&desk.db, row.ticket_id, row.created_at).await? {
        Err(PostError::Permanent("the person has died, and nothing is disclosed".to_owned()))
    } else if row.attempts > row.max_attempts {
        Err(PostError::Permanent("tried too often".to_owned()))
    } else {
        match draft(desk, &opened, row).await? {
            Some(draft) => {
                let mail = draft.build().map_err(CaseError::fault)?;
                desk.post.send(mail, &row.id.to_string()).await
            }
            None => Err(PostError::Permanent("what it should carry is gone".to_owned())),
        }
    };
    settle(desk, lease, sent).await
}

/// Leaves a letter to somebody who has died where it is, until it is decided what follows.
async fn hold_back(desk: &Desk, lease: Lease<Model>) -> Result<(), CaseError> {
    let attempts = lease.row().attempts - 1;
    let came = letter::store::held_back(attempts, "the person has died; the data protection officer decides first");
    let tx = database::write(&desk.db).await?;
    if lease.settle(&tx, letter::kind::GIVE_BACK, desk.now() + LOOK_AGAIN_AFTER, came).await?.is_err() {
        return Ok(());
    }
    tx.commit().await?;
    Ok(())
}

async fn draft(desk: &Desk, opened: &Opened, row: &Model) -> Result<Option<Draft>, CaseError> {
    let to = opened.unseal(Place::Recipient(row.id), &row.recipient_sealed)?;
    let attachment = match row.archive_id {
        None => None,
        Some(id) => match wrapped(desk, opened, id).await {
            Ok(attachment) => Some(attachment),
            Err(CaseError::Gone | CaseError::NotFound) => return Ok(None),
            Err(other) => return Err(other),
        },
    };
    Ok(Some(Draft {
        from: Mailbox::from_str(&desk.config.mail.from).map_err(CaseError::fault)?,
        to: Mailbox::new(None, to.parse().map_err(CaseError::fault)?),
        subject: opened.unseal(Place::Subject(row.id), &row.subject_sealed)?,
        text: opened.unseal(Place::Body(row.id), &row.body_sealed)?,
        message_id: row.message_id.clone(),
        attachment,
        written_at: row.created_at,
    }))
}

/// The archive inside an AES-256 zip that shows no names. Small enough for memory: larger ones are not attached.
async fn wrapped(desk: &Desk, opened: &Opened, id: ArchiveId) -> Result<(String, Vec<u8>), CaseError> {
    let built = archive::store::by_id(&desk.db, id).await?.ok_or(CaseError::NotFound)?;
    let mut download = fetch::open(desk, opened, &built)?;
    let passphrase = fetch::passphrase(opened, &built)?.ok_or(CaseError::Gone)?;
    let reference = opened.ticket.reference.clone();
    let (salt, today) = (chance::draw::<16>(&*desk.chance), desk.today());
    tokio::task::spawn_blocking(move || {
        let zip = wrap_for_mail(&mut download.reader, download.bytes, &passphrase, salt, today, Vec::new());
        Ok((file_name(&reference), zip.map_err(CaseError::fault)?))
    })
    .await
    .map_err(CaseError::fault)?
}

async fn settle(desk: &Desk, lease: Lease<Model>, sent: Result<(), PostError>) -> Result<(), CaseError> {
    let now = desk.now();
    let row = lease.row().clone();
    let may_again = row.attempts < row.max_attempts;
    let (step, due_at, problem) = match sent {
        Ok(()) => (letter::kind::SEND, now, None),
        Err(PostError::Transient(what)) if may_again => {
            (letter::kind::GIVE_BACK, now + backoff(row.attempts).min(TimeDelta::minutes(30)), Some(what))
        }
        Err(PostError::Transient(what) | PostError::Permanent(what)) => (letter::kind::GIVE_UP, now, Some(what)),
    };
    let state = step.to();
    let tx = database::write(&desk.db).await?;
    ticket::store::lock(&tx, &[row.ticket_id]).await?;
    let sent_at = (state == State::Sent).then_some(now);
    let came = letter::store::came(sent_at, problem.clone());
    if lease.settle(&tx, step, due_at, came).await?.is_err() {
        return Ok(());
    }
    match state {
        State::Sent => notice::store::letter_left(&tx, row.id, now).await?,
        State::Abandoned => notice::store::letter_failed(&tx, row.id).await?,
        State::Waiting | State::Running | State::ByHand => {}
    }
    let event = match state {
        State::Sent => Some("letter_sent"),
        State::Abandoned => Some("letter_abandoned"),
        State::Waiting | State::Running | State::ByHand => None,
    };
    if let Some(event) = event {
        let details = json!({ "letter": row.id, "kind": row.kind.code() });
        audit::store::append(&tx, [Entry::on(row.ticket_id, now, Actor::Worker, event).with(details)]).await?;
    }
    tx.commit().await?;
    if let Some(problem) = problem {
        tracing::warn!(letter = %row.id, problem, "a letter did not leave");
    }
    Ok(())
}
