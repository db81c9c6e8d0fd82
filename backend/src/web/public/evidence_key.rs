//! The public keys with which evidence is signed, for whoever wants to check a bundle: one in each line, the current first.

use std::sync::Arc;

use poem::{handler, web::Data};
use rightsdesk_vault::signing;

use crate::desk::Desk;

/// Where it is.
pub const PATH: &str = "/.well-known/rightsdesk-evidence-keys";

/// The keys.
#[handler]
pub fn show(desk: Data<&Arc<Desk>>) -> String {
    signing::public_keys(&desk.masters).join("\n") + "\n"
}
