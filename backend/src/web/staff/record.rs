//! Recording a request that came by mail, by phone or by letter.

use std::{collections::BTreeSet, sync::Arc};

use poem::{Response, Result, handler, http::StatusCode, web::Data};
use rightsdesk_exporters::contract::subject::{Identifier, IdentifierKind};
use rightsdesk_vault::token::UrlToken;

use super::{refusals, sent::Sent, shown, signed_in::SignedIn, ticket::show::kinds};
use crate::{
    casework::{
        erasing::parts,
        error::CaseError,
        receiving::{receive::Asking, receive_once},
    },
    desk::Desk,
    identifier::check,
    kernel::actor::Actor,
    message::LONGEST_MESSAGE,
    request::aim::{Aim, Aims},
    rights::right::Right,
    ticket::intake::{Channel, Delivery},
    web::{
        choices, day,
        fields::Fields,
        page::{
            desk::record::{Record, Recorded},
            field::Field,
            frame::DeskPlace,
            public::{details::PartChoice, start::Choice},
        },
        problem::BadForm,
    },
    words::{date, fill::Fill, language::Language},
};

const FIELDS: [&str; 16] = [
    "form",
    "channel",
    "received_on",
    "email",
    "matrix_id",
    "right",
    "aim",
    "elsewhere",
    "consent",
    "consents",
    "part",
    "parts",
    "message",
    "language",
    "agent_name",
    "identifiers",
];

/// What no system finds anybody by: only letters on paper reach it.
const POSTAL_ADDRESS: &str = "postal_address";

/// The longest name of somebody who asks for the person, in characters.
const LONGEST_NAME: usize = 200;

/// The form.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn) -> Result<Response> {
    by.must_work()?;
    shown::page(&empty(&desk, &by))
}

/// The form comes back. Reference and access code are shown in the answer itself, once: they stand nowhere else.
#[handler]
pub async fn record(desk: Data<&Arc<Desk>>, sent: Sent) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&FIELDS)?;
    let mut page = empty(&desk, &by);
    let aims = fields.all("aim").map(str::parse).collect::<Result<BTreeSet<Aim>, _>>();
    let aims = aims.map_err(|_| BadForm("it objects to something that there is not"))?;
    let Some(asking) = read(&desk, &fields, &mut page)? else {
        return shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let form = format!("{} {}", by.id(), page.form);
    let consents = chosen(&page.consents);
    let aims = aims_of(&page, aims).map(|aims| aims.in_systems(consents.into_iter().collect()));
    let asking = asking.aimed_at(aims);
    match receive_once::receive_once(&desk, &form, asking, Actor::Staff(by.id())).await {
        Ok(receipt) => shown::page(&Recorded {
            title: page.frame.w.record.recorded,
            hint: page.frame.w.record.code_once,
            frame: by.frame(&desk, DeskPlace::Record),
            reference: receipt.reference,
            access_code: receipt.access_code.for_people().to_string(),
        }),
        Err(CaseError::Refused(refusal)) => {
            page.message.error = Some(refusals::words(refusal, by.language).to_owned());
            shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

fn empty(desk: &Desk, by: &SignedIn) -> Record {
    let known = kinds(desk, by.language).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>().join(", ");
    let frame = by.frame(desk, DeskPlace::Record);
    let w = &frame.w.record;
    Record {
        form: UrlToken::draw(&*desk.chance).as_str().to_owned(),
        channel: String::new(),
        channel_error: None,
        received_on: Field::holding(date::machine_date(desk.today())),
        email: Field::default(),
        matrix_id: Field::default(),
        elsewhere: Field::default(),
        consents: choices::consents(desk, by.language, None),
        parts: choices::parts(desk, by.language, None),
        choices: Choice::all(&[]),
        aims: Choice::aims(&[]),
        choices_error: None,
        message: Field::default(),
        language: by.language,
        agent_name: Field::default(),
        identifiers: Field::default(),
        identifiers_hint: w.identifiers_hint.with(if known.is_empty() { frame.w.site.none } else { &known }),
        frame,
    }
}

/// What was asked, or nothing when the page says what is wrong. What is not one of our fields' values is no typing error.
fn read(desk: &Desk, fields: &Fields, page: &mut Record) -> Result<Option<Asking>, BadForm> {
    let w = &page.frame.w.wrong;
    let typed = |name: &str| fields.one(name).map(|value| Field::holding(value.trim()));
    let form = UrlToken::parse(fields.one("form")?).ok_or(BadForm("it does not say which form it is"))?;
    form.as_str().clone_into(&mut page.form);
    page.channel = fields.one("channel")?.to_owned();
    page.received_on = typed("received_on")?;
    page.email = typed("email")?;
    page.matrix_id = typed("matrix_id")?;
    page.elsewhere = typed("elsewhere")?;
    let ticked = |name: &str| fields.all(name).map(str::to_owned).collect::<Vec<_>>();
    // Whoever was not shown a choice has not taken anything away.
    if fields.one("consents")? == "shown" {
        page.consents = choices::consents(desk, page.frame.language, Some(&ticked("consent")));
    }
    if fields.one("parts")? == "shown" {
        page.parts = choices::parts(desk, page.frame.language, Some(&ticked("part")));
    }
    page.message = typed("message")?;
    page.agent_name = typed("agent_name")?;
    page.identifiers = typed("identifiers")?;
    page.language =
        Language::from_code(fields.one("language")?).ok_or(BadForm("it has a language that we do not have"))?;
    let rights = fields.all("right").map(Right::parse).collect::<Result<BTreeSet<_>, _>>();
    let rights = rights.map_err(|_| BadForm("it has a right that there is not"))?;
    let aims: Vec<_> = fields.all("aim").map(str::to_owned).collect();
    page.aims = Choice::aims(&aims);
    page.choices = Choice::all(&rights.iter().copied().collect::<Vec<_>>());

    let channel = match page.channel.as_str() {
        "mail" => Some(Channel::Mail),
        "phone" => Some(Channel::Phone),
        "letter" => Some(Channel::Letter),
        "" => None,
        _ => return Err(BadForm("it came by a way that there is not")),
    };
    page.channel_error = channel.is_none().then(|| w.no_channel.to_owned());
    page.choices_error = (rights.is_empty() && aims.is_empty()).then(|| w.no_right.to_owned());
    let nothing_of = |choices: &[PartChoice]| !choices.is_empty() && chosen(choices).is_empty();
    if aims.iter().any(|code| code == Aim::Consent.code()) && nothing_of(&page.consents) {
        page.choices_error = Some(page.frame.language.stopping().consent_none.to_owned());
    } else if rights.contains(&Right::Erasure) && nothing_of(&page.parts) {
        page.choices_error = Some(page.frame.language.parts().none_chosen.to_owned());
    }
    let received_on = day::parse(&page.received_on.value);
    page.received_on.error = match received_on {
        None => Some(w.day.to_owned()),
        Some(day) if day > desk.today() => Some(w.future_day.to_owned()),
        Some(_) => None,
    };
    let too_long = |most: usize| Some(w.too_long.with(most));
    if page.message.value.chars().count() > LONGEST_MESSAGE {
        page.message.error = too_long(LONGEST_MESSAGE);
    }
    if page.agent_name.value.chars().count() > LONGEST_NAME {
        page.agent_name.error = too_long(LONGEST_NAME);
    }
    let others = others(&mut page.identifiers, w.identifiers);
    let contact = contact(page);
    let is_fine = [&page.received_on, &page.message, &page.agent_name].iter().all(|field| field.error.is_none());
    let (Some(channel), Some(received_on), Some((contact, further)), Some(mut others)) =
        (channel, received_on, contact, others)
    else {
        return Ok(None);
    };
    if !is_fine || page.choices_error.is_some() {
        return Ok(None);
    }
    others.extend(further);
    let also = other_way(&page.elsewhere.value).filter(|name| *name != contact);
    others.extend(also);
    let part = parts::chosen(desk, chosen(&page.parts).iter().map(String::as_str), false);
    Ok(Some(Asking {
        part: part.filter(|_| rights.contains(&Right::Erasure)),
        rights,
        contact,
        others,
        message: page.message.value.clone(),
        delivery: Delivery::Link,
        language: page.language,
        channel,
        agent: Some(page.agent_name.value.clone()).filter(|name| !name.is_empty()),
        received_on: Some(received_on),
    }))
}

/// The keys of what is ticked.
fn chosen(choices: &[PartChoice]) -> Vec<String> {
    choices.iter().filter(|it| it.checked).map(|it| it.key.clone()).collect()
}

/// Whoever ticks the objection as well wants something weighed besides.
fn aims_of(page: &Record, mut aims: BTreeSet<Aim>) -> Option<Aims> {
    let objects = page.choices.iter().any(|choice| choice.checked && choice.right == Right::Objection);
    if objects && !aims.is_empty() {
        aims.insert(Aim::Situation);
    }
    Aims::of(aims)
}

/// The contact: the mailbox if there is one; then a Matrix ID is a further identifier.
fn contact(page: &mut Record) -> Option<(Identifier, Option<Identifier>)> {
    let w = &page.frame.w.wrong;
    let one = |field: &mut Field, kind: &str, complaint: &str| {
        if field.value.is_empty() {
            return None;
        }
        let read = check::read(kind, &field.value);
        if read.is_err() {
            field.error = Some(complaint.to_owned());
        }
        Some(read.ok())
    };
    let email = one(&mut page.email, IdentifierKind::EMAIL, w.email);
    let matrix_id = one(&mut page.matrix_id, IdentifierKind::MATRIX_ID, w.matrix_id);
    match (email, matrix_id) {
        (None, None) if !page.elsewhere.value.is_empty() => elsewhere(&mut page.elsewhere, w.identifiers),
        (None, None) => {
            page.email.error = Some(w.no_contact.to_owned());
            None
        }
        (Some(Some(email)), None) => Some((email, None)),
        (Some(Some(email)), Some(Some(matrix_id))) => Some((email, Some(matrix_id))),
        (None, Some(Some(matrix_id))) => Some((matrix_id, None)),
        (Some(None), _) | (_, Some(None)) => None,
    }
}

/// Somebody who has neither is written to or called by staff: by no name that is also a mailbox.
fn elsewhere(field: &mut Field, complaint: &str) -> Option<(Identifier, Option<Identifier>)> {
    let contact = other_way(&field.value);
    if contact.is_none() {
        field.error = Some(complaint.to_owned());
    }
    contact.map(|contact| (contact, None))
}

/// A number, or else an address on paper.
pub fn other_way(written: &str) -> Option<Identifier> {
    let is_number = written.chars().all(|c| c.is_ascii_digit() || "+ ()-/".contains(c));
    check::read(if is_number { IdentifierKind::PHONE_NUMBER } else { POSTAL_ADDRESS }, written).ok()
}

/// Further identifiers, one a line: a mail address, a Matrix ID or a phone number as it is, anything else as `kind=value`.
pub fn others(field: &mut Field, complaint: &str) -> Option<Vec<Identifier>> {
    let lines = field.value.lines().map(str::trim).filter(|line| !line.is_empty());
    let read: Option<Vec<_>> = lines.map(name_in).collect();
    if read.is_none() {
        field.error = Some(complaint.to_owned());
    }
    read
}

fn name_in(line: &str) -> Option<Identifier> {
    let kind = match line.split_once('=') {
        // A Matrix ID may have an equals sign of its own.
        _ if check::is_matrix_id(line) => IdentifierKind::MATRIX_ID,
        Some((kind, value)) => return check::read(kind.trim(), value).ok(),
        None if check::is_email(line) => IdentifierKind::EMAIL,
        None if is_number(line) => IdentifierKind::PHONE_NUMBER,
        None => return None,
    };
    check::read(kind, line).ok()
}

fn is_number(written: &str) -> bool {
    written.chars().any(|c| c.is_ascii_digit()) && written.chars().all(|c| c.is_ascii_digit() || "+ ()-/".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_its_own_kind_needs_no_word_for_it() {
        let mut typed = Field::holding("ada@example.org\n@=40ada:example.org\n+44 20 7946 0000\ncustomer_id=47=11");
        let read = others(&mut typed, "wrong").unwrap();
        let read: Vec<_> = read.iter().map(|name| (name.kind().as_str(), name.value())).collect();
        let wanted = [
            ("email", "ada@example.org"),
            ("matrix_id", "@=40ada:example.org"),
            ("phone_number", "+44 20 7946 0000"),
            ("customer_id", "47=11"),
        ];
        assert_eq!(read, wanted);
        for neither in ["customer 4711", "Ada", "--", "a kind=4711"] {
            assert_eq!(others(&mut Field::holding(neither), "wrong"), None, "{neither}");
        }
    }
}
