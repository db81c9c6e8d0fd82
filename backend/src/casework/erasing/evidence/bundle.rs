//! The bundle is packed and signed; and checked again by whoever has it.

use rightsdesk_archive::bundle::{self, BundleError, File};
use rightsdesk_vault::signing::{Signer, is_signed};

use super::{content::Content, gather, page};
use crate::{
    audit::{self, entry::Entry},
    casework::{error::CaseError, sealing},
    desk::Desk,
    kernel::{actor::Actor, database, ids::TicketId},
    words::language::Language,
};

/// What a machine reads.
const JSON: &str = "evidence.json";
/// What a person reads.
const PAGE: &str = "evidence.html";

/// Puts the bundle of a ticket together; the log tells who had it.
pub async fn make(desk: &Desk, by: Actor, id: TicketId) -> Result<Vec<u8>, CaseError> {
    let tx = database::write(&desk.db).await?;
    let opened = sealing::open(&tx, desk, id).await?;
    let content = gather::gather(&tx, desk, &opened).await?;
    if content.systems.is_empty() {
        return Err(CaseError::NotFound);
    }
    audit::store::append(&tx, [Entry::on(id, desk.now(), by, "evidence_made")]).await?;
    tx.commit().await?;
    let signer = Signer::new(desk.masters.current());
    let key = signer.public_key();
    let language = Language::from_code(&opened.ticket.language).unwrap_or_default();
    let page = page::render(&content, &key, desk, language).map_err(CaseError::fault)?;
    let json = serde_json::to_string_pretty(&content).map_err(CaseError::fault)?;
    let files = [File { path: PAGE, text: page }, File { path: JSON, text: json }];
    let packed = bundle::pack((&content.reference, &key), &files, desk.today(), |list| signer.sign(list));
    packed.map_err(CaseError::fault)
}

/// What a check has found, where all is well.
#[derive(Debug)]
pub struct Checked {
    /// The ticket.
    pub reference: String,
    /// By whom it is signed.
    pub signed_by: String,
    /// What stands in it.
    pub content: Content,
}

/// Why a bundle proves nothing.
#[derive(Debug, thiserror::Error)]
pub enum Unproven {
    /// It is altered, or somebody else's.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// What a machine reads is not there or not of our form.
    #[error("evidence.json cannot be read")]
    Content,
    /// A line of a chain does not have its hash.
    #[error("a line of the ledger or of the log does not have the hash that it should have")]
    Chain,
}

/// Checks signature, check sums and the hashes of the chains' lines. With `keys`, only these may have signed it; without, the
/// key that the bundle itself names.
pub fn check(bundle: &[u8], keys: &[String]) -> Result<Checked, Unproven> {
    let is_ours = |list: &[u8], signed_by: &str, signature: &str| {
        let may_sign = keys.is_empty() || keys.iter().any(|key| key.trim() == signed_by);
        may_sign && is_signed(signed_by, list, signature)
    };
    let (list, files) = bundle::check(bundle, is_ours)?;
    let (_, json) = files.iter().find(|(path, _)| path == JSON).ok_or(Unproven::Content)?;
    let content: Content = serde_json::from_slice(json).map_err(|_| Unproven::Content)?;
    if !content.ledger.iter().chain(&content.log).all(|line| line.holds()) {
        return Err(Unproven::Chain);
    }
    Ok(Checked { reference: list.reference, signed_by: list.signed_by, content })
}
