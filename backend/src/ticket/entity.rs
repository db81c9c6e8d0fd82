//! The table.

use rightsdesk_exporters::contract::subject::IdentifierKind;
use sea_orm::entity::prelude::*;

use super::{
    intake::{Channel, Delivery, Verification},
    state::State,
};
use crate::{
    kernel::ids::{StaffId, TicketId},
    law::regime::Regime,
};

/// One ticket.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TicketId,
    /// `DR-XXXX-XXXX`: what people quote. No secret.
    pub reference: String,
    /// Where it stands.
    pub state: State,
    /// How it came.
    pub channel: Channel,
    /// The code of the person's language.
    pub language: String,
    /// `uk`, `eu` or `both`.
    pub regime: String,
    /// When it came.
    pub received_at: DateTimeUtc,
    /// The civil day of that in the controller's zone.
    pub received_on: Date,
    /// If nobody confirms it until then, it is forgotten.
    pub unverified_until: Option<DateTimeUtc>,
    /// When the person was verified.
    pub verified_at: Option<DateTimeUtc>,
    /// How.
    pub verified_how: Option<Verification>,
    /// `email` or `matrix_id`.
    pub contact_kind: String,
    /// Where to write to, sealed.
    pub contact_sealed: Vec<u8>,
    /// Keyed hash of it.
    pub contact_blind: Vec<u8>,
    /// Keyed hash of the access code.
    pub access_code_hash: Vec<u8>,
    /// How the archive is to reach the person.
    pub delivery: Delivery,
    /// Who asks for the person, sealed.
    pub agent_sealed: Option<Vec<u8>>,
    /// Who works on it.
    pub assignee: Option<StaffId>,
    /// The earliest last lawful day of its requests.
    pub due_on: Date,
    /// The earliest day on any tenable reading.
    pub due_safe_on: Date,
    /// When it was closed, in whatever way.
    pub closed_at: Option<DateTimeUtc>,
    /// Counts changes.
    pub version: i32,
}

impl Model {
    /// The laws that hold for it. A code that is none means both: nobody is harmed by one law too many.
    pub fn regime(&self) -> Regime {
        Regime::parse(&self.regime).unwrap_or(Regime::Both)
    }

    /// Whether letters reach the person; to others a member of staff writes by hand.
    pub fn has_mailbox(&self) -> bool {
        has_mailbox(&self.contact_kind)
    }

    /// Whether the access code alone shows who they are: where there is no mailbox to send a link to, a member of staff who has
    /// checked by other means who they are stands for it.
    pub fn is_code_enough(&self) -> bool {
        self.verified_how == Some(Verification::ByHand) && !self.has_mailbox()
    }

    /// Whether somebody else writes for the person: then letters go to them, and the contact is no name of the person.
    pub const fn has_agent(&self) -> bool {
        self.agent_sealed.is_some()
    }

    /// Whether nothing happens until a member of staff has written to the person: no letter can ask them to confirm.
    pub fn is_verified_by_staff(&self) -> bool {
        self.state == State::Unverified && !self.has_mailbox()
    }
}

/// Whether letters can be sent to a contact of this kind.
pub fn has_mailbox(contact_kind: &str) -> bool {
    contact_kind == IdentifierKind::EMAIL
}

/// None: an entity names no other.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
