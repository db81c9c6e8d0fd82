//! What is deleted, and what the database's own references make of that: rows that go along, that stay without their
//! reference, or that forbid it.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    contract::{
        call::Call,
        erasure::{Along, AlongEffect, Obstacle, ObstacleKind},
    },
    counted::counted,
    manifest::model::{FieldErasure, Matching},
    sql::{
        catalogue::Operand, condition::push_match, keys::Tuple, read_rows::Stopped, snapshot::Snapshot,
        statement::Statement,
    },
};

use super::{
    rows::{self, Value, Values},
    rules::{ForeignKey, OnDelete},
    site::{Site, push_table},
    sorting::Sorted,
};

/// What goes, table by table (by its index in the catalogue).
#[derive(Debug, Default)]
pub(super) struct Doomed {
    tables: BTreeMap<usize, Vec<Values>>,
    keys: BTreeSet<(usize, Vec<Value>)>,
    /// What becomes of rows that refer to such, each with its table.
    pub(super) along: Vec<(Along, usize)>,
    /// References that must be emptied before.
    pub(super) detached: Vec<Detached>,
    pub(super) obstacles: Vec<Obstacle>,
}

/// A reference between two tables that we see, by their indices in the catalogue.
#[derive(Clone, Copy, Debug)]
struct Link<'r> {
    reference: &'r ForeignKey,
    child: usize,
    parent: usize,
}

/// Rows that refer to some that go, and must stop to.
#[derive(Debug)]
pub(super) struct Detached {
    pub(super) table: usize,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Values>,
}

impl Doomed {
    /// Follows all references to rows that are to be deleted, until nothing new is found.
    pub(super) async fn of(
        site: Site<'_>,
        sorted: &[Sorted],
        snapshot: &mut Snapshot,
        call: &Call,
    ) -> Result<Self, Stopped> {
        let mut doomed = Self::default();
        let mut fresh = Vec::new();
        for (place, sorted) in sorted.iter().enumerate() {
            let table = site.table_of(place);
            doomed.add(site, table, &sorted.deleted);
            if !sorted.deleted.is_empty() {
                fresh.push((table, sorted.deleted.clone(), table));
            }
        }
        // Whose deletion it all began with stays known, because the rule that allows it stands there.
        while let Some((parent, rows, root)) = fresh.pop() {
            for (reference, child) in site.references_to(parent) {
                if reference.on_delete != OnDelete::Cascade {
                    continue;
                }
                let Some(child) = child else {
                    doomed.strange(site, parent, reference);
                    continue;
                };
                let found = doomed.referring(site, Link { reference, child, parent }, &rows, snapshot, call).await?;
                if found.is_empty() {
                    continue;
                }
                let name = &site.table(child).name;
                let may = site
                    .place_of(root)
                    .and_then(|place| site.erasure(place))
                    .is_some_and(|erasure| erasure.cascades.iter().any(|allowed| allowed == name));
                if may {
                    doomed.note(site, child, root, found.len(), AlongEffect::Deleted);
                } else {
                    doomed.obstacles.push(Obstacle {
                        at: site.address(root),
                        kind: ObstacleKind::Reference,
                        what: format!(
                            "with its rows the database would delete {} of `{name}` that are no part of this erasure",
                            found.len()
                        ),
                        advice: format!(
                            "look whose they are; if they may go along, add `cascades: [{name}]` to the erasure of {}",
                            site.address(root)
                        ),
                    });
                }
                doomed.add(site, child, &found);
                fresh.push((child, found, root));
            }
        }
        doomed.settle(site, snapshot, call).await?;
        for (place, sorted) in sorted.iter().enumerate() {
            doomed.spare(site, place, sorted);
        }
        Ok(doomed)
    }

    /// The rows of a table that go, along or by themselves.
    pub(super) fn rows(&self, table: usize) -> &[Values] {
        self.tables.get(&table).map_or(&[], Vec::as_slice)
    }

    /// The tables of which anything goes.
    pub(super) fn tables(&self) -> impl Iterator<Item = usize> {
        self.tables.keys().copied()
    }

    fn add(&mut self, site: Site<'_>, table: usize, rows: &[Values]) {
        let shape = site.shape(table);
        for row in rows {
            if self.keys.insert((table, shape.key_of(row).to_vec())) || !shape.is_unique {
                self.tables.entry(table).or_default().push(row.clone());
            }
        }
    }

    /// The rows of a table that refer to some rows and do not go themselves.
    async fn referring(
        &self,
        site: Site<'_>,
        Link { reference, child, parent }: Link<'_>,
        rows: &[Values],
        snapshot: &mut Snapshot,
        call: &Call,
    ) -> Result<Vec<Values>, Stopped> {
        let dialect = site.dialect();
        let shape = site.shape(parent);
        let columns = site.rules.parent_columns(reference);
        let values: BTreeSet<Tuple> = rows.iter().filter_map(|row| shape.tuple(dialect, row, columns)).collect();
        let operands: Option<Vec<Operand<'_>>> = reference
            .child_columns
            .iter()
            .map(|name| site.column(child, name).map(|column| Operand { column, steps: &[] }))
            .collect();
        let (Some(operands), false) = (operands, values.is_empty()) else { return Ok(Vec::new()) };
        let shape = site.shape(child);
        let mut statement = Statement::new(dialect, site.address(child));
        statement.push("SELECT ");
        shape.push_columns(&mut statement);
        statement.push(" FROM ");
        push_table(&mut statement, site.table(child));
        statement.push(" AS t WHERE ");
        push_match(&mut statement, &operands, values.iter(), Matching::Exact);
        let found = rows::read(snapshot, &statement, shape.columns.len(), call).await?;
        let is_new = |row: &Values| !self.keys.contains(&(child, shape.key_of(row).to_vec()));
        Ok(found.into_iter().map(|(row, _)| row).filter(is_new).collect())
    }

    /// Looks at the references that delete nothing, when all that goes is known.
    async fn settle(&mut self, site: Site<'_>, snapshot: &mut Snapshot, call: &Call) -> Result<(), Stopped> {
        let tables: Vec<usize> = self.tables().collect();
        for parent in tables {
            for (reference, child) in site.references_to(parent) {
                if reference.on_delete == OnDelete::Cascade {
                    continue;
                }
                let Some(child) = child else {
                    self.strange(site, parent, reference);
                    continue;
                };
                let link = Link { reference, child, parent };
                let rows = self.rows(parent).to_vec();
                let found = self.referring(site, link, &rows, snapshot, call).await?;
                if found.is_empty() {
                    continue;
                }
                match reference.on_delete {
                    OnDelete::SetNull => self.note(site, child, parent, found.len(), AlongEffect::Detached),
                    OnDelete::Refuse | OnDelete::SetDefault => self.detach(site, link, found),
                    OnDelete::Cascade => {}
                }
            }
        }
        Ok(())
    }

    /// Empties references if the manifest says so, else they are in the way.
    fn detach(&mut self, site: Site<'_>, Link { reference, child, parent }: Link<'_>, found: Vec<Values>) {
        let fields = site.place_of(child).map_or(&[][..], |place| &site.collection(place).fields);
        let is_detached = |name: &&String| {
            let is_it = |field: &crate::manifest::model::Field| site.dialect().is_same_name(&field.name, name);
            fields.iter().any(|field| is_it(field) && field.erasure == Some(FieldErasure::Detach))
        };
        let columns: Vec<String> = reference.child_columns.iter().filter(is_detached).cloned().collect();
        if columns.is_empty() {
            let (child, referring) = (site.address(child), reference.child_columns.join(", "));
            let staying = counted(found.len(), "row that stays refers", "rows that stay refer");
            self.obstacles.push(Obstacle {
                at: site.address(parent),
                kind: ObstacleKind::Reference,
                what: format!("{staying} to rows that would go (from {child}, by {referring})"),
                advice: format!(
                    "blank the rows of {} instead, or write `erasure: detach` at {child}.{referring}",
                    site.address(parent)
                ),
            });
            return;
        }
        self.note(site, child, parent, found.len(), AlongEffect::Detached);
        self.detached.push(Detached { table: child, columns, rows: found });
    }

    /// Rows that are to stay by a rule of their own must not go along. Shared ones may where the manifest allows it.
    fn spare(&mut self, site: Site<'_>, place: usize, sorted: &Sorted) {
        let table = site.table_of(place);
        let shape = site.shape(table);
        if !shape.is_unique {
            return;
        }
        let goes = |row: &&Values| self.keys.contains(&(table, shape.key_of(row).to_vec()));
        let lost = sorted.staying().filter(goes).count();
        if lost > 0 {
            self.obstacles.push(Obstacle {
                at: site.place(place).address(),
                kind: ObstacleKind::Reference,
                what: format!("{lost} of its rows are to stay, but the database would delete them along with others"),
                advice: "let the rows that they refer to stay too, or delete these by their own rule".to_owned(),
            });
        }
    }

    fn note(&mut self, site: Site<'_>, child: usize, parent: usize, rows: usize, effect: AlongEffect) {
        let (table, with, rows) = (site.address(child), site.address(parent), rows as u64);
        let same =
            |(along, _): &&mut (Along, usize)| along.table == table && along.with == with && along.effect == effect;
        match self.along.iter_mut().find(same) {
            Some((along, _)) => along.rows += rows,
            None => self.along.push((Along { table, with, rows, effect }, child)),
        }
    }

    fn strange(&mut self, site: Site<'_>, parent: usize, reference: &ForeignKey) {
        self.obstacles.push(Obstacle {
            at: site.address(parent),
            kind: ObstacleKind::Unable,
            what: format!(
                "the table `{}` of another schema refers to it, and we do not see its rows",
                reference.child.1
            ),
            advice: "add a dataset for that schema to the manifest".to_owned(),
        });
    }
}
