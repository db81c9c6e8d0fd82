//! Whose a value is, among the people of a set.

use std::collections::HashMap;

use crate::{
    contract::{call::Call, subject::Subject},
    sql::{
        catalogue::Compare,
        evidence::identity_values,
        graph::{Graph, Input, Source},
        keys::Tuple,
        plan::Plan,
        read_rows::{Stopped, all},
        snapshot::Snapshot,
        speech,
        statement::Cell,
    },
};

use super::super::rows::{Value, value};

/// The values that lead to rows, each with the people whom they lead from.
#[derive(Clone, Debug)]
pub(super) struct Owners {
    people: usize,
    /// Names as columns hold them. Inputs that compare the same names in the same way share one.
    names: Vec<HashMap<Vec<u8>, Vec<usize>>>,
    /// For each collection and input, which of them.
    of_input: Vec<Vec<Option<usize>>>,
    /// For each group; what leads on has no part that is NULL.
    groups: Vec<HashMap<Vec<Value>, Vec<usize>>>,
}

impl Owners {
    /// Before the first statement: whose each name is. Asks the database only for its own small letters.
    pub(super) async fn of(
        graph: &Graph,
        plan: &Plan,
        people: &[&Subject],
        snapshot: &mut Snapshot,
        call: &Call,
    ) -> Result<Self, Stopped> {
        let mut known: Vec<(&Source, bool)> = Vec::new();
        let mut owners = Self {
            people: people.len(),
            names: Vec::new(),
            of_input: Vec::new(),
            groups: vec![HashMap::new(); graph.groups.len()],
        };
        for (place, collection) in graph.collections.iter().enumerate() {
            let mut of_input = Vec::new();
            for input in &collection.inputs {
                let Source::Identity { .. } = &input.source else {
                    of_input.push(None);
                    continue;
                };
                let operands = plan.places[place].operands(plan.dialect, &input.columns);
                let is_uuid = operands.iter().any(|it| it.steps.is_empty() && it.column.compare == Compare::Uuid);
                let same = known.iter().position(|it| *it == (&input.source, is_uuid));
                let at = match same {
                    Some(at) => at,
                    None => {
                        known.push((&input.source, is_uuid));
                        owners.names.push(names(input, is_uuid, people, snapshot, call).await?);
                        owners.names.len() - 1
                    }
                };
                of_input.push(Some(at));
            }
            owners.of_input.push(of_input);
        }
        Ok(owners)
    }

    /// Whose a row is, by the values by which it was found: one for each column of each input. Nobody's if none is known.
    ///
    /// Everybody once, in order.
    pub(super) fn of_row(&self, graph: &Graph, place: usize, by: &[Value]) -> Vec<usize> {
        // Who is alone in a set needs no proof that a row is theirs: it was found.
        if self.people == 1 {
            return vec![0];
        }
        let mut found = Vec::new();
        let mut rest = by;
        for (input, names) in graph.collections[place].inputs.iter().zip(&self.of_input[place]) {
            let Some((parts, others)) = rest.split_at_checked(input.columns.len()) else { break };
            rest = others;
            let theirs = match (&input.source, names, parts) {
                (Source::Identity { .. }, Some(names), [Some(name)]) => self.names[*names].get(name),
                (Source::Group(group), _, parts) => self.groups[*group].get(parts),
                (Source::Identity { .. }, _, _) => None,
            };
            found.extend(theirs.into_iter().flatten().copied());
        }
        if found.len() > 1 {
            found.sort_unstable();
            found.dedup();
        }
        found
    }

    /// Takes in that a value of a group leads from these people; whether that was not known of all of them.
    pub(super) fn add(&mut self, group: usize, value: &Tuple, people: &[usize]) -> bool {
        let parts = value.iter().cloned().map(Some).collect();
        let known: &mut Vec<usize> = self.groups[group].entry(parts).or_default();
        let before = known.len();
        for person in people {
            if !known.contains(person) {
                known.push(*person);
            }
        }
        known.len() > before
    }
}

/// The names with which an input is compared, each with whose it is.
async fn names(
    input: &Input,
    is_uuid: bool,
    people: &[&Subject],
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<HashMap<Vec<u8>, Vec<usize>>, Stopped> {
    let mut names: HashMap<Vec<u8>, Vec<usize>> = HashMap::new();
    for (person, subject) in people.iter().enumerate() {
        for name in identity_values(input, subject).into_iter().flatten() {
            let name = if is_uuid { name.to_ascii_lowercase() } else { name };
            names.entry(name).or_default().push(person);
        }
    }
    if !input.folds() || names.is_empty() {
        return Ok(names);
    }
    let texts = names.keys().filter_map(|name| String::from_utf8(name.clone()).ok()).collect();
    let mut folded: HashMap<Vec<u8>, Vec<usize>> = HashMap::new();
    for row in all(snapshot, &speech::folds_of(snapshot.dialect, texts), call).await? {
        let [text, small] = row.as_slice() else { continue };
        let Some(people) = text.text().and_then(|text| names.get(text.as_bytes())) else { continue };
        if let Some(small) = value(Cell::clone(small)) {
            folded.entry(small).or_default().extend(people);
        }
    }
    Ok(folded)
}
