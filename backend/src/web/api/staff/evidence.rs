//! The evidence of a ticket's erasures.

use base64::{Engine, engine::general_purpose::STANDARD};
use poem::Request;
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};
use sha2::{Digest, Sha256};

use crate::{
    casework::erasing::evidence::bundle,
    kernel::actor::Actor,
    web::{
        api::{
            caller::{Caseworker, desk},
            faults::{Looking, Or},
        },
        case,
    },
};

/// A signed bundle that names nobody.
#[derive(Clone, Debug, Object)]
pub struct EvidenceBundle {
    /// What the file is to be called.
    pub file_name: String,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// The file, a zip, in Base64. `rightsdesk evidence verify` checks it.
    pub zip: String,
}

/// The operations.
#[derive(Clone, Copy, Debug)]
pub struct EvidenceOperations;

#[OpenApi]
impl EvidenceOperations {
    /// Fetch the signed evidence of a ticket's erasures
    ///
    /// There is none, and the answer is 404, if nobody was to be erased for it. The log tells of each time.
    #[oai(path = "/tickets/:reference/evidence", method = "get", operation_id = "evidence")]
    async fn show(
        &self,
        by: Caseworker,
        request: &Request,
        /// What the ticket is called.
        reference: Path<String>,
    ) -> Result<Json<EvidenceBundle>, Or<Looking>> {
        let desk = desk(request);
        let ticket = case::find(desk, &reference).await?;
        let bundle = bundle::make(desk, Actor::Staff(by.id()), ticket.id).await?;
        Ok(Json(EvidenceBundle {
            file_name: format!("evidence-{}.zip", ticket.reference),
            sha256: Sha256::digest(&bundle).iter().map(|byte| format!("{byte:02x}")).collect(),
            zip: STANDARD.encode(&bundle),
        }))
    }
}
