//! MySQL and MariaDB: comparison folds case and trailing blanks unless it is told not to, so bytes are compared as well.
//!
//! The record is put together by us from one cell for each column: `JSON_OBJECT` differs between the two and their
//! versions, rounds single precision numbers and knows no bytes.

use sha2::{Digest, Sha256};

use crate::manifest::model::Matching;

use super::super::{
    catalogue::{Column, Compare, Operand, Render, Wanted},
    dialect::HELD,
    keys::{Tuple, hex, texts},
    statement::{Bind, Cell, Statement},
};

/// Up to here values are listed one by one, which an index can serve; beyond they go as one JSON document.
const MOST_LISTED: usize = 256;

pub(super) fn columns_of(statement: &mut Statement, schema: Option<&str>) {
    statement.push(
        "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, DATA_TYPE FROM information_schema.COLUMNS \
         WHERE TABLE_SCHEMA = COALESCE(",
    );
    statement.bind(Bind::Text(schema.map(str::to_owned)));
    statement.push(", DATABASE()) ORDER BY TABLE_NAME, ORDINAL_POSITION");
}

pub(super) fn keys_of(statement: &mut Statement, schema: Option<&str>) {
    // A key over the beginning of a text does not tell texts apart.
    statement.push(
        "SELECT TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, CASE WHEN SUB_PART IS NULL THEN COLUMN_NAME END \
         FROM information_schema.STATISTICS WHERE NON_UNIQUE = 0 AND TABLE_SCHEMA = COALESCE(",
    );
    statement.bind(Bind::Text(schema.map(str::to_owned)));
    statement.push(", DATABASE()) ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX");
}

pub(super) fn column(name: &str, details: &[Cell]) -> Column {
    let [declared, data_type] = [0, 1].map(|at| details.get(at).and_then(Cell::text).unwrap_or_default());
    let integer = if declared.contains("unsigned") {
        Compare::Integer { min: 0, max: u64::MAX.into() }
    } else {
        Compare::Integer { min: i64::MIN.into(), max: i64::MAX.into() }
    };
    let text = Compare::Text { by_folding: true };
    let (compare, render) = match data_type.to_ascii_lowercase().as_str() {
        "char" | "varchar" | "tinytext" | "text" | "mediumtext" | "longtext" => (text, Some(Render::Text)),
        "enum" | "set" => (text, Some(Render::Text)),
        "tinyint" | "smallint" | "mediumint" | "int" | "bigint" => (integer, Some(Render::Number)),
        "decimal" | "double" | "year" => (Compare::AsText, Some(Render::Number)),
        "float" => (Compare::AsText, Some(Render::Single)),
        "bit" => (Compare::AsText, Some(Render::Single)),
        "date" | "time" | "datetime" | "uuid" | "inet4" | "inet6" => (Compare::AsText, Some(Render::AsText)),
        "timestamp" => (Compare::AsText, Some(Render::Utc)),
        "json" => (Compare::AsText, Some(Render::Json)),
        "binary" | "varbinary" | "tinyblob" | "blob" | "mediumblob" | "longblob" | "vector" => {
            (Compare::Bytes, Some(Render::Bytes))
        }
        "geometry" | "point" | "linestring" | "polygon" | "multipoint" | "multilinestring" | "multipolygon"
        | "geomcollection" | "geometrycollection" => (Compare::Bytes, Some(Render::Bytes)),
        _ => (Compare::AsText, None),
    };
    Column { name: name.to_owned(), declared: declared.to_owned(), compare, render, is_readable: true }
}

fn push_value(statement: &mut Statement, operand: Operand<'_>) {
    let column = format!("t.{}", statement.dialect.quoted(&operand.column.name));
    if operand.steps.is_empty() {
        statement.push(&column);
    } else {
        let path: String = operand.steps.iter().map(|step| format!(".\"{step}\"")).collect();
        statement.push(&format!("(CASE WHEN JSON_VALID({column}) THEN JSON_UNQUOTE(JSON_EXTRACT({column}, "));
        statement.bind(Bind::Text(Some(format!("${path}")))).push(")) END)");
    }
}

/// The bytes of a text in UTF-8, whatever character set the column has.
pub(super) fn push_key(statement: &mut Statement, operand: Operand<'_>) {
    let compare = if operand.steps.is_empty() { operand.column.compare } else { Compare::Text { by_folding: true } };
    let (before, after) = match compare {
        Compare::Text { .. } => ("CAST(CONVERT(", " USING utf8mb4) AS BINARY)"),
        Compare::Bytes => ("CAST(", " AS BINARY)"),
        // The cast to a number drops the zeros of a ZEROFILL.
        Compare::Integer { min: 0, .. } => ("CAST(CAST(CAST(", " AS UNSIGNED) AS CHAR) AS BINARY)"),
        Compare::Integer { .. } => ("CAST(CAST(CAST(", " AS SIGNED) AS CHAR) AS BINARY)"),
        Compare::Uuid | Compare::AsText => ("CAST(CAST(", " AS CHAR) AS BINARY)"),
    };
    statement.push(before);
    push_value(statement, operand);
    statement.push(after);
}

pub(super) fn push_folded_key(statement: &mut Statement, operand: Operand<'_>) {
    statement.push("CAST(LOWER(CONVERT(");
    push_value(statement, operand);
    statement.push(" USING utf8mb4)) AS BINARY)");
}

/// What stands in front of the first colon, whole if there is none.
pub(super) fn push_front_key(statement: &mut Statement, operand: Operand<'_>) {
    statement.push("CAST(SUBSTRING_INDEX(CONVERT(");
    push_value(statement, operand);
    statement.push(" USING utf8mb4), ':', 1) AS BINARY)");
}

pub(super) fn push_match(statement: &mut Statement, operands: &[Operand<'_>], values: &[&Tuple], matching: Matching) {
    match (operands, matching) {
        ([operand], Matching::IgnoreCase) => push_folded(statement, *operand, values),
        ([operand], Matching::BeforeColon) => push_in_front(statement, *operand, values),
        _ if values.len() > MOST_LISTED => push_document(statement, operands, values),
        ([operand], Matching::Exact) => push_listed(statement, *operand, values),
        (_, Matching::Exact | Matching::IgnoreCase | Matching::BeforeColon) => push_tuples(statement, operands, values),
    }
}

/// Values, repeated to a power of four of them, so that the server meets few different statements.
fn padded<'v, 't>(values: &'v [&'t Tuple]) -> impl Iterator<Item = &'t Tuple> + use<'v, 't> {
    let mut length = 1;
    while length < values.len() {
        length *= 4;
    }
    let last = values.last().copied();
    values.iter().copied().chain(std::iter::repeat_n(last, length - values.len()).flatten())
}

fn push_listed(statement: &mut Statement, operand: Operand<'_>, values: &[&Tuple]) {
    let compare = if operand.steps.is_empty() { operand.column.compare } else { Compare::AsText };
    statement.push("(");
    match compare {
        Compare::Integer { min, .. } => {
            push_value(statement, operand);
            statement.push(" IN (");
            statement.separated(padded(values), ", ", |statement, value| {
                let digits = String::from_utf8_lossy(&value[0]);
                // Only values that fit come here, so one of the two reads them.
                statement.bind(match digits.parse() {
                    Ok(number) if min < 0 => Bind::Signed(number),
                    Ok(_) | Err(_) => Bind::Unsigned(digits.parse().unwrap_or_default()),
                });
            });
            statement.push("))");
            return;
        }
        // This half can use an index but folds case and blanks.
        Compare::Text { .. } | Compare::Bytes => {
            push_value(statement, operand);
            statement.push(" IN (");
            statement.separated(padded(values), ", ", |statement, value| {
                let bind = match String::from_utf8(value[0].clone()) {
                    Ok(text) if compare != Compare::Bytes => Bind::Text(Some(text)),
                    Ok(_) | Err(_) => Bind::Bytes(value[0].clone()),
                };
                statement.bind(bind);
            });
            statement.push(") AND ");
        }
        Compare::Uuid | Compare::AsText => {}
    }
    push_key(statement, operand);
    statement.push(" IN (");
    statement.separated(padded(values), ", ", |statement, value| {
        statement.push("CAST(").bind(Bind::Bytes(value[0].clone())).push(" AS BINARY)");
    });
    statement.push("))");
}

fn push_folded(statement: &mut Statement, operand: Operand<'_>, values: &[&Tuple]) {
    statement.push("(");
    push_folded_key(statement, operand);
    statement.push(" IN (");
    statement.separated(padded(values), ", ", |statement, value| {
        let text = String::from_utf8_lossy(&value[0]).into_owned();
        statement.push("CAST(LOWER(CONVERT(").bind(Bind::Text(Some(text))).push(" USING utf8mb4)) AS BINARY)");
    });
    statement.push("))");
}

fn push_in_front(statement: &mut Statement, operand: Operand<'_>, values: &[&Tuple]) {
    statement.push("(");
    push_front_key(statement, operand);
    statement.push(" IN (");
    statement.separated(padded(values), ", ", |statement, value| {
        statement.push("CAST(").bind(Bind::Bytes(value[0].clone())).push(" AS BINARY)");
    });
    statement.push("))");
}

fn push_tuples(statement: &mut Statement, operands: &[Operand<'_>], values: &[&Tuple]) {
    statement.push("(");
    statement.separated(padded(values), " OR ", |statement, value| {
        statement.push("(");
        statement.separated(operands.iter().zip(value), " AND ", |statement, (operand, part)| {
            let whole = vec![part.clone()];
            push_listed(statement, *operand, &[&whole]);
        });
        statement.push(")");
    });
    statement.push(")");
}

/// The values as one document, which the server reads into a table in memory and looks up there.
///
/// It does so only for values of bounded length, else it would read the document again for each row. So numbers go as
/// they are, and of everything else a hash is compared: two values with the same SHA-256 are the same value.
fn push_document(statement: &mut Statement, operands: &[Operand<'_>], values: &[&Tuple]) {
    let (column, document) = match operands {
        [operand] if operand.steps.is_empty() && matches!(operand.column.compare, Compare::Integer { .. }) => {
            statement.push("(");
            push_value(statement, *operand);
            let is_unsigned = matches!(operand.column.compare, Compare::Integer { min: 0, .. });
            let column = if is_unsigned { "BIGINT UNSIGNED" } else { "BIGINT" };
            (column, format!("[{}]", texts(values, 0).join(",")))
        }
        several => {
            statement.push("(CONVERT(SHA2(CONCAT(");
            statement.separated(several, ", '.', ", |statement, operand| {
                statement.push("HEX(");
                push_key(statement, *operand);
                statement.push(")");
            });
            statement.push("), 256) USING ascii) COLLATE ascii_bin");
            let hashes: Vec<String> = values.iter().map(|value| format!("\"{}\"", hash(value))).collect();
            ("CHAR(64) CHARACTER SET ascii COLLATE ascii_bin", format!("[{}]", hashes.join(",")))
        }
    };
    statement.push(" IN (SELECT j.v FROM JSON_TABLE(").bind(Bind::Text(Some(document)));
    statement.push(&format!(", '$[*]' COLUMNS(v {column} PATH '$')) AS j))"));
}

/// The hash of a value as the statement makes it.
fn hash(value: &Tuple) -> String {
    let parts: Vec<String> = value.iter().map(|part| hex(part)).collect();
    hex(&Sha256::digest(parts.join("."))).to_ascii_lowercase()
}

pub(super) fn push_record(statement: &mut Statement, columns: &[Wanted<'_>]) {
    statement.separated(columns, ", ", |statement, wanted| {
        let column = format!("t.{}", statement.dialect.quoted(&wanted.column.name));
        let value = match wanted.render {
            _ if wanted.is_secret => format!("CASE WHEN LENGTH({column}) > 0 THEN '{HELD}' END"),
            Render::Text => format!("CONVERT({column} USING utf8mb4)"),
            Render::Number | Render::AsText | Render::Json => format!("CAST({column} AS CHAR)"),
            // In single precision the text form is rounded to six digits, and a BIT has none.
            Render::Single => format!("CAST({column} + 0 AS CHAR)"),
            Render::Utc => format!("CONCAT(CAST({column} AS CHAR), '+00:00')"),
            Render::Plain | Render::Nested | Render::Stored | Render::Bytes => column,
        };
        statement.push(&value);
    });
}
