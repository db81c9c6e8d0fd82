//! How a system differs from its manifest, and what staff say of it.

use chrono::{DateTime, Utc};
use poem::Request;
use poem_openapi::{Enum, Object, OpenApi, param::Path, payload::Json};
use rightsdesk_exporters::contract::drift::{Likeness, Look};

use super::person::{Colleague, colleague};
use crate::{
    casework::{error::CaseError, keeping::look_for_drift},
    register::{
        drift::{self, Kind, Model},
        drift_look,
    },
    staff,
    web::api::{
        body::Body,
        caller::{Caller, Caseworker, desk},
        faults::{Looking, Moving, Or, Sending},
        reply::Done,
    },
};

/// How a system differs from its manifest: names of tables and columns, and counts, never a value.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct DriftView {
    /// When it was last looked at, if it ever was.
    pub looked_at: Option<DateTime<Utc>>,
    /// What is declared and not there any more.
    pub gone: Vec<String>,
    /// What is there and not declared, what looks most like people first.
    pub undeclared: Vec<UndeclaredTable>,
}

/// A table that nobody has declared, or not wholly.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct UndeclaredTable {
    /// Which.
    pub place: String,
    /// Whether nothing of it is declared.
    pub is_whole: bool,
    /// The columns that are not declared.
    pub columns: Vec<String>,
    /// So many rows were looked at.
    pub sampled: u64,
    /// Columns in which values look like names of people.
    pub looks: Vec<LooksLikePeople>,
    /// A fingerprint of the columns: another one means that the table has changed.
    pub shape: String,
    /// When it was seen first.
    pub first_seen_at: DateTime<Utc>,
    /// What staff have said of it as it is now: that there is no personal data in it.
    pub known: Option<KnownTable>,
}

/// A column in which values look like names of people.
#[derive(Clone, Debug, Object)]
pub struct LooksLikePeople {
    /// The column.
    pub column: String,
    /// What they look like.
    pub like: LikeView,
    /// In so many of the rows that were looked at.
    pub rows: u64,
}

/// What a value looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub enum LikeView {
    /// A mail address.
    Email,
    /// A Matrix ID.
    MatrixId,
    /// A phone number.
    Phone,
}

/// That there is no personal data in a table.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct KnownTable {
    /// Who said it.
    pub by: Colleague,
    /// When.
    pub at: Option<DateTime<Utc>>,
    /// Why.
    pub why: String,
}

/// That there is no personal data in a table as it is now.
#[derive(Clone, Debug, Object)]
pub struct NewKnownTable {
    /// Which, as it was told.
    #[oai(validator(min_length = 1, max_length = 1000))]
    pub place: String,
    /// The fingerprint that was told: if the table has changed since, this is refused.
    #[oai(validator(min_length = 1, max_length = 200))]
    pub shape: String,
    /// Why.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub why: String,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct DriftOperations;

#[OpenApi]
impl DriftOperations {
    /// See how a system differs from its manifest
    #[oai(path = "/systems/:key/drift", method = "get", operation_id = "drift")]
    async fn show(
        &self,
        _by: Caller,
        request: &Request,
        /// The system's key.
        key: Path<String>,
    ) -> Result<Json<DriftView>, Or<Looking>> {
        let desk = desk(request);
        if desk.systems.get(&key).is_none() {
            return Err(CaseError::NotFound.into());
        }
        let people = staff::store::all(&desk.db).await?;
        let rows = drift::of(&desk.db, &key).await?;
        let (gone, undeclared): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.kind == Kind::Gone);
        Ok(Json(DriftView {
            looked_at: drift_look::last(&desk.db, &key).await?,
            gone: gone.into_iter().map(|row| row.place).collect(),
            undeclared: undeclared.into_iter().filter_map(|row| table(row, &people)).collect(),
        }))
    }

    /// Hold a system against its manifest now
    ///
    /// Every night it is done by itself.
    #[oai(path = "/systems/:key/drift", method = "post", operation_id = "look_for_drift")]
    async fn look(
        &self,
        by: Caseworker,
        request: &Request,
        /// The system's key.
        key: Path<String>,
    ) -> Result<Done, Or<Moving>> {
        look_for_drift::look_at(desk(request), by.id(), &key).await?;
        Ok(Done)
    }

    /// Say that there is no personal data in a table
    ///
    /// It is quiet until the table changes.
    #[oai(path = "/systems/:key/drift/known", method = "post", operation_id = "know_table")]
    async fn know(
        &self,
        by: Caseworker,
        request: &Request,
        /// The system's key.
        key: Path<String>,
        body: Body<NewKnownTable>,
    ) -> Result<Done, Or<Sending>> {
        let NewKnownTable { place, shape, why } = body.0;
        look_for_drift::know(desk(request), by.id(), &key, (&place, &shape), &why).await?;
        Ok(Done)
    }
}

fn table(row: Model, people: &[staff::entity::Model]) -> Option<UndeclaredTable> {
    let strange = row.strange()?;
    let known = row.known_by.filter(|_| row.is_known()).map(|by| KnownTable {
        by: colleague(people, by),
        at: row.known_at,
        why: row.known_why.clone().unwrap_or_default(),
    });
    Some(UndeclaredTable {
        place: row.place,
        is_whole: strange.is_whole,
        columns: strange.columns,
        sampled: strange.sampled,
        looks: strange.looks.into_iter().map(look).collect(),
        shape: row.shape,
        first_seen_at: row.first_seen_at,
        known,
    })
}

fn look(look: Look) -> LooksLikePeople {
    let like = match look.like {
        Likeness::Email => LikeView::Email,
        Likeness::MatrixId => LikeView::MatrixId,
        Likeness::Phone => LikeView::Phone,
    };
    LooksLikePeople { column: look.column, like, rows: look.rows }
}
