//! The tables as the database has them.

use std::collections::BTreeMap;

use super::{
    dialect::Dialect,
    statement::{Cell, Row},
};

/// The tables of the schemas that a manifest speaks of.
#[derive(Clone, Debug, Default)]
pub(super) struct Catalogue {
    pub(super) tables: Vec<Table>,
}

/// A table or a view.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Empty where the database has no schemas.
    pub(super) schema: String,
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
    /// The sets of columns that identify a row.
    pub(super) keys: Vec<Vec<String>>,
}

/// A column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) name: String,
    /// Its type, in the database's words.
    pub(super) declared: String,
    pub(super) compare: Compare,
    /// How its values are handed over; `None`: we do not know how.
    pub(super) render: Option<Render>,
    /// Whether we may read it.
    pub(super) is_readable: bool,
}

/// How a column is compared with values, exactly and, where possible, by an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compare {
    /// As it is. `by_folding`: the database thinks more values equal than we do, so that the bytes are compared too.
    Text { by_folding: bool },
    /// As a whole number between these.
    Integer { min: i128, max: i128 },
    /// As a UUID.
    Uuid,
    /// As bytes.
    Bytes,
    /// By its text, which no index knows.
    AsText,
}

/// How a value becomes JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Render {
    /// The database says it as JSON: one value.
    Plain,
    /// The database says it as JSON: a document, a list or a record.
    Nested,
    /// Bytes, in Base64.
    Bytes,
    /// SQLite: whatever is stored tells itself what it is.
    Stored,
    /// MySQL: a number.
    Number,
    /// MySQL: a single precision number, whose own text form is rounded.
    Single,
    /// MySQL: a text.
    Text,
    /// MySQL: what is a text outside the database: dates, sets.
    AsText,
    /// MySQL: a moment that is kept in UTC.
    Utc,
    /// MySQL: a JSON document.
    Json,
}

/// What is compared: a column, or a value inside its JSON. The table goes by the name `t`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operand<'a> {
    pub(super) column: &'a Column,
    pub(super) steps: &'a [String],
}

/// A column that is to be handed over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    /// Its name in the record: as the manifest writes it.
    pub(super) name: &'a str,
    pub(super) column: &'a Column,
    pub(super) render: Render,
    /// Whether only that it is held is to be said.
    pub(super) is_secret: bool,
}

impl Compare {
    /// Whether a column that is compared so can hold this value at all.
    pub(super) fn fits(self, value: &[u8]) -> bool {
        let text = std::str::from_utf8(value);
        match self {
            Self::Text { .. } | Self::AsText | Self::Bytes => true,
            // Only the one way to write a number or a UUID is exactly that value.
            Self::Integer { min, max } => {
                text.is_ok_and(|text| text.parse::<i128>().is_ok_and(|n| n >= min && n <= max && n.to_string() == text))
            }
            Self::Uuid => text.is_ok_and(is_uuid),
        }
    }
}

/// Whether this is a UUID in its usual form, capitals allowed.
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

impl Column {
    /// Whether its values are bytes, which a record shows in Base64.
    pub(super) fn is_bytes(&self) -> bool {
        self.render == Some(Render::Bytes) || self.compare == Compare::Bytes
    }
}

impl Render {
    /// Whether a cell of a table shows all of it.
    pub(super) fn is_flat(self) -> bool {
        match self {
            Self::Nested | Self::Json => false,
            Self::Plain
            | Self::Bytes
            | Self::Stored
            | Self::Number
            | Self::Single
            | Self::Text
            | Self::AsText
            | Self::Utc => true,
        }
    }
}

impl Catalogue {
    /// Puts together what the two statements for it answered: columns, and columns of unique keys.
    ///
    /// The first three cells of a column's row are schema, table and column; of a key's row schema, table, key, column.
    pub(super) fn of(columns: &[Row], keys: &[Row], column_of: impl Fn(&str, &[Cell]) -> Column) -> Self {
        let mut tables: BTreeMap<(String, String), Table> = BTreeMap::new();
        for row in columns {
            let [Some(schema), Some(name), Some(column)] = [0, 1, 2].map(|at| row.get(at).and_then(|cell| cell.text()))
            else {
                continue;
            };
            let table = tables.entry((schema.to_owned(), name.to_owned())).or_insert_with(|| Table {
                schema: schema.to_owned(),
                name: name.to_owned(),
                columns: Vec::new(),
                keys: Vec::new(),
            });
            table.columns.push(column_of(column, &row[3..]));
        }
        let mut unique: BTreeMap<(&str, &str, &str), Option<Vec<String>>> = BTreeMap::new();
        for row in keys {
            let [Some(schema), Some(name), Some(key)] = [0, 1, 2].map(|at| row.get(at).and_then(|cell| cell.text()))
            else {
                continue;
            };
            let columns = unique.entry((schema, name, key)).or_insert_with(|| Some(Vec::new()));
            // A key over an expression or a part of a column has no name there: it identifies nothing for us.
            match (columns.as_mut(), row.get(3).and_then(|cell| cell.text())) {
                (Some(columns), Some(column)) => columns.push(column.to_owned()),
                (Some(_), None) => *columns = None,
                (None, _) => {}
            }
        }
        for ((schema, name, _), columns) in unique {
            if let (Some(table), Some(columns)) = (tables.get_mut(&(schema.to_owned(), name.to_owned())), columns) {
                table.keys.push(columns);
            }
        }
        Self { tables: tables.into_values().collect() }
    }

    /// The same for a plan that nobody holds against the tables any more: an SQLite column may get another collation, which
    /// no fault would tell.
    pub(super) fn lasting(mut self, dialect: Dialect) -> Self {
        match dialect {
            Dialect::Postgres { .. } | Dialect::MySql => {}
            Dialect::Sqlite => {
                for column in self.tables.iter_mut().flat_map(|table| &mut table.columns) {
                    if let Compare::Text { by_folding } = &mut column.compare {
                        *by_folding = true;
                    }
                }
            }
        }
        self
    }

    /// The table of this name.
    pub(super) fn table(&self, dialect: Dialect, schema: Option<&str>, name: &str) -> Option<&Table> {
        let schema = schema.filter(|_| dialect.has_schemas());
        let mut tables = self.tables.iter().filter(|table| schema.is_none_or(|schema| schema == table.schema));
        tables.find(|table| dialect.is_same_name(&table.name, name))
    }
}

impl Table {
    /// The column of this name.
    pub(super) fn column(&self, dialect: Dialect, name: &str) -> Option<&Column> {
        let exact = self.columns.iter().find(|column| column.name == name);
        exact.or_else(|| self.columns.iter().find(|column| dialect.is_same_name(&column.name, name)))
    }

    /// Whether no two rows have the same values in these columns.
    pub(super) fn is_unique(&self, dialect: Dialect, columns: &[&str]) -> bool {
        self.keys.iter().any(|key| {
            !key.is_empty() && key.iter().all(|part| columns.iter().any(|column| dialect.is_same_name(part, column)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_one_spelling_of_a_number_fits() {
        let int4 = Compare::Integer { min: i32::MIN.into(), max: i32::MAX.into() };
        for good in ["0", "-1", "2147483647"] {
            assert!(int4.fits(good.as_bytes()), "{good}");
        }
        for bad in ["", "2147483648", "01", "+1", "1.0", " 1", "1e3", "@alice:hs", "-0"] {
            assert!(!int4.fits(bad.as_bytes()), "{bad}");
        }
    }

    #[test]
    fn only_the_usual_spelling_of_a_uuid_fits() {
        assert!(Compare::Uuid.fits(b"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"));
        for bad in ["a0eebc999c0b4ef8bb6d6bb9bd380a11", "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}", "alice", ""] {
            assert!(!Compare::Uuid.fits(bad.as_bytes()), "{bad}");
        }
    }
}
