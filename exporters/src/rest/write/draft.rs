//! What corrections would change: made once to be shown, once more to be written, and again to see whether it stands.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::{
    contract::{
        call::Call,
        correction::{Correction, Corrections, FieldOutlook, Held, HeldField, Misfit, MisfitKind, Proposal, RowChange},
        error::ConnectorError,
        subject::Subject,
    },
    rest::{
        connector::RestConnector, erase::draft::Act, erase::render::Rendered, http::AskBody, keyed, page::as_text,
        walk::Ground,
    },
};

use super::{
    plan::{Kind, WriteField, WriteStep},
    rows::{self, Row},
    value,
};

/// A proposal, and the calls that would make it true.
pub(super) struct Draft {
    pub(super) proposal: Proposal,
    pub(super) writes: Vec<Write>,
}

/// A call that is to be made.
pub(super) struct Write {
    pub(super) act: Act,
    pub(super) rendered: Rendered,
    /// The corrections that it carries, by their place.
    pub(super) carries: Vec<usize>,
}

/// A correction whose field is there, and the value that would be sent.
struct Aim<'a> {
    at: usize,
    correction: &'a Correction,
    field: &'a WriteField,
    value: Value,
}

impl Aim<'_> {
    fn becomes(&self) -> Option<String> {
        as_text(&self.value)
    }

    fn is_meant(&self, old: Option<&String>) -> bool {
        match &self.correction.held {
            Held::Whatever => true,
            Held::This(this) => this.as_ref() == old,
        }
    }
}

/// What a proposal is put together from.
struct Making {
    fields: Vec<FieldOutlook>,
    changes: Vec<RowChange>,
    misfits: Vec<Misfit>,
    writes: Vec<Write>,
    has_found: bool,
}

pub(super) fn misfit(correction: &Correction, kind: MisfitKind, what: impl Into<String>, advice: &str) -> Misfit {
    let at = format!("{}.{}", correction.collection, correction.field);
    Misfit { at, kind, what: what.into(), advice: advice.to_owned() }
}

impl RestConnector {
    /// The steps that correct, each with its place among the writing steps.
    pub(super) fn corrects(&self) -> impl Iterator<Item = (usize, &WriteStep)> {
        self.plan.writes.iter().enumerate().filter(|(_, write)| write.kind == Kind::Rectify)
    }

    /// The collection that a step writes to, as the contract names it.
    pub(super) fn collection_of(&self, write: &WriteStep) -> String {
        format!("{}.{}", self.system.key, write.change.collection)
    }

    /// Drafts corrections. Asks only.
    ///
    /// # Errors
    /// If the API could not be asked, or a call that would be made lacks a value.
    pub(super) async fn draft_corrections(
        &self,
        ground: Ground<'_>,
        corrections: &Corrections,
        call: &Call,
    ) -> Result<Draft, ConnectorError> {
        call.still_wanted()?;
        let mut making = Making {
            fields: corrections.each().iter().map(outlook).collect(),
            changes: Vec::new(),
            misfits: Vec::new(),
            writes: Vec::new(),
            has_found: false,
        };
        let mut aims: BTreeMap<usize, Vec<Aim<'_>>> = BTreeMap::new();
        for (at, correction) in corrections.each().iter().enumerate() {
            match self.aim(at, correction, ground.subject) {
                Ok((number, aim)) => aims.entry(number).or_default().push(aim),
                Err(misfit) => making.misfits.push(misfit),
            }
        }
        for (number, aims) in &aims {
            self.collection(ground, *number, aims, &mut making, call).await?;
        }
        if !aims.is_empty() && !making.has_found {
            self.believe_nothing(call).await?;
        }
        if !making.writes.is_empty() && !self.http.may_write() {
            making.misfits.extend(corrections.each().iter().map(|one| self.not_permitted(one)));
        }
        let hash = self.hash(ground.subject, corrections, &making);
        let Making { fields, changes, misfits, writes, .. } = making;
        let system = self.system.key.clone();
        Ok(Draft { proposal: Proposal { system, fields, changes, misfits, hash }, writes })
    }

    /// Which step writes it and what it sends, or why none does.
    fn aim<'a>(&'a self, at: usize, correction: &'a Correction, subject: &Subject) -> Result<(usize, Aim<'a>), Misfit> {
        let found = self.corrects().filter(|(_, write)| self.collection_of(write) == correction.collection).find_map(
            |(number, write)| Some((number, write.fields.iter().find(|field| field.name == correction.field)?)),
        );
        let Some((number, field)) = found else {
            return Err(misfit(
                correction,
                MisfitKind::Undeclared,
                "the manifest does not say that this may be corrected",
                "change it by hand, or add the field to a step under `rectify`",
            ));
        };
        match value::fit(field, correction.right.as_deref(), subject) {
            Ok(value) => Ok((number, Aim { at, correction, field, value })),
            Err((kind, what, advice)) => Err(misfit(correction, kind, what, advice)),
        }
    }

    /// What one step would change.
    async fn collection(
        &self,
        ground: Ground<'_>,
        number: usize,
        aims: &[Aim<'_>],
        making: &mut Making,
        call: &Call,
    ) -> Result<(), ConnectorError> {
        let write = &self.plan.writes[number];
        let rows = rows::of(ground, &write.change, call).await?;
        making.has_found |= !rows.is_empty();
        let (shared, own): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.is_shared);
        // A misfit is told once, however many rows have it.
        let mut several: BTreeSet<usize> = BTreeSet::new();
        for (nth, row) in own.iter().enumerate() {
            let mut changed = Vec::new();
            for aim in aims {
                let Ok(old) = value::held(&row.value, &aim.field.name) else {
                    several.insert(aim.at);
                    continue;
                };
                let new = aim.becomes();
                if old == new {
                    making.fields[aim.at].right += 1;
                } else if aim.is_meant(old.as_ref()) {
                    making.fields[aim.at].changed += 1;
                    making.changes.push(RowChange {
                        collection: aim.correction.collection.clone(),
                        field: aim.correction.field.clone(),
                        row: nth as u64 + 1,
                        old,
                        new,
                    });
                    changed.push(aim);
                }
            }
            if !changed.is_empty() {
                making.writes.push(to_write(ground, (number, write), row, &changed)?);
            }
        }
        for aim in aims {
            let outlook = &mut making.fields[aim.at];
            outlook.found = own.len() as u64;
            let is_shared = shared.iter().any(|row| match value::held(&row.value, &aim.field.name) {
                Ok(old) => old != aim.becomes() && aim.is_meant(old.as_ref()),
                Err(value::NotSingle) => true,
            });
            if several.contains(&aim.at) {
                making.misfits.push(misfit(
                    aim.correction,
                    MisfitKind::Type,
                    "a list or a group of values stands there, and no single one",
                    "change it by hand",
                ));
            } else if is_shared {
                making.misfits.push(misfit(
                    aim.correction,
                    MisfitKind::Shared,
                    "a row where this stands belongs to other people too",
                    "ask whose data it is, and change it by hand",
                ));
            } else if outlook.changed + outlook.right == 0 {
                making.misfits.push(misfit(
                    aim.correction,
                    MisfitKind::NotFound,
                    "no row of this person alone holds what is to be corrected",
                    "look again at what is held; it may have changed in the meantime",
                ));
            }
        }
        Ok(())
    }

    /// What stands in all fields that may be corrected. Asks only.
    pub(super) async fn held_fields(&self, ground: Ground<'_>, call: &Call) -> Result<Vec<HeldField>, ConnectorError> {
        let mut held = Vec::new();
        let mut has_found = false;
        for (_, write) in self.corrects() {
            let rows = rows::of(ground, &write.change, call).await?;
            has_found |= !rows.is_empty();
            let shared = rows.iter().filter(|row| row.is_shared).count() as u64;
            for field in &write.fields {
                let own = rows.iter().filter(|row| !row.is_shared);
                let values: BTreeSet<_> = own.filter_map(|row| value::held(&row.value, &field.name).ok()).collect();
                held.push(HeldField {
                    collection: self.collection_of(write),
                    field: field.name.clone(),
                    values: values.into_iter().collect(),
                    shared,
                });
            }
        }
        if !has_found {
            self.believe_nothing(call).await?;
        }
        Ok(held)
    }

    fn not_permitted(&self, correction: &Correction) -> Misfit {
        let names = self.plan.write_auth.iter().flat_map(|auth| auth.settings().cloned());
        let advice = format!("configure {}, or change it by hand", names.collect::<Vec<_>>().join(" and "));
        misfit(correction, MisfitKind::Permission, "no credential for writing is configured", &advice)
    }

    /// Names the proposal by its calls and by what would change; keyed by the person's names.
    fn hash(&self, subject: &Subject, corrections: &Corrections, making: &Making) -> String {
        let asked = serde_json::to_string(corrections.each()).unwrap_or_default();
        let changes = serde_json::to_string(&making.changes).unwrap_or_default();
        let calls = making.writes.iter().map(|write| write.act.name.as_str());
        keyed::hash(subject, [self.system.key.as_str(), &asked, &changes].into_iter().chain(calls))
    }
}

fn outlook(correction: &Correction) -> FieldOutlook {
    FieldOutlook {
        collection: correction.collection.clone(),
        field: correction.field.clone(),
        found: 0,
        changed: 0,
        right: 0,
    }
}

/// The one call that carries all corrections of a row.
fn to_write(
    ground: Ground<'_>,
    (number, write): (usize, &WriteStep),
    row: &Row,
    aims: &[&Aim<'_>],
) -> Result<Write, ConnectorError> {
    let name = &write.change.name;
    let no_call = || ConnectorError::permanent(format!("{name}: it makes no call"));
    let call = write.call().ok_or_else(no_call)?;
    let mut rendered = Rendered::of(ground, &call.request, &row.input)
        .map_err(|unbound| ConnectorError::permanent(format!("{name}: {unbound}; nothing was written")))?;
    if write.is_whole {
        rendered.body = AskBody::Json(row.value.clone());
    }
    for aim in aims {
        value::put(&mut rendered.body, &aim.field.at, &aim.value);
    }
    let act = Act { step: number, input: row.input.clone(), name: format!("{name}\n{}", rendered.name()) };
    Ok(Write { act, rendered, carries: aims.iter().map(|aim| aim.at).collect() })
}
