//! As soon as the first system has told what it holds and we can correct, the person is told that they can say what is wrong: a page that nobody
//! knows of is of use to nobody.

use sea_orm::DatabaseTransaction;
use serde_json::json;

use crate::{
    audit::{self, entry::Entry},
    casework::{
        error::CaseError,
        sealing::Opened,
        writing::{letters, occasion::Writing},
    },
    correction,
    desk::Desk,
    kernel::actor::Actor,
    task::{self, entity::Model, state::Operation},
    words::{fill::Fill, language::Language},
};

/// The line in the log.
const EVENT: &str = "correction_invited";

/// Writes to the person, once for a ticket, and not if something was said already.
pub(in crate::casework) async fn once(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    task: &Model,
) -> Result<(), CaseError> {
    let id = opened.ticket.id;
    if task.operation != Operation::Correct || !opened.ticket.has_mailbox() {
        return Ok(());
    }
    let row = task::store::of(tx, id).await?.into_iter().find(|row| row.id == task.id);
    let correcting = row.map(|row| opened.result_of(&row)).transpose()?.and_then(|result| result.correcting);
    let is_shown =
        correcting.is_some_and(|it| it.proposal.is_none() && it.held.iter().any(|field| !field.values.is_empty()));
    if !is_shown {
        return Ok(());
    }
    let is_said = !correction::store::of(tx, id).await?.is_empty();
    if is_said || audit::store::about(tx, id).await?.iter().any(|line| line.event == EVENT) {
        return Ok(());
    }
    let language = Language::from_code(&opened.ticket.language).unwrap_or_default();
    let base = desk.config.desk.public_url.trim_end_matches('/');
    let text = language.correcting().mail_open.with(format!("{base}/{}/status", language.code()));
    let by = &desk.config.desk.organisation;
    letters::queue(tx, desk, opened, Writing::Message { by, text: &text }).await?;
    let line = Entry::on(id, desk.now(), Actor::Desk, EVENT).with(json!({ "system": task.system }));
    audit::store::append(tx, [line]).await?;
    Ok(())
}
