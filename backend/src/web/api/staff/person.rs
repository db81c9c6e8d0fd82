//! A member of staff, as others see them.

use chrono::{DateTime, Utc};
use poem_openapi::Object;
use uuid::Uuid;

use crate::{
    kernel::ids::StaffId,
    staff::{entity::Model, role::Role},
};

/// Who, in few words.
#[derive(Clone, Debug, Object)]
pub struct Colleague {
    /// Their id.
    pub id: Uuid,
    /// Their name.
    pub name: String,
}

/// A member of staff.
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Person {
    /// Their id.
    pub id: Uuid,
    /// What they sign in with.
    pub login: String,
    /// Their name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// When the account was shut, if it was.
    pub disabled_at: Option<DateTime<Utc>>,
}

impl From<Model> for Person {
    fn from(row: Model) -> Self {
        Self { id: row.id.0, login: row.login, name: row.name, role: row.role, disabled_at: row.disabled_at }
    }
}

/// The one of `staff` with this id; without a name if they are none of them any more.
pub fn colleague(staff: &[Model], id: StaffId) -> Colleague {
    let name = staff.iter().find(|person| person.id == id).map(|person| person.name.clone());
    Colleague { id: id.0, name: name.unwrap_or_default() }
}
