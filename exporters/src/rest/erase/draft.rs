//! What an erasure would be: made once to be shown, and once more to be done.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    contract::{
        call::Call,
        erasure::{Obstacle, ObstacleKind, Order, Outlook, Preview},
        error::ConnectorError,
        subject::Subject,
    },
    counted::counted,
    rest::{
        connector::RestConnector,
        input::Input,
        keyed, origin,
        template::{Place, Template},
        walk::Ground,
        way,
    },
};

use super::{
    fate::{self, Fate, Share},
    objects,
    outlooks::{self, Outlooks},
    plan::{Action, CallPlan, EraseStep},
    render::{Rendered, with_times},
    tables::Tables,
};

/// A preview, and the calls that would make it true.
#[derive(Debug)]
pub struct Draft {
    /// What would be done.
    pub preview: Preview,
    /// The calls, in their order.
    pub(super) acts: Vec<Act>,
}

/// A call that is to be made.
#[derive(Debug)]
pub(in crate::rest) struct Act {
    /// Of which erasing or writing step.
    pub(in crate::rest) step: usize,
    /// With what.
    pub(in crate::rest) input: Input,
    /// What tells it apart from every other of its step, whenever it is made.
    pub(in crate::rest) name: String,
}

impl Draft {
    /// Whether nothing is to be done now that was not to be done by the plan.
    pub fn is_part_of(&self, plan: &Preview) -> bool {
        let planned: BTreeSet<&String> = plan.frozen.iter().collect();
        self.preview.hash == plan.hash || self.preview.frozen.iter().all(|object| planned.contains(object))
    }
}

impl RestConnector {
    /// Drafts an erasure. Asks only.
    ///
    /// # Errors
    /// If the API could not be asked, or a call that would be made lacks a value.
    pub async fn draft(
        &self,
        subject: &Subject,
        order: &Order,
        tables: &dyn Tables,
        call: &Call,
    ) -> Result<Draft, ConnectorError> {
        let named = way::of_subject(&self.plan.ways, subject);
        let ground = self.ground(subject, &named);
        let drafting = Drafting { connector: self, ground, subject, order, tables, call };
        drafting.all().await
    }
}

struct Drafting<'a> {
    connector: &'a RestConnector,
    ground: Ground<'a>,
    subject: &'a Subject,
    order: &'a Order,
    tables: &'a dyn Tables,
    call: &'a Call,
}

/// What has been drafted so far.
struct Sketch {
    outlooks: Outlooks,
    acts: Vec<Act>,
    frozen: BTreeSet<String>,
    obstacles: Vec<Obstacle>,
    /// What lies below objects, by step and by the object's name: several erasing steps may ask for the same.
    below: BTreeMap<(usize, String), BTreeMap<String, u64>>,
}

impl Drafting<'_> {
    async fn all(&self) -> Result<Draft, ConnectorError> {
        let plan = &self.connector.plan;
        let mut sketch = Sketch {
            outlooks: Outlooks::new(&self.connector.system.key),
            acts: Vec::new(),
            frozen: BTreeSet::new(),
            obstacles: Vec::new(),
            below: BTreeMap::new(),
        };
        for at in plan.outputs() {
            sketch.outlooks.of(&plan.steps[at].name);
        }
        for number in 0..plan.erase.len() {
            self.step(number, &mut sketch).await?;
        }
        if !sketch.acts.is_empty() && !self.connector.http.may_erase() {
            sketch.obstacles.push(self.not_permitted());
        }
        let Sketch { outlooks, acts, frozen, obstacles, .. } = sketch;
        let mut collections = outlooks.into_all();
        for outlook in &mut collections {
            // What is blanked first and deleted then is deleted.
            if outlook.deleted > 0 {
                outlook.blanked = 0;
            }
        }
        let frozen: Vec<String> = frozen.into_iter().collect();
        let hash = self.hash(&collections, &frozen);
        let preview = Preview {
            system: self.connector.system.key.clone(),
            order: self.order.clone(),
            collections,
            along: Vec::new(),
            obstacles,
            remarks: Vec::new(),
            frozen,
            parts: Vec::new(),
            hash,
        };
        Ok(Draft { preview, acts })
    }

    async fn step(&self, number: usize, sketch: &mut Sketch) -> Result<(), ConnectorError> {
        let step = &self.connector.plan.erase[number];
        let call_plan = match &step.action {
            Action::Call(call_plan) => Some(&**call_plan),
            Action::Expire(_) => None,
        };
        let mut found = objects::of(self.ground, step, self.tables, self.call).await?;
        if let Some(done) = call_plan.and_then(|call_plan| call_plan.done_when.as_ref())
            && !found.inputs.is_empty()
        {
            let rows = self.tables.rows(&done.table, self.call).await?;
            found.inputs.retain(|input| !done.is_told_by(&rows, self.ground, input));
        }
        let below = step.collateral.iter().map(|collateral| collateral.mine).chain(step.along.iter().copied());
        if let Some(object) = step.object.as_ref().filter(|_| !found.inputs.is_empty()) {
            for at in below {
                if let std::collections::btree_map::Entry::Vacant(entry) = sketch.below.entry((at, object.clone())) {
                    entry.insert(objects::below(self.ground, at, object, self.call).await?);
                }
            }
        }
        let collection = format!("{}.{}", self.connector.system.key, step.collection);
        let mut calls: BTreeSet<String> = BTreeSet::new();
        let mut unreachable = 0;
        for input in &found.inputs {
            let share = self.share(step, input, sketch)?;
            let fate = fate::of(self.ground, step, input, share, self.order, &collection)?;
            let (name, is_reachable) = self.name(step, call_plan, input)?;
            sketch.frozen.insert(self.digest([step.name.as_str(), fate.word(), &name]));
            let outlook = sketch.outlooks.of(&step.collection);
            outlooks::add(outlook, step, &fate, 1);
            if let Some(share) = share {
                outlooks::share(outlook, share);
            }
            self.along(step, input, &fate, sketch);
            if fate == Fate::Act && calls.insert(name.clone()) {
                unreachable += u64::from(!is_reachable);
                sketch.acts.push(Act { step: number, input: input.clone(), name });
            }
        }
        let rows = found.inputs.len() as u64;
        let outlook = sketch.outlooks.of(&step.collection);
        outlook.found = outlook.found.max(rows);
        if unreachable > 0 {
            sketch.obstacles.push(Obstacle {
                at: collection,
                kind: ObstacleKind::Unable,
                what: format!(
                    "no call leads to {}, whose name is a dot segment",
                    counted(unreachable, "object", "objects")
                ),
                advice: "delete it there by hand, and look again".to_owned(),
            });
        }
        self.look_twice(step, call_plan, &found, calls.len() as u64, sketch);
        Ok(())
    }

    /// What goes, or stays, with an object.
    fn along(&self, step: &EraseStep, input: &Input, fate: &Fate, sketch: &mut Sketch) {
        let Some(object) = &step.object else { return };
        let Some(value) = input.value(object) else { return };
        let mine = step.collateral.iter().map(|collateral| collateral.mine);
        let steps: BTreeSet<usize> = step.along.iter().copied().chain(mine).collect();
        for at in steps {
            let rows = sketch.below.get(&(at, object.clone())).and_then(|rows| rows.get(value)).copied().unwrap_or(0);
            if rows > 0 {
                let outlook = sketch.outlooks.of(&self.connector.plan.steps[at].name);
                outlook.found += rows;
                outlooks::add(outlook, step, fate, rows);
            }
        }
    }

    fn share(&self, step: &EraseStep, input: &Input, sketch: &Sketch) -> Result<Option<Share>, ConnectorError> {
        let Some((collateral, object)) = step.collateral.as_ref().zip(step.object.as_ref()) else { return Ok(None) };
        let value = input.value(object).unwrap_or_default();
        let mine = sketch.below.get(&(collateral.mine, object.clone())).and_then(|rows| rows.get(value));
        let mine = mine.copied().unwrap_or(0);
        let all = self.ground.fill(&collateral.all, Place::Whole, input).ok().and_then(|all| all.parse::<u64>().ok());
        let others = all.map_or(1, |all| all.saturating_sub(mine));
        // An object in which nothing of the person's is found is somebody else's.
        let others = if mine == 0 { others.max(1) } else { others };
        Ok(Some(Share { mine, others }))
    }

    /// What tells the object apart: its call, or the values that lead to it; and whether that call can be made at all.
    fn name(
        &self,
        step: &EraseStep,
        call_plan: Option<&CallPlan>,
        input: &Input,
    ) -> Result<(String, bool), ConnectorError> {
        let Some(call_plan) = call_plan else {
            let name = serde_json::to_string(input).map_err(|_| ConnectorError::permanent("a row cannot be named"))?;
            return Ok((name, true));
        };
        let input = with_times(input.clone(), call_plan.request.holes().into_iter(), None);
        let rendered = Rendered::of(self.ground, &call_plan.request, &input).map_err(|unbound| {
            ConnectorError::permanent(format!("{}: {unbound}; nothing was done, and nobody was erased", step.name))
        })?;
        Ok((rendered.name(), !origin::steps_out(&rendered.path)))
    }

    fn look_twice(
        &self,
        step: &EraseStep,
        call_plan: Option<&CallPlan>,
        found: &objects::Found,
        calls: u64,
        sketch: &mut Sketch,
    ) {
        let at = format!("{}.{}", self.connector.system.key, step.collection);
        if calls > step.max_objects && !self.order.accepts_large_share {
            sketch.obstacles.push(Obstacle {
                at: at.clone(),
                kind: ObstacleKind::LargeShare,
                what: format!(
                    "{} would go, and up to {} nobody has to look twice",
                    counted(calls, "object", "objects"),
                    step.max_objects
                ),
                advice: "look again whether all of this is the person's, and say so".to_owned(),
            });
        }
        // A job repeats the search and deletes whatever it finds: nothing is compared once more on the way.
        let repeats_search = call_plan.is_some_and(|call_plan| call_plan.job.is_some());
        if repeats_search && calls > 0 && found.strangers > 0 {
            sketch.obstacles.push(Obstacle {
                at: at.clone(),
                kind: ObstacleKind::Unable,
                what: format!(
                    "the search that this job repeats finds {} of other people as well",
                    counted(found.strangers, "row", "rows")
                ),
                advice: "delete the person's rows there by hand, or wait until they expire".to_owned(),
            });
        }
        let undecided = sketch.outlooks.of(&step.collection).shared.as_ref().filter(|shared| shared.choice.is_none());
        if let Some(shared) = undecided {
            sketch.obstacles.push(Obstacle {
                at,
                kind: ObstacleKind::Undecided,
                what: format!("{} other people's data too", counted(shared.rows, "object holds", "objects hold")),
                advice: "say that they are kept, or say in the manifest when they expire".to_owned(),
            });
        }
    }

    fn not_permitted(&self) -> Obstacle {
        let names = self.connector.plan.erase_auth.iter().flat_map(|auth| auth.settings().cloned());
        Obstacle {
            at: self.connector.system.key.clone(),
            kind: ObstacleKind::Permission,
            what: "no credential for erasing is configured".to_owned(),
            advice: format!("configure {}", names.collect::<Vec<_>>().join(" and ")),
        }
    }

    fn hash(&self, collections: &[Outlook], frozen: &[String]) -> String {
        let shared: Vec<_> = collections.iter().map(|it| (&it.collection, &it.shared)).collect();
        let shared = serde_json::to_string(&shared).unwrap_or_default();
        self.digest(frozen.iter().map(String::as_str).chain([shared.as_str()]))
    }

    /// A hash that only somebody who knows the person's names could check.
    fn digest<'p>(&'p self, pieces: impl IntoIterator<Item = &'p str>) -> String {
        keyed::hash(self.subject, std::iter::once(self.connector.system.key.as_str()).chain(pieces))
    }
}

/// All holes of a call and of what follows it.
pub(super) fn holes(call_plan: &CallPlan) -> Vec<&str> {
    let mut holes = call_plan.request.holes();
    if let Some(job) = &call_plan.job {
        holes.extend(job.poll.holes());
        holes.extend(job.conflict.iter().flat_map(|it| [&it.list, &it.equals]).flat_map(Template::holes));
    }
    holes
}
