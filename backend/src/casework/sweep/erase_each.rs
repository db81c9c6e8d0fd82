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

use super::{people::Person, withheld};
use crate::{
    casework::error::CaseError,
    deactivation::{claim, part::Model},
    desk::Desk,
    register::connected::Connected,
};

/// So often a plan is drawn up anew that has changed before it was carried out.
const MOST_LOOKS: u32 = 3;

/// What each person is erased with.
pub(super) struct Erasing<'a> {
    /// By what rules.
    pub order: &'a Order,
    /// What stands in place of names.
    pub pseudonyms: &'a Pseudonyms,
    /// The call.
    pub call: &'a Call,
    /// Whether somebody still is to be erased.
    pub still: Still<'a>,
}

/// Whether somebody still is to be erased: asked before each of them, for one after the other may take hours.
pub(super) struct Still<'a> {
    /// The desk.
    pub desk: &'a Desk,
    /// The part of the sweep.
    pub part: &'a Model,
    /// Whom it is about, in the order of the subjects.
    pub people: Vec<&'a Person>,
}

impl Still<'_> {
    /// What keeps this person from being erased, if anything has come up since the part began.
    async fn kept_by(&self, at: usize) -> Result<Option<Obstacle>, CaseError> {
        let Some(person) = self.people.get(at).copied() else { return Ok(None) };
        let system = &self.part.system;
        if !withheld::held(self.desk, &self.desk.db, system, std::slice::from_ref(person)).await?.is_empty() {
            return Ok(Some(unable(system, "a legal hold was set while the sweep was under way".to_owned())));
        }
        let lines = claim::of(&self.desk.db, self.part.sweep_id).await?;
        let is_open_again = lines.iter().any(|line| line.id == person.line && line.reopened_at.is_some());
        let why = || unable(system, "the account was opened again while the sweep was under way".to_owned());
        Ok(is_open_again.then(why))
    }
}

/// Erases each of them, or says who needs a person.
pub(super) async fn all(
    system: &Connected,
    subjects: &[Subject],
    erasing: &Erasing<'_>,
) -> Result<Swept, ConnectorError> {
    let mut swept = Swept { fates: Vec::with_capacity(subjects.len()), evidence: Evidence::default() };
    let mut refused = 0;
    for (at, subject) in subjects.iter().enumerate() {
        erasing.call.still_wanted()?;
        let kept_by = erasing.still.kept_by(at).await.map_err(|error| {
            tracing::error!(%error, "it could not be asked whether somebody is still to be erased");
            ConnectorError::transient("our own database did not answer")
        })?;
        if let Some(obstacle) = kept_by {
            swept.fates.push(Fate::SetAside(vec![obstacle]));
            continue;
        }
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
    let Erasing { order, pseudonyms, call, still: _ } = erasing;
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
        match eraser.erase(subject, &preview, pseudonyms, call).await? {
            Erased::Done(done) => {
                rows = done.effects.iter().map(|effect| effect.deleted + effect.blanked).sum();
                add(evidence, done);
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
