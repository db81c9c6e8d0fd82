//! Erasing people one after the other from a system that cannot erase many at once, by the manifest's rules alone.
//!
//! Where a person would have to decide or approve, the account is set aside; where nothing here can erase, all accounts are
//! of whom something is there.

use rightsdesk_exporters::contract::{
    call::Call,
    erasure::{Erased, Evidence, Obstacle, ObstacleKind, Order, Preview, Verified},
    error::ConnectorError,
    pseudonym::Pseudonyms,
    subject::Subject,
    sweep::Fate,
};

use super::sum;
use crate::{casework::erasing::in_turn, desk::Desk, register::connected::Connected};

/// So often a plan is drawn up anew that has changed before it was carried out.
const MOST_LOOKS: u32 = 3;

/// What people are erased with.
pub(super) struct Erasing<'a> {
    /// Where.
    pub desk: &'a Desk,
    /// By what rules.
    pub order: &'a Order,
    /// What stands in place of names.
    pub pseudonyms: &'a Pseudonyms,
    /// The call.
    pub call: &'a Call,
}

/// Erases the one person of this lot, or says that they need a person.
pub(super) async fn one(
    system: &Connected,
    lot: &[Subject],
    erasing: &Erasing<'_>,
    evidence: &mut Evidence,
) -> Result<Fate, ConnectorError> {
    let [subject] = lot else { return Err(ConnectorError::permanent("people are erased from here one by one")) };
    match system.connector.eraser() {
        Some(eraser) => {
            let Erasing { pseudonyms, call, .. } = *erasing;
            let turn = in_turn::Erasing { system: &system.key, eraser, pseudonyms, call };
            erase(&turn, subject, erasing, evidence).await
        }
        None => look(system, subject, erasing.call).await,
    }
}

async fn erase(
    turn: &in_turn::Erasing<'_>,
    subject: &Subject,
    erasing: &Erasing<'_>,
    evidence: &mut Evidence,
) -> Result<Fate, ConnectorError> {
    let (eraser, Erasing { desk, order, call, .. }) = (turn.eraser, erasing);
    let mut preview = eraser.preview(subject, order, call).await?;
    let mut rows = 0;
    let mut looks = 0;
    loop {
        if !preview.is_ready() {
            return Ok(Fate::SetAside(preview.obstacles));
        }
        if preview.is_empty() {
            break;
        }
        match turn.erase(desk, subject, &preview).await? {
            Erased::Done(done) => {
                rows = done.effects.iter().map(|effect| effect.deleted + effect.blanked).sum();
                sum::add(evidence, done);
                break;
            }
            // No person approves these plans, so a newer one is as good; but it must stand still some time.
            Erased::Changed(now) if looks < MOST_LOOKS => {
                looks += 1;
                preview = *now;
            }
            Erased::Changed(_) => {
                return Err(ConnectorError::transient("what is held about somebody changed while it was looked at"));
            }
        }
    }
    let verified = eraser.verify(subject, order, call).await?;
    if verified.is_clean() {
        return Ok(Fate::Proven { rows, kept: kept(&preview) });
    }
    Ok(Fate::SetAside(vec![unable(&preview.system, left(&verified))]))
}

fn kept(preview: &Preview) -> u64 {
    preview.collections.iter().flat_map(|outlook| &outlook.kept).map(|kept| kept.rows).sum()
}

fn left(verified: &Verified) -> String {
    let places: Vec<_> =
        verified.residues.iter().map(|it| format!("{}.{}: {}", it.table, it.column, it.rows)).collect();
    format!("it was erased, but the person's names still stand in {}", places.join(", "))
}

/// Where nothing can erase, only somebody of whom nothing is there is done. A system that counts nothing has not looked.
async fn look(system: &Connected, subject: &Subject, call: &Call) -> Result<Fate, ConnectorError> {
    let located = system.connector.locate(subject, call).await?;
    if !located.counts.is_empty() && located.counts.iter().all(|count| count.records == 0) {
        return Ok(Fate::Proven { rows: 0, kept: 0 });
    }
    let what = "nothing here can erase from this system; somebody has to do it by hand".to_owned();
    Ok(Fate::SetAside(vec![unable(&system.key, what)]))
}

/// Why somebody could not be erased, and what is to be done about it.
pub(super) fn unable(system: &str, what: String) -> Obstacle {
    let advice = "open the ticket's task for this system and see to it".to_owned();
    Obstacle { at: system.to_owned(), kind: ObstacleKind::Unable, what, advice }
}
