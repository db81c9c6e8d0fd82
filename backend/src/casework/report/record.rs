//! One ticket in the terms of the Data Privacy Vocabulary 2.3 (a W3C Community Group report), as JSON-LD: what was
//! exercised, where it stands, on which grounds less was done, and who else was told. Another program can read it
//! without knowing ours; it names no person.

use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use crate::{
    casework::{error::CaseError, sealing, stopping::bare_wish, telling::who_was_told},
    decision::{self, entity::Model as Decision, state::State as Decided},
    desk::Desk,
    kernel::ids::TicketId,
    law::grounds::Ground,
    notice::{
        self,
        entity::Model as Notice,
        state::{Article, State as Told},
    },
    request::{
        self,
        entity::Model as Request,
        state::{Outcome, State},
    },
    rights::right::Right,
    ticket::{self, entity::Model as Ticket, state::State as TicketState},
};

/// The record.
pub async fn record(db: &impl ConnectionTrait, desk: &Desk, id: TicketId) -> Result<Value, CaseError> {
    let ticket = ticket::store::by_id(db, id).await?.ok_or(CaseError::NotFound)?;
    let decisions = decision::store::of(db, id).await?;
    let notices = told(db, desk, id).await?;
    let requests = request::store::of(db, id).await?;
    let activities = requests.iter().map(|row| activity(desk, &ticket, row, &decisions, &notices));
    Ok(json!({
        "@context": context(),
        "@id": format!("urn:uuid:{}", ticket.id),
        "@type": "dpv:RightExerciseRecord",
        "dct:identifier": ticket.reference,
        "dct:created": moment(ticket.received_at.to_rfc3339()),
        "dct:language": ticket.language,
        "dpv:hasDataController": { "@type": "dpv:DataController", "dpv:hasName": desk.config.desk.organisation },
        "dpv:hasApplicableLaw": ticket.regime().laws().iter().map(ToString::to_string).collect::<Vec<_>>(),
        "dct:hasPart": activities.collect::<Vec<_>>(),
    }))
}

/// Who was told, without those that the person may not know of: this record may be handed to them.
async fn told(db: &impl ConnectionTrait, desk: &Desk, id: TicketId) -> Result<Vec<Notice>, CaseError> {
    let mut rows = match sealing::open(db, desk, id).await {
        Ok(opened) => who_was_told::as_open(db, desk, &opened).await?,
        // Nobody can tell any more what was disclosed of whom: of recipients, those that everybody is told of.
        Err(CaseError::Gone) => {
            let mut rows = notice::store::of(db, id).await?;
            rows.retain(|row| row.article == Article::Public || who_was_told::is_usual(desk, row));
            rows
        }
        Err(other) => return Err(other),
    };
    rows.retain(|row| row.is_open_to_person);
    Ok(rows)
}

fn context() -> Value {
    json!({
        "dpv": "https://w3id.org/dpv#",
        "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
        "justifications": "https://w3id.org/dpv/justifications#",
        "dct": "http://purl.org/dc/terms/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    })
}

fn activity(desk: &Desk, ticket: &Ticket, request: &Request, decisions: &[Decision], notices: &[Notice]) -> Value {
    let mut justifications: Vec<Value> = Vec::new();
    if request.extended_on.is_some() {
        justifications.push(term("eu-gdpr:JustificationA12Delay"));
    }
    let made = decisions.iter().filter(|row| row.request_id == request.id && row.state == Decided::Made);
    for code in made.flat_map(Decision::ground_codes) {
        if let Some(ground) = Ground::find(&code) {
            justifications.push(json!({ "@id": ground.dpv, "dct:identifier": ground.code }));
        }
    }
    let told = notices.iter().filter(|row| row.request_id == request.id).map(notification);
    // A bare wish to be erased is an objection too.
    let too: &[&str] = if bare_wish::counts_as_objection(desk, request) { right(Right::Objection) } else { &[] };
    let mut activity = json!({
        "@id": format!("urn:uuid:{}", request.id),
        "@type": "dpv:RightExerciseActivity",
        "dpv:hasRight": right(request.right).iter().chain(too).map(|it| term(it)).collect::<Vec<_>>(),
        "dpv:hasRequestStatus": status(ticket, request).map(term),
        "dpv:hasJustification": justifications,
        "dct:created": { "@type": "xsd:date", "@value": ticket.received_on },
        "dct:valid": { "@type": "xsd:date", "@value": request.due_on },
        "dpv:hasNotice": told.collect::<Vec<_>>(),
    });
    if let (Value::Object(activity), Some(at)) = (&mut activity, request.answered_at) {
        activity.insert("dct:dateAccepted".to_owned(), moment(at.to_rfc3339()));
    }
    activity
}

/// The vocabulary knows two provisions where our first right is one.
const fn right(right: Right) -> &'static [&'static str] {
    match right {
        Right::Informed => &["eu-gdpr:A13", "eu-gdpr:A14"],
        Right::Access => &["eu-gdpr:A15"],
        Right::Rectification => &["eu-gdpr:A16"],
        Right::Erasure => &["eu-gdpr:A17"],
        Right::Restriction => &["eu-gdpr:A18"],
        Right::Portability => &["eu-gdpr:A20"],
        Right::Objection => &["eu-gdpr:A21"],
        Right::AutomatedDecisions => &["eu-gdpr:A22"],
    }
}

/// Where a request stands. What was granted in part is fulfilled, with a justification for each part that was not; for what was
/// taken back there is no term.
const fn status(ticket: &Ticket, request: &Request) -> Option<&'static str> {
    Some(match (request.state, request.outcome) {
        (State::Withdrawn, _) => return None,
        (State::Answered, Some(Outcome::Refused)) => "dpv:RequestUnfulfilled",
        (
            State::Answered,
            Some(
                Outcome::Granted | Outcome::PartlyGranted | Outcome::NothingHeld | Outcome::PassedOn | Outcome::NotOurs,
            )
            | None,
        ) => "dpv:RequestFulfilled",
        (State::Open, _) => match ticket.state {
            TicketState::Unverified => "dpv:RequestInitiated",
            TicketState::Received => "dpv:RequestAcknowledged",
            TicketState::Collecting | TicketState::Review | TicketState::Answered => "dpv:RequestAccepted",
            TicketState::NoReply => "dpv:RequestRequiresAction",
            TicketState::Withdrawn | TicketState::Denied | TicketState::Expired | TicketState::Merged => return None,
        },
    })
}

fn notification(notice: &Notice) -> Value {
    let status = match notice.state {
        Told::Planned => "dpv:NotificationPlanned",
        Told::Sent => "dpv:NotificationOngoing",
        Told::Acknowledged => "dpv:NotificationCompleted",
        Told::Failed | Told::Impossible => "dpv:NotificationFailed",
        Told::Disproportionate => "dpv:NotificationNotNeeded",
    };
    let kind = match notice.article {
        Article::Recipient => "eu-gdpr:RightsRecipientsNotice",
        Article::Public => "dpv:RightFulfilmentNotice",
    };
    json!({
        "@id": format!("urn:uuid:{}", notice.id),
        "@type": kind,
        "dpv:hasRecipient": { "@type": "dpv:Recipient", "dpv:hasName": notice.recipient },
        "dpv:hasNotificationStatus": term(status),
    })
}

fn term(iri: &str) -> Value {
    json!({ "@id": iri })
}

fn moment(at: String) -> Value {
    json!({ "@type": "xsd:dateTime", "@value": at })
}
