//! The page behind the link in a letter to a recipient. Looking at it changes nothing; its button does.

use std::sync::Arc;

use poem::{
    Response, Result, handler,
    web::{Data, Path},
};
use rightsdesk_vault::token::UrlToken;

use super::look::{frame, page};
use crate::{
    casework::{
        error::CaseError,
        telling::{acknowledge_notice, write_notices::sentences},
    },
    desk::Desk,
    notice::state::State,
    web::{
        fields::Fields,
        page::{frame::PublicPlace, public::recipient::RecipientPage},
    },
    words::{date, fill::Fill, language::Language},
};

/// "It is done?"
#[handler]
pub async fn ask(desk: Data<&Arc<Desk>>, language: Data<&Language>, Path(token): Path<String>) -> Result<Response> {
    show(&desk, **language, token).await
}

/// The button.
#[handler]
pub async fn answer(
    desk: Data<&Arc<Desk>>,
    language: Data<&Language>,
    Path(token): Path<String>,
    fields: Fields,
) -> Result<Response> {
    fields.only(&[])?;
    if let Some(known) = UrlToken::parse(&token)
        && acknowledge_notice::look(&desk, &known).await?.is_some()
    {
        acknowledge_notice::acknowledge(&desk, &known).await?;
    }
    show(&desk, **language, token).await
}

async fn show(desk: &Desk, language: Language, token: String) -> Result<Response> {
    let frame = frame(desk, language, &format!("/notices/{token}"), PublicPlace::Elsewhere);
    let behind = match UrlToken::parse(&token) {
        Some(token) => acknowledge_notice::look(desk, &token).await?,
        None => None,
    };
    let Some((row, reference)) = behind else { return Err(CaseError::NotFound.into()) };
    let (done, please) = sentences(row.article, row.what, language);
    let is_done = match row.state {
        State::Planned | State::Sent | State::Failed => false,
        State::Acknowledged | State::Impossible | State::Disproportionate => true,
    };
    let done = done.with(date::date(desk.day_of(row.planned_at), language));
    page(&RecipientPage { frame, token, reference, done, please: please.to_owned(), is_done })
}
