//! What is known of the person at a moment of the walk, as conditions on rows.

use std::collections::BTreeSet;

use crate::{contract::subject::Subject, manifest::model::Matching};

use super::{
    condition::push_match,
    graph::{Graph, Input, Source},
    keys::{Grade, KeySet, Tuple},
    plan::Plan,
    speech,
    statement::Statement,
};

/// The person's identifiers where they are compared, and the values that were found.
#[derive(Debug)]
pub(super) struct Evidence<'a> {
    pub(super) graph: &'a Graph,
    pub(super) plan: &'a Plan,
    /// For each collection and input; empty where the input is no identity.
    identities: Vec<Vec<Vec<Tuple>>>,
    /// For each group.
    pub(super) sets: Vec<KeySet>,
}

/// Which of the values that were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    All,
    Exclusive,
    NotExclusive,
    Foreign,
}

impl Which {
    fn has(self, grade: Grade) -> bool {
        match (self, grade) {
            (Self::All, _) | (Self::Exclusive, Grade::Exclusive) | (Self::Foreign, Grade::Foreign) => true,
            (Self::NotExclusive, Grade::Foreign | Grade::Shared) => true,
            (Self::Exclusive, Grade::Foreign | Grade::Shared)
            | (Self::NotExclusive, Grade::Exclusive)
            | (Self::Foreign, Grade::Shared | Grade::Exclusive) => false,
        }
    }
}

/// Whether the system knows any kind of name that the person has.
pub(super) fn is_of_a_known_kind(graph: &Graph, subject: &Subject) -> bool {
    let mut inputs = graph.collections.iter().flat_map(|place| &place.inputs);
    inputs.any(|input| !identity_values(input, subject).is_empty())
}

/// The person's names as an input is compared with them.
pub(super) fn identity_values(input: &Input, subject: &Subject) -> Vec<Tuple> {
    match &input.source {
        Source::Group(_) => Vec::new(),
        Source::Identity { kind, format, .. } => subject
            .of_kind(kind.as_str())
            .map(|value| format.as_ref().map_or_else(|| value.to_owned(), |format| format.wrap(value)))
            .map(|value| vec![value.into_bytes()])
            .collect(),
    }
}

impl<'a> Evidence<'a> {
    /// Before the first statement: the person's names.
    pub(super) fn of(graph: &'a Graph, plan: &'a Plan, subject: &Subject) -> Self {
        let of_place =
            |place: &super::graph::Place| place.inputs.iter().map(|input| identity_values(input, subject)).collect();
        let identities = graph.collections.iter().map(of_place).collect();
        Self { graph, plan, identities, sets: vec![KeySet::default(); graph.groups.len()] }
    }

    /// The values that an input is compared with.
    pub(super) fn values(&self, place: usize, input: usize, which: Which) -> Box<dyn Iterator<Item = &Tuple> + '_> {
        match &self.graph.collections[place].inputs[input].source {
            Source::Group(group) => Box::new(self.sets[*group].of(move |grade| which.has(grade))),
            // A name given by the person is the person's.
            Source::Identity { .. } if which.has(Grade::Exclusive) => Box::new(self.identities[place][input].iter()),
            Source::Identity { .. } => Box::new(std::iter::empty()),
        }
    }

    /// Whether all values of a group that were found are carried by rows of the person's alone.
    pub(super) fn are_exclusive(&self, group: usize) -> bool {
        self.sets[group].of(|grade| !Which::Exclusive.has(grade)).next().is_none()
    }

    /// Whether any row can be reached by this input.
    pub(super) fn may_reach(&self, place: usize, input: usize) -> bool {
        self.values(place, input, Which::All).next().is_some()
    }

    /// Appends whether a row is found by one input.
    pub(super) fn push_input(&self, statement: &mut Statement, place: usize, input: usize, which: Which) {
        self.push_values(statement, place, input, self.values(place, input, which));
    }

    /// As [`push_input`](Self::push_input), by some values only.
    pub(super) fn push_values<'v>(
        &self,
        statement: &mut Statement,
        place: usize,
        input: usize,
        values: impl Iterator<Item = &'v Tuple>,
    ) {
        let input = &self.graph.collections[place].inputs[input];
        let operands = self.plan.places[place].operands(self.plan.dialect, &input.columns);
        push_match(statement, &operands, values, input.matching());
    }

    /// Appends the values by which a row is found, one for each column of each input, each with a comma before it.
    pub(super) fn push_by(&self, statement: &mut Statement, place: usize) {
        for input in &self.graph.collections[place].inputs {
            for operand in self.plan.places[place].operands(self.plan.dialect, &input.columns) {
                statement.push(", ");
                match input.matching() {
                    Matching::Exact => speech::push_key(statement, operand),
                    Matching::IgnoreCase => speech::push_folded_key(statement, operand),
                    Matching::BeforeColon => speech::push_front_key(statement, operand),
                }
            }
        }
    }

    /// Appends whether a row is found at all.
    pub(super) fn push_reached(&self, statement: &mut Statement, place: usize) {
        let inputs: Vec<usize> = (0..self.graph.collections[place].inputs.len()).collect();
        self.push_any(statement, place, &inputs);
    }

    /// Appends whether a row is found by any of some inputs; never if there are none.
    ///
    /// Inputs that compare the same columns byte by byte are asked together, so that an index is looked into once.
    pub(super) fn push_any(&self, statement: &mut Statement, place: usize, inputs: &[usize]) {
        let all = &self.graph.collections[place].inputs;
        let mut alike: Vec<Vec<usize>> = Vec::new();
        for &input in inputs {
            let is_exact = |input: usize| all[input].matching() == Matching::Exact;
            let joins = |others: &&mut Vec<usize>| {
                others
                    .iter()
                    .all(|&other| all[other].columns == all[input].columns && is_exact(other) && is_exact(input))
            };
            match alike.iter_mut().find(joins) {
                Some(others) => others.push(input),
                None => alike.push(vec![input]),
            }
        }
        if alike.is_empty() {
            statement.push("(1 = 0)");
            return;
        }
        statement.push("(");
        statement.separated(alike, " OR ", |statement, inputs| match inputs.as_slice() {
            &[input] => self.push_input(statement, place, input, Which::All),
            several => {
                let values = several.iter().flat_map(|&input| self.values(place, input, Which::All));
                let values: BTreeSet<&Tuple> = values.collect();
                self.push_values(statement, place, several[0], values.into_iter());
            }
        });
        statement.push(")");
    }

    /// Appends whether a row is the person's alone, as far as is known.
    pub(super) fn push_own(&self, statement: &mut Statement, place: usize) {
        statement.push("(NOT ");
        self.push_is_owned_by_others(statement, place);
        statement.push(" AND (");
        statement.separated(0..self.graph.collections[place].inputs.len(), " OR ", |statement, input| {
            self.push_input(statement, place, input, Which::Exclusive);
        });
        statement.push("))");
    }

    /// Appends whether a row that was found belongs to other people too.
    pub(super) fn push_shared(&self, statement: &mut Statement, place: usize) {
        let inputs = &self.graph.collections[place].inputs;
        let (mut identities, mut groups) = (Vec::new(), Vec::new());
        for (index, input) in inputs.iter().enumerate() {
            match &input.source {
                Source::Identity { .. } => identities.push(index),
                Source::Group(group) if !self.plan.is_exclusive[*group] => groups.push(index),
                Source::Group(_) => {}
            }
        }
        statement.push("(");
        self.push_is_owned_by_others(statement, place);
        for &input in &groups {
            statement.push(" OR ");
            self.push_known(statement, place, input, Which::Foreign);
        }
        if !groups.is_empty() {
            // A row that carries the person's own name is theirs, whoever else's rows lead to it through theirs.
            statement.push(" OR (");
            for &input in &identities {
                statement.push("NOT ");
                self.push_known(statement, place, input, Which::All);
                statement.push(" AND ");
            }
            statement.push("(");
            statement.separated(&groups, " OR ", |statement, &input| {
                self.push_known(statement, place, input, Which::NotExclusive);
            });
            statement.push("))");
        }
        statement.push(")");
    }

    /// As [`push_input`](Self::push_input), with an empty column taken for no match.
    fn push_known(&self, statement: &mut Statement, place: usize, input: usize, which: Which) {
        statement.push("COALESCE(");
        self.push_input(statement, place, input, which);
        statement.push(", FALSE)");
    }

    /// Appends whether an owner field names somebody else.
    fn push_is_owned_by_others(&self, statement: &mut Statement, place: usize) {
        let bound = &self.plan.places[place];
        statement.push("(");
        statement.separated(&self.graph.collections[place].owners, " OR ", |statement, owner| {
            let operand = bound.operand(self.plan.dialect, &owner.column);
            let key = |statement: &mut Statement| speech::push_key(statement, operand);
            // An empty field names nobody.
            statement.push("COALESCE(");
            key(statement);
            statement.push(" <> '' AND NOT (");
            statement.separated(&owner.known_by, " OR ", |statement, &(input, at)| {
                let matching = self.graph.collections[place].inputs[input].matching();
                let values: Vec<Tuple> = self
                    .values(place, input, Which::All)
                    .filter_map(|value| value.get(at).map(|part| vec![part.clone()]))
                    .collect();
                push_match(statement, &[operand], values.iter(), matching);
            });
            statement.push("), FALSE)");
        });
        if self.graph.collections[place].owners.is_empty() {
            statement.push("1 = 0");
        }
        statement.push(")");
    }
}
