//! From a manifest to its graph: every reference becomes a way from the columns of one collection into another, and the collections
//! are put into an order in which parents come first.

use std::collections::BTreeMap;

use crate::{
    contract::outcome::Certainty,
    manifest::model::{Collection, Dataset, Direction, Field},
};

use super::graph::{Graph, Group, Input, Owner, Path, Place, Resolve, Source};

impl Graph {
    /// The graph of datasets that were read without an error.
    pub fn of(datasets: &[Dataset]) -> Self {
        let mut graph = Self { collections: Vec::new(), groups: Vec::new(), order: Vec::new(), is_acyclic: true };
        for dataset in datasets {
            for collection in &dataset.collections {
                graph.collections.push(Place {
                    dataset: dataset.key.clone(),
                    schema: dataset.schema.clone(),
                    collection: collection.clone(),
                    inputs: identities(collection),
                    groups: Vec::new(),
                    owners: Vec::new(),
                    resolves: resolves(collection),
                });
            }
        }
        for edge in graph.edges() {
            graph.connect(edge);
        }
        graph.tell_apart();
        for place in &mut graph.collections {
            place.owners = owners(place);
        }
        (graph.order, graph.is_acyclic) = graph.sorted();
        graph
    }

    /// Every reference as what it means: from which columns to which.
    fn edges(&self) -> Vec<Edge> {
        let mut edges = Vec::new();
        for (here, place) in self.collections.iter().enumerate() {
            // Fields of one collection that share a join and a target are one edge.
            let mut joined: BTreeMap<(String, usize), (Direction, Pairs)> = BTreeMap::new();
            let mut single = Vec::new();
            every_field(&place.collection, &mut |path, field| {
                for reference in &field.references {
                    let there = self.collections.iter().position(|other| {
                        other.dataset == reference.dataset && other.collection.name == reference.collection
                    });
                    let (Some(there), Some((column, steps))) = (there, reference.field.split_first()) else { continue };
                    let pair = (path.clone(), Path { column: column.clone(), steps: steps.to_vec() });
                    match &reference.join {
                        None => single.push((there, reference.direction, vec![pair])),
                        Some(join) => {
                            let key = (join.clone(), there);
                            joined.entry(key).or_insert((reference.direction, Vec::new())).1.push(pair);
                        }
                    }
                }
            });
            single.extend(joined.into_iter().map(|((_, there), (direction, pairs))| (there, direction, pairs)));
            for (there, direction, pairs) in single {
                let own: Vec<Path> = pairs.iter().map(|(own, _)| own.clone()).collect();
                let declared_by = address(place, &own);
                let forth = Edge { from: here, to: there, pairs: pairs.clone(), declared_by: declared_by.clone() };
                let back = pairs.into_iter().map(|(own, other)| (other, own)).collect();
                let back = Edge { from: there, to: here, pairs: back, declared_by };
                match direction {
                    Direction::To => edges.push(forth),
                    Direction::From => edges.push(back),
                    Direction::Both => edges.extend([forth, back]),
                }
            }
        }
        edges
    }

    fn connect(&mut self, mut edge: Edge) {
        // Sorted, so that two edges from the same columns share one group.
        edge.pairs.sort();
        edge.pairs.dedup();
        let (columns, into): (Vec<Path>, Vec<Path>) = edge.pairs.into_iter().unzip();
        let group = Group { collection: edge.from, columns };
        let index = self.groups.iter().position(|other| *other == group).unwrap_or_else(|| {
            self.groups.push(group);
            self.groups.len() - 1
        });
        if !self.collections[edge.from].groups.contains(&index) {
            self.collections[edge.from].groups.push(index);
        }
        let source = Source::Group(index);
        let is_known = |input: &Input| input.source == source && input.columns == into;
        if self.collections[edge.to].inputs.iter().any(is_known) {
            return;
        }
        self.collections[edge.to].inputs.push(Input { label: edge.declared_by, columns: into, source });
    }

    /// One field may be found by several others: then each of these tells the ways apart, if need be with both ends.
    fn tell_apart(&mut self) {
        for place in 0..self.collections.len() {
            for with_both_ends in [false, true] {
                let labels: Vec<String> = self.collections[place].inputs.iter().map(|i| i.label.clone()).collect();
                for (at, label) in labels.iter().enumerate() {
                    let input = &self.collections[place].inputs[at];
                    let Source::Group(group) = input.source else { continue };
                    if labels.iter().filter(|other| *other == label).count() < 2 {
                        continue;
                    }
                    let group = &self.groups[group];
                    let mut label = address(&self.collections[group.collection], &group.columns);
                    if with_both_ends {
                        label = format!("{label} to {}", address(&self.collections[place], &input.columns));
                    }
                    self.collections[place].inputs[at].label = label;
                }
            }
        }
    }

    /// Depth first from the identities, last finished first: parents before children wherever that is possible.
    fn sorted(&self) -> (Vec<usize>, bool) {
        let mut state = vec![Visit::Not; self.collections.len()];
        let mut finished = Vec::new();
        let mut is_acyclic = true;
        for index in 0..self.collections.len() {
            self.visit(index, &mut state, &mut finished, &mut is_acyclic);
        }
        finished.reverse();
        (finished, is_acyclic)
    }

    fn visit(&self, index: usize, state: &mut [Visit], finished: &mut Vec<usize>, is_acyclic: &mut bool) {
        match state[index] {
            Visit::Done => return,
            Visit::Open => {
                *is_acyclic = false;
                return;
            }
            Visit::Not => {}
        }
        state[index] = Visit::Open;
        for &group in &self.collections[index].groups {
            for (next, _) in self.fed_by(group) {
                self.visit(next, state, finished, is_acyclic);
            }
        }
        state[index] = Visit::Done;
        finished.push(index);
    }
}

/// `collection.column+column`.
fn address(place: &Place, columns: &[Path]) -> String {
    let columns: Vec<String> = columns.iter().map(Path::dotted).collect();
    format!("{}.{}", place.collection.name, columns.join("+"))
}

/// Columns, and what they are compared with.
type Pairs = Vec<(Path, Path)>;

/// A reference, in the direction in which values go.
struct Edge {
    from: usize,
    to: usize,
    /// From which column to which.
    pairs: Pairs,
    declared_by: String,
}

#[derive(Clone, Copy)]
enum Visit {
    Not,
    Open,
    Done,
}

/// Calls `see` with every field and where it is, those inside JSON included.
fn every_field(collection: &Collection, see: &mut impl FnMut(&Path, &Field)) {
    fn inside(fields: &[Field], above: &Path, see: &mut impl FnMut(&Path, &Field)) {
        for field in fields {
            let mut path = above.clone();
            path.steps.push(field.name.clone());
            see(&path, field);
            inside(&field.fields, &path, see);
        }
    }
    for field in &collection.fields {
        let path = Path { column: field.name.clone(), steps: Vec::new() };
        see(&path, field);
        inside(&field.fields, &path, see);
    }
}

fn identities(collection: &Collection) -> Vec<Input> {
    let mut inputs = Vec::new();
    every_field(collection, &mut |path, field| {
        if let Some(kind) = &field.identity {
            inputs.push(Input {
                label: format!("{}.{}", collection.name, path.dotted()),
                columns: vec![path.clone()],
                source: Source::Identity { kind: kind.clone(), format: field.format.clone(), matching: field.matching },
            });
        }
    });
    inputs
}

fn resolves(collection: &Collection) -> Vec<Resolve> {
    let mut resolves = Vec::new();
    every_field(collection, &mut |path, field| {
        if let Some(kind) = &field.resolves {
            resolves.push(Resolve {
                column: path.clone(),
                kind: kind.clone(),
                format: field.format.clone(),
                certainty: Certainty::of(field.claimed),
            });
        }
    });
    resolves
}

fn owners(place: &Place) -> Vec<Owner> {
    let mut owners = Vec::new();
    every_field(&place.collection, &mut |path, field| {
        if field.owner {
            let known_by = place.inputs.iter().enumerate().filter_map(|(index, input)| {
                input.columns.iter().position(|column| column == path).map(|at| (index, at))
            });
            owners.push(Owner { column: path.clone(), known_by: known_by.collect() });
        }
    });
    owners
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::model::{Field, Reference};

    fn field(name: &str, references: &[(&str, Direction, Option<&str>)]) -> Field {
        let references = references.iter().map(|(to, direction, join)| {
            let (collection, field) = to.split_once('.').expect("collection.field");
            Reference {
                dataset: "d".into(),
                collection: collection.into(),
                field: vec![field.into()],
                direction: *direction,
                join: join.map(str::to_owned),
            }
        });
        Field { name: name.into(), references: references.collect(), ..Field::default() }
    }

    fn graph(collections: &[(&str, &[Field])]) -> Graph {
        let collections = collections.iter().map(|(name, fields)| Collection {
            name: (*name).into(),
            description: Default::default(),
            about_nobody: false,
            fields: fields.to_vec(),
            erasure: None,
            discloses: None,
        });
        Graph::of(&[Dataset {
            key: "d".into(),
            schema: None,
            collections: collections.collect(),
            left_out: Vec::new(),
        }])
    }

    /// The inputs of a collection, each as `label: columns`.
    fn inputs(graph: &Graph, place: usize) -> Vec<String> {
        let show = |input: &Input| {
            let columns: Vec<String> = input.columns.iter().map(Path::dotted).collect();
            format!("{}: {}", input.label, columns.join("+"))
        };
        graph.collections[place].inputs.iter().map(show).collect()
    }

    #[test]
    fn a_direction_says_which_finds_which() {
        for (direction, of_a, of_b) in [
            (Direction::To, vec![], vec!["a.b_id: id"]),
            (Direction::From, vec!["a.b_id: b_id"], vec![]),
            (Direction::Both, vec!["a.b_id: b_id"], vec!["a.b_id: id"]),
        ] {
            let graph = graph(&[("a", &[field("b_id", &[("b.id", direction, None)])]), ("b", &[field("id", &[])])]);
            assert_eq!(
                (inputs(&graph, 0), inputs(&graph, 1)),
                (of_a.iter().map(ToString::to_string).collect(), of_b.iter().map(ToString::to_string).collect())
            );
        }
    }

    #[test]
    fn fields_that_share_a_join_are_one_input() {
        let both = |name, target: &str| field(name, &[(target, Direction::From, Some("key"))]);
        let graph = graph(&[
            ("portal", &[field("bridge", &[]), field("id", &[])]),
            ("message", &[both("bridge", "portal.bridge"), both("room", "portal.id")]),
        ]);
        assert_eq!(inputs(&graph, 1), ["message.bridge+room: bridge+room"]);
        assert_eq!(graph.groups.len(), 1);
    }

    #[test]
    fn several_ways_into_one_field_are_told_apart() {
        let code =
            field("code", &[("account.billing", Direction::From, None), ("account.technical", Direction::From, None)]);
        let graph = graph(&[("account", &[field("billing", &[]), field("technical", &[])]), ("contact", &[code])]);
        assert_eq!(inputs(&graph, 1), ["account.billing: code", "account.technical: code"]);
    }

    #[test]
    fn parents_come_before_children_unless_they_go_in_circles() {
        let to = |name, target: &str| field(name, &[(target, Direction::To, None)]);
        let forth =
            graph(&[("c", &[field("id", &[])]), ("b", &[to("c", "c.id")]), ("a", &[to("b", "b.c"), to("c", "c.id")])]);
        assert_eq!((forth.order.as_slice(), forth.is_acyclic), ([2, 1, 0].as_slice(), true));
        let round = graph(&[("a", &[to("b", "b.id"), field("id", &[])]), ("b", &[to("a", "a.id"), field("id", &[])])]);
        assert!(!round.is_acyclic);
    }

    #[test]
    fn the_same_edge_said_from_both_ends_is_one() {
        let a = field("b_id", &[("b.id", Direction::To, None)]);
        let b = field("id", &[("a.b_id", Direction::From, None)]);
        let graph = graph(&[("a", &[a]), ("b", &[b])]);
        assert_eq!(graph.collections[1].inputs.len(), 1);
    }
}
