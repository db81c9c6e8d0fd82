//! Collections whose rows go without being read before: what leads there proves that they are theirs, by the tables' own
//! keys or because the walk has seen that nobody else's row carries any of the values.

use std::collections::BTreeSet;

use crate::{
    contract::{call::Call, error::ConnectorError},
    manifest::model::Fate,
    sql::{
        dialect::Dialect,
        evidence::Evidence,
        graph::{Group, Input, Source},
        read_rows::Rows,
        snapshot::Snapshot,
        statement::{Cell, Statement},
    },
};

use super::{
    super::{
        rows::{Value, value},
        site::{Site, push_table},
    },
    failure::{Failure, refused},
};

/// How many rows were found by these values: one for each column of each input.
pub(super) type Found = Vec<(Vec<Value>, u64)>;

/// All such collections.
///
/// Of those whose rows may name somebody else as well, this is true of the rows that name nobody else.
pub(super) fn places(site: Site<'_>, evidence: &Evidence<'_>) -> BTreeSet<usize> {
    (0..site.graph.collections.len()).filter(|&place| is_direct(site, evidence, place)).collect()
}

/// Whether anything leads there.
pub(super) fn is_reachable(evidence: &Evidence<'_>, site: Site<'_>, place: usize) -> bool {
    (0..site.place(place).inputs.len()).any(|input| evidence.may_reach(place, input))
}

/// Whether every row that is reached and names nobody else is certainly the person's alone, goes, and takes nothing along.
fn is_direct(site: Site<'_>, evidence: &Evidence<'_>, place: usize) -> bool {
    let table = site.table_of(place);
    let goes = site.erasure(place).is_some_and(|erasure| erasure.rows == Fate::Delete);
    let stands_alone = site.references_to(table).is_empty()
        && site
            .rules_of(table)
            .is_some_and(|rules| rules.is_table && rules.triggers.iter().all(|trigger| !trigger.on_delete));
    goes && stands_alone && !site.collection(place).about_nobody && no_stranger_leads_to(site, evidence, place)
}

/// Whether no row of somebody else's can lead to a row that is reached, so that nobody has to look for one.
fn no_stranger_leads_to(site: Site<'_>, evidence: &Evidence<'_>, place: usize) -> bool {
    let inputs = &site.place(place).inputs;
    let mut groups = inputs.iter().filter_map(|input| match input.source {
        Source::Identity { .. } => None,
        Source::Group(group) => Some((input, group)),
    });
    if inputs.len() == 1 {
        // Who got here came from there: from the only row with the value, or from rows that are all theirs alone.
        return groups.all(|(_, group)| evidence.are_exclusive(group));
    }
    let used: Vec<&Input> =
        inputs.iter().enumerate().filter(|(at, _)| evidence.may_reach(place, *at)).map(|(_, input)| input).collect();
    groups.all(|(input, group)| {
        let is_proof = |way: &&Input| proves(site, way, input, &site.graph.groups[group]);
        site.plan.is_exclusive[group] && used.iter().all(is_proof)
    })
}

/// Whether a row that is reached in this way carries, where `input` compares, only a value of which every row of the group was
/// reached too. Of a row that is reached by another column nothing is known there: a note about the person names its author.
fn proves(site: Site<'_>, way: &Input, input: &Input, group: &Group) -> bool {
    way.columns == input.columns
        && match &way.source {
            // The same name that is compared here is compared there in the same way: it leads to both rows or to none.
            Source::Identity { .. } => {
                let there = &site.place(group.collection).inputs;
                there.iter().any(|there| there.columns == group.columns && there.source == way.source)
            }
            // The value came from the only row that has it. Another group's value may be a stranger's in this one.
            Source::Group(_) => way.source == input.source,
        }
}

/// Deletes all rows that are reached and name nobody else, and says by which values.
pub(super) async fn delete(
    evidence: &Evidence<'_>,
    site: Site<'_>,
    place: usize,
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<Found, Failure> {
    let address = site.place(place).address();
    let mut statement = Statement::new(site.dialect(), format!("delete {address}"));
    match site.dialect() {
        // What was deleted is counted where it was: one line for each of the values, and not for each row.
        Dialect::Postgres { .. } => {
            let columns = columns(site, place);
            statement.push(&format!("WITH gone (one, {columns}) AS (DELETE FROM "));
            push_rows(&mut statement, evidence, site, place);
            statement.push(" RETURNING 1");
            evidence.push_by(&mut statement, place);
            statement.push(&format!(") SELECT COUNT(*), {columns} FROM gone GROUP BY {columns}"));
            read(&statement, snapshot, call).await
        }
        // Neither has a word for this that goes with the names by which we ask.
        Dialect::MySql | Dialect::Sqlite => {
            let found = find(evidence, site, place, snapshot, call).await?;
            let expected = rows_of(&found);
            if expected == 0 {
                return Ok(found);
            }
            let head = if site.dialect() == Dialect::MySql { "DELETE t FROM " } else { "DELETE FROM " };
            statement.push(head);
            push_rows(&mut statement, evidence, site, place);
            let gone =
                snapshot.change(&statement).await.map_err(|error| refused(snapshot, &statement.about, &error))?;
            if gone != expected {
                // Deleting sees what others have done meanwhile, and asking did not.
                let what = format!("{address}: rows came or went while they were erased");
                return Err(Failure::Stopped(ConnectorError::transient(what).into()));
            }
            Ok(found)
        }
    }
}

/// How many rows they are together.
pub(super) fn rows_of(found: &Found) -> u64 {
    found.iter().map(|(_, rows)| rows).sum()
}

/// The rows that are reached and name nobody else.
pub(super) async fn find(
    evidence: &Evidence<'_>,
    site: Site<'_>,
    place: usize,
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<Found, Failure> {
    let mut statement = Statement::new(site.dialect(), site.place(place).address());
    statement.push("SELECT COUNT(*)");
    evidence.push_by(&mut statement, place);
    statement.push(" FROM ");
    push_rows(&mut statement, evidence, site, place);
    let ordinals: Vec<String> = (0..site.place(place).width()).map(|at| (at + 2).to_string()).collect();
    statement.push(" GROUP BY ").push(&ordinals.join(", "));
    read(&statement, snapshot, call).await
}

/// The table, and which rows of it: those that are reached and name nobody else.
fn push_rows(statement: &mut Statement, evidence: &Evidence<'_>, site: Site<'_>, place: usize) {
    push_table(statement, site.table(site.table_of(place)));
    statement.push(" AS t WHERE ");
    evidence.push_reached(statement, place);
    if !site.place(place).owners.is_empty() {
        statement.push(" AND NOT ");
        evidence.push_shared(statement, place);
    }
}

/// Names for the values by which rows are found.
fn columns(site: Site<'_>, place: usize) -> String {
    let columns: Vec<String> = (0..site.place(place).width()).map(|at| format!("k{at}")).collect();
    columns.join(", ")
}

async fn read(statement: &Statement, snapshot: &mut Snapshot, call: &Call) -> Result<Found, Failure> {
    let mut found = Found::new();
    let mut rows = Rows::of(snapshot, statement);
    while let Some(row) = rows.next(call).await.map_err(Failure::of)? {
        let mut cells = row.into_iter();
        let count = cells.next().as_ref().and_then(Cell::integer).and_then(|count| u64::try_from(count).ok());
        found.push((cells.map(value).collect(), count.unwrap_or_default()));
    }
    Ok(found)
}
