//! What staff write: messages, notes, and the answer to a request.

use poem::Request;
use poem_openapi::{Object, OpenApi, param::Path};
use uuid::Uuid;

use crate::{
    casework::{
        answering::{
            decide::{self, Proposal},
            extend,
            review_decision::{self, Anew},
            weigh::{self, Weighing},
        },
        writing::write_message::{self, Note},
    },
    decision::{balance::Weight, review::Verdict},
    kernel::ids::{DecisionId, RequestId},
    law::erasure_grounds::ErasureGround,
    message::kind::Visibility,
    request::state::Outcome,
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

/// A message or a note.
#[derive(Clone, Debug, Object)]
pub struct NewMessage {
    /// For whom: what is `shared` is mailed to the person, what is `internal` only staff see.
    pub visibility: Visibility,
    /// The text.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub text: String,
}

/// That a request takes longer.
#[derive(Clone, Debug, Object)]
pub struct NewExtension {
    /// Why: the complexity or the number of requests. Mailed to the person.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub reasons: String,
}

/// The answer to a request.
#[derive(Clone, Debug, Object)]
pub struct NewAnswer {
    /// How it is answered.
    pub outcome: Outcome,
    /// What was done, or why not: mailed to the person.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub text: String,
    /// On which grounds not everything is done, by code: `GET /grounds` lists them. What a ground says, and its provisions, are
    /// added to the text.
    #[oai(default, validator(max_items = 5))]
    pub grounds: Vec<String>,
    /// What is on file for the grounds; needed where they refuse. Only staff read it.
    #[oai(default, validator(max_length = 10_000))]
    pub evidence: String,
    /// Of an erasure that is granted, in whole or in part: on which grounds of Art. 17(1). Without any, on those that the desk
    /// proposes by the legal bases of the systems and by what else lies on the ticket.
    #[oai(default, validator(max_items = 7))]
    pub rests_on: Vec<ErasureGround>,
}

/// To which proposed answer somebody agrees.
#[derive(Clone, Debug, Object)]
pub struct NewAgreement {
    /// The `proposal` of the request, as it was looked at. If another has taken its place, nothing is sent.
    pub proposal: Uuid,
}

/// Why a proposed answer is sent back.
#[derive(Clone, Debug, Object)]
pub struct NewReturn {
    /// The `proposal` of the request, as it was looked at.
    pub proposal: Uuid,
    /// Why. Only staff read it.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub why: String,
}

/// A machine's decision, decided anew by a person.
#[derive(Clone, Debug, Object)]
pub struct NewReview {
    /// The configured key of the machine's decision.
    #[oai(validator(min_length = 1, max_length = 64))]
    pub decision: String,
    /// What the person decides.
    pub verdict: Verdict,
    /// Why: whom it is about reads it.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub reason: String,
}

/// An objection that was weighed.
#[derive(Clone, Debug, Object)]
pub struct NewBalance {
    /// The situation of the person.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub theirs: String,
    /// Our grounds.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub ours: String,
    /// Which of them weighs more.
    pub weight: Weight,
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
        let ticket = case::find(desk, &reference).await?;
        let note = Note::Staff { by: by.id(), visibility: body.0.visibility };
        write_message::write(desk, ticket.id, note, &body.0.text).await?;
        Ok(Done)
    }

    /// Tell the person that a request takes two more months
    ///
    /// With the reasons, and in time: a notice that comes late has no effect, and is refused (Art. 12(3)).
    #[oai(path = "/tickets/:reference/requests/:id/extension", method = "post", operation_id = "extend")]
    async fn extend(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The request's id.
        id: Path<Uuid>,
        body: Body<NewExtension>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        extend::extend(desk, by.id(), ticket.id, RequestId(id.0), &body.0.reasons).await?;
        Ok(Done)
    }

    /// Answer a request in writing
    ///
    /// Once every system has answered. When the last open request has its answer, the ticket is done. Where less is done than was
    /// asked, a second person has to agree first, unless the configuration says otherwise: the ticket then shows it as `proposed`.
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
        let ticket = case::find(desk, &reference).await?;
        let NewAnswer { outcome, text, grounds, evidence, rests_on } = body.0;
        let grounds: Vec<&str> = grounds.iter().map(String::as_str).collect();
        let rests_on: Vec<&str> = rests_on.iter().map(|ground| ground.code()).collect();
        let proposal = Proposal { outcome, grounds: &grounds, text: &text, evidence: &evidence, rests_on: &rests_on };
        decide::propose(desk, by.id(), ticket.id, RequestId(id.0), proposal).await?;
        Ok(Done)
    }

    /// Weigh an objection
    ///
    /// Nobody is refused on overriding grounds without it (Art. 21(1)). Only staff read it.
    #[oai(path = "/tickets/:reference/requests/:id/balance", method = "post", operation_id = "weigh")]
    async fn weigh(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The request's id.
        id: Path<Uuid>,
        body: Body<NewBalance>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        let NewBalance { theirs, ours, weight } = body.0;
        let weighing = Weighing { theirs: &theirs, ours: &ours, weight };
        weigh::weigh(desk, by.id(), ticket.id, RequestId(id.0), weighing).await?;
        Ok(Done)
    }

    /// Decide anew what a machine had decided
    ///
    /// The person reads the reason, in the answer to the request.
    #[oai(path = "/tickets/:reference/requests/:id/review", method = "post", operation_id = "review_decision")]
    async fn review(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The request's id.
        id: Path<Uuid>,
        body: Body<NewReview>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        let NewReview { decision, verdict, reason } = body.0;
        let anew = Anew { decision: &decision, verdict, reason: &reason };
        review_decision::review(desk, by.id(), ticket.id, RequestId(id.0), anew).await?;
        Ok(Done)
    }

    /// Agree to a proposed answer
    ///
    /// By somebody else than who proposed it; for some grounds by the data protection officer. The person is told.
    #[oai(path = "/tickets/:reference/requests/:id/agreement", method = "post", operation_id = "agree")]
    async fn agree(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The request's id.
        id: Path<Uuid>,
        body: Body<NewAgreement>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        decide::agree(desk, by.id(), ticket.id, (RequestId(id.0), DecisionId(body.0.proposal))).await?;
        Ok(Done)
    }

    /// Send a proposed answer back
    #[oai(path = "/tickets/:reference/requests/:id/return", method = "post", operation_id = "send_back")]
    async fn send_back(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The request's id.
        id: Path<Uuid>,
        body: Body<NewReturn>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        let NewReturn { proposal, why } = body.0;
        decide::send_back(desk, by.id(), ticket.id, (RequestId(id.0), DecisionId(proposal)), &why).await?;
        Ok(Done)
    }
}
