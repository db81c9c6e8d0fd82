//! When a system was last held against its manifest: without it, nothing found and never looked would be the same.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ConnectionTrait, DbErr, entity::prelude::*, sea_query::OnConflict};

/// The last look at a system.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "drift_look")]
pub struct Model {
    /// The configured key of the system.
    #[sea_orm(primary_key, auto_increment = false)]
    pub system: String,
    /// When.
    pub at: DateTimeUtc,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Notes that the system was looked at.
pub async fn note(db: &impl ConnectionTrait, system: &str, at: DateTime<Utc>) -> Result<(), DbErr> {
    let row = Model { system: system.to_owned(), at };
    let again = OnConflict::column(Column::System).update_column(Column::At).to_owned();
    Entity::insert(ActiveModel::from(row).reset_all()).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}

/// When the system was last looked at, if it ever was.
pub async fn last(db: &impl ConnectionTrait, system: &str) -> Result<Option<DateTime<Utc>>, DbErr> {
    Ok(Entity::find_by_id(system.to_owned()).one(db).await?.map(|row| row.at))
}
