//! Somebody asked what is done with their data: the answer is made from the register, with one press of a button.

use crate::{
    casework::{
        answering::decide::{self, Proposal, Proposed},
        error::CaseError,
        refusal::Refusal,
        sealing,
    },
    desk::Desk,
    kernel::ids::{RequestId, StaffId, TicketId},
    request::{self, state::Outcome},
    rights::right::Right,
    words::language::Language,
};

/// Answers it. The notices themselves follow the sentence that stands here: [`super::text`] makes them.
pub async fn answer(desk: &Desk, by: StaffId, ticket: TicketId, request: RequestId) -> Result<Proposed, CaseError> {
    let opened = sealing::open(&desk.db, desk, ticket).await?;
    let row = request::store::of(&desk.db, ticket).await?.into_iter().find(|row| row.id == request);
    let row = row.ok_or(CaseError::NotFound)?;
    if row.right != Right::Informed {
        return Err(Refusal::NotAboutInformation.into());
    }
    let language = Language::from_code(&opened.ticket.language).unwrap_or_default();
    let text = language.informing().answer_text;
    let proposal = Proposal { outcome: Outcome::Granted, grounds: &[], text, evidence: "", rests_on: &[] };
    decide::propose(desk, by, ticket, request, proposal).await
}
