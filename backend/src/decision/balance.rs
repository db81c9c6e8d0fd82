//! The balancing test of Art. 21(1), as a person has written it down: the person's situation, our compelling grounds, and which of
//! them weighs more. Nobody is refused on overriding grounds without one.

use sea_orm::{ActiveModelTrait, ConnectionTrait, DbErr, entity::prelude::*, sea_query::OnConflict};

use crate::kernel::ids::{RequestId, StaffId, TicketId};

crate::codes! {
    /// What the weighing came to.
    Weight {
        /// Our grounds are compelling and override: the use may go on.
        Ours = "ours",
        /// The person's situation weighs more: the use ends.
        Theirs = "theirs",
    }
}

/// One balancing test; the last one that was written counts.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "balance")]
pub struct Model {
    /// The request that was weighed.
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_id: RequestId,
    /// Its ticket.
    pub ticket_id: TicketId,
    /// The person's situation, sealed.
    pub theirs_sealed: Vec<u8>,
    /// Our grounds, sealed.
    pub ours_sealed: Vec<u8>,
    /// What it came to.
    pub weight: Weight,
    /// Who weighed.
    pub staff_id: StaffId,
    /// When.
    pub at: DateTimeUtc,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Writes it down, in place of an earlier one.
pub async fn put(db: &impl ConnectionTrait, balance: Model) -> Result<(), DbErr> {
    let anew = [Column::TheirsSealed, Column::OursSealed, Column::Weight, Column::StaffId, Column::At];
    let again = OnConflict::column(Column::RequestId).update_columns(anew).to_owned();
    Entity::insert(ActiveModel::from(balance).reset_all()).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}

/// The one of this request.
pub async fn of(db: &impl ConnectionTrait, request: RequestId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(request).one(db).await
}

/// Those of a ticket's requests.
pub async fn of_ticket(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::TicketId.eq(ticket)).all(db).await
}
