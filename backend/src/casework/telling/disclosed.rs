//! What was disclosed of the person of a ticket.

use sea_orm::ConnectionTrait;

use crate::{
    casework::{error::CaseError, sealing::Opened},
    desk::Desk,
    disclosure::{self, entity::Model},
    hold::name::blinds_of_all,
    identifier::{self, standing::Standing},
};

/// The disclosures about the person, by the names that we rely on; the oldest first, those that are withheld included.
pub async fn of(db: &impl ConnectionTrait, desk: &Desk, opened: &Opened) -> Result<Vec<Model>, CaseError> {
    let rows = identifier::store::of(db, opened.ticket.id).await?;
    let trusted = rows.iter().filter(|row| row.standing == Standing::Trusted);
    let names = trusted.map(|row| identifier::store::open(row, &opened.key)).collect::<Result<Vec<_>, _>>()?;
    Ok(disclosure::store::about(db, &blinds_of_all(&desk.index, &names)).await?)
}
