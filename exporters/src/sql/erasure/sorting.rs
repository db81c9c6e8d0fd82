//! The person's rows of a collection, sorted by what becomes of each.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::{
    contract::{
        call::Call,
        erasure::{Instead, Kept},
    },
    manifest::model::Fate,
    sql::{
        evidence::Evidence, keys::Tuple, read_rows::Stopped, snapshot::Snapshot, statement::Statement, walk::push_from,
    },
};

use super::{
    overwrite::{self, Overwrite},
    rows::{self, Shape, Value, Values},
    site::Site,
    strangers, until,
};

/// The person's rows of one collection.
#[derive(Clone, Debug, Default)]
pub(super) struct Sorted {
    /// They go.
    pub(super) deleted: Vec<Values>,
    /// They stay, and something on them has to be overwritten.
    pub(super) overwritten: Vec<Values>,
    /// They stay, and nothing on them has to be overwritten (any more).
    pub(super) settled: Vec<Values>,
    /// They belong to others too.
    pub(super) shared: Vec<Values>,
    /// Whether that is known of some of these only by looking at others' rows, so that no condition on a row tells it.
    pub(super) are_led_to: bool,
    /// How many of those that stay do so on a ground, and until when.
    pub(super) kept: BTreeMap<(String, Option<NaiveDate>), u64>,
}

/// Why a row is kept and until when; `None`: not any more.
type Reason = Option<(String, Option<NaiveDate>)>;

impl Sorted {
    pub(super) fn found(&self) -> usize {
        self.deleted.len() + self.overwritten.len() + self.settled.len() + self.shared.len()
    }

    /// All that are neither deleted nor shared.
    pub(super) fn staying(&self) -> impl Iterator<Item = &Values> {
        self.overwritten.iter().chain(&self.settled)
    }

    /// One line for each ground, with the last day.
    pub(super) fn kept(&self) -> Vec<Kept> {
        let mut by_ground: BTreeMap<&str, Kept> = BTreeMap::new();
        for ((ground, until), rows) in &self.kept {
            let kept =
                by_ground.entry(ground).or_insert_with(|| Kept { rows: 0, ground: ground.clone(), until: *until });
            kept.rows += rows;
            // A row without a known day is kept for longer than any day.
            kept.until = if until.is_none() || kept.until.is_none() { None } else { kept.until.max(*until) };
        }
        by_ground.into_values().collect()
    }
}

/// Which rows are read, and what of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    /// Collections that are left out.
    pub(super) without: BTreeSet<usize>,
    /// Collections of which only those rows are read that belong to others too.
    pub(super) only_shared: BTreeSet<usize>,
    /// Whether behind the values of its shape each row has those by which it was found.
    pub(super) tells_by: bool,
}

/// Sorts the rows of all collections. Those that follow others come after them.
pub(super) async fn all(
    site: Site<'_>,
    evidence: &Evidence<'_>,
    as_of: NaiveDate,
    reading: &Reading,
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<Vec<Sorted>, Stopped> {
    let count = site.graph.collections.len();
    let is_follower =
        |place: &usize| matches!(site.erasure(*place).map(|erasure| &erasure.rows), Some(Fate::Follow(_)));
    let (followers, first): (Vec<usize>, Vec<usize>) = (0..count).partition(is_follower);
    let mut sorted = vec![Sorted::default(); count];
    let mut reasons: BTreeMap<usize, Vec<(Values, Reason)>> = BTreeMap::new();
    for place in first.into_iter().chain(followers).filter(|place| !reading.without.contains(place)) {
        let shape = site.shape(site.table_of(place));
        let fields = overwrite::of(site, place);
        let fields = overwrite::on_own(&fields);
        let Some(statement) = statement(site, evidence, place, &shape, &fields, reading) else { continue };
        let width = shape.columns.len() + if reading.tells_by { site.place(place).width() } else { 0 };
        let found = rows::read(snapshot, &statement, width, call).await?;
        let (shared, own): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|(_, flags)| flags.first().copied().unwrap_or_default());
        sorted[place].shared.extend(shared.into_iter().map(|(values, _)| values));
        let rows: Vec<&Values> = own.iter().map(|(values, _)| values).collect();
        let are_led_to = strangers::lead_to(site, evidence, place, &rows, snapshot, call).await?;
        let leaders = leaders(site, place, &reasons);
        let mut judged = Vec::new();
        for ((values, flags), is_led_to) in own.into_iter().zip(are_led_to) {
            if is_led_to {
                sorted[place].shared.push(values);
                sorted[place].are_led_to = true;
                continue;
            }
            let is_done = flags.get(1).copied().unwrap_or_default();
            let is_done = is_done && hashes_are_done(site, &shape, &fields, &values);
            let fate = site.erasure(place).map(|erasure| &erasure.rows);
            let reason = match fate {
                Some(Fate::Delete) => None,
                Some(Fate::Blank) | None => {
                    sorted[place].stay(values, is_done);
                    continue;
                }
                Some(Fate::Leave) => {
                    sorted[place].settled.push(values);
                    continue;
                }
                Some(Fate::Keep) => reason(site, place, &shape, &values, as_of),
                Some(Fate::Follow(_)) => led(site, place, &shape, &values, &leaders),
            };
            judged.push((values.clone(), reason.clone()));
            match reason {
                None => sorted[place].deleted.push(values),
                Some(reason) => {
                    *sorted[place].kept.entry(reason).or_default() += 1;
                    sorted[place].stay(values, is_done);
                }
            }
        }
        reasons.insert(place, judged);
    }
    Ok(sorted)
}

impl Sorted {
    fn stay(&mut self, values: Values, is_done: bool) {
        if is_done { self.settled.push(values) } else { self.overwritten.push(values) }
    }
}

/// Asks for the rows, whether each belongs to others too, and whether its fields are overwritten already.
fn statement(
    site: Site<'_>,
    evidence: &Evidence<'_>,
    place: usize,
    shape: &Shape<'_>,
    fields: &[&Overwrite<'_>],
    reading: &Reading,
) -> Option<Statement> {
    let inputs: Vec<usize> =
        (0..site.place(place).inputs.len()).filter(|&input| evidence.may_reach(place, input)).collect();
    if inputs.is_empty() {
        return None;
    }
    let mut statement = Statement::new(site.dialect(), site.place(place).address());
    statement.push("SELECT ");
    shape.push_columns(&mut statement);
    if reading.tells_by {
        evidence.push_by(&mut statement, place);
    }
    statement.push(", CASE WHEN ");
    let is_only_shared = reading.only_shared.contains(&place);
    if is_only_shared {
        statement.push("1 = 1");
    } else if site.plan.places[place].is_plain {
        statement.push("1 = 0");
    } else {
        evidence.push_shared(&mut statement, place);
    }
    statement.push(" THEN 1 ELSE 0 END, CASE WHEN ");
    overwrite::push_is_done(&mut statement, fields);
    statement.push(" THEN 1 ELSE 0 END");
    push_from(&mut statement, site.plan, place);
    evidence.push_any(&mut statement, place, &inputs);
    if is_only_shared {
        statement.push(" AND ");
        evidence.push_shared(&mut statement, place);
    }
    Some(statement)
}

fn hashes_are_done(site: Site<'_>, shape: &Shape<'_>, fields: &[&Overwrite<'_>], values: &Values) -> bool {
    fields.iter().all(|field| match &field.with {
        Instead::Hash(text) => {
            let at = shape.position(site.dialect(), &field.column.name);
            at.and_then(|at| values.get(at)).is_none_or(|value| overwrite::is_hashed(text, value))
        }
        Instead::Null | Instead::Empty | Instead::Text(_) => true,
    })
}

/// The reason of a row's own: as long as one of its retentions holds, it is kept.
fn reason(site: Site<'_>, place: usize, shape: &Shape<'_>, values: &Values, as_of: NaiveDate) -> Reason {
    let retentions = site.collection(place).fields.iter().filter_map(|field| field.retention.as_ref());
    let mut reasons: Vec<(Option<NaiveDate>, String)> = Vec::new();
    for retention in retentions {
        let day = retention.until.as_deref().and_then(|until| {
            let at = shape.position(site.dialect(), until::column(until)?)?;
            until::day(until, values.get(at)?.as_deref())
        });
        if day.is_none_or(|day| day > as_of) {
            reasons.push((day, retention.ground.clone()));
        }
    }
    // Without a day is for longest.
    let longest = reasons.into_iter().max_by_key(|(day, _)| (day.is_none(), *day));
    longest.map(|(day, ground)| (ground, day))
}

/// The reasons of the rows that a collection follows, by the columns that it refers to.
fn leaders(site: Site<'_>, place: usize, judged: &BTreeMap<usize, Vec<(Values, Reason)>>) -> BTreeMap<Tuple, Reason> {
    let Some(Fate::Follow(leader)) = site.erasure(place).map(|erasure| &erasure.rows) else { return BTreeMap::new() };
    let is_leader = |other: &usize| {
        let other = site.place(*other);
        other.collection.name == *leader && other.dataset == site.place(place).dataset
    };
    let Some(leader) = (0..site.graph.collections.len()).find(is_leader) else { return BTreeMap::new() };
    let theirs: Vec<String> = site.follows(place).into_iter().map(|(_, theirs)| theirs).collect();
    let shape = site.shape(site.table_of(leader));
    let judged = judged.get(&leader).into_iter().flatten();
    judged
        .filter_map(|(values, reason)| Some((shape.tuple(site.dialect(), values, &theirs)?, reason.clone())))
        .collect()
}

/// The reason of the row that this one follows. A row that follows none of the person's goes.
fn led(site: Site<'_>, place: usize, shape: &Shape<'_>, values: &Values, leaders: &BTreeMap<Tuple, Reason>) -> Reason {
    let own: Vec<String> = site.follows(place).into_iter().map(|(own, _)| own).collect();
    leaders.get(&shape.tuple(site.dialect(), values, &own)?)?.clone()
}

/// The distinct values of a column on some rows.
pub(super) fn distinct(site: Site<'_>, shape: &Shape<'_>, rows: &[Values], column: &str) -> Vec<Vec<u8>> {
    let Some(at) = shape.position(site.dialect(), column) else { return Vec::new() };
    let values: BTreeSet<&Value> = rows.iter().filter_map(|row| row.get(at)).collect();
    values.into_iter().flatten().cloned().collect()
}
