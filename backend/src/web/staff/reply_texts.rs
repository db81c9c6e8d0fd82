//! Saved reply texts: what staff write often.

use std::sync::Arc;

use poem::{
    Response, Result, handler,
    http::StatusCode,
    web::{Data, Path},
};

use super::{notice::Notice, refusals, sent::Sent, shown, signed_in::SignedIn, ticket::again::id};
use crate::{
    casework::{
        error::CaseError,
        refusal::Refusal,
        writing::reply_texts::{self, Written},
    },
    desk::Desk,
    kernel::ids::ReplyTextId,
    reply_text::{entity::Model, placeholders, store},
    rights::right::Right,
    web::{
        fields::Fields,
        page::{
            desk::reply_texts::{ReplyTextForm, ReplyTextRow, ReplyTexts},
            field::Field,
            frame::DeskPlace,
        },
        problem::BadForm,
    },
    words::language::Language,
};

/// Where the list is.
const LIST: &str = "/desk/reply-texts";

/// The list.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn) -> Result<Response> {
    shown::page(&fill(&desk, &by).await?)
}

/// One more.
#[handler]
pub async fn add(desk: Data<&Arc<Desk>>, sent: Sent) -> Result<Response> {
    let Sent { by, fields } = sent;
    let (mut form, right, language) = typed(fields)?;
    let written = Written { name: &form.name.value, right, language, body: &form.body.value };
    match reply_texts::add(&desk, by.id(), written).await {
        Ok(_) => Ok(Notice::ReplyTextAdded.at(LIST)),
        Err(CaseError::Refused(refusal)) => {
            complain(&mut form, refusal, by.language);
            let mut page = fill(&desk, &by).await?;
            page.form = form;
            shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// Changes one.
#[handler]
pub async fn change(desk: Data<&Arc<Desk>>, sent: Sent, Path(text): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let id = ReplyTextId(id(&text)?);
    let (mut form, right, language) = typed(fields)?;
    let written = Written { name: &form.name.value, right, language, body: &form.body.value };
    match reply_texts::change(&desk, by.id(), id, written).await {
        Ok(()) => Ok(Notice::ReplyTextChanged.at(LIST)),
        Err(CaseError::Refused(refusal)) => {
            complain(&mut form, refusal, by.language);
            let mut page = fill(&desk, &by).await?;
            let row = page.rows.iter_mut().find(|row| row.id == id.to_string()).ok_or(CaseError::NotFound)?;
            row.form = form;
            shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// Offers one no more.
#[handler]
pub async fn retire(desk: Data<&Arc<Desk>>, sent: Sent, Path(text): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    fields.only(&[])?;
    reply_texts::retire(&desk, by.id(), ReplyTextId(id(&text)?)).await?;
    Ok(Notice::ReplyTextRetired.at(LIST))
}

fn typed(fields: Fields) -> Result<(ReplyTextForm, Option<Right>, Language)> {
    let fields = fields.only(&["name", "right", "language", "body"])?;
    let (right, language) = (fields.one("right")?, fields.one("language")?);
    let of_right = match right {
        "" => None,
        code => Some(Right::parse(code).map_err(|_| BadForm("it has a right that there is not"))?),
    };
    let of_language = Language::from_code(language).ok_or(BadForm("it has no language of ours"))?;
    let form = ReplyTextForm {
        is_open: true,
        name: Field::holding(fields.one("name")?.trim()),
        right: right.to_owned(),
        language: language.to_owned(),
        body: Field::holding(fields.one("body")?.trim()),
    };
    Ok((form, of_right, of_language))
}

/// Says what is wrong at the field in which it is.
fn complain(form: &mut ReplyTextForm, refusal: Refusal, language: Language) {
    let words = refusals::words(refusal, language);
    let wrong = placeholders::first_wrong(&form.body.value);
    if refusal == Refusal::NoReplyTextName {
        form.name.error = Some(words.to_owned());
    } else if let (Refusal::NotAPlaceholder, Some(wrong)) = (refusal, wrong) {
        form.body.error = Some(format!("{wrong} – {words}"));
    } else {
        form.body.error = Some(words.to_owned());
    }
}

async fn fill(desk: &Desk, by: &SignedIn) -> Result<ReplyTexts, CaseError> {
    let rows = store::all(&desk.db).await?;
    Ok(ReplyTexts {
        frame: by.frame(desk, DeskPlace::ReplyTexts),
        rows: rows.into_iter().map(|row| row_of(row, by.language)).collect(),
        may_work: by.role().may_work(),
        form: ReplyTextForm { language: by.language.code().to_owned(), ..ReplyTextForm::default() },
    })
}

fn row_of(row: Model, language: Language) -> ReplyTextRow {
    let names = &language.public().rights;
    ReplyTextRow {
        id: row.id.to_string(),
        right: row.for_right.map_or(language.replying().any_right, |right| names.of(right).name).to_owned(),
        language: Language::from_code(&row.language).unwrap_or_default(),
        form: ReplyTextForm {
            is_open: false,
            name: Field::holding(row.name.clone()),
            right: row.for_right.map_or("", Right::code).to_owned(),
            language: row.language.clone(),
            body: Field::holding(row.body.clone()),
        },
        name: row.name,
        body: row.body,
    }
}
