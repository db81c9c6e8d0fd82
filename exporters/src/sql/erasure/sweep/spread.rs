//! From the names of many people outward, as [`walk`] goes from one person's, and remembering from whom each value came.

use crate::{
    contract::{call::Call, error::ConnectorError, subject::Subject},
    sql::{
        evidence::{Evidence, Which},
        graph::Graph,
        keys::{Grade, Tuple},
        plan::Plan,
        read_rows::{Rows, Stopped},
        snapshot::Snapshot,
        speech,
        statement::{Cell, Statement},
        walk::{self, push_from},
    },
};

use super::{super::rows::value, owners::Owners};

/// Finds every value that leads to a row of any of them, and whose it is.
///
/// To the evidence they are one person: what two of them share is not shared with anybody outside.
pub(super) async fn from<'a>(
    graph: &'a Graph,
    plan: &'a Plan,
    people: &[&Subject],
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<(Evidence<'a>, Owners), Stopped> {
    let names = people.iter().flat_map(|subject| subject.identifiers()).cloned();
    let everybody = Subject::new(names).map_err(|nobody| ConnectorError::permanent(nobody.to_string()))?;
    let mut evidence = Evidence::of(graph, plan, &everybody);
    let mut owners = Owners::of(graph, plan, people, snapshot, call).await?;
    spread(&mut evidence, &mut owners, snapshot, call).await?;
    walk::judge(&mut evidence, snapshot, call).await?;
    Ok((evidence, owners))
}

/// Rounds until nothing is new: no value, and nobody from whom a value comes.
async fn spread(
    evidence: &mut Evidence<'_>,
    owners: &mut Owners,
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<(), Stopped> {
    let graph = evidence.graph;
    // Where nothing leads on nobody asks.
    let values = |place: usize, input: usize| -> Vec<Tuple> {
        let leads_on = !graph.collections[place].groups.is_empty();
        if leads_on { evidence.values(place, input, Which::All).cloned().collect() } else { Vec::new() }
    };
    // What each input has not been asked with yet.
    let mut fresh: Vec<Vec<Vec<Tuple>>> = (0..graph.collections.len())
        .map(|place| (0..graph.collections[place].inputs.len()).map(|input| values(place, input)).collect())
        .collect();
    let mut held = 0;
    loop {
        let mut is_news = false;
        for &place in &graph.order {
            let collection = &graph.collections[place];
            let none_yet = vec![Vec::new(); fresh[place].len()];
            let asked = std::mem::replace(&mut fresh[place], none_yet);
            if collection.groups.is_empty() || asked.iter().all(Vec::is_empty) {
                continue;
            }
            let statement = keys_of(evidence, place, &asked);
            let mut rows = Rows::of(snapshot, &statement);
            while let Some(row) = rows.next(call).await? {
                let mut cells = row.into_iter().skip(1);
                let by: Vec<_> = cells.by_ref().take(collection.width()).map(value).collect();
                let people = owners.of_row(graph, place, &by);
                for &group in &collection.groups {
                    let cells: Vec<Cell> = cells.by_ref().take(graph.groups[group].columns.len()).collect();
                    let Some(value) = walk::tuple(evidence, group, cells)? else { continue };
                    let grade = if evidence.plan.is_exclusive[group] { Grade::Exclusive } else { Grade::Foreign };
                    let is_new = evidence.sets[group].add(value.clone(), grade);
                    if !owners.add(group, &value, &people) && !is_new {
                        continue;
                    }
                    is_news = true;
                    held += u64::from(is_new);
                    if held > walk::MOST_KEYS as u64 {
                        let (most, at) = (walk::MOST_KEYS, collection.address());
                        return Err(ConnectorError::permanent(format!(
                            "{at}: more than {most} values lead on from these people; look at the manifest's references"
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

/// The distinct values of all groups of a collection on the rows that these values reach, with those that reach them.
fn keys_of(evidence: &Evidence<'_>, place: usize, asked: &[Vec<Tuple>]) -> Statement {
    let (graph, plan) = (evidence.graph, evidence.plan);
    let mut statement = Statement::new(plan.dialect, graph.collections[place].address());
    statement.push("SELECT DISTINCT 1");
    evidence.push_by(&mut statement, place);
    for path in graph.collections[place].groups.iter().flat_map(|&group| &graph.groups[group].columns) {
        statement.push(", ");
        speech::push_key(&mut statement, plan.places[place].operand(plan.dialect, path));
    }
    push_from(&mut statement, plan, place);
    let inputs: Vec<usize> = (0..asked.len()).filter(|&input| !asked[input].is_empty()).collect();
    statement.separated(inputs, " OR ", |statement, input| {
        evidence.push_values(statement, place, input, asked[input].iter());
    });
    statement
}
