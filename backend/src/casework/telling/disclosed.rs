//! What was disclosed of the person of a ticket.

use sea_orm::ConnectionTrait;

use crate::{
    casework::{error::CaseError, sealing::Opened},
    desk::Desk,
    disclosure::{self, entity::Model},
    hold::name::blinds_of_all,
};

/// The disclosures about the person, by the names that we rely on; the oldest first, those that are withheld included.
pub async fn of(db: &impl ConnectionTrait, desk: &Desk, opened: &Opened) -> Result<Vec<Model>, CaseError> {
    let names = opened.names(db).await?;
    Ok(disclosure::store::about(db, &blinds_of_all(&desk.index, &names)).await?)
}
