//! The package with nothing in it but what a person may take with them (Art. 20).

use std::sync::Arc;

use rightsdesk_archive::package::{Package, Scope};

use super::package;
use crate::{
    casework::{error::CaseError, sealing::Opened},
    desk::Desk,
    rights::right::Right,
};

/// Gathers it.
pub(in crate::casework) async fn portable(
    desk: &Arc<Desk>,
    opened: &Arc<Opened>,
) -> Result<Package<'static>, CaseError> {
    let mut package = package::gather(desk, opened).await?;
    package.systems.retain(|system| system.scope == Scope::Portable);
    package.requests.retain(|request| request.code == Right::Portability.code());
    package.about = None;
    Ok(package)
}
