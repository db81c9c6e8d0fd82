//! A decision that a machine had made, decided anew by a person who had the view of whom it is about in front of them (Art. 22(3),
//! UK 22C).

use sea_orm::{ActiveModelTrait, ConnectionTrait, DbErr, QueryOrder, entity::prelude::*};

use crate::kernel::ids::{RequestId, ReviewId, StaffId, TicketId};

crate::codes! {
    /// What the person decided.
    Verdict {
        /// The same.
        Upheld = "upheld",
        /// Something else.
        Changed = "changed",
        /// The machine's decision does not count any more.
        Withdrawn = "withdrawn",
    }
}

/// One decision that was made anew.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "decision_review")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReviewId,
    /// The request that asked for it.
    pub request_id: RequestId,
    /// Its ticket.
    pub ticket_id: TicketId,
    /// The configured key of the machine's decision.
    pub decision: String,
    /// What the person decided.
    pub verdict: Verdict,
    /// Why: whom it is about reads it. Sealed.
    pub reason_sealed: Vec<u8>,
    /// Who decided.
    pub staff_id: StaffId,
    /// When.
    pub at: DateTimeUtc,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Writes it down.
pub async fn insert(db: &impl ConnectionTrait, review: Model) -> Result<(), DbErr> {
    Entity::insert(ActiveModel::from(review).reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// Those on a ticket, first to last.
pub async fn of_ticket(db: &impl ConnectionTrait, ticket: TicketId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::TicketId.eq(ticket)).order_by_asc(Column::At).order_by_asc(Column::Id).all(db).await
}
