//! What staff write: messages, notes, and the answer to a request.

use poem::Request;
use poem_openapi::{Object, OpenApi, param::Path};
use uuid::Uuid;

use crate::{
    casework::{
        answer,
        write_message::{self, Note},
    },
    kernel::ids::RequestId,
    message::kind::Visibility,
    request::state::Outcome,
    web::{
        api::{
            body::Body,
            caller::{Caseworker, desk},
            faults::{Or, Sending},
            reply::Done,
        },
        staff::ticket::gather,
    },
};

/// A message or a note.
#[derive(Clone, Debug, Object)]
pub struct NewMessage {
    /// For whom: what is `shared` is mailed to the person, what is `internal` only staff see.
    pub visibility: Visibility,
    /// The text.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub text: String,
}

/// The answer to a request.
#[derive(Clone, Debug, Object)]
pub struct NewAnswer {
    /// How it is answered.
    pub outcome: Outcome,
    /// What was done, or why not: mailed to the person.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub text: String,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct Writing;

#[OpenApi]
impl Writing {
    /// Write to the person, or a note for staff
    #[oai(path = "/tickets/:reference/messages", method = "post", operation_id = "write_message")]
    async fn message(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        body: Body<NewMessage>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = gather::find(desk, &reference).await?;
        let note = Note::Staff { by: by.id(), visibility: body.0.visibility };
        write_message::write(desk, ticket.id, note, &body.0.text).await?;
        Ok(Done)
    }

    /// Answer a request in writing
    ///
    /// Once every system has answered. When the last open request has its answer, the ticket is done.
    #[oai(path = "/tickets/:reference/requests/:id/answer", method = "post", operation_id = "answer")]
    async fn answer(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The request's id.
        id: Path<Uuid>,
        body: Body<NewAnswer>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = gather::find(desk, &reference).await?;
        let NewAnswer { outcome, text } = body.0;
        answer::answer(desk, by.id(), ticket.id, RequestId(id.0), outcome, &text).await?;
        Ok(Done)
    }
}
