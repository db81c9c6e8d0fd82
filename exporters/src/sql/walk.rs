//! From the person's names outward, round by round, until nothing new is found; then whose each value is.
//!
//! One statement for each collection and round. Collections are visited parents first, and what one finds is used by the
//! next in the same round, so that without cycles one round is enough and the second finds nothing to ask.

use crate::contract::{call::Call, error::ConnectorError, subject::Subject};

use super::{
    catalogue::Compare,
    dialect::Dialect,
    evidence::{Evidence, Which},
    graph::Graph,
    keys::{Grade, Tuple},
    plan::Plan,
    read_rows::{Rows, Stopped},
    snapshot::Snapshot,
    speech,
    statement::{Cell, Statement},
};

/// The most key values that are held for one question: some hundred bytes each.
pub const MOST_KEYS: usize = 1_000_000;

/// Finds every value that leads to a row of the person.
pub(super) async fn from<'a>(
    graph: &'a Graph,
    plan: &'a Plan,
    subject: &Subject,
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<Evidence<'a>, Stopped> {
    let mut evidence = Evidence::of(graph, plan, subject);
    spread(&mut evidence, snapshot, call).await?;
    judge(&mut evidence, snapshot, call).await?;
    Ok(evidence)
}

/// Rounds until nothing is new.
async fn spread(evidence: &mut Evidence<'_>, snapshot: &mut Snapshot, call: &Call) -> Result<(), Stopped> {
    let graph = evidence.graph;
    // What each input has not been asked with yet.
    let mut fresh: Vec<Vec<Vec<Tuple>>> = graph
        .collections
        .iter()
        .enumerate()
        .map(|(place, collection)| {
            let inputs = 0..collection.inputs.len();
            inputs.map(|input| evidence.values(place, input, Which::All).cloned().collect()).collect()
        })
        .collect();
    let mut held = 0;
    loop {
        let mut is_news = false;
        for &place in &graph.order {
            let groups = &graph.collections[place].groups;
            let none_yet = vec![Vec::new(); fresh[place].len()];
            let asked = std::mem::replace(&mut fresh[place], none_yet);
            if groups.is_empty() || asked.iter().all(Vec::is_empty) {
                continue;
            }
            let statement = keys_of(evidence, place, &asked);
            let mut rows = Rows::of(snapshot, &statement);
            while let Some(row) = rows.next(call).await? {
                let mut cells = row.into_iter();
                for &group in groups {
                    let width = graph.groups[group].columns.len();
                    let cells: Vec<Cell> = cells.by_ref().take(width).collect();
                    let Some(value) = tuple(evidence, group, cells)? else { continue };
                    let grade = if evidence.plan.is_exclusive[group] { Grade::Exclusive } else { Grade::Foreign };
                    if !evidence.sets[group].add(value.clone(), grade) {
                        continue;
                    }
                    is_news = true;
                    held += 1;
                    if held > MOST_KEYS {
                        return Err(ConnectorError::permanent(format!(
                            "{}: more than {MOST_KEYS} values lead on from one person; look at the manifest's references",
                            graph.collections[place].address()
                        ))
                        .into());
                    }
                    for (next, input) in graph.fed_by(group) {
                        if !graph.collections[next].groups.is_empty() {
                            fresh[next][input].push(value.clone());
                        }
                    }
                }
            }
        }
        if !is_news {
            return Ok(());
        }
    }
}

/// The distinct values of all groups of a collection, on the rows that these values reach.
fn keys_of(evidence: &Evidence<'_>, place: usize, asked: &[Vec<Tuple>]) -> Statement {
    let (graph, plan) = (evidence.graph, evidence.plan);
    let mut statement = Statement::new(plan.dialect, graph.collections[place].address());
    statement.push("SELECT DISTINCT ");
    let paths = graph.collections[place].groups.iter().flat_map(|&group| &graph.groups[group].columns);
    statement.separated(paths, ", ", |statement, path| {
        speech::push_key(statement, plan.places[place].operand(plan.dialect, path));
    });
    push_from(&mut statement, plan, place);
    let inputs: Vec<usize> = (0..asked.len()).filter(|&input| !asked[input].is_empty()).collect();
    statement.separated(inputs, " OR ", |statement, input| {
        evidence.push_values(statement, place, input, asked[input].iter());
    });
    statement
}

/// Appends the table and the beginning of its condition.
pub(super) fn push_from(statement: &mut Statement, plan: &Plan, place: usize) {
    let table = &plan.places[place].table;
    statement.push(" FROM ");
    if plan.dialect.has_schemas() {
        statement.name(&table.schema).push(".");
    }
    statement.name(&table.name).push(" AS t WHERE ");
}

/// The value of a group on one row; `None` if it leads nowhere because it is empty.
pub(super) fn tuple(evidence: &Evidence<'_>, group: usize, cells: Vec<Cell>) -> Result<Option<Tuple>, Stopped> {
    let group = &evidence.graph.groups[group];
    let mut tuple = Tuple::new();
    for (cell, path) in cells.into_iter().zip(&group.columns) {
        tuple.push(match cell {
            Cell::Null => return Ok(None),
            Cell::Text(text) => text.into_bytes(),
            Cell::Integer(number) => number.to_string().into_bytes(),
            Cell::Real(number) => number.to_string().into_bytes(),
            Cell::Bytes(bytes) => {
                let bound = &evidence.plan.places[group.collection];
                let operand = bound.operand(evidence.plan.dialect, path);
                // Text never equals bytes in SQLite, so in a column of both some rows would not be found.
                if evidence.plan.dialect == Dialect::Sqlite && operand.column.compare != Compare::Bytes {
                    let address = evidence.graph.collections[group.collection].address();
                    return Err(ConnectorError::permanent(format!(
                        "{address}.{}: holds bytes where other rows hold text, so its references cannot be followed; \
                         declare the column BLOB or store text",
                        path.dotted()
                    ))
                    .into());
                }
                bytes
            }
        });
    }
    // An empty text is how many programs write "none": followed, it would lead to strangers.
    Ok((!tuple.iter().all(Vec::is_empty)).then_some(tuple))
}

/// Grades the values where sharing is possible. Judgements only become milder, so this ends.
pub(super) async fn judge(evidence: &mut Evidence<'_>, snapshot: &mut Snapshot, call: &Call) -> Result<(), Stopped> {
    let graph = evidence.graph;
    loop {
        let mut changed = false;
        for &place in &graph.order {
            for &group in &graph.collections[place].groups {
                if evidence.plan.is_exclusive[group] || evidence.sets[group].is_empty() || !matters(graph, group) {
                    continue;
                }
                let statement = grades_of(evidence, place, group);
                let mut judged = Vec::new();
                let mut rows = Rows::of(snapshot, &statement);
                while let Some(mut row) = rows.next(call).await? {
                    let is_reached = row.pop().and_then(|cell| cell.integer()) == Some(1);
                    let is_own = row.pop().and_then(|cell| cell.integer()) == Some(1);
                    let grade = match (is_reached, is_own) {
                        (false, _) => Grade::Foreign,
                        (true, false) => Grade::Shared,
                        (true, true) => Grade::Exclusive,
                    };
                    judged.extend(tuple(evidence, group, row)?.map(|value| (value, grade)));
                }
                drop(rows);
                for (value, grade) in judged {
                    changed |= evidence.sets[group].grade(&value, grade);
                }
            }
        }
        // Parents come first, so without cycles nothing can change any more.
        if !changed || graph.is_acyclic {
            return Ok(());
        }
    }
}

/// Whether anybody asks whose the values of a group are: not where they lead only to what is about nobody and leads no
/// further. There one value stands on very many rows, such as the number of the terms that everybody has signed.
fn matters(graph: &Graph, group: usize) -> bool {
    graph.fed_by(group).any(|(place, _)| {
        let place = &graph.collections[place];
        !place.collection.about_nobody || !place.groups.is_empty()
    })
}

/// For each value of a group: whether all rows that carry it are the person's alone, and whether all were reached.
fn grades_of(evidence: &Evidence<'_>, place: usize, group: usize) -> Statement {
    let (graph, plan) = (evidence.graph, evidence.plan);
    let operands = plan.places[place].operands(plan.dialect, &graph.groups[group].columns);
    let mut statement = Statement::new(plan.dialect, graph.collections[place].address());
    statement.push("SELECT ");
    for (at, operand) in operands.iter().enumerate() {
        speech::push_key(&mut statement, *operand);
        statement.push(&format!(" AS k{at}, "));
    }
    statement.push("MIN(CASE WHEN ");
    evidence.push_own(&mut statement, place);
    statement.push(" THEN 1 ELSE 0 END), MIN(CASE WHEN ");
    evidence.push_reached(&mut statement, place);
    statement.push(" THEN 1 ELSE 0 END)");
    push_from(&mut statement, plan, place);
    super::condition::push_match(
        &mut statement,
        &operands,
        evidence.sets[group].all(),
        crate::manifest::model::Matching::Exact,
    );
    statement.push(" GROUP BY ");
    statement.separated(1..=operands.len(), ", ", |statement, at| {
        statement.push(&at.to_string());
    });
    statement
}
