//! Where an erasure takes place: the manifest's graph, the tables as they are now, and their rules.

use crate::{
    manifest::model::{Collection, Erasure, Fate},
    sql::{
        catalogue::{Catalogue, Column, Table},
        dialect::Dialect,
        graph::{Graph, Place, Source},
        plan::Plan,
        statement::Statement,
    },
};

use super::{
    rows::Shape,
    rules::{ForeignKey, Rules, TableName, TableRules},
};

/// All of that together.
#[derive(Clone, Copy, Debug)]
pub(in crate::sql) struct Site<'a> {
    pub(in crate::sql) graph: &'a Graph,
    pub(in crate::sql) plan: &'a Plan,
    pub(in crate::sql) catalogue: &'a Catalogue,
    pub(in crate::sql) rules: &'a Rules,
    /// For each collection its table, by its index in the catalogue.
    pub(in crate::sql) tables: &'a [usize],
}

impl<'a> Site<'a> {
    pub(in crate::sql) fn dialect(self) -> Dialect {
        self.plan.dialect
    }

    pub(in crate::sql) fn place(self, place: usize) -> &'a Place {
        &self.graph.collections[place]
    }

    pub(in crate::sql) fn collection(self, place: usize) -> &'a Collection {
        &self.place(place).collection
    }

    /// The rule of a collection. Whoever erases has seen that every collection has one.
    pub(in crate::sql) fn erasure(self, place: usize) -> Option<&'a Erasure> {
        self.collection(place).erasure.as_ref()
    }

    /// The table of a collection, by its index in the catalogue.
    pub(in crate::sql) fn table_of(self, place: usize) -> usize {
        self.tables[place]
    }

    /// The collection of a table, if the manifest speaks of it.
    pub(in crate::sql) fn place_of(self, table: usize) -> Option<usize> {
        self.tables.iter().position(|&other| other == table)
    }

    pub(in crate::sql) fn table(self, table: usize) -> &'a Table {
        &self.catalogue.tables[table]
    }

    /// The rules of a table.
    pub(in crate::sql) fn rules_of(self, table: usize) -> Option<&'a TableRules> {
        self.rules.of(&self.name(table))
    }

    fn name(self, table: usize) -> TableName {
        (self.table(table).schema.clone(), self.table(table).name.clone())
    }

    /// What people call a table: `dataset.collection`, or its own name.
    pub(in crate::sql) fn address(self, table: usize) -> String {
        self.place_of(table).map_or_else(|| self.table(table).name.clone(), |place| self.place(place).address())
    }

    /// The references to a table, each with who refers: `None` for a table that the manifest's schemas do not have.
    pub(in crate::sql) fn references_to(self, table: usize) -> Vec<(&'a ForeignKey, Option<usize>)> {
        let name = self.name(table);
        let references = self.rules.references.iter().filter(|reference| reference.parent == name);
        references
            .map(|reference| {
                let is_it = |other: &Table| (&other.schema, &other.name) == (&reference.child.0, &reference.child.1);
                (reference, self.catalogue.tables.iter().position(is_it))
            })
            .collect()
    }

    /// A column of a table.
    pub(in crate::sql) fn column(self, table: usize, name: &str) -> Option<&'a Column> {
        self.table(table).column(self.dialect(), name)
    }

    /// Which columns of a table are read to tell its rows apart and to follow what hangs on them.
    pub(in crate::sql) fn shape(self, table: usize) -> Shape<'a> {
        let mut also: Vec<String> = Vec::new();
        for (reference, _) in self.references_to(table) {
            also.extend(self.rules.parent_columns(reference).iter().cloned());
        }
        if let Some(place) = self.place_of(table) {
            also.extend(self.read_for_rules(place));
        }
        Shape::of(self.dialect(), self.table(table), self.rules_of(table), &also)
    }

    /// The columns that the manifest's rules need to see.
    fn read_for_rules(self, place: usize) -> Vec<String> {
        use crate::manifest::model::FieldErasure;
        let collection = self.collection(place);
        let mut columns = Vec::new();
        for field in &collection.fields {
            let until = field.retention.as_ref().and_then(|retention| retention.until.as_deref());
            columns.extend(until.and_then(|until| until.split_whitespace().next()).map(str::to_owned));
            if let Some(FieldErasure::Hash(_)) = field.erasure {
                columns.push(field.name.clone());
            }
        }
        // By these other rows lead here.
        for input in &self.place(place).inputs {
            if let Source::Group(_) = input.source {
                columns.extend(input.columns.iter().filter(|it| it.steps.is_empty()).map(|it| it.column.clone()));
            }
        }
        for (own, _) in self.follows(place) {
            columns.push(own);
        }
        for other in 0..self.graph.collections.len() {
            let is_follower = self.erasure(other).is_some_and(|erasure| match &erasure.rows {
                Fate::Follow(leader) => *leader == collection.name,
                Fate::Delete | Fate::Blank | Fate::Keep | Fate::Leave => false,
            });
            if is_follower {
                columns.extend(self.follows(other).into_iter().map(|(_, leaders)| leaders));
            }
        }
        columns
    }

    /// By which columns a collection refers to the one that it follows: its own, and the leader's.
    pub(in crate::sql) fn follows(self, place: usize) -> Vec<(String, String)> {
        let collection = self.collection(place);
        let Some(Fate::Follow(leader)) = collection.erasure.as_ref().map(|erasure| &erasure.rows) else {
            return Vec::new();
        };
        let mut pairs = Vec::new();
        for field in &collection.fields {
            for reference in field.references.iter().filter(|reference| reference.collection == *leader) {
                pairs.push((field.name.clone(), reference.field[0].clone()));
            }
        }
        pairs
    }
}

/// Appends the name of a table.
pub(in crate::sql) fn push_table(statement: &mut Statement, table: &Table) {
    if statement.dialect.has_schemas() {
        statement.name(&table.schema).push(".");
    }
    statement.name(&table.name);
}
