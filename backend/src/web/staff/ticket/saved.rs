//! A saved text is put into a form: the page comes again with the form as it was typed and the text in it. Nothing is sent.

use std::sync::Arc;

use poem::{
    Response, Result, handler,
    web::{Data, Path},
};

use super::{
    again::id,
    outcome::{Place, Typed},
    show,
};
use crate::{
    casework::{error::CaseError, writing::reply_texts},
    desk::Desk,
    kernel::ids::{ReplyTextId, RequestId},
    web::{
        case,
        page::field::Field,
        staff::{sent::Sent, shown},
    },
};

/// Into the answer to a request.
#[handler]
pub async fn fill_answer(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, request)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["outcome", "ground", "further", "evidence", "rests_on", "text", "saved"])?;
    let ticket = case::find(&desk, &reference).await?;
    let (saved, of_request) = (ReplyTextId(id(fields.one("saved")?)?), RequestId(id(&request)?));
    let typed = fields.one("text")?;
    let text = match reply_texts::filled(&desk, by.id(), ticket.id, Some(of_request), saved).await {
        Ok(text) => joined(typed, &text),
        Err(refused) => {
            let typed = Typed::Answer {
                request,
                outcome: fields.one("outcome")?.to_owned(),
                grounds: [fields.one("ground")?.to_owned(), fields.one("further")?.to_owned()],
                evidence: fields.one("evidence")?.to_owned(),
                rests_on: fields.all("rests_on").map(str::to_owned).collect(),
                text: typed.to_owned(),
            };
            let place = Place { by: &by, ticket: ticket.id, reference: &ticket.reference };
            return place.answer(&desk, Err(refused), typed).await;
        }
    };
    let mut page = show::fill(&desk, &by, &case::read(&desk, ticket.id).await?, None)?;
    let form = page.requests.iter_mut().find(|row| row.id == request).and_then(|row| row.answer.as_mut());
    // It was answered in between: there is nothing to put it into.
    let form = form.ok_or(CaseError::Changed)?;
    fields.one("outcome")?.clone_into(&mut form.outcome);
    fields.one("ground")?.clone_into(&mut form.ground);
    fields.one("further")?.clone_into(&mut form.further);
    form.evidence = Field::holding(fields.one("evidence")?);
    form.choose(|code| fields.all("rests_on").any(|chosen| chosen == code));
    form.text = Field::holding(text);
    shown::page(&page)
}

/// Into a message.
#[handler]
pub async fn fill_message(desk: Data<&Arc<Desk>>, sent: Sent, Path(reference): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["message", "saved"])?;
    let ticket = case::find(&desk, &reference).await?;
    let saved = ReplyTextId(id(fields.one("saved")?)?);
    let typed = fields.one("message")?;
    match reply_texts::filled(&desk, by.id(), ticket.id, None, saved).await {
        Ok(text) => {
            let mut page = show::fill(&desk, &by, &case::read(&desk, ticket.id).await?, None)?;
            page.message = Field::holding(joined(typed, &text));
            shown::page(&page)
        }
        Err(refused) => {
            let place = Place { by: &by, ticket: ticket.id, reference: &ticket.reference };
            place.answer(&desk, Err(refused), Typed::Message(typed.to_owned())).await
        }
    }
}

/// What was typed is kept: the text comes behind it.
fn joined(typed: &str, text: &str) -> String {
    if typed.trim().is_empty() { text.to_owned() } else { format!("{}\n\n{text}", typed.trim_end()) }
}
