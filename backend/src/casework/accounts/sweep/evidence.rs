//! What is known of one closed account: when it was closed, what was done in each system, and what the ledger says of it.

use rightsdesk_exporters::contract::subject::IdentifierKind;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::part::{AT_LEAST, batch};
use crate::{
    casework::error::CaseError,
    deactivation::{
        entity::Model as Line,
        part::{self, Fates},
        search::Searched,
        store, sweep,
    },
    desk::Desk,
    identifier,
    kernel::ids::TicketId,
    ledger::{self, what::What},
    ticket,
};

/// One closing of an account, and what followed.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// The account's line.
    pub line: Line,
    /// The reference of the ticket on which people look at it.
    pub ticket: Option<String>,
    /// The sweep that has it, or had it.
    pub sweep: Option<sweep::Model>,
    /// What was done in each system.
    pub systems: Vec<InSystem>,
    /// What the ledger says of that sweep, in order.
    pub ledger: Vec<ledger::entity::Model>,
}

/// What was done in one system.
#[derive(Clone, Debug)]
pub struct InSystem {
    /// Its configured key.
    pub system: String,
    /// Rows erased, and rows that the rules keep; none if nothing was proven there.
    pub rows: Option<(u64, u64)>,
    /// Whether more rows may have been erased: an earlier try was broken off, and nobody knows what it had done by then.
    pub at_least: bool,
    /// Where names of the batch still stood afterwards; none if nobody looked.
    pub searched: Option<Searched>,
    /// What was done, as JSON, once it is.
    pub done: Option<chrono::DateTime<chrono::Utc>>,
}

/// All closings of the account with this Matrix ID, the last one first.
pub async fn of(desk: &Desk, account: &str) -> Result<Vec<Evidence>, CaseError> {
    let blinds = identifier::store::blinds(&desk.index, IdentifierKind::MATRIX_ID, account.trim());
    let mut all = Vec::new();
    for line in store::with_blinds(&desk.db, blinds).await? {
        let ticket = match line.ticket_id {
            Some(id) => reference(desk, id).await?,
            None => None,
        };
        let (sweep, systems, ledger) = match line.sweep_id {
            Some(id) => {
                let sweep = sweep::by_id(&desk.db, id).await?;
                let parts = part::of(&desk.db, id).await?;
                let told = ledger::entity::Entity::find()
                    .filter(ledger::entity::Column::BatchId.eq(batch(id)))
                    .order_by_asc(ledger::entity::Column::Seq)
                    .all(&desk.db)
                    .await?;
                let systems: Result<Vec<_>, _> =
                    parts.into_iter().map(|part| in_system(part, line.place, &told)).collect();
                (sweep, systems?, told)
            }
            None => (None, Vec::new(), Vec::new()),
        };
        all.push(Evidence { line, ticket, sweep, systems, ledger });
    }
    Ok(all)
}

async fn reference(desk: &Desk, id: TicketId) -> Result<Option<String>, CaseError> {
    Ok(ticket::store::by_id(&desk.db, id).await?.map(|ticket| ticket.reference))
}

fn in_system(part: part::Model, place: i32, told: &[ledger::entity::Model]) -> Result<InSystem, CaseError> {
    let fates: Fates = serde_json::from_str(&part.fates).map_err(CaseError::fault)?;
    let rows = fates.into_iter().find(|(own, ..)| *own == place).map(|(_, erased, kept)| (erased, kept));
    let at_least = told.iter().any(|line| line.system == part.system && line.what == What::Done && is_minimum(line));
    let searched = Searched::of(&part);
    Ok(InSystem { system: part.system, rows, at_least, searched, done: part.ended_at })
}

fn is_minimum(line: &ledger::entity::Model) -> bool {
    let details: serde_json::Value = serde_json::from_str(&line.details).unwrap_or_default();
    details[AT_LEAST] == true
}
