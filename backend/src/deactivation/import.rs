//! What came of reading a file of closed accounts in. The file's lines are counted and its refused lines told by number:
//! nobody's name stands here.

use sea_orm::{ActiveModelTrait, ConnectionTrait, DbErr, QueryOrder, QuerySelect, entity::prelude::*};

/// One import.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "deactivation_import")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// When.
    pub at: DateTimeUtc,
    /// How many lines were read, headings and empty ones not counted.
    pub lines: i64,
    /// Accounts that were not known to be closed.
    pub added: i64,
    /// Accounts that were, and of which nothing new was learnt.
    pub known: i64,
    /// Accounts that were, and whose time is better known now.
    pub better: i64,
    /// Lines that were refused.
    pub refused: i64,
    /// JSON, [`Refused`]: the first of those lines.
    pub report: String,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Refused lines: the number of each, from 1, and why.
pub type Refused = Vec<(u64, String)>;

/// Adds an import.
pub async fn insert(db: &impl ConnectionTrait, row: Model) -> Result<(), DbErr> {
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// The last import, if there was one.
pub async fn last(db: &impl ConnectionTrait) -> Result<Option<Model>, DbErr> {
    Entity::find().order_by_desc(Column::At).order_by_desc(Column::Id).limit(1).one(db).await
}
