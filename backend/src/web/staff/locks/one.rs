//! One lock: whom it is about, why, what it stopped; and the forms that let it stand, plan its end, or call that off.

use std::sync::Arc;

use poem::{
    Response, Result, handler,
    http::StatusCode,
    web::{Data, Path},
};

use super::rows;
use crate::{
    casework::{
        error::CaseError,
        holding::review_hold,
        locking::plan_lift::{self, Plan},
        refusal::Refusal,
    },
    desk::Desk,
    hold::{self, ground::Keeps, lock},
    kernel::ids::HoldId,
    letter,
    web::{
        day,
        page::{desk::locks::LockPage, field::Field, frame::DeskPlace},
        staff::{
            holds::one as holds,
            notice::Notice,
            refusals,
            sent::Sent,
            shown::{self, Times},
            signed_in::SignedIn,
        },
    },
    words::{date, fill::Fill},
};

/// The page. It names the person, so only those who work on tickets see it.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn, Path(id): Path<String>) -> Result<Response> {
    by.must_work()?;
    shown::page(&fill(&desk, &by, holds::find(&id)?).await?)
}

/// Lets it stand.
#[handler]
pub async fn review(desk: Data<&Arc<Desk>>, sent: Sent, Path(id): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["review_on", "reason"])?;
    let (day, reason) = (fields.one("review_on")?.trim(), fields.one("reason")?);
    let id = holds::find(&id)?;
    let done = match day::parse(day) {
        None => Err(Refusal::HoldReviewDay.into()),
        Some(day) => review_hold::review(&desk, by.id(), id, day, reason).await,
    };
    let refusal = match done {
        Ok(()) => return Ok(Notice::HoldReviewed.at(&format!("/desk/locks/{id}"))),
        Err(CaseError::Refused(refusal)) => refusal,
        Err(other) => return Err(other.into()),
    };
    let mut page = fill(&desk, &by, id).await?;
    page.review_on = Field::holding(day);
    page.review_why = Field::holding(reason);
    let field = if refusal == Refusal::HoldReviewDay { &mut page.review_on } else { &mut page.review_why };
    field.error = Some(refusals::words(refusal, by.language).to_owned());
    shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Plans its end, and tells the person.
#[handler]
pub async fn lift(desk: Data<&Arc<Desk>>, sent: Sent, Path(id): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["ends_on", "why", "told"])?;
    let (day, why, told) = (fields.one("ends_on")?.trim(), fields.one("why")?, fields.one("told")?);
    let id = holds::find(&id)?;
    let done = match day::parse(day) {
        None => Err(Refusal::LiftTooSoon.into()),
        Some(ends_on) => plan_lift::plan(&desk, by.id(), id, Plan { ends_on, why, told }).await,
    };
    let refusal = match done {
        Ok(()) => return Ok(Notice::LockPlanned.at(&format!("/desk/locks/{id}"))),
        Err(CaseError::Refused(refusal)) => refusal,
        Err(other) => return Err(other.into()),
    };
    let mut page = fill(&desk, &by, id).await?;
    page.ends_on = Field::holding(day);
    page.why = Field::holding(why);
    page.told = Field::holding(told);
    let field = if refusal == Refusal::LiftTooSoon {
        &mut page.ends_on
    } else if refusal == Refusal::NotToldOfLift {
        &mut page.told
    } else {
        &mut page.why
    };
    field.error = Some(refusals::words(refusal, by.language).to_owned());
    shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Calls its end off.
#[handler]
pub async fn stay(desk: Data<&Arc<Desk>>, sent: Sent, Path(id): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["reason"])?;
    let reason = fields.one("reason")?;
    let id = holds::find(&id)?;
    match plan_lift::call_off(&desk, by.id(), id, reason).await {
        Ok(()) => Ok(Notice::LockGoesOn.at(&format!("/desk/locks/{id}"))),
        Err(CaseError::Refused(refusal)) => {
            let mut page = fill(&desk, &by, id).await?;
            page.stay_why = Field::wrong(reason, refusals::words(refusal, by.language));
            shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

async fn fill(desk: &Desk, by: &SignedIn, id: HoldId) -> Result<LockPage, CaseError> {
    let row = hold::store::by_id(&desk.db, id).await?.filter(|row| row.ground.keeps() == Keeps::Lock);
    let row = row.ok_or(CaseError::NotFound)?;
    let hold = holds::fill(desk, by, id, Keeps::Lock).await?;
    let lock = lock::of(&desk.db, id).await?;
    let words = rows::of(desk, std::slice::from_ref(&row), by.language).await?.pop().ok_or(CaseError::NotFound)?;
    let (times, w) = (Times::of(desk, by.language), by.language.locking());
    let gap = plan_lift::gap(desk);
    let is_unsent = match lock.as_ref().and_then(|lock| lock.letter_id) {
        Some(letter) => letter::store::by_id(&desk.db, letter).await?.is_none_or(|letter| letter.sent_at.is_none()),
        None => false,
    };
    let planned = lock
        .as_ref()
        .and_then(|lock| lock.ends_on)
        .map(|day| if is_unsent { w.not_told_yet.with(gap.num_days()) } else { w.planned.with(times.day(day)) });
    Ok(LockPage {
        frame: by.frame(desk, DeskPlace::Locks),
        row: words,
        names: hold.names,
        ticket: hold.ticket,
        is_standing: hold.is_standing,
        steps: hold.steps,
        stopped: hold.stopped,
        planned,
        is_unsent,
        gap: gap.num_days(),
        ends_on: Field::holding(date::machine_date(desk.today() + gap)),
        why: Field::default(),
        told: Field::default(),
        stay_why: Field::default(),
        review_on: Field::default(),
        review_why: Field::default(),
    })
}
