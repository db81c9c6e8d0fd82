//! What was learned of the person, and tickets that are for somebody else to answer.

use chrono::{DateTime, Utc};
use poem::Request;
use poem_openapi::{Object, OpenApi, param::Path};
use uuid::Uuid;

use crate::{
    casework::{
        circumstances::{
            note_circumstance::{self, Deciding},
            only_processor,
            pass_on::{self, Way},
        },
        error::CaseError,
        refusal::Refusal,
    },
    circumstance::kind::{Decision, Kind, Wish},
    desk::Desk,
    kernel::ids::CircumstanceId,
    web::{
        api::{
            body::Body,
            caller::{Caseworker, desk},
            faults::{Or, Sending},
            reply::Done,
        },
        case::{self, Case},
    },
};

/// What was noted of the person.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct CircumstanceView {
    /// Its id.
    pub id: Uuid,
    /// What was learned.
    pub kind: Kind,
    /// When.
    pub noted_at: DateTime<Utc>,
    /// What was decided; missing while nobody has.
    pub decision: Option<Decision>,
    /// What the child or their guardian wants.
    pub wish: Option<Wish>,
}

/// What was noted, first to last.
pub fn circumstances(case: &Case) -> Vec<CircumstanceView> {
    let views = case.circumstances.iter().map(|row| CircumstanceView {
        id: row.id.0,
        kind: row.kind,
        noted_at: row.noted_at,
        decision: row.decision,
        wish: row.wish,
    });
    views.collect()
}

/// What was learned of the person.
#[derive(Clone, Debug, Object)]
pub struct NewCircumstance {
    /// What.
    pub kind: Kind,
    /// How it is known. Only staff read it.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub how: String,
}

/// What is decided about it.
#[derive(Clone, Debug, Object)]
pub struct CircumstanceDecision {
    /// The decision. To erase opens a request for erasure over all systems, also on a ticket that was over.
    pub decision: Decision,
    /// What the child or their guardian wants; has to be said of a child.
    pub wish: Option<Wish>,
    /// Why. Only staff read it.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub why: String,
}

/// Who decides about the data.
#[derive(Clone, Debug, Object)]
pub struct NewAddressee {
    /// A configured customer, which gets the request by mail if it has an address; or another, to whom staff have passed it on.
    #[oai(validator(min_length = 1, max_length = 200))]
    pub customer: String,
    /// Whether they get the request, from you or by mail; missing: they do. If not, the person is told whom to ask, and nothing is
    /// passed on: not for a customer with an address.
    pub is_passed_on: Option<bool>,
}

/// A homeserver that is not ours, on which the person says that they have an account.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct ElsewhereView {
    /// What the Matrix ID ends with.
    pub server: String,
    /// The customer for whom we keep it; missing: nobody's whom we know.
    pub customer: Option<String>,
}

/// All of them: what lies there is not ours to answer (Art. 28(3)(e)).
pub fn elsewhere(desk: &Desk, case: &Case) -> Vec<ElsewhereView> {
    let names = only_processor::names(&case.opened, &case.identifiers);
    let found = only_processor::elsewhere(desk, &names).into_iter();
    found.map(|it| ElsewhereView { server: it.server, customer: it.customer.map(|it| it.name.clone()) }).collect()
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct HandingOn;

#[OpenApi]
impl HandingOn {
    /// Note that the person is a child, or has died
    ///
    /// Of somebody who has died nothing leaves and nothing is erased until the data protection officer has decided.
    #[oai(path = "/tickets/:reference/circumstances", method = "post", operation_id = "note_circumstance")]
    async fn note(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        body: Body<NewCircumstance>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        note_circumstance::note(desk, by.id(), ticket.id, body.0.kind, &body.0.how).await?;
        Ok(Done)
    }

    /// Decide what follows from it
    ///
    /// By the data protection officer.
    #[oai(path = "/tickets/:reference/circumstances/:id", method = "post", operation_id = "decide_circumstance")]
    async fn decide(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        /// The id of what was noted.
        id: Path<Uuid>,
        body: Body<CircumstanceDecision>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        let CircumstanceDecision { decision, wish, why } = body.0;
        let deciding = Deciding { decision, wish, why: &why };
        note_circumstance::decide(desk, by.id(), ticket.id, CircumstanceId(id.0), deciding).await?;
        Ok(Done)
    }

    /// Close a ticket because somebody else decides about the data
    ///
    /// The person is told who decides, and whether it was passed on.
    #[oai(path = "/tickets/:reference/addressee", method = "post", operation_id = "pass_on")]
    async fn pass_on(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
        body: Body<NewAddressee>,
    ) -> Result<Done, Or<Sending>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        if body.0.customer.contains(char::is_control) {
            return Err(CaseError::from(Refusal::NoCustomer).into());
        }
        let way = if body.0.is_passed_on == Some(false) { Way::Told } else { Way::PassedOn };
        pass_on::pass_on(desk, by.id(), ticket.id, &body.0.customer, way).await?;
        Ok(Done)
    }
}
