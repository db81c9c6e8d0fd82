//! What leads where: a manifest's collections, their inputs and the values that they pass on. `wiring` makes it.
//!
//! Pure: nothing here knows a database. A *group* is the columns of a collection whose values lead on together (one
//! column, or several for a composite key). An *input* is a way into a collection: an identity, or a group of another.

use crate::{
    contract::{outcome::Certainty, subject::IdentifierKind},
    manifest::model::{Collection, IdentityFormat, Matching},
};

/// The graph of one system.
#[derive(Clone, Debug)]
pub struct Graph {
    /// In the manifest's order.
    pub collections: Vec<Place>,
    /// All groups of all collections.
    pub groups: Vec<Group>,
    /// The collections such that as many as possible come after all that lead to them.
    pub order: Vec<usize>,
    /// Whether `order` puts every collection after all that lead to it.
    pub is_acyclic: bool,
}

/// A collection in the graph.
#[derive(Clone, Debug)]
pub struct Place {
    /// The key of its dataset.
    pub dataset: String,
    /// The schema the manifest says, if any.
    pub schema: Option<String>,
    /// What the manifest says.
    pub collection: Collection,
    /// The ways in; labels are distinct.
    pub inputs: Vec<Input>,
    /// The groups that lead on from here.
    pub groups: Vec<usize>,
    /// The fields that name whom a row belongs to.
    pub owners: Vec<Owner>,
    /// The fields that hold further names of the person.
    pub resolves: Vec<Resolve>,
}

/// A column, or a value inside the JSON of a column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    /// The column.
    pub column: String,
    /// The keys inside; empty for the column itself.
    pub steps: Vec<String>,
}

/// A way into a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// What a record says it was reached by: the field that makes the reference, or the one with the identity.
    pub label: String,
    /// What is compared.
    pub columns: Vec<Path>,
    /// With what.
    pub source: Source,
}

/// What an input is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The person's identifiers of a kind.
    Identity {
        /// Which.
        kind: IdentifierKind,
        /// The fixed text around them.
        format: Option<IdentityFormat>,
        /// How.
        matching: Matching,
    },
    /// The values of a group, by its index in [`Graph::groups`].
    Group(usize),
}

/// Columns whose values lead on together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The collection, by its index.
    pub collection: usize,
    /// Its columns, sorted.
    pub columns: Vec<Path>,
}

/// A field that names whom a row belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The column.
    pub column: Path,
    /// Where the person's values are found: an input, and which of its columns.
    pub known_by: Vec<(usize, usize)>,
}

/// A field that holds further names of the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolve {
    /// The column.
    pub column: Path,
    /// What sort of name.
    pub kind: IdentifierKind,
    /// The fixed text around it.
    pub format: Option<IdentityFormat>,
    /// Whether the person may have chosen it.
    pub certainty: Certainty,
}

impl Place {
    /// How many columns all inputs together have.
    pub fn width(&self) -> usize {
        self.inputs.iter().map(|input| input.columns.len()).sum()
    }

    /// Its address: `dataset.collection`.
    pub fn address(&self) -> String {
        format!("{}.{}", self.dataset, self.collection.name)
    }
}

impl Input {
    /// Whether capitals and small letters make no difference.
    pub fn folds(&self) -> bool {
        match &self.source {
            Source::Identity { matching: Matching::IgnoreCase, .. } => true,
            Source::Identity { matching: Matching::Exact | Matching::BeforeColon, .. } | Source::Group(_) => false,
        }
    }

    /// How what stands in the column is compared.
    pub fn matching(&self) -> Matching {
        match &self.source {
            Source::Identity { matching, .. } => *matching,
            Source::Group(_) => Matching::Exact,
        }
    }
}

impl Path {
    /// How people write it.
    pub fn dotted(&self) -> String {
        let mut text = self.column.clone();
        for step in &self.steps {
            text.push('.');
            text.push_str(step);
        }
        text
    }
}

impl Graph {
    /// The collections that a group leads to, with the input there.
    pub fn fed_by(&self, group: usize) -> impl Iterator<Item = (usize, usize)> {
        self.collections.iter().enumerate().flat_map(move |(index, place)| {
            let inputs = place.inputs.iter().enumerate();
            inputs.filter(move |(_, input)| input.source == Source::Group(group)).map(move |(at, _)| (index, at))
        })
    }
}
