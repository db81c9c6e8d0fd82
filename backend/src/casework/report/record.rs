//! One ticket in the terms of the Data Privacy Vocabulary 2.3 (a W3C Community Group report), as JSON-LD: what was
//! exercised, where it stands, on which grounds less was done or data erased, and who else was told. Another program can read it
//! without knowing ours; it names no person.

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use crate::{
    casework::{error::CaseError, holding::untold::Untold, sealing, stopping::bare_wish, telling::who_was_told},
    decision::{self, entity::Model as Decision, state::State as Decided},
    desk::Desk,
    kernel::ids::TicketId,
    law::grounds::Ground,
    letter::{self, entity::Model as Letter, kind::State as Post},
    notice::{
        self,
        entity::Model as Notice,
        state::{Article, State as Told},
    },
    question::{
        self,
        entity::Model as Question,
        kind::{Kind, State as Asked},
    },
    request::{
        self,
        aim::Aim,
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
    let questions = question::store::of(db, id).await?;
    let letters = letter::store::of(db, id).await?;
    let untold = Untold::of(db, id).await?;
    let standing = Standing { ticket: &ticket, questions: &questions, letters: &letters, untold: &untold };
    let activities = requests.iter().map(|row| activity(desk, standing, row, &decisions, &notices));
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

/// What tells where a request stands, beside its own row.
#[derive(Clone, Copy)]
struct Standing<'a> {
    ticket: &'a Ticket,
    questions: &'a [Question],
    letters: &'a [Letter],
    untold: &'a Untold,
}

impl<'a> Standing<'a> {
    /// What is asked about a request, as it stands now: a question may be about all of the ticket.
    fn asked(self, request: &Request) -> impl Iterator<Item = &'a Question> {
        let (id, is_open) = (request.id, request.state == State::Open);
        let concerns = move |row: &&Question| is_open && row.request_id.is_none_or(|other| other == id);
        self.questions.iter().filter(concerns).filter(|row| row.state.is_unsettled())
    }

    /// Whether the letter that answers a request, the first since it was answered, has not gone out.
    fn is_untold(self, request: &Request) -> bool {
        let Some(answered_at) = request.answered_at else { return true };
        let since = self.letters.iter().filter(|letter| letter.created_at >= answered_at);
        since.min_by_key(|letter| letter.created_at).is_some_and(|letter| match letter.state {
            Post::Waiting | Post::Running | Post::Abandoned => true,
            Post::Sent | Post::ByHand => false,
        })
    }
}

fn activity(
    desk: &Desk,
    standing: Standing<'_>,
    request: &Request,
    decisions: &[Decision],
    notices: &[Notice],
) -> Value {
    let ticket = standing.ticket;
    let mut justifications: Vec<Value> = Vec::new();
    let lacking = standing.asked(request).filter(|row| row.state != Asked::Replied).filter_map(|row| lacks(row.kind));
    justifications.extend(lacking.collect::<BTreeSet<_>>().into_iter().map(term));
    if request.extended_on.is_some() {
        justifications.push(term("eu-gdpr:JustificationA12Delay"));
    }
    let made = decisions.iter().filter(|row| row.request_id == request.id && row.state == Decided::Made);
    let may_name = |code: &String| standing.untold.may_name(request.id, code);
    for code in made.flat_map(Decision::ground_codes).filter(may_name) {
        if let Some(ground) = Ground::find(&code) {
            justifications.push(json!({ "@id": ground.dpv, "dct:identifier": ground.code }));
        }
    }
    let rests_on = request.rests_on.as_ref().filter(|_| request.state == State::Answered);
    for ground in rests_on.iter().flat_map(|rests_on| rests_on.each()) {
        let (entry, regime) = (ground.entry(), ticket.regime());
        justifications.push(json!({
            "@id": entry.dpv, "dct:identifier": ground.code(), "dct:source": entry.article(regime),
        }));
    }
    let told = notices.iter().filter(|row| row.request_id == request.id).map(notification);
    // A bare wish to be erased is an objection too.
    let too: &[&str] = if bare_wish::counts_as_objection(desk, request) { right(Right::Objection) } else { &[] };
    let mut activity = json!({
        "@id": format!("urn:uuid:{}", request.id),
        "@type": "dpv:RightExerciseActivity",
        "dpv:hasRight": exercised(request).into_iter().chain(too.iter().copied()).map(term).collect::<Vec<_>>(),
        "dpv:hasRequestStatus": status(standing, request).map(term),
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

/// What a question waits for; of a fee the vocabulary has nothing to say.
const fn lacks(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Identity | Kind::Authority => Some("eu-gdpr:JustificationA12IdentityRequired"),
        Kind::MuchData | Kind::LittleData | Kind::SomethingElse => Some("eu-gdpr:JustificationA12InformationRequired"),
        Kind::Fee => None,
    }
}

/// What a request exercises. To take consent back is a right of its own (Art. 7(3)), though the same form asks for it.
fn exercised(request: &Request) -> Vec<&'static str> {
    let Some(aims) = request.aims.as_ref().filter(|_| request.right == Right::Objection) else {
        return right(request.right).to_vec();
    };
    let each = aims.each().map(|aim| match aim {
        Aim::Situation | Aim::Marketing => "eu-gdpr:A21",
        Aim::Consent => "eu-gdpr:A7-3",
    });
    each.collect::<BTreeSet<_>>().into_iter().collect()
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

/// Where a request stands. What was granted in part is fulfilled, with a justification for each part that was not; what was
/// refused is rejected until the person has been told, and then unfulfilled; for what was taken back there is no term.
fn status(standing: Standing<'_>, request: &Request) -> Option<&'static str> {
    Some(match (request.state, request.outcome) {
        (State::Withdrawn, _) => return None,
        (State::Answered, Some(Outcome::Refused)) if standing.is_untold(request) => "dpv:RequestRejected",
        (State::Answered, Some(Outcome::Refused)) => "dpv:RequestUnfulfilled",
        (
            State::Answered,
            Some(
                Outcome::Granted | Outcome::PartlyGranted | Outcome::NothingHeld | Outcome::PassedOn | Outcome::NotOurs,
            )
            | None,
        ) => "dpv:RequestFulfilled",
        (State::Open, _) => match standing.ticket.state {
            TicketState::Unverified => "dpv:RequestInitiated",
            TicketState::Received | TicketState::Collecting | TicketState::Review | TicketState::Answered => {
                return Some(in_hand(standing, request));
            }
            TicketState::NoReply => "dpv:RequestRequiresAction",
            TicketState::Withdrawn | TicketState::Denied | TicketState::Expired | TicketState::Merged => return None,
        },
    })
}

/// Where a request stands that is worked on: the person's turn comes before ours, and once they have replied, that they did.
fn in_hand(standing: Standing<'_>, request: &Request) -> &'static str {
    let asked: Vec<Asked> = standing.asked(request).map(|row| row.state).collect();
    if asked.iter().any(|state| *state != Asked::Replied) {
        "dpv:RequestRequiresAction"
    } else if !asked.is_empty() {
        "dpv:RequestRequiredActionPerformed"
    } else if standing.ticket.state == TicketState::Received {
        "dpv:RequestAcknowledged"
    } else {
        "dpv:RequestAccepted"
    }
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
