//! What staff keep out of a package, because it would harm somebody else (Art. 15(4), 20(4)).

use poem::Request;
use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
};
use uuid::Uuid;

use crate::{
    casework::copying::withhold::{self, Withholding},
    kernel::ids::TaskId,
    task::result::Withheld,
    web::{
        api::{
            body::Body,
            caller::{Caseworker, desk},
            faults::{Moving, Or, Sending},
            reply::Done,
        },
        case,
    },
};

/// What is to be withheld of one collection.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct NewWithholding {
    /// The name of the collection.
    #[oai(validator(min_length = 1, max_length = 400))]
    pub collection: String,
    /// The numbers of the records, counted from 1 over all pages of `GET …/records`; none: all of them, and then a field is named.
    #[oai(default, validator(max_items = 500))]
    pub records: Vec<u64>,
    /// The field; without it the whole records.
    #[oai(validator(min_length = 1, max_length = 400))]
    pub field: Option<String>,
    /// On which ground, by code: `GET /grounds` lists them. It has to answer the right, and to refuse.
    #[oai(validator(min_length = 1, max_length = 100))]
    pub ground: String,
    /// Why. Only staff read it.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub words: String,
}

/// Something that is withheld.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct WithheldView {
    /// The number of the record, from 1; without it all of them.
    pub record: Option<u64>,
    /// The field; without it the whole record.
    pub field: Option<String>,
    /// On which ground, by code.
    pub ground: String,
    /// Why, for staff.
    pub words: String,
}

impl From<Withheld> for WithheldView {
    fn from(it: Withheld) -> Self {
        Self { record: it.row, field: it.field, ground: it.ground, words: it.words }
    }
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct WithholdingOperations;

#[OpenApi]
impl WithholdingOperations {
    /// Withhold something of what a task brought
    ///
    /// The package is built anew without it, and says that something is missing and why. It is a refusal in part: where two have to
    /// agree, somebody else lets the package out.
    #[oai(path = "/tickets/:reference/tasks/:id/withholding", method = "post", operation_id = "withhold_records")]
    async fn withhold(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The task's id.
        id: Path<Uuid>,
        body: Body<NewWithholding>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        let NewWithholding { collection, records, field, ground, words } = body.0;
        let rows = records.into_iter().collect();
        let wish = Withholding { task: TaskId(id.0), collection, rows, field, ground, words };
        withhold::withhold(desk, by.id(), ticket.id, wish).await?;
        Ok(Done)
    }

    /// Hand all of a collection over after all
    #[oai(path = "/tickets/:reference/tasks/:id/withholding", method = "delete", operation_id = "hand_over_records")]
    async fn hand_over(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The task's id.
        id: Path<Uuid>,
        /// The name of the collection.
        collection: Query<String>,
    ) -> Result<Done, Or<Moving>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        withhold::hand_over(desk, by.id(), ticket.id, TaskId(id.0), &collection).await?;
        Ok(Done)
    }
}
