//! The list of complaints: what is open, and what was answered last; and the form that writes one down of somebody without a
//! request.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use poem::{Response, Result, handler, http::StatusCode, web::Data};
use rightsdesk_exporters::contract::subject::{Identifier, IdentifierKind};
use rightsdesk_vault::token::UrlToken;

use super::{record::other_way, refusals, sent::Sent, shown, signed_in::SignedIn, ticket::complaints::line};
use crate::{
    casework::{
        complaints::receive::{self, Complaining},
        error::CaseError,
        refusal::Refusal,
    },
    complaint,
    desk::Desk,
    identifier::check,
    ticket::{self, intake::Channel},
    web::{
        day,
        fields::Fields,
        page::{
            desk::{
                complaints::{AloneForm, ComplaintList},
                record::Recorded,
            },
            field::Field,
            frame::DeskPlace,
        },
        problem::BadForm,
    },
    words::language::Language,
};

/// How many that were answered are shown.
const MOST_ANSWERED: u64 = 50;

/// The list.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn) -> Result<Response> {
    shown::page(&fill(&desk, &by).await?)
}

/// Writes one down. Reference and access code are shown in the answer itself, once.
#[handler]
pub async fn record(desk: Data<&Arc<Desk>>, sent: Sent) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["form", "channel", "language", "came_on", "email", "elsewhere", "complaint", "how"])?;
    let mut form = typed(&fields)?;
    let read = read(&by, &mut form)?;
    let done = match read {
        None => Err(None),
        Some((contact, received_on)) => {
            let complaining = Complaining {
                contact,
                text: form.text.value.clone(),
                language: form.language,
                channel: channel(&form.channel)?,
                received_on,
            };
            let number = format!("{} {}", by.id(), form.form);
            receive::write_down(&desk, by.id(), &number, complaining, &form.how.value).await.map_err(Some)
        }
    };
    match done {
        Ok(receipt) => shown::page(&Recorded {
            title: by.language.complaining().notice_filed,
            hint: by.language.desk().record.code_once,
            frame: by.frame(&desk, DeskPlace::Complaints),
            reference: receipt.reference,
            access_code: receipt.access_code.for_people().to_string(),
        }),
        Err(refused) => {
            match refused {
                None => {}
                Some(CaseError::Refused(refusal)) => {
                    let words = Some(refusals::words(refusal, by.language).to_owned());
                    let field = if matches!(refusal, Refusal::NoProof) {
                        &mut form.how
                    } else if matches!(refusal, Refusal::FutureDay) {
                        &mut form.came_on
                    } else {
                        &mut form.text
                    };
                    field.error = words;
                }
                Some(other) => return Err(other.into()),
            }
            let mut page = fill(&desk, &by).await?;
            page.form = Some(form);
            shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

fn typed(fields: &Fields) -> Result<AloneForm, BadForm> {
    let field = |name: &str| fields.one(name).map(|value| Field::holding(value.trim()));
    let form = UrlToken::parse(fields.one("form")?).ok_or(BadForm("it does not say which form it is"))?;
    Ok(AloneForm {
        form: form.as_str().to_owned(),
        channel: fields.one("channel")?.to_owned(),
        language: Language::from_code(fields.one("language")?)
            .ok_or(BadForm("it has a language that we do not have"))?,
        came_on: field("came_on")?,
        email: field("email")?,
        elsewhere: field("elsewhere")?,
        text: field("complaint")?,
        how: field("how")?,
    })
}

fn channel(code: &str) -> Result<Channel, BadForm> {
    match code {
        "mail" => Ok(Channel::Mail),
        "phone" => Ok(Channel::Phone),
        "letter" => Ok(Channel::Letter),
        _ => Err(BadForm("it came by a way that there is not")),
    }
}

/// Who complains, and when it reached us; nothing when the form says what is wrong.
fn read(by: &SignedIn, form: &mut AloneForm) -> Result<Option<(Identifier, Option<NaiveDate>)>, BadForm> {
    let w = by.language.complaining();
    channel(&form.channel)?;
    let contact = if form.email.value.is_empty() {
        let contact = other_way(&form.elsewhere.value).filter(|_| !form.elsewhere.value.is_empty());
        if contact.is_none() {
            form.email.error = Some(w.no_reach.to_owned());
        }
        contact
    } else {
        let contact = check::read(IdentifierKind::EMAIL, &form.email.value).ok();
        if contact.is_none() {
            form.email.error = Some(by.language.public().wrong.email.to_owned());
        }
        contact
    };
    let day = match form.came_on.value.as_str() {
        "" => Some(None),
        written => day::parse(written).map(Some),
    };
    if day.is_none() {
        form.came_on.error = Some(refusals::words(Refusal::FutureDay, by.language).to_owned());
    }
    Ok(contact.zip(day))
}

async fn fill(desk: &Desk, by: &SignedIn) -> Result<ComplaintList, CaseError> {
    let open = complaint::store::open(&desk.db).await?;
    let answered = complaint::store::answered(&desk.db, MOST_ANSWERED).await?;
    let tickets: Vec<_> = open.iter().chain(&answered).map(|row| row.ticket_id).collect();
    let references: BTreeMap<_, _> = ticket::store::references(&desk.db, &tickets).await?.into_iter().collect();
    let lines = |rows: &[complaint::entity::Model]| {
        let named = rows.iter().filter_map(|row| references.get(&row.ticket_id).map(|reference| (row, reference)));
        named.map(|(row, reference)| line(desk, row, reference, by.language)).collect()
    };
    let form = AloneForm {
        form: UrlToken::draw(&*desk.chance).as_str().to_owned(),
        language: by.language,
        ..AloneForm::default()
    };
    Ok(ComplaintList {
        frame: by.frame(desk, DeskPlace::Complaints),
        open: lines(&open),
        answered: lines(&answered),
        form: by.role().may_work().then_some(form),
    })
}
