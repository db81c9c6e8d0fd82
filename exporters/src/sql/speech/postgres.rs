//! PostgreSQL: arrays are bound, `row_to_json` makes the record, of every type there is.

use crate::manifest::model::Matching;

use super::super::{
    catalogue::{Column, Compare, Operand, Render, Wanted},
    dialect::{BASE64, Dialect, HELD},
    keys::{Tuple, texts},
    statement::{Bind, Cell, Statement},
};

/// Tables, views, foreign tables; of a domain the type below; whether equal means the same bytes; whether we may read.
const COLUMNS: &str = "\
SELECT n.nspname::text, c.relname::text, a.attname::text,
       format_type(a.atttypid, a.atttypmod),
       COALESCE(b.typname, y.typname)::text,
       COALESCE(b.typtype, y.typtype)::text,
       COALESCE(b.typcategory, y.typcategory)::text,
       CASE WHEN l.collisdeterministic IS FALSE THEN 0 ELSE 1 END,
       CASE WHEN has_column_privilege(c.oid, a.attnum, 'SELECT') THEN 1 ELSE 0 END
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type y ON y.oid = a.atttypid
LEFT JOIN pg_type b ON b.oid = y.typbasetype AND y.typtype = 'd'
LEFT JOIN pg_collation l ON l.oid = a.attcollation
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND ";

const KEYS: &str = "\
SELECT n.nspname::text, c.relname::text, i.indexrelid::text, a.attname::text
FROM pg_index i
JOIN pg_class c ON c.oid = i.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k(attnum, position)
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum AND k.attnum > 0
WHERE i.indisunique AND i.indisvalid AND i.indpred IS NULL AND k.position <= i.indnkeyatts AND ";

pub(super) fn columns_of(statement: &mut Statement, schema: Option<&str>) {
    statement.push(COLUMNS);
    push_schema(statement, schema);
    statement.push(" ORDER BY 1, 2, a.attnum");
}

pub(super) fn keys_of(statement: &mut Statement, schema: Option<&str>) {
    statement.push(KEYS);
    push_schema(statement, schema);
    statement.push(" ORDER BY 1, 2, 3, k.position");
}

fn push_schema(statement: &mut Statement, schema: Option<&str>) {
    match schema {
        Some(schema) => {
            statement.push("n.nspname = ").bind(Bind::Text(Some(schema.to_owned())));
        }
        None => {
            let visible = "pg_table_is_visible(c.oid) AND n.nspname NOT IN ('pg_catalog', 'information_schema')";
            statement.push(visible);
        }
    }
}

pub(super) fn column(name: &str, details: &[Cell]) -> Column {
    let [declared, type_name, kind, category] =
        [0, 1, 2, 3].map(|at| details.get(at).and_then(Cell::text).unwrap_or_default());
    let is_set = |at: usize| details.get(at).and_then(Cell::integer) == Some(1);
    let integer = |min: i64, max: i64| Compare::Integer { min: min.into(), max: max.into() };
    let compare = match type_name {
        // A collation that thinks more equal than bytes cannot be trusted with the comparison.
        "text" | "varchar" if is_set(4) => Compare::Text { by_folding: false },
        "int2" => integer(i16::MIN.into(), i16::MAX.into()),
        "int4" => integer(i32::MIN.into(), i32::MAX.into()),
        "int8" => integer(i64::MIN, i64::MAX),
        "uuid" => Compare::Uuid,
        _ => Compare::AsText,
    };
    let render = match (kind, category, type_name) {
        // A pseudo type cannot be a column; if one is, we do not know what it is.
        ("p", _, _) => None,
        (_, _, "bytea") => Some(Render::Bytes),
        (_, _, "json" | "jsonb" | "hstore") | ("c", _, _) | (_, "A", _) => Some(Render::Nested),
        _ => Some(Render::Plain),
    };
    Column { name: name.to_owned(), declared: declared.to_owned(), compare, render, is_readable: is_set(5) }
}

/// Appends the value itself.
fn push_value(statement: &mut Statement, operand: Operand<'_>) {
    let column = format!("t.{}", statement.dialect.quoted(&operand.column.name));
    if operand.steps.is_empty() {
        statement.push(&column);
        return;
    }
    let steps = statement.mark(Bind::Texts(operand.steps.to_vec()));
    let is_json = matches!(operand.column.declared.as_str(), "json" | "jsonb");
    let inside = match statement.dialect {
        _ if is_json => format!("({column} #>> {steps}::text[])"),
        // Text that is not JSON holds no such value. Before version 16 there is no way to ask, and the cast fails.
        Dialect::Postgres { knows_is_json: true } => {
            format!("(CASE WHEN {column} IS JSON THEN {column}::json #>> {steps}::text[] END)")
        }
        Dialect::Postgres { knows_is_json: false } | Dialect::MySql | Dialect::Sqlite => {
            format!("(NULLIF({column}::text, '')::json #>> {steps}::text[])")
        }
    };
    statement.push(&inside);
}

/// The C collation tells apart whatever has different bytes.
pub(super) fn push_key(statement: &mut Statement, operand: Operand<'_>) {
    push_value(statement, operand);
    statement.push("::text COLLATE \"C\"");
}

/// By the collation of the column, as it is compared.
pub(super) fn push_folded_key(statement: &mut Statement, operand: Operand<'_>) {
    statement.push("lower(");
    push_value(statement, operand);
    statement.push("::text)");
}

/// What stands in front of the first colon, whole if there is none.
pub(super) fn push_front_key(statement: &mut Statement, operand: Operand<'_>) {
    statement.push("split_part(");
    push_value(statement, operand);
    statement.push("::text, ':', 1) COLLATE \"C\"");
}

/// Appends the value in the form in which it is compared; the array type of the other side.
fn push_comparable(statement: &mut Statement, operand: Operand<'_>) -> &'static str {
    if operand.steps.is_empty() {
        match operand.column.compare {
            Compare::Text { .. } => {
                push_value(statement, operand);
                return "text[]";
            }
            Compare::Integer { .. } => {
                push_value(statement, operand);
                return "text[]::int8[]";
            }
            Compare::Uuid => {
                push_value(statement, operand);
                return "text[]::uuid[]";
            }
            Compare::Bytes | Compare::AsText => {}
        }
    }
    push_key(statement, operand);
    "text[]"
}

pub(super) fn push_match(statement: &mut Statement, operands: &[Operand<'_>], values: &[&Tuple], matching: Matching) {
    statement.push("(");
    match (operands, matching) {
        ([operand], Matching::IgnoreCase) => {
            // In the same words on both sides, so that an index on lower(…) serves.
            statement.push("lower(");
            push_value(statement, *operand);
            statement.push("::text) = ANY (ARRAY(SELECT lower(v) FROM unnest(");
            statement.bind(Bind::Texts(texts(values, 0))).push("::text[]) AS v))");
        }
        ([operand], Matching::BeforeColon) => {
            push_front_key(statement, *operand);
            statement.push(" = ANY (").bind(Bind::Texts(texts(values, 0))).push("::text[])");
        }
        ([operand], Matching::Exact) => {
            let array = push_comparable(statement, *operand);
            statement.push(" = ANY (").bind(Bind::Texts(texts(values, 0))).push("::").push(array).push(")");
        }
        (operands, Matching::Exact | Matching::IgnoreCase | Matching::BeforeColon) => {
            let mut arrays = Vec::new();
            statement.push("(");
            statement.separated(operands, ", ", |statement, operand| {
                arrays.push(push_comparable(statement, *operand));
            });
            statement.push(") IN (SELECT * FROM unnest(");
            statement.separated(arrays.into_iter().enumerate(), ", ", |statement, (at, array)| {
                statement.bind(Bind::Texts(texts(values, at))).push("::").push(array);
            });
            statement.push("))");
        }
    }
    statement.push(")");
}

pub(super) fn push_record(statement: &mut Statement, columns: &[Wanted<'_>]) {
    statement.push("(SELECT row_to_json(r)::text FROM (SELECT ");
    statement.separated(columns, ", ", |statement, wanted| {
        let column = format!("t.{}", statement.dialect.quoted(&wanted.column.name));
        let value = if wanted.is_secret {
            // An empty value is no credential; `\\x` is an empty one of bytes.
            format!("CASE WHEN {column}::text NOT IN ('', '\\x') THEN '{HELD}' END")
        } else if wanted.render == Render::Bytes {
            // encode() breaks lines.
            format!("'{BASE64}' || replace(encode({column}, 'base64'), chr(10), '')")
        } else {
            column
        };
        statement.push(&value).push(" AS ").name(wanted.name);
    });
    statement.push(") AS r)");
}
