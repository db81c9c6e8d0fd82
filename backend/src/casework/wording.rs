//! placeholder
use super::{error::CaseError, letters::Writing, sealing::Opened};
use crate::desk::Desk;
/// x
pub fn of(_desk: &Desk, _opened: &Opened, writing: &Writing<'_>) -> Result<(String, String), CaseError> {
    Ok((format!("{writing:?}"), String::new()))
}
