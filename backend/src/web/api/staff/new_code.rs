//! A new access code, which whoever calls sends to the person.

use poem_openapi::Object;
use rightsdesk_vault::code::AccessCode;

/// What opens the status from now on.
#[derive(Clone, Debug, Object)]
pub struct NewCode {
    /// The access code. Shown once.
    pub access_code: String,
}

impl From<AccessCode> for NewCode {
    fn from(code: AccessCode) -> Self {
        // As people type it.
        Self { access_code: code.for_people().to_string() }
    }
}
