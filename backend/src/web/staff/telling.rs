//! Recipients who are told: of one ticket with the forms to settle them, and all that are open.

use std::{collections::BTreeMap, sync::Arc};

use poem::{
    Response, Result, handler,
    http::StatusCode,
    web::{Data, Path},
};

use super::{
    notice::Notice,
    refusals,
    sent::Sent,
    shown::{self, Times},
    signed_in::SignedIn,
    ticket::again::id,
};
use crate::{
    casework::{
        error::CaseError,
        refusal::Refusal,
        sealing::{self, Opened},
        telling::{carry_notice, settle_notice, who_was_told, write_notices},
    },
    desk::Desk,
    kernel::ids::{NoticeId, TicketId},
    notice::{
        self,
        call::{self, state::State as CallState},
        entity::Model,
        state::{Deed, State, Way},
    },
    ticket,
    web::{
        case,
        page::{
            desk::telling::{NoticeRow, Notices, Stand, TicketNotices},
            field::Field,
            frame::DeskPlace,
        },
    },
    words::language::Language,
};

/// More than anybody looks through.
const MOST: u64 = 500;

/// All that are open, and those that wait for the recipient.
#[handler]
pub async fn list(desk: Data<&Arc<Desk>>, by: SignedIn) -> Result<Response> {
    shown::page(&all(&desk, &by).await?)
}

async fn all(desk: &Desk, by: &SignedIn) -> Result<Notices, CaseError> {
    let open = notice::store::standing(&desk.db, &[State::Planned, State::Failed], MOST).await?;
    let waiting = notice::store::standing(&desk.db, &[State::Sent], MOST).await?;
    let ids: Vec<TicketId> = open.iter().chain(&waiting).map(|row| row.ticket_id).collect();
    let references: BTreeMap<_, _> = ticket::store::references(&desk.db, &ids).await?.into_iter().collect();
    let rows = |rows: &[Model]| {
        let named = rows.iter().filter_map(|row| references.get(&row.ticket_id).map(|reference| (row, reference)));
        named.map(|(row, reference)| shape(desk, row, reference, String::new(), by.language)).collect()
    };
    Ok(Notices { frame: by.frame(desk, DeskPlace::Recipients), open: rows(&open), waiting: rows(&waiting) })
}

/// Those of a ticket.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn, Path(reference): Path<String>) -> Result<Response> {
    let ticket = case::find(&desk, &reference).await?;
    shown::page(&fill(&desk, &by, ticket.id).await?)
}

/// What came of one.
#[handler]
pub async fn settle(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, notice)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["state", "words"])?;
    let (state, words) = (fields.one("state")?, fields.one("words")?);
    let ticket = case::find(&desk, &reference).await?;
    let notice = NoticeId(id(&notice)?);
    let done = match state.parse::<State>() {
        Ok(state) => settle_notice::settle(&desk, by.id(), ticket.id, notice, state, words).await,
        Err(_) => Err(Refusal::NoOutcome.into()),
    };
    match done {
        Ok(()) => Ok(Notice::RecipientSettled.at(&format!("/desk/t/{}/notices", ticket.reference))),
        Err(CaseError::Refused(refusal)) => {
            let mut page = fill(&desk, &by, ticket.id).await?;
            let said = refusals::words(refusal, by.language);
            match page.rows.iter_mut().find(|row| row.id == notice.to_string() && row.may_settle) {
                Some(row) => {
                    state.clone_into(&mut row.chosen);
                    row.field = Field::wrong(words, said);
                }
                None => page.frame.notice = Some(said.to_owned()),
            }
            shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// One is sent through the recipient's own system once more.
#[handler]
pub async fn again(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, notice)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    fields.only(&[])?;
    let ticket = case::find(&desk, &reference).await?;
    match carry_notice::again(&desk, by.id(), ticket.id, NoticeId(id(&notice)?)).await {
        Ok(()) => Ok(Notice::RecipientAgain.at(&format!("/desk/t/{}/notices", ticket.reference))),
        Err(CaseError::Refused(refusal)) => {
            let mut page = fill(&desk, &by, ticket.id).await?;
            page.frame.notice = Some(refusals::words(refusal, by.language).to_owned());
            shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// The person is told who was told.
#[handler]
pub async fn reply(desk: Data<&Arc<Desk>>, sent: Sent, Path(reference): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    fields.only(&[])?;
    let ticket = case::find(&desk, &reference).await?;
    match settle_notice::reply(&desk, by.id(), ticket.id).await {
        Ok(()) => Ok(Notice::RecipientsTold.at(&format!("/desk/t/{}/notices", ticket.reference))),
        Err(CaseError::Refused(refusal)) => {
            let mut page = fill(&desk, &by, ticket.id).await?;
            page.frame.notice = Some(refusals::words(refusal, by.language).to_owned());
            shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

async fn fill(desk: &Desk, by: &SignedIn, ticket: TicketId) -> Result<TicketNotices, CaseError> {
    let opened = sealing::open(&desk.db, desk, ticket).await?;
    let rows = who_was_told::as_open(&desk.db, desk, &opened).await?;
    let may_reply = opened.ticket.has_mailbox() && rows.iter().any(|row| row.is_open_to_person);
    let reference = opened.ticket.reference.clone();
    let calls = call::store::of(&desk.db, ticket).await?;
    let mut shown = Vec::with_capacity(rows.len());
    for row in &rows {
        shown.push(row_of(desk, &opened, (row, calls.iter().find(|call| call.id == row.id)), by).await?);
    }
    Ok(TicketNotices {
        frame: by.frame(desk, DeskPlace::Recipients),
        rows: shown,
        reference,
        may_work: by.role().may_work(),
        may_reply,
    })
}

async fn row_of(
    desk: &Desk,
    opened: &Opened,
    (row, call): (&Model, Option<&call::entity::Model>),
    by: &SignedIn,
) -> Result<NoticeRow, CaseError> {
    let words = who_was_told::words(opened, row)?;
    let shown = shape(desk, row, &opened.ticket.reference, words, by.language);
    let is_theirs = match shown.state {
        Stand::ByHand | Stand::Failed | Stand::NotTaken => by.role().may_work(),
        Stand::Leaving
        | Stand::Going
        | Stand::Sent
        | Stand::Acknowledged
        | Stand::Impossible
        | Stand::Disproportionate => false,
    };
    let letter = if is_theirs { Some(write_notices::to_copy(desk, opened, row, by.language).await?) } else { None };
    let said = |text: Option<&String>| text.cloned().unwrap_or_default();
    Ok(NoticeRow {
        letter: letter.map(|letter| (letter.text, letter.names)),
        problem: said(call.and_then(|call| call.problem.as_ref())),
        receipt: said(call.and_then(|call| call.receipt.as_ref())),
        may_go_again: row.state == State::Failed && call.is_some_and(|call| call.state == CallState::Failed),
        ..shown
    })
}

fn shape(desk: &Desk, row: &Model, reference: &str, words: String, language: Language) -> NoticeRow {
    let w = language.telling();
    let deed = match row.what {
        Deed::Erased => w.erased,
        Deed::Rectified => w.rectified,
        Deed::Restricted => w.restricted,
        Deed::Unrestricted => w.unrestricted,
    };
    let since = row.settled_at.or(row.sent_at).unwrap_or(row.planned_at);
    NoticeRow {
        id: row.id.to_string(),
        reference: reference.to_owned(),
        recipient: row.recipient.clone(),
        about: format!("{deed} ({})", write_notices::article(row.article, language)),
        systems: row.system_keys().iter().map(|key| desk.systems.name(key, language.code())).collect(),
        state: match (row.state, row.way) {
            (State::Planned, Way::Mail) => Stand::Leaving,
            (State::Planned, Way::Connector) => Stand::Going,
            (State::Planned, Way::ByHand) => Stand::ByHand,
            (State::Sent, _) => Stand::Sent,
            (State::Acknowledged, _) => Stand::Acknowledged,
            (State::Failed, Way::Connector) => Stand::NotTaken,
            (State::Failed, Way::Mail | Way::ByHand) => Stand::Failed,
            (State::Impossible, _) => Stand::Impossible,
            (State::Disproportionate, _) => Stand::Disproportionate,
        },
        since: Times::of(desk, language).short_day_of(since),
        words,
        problem: String::new(),
        receipt: String::new(),
        may_go_again: false,
        is_hidden: !row.is_open_to_person,
        may_settle: row.state.may_be_settled(),
        chosen: String::new(),
        field: Field::default(),
        letter: None,
    }
}
