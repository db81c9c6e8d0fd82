//! One attempt at a set: everything for all of them, or the reason why not.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    contract::{
        call::Call,
        erasure::{Effect, Evidence, Obstacle, ObstacleKind, Order, SharedChoice, Timed},
        error::ConnectorError,
        pseudonym::Pseudonyms,
        subject::Subject,
    },
    sql::{dialect::Dialect, evidence::Evidence as Reach, snapshot::Snapshot, statement::Statement},
};

use super::{
    super::{
        changes::{self, Change, Material},
        doomed::Doomed,
        draft, overwrite, preflight,
        rows::{self, Values},
        site::{Site, push_table},
        sorting::{self, Reading, Sorted},
    },
    direct::{self, Found},
    failure::{Failure, refused},
    owners::Owners,
    spread,
    tally::Tally,
};

/// What is asked of every attempt.
#[derive(Clone, Copy, Debug)]
pub(super) struct Task<'t> {
    pub(super) site: Site<'t>,
    pub(super) order: &'t Order,
    pub(super) choices: &'t BTreeMap<usize, SharedChoice>,
    pub(super) pseudonyms: &'t Pseudonyms,
}

/// Erases these people and reads back; what was found and done is in `tally` as far as it came.
pub(super) async fn attempt(
    task: Task<'_>,
    people: &[&Subject],
    tally: &mut Tally,
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<Evidence, Failure> {
    let Task { site, order, choices, pseudonyms } = task;
    let (reach, owners) = spread::from(site.graph, site.plan, people, snapshot, call).await?;
    let direct = direct::places(site, &reach);
    let (only_shared, without) = direct.iter().partition(|&&place| !site.place(place).owners.is_empty());
    let reading = Reading { without, only_shared, tells_by: true };
    let today = order.as_of.date_naive();
    let sorted = sorting::all(site, &reach, today, &reading, snapshot, call).await?;
    let widths = (0..sorted.len()).map(|place| site.shape(site.table_of(place)).columns.len()).collect();
    let mut set = Set { task, reach: &reach, owners: &owners, widths, tally };
    for (place, sorted) in sorted.iter().enumerate() {
        for row in [&sorted.deleted, &sorted.overwritten, &sorted.settled, &sorted.shared].into_iter().flatten() {
            set.whose(place, row)?;
        }
    }
    set.decided(&sorted)?;

    let mut evidence = Evidence::default();
    let mut gone: BTreeMap<usize, u64> = BTreeMap::new();
    // First those to which nothing refers: then nothing of them goes along with others.
    for &place in &direct {
        gone.insert(place, set.delete_directly(place, &mut evidence, snapshot, call).await?);
    }
    let doomed = Doomed::of(site, &sorted, snapshot, call).await?;
    if !doomed.obstacles.is_empty() {
        return Err(Failure::Somebody(doomed.obstacles));
    }
    let material = Material { site, evidence: &reach, pseudonyms, people: people.len() };
    let collisions = draft::collisions(material, &sorted, choices, snapshot, call).await?;
    set.free(&sorted, collisions)?;
    let changes = match changes::all(material, &sorted, choices, &doomed) {
        Ok(changes) => changes,
        Err(why) => return Err(set.blocked_by(&sorted, vec![preflight::impossible(site, &why)])),
    };
    let bystanders = preflight::bystanders(site, &changes, &doomed);
    if !bystanders.is_empty() {
        return Err(set.blocked_by(&sorted, bystanders));
    }
    for change in &changes {
        evidence.statements.push(set.carry_out(change, snapshot, call).await?);
    }
    set.count(&sorted)?;
    set.read_back(&direct, &reading, snapshot, call).await?;
    if !order.accepts_large_share {
        set.look_at_shares(&doomed, &sorted, &gone, snapshot, call).await?;
    }
    evidence.along = doomed.along.iter().map(|(along, _)| along.clone()).collect();
    evidence.effects =
        (0..sorted.len()).map(|place| effect(task, place, &sorted[place], &changes, gone.get(&place))).collect();
    Ok(evidence)
}

/// The people of an attempt, and what is known of them.
struct Set<'s> {
    task: Task<'s>,
    reach: &'s Reach<'s>,
    owners: &'s Owners,
    /// For each collection, how many values a row has before those by which it was found.
    widths: Vec<usize>,
    tally: &'s mut Tally,
}

impl Set<'_> {
    /// Whose a row is that was read. Those who share it are bound to each other.
    fn whose(&mut self, place: usize, row: &Values) -> Result<Vec<usize>, Failure> {
        self.owned(place, row.get(self.widths[place]..).unwrap_or_default())
    }

    fn owned(&mut self, place: usize, by: &[rows::Value]) -> Result<Vec<usize>, Failure> {
        let site = self.task.site;
        let people = self.owners.of_row(site.graph, place, by);
        if people.is_empty() {
            return Err(Failure::Somebody(vec![Obstacle {
                at: site.place(place).address(),
                kind: ObstacleKind::Unable,
                what: "a row was found of which we cannot tell whose it is".to_owned(),
                advice: "erase these people one by one".to_owned(),
            }]));
        }
        if people.len() > 1 {
            self.tally.bonds.tie(&people);
        }
        Ok(people)
    }

    /// Rows that others share must have a rule.
    fn decided(&mut self, sorted: &[Sorted]) -> Result<(), Failure> {
        let mut open: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
        for (place, sorted) in sorted.iter().enumerate() {
            if self.task.choices.contains_key(&place) {
                continue;
            }
            for row in &sorted.shared {
                for person in self.whose(place, row)? {
                    *open.entry(person).or_default().entry(place).or_default() += 1;
                }
            }
        }
        if open.is_empty() {
            return Ok(());
        }
        let obstacles = |places: BTreeMap<usize, usize>| {
            places.into_iter().map(|(place, rows)| preflight::undecided_at(self.task.site, place, rows)).collect()
        };
        Err(Failure::People(open.into_iter().map(|(person, places)| (person, obstacles(places))).collect()))
    }

    /// New values must fit their columns.
    fn free(&mut self, sorted: &[Sorted], collisions: Vec<(Option<usize>, Obstacle)>) -> Result<(), Failure> {
        if collisions.is_empty() {
            return Ok(());
        }
        let (of_all, of_some): (Vec<_>, Vec<_>) = collisions.into_iter().partition(|(place, _)| place.is_some());
        if of_all.is_empty() {
            return Err(Failure::Somebody(of_some.into_iter().map(|(_, obstacle)| obstacle).collect()));
        }
        Err(self.blocked_by(sorted, of_all.into_iter().map(|(_, obstacle)| obstacle).collect()))
    }

    /// Obstacles that are in the way of everybody who has rows in the collection where they are.
    fn blocked_by(&mut self, sorted: &[Sorted], obstacles: Vec<Obstacle>) -> Failure {
        let mut found: BTreeMap<usize, Vec<Obstacle>> = BTreeMap::new();
        for obstacle in &obstacles {
            let address = |place: usize| self.task.site.place(place).address();
            let is_at = |place: &usize| {
                obstacle.at.strip_prefix(&address(*place)).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            };
            let Some(place) = (0..sorted.len()).find(is_at) else { continue };
            let mut people = BTreeSet::new();
            for row in [&sorted[place].deleted, &sorted[place].overwritten, &sorted[place].shared].into_iter().flatten()
            {
                match self.whose(place, row) {
                    Ok(whose) => people.extend(whose),
                    Err(failure) => return failure,
                }
            }
            for person in people {
                found.entry(person).or_default().push(obstacle.clone());
            }
        }
        if found.is_empty() { Failure::Somebody(obstacles) } else { Failure::People(found) }
    }

    async fn delete_directly(
        &mut self,
        place: usize,
        evidence: &mut Evidence,
        snapshot: &mut Snapshot,
        call: &Call,
    ) -> Result<u64, Failure> {
        let site = self.task.site;
        if !direct::is_reachable(self.reach, site, place) {
            return Ok(0);
        }
        let since = tokio::time::Instant::now();
        let found = direct::delete(self.reach, site, place, snapshot, call).await?;
        let rows = direct::rows_of(&found);
        for (by, rows) in found {
            let people = self.owned(place, &by)?;
            self.tally.touch(site.table_of(place), &people, rows);
        }
        if rows > 0 {
            let what = format!("delete {}", site.place(place).address());
            evidence.statements.push(timed(what, rows, since));
        }
        Ok(rows)
    }

    async fn carry_out(&self, change: &Change, snapshot: &mut Snapshot, call: &Call) -> Result<Timed, Failure> {
        call.still_wanted().map_err(|error| Failure::Stopped(error.into()))?;
        let since = tokio::time::Instant::now();
        let changed = snapshot.change(&change.statement).await;
        let rows = changed.map_err(|error| refused(snapshot, &change.what, &error))?;
        if rows == change.rows {
            return Ok(timed(change.what.clone(), rows, since));
        }
        let what = format!("{}: it changed {rows} rows, and {} were found", change.what, change.rows);
        Err(match snapshot.dialect {
            // Changing sees what others have done meanwhile, and asking did not.
            Dialect::MySql => Failure::Stopped(ConnectorError::transient(what).into()),
            Dialect::Postgres { .. } | Dialect::Sqlite => Failure::Somebody(vec![Obstacle {
                at: change.statement.about.clone(),
                kind: ObstacleKind::Trigger,
                what,
                advice: "look for what keeps the rows: a trigger, a rule, a policy".to_owned(),
            }]),
        })
    }

    /// Counts what was done to rows that had been read.
    fn count(&mut self, sorted: &[Sorted]) -> Result<(), Failure> {
        let site = self.task.site;
        for (place, sorted) in sorted.iter().enumerate() {
            let table = site.table_of(place);
            let [own, shared] = are_overwritten(self.task, place);
            for (rows, is_touched) in [(&sorted.deleted, true), (&sorted.overwritten, own), (&sorted.shared, shared)] {
                for row in rows.iter().filter(|_| is_touched) {
                    let people = self.whose(place, row)?;
                    self.tally.touch(table, &people, 1);
                }
            }
        }
        Ok(())
    }

    /// Looks once more for everything that led to them: nothing may be left but what is to stay.
    async fn read_back(
        &mut self,
        direct: &BTreeSet<usize>,
        reading: &Reading,
        snapshot: &mut Snapshot,
        call: &Call,
    ) -> Result<(), Failure> {
        let site = self.task.site;
        let mut left: BTreeMap<usize, Vec<Obstacle>> = BTreeMap::new();
        for &place in direct {
            let found: Found = direct::find(self.reach, site, place, snapshot, call).await?;
            for (by, _) in &found {
                for person in self.owned(place, by)? {
                    left.entry(person).or_default().push(still_there(site, place));
                }
            }
        }
        let today = self.task.order.as_of.date_naive();
        let sorted = sorting::all(site, self.reach, today, reading, snapshot, call).await?;
        for (place, sorted) in sorted.iter().enumerate() {
            for row in sorted.deleted.iter().chain(&sorted.overwritten) {
                for person in self.whose(place, row)? {
                    let obstacles = left.entry(person).or_default();
                    let obstacle = still_there(site, place);
                    if !obstacles.contains(&obstacle) {
                        obstacles.push(obstacle);
                    }
                }
            }
            for row in sorted.settled.iter().chain(&sorted.shared) {
                for person in self.whose(place, row)? {
                    self.tally.kept[person] += 1;
                }
            }
        }
        if left.is_empty() { Ok(()) } else { Err(Failure::People(left)) }
    }

    /// Whether for one person much of a table was touched.
    async fn look_at_shares(
        &self,
        doomed: &Doomed,
        sorted: &[Sorted],
        gone: &BTreeMap<usize, u64>,
        snapshot: &mut Snapshot,
        call: &Call,
    ) -> Result<(), Failure> {
        let site = self.task.site;
        let mut sizes: BTreeMap<usize, u64> = BTreeMap::new();
        let mut found: BTreeMap<usize, Vec<Obstacle>> = BTreeMap::new();
        // A list of its own: what borrows across a question must be simple.
        let mut touched: Vec<(usize, usize, u64)> = Vec::new();
        for (person, tables) in self.tally.touched.iter().enumerate() {
            touched.extend(tables.iter().map(|&(table, rows)| (person, table, rows)));
        }
        touched.retain(|&(_, table, rows)| preflight::may_be_large(site, table, rows));
        for (person, table, rows) in touched {
            let before = match sizes.get(&table) {
                Some(before) => *before,
                None => {
                    let mut statement = Statement::new(site.dialect(), site.address(table));
                    statement.push("SELECT COUNT(*) FROM ");
                    push_table(&mut statement, site.table(table));
                    let after = rows::number(snapshot, &statement, call).await?;
                    let place = site.place_of(table).filter(|place| sorted[*place].deleted.is_empty());
                    let directly = place.and_then(|place| gone.get(&place)).copied().unwrap_or_default();
                    let before = after + directly + doomed.rows(table).len() as u64;
                    sizes.insert(table, before);
                    before
                }
            };
            if let Some(obstacle) = preflight::share(site, table, rows, before) {
                found.entry(person).or_default().push(obstacle);
            }
        }
        if found.is_empty() { Ok(()) } else { Err(Failure::People(found)) }
    }
}

fn still_there(site: Site<'_>, place: usize) -> Obstacle {
    Obstacle {
        at: site.place(place).address(),
        kind: ObstacleKind::Unable,
        what: "rows were still there, or as they had been, when they were read back".to_owned(),
        advice: "look for what keeps them: a trigger, a rule of the database, another program".to_owned(),
    }
}

fn timed(what: String, rows: u64, since: tokio::time::Instant) -> Timed {
    Timed { what, rows, micros: u64::try_from(since.elapsed().as_micros()).unwrap_or(u64::MAX) }
}

/// Whether fields are overwritten: on rows that are theirs alone, and on those that others share.
fn are_overwritten(task: Task<'_>, place: usize) -> [bool; 2] {
    let fields = overwrite::of(task.site, place);
    let chosen = task.choices.get(&place).is_some_and(|&choice| !overwrite::on_shared(&fields, choice).is_empty());
    [!overwrite::on_own(&fields).is_empty(), chosen]
}

fn effect(task: Task<'_>, place: usize, sorted: &Sorted, changes: &[Change], directly: Option<&u64>) -> Effect {
    let table = task.site.table_of(place);
    let changed = changes.iter().filter(|change| change.table == table && change.kind == changes::Kind::Update);
    let deleted = sorted.deleted.len() as u64 + directly.copied().unwrap_or_default();
    let found = sorted.found() as u64 + directly.copied().unwrap_or_default();
    Effect {
        collection: task.site.place(place).address(),
        before: found,
        after: found - deleted,
        found,
        deleted,
        blanked: changed.map(|change| change.rows).sum(),
        kept: sorted.kept(),
        shared: sorted.shared.len() as u64,
        ..Effect::default()
    }
}
