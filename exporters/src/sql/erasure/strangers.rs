//! Rows that carry the person's name but to which somebody else's rows lead: an address that the person once corrected.
//!
//! The walk goes from the person outward, so it does not meet these others. Whoever erases has to look for them, also
//! where the database watches over no reference.

use std::collections::BTreeSet;

use crate::{
    contract::call::Call,
    manifest::model::Matching,
    sql::{
        condition::push_match,
        evidence::Evidence,
        graph::{Path, Source},
        keys::{Grade, Tuple},
        read_rows::Stopped,
        snapshot::Snapshot,
        speech,
        statement::Statement,
        walk::push_from,
    },
};

use super::{
    rows::{self, Shape, Values},
    site::Site,
};

/// For each of some rows of a collection, whether a row that is not the person's leads to it.
pub(in crate::sql) async fn lead_to(
    site: Site<'_>,
    evidence: &Evidence<'_>,
    place: usize,
    found: &[&Values],
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<Vec<bool>, Stopped> {
    let dialect = site.dialect();
    let shape: Shape<'_> = site.shape(site.table_of(place));
    let mut led = vec![false; found.len()];
    if site.collection(place).about_nobody {
        return Ok(led);
    }
    for input in &site.place(place).inputs {
        let Source::Group(group) = input.source else { continue };
        let Some(columns) = whole(&input.columns) else { continue };
        let tuples: Vec<Option<Tuple>> = found.iter().map(|row| shape.tuple(dialect, row, &columns)).collect();
        // Of what the walk came by it is known already whose the rows are that carry it.
        let known = &evidence.sets[group];
        for (led, tuple) in led.iter_mut().zip(&tuples) {
            *led |= tuple.as_ref().is_some_and(|tuple| known.grade_of(tuple) == Some(Grade::Foreign));
        }
        let wanted: BTreeSet<&Tuple> =
            tuples.iter().flatten().filter(|tuple| known.grade_of(tuple).is_none()).collect();
        if wanted.is_empty() {
            continue;
        }
        let group = &site.graph.groups[group];
        let operands = site.plan.places[group.collection].operands(dialect, &group.columns);
        let mut statement = Statement::new(dialect, site.place(group.collection).address());
        statement.push("SELECT DISTINCT ");
        statement.separated(&operands, ", ", |statement, operand| speech::push_key(statement, *operand));
        push_from(&mut statement, site.plan, group.collection);
        push_match(&mut statement, &operands, wanted.into_iter(), Matching::Exact);
        statement.push(" AND NOT COALESCE(");
        evidence.push_reached(&mut statement, group.collection);
        statement.push(", FALSE)");
        let strangers: BTreeSet<Tuple> = rows::read(snapshot, &statement, operands.len(), call)
            .await?
            .into_iter()
            .filter_map(|(values, _)| values.into_iter().collect())
            .collect();
        for (led, tuple) in led.iter_mut().zip(&tuples) {
            *led |= tuple.as_ref().is_some_and(|tuple| strangers.contains(tuple));
        }
    }
    Ok(led)
}

/// The columns, if none of them is meant by a value inside its JSON.
fn whole(paths: &[Path]) -> Option<Vec<String>> {
    paths.iter().map(|path| path.steps.is_empty().then(|| path.column.clone())).collect()
}
