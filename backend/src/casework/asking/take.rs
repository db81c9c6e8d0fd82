//! Staff look at what came: it is enough, from a day on, or it is not.
//!
//! Of a proof is kept that it was checked, when, by whom and how, and never the proof itself (EDPB 01/2022, 79).

use chrono::{Days, NaiveDate};
use rightsdesk_vault::code::AccessCode;
use serde_json::json;

use super::clock;
use crate::{
    casework::{
        error::CaseError,
        receiving::{
            answer_confirmation::{enter, trust_contact},
            renew_code,
        },
        refusal::{Refusal, asking::Unasked},
        sealing::{self, Place},
        writing::{
            letters,
            occasion::Writing,
            write_message::{self, Note},
        },
    },
    desk::Desk,
    hold,
    kernel::{
        actor::Actor,
        database,
        ids::{QuestionId, StaffId, TicketId},
    },
    message::kind::Visibility,
    question::{
        self,
        entity::Model,
        kind::{Kind, Promptness, START, State},
        store::Enough,
    },
    staff,
    ticket::{self, intake::Verification},
};

/// What staff found.
#[derive(Clone, Copy, Debug)]
pub enum Found<'a> {
    /// It is enough.
    Enough {
        /// From which day on; none: the day of the reply on the status page, or today. Not later than that reply.
        on: Option<NaiveDate>,
        /// How it was checked.
        how: &'a str,
    },
    /// It is too little.
    TooLittle {
        /// The day on which it came; none: the day of the reply on the status page, or today. Not later than that reply.
        on: Option<NaiveDate>,
        /// What is missing: mailed to the person.
        missing: &'a str,
    },
}

/// Writes down what staff found, and reckons the dates anew. Whoever is verified by it and has no mailbox gets a new access code, which
/// is the answer: the member of staff sends it over the channel on which they checked.
pub async fn take(
    desk: &Desk,
    by: StaffId,
    id: TicketId,
    question: QuestionId,
    found: Found<'_>,
) -> Result<Option<AccessCode>, CaseError> {
    let (now, today, actor) = (desk.now(), desk.today(), Actor::Staff(by));
    let tx = database::write(&desk.db).await?;
    // Before anything else: whoever erases waits for it in the same order.
    hold::store::serialise(&tx).await?;
    let mut opened = sealing::open_with_others(&tx, desk, id).await?;
    let asked = question::store::of(&tx, id).await?;
    let row = asked.iter().find(|it| it.id == question).ok_or(CaseError::NotFound)?;
    match row.state {
        State::Open | State::Replied => {}
        State::Answered | State::NotEnough | State::NoReply => {
            return Err(Refusal::Unasked(Unasked::NothingAsked).into());
        }
    }
    let details = json!({ "question": question, "kind": row.kind.code() });
    let mut fresh = None;
    match found {
        Found::Enough { on, how } => {
            let how = how.trim();
            if how.is_empty() && row.kind.is_proof() {
                return Err(Refusal::NoProof.into());
            }
            let on = came_on(row, on, today)?;
            let how_sealed = (!how.is_empty()).then(|| opened.seal(desk, Place::QuestionHow(question), how));
            if !question::store::settle(&tx, question, Enough { on, by, at: now, how_sealed }).await? {
                return Err(Refusal::Unasked(Unasked::NothingAsked).into());
            }
            let is_verified_now = row.kind == Kind::Identity && !opened.ticket.state.is_verified();
            if is_verified_now {
                let moved = opened.ticket.clone().confirm(Verification::ByHand, actor, now)?;
                opened.ticket = ticket::store::save(&tx, moved).await?;
                trust_contact(&tx, desk, &opened).await?;
                fresh = renew_code::once_verified(&tx, desk, by, &mut opened).await?;
            }
            clock::reckon_anew(&tx, desk, &mut opened, "question_answered", actor, details).await?;
            if is_verified_now {
                enter(&tx, desk, &opened).await?;
            }
        }
        Found::TooLittle { on, missing } => {
            let missing = missing.trim();
            if missing.is_empty() {
                return Err(Refusal::Unasked(Unasked::NotSaidWhatIsMissing).into());
            }
            let came_on = came_on(row, on, today)?;
            let replied_on = row.replied_on.unwrap_or(came_on);
            if !question::store::not_enough(&tx, question, replied_on).await? {
                return Err(Refusal::Unasked(Unasked::NothingAsked).into());
            }
            let fresh = QuestionId(desk.ids.fresh());
            let wording = opened.unseal(Place::QuestionWording(question), &row.wording_sealed)?;
            // Whoever leaves a reply lying does not stop the time by looking at it at last.
            let is_prompt = today <= replied_on + Days::new(desk.config.questions.prompt_days);
            let again = Model {
                id: fresh,
                promptness: if is_prompt { row.promptness } else { Promptness::UndueDelay },
                state: START,
                asked_on: today,
                asked_at: now,
                asked_by: by,
                wording_sealed: opened.seal(desk, Place::QuestionWording(fresh), &wording),
                reason_sealed: opened.seal(desk, Place::QuestionReason(fresh), missing),
                late_because_sealed: None,
                replied_on: None,
                ..row.clone()
            };
            question::store::insert(&tx, again).await?;
            clock::reckon_anew(&tx, desk, &mut opened, "question_not_enough", actor, details).await?;
            let note = Note::Staff { by, visibility: Visibility::Shared };
            write_message::put_down(&tx, desk, &opened, note, missing).await?;
            let name = staff::store::name_of(&tx, by).await?;
            letters::queue(&tx, desk, &opened, Writing::Message { by: &name, text: missing }).await?;
        }
    }
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(fresh)
}

/// The day on which the reply came. Where it came by the status page nobody makes it later: the time would be longer for having
/// been looked at late.
fn came_on(row: &Model, on: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, Refusal> {
    let on = on.or(row.replied_on).unwrap_or(today);
    let is_too_late = row.replied_on.is_some_and(|replied_on| on > replied_on);
    if on < row.asked_on || on > today || is_too_late { Err(Refusal::Unasked(Unasked::AnswerDay)) } else { Ok(on) }
}
