//! SQLite: a column holds what was put there, whatever its declaration says, and compares as its declaration says.

use crate::manifest::model::Matching;

use super::super::{
    catalogue::{Column, Compare, Operand, Render, Wanted},
    dialect::HELD,
    keys::{Tuple, hex},
    statement::{Bind, Cell, Statement},
};

pub(super) fn columns_of(statement: &mut Statement) {
    statement.push(
        "SELECT '', m.name, p.name, p.type, \
                CASE WHEN m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' AND m.sql NOT LIKE '%COLLATE%' THEN 1 ELSE 0 END \
         FROM sqlite_schema AS m JOIN pragma_table_xinfo(m.name) AS p \
         WHERE m.type IN ('table', 'view') AND substr(m.name, 1, 7) <> 'sqlite_' ORDER BY m.name, p.cid",
    );
}

/// A `WITHOUT ROWID` or composite primary key has an index of its own; a single integer one has none.
pub(super) fn keys_of(statement: &mut Statement) {
    statement.push(
        "SELECT '', m.name, i.name, x.name FROM sqlite_schema AS m \
         JOIN pragma_index_list(m.name) AS i JOIN pragma_index_info(i.name) AS x \
         WHERE m.type = 'table' AND i.\"unique\" = 1 AND i.partial = 0 \
         UNION ALL SELECT '', m.name, '', p.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS p \
         WHERE m.type = 'table' AND p.pk > 0",
    );
}

pub(super) fn column(name: &str, details: &[Cell]) -> Column {
    let declared = details.first().and_then(Cell::text).unwrap_or_default();
    // The rules by which SQLite gives a column the affinity of a number, of a text or of a BLOB.
    let upper = declared.to_ascii_uppercase();
    let is_number = upper.contains("INT");
    let is_text = !is_number && ["CHAR", "CLOB", "TEXT"].iter().any(|part| upper.contains(part));
    let is_blob = !is_number && !is_text && upper.contains("BLOB");
    // Where no table's words speak of a collation, what is a text is compared by its bytes, and a number is none.
    let has_own_collation = details.get(1).and_then(Cell::integer) != Some(1);
    let by_folding = !is_text || has_own_collation;
    let compare = if is_blob { Compare::Bytes } else { Compare::Text { by_folding } };
    Column {
        name: name.to_owned(),
        declared: declared.to_owned(),
        compare,
        render: Some(Render::Stored),
        is_readable: true,
    }
}

fn push_value(statement: &mut Statement, operand: Operand<'_>) {
    let column = format!("t.{}", statement.dialect.quoted(&operand.column.name));
    if operand.steps.is_empty() {
        statement.push(&column);
    } else {
        let path: String = operand.steps.iter().map(|step| format!(".\"{step}\"")).collect();
        let path = statement.mark(Bind::Text(Some(format!("${path}"))));
        statement.push(&format!("(CASE WHEN json_valid({column}) THEN {column} ->> {path} END)"));
    }
}

/// What is stored, as text unless it is bytes.
pub(super) fn push_key(statement: &mut Statement, operand: Operand<'_>) {
    if is_by_its_bytes(&operand) {
        // It is one of both already; and left as it is, it comes sorted where an index has it so.
        push_value(statement, operand);
        return;
    }
    let value = said(statement, operand);
    statement
        .push(&format!("CASE typeof({value}) WHEN 'blob' THEN {value} ELSE CAST({value} AS TEXT) END COLLATE BINARY"));
}

/// The words of a value, for where they stand more than once.
fn said(statement: &mut Statement, operand: Operand<'_>) -> String {
    let mut value = Statement::new(statement.dialect, "");
    std::mem::swap(&mut value.binds, &mut statement.binds);
    push_value(&mut value, operand);
    std::mem::swap(&mut value.binds, &mut statement.binds);
    value.text
}

/// What stands in front of the first colon, whole if there is none.
pub(super) fn push_front_key(statement: &mut Statement, operand: Operand<'_>) {
    let value = said(statement, operand);
    let text = format!("CAST({value} AS TEXT)");
    statement.push(&format!("substr({text}, 1, instr({text} || ':', ':') - 1) COLLATE BINARY"));
}

pub(super) fn push_folded_key(statement: &mut Statement, operand: Operand<'_>) {
    statement.push("lower(");
    push_key(statement, operand);
    statement.push(")");
}

pub(super) fn push_match(statement: &mut Statement, operands: &[Operand<'_>], values: &[&Tuple], matching: Matching) {
    if let ([operand], Matching::BeforeColon) = (operands, matching) {
        push_in_front(statement, *operand, values);
        return;
    }
    let is_text =
        |value: &&Tuple| value.iter().all(|part| std::str::from_utf8(part).is_ok_and(|text| !text.contains('\0')));
    let is_blob = |operand: &Operand<'_>| operand.steps.is_empty() && operand.column.compare == Compare::Bytes;
    if !values.iter().all(is_text) || operands.iter().any(is_blob) {
        push_match_bytes(statement, operands, values);
        return;
    }
    let list = if operands.len() == 1 {
        let parts = values.iter().filter_map(|value| value.first());
        json(&parts.filter_map(|part| std::str::from_utf8(part).ok()).collect::<Vec<&str>>())
    } else {
        let rows = values.iter().map(|value| value.iter().filter_map(|part| std::str::from_utf8(part).ok()).collect());
        json(&rows.collect::<Vec<Vec<&str>>>())
    };
    let values = statement.mark(Bind::Text(Some(list)));
    let columns: Vec<String> = match operands.len() {
        1 => vec!["value".to_owned()],
        several => (0..several).map(|at| format!("value ->> {at}")).collect(),
    };
    // In the words by which `lists` knows a list of single values.
    let select = columns.join(", ");
    match matching {
        Matching::IgnoreCase => {
            push_tuple(statement, operands, "lower(CAST(", " AS TEXT)) COLLATE BINARY");
            let select: Vec<String> = columns.iter().map(|column| format!("lower({column})")).collect();
            statement.push(&format!(" IN (SELECT {} FROM json_each({values}))", select.join(", ")));
        }
        Matching::Exact if operands.iter().all(is_by_its_bytes) => {
            push_tuple(statement, operands, "", "");
            statement.push(&format!(" IN (SELECT {select} FROM json_each({values}))"));
        }
        Matching::Exact | Matching::BeforeColon => {
            // The first half can use an index but knows affinities and collations; the second half is exact.
            statement.push("(");
            push_tuple(statement, operands, "", "");
            statement.push(&format!(" IN (SELECT {select} FROM json_each({values})) AND "));
            push_tuple(statement, operands, "CAST(", " AS TEXT) COLLATE BINARY");
            statement.push(&format!(" IN (SELECT {select} FROM json_each({values})))"));
        }
    }
}

fn push_in_front(statement: &mut Statement, operand: Operand<'_>, values: &[&Tuple]) {
    let names = values.iter().filter_map(|value| std::str::from_utf8(value.first()?).ok());
    let list = statement.mark(Bind::Text(Some(json(&names.collect::<Vec<&str>>()))));
    statement.push("(");
    push_front_key(statement, operand);
    statement.push(&format!(" IN (SELECT value FROM json_each({list})))"));
}

/// Whether equal means the same bytes already.
fn is_by_its_bytes(operand: &Operand<'_>) -> bool {
    operand.steps.is_empty() && operand.column.compare == Compare::Text { by_folding: false }
}

/// `hex()` sees the bytes of whatever is stored, and JSON can carry them.
fn push_match_bytes(statement: &mut Statement, operands: &[Operand<'_>], values: &[&Tuple]) {
    let rows: Vec<Vec<String>> = values.iter().map(|value| value.iter().map(|part| hex(part)).collect()).collect();
    let values = statement.mark(Bind::Text(Some(json(&rows))));
    let select: Vec<String> = (0..operands.len()).map(|at| format!("value ->> {at}")).collect();
    push_tuple(statement, operands, "hex(", ")");
    statement.push(&format!(" IN (SELECT {} FROM json_each({values}))", select.join(", ")));
}

fn push_tuple(statement: &mut Statement, operands: &[Operand<'_>], before: &str, after: &str) {
    statement.push("(");
    statement.separated(operands, ", ", |statement, operand| {
        statement.push(before);
        push_value(statement, *operand);
        statement.push(after);
    });
    statement.push(")");
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("lists of texts are JSON")
}

pub(super) fn push_record(statement: &mut Statement, columns: &[Wanted<'_>]) {
    statement.separated(columns, ", ", |statement, wanted| {
        let column = format!("t.{}", statement.dialect.quoted(&wanted.column.name));
        if wanted.is_secret {
            statement.push(&format!("CASE WHEN length(CAST({column} AS BLOB)) > 0 THEN '{HELD}' END"));
        } else {
            statement.push(&column);
        }
    });
}
