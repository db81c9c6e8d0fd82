//! The forms in which people decide about an erasure and approve it.

use std::{collections::BTreeMap, sync::Arc};

use poem::{
    Response, Result, handler,
    web::{Data, Path},
};
use rightsdesk_exporters::contract::erasure::SharedChoice;

use super::{notice::Notice, sent::Sent, task};
use crate::{
    casework::{
        collecting::order,
        erasing::approve_erasure::{self, Approved, Decisions},
    },
    desk::Desk,
    web::problem::BadForm,
};

/// Approves the plan that was seen.
#[handler]
pub async fn approve(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, task)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["plan"])?;
    let plan = fields.one("plan")?;
    let (ticket, task) = task::find(&desk, &reference, &task).await?;
    let done = approve_erasure::approve(&desk, by.id(), ticket.id, task.id, plan).await;
    task::after(&desk, &by, &ticket, &task, done.map(notice)).await
}

const fn notice(approved: Approved) -> Notice {
    match approved {
        Approved::Waits => Notice::ErasureApproved,
        Approved::Begins => Notice::ErasureBegins,
        Approved::Later => Notice::ErasureLater,
    }
}

/// Lets the plan be carried out before those of the systems that come first.
#[handler]
pub async fn go_ahead(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, task)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    fields.only(&[])?;
    let (ticket, task) = task::find(&desk, &reference, &task).await?;
    let done = order::go_ahead(&desk, by.id(), ticket.id, task.id).await;
    task::after(&desk, &by, &ticket, &task, done.map(|()| Notice::ErasureGoesAhead)).await
}

/// Has the plan drawn up anew with what was decided.
#[handler]
pub async fn decide(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, task)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["shared", "large_share"])?;
    let shared: Result<BTreeMap<_, _>, BadForm> =
        fields.all("shared").filter(|choice| !choice.is_empty()).map(choice).collect();
    let decisions = Decisions { shared: shared?, accepts_large_share: fields.one("large_share")? == "yes" };
    let (ticket, task) = task::find(&desk, &reference, &task).await?;
    let done = approve_erasure::decide(&desk, by.id(), ticket.id, task.id, decisions).await;
    task::after(&desk, &by, &ticket, &task, done.map(|()| Notice::ErasureDecided)).await
}

/// `dataset.collection=keep`.
fn choice(text: &str) -> Result<(String, SharedChoice), BadForm> {
    let (collection, code) = text.rsplit_once('=').ok_or(BadForm("it names no collection"))?;
    let choice = match code {
        "keep" => SharedChoice::Keep,
        "detach" => SharedChoice::Detach,
        "blank" => SharedChoice::Blank,
        _ => return Err(BadForm("it names no treatment")),
    };
    Ok((collection.to_owned(), choice))
}
