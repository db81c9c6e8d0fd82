//! The engine's door: a plan and its settings as a [`Connector`].

use std::{collections::BTreeMap, time::Duration};

use async_trait::async_trait;
use tokio::time::Instant;

use crate::contract::{
    call::Call,
    connector::Connector,
    disclosing::DisclosureLog,
    eraser::Eraser,
    error::ConnectorError,
    notifier::Notifier,
    outcome::{Count, Cursor, Exported, Health, Learned, Located, Scope},
    rectifier::Rectifier,
    register::System,
    restrictor::Restrictor,
    sink::Sink,
    subject::{Identifier, Subject},
};

use super::{
    http::{Fault, Http},
    input::Input,
    plan::{Output, Plan, Step},
    template::Place,
    walk::{Ground, Purpose, Turn, Walker},
    way,
    write::plan::Kind,
};

pub mod open;

mod hand_over;
mod missing;
mod place;

use hand_over::HandOver;
use place::Place as Position;

/// A system behind an HTTP API.
#[derive(Debug)]
pub struct RestConnector {
    pub(super) system: System,
    pub(super) plan: Plan,
    pub(super) http: Http,
    /// The settings that may stand in calls; no secret is among them.
    settings: BTreeMap<String, String>,
    /// The planted person, if the configuration names one.
    canary: Option<Identifier>,
}

/// The longest wait that is waited for inside a call. A longer one is handed back, so that it does not keep a worker.
const PATIENCE: Duration = Duration::from_secs(10);
/// The same for questions that have no cursor and would have to begin again.
const PATIENCE_WITHOUT_CURSOR: Duration = Duration::from_secs(90);

impl RestConnector {
    pub(super) fn ground<'a>(&'a self, subject: &'a Subject, named: &'a [way::Named]) -> Ground<'a> {
        Ground { plan: &self.plan, http: &self.http, settings: &self.settings, subject, named }
    }

    /// An empty answer is believed only if the planted person is found in the same way.
    pub(super) async fn believe_nothing(&self, call: &Call) -> Result<(), ConnectorError> {
        let (Some(canary), Some(identifier)) = (&self.plan.canary, &self.canary) else { return Ok(()) };
        let planted = Subject::new([identifier.clone()]).expect("one identifier was given");
        let named = way::of_subject(&self.plan.ways, &planted);
        let mut walker = Walker::new(self.ground(&planted, &named), canary.step, Purpose::Counting, None)?;
        loop {
            call.still_wanted()?;
            match walker.turn(call, patience_without_cursor(call)).await? {
                Turn::Rows(page) if !page.taken.is_empty() => return Ok(()),
                Turn::Rows(_) | Turn::OnTheWay | Turn::File(..) => {}
                Turn::Done => {
                    return Err(ConnectorError::permanent(format!(
                        "{} does not find the planted person, so an empty answer cannot be believed: plant them again, \
                         or see why the search finds nobody",
                        self.plan.steps[canary.step].name
                    )));
                }
            }
        }
    }

    async fn count(&self, step: usize, ground: Ground<'_>, call: &Call) -> Result<Count, ConnectorError> {
        let plan = &self.plan.steps[step];
        // A file is counted by the rows that lead to it.
        let (counted, shared_when) = match &plan.output {
            Output::File(_) => (plan.parent.unwrap_or(step), None),
            Output::Records(export) => (step, export.shared_when.as_ref()),
            Output::Nothing => (step, None),
        };
        let mut count = Count { collection: format!("{}.{}", self.system.key, plan.name), records: 0, shared: 0 };
        let mut walker = Walker::new(ground, counted, Purpose::Counting, None)?;
        loop {
            call.still_wanted()?;
            match walker.turn(call, patience_without_cursor(call)).await? {
                Turn::Done => return Ok(count),
                Turn::OnTheWay | Turn::File(..) => {}
                Turn::Rows(page) => {
                    let rows = page.reply.rows(&self.plan.steps[counted].records, &plan.name)?;
                    for taken in &page.taken {
                        count.records += 1;
                        count.shared += u64::from(shared_when.is_some_and(|test| test.holds(rows[taken.index].value)));
                    }
                }
            }
        }
    }

    fn in_scope(&self, step: usize, scope: Scope) -> bool {
        match (scope, &self.plan.steps[step].output) {
            (_, Output::Nothing) => false,
            (Scope::Everything, Output::Records(_) | Output::File(_)) => true,
            (Scope::Portable, Output::Records(export)) => export.head.fields.iter().any(|field| field.portable),
            (Scope::Portable, Output::File(file)) => file.portable,
        }
    }
}

pub(super) fn patience_without_cursor(call: &Call) -> Duration {
    PATIENCE_WITHOUT_CURSOR.min(call.budget)
}

#[async_trait]
impl Connector for RestConnector {
    fn about(&self) -> &System {
        &self.system
    }

    async fn check(&self, call: &Call) -> Result<Health, ConnectorError> {
        let nobody =
            Subject::new([Identifier::parse("nobody=nobody").expect("a constant identifier")]).expect("one was given");
        if let Some(reach) = self.plan.reach {
            let mut walker = Walker::new(self.ground(&nobody, &[]), reach, Purpose::Counting, None)?;
            walker.turn(call, patience_without_cursor(call)).await?;
        }
        let mut health = Health::default();
        match (&self.plan.canary, &self.canary) {
            (Some(_), Some(_)) => self.believe_nothing(call).await?,
            (Some(canary), None) => health.remarks.push(format!(
                "no planted person is configured ({}), so \"nothing found\" is taken at its word",
                canary.setting
            )),
            (None, _) => {}
        }
        if !self.plan.erase.is_empty() && !self.http.may_erase() {
            health
                .remarks
                .push("no credential for erasing is configured, so nobody can be erased from it by us".to_owned());
        }
        if !self.plan.writes.is_empty() && !self.http.may_write() {
            let remark = "no credential for writing is configured, so nothing can be corrected or marked in it by us";
            health.remarks.push(remark.to_owned());
        }
        if !self.plan.notifies.is_empty() && !self.http.may_notify() {
            health
                .remarks
                .push("no credential for notices is configured, so nobody is told through it by us".to_owned());
        }
        Ok(health)
    }

    async fn resolve(&self, subject: &Subject, call: &Call) -> Result<Vec<Learned>, ConnectorError> {
        let named = way::of_subject(&self.plan.ways, subject);
        let ground = self.ground(subject, &named);
        let mut learned: Vec<Learned> = Vec::new();
        for step in self.plan.teachers().filter(|step| self.plan.can_ask(*step, subject, &named)) {
            let mut walker = Walker::new(ground, step, Purpose::Reading, None)?;
            loop {
                call.still_wanted()?;
                let page = match walker.turn(call, patience_without_cursor(call)).await? {
                    Turn::Done => break,
                    Turn::OnTheWay | Turn::File(..) => continue,
                    Turn::Rows(page) => page,
                };
                for taken in &page.taken {
                    learn(&self.system.key, &self.plan.steps[step], &taken.input, ground, &mut learned);
                }
            }
        }
        Ok(learned)
    }

    async fn locate(&self, subject: &Subject, call: &Call) -> Result<Located, ConnectorError> {
        let named = way::of_subject(&self.plan.ways, subject);
        let ground = self.ground(subject, &named);
        let mut located = Located::default();
        for step in self.plan.outputs().filter(|step| self.plan.can_ask(*step, subject, &named)) {
            located.counts.push(self.count(step, ground, call).await?);
        }
        if !located.counts.is_empty() && located.counts.iter().all(|count| count.records == 0) {
            self.believe_nothing(call).await?;
        }
        Ok(located)
    }

    async fn export(
        &self,
        subject: &Subject,
        scope: Scope,
        from: Option<&Cursor>,
        call: &Call,
        sink: &mut dyn Sink,
    ) -> Result<Exported, ConnectorError> {
        let named = way::of_subject(&self.plan.ways, subject);
        let ground = self.ground(subject, &named);
        let asked = |step: &usize| self.in_scope(*step, scope) && self.plan.can_ask(*step, subject, &named);
        let passes: Vec<_> = self.plan.outputs().filter(asked).collect();
        let question = place::question(&self.system.key, scope, subject, &self.plan);
        let mut position = Position::at(from, question)?;
        let started = Instant::now();
        let patience = PATIENCE.min(call.budget);
        // A call that made no step forward must not hand back a cursor: it would be called for ever.
        let mut has_moved = false;
        let hand_over = HandOver { ground, scope, call };
        while let Some(&number) = passes.get(position.pass) {
            let step = &self.plan.steps[number];
            if let Output::Records(export) = &step.output {
                sink.collection(&export.head).await?;
            }
            let mut walker = Walker::new(ground, number, Purpose::Reading, position.walk.take())?;
            loop {
                call.still_wanted()?;
                if has_moved && started.elapsed() >= call.budget {
                    return position.hand_back(walker);
                }
                match walker.turn(call, patience).await {
                    Ok(Turn::Done) => break,
                    Ok(turn) => hand_over.turn(step, turn, sink, &mut position).await?,
                    Err(Fault::Limited { .. }) if has_moved => return position.hand_back(walker),
                    Err(fault) => return Err(fault.into()),
                }
                has_moved = true;
            }
            position.pass += 1;
        }
        if !passes.is_empty() && !position.found {
            self.believe_nothing(call).await?;
        }
        Ok(Exported::Ends { gaps: missing::gaps(&position.missing) })
    }

    fn disclosures(&self) -> Vec<DisclosureLog> {
        let says = self.plan.steps.iter().filter_map(|step| match &step.output {
            Output::Records(export) => Some((step.name.clone(), export.discloses.clone()?)),
            Output::Nothing | Output::File(_) => None,
        });
        says.map(|(collection, says)| DisclosureLog { collection, says }).collect()
    }

    fn eraser(&self) -> Option<&dyn Eraser> {
        if self.plan.erase.is_empty() { None } else { Some(self) }
    }

    fn rectifier(&self) -> Option<&dyn Rectifier> {
        if self.plan.writes.iter().any(|write| write.kind == Kind::Rectify) { Some(self) } else { None }
    }

    /// Without a credential a person tells them.
    fn notifier(&self) -> Option<&dyn Notifier> {
        if !self.plan.notifies.is_empty() && self.http.may_notify() { Some(self) } else { None }
    }

    fn restrictor(&self) -> Option<&dyn Restrictor> {
        if self.plan.writes.iter().any(|write| write.kind != Kind::Rectify) { Some(self) } else { None }
    }
}

fn learn(system: &str, step: &Step, input: &Input, ground: Ground<'_>, learned: &mut Vec<Learned>) {
    for learn in &step.learns {
        let Ok(value) = ground.fill(&learn.value, Place::Whole, input) else { continue };
        let Ok(identifier) = Identifier::new(learn.kind.clone(), value) else { continue };
        if ground.subject.identifiers().contains(&identifier) {
            continue;
        }
        let from = format!("{system}.{}", learn.value.holes().last().unwrap_or(&step.name));
        let learn = Learned { identifier, from, certainty: learn.certainty };
        match learned.iter_mut().find(|heard| heard.identifier == learn.identifier) {
            None => learned.push(learn),
            // One place that knows it outweighs any where it is only claimed.
            Some(heard) if heard.certainty < learn.certainty => *heard = learn,
            Some(_) => {}
        }
    }
}
