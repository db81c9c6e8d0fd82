//! The table.

use sea_orm::entity::prelude::*;

use super::content::{InLanguages, Section};
use crate::kernel::ids::PrivacyNoticeId;

/// One version.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "privacy_notice")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PrivacyNoticeId,
    /// The product it is about.
    pub product: String,
    /// 1, 2, 3, … for each product.
    pub number: i32,
    /// SHA-256 of the content.
    pub hash: String,
    /// JSON: the sections in each language.
    pub content: String,
    /// The first day on which it was in force.
    pub began_on: Date,
    /// When it was written.
    pub created_at: DateTimeUtc,
}

impl Model {
    /// What it says in this language, by its code; nothing if the row is damaged.
    pub fn sections(&self, language: &str) -> Vec<Section> {
        let mut all: InLanguages = serde_json::from_str(&self.content).unwrap_or_default();
        all.remove(language).unwrap_or_default()
    }
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
