//! What programs do about a rectification: write down what is wrong, approve what would be written, decide about one field.

use poem::Request;
use poem_openapi::{Enum, Object, OpenApi, param::Path};
use rightsdesk_exporters::contract::correction::{Correction, Held};
use uuid::Uuid;

use super::erasing::Approval;
use crate::{
    casework::{
        rectify::{
            approve,
            ask::{self, Wrong},
            settle::{self, End},
        },
        refusal::Refusal,
    },
    kernel::{
        actor::Actor,
        ids::{CorrectionId, TaskId},
    },
    web::{
        api::{
            body::Body,
            caller::{Caseworker, desk},
            faults::{Or, Sending},
            reply::Done,
        },
        case,
    },
};

/// What the person says is wrong in one field.
#[derive(Clone, Debug, Object)]
pub struct FieldCorrection {
    /// `dataset.collection`.
    #[oai(validator(min_length = 1, max_length = 400))]
    pub collection: String,
    /// The field.
    #[oai(validator(min_length = 1, max_length = 200))]
    pub field: String,
    /// Only on rows where this stands; left out: on all of the person's.
    #[oai(validator(max_length = 10000))]
    pub held: Option<String>,
    /// What should stand there; left out: nothing.
    #[oai(validator(max_length = 10000))]
    pub right: Option<String>,
}

/// What becomes of one correction.
#[derive(Clone, Debug, Object)]
pub struct CorrectionDecision {
    /// Which.
    pub correction: Uuid,
    /// How it ends.
    pub end: CorrectionEnd,
    /// The code of the ground, if it is refused.
    #[oai(validator(max_length = 100))]
    pub ground: Option<String>,
}

/// How a correction ends without being written by us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub enum CorrectionEnd {
    /// It is not done, on a ground.
    Refused,
    /// Staff have changed it in the system themselves.
    ByHand,
    /// Nothing is changed; what the person says is kept beside it.
    Statement,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct Correcting;

#[OpenApi]
impl Correcting {
    /// Write down what the person says is wrong
    ///
    /// Only fields that the system's manifest lets be corrected. The system is then asked what would change; that stands in the task's
    /// `rectification`.
    #[oai(path = "/tickets/:reference/tasks/:id/corrections", method = "post", operation_id = "write_down_correction")]
    async fn write_down(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The task's id.
        id: Path<Uuid>,
        body: Body<FieldCorrection>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        let FieldCorrection { collection, field, held, right } = body.0;
        let held = held.map_or(Held::Whatever, |held| Held::This(Some(held)));
        let wrong = Wrong { task: TaskId(id.0), corrections: vec![Correction { collection, field, held, right }] };
        ask::ask(desk, Actor::Staff(by.id()), ticket.id, vec![wrong]).await?;
        Ok(Done)
    }

    /// Approve what would be written
    ///
    /// Exactly the proposal that was seen, named by its hash; not by whoever wrote one of its corrections down.
    #[oai(
        path = "/tickets/:reference/tasks/:id/corrections/approval",
        method = "post",
        operation_id = "approve_corrections"
    )]
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
        approve::approve(desk, by.id(), ticket.id, TaskId(id.0), &body.0.plan).await?;
        Ok(Done)
    }

    /// Decide about one correction
    ///
    /// What is left of them is drawn up anew, and has to be approved anew.
    #[oai(
        path = "/tickets/:reference/tasks/:id/corrections/decision",
        method = "post",
        operation_id = "decide_correction"
    )]
    async fn decide(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The task's id.
        id: Path<Uuid>,
        body: Body<CorrectionDecision>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        let CorrectionDecision { correction, end, ground } = body.0;
        let end = match (end, ground.as_deref()) {
            (CorrectionEnd::Refused, Some(ground)) => End::Refused(ground),
            (CorrectionEnd::ByHand, None) => End::ByHand,
            (CorrectionEnd::Statement, None) => End::Statement,
            (CorrectionEnd::Refused, None) | (CorrectionEnd::ByHand | CorrectionEnd::Statement, Some(_)) => {
                return Err(crate::casework::error::CaseError::Refused(Refusal::GroundDoesNotFit).into());
            }
        };
        settle::settle(desk, by.id(), ticket.id, TaskId(id.0), CorrectionId(correction), end).await?;
        Ok(Done)
    }
}
