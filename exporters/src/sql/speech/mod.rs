//! What is said to each of the databases: one file for each, and this one, which knows which is asked.

mod mysql;
mod postgres;
mod sqlite;

use crate::manifest::model::Matching;

use super::{
    catalogue::{Column, Operand, Wanted},
    dialect::Dialect,
    keys::Tuple,
    statement::{Bind, Cell, Statement},
};

/// Asks for the columns of a schema: schema, table, column, and what [`column`] reads.
pub(super) fn columns_of(dialect: Dialect, schema: Option<&str>) -> Statement {
    let mut statement = Statement::new(dialect, "the catalogue");
    match dialect {
        Dialect::Postgres { .. } => postgres::columns_of(&mut statement, schema),
        Dialect::MySql => mysql::columns_of(&mut statement, schema),
        Dialect::Sqlite => sqlite::columns_of(&mut statement),
    }
    statement
}

/// Asks for the unique keys of a schema: schema, table, key, column.
pub(super) fn keys_of(dialect: Dialect, schema: Option<&str>) -> Statement {
    let mut statement = Statement::new(dialect, "the catalogue");
    match dialect {
        Dialect::Postgres { .. } => postgres::keys_of(&mut statement, schema),
        Dialect::MySql => mysql::keys_of(&mut statement, schema),
        Dialect::Sqlite => sqlite::keys_of(&mut statement),
    }
    statement
}

/// A column by what the catalogue says of its type.
pub(super) fn column(dialect: Dialect, name: &str, details: &[Cell]) -> Column {
    match dialect {
        Dialect::Postgres { .. } => postgres::column(name, details),
        Dialect::MySql => mysql::column(name, details),
        Dialect::Sqlite => sqlite::column(name, details),
    }
}

/// Appends the canonical bytes of a value: what is held of it as a key.
pub(super) fn push_key(statement: &mut Statement, operand: Operand<'_>) {
    match statement.dialect {
        Dialect::Postgres { .. } => postgres::push_key(statement, operand),
        Dialect::MySql => mysql::push_key(statement, operand),
        Dialect::Sqlite => sqlite::push_key(statement, operand),
    }
}

/// Appends the canonical bytes of a value in small letters, as [`push_match`] compares them where it ignores case.
pub(super) fn push_folded_key(statement: &mut Statement, operand: Operand<'_>) {
    match statement.dialect {
        Dialect::Postgres { .. } => postgres::push_folded_key(statement, operand),
        Dialect::MySql => mysql::push_folded_key(statement, operand),
        Dialect::Sqlite => sqlite::push_folded_key(statement, operand),
    }
}

/// Appends the bytes of what stands in front of the first colon of a value, all of it if there is none.
pub(super) fn push_front_key(statement: &mut Statement, operand: Operand<'_>) {
    match statement.dialect {
        Dialect::Postgres { .. } => postgres::push_front_key(statement, operand),
        Dialect::MySql => mysql::push_front_key(statement, operand),
        Dialect::Sqlite => sqlite::push_front_key(statement, operand),
    }
}

/// Asks for texts in small letters, as the database makes them: each text, and what it becomes.
pub(super) fn folds_of(dialect: Dialect, texts: Vec<String>) -> Statement {
    let mut statement = Statement::new(dialect, "small letters");
    let document = |texts: &[String]| Bind::Text(Some(serde_json::to_string(texts).expect("texts are JSON")));
    match dialect {
        Dialect::Postgres { .. } => {
            statement.push("SELECT v, lower(v) FROM unnest(").bind(Bind::Texts(texts)).push("::text[]) AS v");
        }
        Dialect::MySql => {
            statement
                .push("SELECT j.v, CAST(LOWER(j.v) AS BINARY) FROM JSON_TABLE(")
                .bind(document(&texts))
                .push(", '$[*]' COLUMNS(v VARCHAR(2000) CHARACTER SET utf8mb4 PATH '$')) AS j");
        }
        Dialect::Sqlite => {
            statement.push("SELECT value, lower(value) FROM json_each(").bind(document(&texts)).push(")");
        }
    }
    statement
}

/// Appends whether the operands are, together, one of the values. There is at least one value, and all fit.
pub(super) fn push_match(statement: &mut Statement, operands: &[Operand<'_>], values: &[&Tuple], matching: Matching) {
    match statement.dialect {
        Dialect::Postgres { .. } => postgres::push_match(statement, operands, values, matching),
        Dialect::MySql => mysql::push_match(statement, operands, values, matching),
        Dialect::Sqlite => sqlite::push_match(statement, operands, values, matching),
    }
}

/// Appends what makes a record of these columns; how many cells that is.
pub(super) fn push_record(statement: &mut Statement, columns: &[Wanted<'_>]) -> usize {
    match statement.dialect {
        Dialect::Postgres { .. } => {
            postgres::push_record(statement, columns);
            1
        }
        Dialect::MySql => {
            mysql::push_record(statement, columns);
            columns.len()
        }
        Dialect::Sqlite => {
            sqlite::push_record(statement, columns);
            columns.len()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::catalogue::{Compare, Render};
    use super::*;

    fn column_of(name: &str, compare: Compare) -> Column {
        Column { name: name.into(), declared: "t".into(), compare, render: Some(Render::Plain), is_readable: true }
    }

    /// The text that compares these columns with two values, and how many values are bound.
    fn said(dialect: Dialect, columns: &[Column], matching: Matching) -> (String, usize) {
        let operands: Vec<Operand<'_>> = columns.iter().map(|column| Operand { column, steps: &[] }).collect();
        let values: Vec<Tuple> =
            (1..=2).map(|n| (0..columns.len()).map(|at| (n * 10 + at).to_string().into_bytes()).collect()).collect();
        let values: Vec<&Tuple> = values.iter().collect();
        let mut statement = Statement::new(dialect, "");
        push_match(&mut statement, &operands, &values, matching);
        (statement.text, statement.binds.len())
    }

    const POSTGRES: Dialect = Dialect::Postgres { knows_is_json: false };
    const INTEGER: Compare = Compare::Integer { min: i64::MIN as i128, max: i64::MAX as i128 };

    #[test]
    fn one_column_is_compared_exactly_and_by_its_index() {
        let text = [column_of("na\"me", Compare::Text { by_folding: true })];
        let number = [column_of("id", INTEGER)];
        assert_eq!(said(POSTGRES, &text, Matching::Exact), (r#"(t."na""me" = ANY ($1::text[]))"#.into(), 1));
        assert_eq!(said(POSTGRES, &number, Matching::Exact), (r#"(t."id" = ANY ($1::text[]::int8[]))"#.into(), 1));
        let (sqlite, binds) = said(Dialect::Sqlite, &text, Matching::Exact);
        assert_eq!(
            sqlite,
            r#"((t."na""me") IN (SELECT value FROM json_each(?1)) AND (CAST(t."na""me" AS TEXT) COLLATE BINARY) IN (SELECT value FROM json_each(?1)))"#
        );
        assert_eq!(binds, 1);
        let bytes = [column_of("name", Compare::Text { by_folding: false })];
        let (sqlite, _) = said(Dialect::Sqlite, &bytes, Matching::Exact);
        assert_eq!(sqlite, r#"(t."name") IN (SELECT value FROM json_each(?1))"#);
        let (mysql, binds) = said(Dialect::MySql, &text, Matching::Exact);
        assert_eq!(
            mysql,
            "(t.`na\"me` IN (?, ?, ?, ?) AND CAST(CONVERT(t.`na\"me` USING utf8mb4) AS BINARY) \
             IN (CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY), CAST(? AS BINARY)))"
        );
        assert_eq!(binds, 8);
        assert_eq!(said(Dialect::MySql, &number, Matching::Exact), ("(t.`id` IN (?, ?, ?, ?))".into(), 4));
    }

    #[test]
    fn several_columns_are_compared_together() {
        let columns = [column_of("a", INTEGER), column_of("b", Compare::AsText)];
        let (postgres, binds) = said(POSTGRES, &columns, Matching::Exact);
        assert_eq!(
            postgres,
            r#"((t."a", t."b"::text COLLATE "C") IN (SELECT * FROM unnest($1::text[]::int8[], $2::text[])))"#
        );
        assert_eq!(binds, 2);
    }

    #[test]
    fn no_pattern_is_ever_used() {
        for dialect in [POSTGRES, Dialect::MySql, Dialect::Sqlite] {
            for compare in [Compare::Text { by_folding: true }, INTEGER, Compare::Uuid, Compare::Bytes, Compare::AsText]
            {
                for matching in [Matching::Exact, Matching::IgnoreCase, Matching::BeforeColon] {
                    let (text, _) = said(dialect, &[column_of("c", compare)], matching);
                    assert!(!text.contains("LIKE") && !text.contains('~') && !text.contains("REGEXP"), "{text}");
                }
            }
        }
    }

    #[test]
    fn in_front_of_a_colon_the_same_words_find_and_tell() {
        let column = column_of("jid", Compare::Text { by_folding: true });
        let operand = Operand { column: &column, steps: &[] };
        for dialect in [POSTGRES, Dialect::MySql, Dialect::Sqlite] {
            let (asked, _) = said(dialect, std::slice::from_ref(&column), Matching::BeforeColon);
            let mut told = Statement::new(dialect, "");
            push_front_key(&mut told, operand);
            assert!(asked.contains(&told.text), "{asked} / {}", told.text);
        }
    }

    #[test]
    fn many_values_go_to_mysql_as_one_document() {
        let column = column_of("c", Compare::Text { by_folding: true });
        let values: Vec<Tuple> = (0..1000).map(|n| vec![n.to_string().into_bytes()]).collect();
        let values: Vec<&Tuple> = values.iter().collect();
        let mut statement = Statement::new(Dialect::MySql, "");
        push_match(&mut statement, &[Operand { column: &column, steps: &[] }], &values, Matching::Exact);
        assert!(matches!(statement.binds.as_slice(), [Bind::Text(Some(_))]), "{}", statement.text);
    }
}
