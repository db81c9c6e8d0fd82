//! Questions to the person, and what they do to the time that there is.

use chrono::NaiveDate;
use poem::Request;
use poem_openapi::{Object, OpenApi, param::Path};
use uuid::Uuid;

use super::new_code::NewCode;
use crate::{
    casework::{
        asking::{ask, asked::Ask, close, reopen, take},
        error::CaseError,
        sealing::Place,
    },
    kernel::ids::{QuestionId, RequestId},
    question::{
        clock::closable_on,
        kind::{Kind, Promptness, State},
    },
    web::{
        api::{
            body::Body,
            caller::{Caseworker, desk},
            day::Day,
            faults::{Moving, Or, Sending},
            reply::{Done, Perhaps},
        },
        case::{self, Case},
    },
};

/// A question to the person.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct QuestionView {
    /// Its id.
    pub id: Uuid,
    /// What is asked for.
    pub kind: Kind,
    /// The request that it concerns; missing: the whole ticket.
    pub request: Option<Uuid>,
    /// How it stands.
    pub state: State,
    /// Whether it was asked without undue delay; otherwise it moves no period.
    pub promptness: Promptness,
    /// The day on which it was asked.
    pub asked_on: NaiveDate,
    /// The first day on which the ticket may be closed if nobody replies.
    pub closable_on: NaiveDate,
    /// The exact wording.
    pub wording: String,
    /// Why it is asked.
    pub reason: String,
    /// Of a fee: how much.
    pub amount: Option<String>,
    /// The day on which the person replied.
    pub replied_on: Option<NaiveDate>,
    /// The day from which the answer counts.
    pub answered_on: Option<NaiveDate>,
}

/// The questions of a ticket, oldest first.
pub fn questions(case: &Case, months: u32) -> Result<Vec<QuestionView>, CaseError> {
    let views = case.questions.iter().map(|row| {
        Ok(QuestionView {
            id: row.id.0,
            kind: row.kind,
            request: row.request_id.map(|id| id.0),
            state: row.state,
            promptness: row.promptness,
            asked_on: row.asked_on,
            closable_on: closable_on(row, months),
            wording: case.opened.unseal(Place::QuestionWording(row.id), &row.wording_sealed)?,
            reason: case.opened.unseal(Place::QuestionReason(row.id), &row.reason_sealed)?,
            amount: row.amount.clone(),
            replied_on: row.replied_on,
            answered_on: row.answered_on,
        })
    });
    views.collect()
}

/// What is to be asked.
#[derive(Clone, Debug, Object)]
pub struct NewQuestion {
    /// What is asked for.
    pub kind: Kind,
    /// The request that it concerns; missing: the whole ticket.
    pub request: Option<Uuid>,
    /// Why: mailed to the person. Who somebody is may be asked only where there is a reason to doubt it.
    #[oai(validator(min_length = 1, max_length = 3_000))]
    pub reason: String,
    /// The exact wording, mailed to the person. Of a fee, how it was worked out.
    #[oai(validator(min_length = 1, max_length = 3_000))]
    pub wording: String,
    /// Of a fee: how much.
    #[oai(default, validator(max_length = 100))]
    pub amount: String,
    /// Why it was not asked earlier. Without this a late question moves no period. Only staff read it.
    #[oai(default, validator(max_length = 3_000))]
    pub late_because: String,
}

/// That an answer is enough.
#[derive(Clone, Debug, Object)]
pub struct EnoughAnswer {
    /// How it was checked, in words, never the proof itself; empty only where nothing had to be checked: needed for identity
    /// and authority.
    #[oai(validator(max_length = 3_000))]
    pub how: String,
    /// From which day on it is enough; missing: the day of the reply, or today.
    pub on: Option<Day>,
}

/// What an answer lacks.
#[derive(Clone, Debug, Object)]
pub struct MissingAnswer {
    /// Mailed to the person.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub missing: String,
    /// On which day it came; missing: the day of the reply, or today.
    pub on: Option<Day>,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct Questions;

#[OpenApi]
impl Questions {
    /// Ask the person something
    ///
    /// Who they are, whether they may act for somebody, to pay, what they mean. The due dates are reckoned anew.
    #[oai(path = "/tickets/:reference/questions", method = "post", operation_id = "ask_person")]
    async fn ask(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        body: Body<NewQuestion>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        let asked = Ask {
            kind: body.0.kind,
            request: body.0.request.map(RequestId),
            reason: &body.0.reason,
            wording: &body.0.wording,
            amount: &body.0.amount,
            late_because: &body.0.late_because,
        };
        ask::ask(desk, by.id(), ticket.id, asked).await?;
        Ok(Done)
    }

    /// Find an answer enough
    ///
    /// Where it shows who the person is, and no mail reaches them, the answer is a new access code: send it over the channel on
    /// which you checked. The code from before opens nothing any more.
    #[oai(path = "/tickets/:reference/questions/:id/enough", method = "post", operation_id = "take_answer")]
    async fn enough(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The question's id.
        id: Path<Uuid>,
        body: Body<EnoughAnswer>,
    ) -> Result<Perhaps<NewCode>, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        let found = take::Found::Enough { on: body.0.on.map(|day| day.0), how: &body.0.how };
        let code = take::take(desk, by.id(), ticket.id, QuestionId(id.0), found).await?;
        Ok(Perhaps(code.map(NewCode::from)))
    }

    /// Find an answer too little
    ///
    /// The person is told what is missing, and the question stays open.
    #[oai(path = "/tickets/:reference/questions/:id/missing", method = "post", operation_id = "answer_missing")]
    async fn missing(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The question's id.
        id: Path<Uuid>,
        body: Body<MissingAnswer>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        let found = take::Found::TooLittle { on: body.0.on.map(|day| day.0), missing: &body.0.missing };
        take::take(desk, by.id(), ticket.id, QuestionId(id.0), found).await?;
        Ok(Done)
    }

    /// Close a ticket because nobody replied
    ///
    /// A month after asking, as a rule, and only while no law lets the time run. The person is told how to open it again.
    #[oai(path = "/tickets/:reference/questions/:id/close", method = "post", operation_id = "close_no_reply")]
    async fn close(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The question's id.
        id: Path<Uuid>,
    ) -> Result<Done, Or<Moving>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        close::close(desk, by.id(), ticket.id, QuestionId(id.0)).await?;
        Ok(Done)
    }

    /// Open a ticket again that was closed because nobody replied
    #[oai(path = "/tickets/:reference/reopen", method = "post", operation_id = "reopen")]
    async fn reopen(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
    ) -> Result<Done, Or<Moving>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        reopen::reopen(desk, by.id(), ticket.id).await?;
        Ok(Done)
    }
}
