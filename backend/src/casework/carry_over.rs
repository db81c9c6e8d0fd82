//! A worker sends what a person may take with them straight to another provider, and writes to the person that it did.
//!
//! The archive is made twice: once to know its length and check sum, which stand before it on the way, and once as it goes
//! out. It never lies anywhere in between, and holds only what Art. 20 covers.

use std::{
    io::{self, Write},
    sync::Arc,
};

use futures_util::stream;
use rightsdesk_archive::{
    assemble::assemble,
    package::{Package, Scope},
};
use serde_json::json;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;

use super::{
    error::CaseError,
    hand_over,
    letters::{self, Writing},
    locked, package,
    sealing::{self, Opened},
    settle_task::backoff,
};
use crate::{
    audit::{self, entry::Entry},
    desk::Desk,
    handover::{
        entity::Model,
        state::{self, State},
        store::{self, Received},
    },
    kernel::{actor::Actor, database, lease::Lease},
    post::{
        transport::PostError,
        upload::{self, Upload, hex},
    },
    rights::right::Right,
};

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
    let token = receiver.token.as_ref().map(|token| token.read(&desk.config.base)).transpose();
    let token = token.map_err(CaseError::fault)?;
    let first = portable(desk, opened).await?;
    let counted = tokio::task::spawn_blocking(move || {
        let (sum, assembled) = assemble(first, Sum(Sha256::new()))?;
        Ok::<_, rightsdesk_archive::error::ArchiveError>((sum.0.finalize(), assembled.bytes))
    });
    let (sha256, bytes) = counted.await.map_err(CaseError::fault)?.map_err(CaseError::fault)?;
    let upload = Upload {
        url: &receiver.url,
        token: token.as_ref(),
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

/// The package with nothing in it but what the person may take with them.
async fn portable(desk: &Arc<Desk>, opened: &Arc<Opened>) -> Result<Package<'static>, CaseError> {
    let mut package = package::gather(desk, opened).await?;
    package.systems.retain(|system| system.scope == Scope::Portable);
    package.requests.retain(|request| request.code == Right::Portability.code());
    package.about = None;
    Ok(package)
}

async fn settle(desk: &Desk, lease: Lease<Model>, sent: Result<Received, PostError>) -> Result<(), CaseError> {
    let now = desk.now();
    let row = lease.row().clone();
    let may_again = row.attempts < row.max_attempts;
    let tx = database::write(&desk.db).await?;
    let (step, due_at, came) = match &sent {
        Ok(received) => (state::SEND, now, received.clone().columns()),
        Err(PostError::Transient(what)) if may_again => {
            (state::GIVE_BACK, now + backoff(row.attempts), store::fault(what))
        }
        Err(PostError::Transient(what) | PostError::Permanent(what)) => (state::GIVE_UP, now, store::fault(what)),
    };
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
