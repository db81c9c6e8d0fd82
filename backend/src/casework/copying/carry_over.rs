//! A worker sends what a person may take with them straight to another provider, and writes to the person that it did, or that it
//! could not: then they have the package themselves.
//!
//! By HTTPS the archive is made twice: once to know its length and check sum, which stand before it on the way, and once as it goes
//! out. It never lies anywhere in between, and holds only what Art. 20 covers.

use std::{
    io::{self, Write},
    sync::Arc,
};

use chrono::TimeDelta;
use futures_util::stream;
use rightsdesk_archive::assemble::assemble;
use sea_orm::DatabaseTransaction;
use secrecy::SecretString;
use serde_json::json;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;

use super::{
    carry_by_mail::{self, Addressed},
    hand_over,
    portable::portable,
    release::fetch_token,
};
use crate::{
    archive,
    audit::{self, entry::Entry},
    casework::{
        circumstances::locked,
        error::CaseError,
        sealing::{self, Opened},
        writing::{letters, occasion::Writing},
    },
    config::receiver::Reached,
    desk::Desk,
    handover::{
        entity::Model,
        state::{self, State, Way},
        store::{self, Received},
    },
    kernel::{actor::Actor, database, lease::Lease},
    post::{
        transport::PostError,
        upload::{self, Upload, hex},
    },
    ticket,
};

/// How long it waits after the first try. Each further wait is four times as long.
const FIRST_WAIT: TimeDelta = TimeDelta::minutes(1);

/// The longest wait.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(4);

/// Sends what is in `lease`.
pub async fn take(desk: &Arc<Desk>, lease: Lease<Model>) -> Result<(), CaseError> {
    let row = lease.row().clone();
    let sent = if row.attempts > row.max_attempts {
        Err(PostError::Permanent("tried too often".to_owned()))
    } else if locked::is_locked(&desk.db, row.ticket_id).await? {
        // It may have been ordered before anybody knew.
        Err(PostError::Permanent("the person has died".to_owned()))
    } else {
        match sealing::open(&desk.db, desk, row.ticket_id).await {
            // It was ordered some time ago: what was taken back since goes nowhere.
            Ok(opened) if !hand_over::is_let_out(&desk.db, &opened).await? => {
                Err(PostError::Permanent("the package is not released any more".to_owned()))
            }
            Ok(opened) => send(desk, &Arc::new(opened), &row).await?,
            Err(CaseError::Gone) => Err(PostError::Permanent("the request it is about was forgotten".to_owned())),
            Err(other) => return Err(other),
        }
    };
    settle(desk, lease, sent).await
}

async fn send(desk: &Arc<Desk>, opened: &Arc<Opened>, row: &Model) -> Result<Result<Received, PostError>, CaseError> {
    let Some(receiver) = desk.config.receivers.iter().find(|known| known.name == row.receiver) else {
        return Ok(Err(PostError::Permanent("it is no receiver of the configuration any more".to_owned())));
    };
    match (receiver.reached(), row.way) {
        (Some(Reached::Https { url, token }), Way::Https) => {
            let token = token.map(|token| token.read(&desk.config.base)).transpose().map_err(CaseError::fault)?;
            upload(desk, opened, row, url, token.as_ref()).await
        }
        (Some(Reached::Mail { to, passphrase, .. }), Way::Mail) => {
            carry_by_mail::send(desk, opened, row, Addressed { receiver, to, passphrase }).await
        }
        (Some(Reached::Https { .. } | Reached::Mail { .. }) | None, Way::Https | Way::Mail) => {
            Ok(Err(PostError::Permanent("this receiver is not reached that way any more".to_owned())))
        }
    }
}

async fn upload(
    desk: &Arc<Desk>,
    opened: &Arc<Opened>,
    row: &Model,
    url: &str,
    token: Option<&SecretString>,
) -> Result<Result<Received, PostError>, CaseError> {
    let first = portable(desk, opened).await?;
    let counted = tokio::task::spawn_blocking(move || {
        let (sum, assembled) = assemble(first, Sum(Sha256::new()))?;
        Ok::<_, rightsdesk_archive::error::ArchiveError>((sum.0.finalize(), assembled.bytes))
    });
    let (sha256, bytes) = counted.await.map_err(CaseError::fault)?.map_err(CaseError::fault)?;
    let upload = Upload {
        url,
        token,
        key: row.id.to_string(),
        file_name: format!("{}.zip", opened.ticket.reference),
        bytes,
        sha256: sha256.into(),
    };
    let second = portable(desk, opened).await?;
    let (pipe, pieces) = mpsc::channel::<io::Result<Vec<u8>>>(8);
    let writing = tokio::task::spawn_blocking(move || {
        let failed = pipe.clone();
        if let Err(error) = assemble(second, Pipe(pipe)) {
            // The other side is gone, or a part cannot be read: what has gone out is cut off, and does not count.
            let _gone = failed.blocking_send(Err(io::Error::other(error)));
        }
    });
    let pieces = stream::unfold(pieces, |mut pieces| async move { pieces.recv().await.map(|piece| (piece, pieces)) });
    let answered = upload::send(&upload, reqwest::Body::wrap_stream(pieces)).await;
    writing.await.map_err(CaseError::fault)?;
    Ok(answered.map(|answer| Received {
        at: desk.now(),
        bytes: i64::try_from(bytes).unwrap_or(i64::MAX),
        sha256: hex(&upload.sha256),
        answer: answer.status.to_string(),
        answer_sha256: answer.sha256,
    }))
}

async fn settle(desk: &Desk, lease: Lease<Model>, sent: Result<Received, PostError>) -> Result<(), CaseError> {
    let now = desk.now();
    let row = lease.row().clone();
    let may_again = row.attempts < row.max_attempts;
    let tx = database::write(&desk.db).await?;
    ticket::store::lock(&tx, &[row.ticket_id]).await?;
    let (step, due_at, came) = match &sent {
        Ok(received) => (state::SEND, now, received.clone().columns()),
        Err(PostError::Transient(what)) if may_again => {
            (state::GIVE_BACK, now + wait(row.attempts), store::fault(what))
        }
        Err(PostError::Transient(what) | PostError::Permanent(what)) => {
            let told_at = if tell_failure(&tx, desk, &row).await? { Some(now) } else { row.told_at };
            (state::GIVE_UP, now, store::given_up(what, told_at))
        }
    };
    // If the lease was lost, nothing of this is written: the letter neither.
    if lease.settle(&tx, step, due_at, came).await?.is_err() {
        return Ok(());
    }
    let event = match step.to() {
        State::Sent => "handed_over",
        State::Failed => "handover_failed",
        State::Waiting | State::Running => return Ok(tx.commit().await?),
    };
    let mut details = json!({ "handover": row.id, "recipient": row.receiver });
    if let Ok(received) = sent {
        details["sha256"] = received.sha256.clone().into();
        let opened = sealing::open(&tx, desk, row.ticket_id).await?;
        let writing = Writing::HandedOver {
            receiver: &row.receiver,
            way: row.way,
            at: received.at,
            bytes: u64::try_from(received.bytes).unwrap_or_default(),
            sha256: &received.sha256,
        };
        letters::queue(&tx, desk, &opened, writing).await?;
    }
    audit::store::append(&tx, [Entry::on(row.ticket_id, now, Actor::Worker, event).with(details)]).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

/// How long to wait after so many tries: a receiver that is away for a morning is reached in the afternoon.
fn wait(attempts: i32) -> TimeDelta {
    let doublings = (attempts.saturating_sub(1).clamp(0, 4)) * 2;
    (FIRST_WAIT * (1 << doublings)).min(LONGEST_WAIT)
}

/// Tells the person that it could not be sent, with a fresh link to the package if it is still there; false if they were told
/// before, or nobody is to be told.
async fn tell_failure(tx: &DatabaseTransaction, desk: &Desk, row: &Model) -> Result<bool, CaseError> {
    if row.told_at.is_some() || locked::is_locked(tx, row.ticket_id).await? {
        return Ok(false);
    }
    let opened = match sealing::open(tx, desk, row.ticket_id).await {
        Err(CaseError::Gone) => return Ok(false),
        opened => opened?,
    };
    let built = archive::store::current(tx, row.ticket_id).await?;
    let until = built.and_then(|built| built.expires_at).filter(|until| *until > desk.now());
    let package = match until {
        Some(until) if hand_over::is_let_out(tx, &opened).await? => {
            Some((fetch_token(tx, desk, row.ticket_id).await?, until))
        }
        Some(_) | None => None,
    };
    let package = package.as_ref().map(|(token, until)| (token, *until));
    letters::queue(tx, desk, &opened, Writing::HandoverFailed { receiver: &row.receiver, package }).await?;
    Ok(true)
}

/// Counts nothing and keeps nothing: only the check sum.
struct Sum(Sha256);

impl Write for Sum {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Hands each piece on to whoever sends it, and waits when they are slow.
struct Pipe(mpsc::Sender<io::Result<Vec<u8>>>);

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.blocking_send(Ok(bytes.to_vec())).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_four_hours() {
        let minutes: Vec<_> = [1, 2, 3, 4, 5, 6, 100].map(|attempts| wait(attempts).num_minutes()).into();
        assert_eq!(minutes, [1, 4, 16, 64, 240, 240, 240]);
    }
}
