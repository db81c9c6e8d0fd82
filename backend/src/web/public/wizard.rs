//! The form, step by step: each sends its fields and the sealed answers so far.

use std::{collections::BTreeSet, sync::Arc};

use poem::{Request, Response, Result, handler, web::Data};

use super::{
    answers::Answers,
    look::{frame, page, see_other},
    steps::{self, Step},
};
use crate::{
    casework::{
        error::CaseError,
        receiving::{flood, receive::Asking, receive_once},
        writing::wish_words::{self, Asked},
    },
    desk::Desk,
    identifier::check,
    kernel::actor::Actor,
    request::aim::Aim,
    rights::right::Right,
    ticket::intake::{Channel, Delivery},
    web::{
        fields::Fields,
        guard::source,
        page::{
            frame::PublicPlace,
            public::{contact::Reach, sent::Sent},
        },
        problem::{BadForm, TooManyForms},
    },
    words::{date, language::Language},
};

/// A step that was sent is looked at again: it has no address of its own, so the form begins anew.
#[handler]
pub fn to_start(language: Data<&Language>) -> Response {
    see_other(&format!("/{}", language.code()))
}

/// The first page, in the browser's language.
#[handler]
pub fn start_in_any_language(desk: Data<&Arc<Desk>>, request: &Request) -> Result<Response> {
    let language = Language::negotiate(request.header("accept-language").unwrap_or_default());
    Step::Rights.show(&desk, language, &Answers::default())
}

/// The first page.
#[handler]
pub fn start(desk: Data<&Arc<Desk>>, language: Data<&Language>) -> Result<Response> {
    Step::Rights.show(&desk, **language, &Answers::default())
}

/// After the first step: which rights.
#[handler]
pub fn rights(desk: Data<&Arc<Desk>>, language: Data<&Language>, fields: Fields) -> Result<Response> {
    let fields = fields.only(&["right", "aim", "state", "website"])?;
    let mut answers = open(&desk, &fields)?;
    let chosen: Vec<_> = fields.all("right").map(Right::parse).collect();
    answers.rights = chosen.iter().flatten().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let aims: Vec<Aim> = fields.all("aim").filter_map(|code| code.parse().ok()).collect();
    if aims.len() != fields.all("aim").count() {
        return Err(BadForm("it objects to something that there is not").into());
    }
    aim(&mut answers, &aims);
    if chosen.iter().any(Result::is_err) {
        return steps::unknown_right(&desk, **language, &answers);
    }
    go_on(&desk, **language, &answers, Step::Rights, Step::Contact)
}

/// After the second step: how to reach the person.
#[handler]
pub fn contact(desk: Data<&Arc<Desk>>, language: Data<&Language>, fields: Fields) -> Result<Response> {
    let fields = fields.only(&["email", "matrix_id", "state", "website"])?;
    let mut answers = open(&desk, &fields)?;
    answers.email = trimmed(&fields, "email")?;
    answers.matrix_id = trimmed(&fields, "matrix_id")?;
    go_on(&desk, **language, &answers, Step::Contact, Step::Details)
}

/// After the third step: what helps.
#[handler]
pub fn details(desk: Data<&Arc<Desk>>, language: Data<&Language>, fields: Fields) -> Result<Response> {
    let fields = fields.only(&[
        "other_email",
        "other_matrix_id",
        "customer_number",
        "phone_number",
        "message",
        "delivery",
        "part",
        "keep_account",
        "parts",
        "consent",
        "consents",
        "whom",
        "agent_name",
        "state",
        "website",
    ])?;
    let mut answers = open(&desk, &fields)?;
    answers.other_email = trimmed(&fields, "other_email")?;
    answers.other_matrix_id = trimmed(&fields, "other_matrix_id")?;
    answers.customer_number = trimmed(&fields, "customer_number")?;
    answers.phone_number = trimmed(&fields, "phone_number")?;
    fields.text("message")?.trim().clone_into(&mut answers.message);
    answers.is_attached = match fields.one("delivery")? {
        "attachment" => true,
        "link" | "" => false,
        _ => return Err(BadForm("it asks for a delivery that does not exist").into()),
    };
    // Whoever was not shown the choice has not taken anything away.
    if answers.rights.contains(&Right::Erasure) && fields.one("parts")? == "shown" {
        let known: Vec<_> =
            fields.all("part").filter(|key| desk.systems.get(key).is_some()).map(str::to_owned).collect();
        answers.systems = Some(known);
        answers.keeps_account = fields.one("keep_account")? == "yes";
    }
    if fields.one("consents")? == "shown" {
        let known = fields.all("consent").filter(|key| desk.systems.get(key).is_some());
        answers.consents = Some(known.map(str::to_owned).collect());
    }
    answers.agent = match fields.one("whom")? {
        "somebody" => Some(trimmed(&fields, "agent_name")?),
        "myself" | "" => None,
        _ => return Err(BadForm("it is for nobody we know").into()),
    };
    go_on(&desk, **language, &answers, Step::Details, Step::Check)
}

/// Back to a step, or the same in another language; the answers come along.
#[handler]
pub fn change(desk: Data<&Arc<Desk>>, language: Data<&Language>, fields: Fields) -> Result<Response> {
    let fields = fields.only(&["step", "state", "website"])?;
    let answers = open(&desk, &fields)?;
    let step = Step::parse(fields.one("step")?).ok_or(BadForm("it has no such step"))?;
    step.show(&desk, **language, &answers)
}

/// The last step: it is sent.
#[handler]
pub async fn send(
    desk: Data<&Arc<Desk>>,
    language: Data<&Language>,
    request: &Request,
    fields: Fields,
) -> Result<Response> {
    let fields = fields.only(&["state", "website"])?;
    let answers = open(&desk, &fields)?;
    if let Some(wrong) = Step::first_wrong(&desk, **language, &answers) {
        return wrong;
    }
    let asking = Asking { part: answers.part(&desk), ..asking(&answers, **language)? };
    let written_to = asking.contact.value().to_owned();
    let asking = asking.aimed_at(answers.aims());
    // No two forms carry the same sealed answers: they are sealed anew for every page.
    let form = fields.one("state")?;
    if receive_once::before(&desk, form).await?.is_none() {
        match count(&desk, request).await {
            Err(CaseError::Limited) => return Err(TooManyForms.into()),
            counted => counted?,
        }
    }
    let receipt = receive_once::receive_once(&desk, form, asking, Actor::Subject).await?;
    let (part, aims) = (answers.part(&desk), answers.aims());
    let asked = answers.rights.iter().map(|right| Asked {
        right: *right,
        part: part.as_ref().filter(|_| *right == Right::Erasure),
        aims: aims.as_ref().filter(|_| *right == Right::Objection),
        follows: None,
    });
    let wishes = wish_words::lines(&desk, asked, **language);
    page(&Sent {
        frame: frame(&desk, **language, "/", PublicPlace::Ask),
        reference: receipt.reference,
        access_code: receipt.access_code.for_people().to_string(),
        reach: Reach::of(&written_to),
        contact: written_to,
        due_on: date::date(receipt.due_on, **language),
        wishes,
    })
}

/// Whoever aims at something objects; whoever ticks the objection as well wants something weighed besides.
fn aim(answers: &mut Answers, aims: &[Aim]) {
    let mut codes: BTreeSet<Aim> = aims.iter().copied().collect();
    if !codes.is_empty() {
        if answers.rights.contains(&Right::Objection) {
            codes.insert(Aim::Situation);
        } else {
            answers.rights.push(Right::Objection);
            answers.rights.sort();
        }
    }
    answers.aims = codes.into_iter().map(|aim| aim.code().to_owned()).collect();
}

/// The sealed answers; a form that a machine filled in is not read.
fn open(desk: &Desk, fields: &Fields) -> Result<Answers, BadForm> {
    if !fields.one("website")?.is_empty() {
        return Err(BadForm("a field is filled in that people do not see"));
    }
    Answers::open(desk, fields.one("state")?)
}

fn trimmed(fields: &Fields, name: &str) -> Result<String, BadForm> {
    Ok(fields.one(name)?.trim().to_owned())
}

fn go_on(desk: &Desk, language: Language, answers: &Answers, this: Step, next: Step) -> Result<Response> {
    match this.complain(desk, language, answers) {
        Some(wrong) => wrong,
        None => next.show(desk, language, answers),
    }
}

/// Counts the form for where it comes from.
pub(super) async fn count(desk: &Desk, request: &Request) -> Result<(), CaseError> {
    match source::of(request, &desk.config.listen.trusted_proxies) {
        Some(from) => flood::count_request(desk, &from).await,
        None => Ok(()),
    }
}

/// The request. With an address and a Matrix ID, the address is the contact: mail can be sent there; the Matrix ID
/// helps to find the person.
fn asking(answers: &Answers, language: Language) -> Result<Asking, BadForm> {
    let read = |kind: &str, value: &str| check::read(kind, value).map_err(|_| BadForm("an identifier is none"));
    let mut named = Vec::new();
    for (kind, value) in [
        ("email", &answers.email),
        ("matrix_id", &answers.matrix_id),
        ("email", &answers.other_email),
        ("matrix_id", &answers.other_matrix_id),
        ("ems_account_id", &answers.customer_number),
        ("phone_number", &answers.phone_number),
    ] {
        if !value.is_empty() {
            named.push(read(kind, value)?);
        }
    }
    if named.is_empty() {
        return Err(BadForm("nobody can be answered"));
    }
    let reached_at = named.remove(0);
    Ok(Asking {
        part: None,
        rights: answers.rights.iter().copied().collect(),
        contact: reached_at,
        others: named,
        message: answers.message.clone(),
        delivery: if answers.is_attached { Delivery::Attachment } else { Delivery::Link },
        language,
        channel: Channel::Web,
        agent: answers.agent.clone(),
        received_on: None,
    })
}
