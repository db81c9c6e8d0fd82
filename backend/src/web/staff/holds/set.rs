//! The form for a new hold.

use std::{collections::BTreeSet, sync::Arc};

use poem::{Request, Response, Result, handler, http::StatusCode, web::Data};

use super::rows;
use crate::{
    casework::{
        error::CaseError,
        holding::set_hold::{self, Holding},
        refusal::Refusal,
    },
    desk::Desk,
    hold::ground::{Ground, Keeps},
    web::{
        case, day,
        fields::Fields,
        page::{
            desk::holds::{NewHold, PlaceChoice},
            field::Field,
            frame::DeskPlace,
        },
        problem::BadForm,
        staff::{notice::Notice, record, refusals, sent::Sent, shown, signed_in::SignedIn},
    },
};

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
    let fields = fields.only(&["ticket", "names", "ground", "place", "reason", "review_on", "untold"])?;
    let chosen: BTreeSet<&str> = fields.all("place").collect();
    let mut page = empty(&desk, &by, fields.one("ticket")?, &chosen);
    page.names = Field::holding(fields.one("names")?.trim());
    page.reason = Field::holding(fields.one("reason")?.trim());
    page.review_on = Field::holding(fields.one("review_on")?.trim());
    page.untold = Field::holding(fields.one("untold")?.trim());
    fields.one("ground")?.clone_into(&mut page.ground);
    let ground: Ground = page.ground.parse().map_err(|_| BadForm("it has a ground that there is not"))?;
    let ticket = match page.ticket.as_str() {
        "" => None,
        reference => Some(case::find(&desk, reference).await?.id),
    };
    let names = record::others(&mut page.names, by.language.desk().wrong.identifiers);
    let review_on = day::parse(&page.review_on.value);
    if review_on.is_none() {
        page.review_on.error = Some(by.language.holding().review_day.to_owned());
    }
    let (Some(names), Some(review_on)) = (names, review_on) else {
        return shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let holding = Holding {
        names,
        ticket,
        ground,
        places: chosen.into_iter().map(|system| (system.to_owned(), String::new())).collect(),
        reason: page.reason.value.clone(),
        review_on,
        untold: Some(page.untold.value.clone()).filter(|why| !why.is_empty()),
    };
    match set_hold::set(&desk, by.id(), holding).await {
        Ok(id) => Ok(Notice::HoldSet.at(&format!("/desk/holds/{id}"))),
        Err(CaseError::Refused(refusal)) => {
            let field = if refusal == Refusal::NoHoldNames {
                &mut page.names
            } else if refusal == Refusal::HoldReviewDay {
                &mut page.review_on
            } else {
                &mut page.reason
            };
            field.error = Some(refusals::words(refusal, by.language).to_owned());
            shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

fn empty(desk: &Desk, by: &SignedIn, ticket: &str, chosen: &BTreeSet<&str>) -> NewHold {
    NewHold {
        frame: by.frame(desk, DeskPlace::Holds),
        ticket: ticket.to_owned(),
        names: Field::default(),
        ground: Ground::LegalClaims.code().to_owned(),
        grounds: Ground::of(Keeps::Hold)
            .map(|ground| {
                let words = format!("{} ({})", rows::ground(ground, by.language), ground.article());
                (ground.code().to_owned(), words)
            })
            .collect(),
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
        review_on: Field::default(),
        untold: Field::default(),
    }
}
