//! The request is about data that we hold for a customer: the customer decides, and we pass it on (Art. 28(3)(e)).
//!
//! We make no decision of our own and disclose nothing: the person is told who decides, and that and when we passed it on; a customer
//! with an address gets what the person asked, and how to reach them. Of somebody who is no customer of ours, the person is told whom
//! to ask, and nothing is passed on: we have no business telling a stranger who exercises which right.

use serde_json::json;

use super::locked;
use crate::{
    archive,
    casework::{
        collecting::segment,
        error::CaseError,
        locking::tell_lock_ended,
        rectify,
        refusal::Refusal,
        sealing,
        stopping::stop_at_once,
        writing::{
            letters::{self, Outgoing},
            occasion::Writing,
            write_message::{self, Note},
        },
    },
    desk::Desk,
    kernel::{
        actor::Actor,
        database,
        ids::{StaffId, TicketId},
    },
    ledger,
    letter::{
        kind::Kind,
        wording::{customer_notice::CustomerNotice, rendered::Wording},
    },
    message::kind::Visibility,
    request::{
        self,
        state::{Outcome, State},
    },
    task, ticket,
    words::{date, fill::Fill, language::Language},
};

crate::codes! {
    /// What happens with a request that somebody else decides about.
    Way {
        /// They get it, from us.
        PassedOn = "passed_on",
        /// They do not: the person is told whom to ask.
        Told = "told",
    }
}

impl Way {
    /// How the requests are answered.
    const fn outcome(self) -> Outcome {
        match self {
            Self::PassedOn => Outcome::PassedOn,
            Self::Told => Outcome::NotOurs,
        }
    }
}

/// Ends the ticket with whom `customer` names: a configured customer, another that staff have told, or whom the person is to ask.
pub async fn pass_on(desk: &Desk, by: StaffId, id: TicketId, customer: &str, way: Way) -> Result<(), CaseError> {
    let customer = customer.trim();
    if customer.is_empty() || customer.chars().count() > 200 {
        return Err(Refusal::NoCustomer.into());
    }
    let (now, today) = (desk.now(), desk.today());
    let tx = database::write(&desk.db).await?;
    let mut opened = sealing::open_to_write(&tx, desk, id).await?;
    locked::must_be_free(&tx, id).await?;
    if ledger::store::has_any(&tx, id).await? {
        return Err(Refusal::ErasedAlready.into());
    }
    let requests = request::store::of(&tx, id).await?;
    stop_at_once::must_not_wait(&requests)?;
    let open: Vec<_> = requests.into_iter().filter(|row| row.state == State::Open).collect();
    for row in &open {
        request::store::answer(&tx, row.id, way.outcome(), now).await?;
    }
    let configured = desk.config.customers.iter().find(|it| it.name == customer);
    let mail = configured.and_then(|it| it.mail.as_deref().map(|mail| (it, mail)));
    if way == Way::Told && mail.is_some() {
        return Err(Refusal::IsACustomer.into());
    }
    let details = json!({ "customer": customer, "mailed": mail.is_some(), "way": way.code() });
    let moved = opened.ticket.clone().pass_on(Actor::Staff(by), now, details)?;
    opened.ticket = ticket::store::save(&tx, moved).await?;
    task::store::skip_open(&tx, id, "somebody else decides about this data", now).await?;
    archive::store::supersede(&tx, id).await?;
    rectify::close::forget(&tx, desk, &opened).await?;
    tell_lock_ended::of(&tx, desk, id).await?;
    match way {
        Way::PassedOn => {
            letters::queue(&tx, desk, &opened, Writing::RedirectProcessor { customer, requests: &open, on: today })
                .await?;
        }
        Way::Told => {
            let language = Language::from_code(&opened.ticket.language).unwrap_or_default();
            let note = Note::Staff { by, visibility: Visibility::Shared };
            let words = language.elsewhere().message.with(customer);
            write_message::put_down(&tx, desk, &opened, note, &words).await?;
            letters::queue(&tx, desk, &opened, Writing::RedirectElsewhere { whom: customer, requests: &open }).await?;
        }
    }
    if let Some((section, mail)) = mail {
        let language = section.language();
        let wishes = open.iter().map(|row| language.public().rights.of(row.right).name.to_owned());
        let written = CustomerNotice {
            organisation: desk.config.desk.organisation.clone(),
            contact: desk.config.desk.contact.clone(),
            reference: opened.ticket.reference.clone(),
            customer: customer.to_owned(),
            received_on: date::date(opened.ticket.received_on, language),
            person: opened.contact()?,
            wishes: wishes.collect(),
        };
        let letter = Outgoing {
            kind: Kind::CustomerNotice,
            language: language.code().to_owned(),
            to: mail,
            written: written.render(language).map_err(CaseError::fault)?,
            carries: None,
        };
        letters::put(&tx, desk, &opened, letter).await?;
    }
    tx.commit().await?;
    // If this fails the tidying removes the files later; the rows that name them lead nobody there.
    desk.storage.remove_folder(&segment::folder(id)).map_err(CaseError::fault)?;
    desk.wake.notify_waiters();
    Ok(())
}
