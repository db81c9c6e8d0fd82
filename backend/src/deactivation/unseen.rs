//! Lines that are still to be worked on, for whoever looks whether their accounts are still closed.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::{
    entity::{Column, Entity, Model},
    state::State,
};
use crate::kernel::ids::DeactivationId;

/// The keyed hashes and ids of all lines whose accounts are closed as far as we know, and of which something is to be done.
pub async fn open(db: &impl ConnectionTrait) -> Result<Vec<(Vec<u8>, DeactivationId)>, DbErr> {
    Entity::find()
        .select_only()
        .columns([Column::Blind, Column::Id])
        .filter(Column::State.is_in([State::Waiting, State::Running, State::Aside]))
        .filter(Column::ReopenedAt.is_null())
        .into_tuple()
        .all(db)
        .await
}

/// The lines with these ids.
pub async fn with_ids(db: &impl ConnectionTrait, ids: &[DeactivationId]) -> Result<Vec<Model>, DbErr> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Entity::find().filter(Column::Id.is_in(ids.iter().copied())).all(db).await
}
