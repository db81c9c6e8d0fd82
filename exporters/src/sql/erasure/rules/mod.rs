//! What the tables demand of their rows, beyond what reading has to know: the live database's own rules.

mod mysql;
mod postgres;
mod questions;
mod sqlite;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    contract::call::Call,
    sql::{
        dialect::Dialect,
        read_rows::{self, Stopped},
        snapshot::Snapshot,
        statement::{Cell, Row, Statement},
    },
};

/// A table's schema (empty where the database has none) and name.
pub(in crate::sql) type TableName = (String, String);

/// The rules of all tables, those of schemas that the manifest does not speak of included: they may refer to ours.
#[derive(Clone, Debug, Default)]
pub(in crate::sql) struct Rules {
    tables: BTreeMap<TableName, TableRules>,
    pub(in crate::sql) references: Vec<ForeignKey>,
}

/// The rules of a table.
#[derive(Clone, Debug, Default)]
pub(in crate::sql) struct TableRules {
    /// Whether it is a table, and not a view or something foreign.
    pub(in crate::sql) is_table: bool,
    pub(in crate::sql) columns: BTreeMap<String, ColumnRules>,
    /// The columns of the primary key.
    pub(in crate::sql) primary: Vec<String>,
    /// Conditions that every row must meet, each with its name.
    pub(in crate::sql) checks: Vec<(String, String)>,
    pub(in crate::sql) triggers: Vec<Trigger>,
}

/// The rules of a column.
#[derive(Clone, Debug, Default)]
pub(in crate::sql) struct ColumnRules {
    pub(in crate::sql) is_nullable: bool,
    /// Whether an empty text is a value of it.
    pub(in crate::sql) is_text: bool,
    /// How many characters it holds at most, if there is a limit.
    pub(in crate::sql) most_characters: Option<u64>,
    /// Whether the database makes its values.
    pub(in crate::sql) is_generated: bool,
}

/// Something that happens by itself.
#[derive(Clone, Debug)]
pub(in crate::sql) struct Trigger {
    pub(in crate::sql) name: String,
    pub(in crate::sql) on_delete: bool,
    pub(in crate::sql) on_update: bool,
}

/// A reference that the database watches over.
#[derive(Clone, Debug)]
pub(in crate::sql) struct ForeignKey {
    /// Who refers.
    pub(in crate::sql) child: TableName,
    pub(in crate::sql) child_columns: Vec<String>,
    /// To whom.
    pub(in crate::sql) parent: TableName,
    /// Empty: the primary key.
    pub(in crate::sql) parent_columns: Vec<String>,
    pub(in crate::sql) on_delete: OnDelete,
}

/// What becomes of rows whose row is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sql) enum OnDelete {
    Cascade,
    SetNull,
    /// They get a value of the table's choice.
    SetDefault,
    /// Then the row cannot be deleted.
    Refuse,
}

impl OnDelete {
    fn of(word: &str) -> Self {
        match word {
            "CASCADE" | "c" => Self::Cascade,
            "SET NULL" | "n" => Self::SetNull,
            "SET DEFAULT" | "d" => Self::SetDefault,
            _ => Self::Refuse,
        }
    }
}

/// The tables of the live database: no views, nothing foreign.
pub(in crate::sql) async fn tables(snapshot: &mut Snapshot, call: &Call) -> Result<BTreeSet<TableName>, Stopped> {
    let rules = Rules::read(snapshot, call).await?;
    Ok(rules.tables.into_iter().filter(|(_, table)| table.is_table).map(|(name, _)| name).collect())
}

impl Rules {
    /// Reads them from the live database.
    pub(in crate::sql) async fn read(snapshot: &mut Snapshot, call: &Call) -> Result<Self, Stopped> {
        let questions = match snapshot.dialect {
            Dialect::Postgres { .. } => postgres::QUESTIONS,
            Dialect::MySql if snapshot.is_mariadb() => mysql::QUESTIONS_TO_MARIADB,
            Dialect::MySql => mysql::QUESTIONS,
            Dialect::Sqlite => sqlite::QUESTIONS,
        };
        let mut answers: Vec<Vec<Row>> = Vec::new();
        for question in
            [questions.columns, questions.primary, questions.checks, questions.triggers, questions.references]
        {
            let mut statement = Statement::new(snapshot.dialect, "the catalogue");
            statement.push(question);
            answers.push(read_rows::all(snapshot, &statement, call).await?);
        }
        let [columns, primary, checks, triggers, references] = answers.try_into().unwrap_or_default();
        let mut rules = Self::default();
        for row in &columns {
            rules.add_column(row);
        }
        for row in &primary {
            if let Some(table) = rules.table_of(row) {
                table.primary.push(text(row, 2).to_owned());
            }
        }
        for row in &checks {
            let found = match snapshot.dialect {
                Dialect::Sqlite => sqlite::checks(text(row, 2)),
                Dialect::Postgres { .. } | Dialect::MySql => vec![(text(row, 2).to_owned(), text(row, 3).to_owned())],
            };
            if let Some(table) = rules.table_of(row) {
                table.checks.extend(found);
            }
        }
        for row in &triggers {
            let events = text(row, 3).to_ascii_uppercase();
            let (on_delete, on_update) = (events.contains("DELETE"), events.contains("UPDATE"));
            if let Some(table) = rules.table_of(row) {
                table.triggers.push(Trigger { name: text(row, 2).to_owned(), on_delete, on_update });
            }
        }
        rules.add_references(&references);
        Ok(rules)
    }

    /// The rules of a table.
    pub(in crate::sql) fn of(&self, table: &TableName) -> Option<&TableRules> {
        self.tables.get(table)
    }

    /// The columns that a reference leads to.
    pub(in crate::sql) fn parent_columns<'r>(&'r self, reference: &'r ForeignKey) -> &'r [String] {
        if reference.parent_columns.is_empty() {
            self.tables.get(&reference.parent).map_or(&[], |table| &table.primary)
        } else {
            &reference.parent_columns
        }
    }

    fn table_of(&mut self, row: &Row) -> Option<&mut TableRules> {
        self.tables.get_mut(&(text(row, 0).to_owned(), text(row, 1).to_owned()))
    }

    /// Schema, table, column, whether a table, nullable, a text, generated; the most characters.
    fn add_column(&mut self, row: &Row) {
        let name = (text(row, 0).to_owned(), text(row, 1).to_owned());
        let table = self.tables.entry(name).or_default();
        table.is_table = is_set(row, 3);
        let rules = ColumnRules {
            is_nullable: is_set(row, 4),
            is_text: is_set(row, 5),
            is_generated: is_set(row, 6),
            most_characters: row.get(7).and_then(Cell::integer).and_then(|number| u64::try_from(number).ok()),
        };
        table.columns.insert(text(row, 2).to_owned(), rules);
    }

    /// Constraint, child's schema and table, its column, parent's schema and table, its column, on delete; in order.
    fn add_references(&mut self, rows: &[Row]) {
        let mut last = None;
        for row in rows {
            let child = (text(row, 1).to_owned(), text(row, 2).to_owned());
            let this = (text(row, 0).to_owned(), child.clone());
            if last.as_ref() != Some(&this) {
                self.references.push(ForeignKey {
                    child,
                    child_columns: Vec::new(),
                    parent: (text(row, 4).to_owned(), text(row, 5).to_owned()),
                    parent_columns: Vec::new(),
                    on_delete: OnDelete::of(text(row, 7)),
                });
                last = Some(this);
            }
            if let Some(reference) = self.references.last_mut() {
                reference.child_columns.push(text(row, 3).to_owned());
                if let Some(column) = row.get(6).and_then(Cell::text) {
                    reference.parent_columns.push(column.to_owned());
                }
            }
        }
    }
}

fn text(row: &Row, at: usize) -> &str {
    row.get(at).and_then(Cell::text).unwrap_or_default()
}

fn is_set(row: &Row, at: usize) -> bool {
    row.get(at).and_then(Cell::integer) == Some(1)
}
