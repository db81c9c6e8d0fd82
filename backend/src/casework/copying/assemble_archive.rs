//! A worker builds the archive from what the systems handed over.
//!
//! It is streamed: from sealed segments through the zip into a sealed file, never as a whole in memory.

use std::{io, sync::Arc};

use rightsdesk_archive::{
    assemble::{Assembled, assemble},
    package::Package,
};
use rightsdesk_vault::{
    passphrase::Passphrase,
    stream::{key::StreamKey, writer::SealedWriter},
};
use serde_json::json;
use uuid::Uuid;

use super::{fetch::object, package, release};
use crate::{
    archive::{self, entity::Model, store::Built},
    audit::{self, entry::Entry},
    casework::{
        error::CaseError,
        sealing::{self, Opened, Place},
    },
    config::file::Release,
    desk::Desk,
    kernel::{actor::Actor, database, lease::Lease, storage::NewFile},
    ticket,
};

/// Builds the archive in `lease`.
pub async fn build(desk: &Arc<Desk>, lease: Lease<Model>) -> Result<(), CaseError> {
    let row = lease.row();
    if row.attempts > row.max_attempts {
        return give_up(desk, lease).await;
    }
    let id = row.id;
    let opened = Arc::new(sealing::open(&desk.db, desk, row.ticket_id).await?);
    let ordered = package::gather(desk, &opened).await?;
    let key = StreamKey::generate(&*desk.chance);
    let passphrase = Passphrase::draw(&*desk.chance);
    let written = {
        let (desk, key, object, attempt) = (Arc::clone(desk), key.clone(), object(id), lease.token());
        let write = move || write(&desk, &key, &object, attempt, ordered);
        tokio::task::spawn_blocking(write).await.map_err(CaseError::fault)?
    };
    let (file, written) = written.map_err(CaseError::fault)?;
    let built = Built {
        key_sealed: key.wrap(&*desk.chance, &opened.key, &object(id)),
        passphrase_sealed: opened.seal(desk, Place::Passphrase(id), passphrase.as_str()),
        bytes: i64::try_from(written.bytes).map_err(CaseError::fault)?,
        sha256: written.sha256,
    };
    settle(desk, &opened, lease, file, built).await
}

async fn settle(
    desk: &Desk,
    opened: &Opened,
    lease: Lease<Model>,
    file: NewFile,
    built: Built,
) -> Result<(), CaseError> {
    let now = desk.now();
    let id = lease.row().id;
    let ticket = opened.ticket.id;
    let tx = database::write(&desk.db).await?;
    ticket::store::lock(&tx, &[ticket]).await?;
    let details = json!({ "archive": id, "bytes": built.bytes, "sha256": built.sha256 });
    if lease.settle(&tx, archive::state::BUILD, now, built.columns()).await?.is_err() {
        return Ok(());
    }
    audit::store::append(&tx, [Entry::on(ticket, now, Actor::Worker, "package_built").with(details)]).await?;
    match desk.config.desk.release {
        Release::ByStaff => {}
        Release::Automatic => release::automatically(&tx, desk, ticket).await?,
    }
    // While the lease is ours: a worker that was thought dead must not put its file, which has another key, over the
    // one that counts. If the commit fails, nobody has read the file, and the next attempt overwrites it.
    file.keep().map_err(CaseError::fault)?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(())
}

async fn give_up(desk: &Desk, lease: Lease<Model>) -> Result<(), CaseError> {
    let now = desk.now();
    let (id, ticket) = (lease.row().id, lease.row().ticket_id);
    let tx = database::write(&desk.db).await?;
    ticket::store::lock(&tx, &[ticket]).await?;
    let why = archive::store::fault("it could not be built; the log of the worker says why");
    if lease.settle(&tx, archive::state::GIVE_UP, now, why).await?.is_err() {
        return Ok(());
    }
    let entry = Entry::on(ticket, now, Actor::Worker, "package_abandoned").with(json!({ "archive": id }));
    audit::store::append(&tx, [entry]).await?;
    tx.commit().await?;
    Ok(())
}

fn write(
    desk: &Desk,
    key: &StreamKey,
    object: &str,
    attempt: Uuid,
    ordered: Package<'_>,
) -> io::Result<(NewFile, Assembled)> {
    let file = desk.storage.create_anew(object, attempt)?;
    let sealed = SealedWriter::new(&*desk.chance, key, object, file)?;
    let (sealed, assembled) = assemble(ordered, sealed).map_err(io::Error::other)?;
    let file = sealed.finish()?;
    file.sync()?;
    Ok((file, assembled))
}
