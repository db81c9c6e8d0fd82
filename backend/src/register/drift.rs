//! How the connected systems differ from their manifests: what was found when they were last looked at, and what staff
//! have said of it.

use chrono::{DateTime, Utc};
use rightsdesk_exporters::contract::drift::{Drift, Strange};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DbErr, QueryOrder,
    entity::prelude::*,
    sea_query::{Expr, OnConflict},
};

use crate::kernel::ids::StaffId;

crate::codes! {
    /// Sorts of differences.
    Kind {
        /// Declared and not there any more.
        Gone = "gone",
        /// There and not declared.
        Undeclared = "undeclared",
    }
}

// A primary key must say whether it can be a number that the database counts up; this part of ours cannot.
impl sea_orm::TryFromU64 for Kind {
    fn try_from_u64(_: u64) -> Result<Self, DbErr> {
        Err(DbErr::ConvertFromU64("Kind"))
    }
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "drift")]
pub struct Model {
    /// The configured key of the system.
    #[sea_orm(primary_key, auto_increment = false)]
    pub system: String,
    /// Which sort.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: Kind,
    /// The collection, field or table.
    #[sea_orm(primary_key, auto_increment = false)]
    pub place: String,
    /// JSON: what was found.
    pub details: String,
    /// In how many of the rows that were looked at values look like names of people.
    pub looks: i64,
    /// A fingerprint of the columns; empty for what is gone.
    pub shape: String,
    /// When it was seen first.
    pub first_seen_at: DateTimeUtc,
    /// When it was seen last.
    pub seen_at: DateTimeUtc,
    /// Who said that there is no personal data in it.
    pub known_by: Option<StaffId>,
    /// When.
    pub known_at: Option<DateTimeUtc>,
    /// Why.
    pub known_why: Option<String>,
    /// Of which shape that was said.
    pub known_shape: Option<String>,
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Whether staff have said of it, as it is now, that there is no personal data in it.
    pub fn is_known(&self) -> bool {
        self.known_shape.as_ref() == Some(&self.shape)
    }

    /// Whether somebody has to look: something declared is gone, or names of people seem to stand where nobody has
    /// declared anything.
    pub fn is_loud(&self) -> bool {
        match self.kind {
            Kind::Gone => true,
            Kind::Undeclared => self.looks > 0 && !self.is_known(),
        }
    }

    /// What was found, of a table that nobody has declared wholly.
    pub fn strange(&self) -> Option<Strange> {
        serde_json::from_str(&self.details).ok()
    }
}

/// All that is known, by system; within it what is gone first, then by how much it looks like people.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .order_by_asc(Column::System)
        .order_by_asc(Column::Kind)
        .order_by_desc(Column::Looks)
        .order_by_asc(Column::Place)
        .all(db)
        .await
}

/// What is known of one system, in the same order.
pub async fn of(db: &impl ConnectionTrait, system: &str) -> Result<Vec<Model>, DbErr> {
    Ok(all(db).await?.into_iter().filter(|row| row.system == system).collect())
}

/// Writes what was found now in place of what was found before; what staff have said stays. Returns what is loud and was
/// not, or not in this shape.
pub async fn write(
    tx: &sea_orm::DatabaseTransaction,
    system: &str,
    found: &Drift,
    now: DateTime<Utc>,
) -> Result<Vec<Model>, DbErr> {
    let before = of(tx, system).await?;
    let rows: Vec<Model> = rows(system, found, now);
    let mut news = Vec::new();
    for mut row in rows.clone() {
        if let Some(old) = before.iter().find(|old| (old.kind, &old.place) == (row.kind, &row.place)) {
            row = Model { details: row.details, looks: row.looks, shape: row.shape, seen_at: now, ..old.clone() };
            if row.is_loud() && (!old.is_loud() || old.shape != row.shape) {
                news.push(row.clone());
            }
        } else if row.is_loud() {
            news.push(row.clone());
        }
        let key = [Column::System, Column::Kind, Column::Place];
        let again = OnConflict::columns(key)
            .update_columns([Column::Details, Column::Looks, Column::Shape, Column::SeenAt])
            .to_owned();
        Entity::insert(ActiveModel::from(row).reset_all()).on_conflict(again).exec_without_returning(tx).await?;
    }
    for old in before.iter().filter(|old| !rows.iter().any(|row| (row.kind, &row.place) == (old.kind, &old.place))) {
        Entity::delete_many()
            .filter(Column::System.eq(system))
            .filter(Column::Kind.eq(old.kind))
            .filter(Column::Place.eq(&old.place))
            .exec(tx)
            .await?;
    }
    Ok(news)
}

fn rows(system: &str, found: &Drift, now: DateTime<Utc>) -> Vec<Model> {
    let row = |kind: Kind, place: &str| Model {
        system: system.to_owned(),
        kind,
        place: place.to_owned(),
        details: "{}".to_owned(),
        looks: 0,
        shape: String::new(),
        first_seen_at: now,
        seen_at: now,
        known_by: None,
        known_at: None,
        known_why: None,
        known_shape: None,
    };
    let gone = found.gone.iter().map(|place| row(Kind::Gone, place));
    let strange = found.strange.iter().map(|strange| Model {
        details: serde_json::to_string(strange).expect("names and counts are JSON"),
        looks: i64::try_from(strange.looks.iter().map(|look| look.rows).sum::<u64>()).unwrap_or(i64::MAX),
        shape: strange.shape.clone(),
        ..row(Kind::Undeclared, &strange.table)
    });
    gone.chain(strange).collect()
}

/// Notes that there is no personal data in a table as it is now; false if there is no such finding of that shape.
pub async fn know(
    db: &impl ConnectionTrait,
    (system, place, shape): (&str, &str, &str),
    by: StaffId,
    why: &str,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let written = Entity::update_many()
        .col_expr(Column::KnownBy, Expr::value(by))
        .col_expr(Column::KnownAt, Expr::value(now))
        .col_expr(Column::KnownWhy, Expr::value(why))
        .col_expr(Column::KnownShape, Expr::value(shape))
        .filter(Column::System.eq(system))
        .filter(Column::Kind.eq(Kind::Undeclared))
        .filter(Column::Place.eq(place))
        .filter(Column::Shape.eq(shape))
        .exec(db)
        .await?;
    Ok(written.rows_affected == 1)
}
