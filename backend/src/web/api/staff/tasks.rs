//! What can be done with a task.

use poem::Request;
use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};
use uuid::Uuid;

use super::{
    erasing::{Approval, ErasureDecisions},
    page::{Paging, first, usual, window},
    task::{TaskForHands, for_hands},
    uploads::{TaskReport, UploadedFile},
    withholding::WithheldView,
};
use crate::{
    casework::{
        collecting::{
            finish_by_hand::{self, Report, Upload},
            order, retry,
        },
        copying::look_into::{self, Look, Wanted},
        erasing::approve_erasure,
        error::CaseError,
        rectify::said,
    },
    kernel::ids::TaskId,
    web::{
        api::{
            body::Body,
            caller::{Caseworker, desk},
            faults::{Looking, Moving, Or, Sending},
            reply::Done,
        },
        case,
    },
};

/// A page of records, as the systems gave them; only long values are cut. What is withheld stands beside them.
#[derive(Clone, Debug, Object)]
pub struct RecordPage {
    /// The key of the system that they come from.
    pub system: String,
    /// The collection.
    pub collection: String,
    /// The columns.
    pub columns: Vec<ColumnView>,
    /// The records.
    pub records: Vec<RecordView>,
    /// What of the collection the person will not get.
    pub withheld: Vec<WithheldView>,
    /// Whether something of it can be withheld now.
    pub may_withhold: bool,
    /// Where in the list this is.
    pub paging: Paging,
}

/// A column.
#[derive(Clone, Debug, Object)]
pub struct ColumnView {
    /// Its name.
    pub name: String,
    /// Whether it holds free text that may name other people.
    pub may_name_others: bool,
}

/// A record.
#[derive(Clone, Debug, Object)]
pub struct RecordView {
    /// Whether it belongs to other people too.
    pub shared: bool,
    /// A value for each column.
    pub values: Vec<String>,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct Tasks;

#[OpenApi]
impl Tasks {
    /// Look at a task that is to be carried out by hand
    ///
    /// It names the person in full, so it is only for those who work on tickets.
    #[oai(path = "/tickets/:reference/tasks/:id", method = "get", operation_id = "task")]
    async fn show(
        &self,
        _by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The task's id.
        id: Path<Uuid>,
    ) -> Result<Json<TaskForHands>, Or<Looking>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        let case = case::read(desk, ticket.id).await?;
        let task = case.tasks.iter().find(|task| task.id == TaskId(id.0)).ok_or(CaseError::NotFound)?;
        let said = said::all(desk, &case.opened, task).await?;
        Ok(Json(for_hands(desk, &case, task.id, &said)?))
    }

    /// End a task by hand
    ///
    /// One that waits for a person, or that was given up.
    #[oai(path = "/tickets/:reference/tasks/:id/finish", method = "post", operation_id = "finish_task")]
    async fn finish(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The task's id.
        id: Path<Uuid>,
        body: TaskReport,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        let files: Vec<Upload> = body.files.into_iter().map(|UploadedFile(file)| file).collect();
        let report = Report { how: body.outcome, note: body.note, files };
        finish_by_hand::finish(desk, by.id(), ticket.id, TaskId(id.0), report).await?;
        Ok(Done)
    }

    /// Approve what would be erased
    ///
    /// Exactly the plan that was seen, named by its hash. With the last approval that the rules ask for it is carried out.
    #[oai(path = "/tickets/:reference/tasks/:id/approve", method = "post", operation_id = "approve_erasure")]
    async fn approve(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The task's id.
        id: Path<Uuid>,
        body: Body<Approval>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        approve_erasure::approve(desk, by.id(), ticket.id, TaskId(id.0), &body.0.plan).await?;
        Ok(Done)
    }

    /// Let an erasure go ahead of the systems that come before it
    #[oai(path = "/tickets/:reference/tasks/:id/ahead", method = "post", operation_id = "go_ahead")]
    async fn go_ahead(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The task's id.
        id: Path<Uuid>,
    ) -> Result<Done, Or<Moving>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        order::go_ahead(desk, by.id(), ticket.id, TaskId(id.0)).await?;
        Ok(Done)
    }

    /// Decide what is open about an erasure
    ///
    /// The plan is drawn up anew, and has to be approved anew.
    #[oai(path = "/tickets/:reference/tasks/:id/decide", method = "post", operation_id = "decide_erasure")]
    async fn decide(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The task's id.
        id: Path<Uuid>,
        body: Body<ErasureDecisions>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        approve_erasure::decide(desk, by.id(), ticket.id, TaskId(id.0), body.0.into()).await?;
        Ok(Done)
    }

    /// Ask the system again, from the start
    #[oai(path = "/tickets/:reference/tasks/:id/retry", method = "post", operation_id = "retry_task")]
    async fn retry(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The task's id.
        id: Path<Uuid>,
    ) -> Result<Done, Or<Moving>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        retry::task(desk, by.id(), ticket.id, TaskId(id.0)).await?;
        Ok(Done)
    }

    /// Look into the records that a task brought
    ///
    /// The log tells of each look, so it is only for those who work on tickets.
    #[expect(clippy::too_many_arguments, reason = "each is a parameter that the document names")]
    #[oai(path = "/tickets/:reference/tasks/:id/records", method = "get", operation_id = "records")]
    async fn records(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The task's id.
        id: Path<Uuid>,
        /// The name of the collection.
        collection: Query<String>,
        /// Which page, from 1.
        #[oai(default = "first", validator(minimum(value = "1"), maximum(value = "1000000")))]
        page: Query<u32>,
        /// How many records a page has.
        #[oai(default = "usual", validator(minimum(value = "1"), maximum(value = "200")))]
        per_page: Query<u32>,
    ) -> Result<Json<RecordPage>, Or<Looking>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        let (offset, most) = window(page.0, per_page.0);
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let wanted = Wanted { ticket: ticket.id, task: TaskId(id.0), collection: collection.0, offset, most };
        let look = look_into::records(desk, by.id(), wanted).await?;
        let paging = Paging { page: page.0, per_page: per_page.0, total: look.total };
        Ok(Json(RecordPage::of(look, paging)))
    }
}

impl RecordPage {
    fn of(look: Look, paging: Paging) -> Self {
        let may_name_others = |column: &str| {
            let inside =
                |field: &str| field == column || field.strip_prefix(column).is_some_and(|rest| rest.starts_with('.'));
            look.head.fields.iter().any(|field| field.may_name_others && inside(&field.name))
        };
        let withheld = look.withheld.into_iter().filter(|it| it.collection == look.head.name);
        let withheld = withheld.map(WithheldView::from).collect();
        let columns = look.columns.iter();
        let columns = columns.map(|name| ColumnView { name: name.clone(), may_name_others: may_name_others(name) });
        Self {
            columns: columns.collect(),
            system: look.system,
            collection: look.head.name,
            records: look.rows.into_iter().map(|row| RecordView { shared: row.shared, values: row.values }).collect(),
            withheld,
            may_withhold: look.may_withhold,
            paging,
        }
    }
}
