//! Forms that move a ticket on.

use std::sync::Arc;

use poem::{
    Response, Result, handler,
    web::{Data, Path},
};
use rightsdesk_vault::code::AccessCode;

use super::{
    again::id,
    outcome::{Place, Typed},
};
use crate::{
    casework,
    desk::Desk,
    kernel::{
        actor::Actor,
        ids::{RequestId, StaffId},
    },
    web::{
        case,
        page::{desk::record::Recorded, frame::DeskPlace},
        problem::BadForm,
        staff::{notice::Notice, sent::Sent, shown, signed_in::SignedIn},
    },
};

/// Gives the ticket to somebody: an id, `me`, or empty for nobody.
#[handler]
pub async fn assign(desk: Data<&Arc<Desk>>, sent: Sent, Path(reference): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["assignee"])?;
    let to = match fields.one("assignee")? {
        "" => None,
        "me" => Some(by.id()),
        id => Some(StaffId(id.parse().map_err(|_| BadForm("it names nobody"))?)),
    };
    let ticket = case::find(&desk, &reference).await?;
    let done = casework::staffing::assign::assign(&desk, by.id(), ticket.id, to).await;
    let done = done.map(|()| if to.is_some() { Notice::Assigned } else { Notice::Unassigned });
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, Typed::Nothing).await
}

/// Lets the systems be asked.
#[handler]
pub async fn start(desk: Data<&Arc<Desk>>, sent: Sent, Path(reference): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    fields.only(&[])?;
    let ticket = case::find(&desk, &reference).await?;
    let done = casework::collecting::start::start(&desk, by.id(), ticket.id).await.map(|()| Notice::Started);
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, Typed::Nothing).await
}

/// Notes that and how somebody made sure who asks.
#[handler]
pub async fn verify(desk: Data<&Arc<Desk>>, sent: Sent, Path(reference): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["how"])?;
    let how = fields.one("how")?;
    let ticket = case::find(&desk, &reference).await?;
    let done = match casework::receiving::verify_by_hand::verify(&desk, by.id(), ticket.id, how).await {
        Ok(Some(code)) => return verified(&desk, &by, ticket.reference, &code),
        Ok(None) => Ok(Notice::Verified),
        Err(refused) => Err(refused),
    };
    let typed = Typed::How(how.to_owned());
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, typed).await
}

/// Shows the access code of somebody who was verified without a mailbox, once: whoever checked sends it to them.
pub(super) fn verified(desk: &Desk, by: &SignedIn, reference: String, code: &AccessCode) -> Result<Response> {
    let frame = by.frame(desk, DeskPlace::Queue);
    shown::page(&Recorded {
        title: frame.w.next_step.renewed,
        hint: frame.w.next_step.send_code,
        frame,
        reference,
        access_code: code.for_people().to_string(),
    })
}

/// Notes that the person took the request back by mail or by phone.
#[handler]
pub async fn withdraw(desk: Data<&Arc<Desk>>, sent: Sent, Path(reference): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["said"])?;
    let said = fields.one("said")?;
    let ticket = case::find(&desk, &reference).await?;
    let done = casework::answering::withdraw::record(&desk, by.id(), ticket.id, said).await.map(|()| Notice::Withdrawn);
    let typed = Typed::Said(said.to_owned());
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, typed).await
}

/// Notes that they took one part of it back, while the rest goes on.
#[handler]
pub async fn withdraw_one(
    desk: Data<&Arc<Desk>>,
    sent: Sent,
    Path((reference, request)): Path<(String, String)>,
) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["said"])?;
    let said = fields.one("said")?;
    let ticket = case::find(&desk, &reference).await?;
    let id = RequestId(id(&request)?);
    let done = casework::answering::withdraw_one::record(&desk, by.id(), ticket.id, id, said).await;
    let typed = Typed::TakenBack { request, said: said.to_owned() };
    let done = done.map(|()| Notice::PartWithdrawn);
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, typed).await
}

/// Notes that the person wants their data erased rather than locked.
#[handler]
pub async fn prefer_erasure(desk: Data<&Arc<Desk>>, sent: Sent, Path(reference): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["preference"])?;
    let said = fields.one("preference")?;
    let ticket = case::find(&desk, &reference).await?;
    let done = casework::locking::prefer_erasure::prefer(&desk, by.id(), ticket.id, said).await;
    let done = done.map(|()| Notice::ErasurePreferred);
    let typed = Typed::Preference(said.to_owned());
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, typed).await
}

/// Gives the person a new access code. It is shown in the answer itself, once: it stands nowhere else.
#[handler]
pub async fn renew_code(desk: Data<&Arc<Desk>>, sent: Sent, Path(reference): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["checked"])?;
    let checked = fields.one("checked")?;
    let ticket = case::find(&desk, &reference).await?;
    let refused = match casework::receiving::renew_code::renew(&desk, by.id(), ticket.id, checked).await {
        Ok(code) => {
            let frame = by.frame(&desk, DeskPlace::Queue);
            return shown::page(&Recorded {
                title: frame.w.next_step.renewed,
                hint: frame.w.record.code_once,
                frame,
                reference: ticket.reference,
                access_code: code.for_people().to_string(),
            });
        }
        Err(refused) => Err(refused),
    };
    let typed = Typed::Checked(checked.to_owned());
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, refused, typed).await
}

/// Lets the package out that the page has shown, and no other.
#[handler]
pub async fn release(desk: Data<&Arc<Desk>>, sent: Sent, Path(reference): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["package"])?;
    let seen = fields.one("package")?;
    let ticket = case::find(&desk, &reference).await?;
    let done = casework::copying::release::release(&desk, Actor::Staff(by.id()), ticket.id, seen).await;
    let done = done.map(|()| Notice::Released);
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, Typed::Nothing).await
}

/// Throws the package away, so that the answer can be written.
#[handler]
pub async fn discard(desk: Data<&Arc<Desk>>, sent: Sent, Path(reference): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["why"])?;
    let why = fields.one("why")?;
    let ticket = case::find(&desk, &reference).await?;
    let done = casework::copying::discard_package::discard(&desk, by.id(), ticket.id, why).await;
    let done = done.map(|()| Notice::PackageDiscarded);
    let typed = Typed::Why(why.to_owned());
    Place { by: &by, ticket: ticket.id, reference: &ticket.reference }.answer(&desk, done, typed).await
}
