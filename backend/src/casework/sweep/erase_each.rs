//! Erasing people one after the other from a system that cannot erase many at once, by the manifest's rules alone.
//!
//! Where a person would have to decide or approve, the account is set aside; where nothing here can erase, all accounts are
//! of whom something is there.

use rightsdesk_exporters::contract::{
    call::Call,
    eraser::Eraser,
    erasure::{Erased, Evidence, Obstacle, ObstacleKind, Order, Preview, Verified},
    error::ConnectorError,
    pseudonym::Pseudonyms,
    subject::Subject,
    sweep::{Fate, Swept},
};

use crate::register::connected::Connected;

/// What each person is erased with.
pub(super) struct Erasing<'a> {
    /// By what rules.
    pub order: &'a Order,
    /// What stands in place of names.
    pub pseudonyms: &'a Pseudonyms,
    /// The call.
    pub call: &'a Call,
}

/// Erases each of them, or says who needs a person.
pub(super) async fn all(
    system: &Connected,
    subjects: &[Subject],
    erasing: &Erasing<'_>,
) -> Result<Swept, ConnectorError> {
    let mut swept = Swept { fates: Vec::with_capacity(subjects.len()), evidence: Evidence::default() };
    let mut refused = 0;
    for subject in subjects {
        erasing.call.still_wanted()?;
        let fate = match system.connector.eraser() {
            Some(eraser) => one(eraser, subject, erasing, &mut swept.evidence).await,
            None => look(system, subject, erasing.call).await,
        };
        swept.fates.push(match fate {
            // What no repetition mends for one must not stop the others; what it mends for nobody is the system's fault.
            Err(ConnectorError::Permanent { what }) => {
                refused += 1;
                if refused > 1 && refused == subjects.len() {
                    return Err(ConnectorError::Permanent { what });
                }
                Fate::SetAside(vec![unable(&system.key, what)])
            }
            fate => fate?,
        });
    }
    Ok(swept)
}

async fn one(
    eraser: &dyn Eraser,
    subject: &Subject,
    erasing: &Erasing<'_>,
    evidence: &mut Evidence,
) -> Result<Fate, ConnectorError> {
    let Erasing { order, pseudonyms, call } = erasing;
    let preview = eraser.preview(subject, order, call).await?;
    if !preview.is_ready() {
        return Ok(Fate::SetAside(preview.obstacles));
    }
    let mut rows = 0;
    if !preview.is_empty() {
        match eraser.erase(subject, &preview, pseudonyms, call).await? {
            Erased::Done(done) => {
                rows = done.effects.iter().map(|effect| effect.deleted + effect.blanked).sum();
                add(evidence, done);
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

fn add(evidence: &mut Evidence, done: Evidence) {
    for effect in done.effects {
        match evidence.effects.iter_mut().find(|known| known.collection == effect.collection) {
            None => evidence.effects.push(effect),
            Some(known) => {
                known.after = effect.after;
                known.found += effect.found;
                known.deleted += effect.deleted;
                known.blanked += effect.blanked;
                known.shared += effect.shared;
                known.kept.extend(effect.kept);
            }
        }
    }
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

fn unable(system: &str, what: String) -> Obstacle {
    let advice = "open the ticket's task for this system and see to it".to_owned();
    Obstacle { at: system.to_owned(), kind: ObstacleKind::Unable, what, advice }
}
