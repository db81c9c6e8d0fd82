//! What was withheld of a copy that was thrown away, by request and system, until there is a copy again.

use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, entity::prelude::*, sea_query::OnConflict};

use crate::kernel::ids::RequestId;

/// The marks on one copy.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "withheld_before")]
pub struct Model {
    /// The request that the copy was for.
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_id: RequestId,
    /// The configured key of the system that it came from.
    #[sea_orm(primary_key, auto_increment = false)]
    pub system: String,
    /// JSON: a list of [`Withheld`](super::result::Withheld); sealed.
    pub marks_sealed: Vec<u8>,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Writes the marks on one copy down, in place of earlier ones.
pub async fn keep(db: &impl ConnectionTrait, row: Model) -> Result<(), DbErr> {
    let row =
        ActiveModel { request_id: Set(row.request_id), system: Set(row.system), marks_sealed: Set(row.marks_sealed) };
    let again = OnConflict::columns([Column::RequestId, Column::System]).update_column(Column::MarksSealed).to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}

/// The marks that there were on this copy.
pub async fn of(db: &impl ConnectionTrait, request: RequestId, system: &str) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id((request, system.to_owned())).one(db).await
}

/// There is a copy again, and they stand on it.
pub async fn forget(db: &impl ConnectionTrait, request: RequestId, system: &str) -> Result<(), DbErr> {
    Entity::delete_by_id((request, system.to_owned())).exec(db).await?;
    Ok(())
}
