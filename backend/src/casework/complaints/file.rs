//! A complaint comes in and is acknowledged in the same moment where a letter reaches the person; thirty days is the law's limit
//! (Data Protection Act 2018 s. 164A(3)), not the aim.

use chrono::{NaiveDate, TimeDelta};
use serde_json::json;

use crate::{
    audit::{self, entry::Entry},
    casework::{
        error::CaseError,
        refusal::Refusal,
        sealing::{self, Place},
        writing::{letters, occasion::Writing},
    },
    complaint::{
        self,
        entity::Model,
        state::{About, Channel, START, START_ACKNOWLEDGED},
    },
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{ComplaintId, StaffId, TicketId},
    },
    law::deadline::{matter::Matter, reckon::reckon},
    message::LONGEST_MESSAGE,
    request,
    tally::{self, store::Limit},
    ticket,
};

/// How many complaints a person may write about one request in a day.
const MOST_A_DAY: i32 = 3;

/// Who brings it.
#[derive(Clone, Copy, Debug)]
pub enum Filer {
    /// The person, on the page of their request.
    Person,
    /// Staff, who write down what came by other means.
    Staff {
        /// Who.
        by: StaffId,
        /// When it reached us.
        received_on: Option<NaiveDate>,
    },
}

/// Takes it in. The same words again, while they wait for their outcome, are the complaint that is there.
pub async fn file(desk: &Desk, id: TicketId, from: Filer, text: &str) -> Result<ComplaintId, CaseError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::NoComplaint.into());
    }
    if text.chars().count() > LONGEST_MESSAGE {
        return Err(Refusal::TooLong.into());
    }
    let (now, today) = (desk.now(), desk.today());
    let tx = database::write(&desk.db).await?;
    database::serialise(&tx, &format!("complaints about {id}")).await?;
    let opened = sealing::open_to_write(&tx, desk, id).await?;
    // Nobody but the person may complain in their name; what nobody confirmed is nobody's request.
    if !opened.ticket.state.is_verified() {
        return Err(Refusal::NotVerified.into());
    }
    let known = complaint::store::of(&tx, id).await?;
    for row in known.iter().filter(|row| row.state.is_open()) {
        // The button was pressed twice: one complaint is one case.
        if opened.unseal(Place::ComplaintText(row.id), &row.text_sealed)? == text {
            return Ok(row.id);
        }
    }
    let (channel, actor, received_on) = match from {
        Filer::Person => {
            let limit = Limit { most: MOST_A_DAY, span: TimeDelta::days(1) };
            if !tally::store::count(&tx, format!("complaints about {id}").as_bytes(), limit, now).await? {
                return Err(CaseError::Limited);
            }
            (Channel::Person, Actor::Subject, today)
        }
        Filer::Staff { by, received_on } => (Channel::Staff, Actor::Staff(by), received_on.unwrap_or(today)),
    };
    if received_on > today {
        return Err(Refusal::FutureDay.into());
    }
    let matter = Matter::Complaint { received_on };
    let acknowledge_by = reckon(&desk.calendars, &matter).due.unwrap_or(received_on);
    let is_told = opened.ticket.has_mailbox();
    let number = known.last().map_or(1, |last| last.number + 1);
    let complaint = ComplaintId(desk.ids.fresh());
    let row = Model {
        id: complaint,
        ticket_id: id,
        number,
        channel,
        state: if is_told { START_ACKNOWLEDGED } else { START },
        received_on,
        filed_at: now,
        acknowledge_by,
        acknowledged_at: is_told.then_some(now),
        text_sealed: opened.seal(desk, Place::ComplaintText(complaint), text),
        outcome: None,
        found_sealed: None,
        done_sealed: None,
        answered_by: None,
        answered_at: None,
    };
    let case = row.case_number(&opened.ticket.reference);
    complaint::store::insert(&tx, row).await?;
    let details = json!({ "complaint": complaint, "number": number, "acknowledge_by": acknowledge_by });
    audit::store::append(&tx, [Entry::on(id, now, actor, "complaint_received").with(details)]).await?;
    let about = About::of(request::store::of(&tx, id).await?.len());
    letters::queue(&tx, desk, &opened, Writing::ComplaintAck { about, case, received_on }).await?;
    tx.commit().await?;
    desk.wake.notify_waiters();
    Ok(complaint)
}

/// Staff told the person by other means that it came.
pub async fn acknowledge(desk: &Desk, by: StaffId, id: TicketId, complaint: ComplaintId) -> Result<(), CaseError> {
    let now = desk.now();
    let tx = database::write(&desk.db).await?;
    ticket::store::lock(&tx, &[id]).await?;
    let known = complaint::store::of(&tx, id).await?;
    if !known.iter().any(|it| it.id == complaint) {
        return Err(CaseError::NotFound);
    }
    if !complaint::store::acknowledge(&tx, complaint, now).await? {
        return Err(Refusal::ComplaintSettled.into());
    }
    let line = Entry::on(id, now, Actor::Staff(by), "complaint_acknowledged");
    audit::store::append(&tx, [line.with(json!({ "complaint": complaint }))]).await?;
    tx.commit().await?;
    Ok(())
}
