//! What happened to a hold: it was set, looked at again, lifted. Each time somebody said why.

use sea_orm::{ActiveModelTrait, ConnectionTrait, DbErr, QueryOrder, entity::prelude::*};

use crate::kernel::ids::{HoldId, HoldStepId, StaffId};

crate::codes! {
    /// What happened.
    What {
        /// It was set.
        Set = "set",
        /// Somebody looked at it and let it stand.
        Reviewed = "reviewed",
        /// It is a lock, the person is told, and it ends on a day.
        LiftPlanned = "lift_planned",
        /// It is a lock, and goes on although its end was planned.
        CalledOff = "lift_called_off",
        /// It is still there although what it was set for, or our own period, is over: somebody has to look.
        KeptPast = "kept_past",
        /// It was lifted.
        Lifted = "lifted",
    }
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hold_step")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: HoldStepId,
    /// The hold.
    pub hold_id: HoldId,
    /// When.
    pub at: DateTimeUtc,
    /// Who; may be [the desk itself](super::entity::THE_DESK).
    pub staff_id: StaffId,
    /// What.
    pub what: What,
    /// The day of the next review that was agreed on.
    pub review_on: Option<Date>,
    /// Why, sealed.
    pub words_sealed: Vec<u8>,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Writes a step down.
pub async fn insert(db: &impl ConnectionTrait, step: Model) -> Result<(), DbErr> {
    Entity::insert(ActiveModel::from(step).reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// The steps of a hold, first to last.
pub async fn of(db: &impl ConnectionTrait, hold: HoldId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::HoldId.eq(hold)).order_by_asc(Column::At).order_by_asc(Column::Id).all(db).await
}
