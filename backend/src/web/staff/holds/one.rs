//! One hold: whom it is about, why, what it stopped; and the forms that let it stand or lift it.

use std::{collections::BTreeMap, sync::Arc};

use poem::{
    Response, Result, handler,
    http::StatusCode,
    web::{Data, Path},
};

use super::rows;
use crate::{
    casework::{
        error::CaseError,
        holding::{lift_hold, review_hold},
    },
    desk::Desk,
    hold::{
        self,
        entity::THE_DESK,
        ground::Keeps,
        seal,
        step::{self, What},
        stop,
    },
    kernel::ids::HoldId,
    staff, task, ticket,
    web::{
        day,
        page::{
            desk::holds::{HoldPage, StepRow, StoppedRow},
            field::Field,
            frame::DeskPlace,
        },
        staff::{
            notice::Notice,
            refusals,
            sent::Sent,
            shown::{self, Times},
            signed_in::SignedIn,
            terms,
        },
    },
    words::fill::Fill,
};

/// The page. It names the person, so only those who work on tickets see it.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn, Path(id): Path<String>) -> Result<Response> {
    by.must_work()?;
    shown::page(&fill(&desk, &by, find(&id)?, Keeps::Hold).await?)
}

/// Lets it stand.
#[handler]
pub async fn review(desk: Data<&Arc<Desk>>, sent: Sent, Path(id): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["review_on", "reason"])?;
    let (day, reason) = (fields.one("review_on")?.trim(), fields.one("reason")?);
    let id = find(&id)?;
    let w = by.language.holding();
    let wrong = match day::parse(day) {
        None => (Some(w.review_day.to_owned()), None),
        Some(review_on) => match review_hold::review(&desk, by.id(), id, review_on, reason).await {
            Ok(()) => return Ok(Notice::HoldReviewed.at(&format!("/desk/holds/{id}"))),
            Err(CaseError::Refused(refusal)) => (None, Some(refusals::words(refusal, by.language).to_owned())),
            Err(other) => return Err(other.into()),
        },
    };
    let mut page = fill(&desk, &by, id, Keeps::Hold).await?;
    page.review_on = Field { value: day.to_owned(), error: wrong.0 };
    page.review_why = Field { value: reason.to_owned(), error: wrong.1 };
    shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Lifts it.
#[handler]
pub async fn lift(desk: Data<&Arc<Desk>>, sent: Sent, Path(id): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["reason"])?;
    let reason = fields.one("reason")?;
    let id = find(&id)?;
    match lift_hold::lift(&desk, by.id(), id, reason).await {
        Ok(()) => Ok(Notice::HoldLifted.at(&format!("/desk/holds/{id}"))),
        Err(CaseError::Refused(refusal)) => {
            let mut page = fill(&desk, &by, id, Keeps::Hold).await?;
            page.lift_why = Field::wrong(reason, refusals::words(refusal, by.language));
            shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// The id in an address.
pub fn find(id: &str) -> Result<HoldId, CaseError> {
    id.parse().map(HoldId).map_err(|_| CaseError::NotFound)
}

/// What a hold and a lock have in common.
pub async fn fill(desk: &Desk, by: &SignedIn, id: HoldId, keeps: Keeps) -> Result<HoldPage, CaseError> {
    let hold = hold::store::by_id(&desk.db, id).await?.filter(|row| row.ground.keeps() == keeps);
    let hold = hold.ok_or(CaseError::NotFound)?;
    let key = seal::key(&desk.masters, &hold).map_err(CaseError::fault)?;
    let names = if hold.knows_names() { seal::open_names(&key, &hold).map_err(CaseError::fault)? } else { Vec::new() };
    let row = rows::of(desk, std::slice::from_ref(&hold), by.language).await?.pop().ok_or(CaseError::NotFound)?;
    let people: BTreeMap<_, _> =
        staff::store::all(&desk.db).await?.into_iter().map(|person| (person.id, person.name)).collect();
    let ticket = match hold.ticket_id {
        Some(id) => ticket::store::by_id(&desk.db, id).await?.map(|ticket| ticket.reference),
        None => None,
    };
    let (times, w) = (Times::of(desk, by.language), by.language.holding());
    let steps = step::of(&desk.db, id).await?.into_iter().map(|step| {
        Ok(StepRow {
            at: times.short(step.at),
            who: if step.staff_id == THE_DESK {
                by.language.locking().the_desk.to_owned()
            } else {
                people.get(&step.staff_id).cloned().unwrap_or_default()
            },
            what: match step.what {
                What::Set => w.step_set,
                What::Reviewed => w.step_reviewed,
                What::LiftPlanned => by.language.locking().step_planned,
                What::CalledOff => by.language.locking().step_called_off,
                What::KeptPast => by.language.locking().step_kept_past,
                What::Lifted => w.step_lifted,
            }
            .to_owned(),
            words: seal::open_words(&key, &step).map_err(CaseError::fault)?,
            review_on: step.review_on.map(|day| w.next_review.with(times.short_day(day))),
        })
    });
    let steps = steps.collect::<Result<_, CaseError>>()?;
    Ok(HoldPage {
        frame: by.frame(desk, DeskPlace::Holds),
        names: names
            .iter()
            .map(|name| (terms::identifier_kind(name.kind().as_str(), by.language), name.value().to_owned()))
            .collect(),
        untold: seal::open_untold(&key, &hold).map_err(CaseError::fault)?,
        is_standing: hold.is_standing(),
        row,
        ticket,
        steps,
        stopped: stopped(desk, by, id).await?,
        review_on: Field::default(),
        review_why: Field::default(),
        lift_why: Field::default(),
    })
}

/// What it stopped, and how each of these stands now.
async fn stopped(desk: &Desk, by: &SignedIn, id: HoldId) -> Result<Vec<StoppedRow>, CaseError> {
    let times = Times::of(desk, by.language);
    let mut rows = Vec::new();
    for id in stop::by(&desk.db, id).await? {
        let Some(task) = task::store::by_id(&desk.db, id).await? else { continue };
        let Some(ticket) = ticket::store::by_id(&desk.db, task.ticket_id).await? else { continue };
        rows.push(StoppedRow {
            system: desk.systems.name(&task.system, by.language.code()),
            state: terms::task_tag(&task, times, desk.now(), None),
            task: id.to_string(),
            reference: ticket.reference,
        });
    }
    Ok(rows)
}
