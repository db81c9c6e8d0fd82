//! The queue, and what came in by other ways.

use poem::Request;
use poem_openapi::{Enum, Object, OpenApi, param::Query, payload::Json};
use uuid::Uuid;

use super::{
    page::{Paging, first, usual, window},
    summary::{self, TicketPage},
};
use crate::{
    casework::receiving::receive::{self, Aimed, Asking},
    kernel::{actor::Actor, ids::StaffId},
    request::aim::{Aim, Aims},
    rights::right::Right,
    ticket::{
        self,
        intake::{Channel, Delivery},
        queue::Need,
        state::State,
        store::{Filter, Order, Whose},
    },
    web::{
        api::{
            body::Body,
            caller::{Caller, Caseworker, desk},
            day::Day,
            faults::{Listing, Or, Sending},
            finding::Unfit,
            intake::{
                asking::Receipt,
                given::{GivenContact, GivenIdentifier, people},
                part::ErasePart,
            },
            reply::Created,
        },
        staff::search,
    },
    words::language::Language,
};

/// What a ticket needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub enum Needs {
    /// Somebody has to do something now.
    Person,
    /// A task that is carried out by hand, or that was given up.
    WorkByHand,
}

/// Whose tickets, where they are not those of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub enum Assigned {
    /// Of the owner of the token.
    Me,
    /// Nobody's.
    Nobody,
}

/// By which way a request came that staff write down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub enum WrittenChannel {
    /// A mail.
    Mail,
    /// A call.
    Phone,
    /// A letter.
    Letter,
}

impl From<WrittenChannel> for Channel {
    fn from(written: WrittenChannel) -> Self {
        match written {
            WrittenChannel::Mail => Self::Mail,
            WrittenChannel::Phone => Self::Phone,
            WrittenChannel::Letter => Self::Letter,
        }
    }
}

/// A request that came by mail, by phone or by letter.
#[derive(Clone, Debug, Object)]
pub struct RecordedRequest {
    /// By which way it came.
    pub channel: WrittenChannel,
    /// The day on which it reached us: periods count from it.
    pub received_on: Day,
    /// Which rights are exercised.
    #[oai(validator(min_items = 1, max_items = 8, unique_items))]
    pub rights: Vec<Right>,
    /// Where to answer to.
    pub contact: GivenContact,
    /// What else may help to find the person.
    #[oai(default, validator(max_items = 20))]
    pub identifiers: Vec<GivenIdentifier>,
    /// What they wrote or said.
    #[oai(default, validator(max_length = 10_000))]
    pub message: String,
    /// The language of letters and of the answer.
    #[oai(default)]
    pub language: Language,
    /// Who asks for the person, if somebody else does.
    #[oai(validator(min_length = 1, max_length = 200))]
    pub agent: Option<String>,
    /// What the objection is aimed at, if not only at a use that has to be weighed: `marketing`, `consent`, and `situation`
    /// where that is meant as well. Whoever aims at something objects.
    #[oai(default, validator(max_items = 3, unique_items))]
    pub object_to: Vec<Aim>,
    /// Which part is to be erased, if erasure is asked for; all of it otherwise.
    pub erase_only: Option<ErasePart>,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct Tickets;

#[OpenApi]
impl Tickets {
    /// List tickets, most urgent first
    ///
    /// Without a `state` or a `q`: all that are open and verified, or for staff to verify by hand.
    #[expect(clippy::too_many_arguments, reason = "each is a parameter that the document names")]
    #[oai(path = "/tickets", method = "get", operation_id = "list_tickets")]
    async fn list(
        &self,
        by: Caller,
        request: &Request,
        /// Only those that stand there.
        state: Query<Option<State>>,
        /// Only those by which this right is exercised.
        right: Query<Option<Right>>,
        /// Only those that this member of staff works on.
        assignee: Query<Option<Uuid>>,
        /// Only one's own, or nobody's.
        assigned: Query<Option<Assigned>>,
        /// Only those that are due on that day or before it.
        due_until: Query<Option<Day>>,
        /// Only those that need this.
        needs: Query<Option<Needs>>,
        /// A reference, or an identifier to the last letter; looks at tickets wherever they stand.
        #[oai(validator(min_length = 1, max_length = 1000))]
        q: Query<Option<String>>,
        /// Which page, from 1.
        #[oai(default = "first", validator(minimum(value = "1"), maximum(value = "1000000")))]
        page: Query<u32>,
        /// How many tickets a page has.
        #[oai(default = "usual", validator(minimum(value = "1"), maximum(value = "100")))]
        per_page: Query<u32>,
    ) -> Result<Json<TicketPage>, Or<Listing>> {
        let desk = desk(request);
        let whose = match (assignee.0, assigned.0) {
            (_, Some(Assigned::Me)) => Some(Whose::Of(by.id())),
            (_, Some(Assigned::Nobody)) => Some(Whose::Nobodys),
            (Some(id), None) => Some(Whose::Of(StaffId(id))),
            (None, None) => None,
        };
        let only = match &q.0 {
            Some(typed) => Some(search::find(desk, typed).await?),
            None => None,
        };
        let filter = Filter {
            states: match state.0 {
                Some(state) => vec![state],
                None if only.is_some() => State::ALL.to_vec(),
                None => Vec::new(),
            },
            right: right.0,
            whose,
            due_until: due_until.0.map(|day| day.0),
            need: needs.0.map(|needs| match needs {
                Needs::Person => Need::Person,
                Needs::WorkByHand => Need::WorkByHand,
            }),
            only,
            order: Order::MostUrgent,
        };
        let (offset, limit) = window(page.0, per_page.0);
        let (found, total) = ticket::store::page(&desk.db, &filter, offset, limit).await?;
        let paging = Paging { page: page.0, per_page: per_page.0, total };
        Ok(Json(TicketPage { tickets: summary::of(desk, &found).await?, paging }))
    }

    /// Record a request that came by mail, by phone or by letter
    ///
    /// The person is asked to confirm, if mail can be sent to them; else `verify` it by other means. The access code is
    /// shown here and never again.
    #[oai(path = "/tickets", method = "post", operation_id = "record_ticket")]
    async fn record(
        &self,
        by: Caseworker,
        request: &Request,
        body: Body<RecordedRequest>,
    ) -> Result<Created<Receipt>, Or<Sending>> {
        let asking = body.0.read()?;
        let receipt = receive::receive(desk(request), asking, Actor::Staff(by.id())).await?;
        Ok(Created(receipt.into()))
    }
}

impl RecordedRequest {
    fn read(self) -> Result<Aimed, Unfit> {
        let (contact, others) = people(&self.contact, &self.identifiers)?;
        let asking = Asking {
            rights: self.rights.into_iter().collect(),
            part: self.erase_only.and_then(ErasePart::read),
            contact,
            others,
            message: self.message,
            delivery: Delivery::Link,
            language: self.language,
            channel: self.channel.into(),
            agent: self.agent,
            received_on: Some(self.received_on.0),
        };
        Ok(asking.aimed_at(Aims::of(self.object_to.into_iter().collect())))
    }
}
