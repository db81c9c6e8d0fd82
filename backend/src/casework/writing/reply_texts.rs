//! Staff keep texts that they write often, and have one filled in for a ticket.

use serde_json::json;

use crate::{
    audit::{self, entry::Entry},
    casework::{error::CaseError, refusal::Refusal, sealing},
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{ReplyTextId, RequestId, StaffId, TicketId},
    },
    message::LONGEST_MESSAGE,
    reply_text::{
        entity::Model,
        placeholders::{self, Values},
        store,
    },
    request,
    rights::right::Right,
    staff,
    words::{date, language::Language},
};

/// The longest name of a text, in characters.
const LONGEST_NAME: usize = 100;

/// What staff wrote.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// What it is chosen by.
    pub name: &'a str,
    /// The right whose requests it answers; none: any, and messages.
    pub right: Option<Right>,
    /// The language it is written in.
    pub language: Language,
    /// The text.
    pub body: &'a str,
}

/// Keeps a text.
pub async fn add(desk: &Desk, by: StaffId, written: Written<'_>) -> Result<ReplyTextId, CaseError> {
    let (name, body) = checked(written)?;
    let now = desk.now();
    let id = ReplyTextId(desk.ids.fresh());
    let row = Model {
        id,
        name,
        for_right: written.right,
        language: written.language.code().to_owned(),
        body,
        added_by: by,
        added_at: now,
        changed_by: None,
        changed_at: None,
        retired_at: None,
    };
    let tx = database::write(&desk.db).await?;
    store::insert(&tx, row).await?;
    let details = json!({ "reply_text": id, "language": written.language.code(), "right": written.right });
    audit::store::append(&tx, [Entry::aside(now, Actor::Staff(by), "reply_text_added").with(details)]).await?;
    tx.commit().await?;
    Ok(id)
}

/// Writes a text anew. What was sent with it before stays as it was sent.
pub async fn change(desk: &Desk, by: StaffId, id: ReplyTextId, written: Written<'_>) -> Result<(), CaseError> {
    let (name, body) = checked(written)?;
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    let row = store::by_id(&tx, id).await?.ok_or(CaseError::NotFound)?;
    let language = written.language.code().to_owned();
    let row =
        Model { name, for_right: written.right, language, body, changed_by: Some(by), changed_at: Some(now), ..row };
    if !store::change(&tx, &row).await? {
        return Err(CaseError::NotFound);
    }
    let details = json!({ "reply_text": id, "language": row.language, "right": row.for_right });
    audit::store::append(&tx, [Entry::aside(now, Actor::Staff(by), "reply_text_changed").with(details)]).await?;
    tx.commit().await?;
    Ok(())
}

/// Offers a text no more.
pub async fn retire(desk: &Desk, by: StaffId, id: ReplyTextId) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    if !store::retire(&tx, id, now).await? {
        return Err(CaseError::NotFound);
    }
    let details = json!({ "reply_text": id });
    audit::store::append(&tx, [Entry::aside(now, Actor::Staff(by), "reply_text_retired").with(details)]).await?;
    tx.commit().await?;
    Ok(())
}

/// The text for a ticket, and for one of its requests if one is answered. Nothing is sent: staff read it and send it themselves.
pub async fn filled(
    desk: &Desk,
    by: StaffId,
    ticket: TicketId,
    request: Option<RequestId>,
    id: ReplyTextId,
) -> Result<String, CaseError> {
    let opened = sealing::open(&desk.db, desk, ticket).await?;
    let request = match request {
        None => None,
        Some(id) => {
            let row = request::store::of(&desk.db, ticket).await?.into_iter().find(|row| row.id == id);
            Some(row.ok_or(CaseError::NotFound)?)
        }
    };
    let right = request.as_ref().map(|row| row.right);
    let text = store::by_id(&desk.db, id).await?;
    let text = text.filter(|text| text.fits(right) && text.language == opened.ticket.language);
    let text = text.ok_or(Refusal::NoSuchReplyText)?;
    let language = Language::from_code(&opened.ticket.language).unwrap_or_default();
    let ours = &desk.config.desk;
    let due = request.map_or(opened.ticket.due_on, |row| row.due_on);
    let values = Values {
        reference: opened.ticket.reference.clone(),
        received: date::date(opened.ticket.received_on, language),
        due: date::date(due, language),
        company: ours.organisation.clone(),
        contact: ours.contact.clone(),
        status_page: format!("{}/{}/status", ours.public_url.trim_end_matches('/'), language.code()),
        staff: staff::store::name_of(&desk.db, by).await?,
    };
    Ok(values.fill(&text.body))
}

fn checked(written: Written<'_>) -> Result<(String, String), Refusal> {
    // What no keyboard writes, no mail and no database holds: line breaks and tabs are all that is left of it.
    let body: String = written.body.chars().filter(|it| !it.is_control() || matches!(it, '\n' | '\t')).collect();
    let (name, body) = (written.name.trim(), body.trim());
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(Refusal::NoReplyTextName);
    }
    if body.is_empty() {
        return Err(Refusal::NoMessage);
    }
    if body.chars().count() > LONGEST_MESSAGE {
        return Err(Refusal::TooLong);
    }
    if placeholders::first_wrong(body).is_some() {
        return Err(Refusal::NotAPlaceholder);
    }
    Ok((name.to_owned(), body.to_owned()))
}
