//! The table.

use sea_orm::entity::prelude::*;

use super::basis::{Basis, Source};
use crate::kernel::ids::{DisclosureId, StaffId};

/// One disclosure.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "disclosure")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DisclosureId,
    /// To whom, by name.
    pub recipient: String,
    /// On what.
    pub basis: Basis,
    /// Whether an authority asked in a particular inquiry: then it is no recipient (Art. 4(9)).
    pub is_inquiry: bool,
    /// JSON: the kinds of data.
    pub categories: String,
    /// JSON: the keys of the systems that it came from; none: not known.
    pub systems: String,
    /// When.
    pub disclosed_on: Date,
    /// The key that the rest is sealed with, wrapped by the master key; none once destroyed.
    pub key_wrapped: Option<Vec<u8>>,
    /// The person's names, sealed.
    pub names_sealed: Vec<u8>,
    /// The number of the order and what else was written down, sealed.
    pub words_sealed: Vec<u8>,
    /// How we know.
    pub source: Source,
    /// Who wrote it down, if a member of staff.
    pub recorded_by: Option<StaffId>,
    /// When.
    pub recorded_at: DateTimeUtc,
    /// The code of the ground on which the person is not told.
    pub withheld_ground: Option<String>,
    /// Until when, that day included.
    pub withheld_until: Option<Date>,
    /// Who decided that.
    pub withheld_by: Option<StaffId>,
}

impl Model {
    /// Whether the person may be told of it on `today`.
    pub fn may_be_told(&self, today: Date) -> bool {
        match (&self.withheld_ground, self.withheld_until) {
            (None, _) => true,
            (Some(_), Some(until)) => until < today,
            (Some(_), None) => false,
        }
    }

    /// The kinds of data; none if the row is damaged.
    pub fn kinds(&self) -> Vec<String> {
        serde_json::from_str(&self.categories).unwrap_or_default()
    }

    /// The keys of the systems; none if the row is damaged.
    pub fn system_keys(&self) -> Vec<String> {
        serde_json::from_str(&self.systems).unwrap_or_default()
    }
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
