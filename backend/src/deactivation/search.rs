//! Where names still stand after a sweep: what a system answered, and how often it is asked.
//!
//! A sweep reads back by the ways by which it erased. Names that stand elsewhere are found by reading all texts of a system, which
//! is dear, so it is done for a batch now and then and not for each.

use chrono::{DateTime, Utc};
use rightsdesk_exporters::contract::erasure::{Residue, Standing};
use sea_orm::{ConnectionTrait, DbErr, QueryFilter, QueryOrder, QuerySelect, Statement, entity::prelude::*};
use serde::{Deserialize, Serialize};

use super::part::{Column, Entity, Model};

/// What a search found: names of tables and columns, and nobody's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Searched {
    /// So many columns with texts were searched.
    pub columns: u64,
    /// In which of them names of the batch's people still stand.
    pub residues: Vec<Residue>,
    /// Why it could not be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

impl Searched {
    /// What a part's search found; none if it made none.
    pub fn of(part: &Model) -> Option<Self> {
        serde_json::from_str(part.residues.as_deref()?).ok()
    }

    /// Where names stand that no rule of the manifest keeps there.
    pub fn unkept(&self) -> impl Iterator<Item = &Residue> {
        self.residues.iter().filter(|residue| residue.standing != Standing::Kept)
    }

    /// Whether staff have something to look at.
    pub fn needs_person(&self) -> bool {
        self.problem.is_some() || self.unkept().next().is_some()
    }
}

/// Whether the part is to search its system now: nobody has since that moment. Then nobody else does.
pub async fn begin(
    db: &impl ConnectionTrait,
    part: &Model,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let sql = "UPDATE sweep_part SET searched_at = $1 WHERE id = $2 AND lease_token = $3 \
               AND NOT EXISTS (SELECT 1 FROM sweep_part o WHERE o.system = $4 AND o.id <> $2 AND o.searched_at > $5)";
    let values = [now.into(), part.id.into(), part.lease_token.into(), part.system.clone().into(), since.into()];
    let begun = db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    Ok(begun.rows_affected() == 1)
}

/// The last parts that have searched, the latest first.
pub async fn latest(db: &impl ConnectionTrait, most: u64) -> Result<Vec<Model>, DbErr> {
    let searched = Entity::find().filter(Column::Residues.is_not_null());
    searched.order_by_desc(Column::SearchedAt).limit(most).all(db).await
}
