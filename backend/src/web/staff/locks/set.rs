//! The form that locks data.

use std::{collections::BTreeSet, sync::Arc};

use poem::{Request, Response, Result, handler, http::StatusCode, web::Data};

use crate::{
    casework::{
        error::CaseError,
        locking::lock_data::{self, Locking},
        refusal::Refusal,
    },
    desk::Desk,
    hold::ground::{Ground, Keeps},
    web::{
        case,
        fields::Fields,
        page::{
            desk::{holds::PlaceChoice, locks::NewLock},
            field::Field,
            frame::DeskPlace,
        },
        problem::BadForm,
        staff::{holds::rows, notice::Notice, record, refusals, sent::Sent, shown, signed_in::SignedIn},
    },
};

/// The longest name of a purpose, in characters.
const LONGEST_PURPOSE: usize = 200;

/// The form, for the person of a ticket if its address names one.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn, request: &Request) -> Result<Response> {
    by.must_work()?;
    let query = Fields::of_query(request)?.only(&["ticket"])?;
    let ticket = query.one("ticket")?;
    if !ticket.is_empty() {
        case::find(&desk, ticket).await?;
    }
    shown::page(&empty(&desk, &by, ticket, &BTreeSet::new()))
}

/// The form comes back.
#[handler]
pub async fn set(desk: Data<&Arc<Desk>>, sent: Sent) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["ticket", "names", "case", "purpose", "place", "reason"])?;
    let chosen: BTreeSet<&str> = fields.all("place").collect();
    let mut page = empty(&desk, &by, fields.one("ticket")?, &chosen);
    page.names = Field::holding(fields.one("names")?.trim());
    page.purpose = Field::holding(fields.one("purpose")?.trim());
    page.reason = Field::holding(fields.one("reason")?.trim());
    fields.one("case")?.clone_into(&mut page.case);
    let ground: Ground = page.case.parse().map_err(|_| BadForm("it has a case that there is not"))?;
    let ticket = match page.ticket.as_str() {
        "" => None,
        reference => Some(case::find(&desk, reference).await?.id),
    };
    let names = record::others(&mut page.names, by.language.desk().wrong.identifiers);
    if page.purpose.value.chars().count() > LONGEST_PURPOSE {
        page.purpose.error = Some(refusals::words(Refusal::TooLong, by.language).to_owned());
    }
    let (Some(names), None) = (names, &page.purpose.error) else {
        return shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let locking = Locking {
        names,
        ticket,
        ground,
        systems: chosen.into_iter().map(str::to_owned).collect(),
        purpose: Some(page.purpose.value.clone()),
        reason: page.reason.value.clone(),
    };
    match lock_data::lock(&desk, by.id(), locking).await {
        Ok(id) => Ok(Notice::LockSet.at(&format!("/desk/locks/{id}"))),
        Err(CaseError::Refused(refusal)) => {
            let field = if refusal == Refusal::NoHoldNames { &mut page.names } else { &mut page.reason };
            field.error = Some(refusals::words(refusal, by.language).to_owned());
            shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

fn empty(desk: &Desk, by: &SignedIn, ticket: &str, chosen: &BTreeSet<&str>) -> NewLock {
    NewLock {
        frame: by.frame(desk, DeskPlace::Locks),
        ticket: ticket.to_owned(),
        names: Field::default(),
        case: Ground::AccuracyContested.code().to_owned(),
        cases: Ground::of(Keeps::Lock)
            .map(|ground| {
                let words = format!("{} ({})", rows::ground(ground, by.language), ground.article());
                (ground.code().to_owned(), words)
            })
            .collect(),
        purpose: Field::default(),
        places: desk
            .systems
            .iter()
            .map(|system| PlaceChoice {
                key: system.key.clone(),
                name: system.name(by.language.code()),
                checked: chosen.contains(system.key.as_str()),
            })
            .collect(),
        reason: Field::default(),
    }
}
