//! Data that goes straight to another provider.

use chrono::{DateTime, Utc};
use poem::Request;
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use crate::{
    casework::copying::hand_over,
    handover::{
        self,
        state::{State, Way},
    },
    kernel::ids::HandoverId,
    web::{
        api::{
            body::Body,
            caller::{Caller, Caseworker, desk},
            faults::{Looking, Moving, Or, Sending},
            reply::{Created, Done},
        },
        case,
    },
};

/// One handover.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct HandoverView {
    /// Its id, which the receiver got as `Idempotency-Key`.
    pub id: Uuid,
    /// To whom.
    pub receiver: String,
    /// By which way.
    pub way: Way,
    /// How it stands.
    pub state: State,
    /// When it was ordered.
    pub ordered_at: DateTime<Utc>,
    /// When the receiver had it.
    pub sent_at: Option<DateTime<Utc>>,
    /// How many bytes were sent.
    pub bytes: i64,
    /// SHA-256 of what was sent.
    pub sha256: Option<String>,
    /// The status that was answered, or what the mail server said when it took the mail.
    pub answer: Option<String>,
    /// The SHA-256 that the receiver says it got.
    pub answer_sha256: Option<String>,
    /// The last fault.
    pub problem: Option<String>,
    /// When the person was told that it could not be sent.
    pub told_at: Option<DateTime<Utc>>,
}

/// To whom data is to be sent.
#[derive(Clone, Debug, Object)]
pub struct HandoverOrder {
    /// The name of a receiver of the configuration.
    #[oai(validator(min_length = 1, max_length = 200))]
    pub receiver: String,
}

/// What was ordered.
#[derive(Clone, Debug, Object)]
pub struct HandoverOrdered {
    /// Its id.
    pub id: Uuid,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct Handovers;

#[OpenApi]
impl Handovers {
    /// What of a ticket was sent straight to other providers
    #[oai(path = "/tickets/:reference/handovers", method = "get", operation_id = "list_handovers")]
    async fn list(
        &self,
        _by: Caller,
        request: &Request,
        /// The ticket's reference.
        reference: Path<String>,
    ) -> Result<Json<Vec<HandoverView>>, Or<Looking>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference.0).await?;
        let rows = handover::store::of(&desk.db, ticket.id).await?.into_iter().map(|row| HandoverView {
            id: row.id.0,
            receiver: row.receiver,
            way: row.way,
            state: row.state,
            ordered_at: row.ordered_at,
            sent_at: row.sent_at,
            bytes: row.bytes,
            sha256: row.sha256,
            answer: row.answer,
            answer_sha256: row.answer_sha256,
            problem: row.problem,
            told_at: row.told_at,
        });
        Ok(Json(rows.collect()))
    }

    /// Send what the person may take with them straight to another provider
    ///
    /// Only to a receiver of the configuration: one whose address somebody has checked (Art. 20(2)).
    #[oai(path = "/tickets/:reference/handovers", method = "post", operation_id = "hand_over")]
    async fn order(
        &self,
        by: Caseworker,
        request: &Request,
        /// The ticket's reference.
        reference: Path<String>,
        body: Body<HandoverOrder>,
    ) -> Result<Created<HandoverOrdered>, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference.0).await?;
        let id = hand_over::order(desk, by.id(), ticket.id, &body.0.receiver).await?;
        Ok(Created(HandoverOrdered { id: id.0 }))
    }

    /// Try a handover again that was given up
    ///
    /// The receiver is back, or what was wrong is put right. What fails for a while only is tried again by itself before.
    #[oai(path = "/tickets/:reference/handovers/:id/again", method = "post", operation_id = "hand_over_again")]
    async fn again(
        &self,
        by: Caseworker,
        request: &Request,
        /// The ticket's reference.
        reference: Path<String>,
        /// The handover's id.
        id: Path<Uuid>,
    ) -> Result<Done, Or<Moving>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference.0).await?;
        hand_over::again(desk, by.id(), ticket.id, HandoverId(id.0)).await?;
        Ok(Done)
    }
}
