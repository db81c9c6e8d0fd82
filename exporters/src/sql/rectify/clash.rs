//! What in the live tables is in the way of new values, found before anything is touched.

use crate::{
    contract::{
        call::Call,
        correction::{Misfit, MisfitKind},
    },
    sql::{
        dialect::Dialect,
        erasure::{
            rows,
            site::{Site, push_table},
        },
        read_rows::Stopped,
        snapshot::Snapshot,
        statement::Statement,
    },
};

use super::write::{New, Write, push_new};

/// Everything that is in the way of one statement.
pub(super) async fn of(
    site: Site<'_>,
    write: &Write,
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<Vec<Misfit>, Stopped> {
    let mut found = triggers(site, write);
    for new in &write.new {
        if let Some(misfit) = leads(site, write, new) {
            found.push(misfit);
        } else if let Some(misfit) = refers(site, write, new, snapshot, call).await? {
            found.push(misfit);
        }
    }
    if found.is_empty() {
        found.extend(doubles(site, write, snapshot, call).await?);
        found.extend(checks(site, write, snapshot, call).await?);
    }
    Ok(found)
}

fn misfit(site: Site<'_>, write: &Write, column: Option<&str>, kind: MisfitKind, what: String, advice: &str) -> Misfit {
    let address = site.place(write.place).address();
    let at = column.map_or_else(|| address.clone(), |column| format!("{address}.{column}"));
    Misfit { at, kind, what, advice: advice.to_owned() }
}

fn triggers(site: Site<'_>, write: &Write) -> Vec<Misfit> {
    let known = site.erasure(write.place).map_or(&[][..], |erasure| &erasure.triggers);
    let rules = site.rules_of(write.table).into_iter().flat_map(|rules| &rules.triggers);
    let unknown = rules.filter(|trigger| trigger.on_update && !known.contains(&trigger.name));
    unknown
        .map(|trigger| {
            let what = format!("the trigger or rule `{}` would do something that nobody has looked at", trigger.name);
            let advice = "read it; if it does no harm, add it to `triggers` of the collection's `erasure`";
            misfit(site, write, None, MisfitKind::Trigger, what, advice)
        })
        .collect()
}

/// Rows are told apart, or found, by the column.
fn leads(site: Site<'_>, write: &Write, new: &New) -> Option<Misfit> {
    let shape = site.shape(write.table);
    let is_key = shape.columns[..shape.key].iter().any(|column| column.name == new.column);
    let is_watched = site
        .references_to(write.table)
        .iter()
        .any(|(reference, _)| site.rules.parent_columns(reference).contains(&new.column));
    let is_followed = site.place(write.place).groups.iter().any(|&group| {
        let columns = &site.graph.groups[group].columns;
        columns.iter().any(|path| site.dialect().is_same_name(&path.column, &new.column))
    });
    (is_key || is_watched || is_followed).then(|| {
        let what = "rows are told apart or found by it".to_owned();
        misfit(
            site,
            write,
            Some(&new.column),
            MisfitKind::Reference,
            what,
            "change it by hand, with all that hangs on it",
        )
    })
}

/// The column refers to another table, where the new value is not.
async fn refers(
    site: Site<'_>,
    write: &Write,
    new: &New,
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<Option<Misfit>, Stopped> {
    let table = site.table(write.table);
    for reference in &site.rules.references {
        let is_ours = (&reference.child.0, &reference.child.1) == (&table.schema, &table.name);
        if !is_ours || !reference.child_columns.contains(&new.column) || new.right.is_none() {
            continue;
        }
        let there = match site.rules.parent_columns(reference) {
            [column] => {
                let mut statement = Statement::new(site.dialect(), site.address(write.table));
                statement.push("SELECT COUNT(*) FROM ");
                if site.dialect().has_schemas() {
                    statement.name(&reference.parent.0).push(".");
                }
                statement.name(&reference.parent.1).push(" AS o WHERE o.").name(column).push(" = ");
                push_new(site, write.table, &mut statement, new);
                rows::number(snapshot, &statement, call).await?
            }
            _ => 0,
        };
        if there == 0 {
            let what = "it refers to another table, where the new value is not".to_owned();
            let advice = "choose one that is there, or change both by hand";
            return Ok(Some(misfit(site, write, Some(&new.column), MisfitKind::Reference, what, advice)));
        }
    }
    Ok(None)
}

/// No two rows may have the same, and another one has it, by the database's own idea of the same.
async fn doubles(site: Site<'_>, write: &Write, snapshot: &mut Snapshot, call: &Call) -> Result<Vec<Misfit>, Stopped> {
    let table = site.table(write.table);
    let shape = site.shape(write.table);
    let mut found = Vec::new();
    for key in &table.keys {
        let new = |column: &String| write.new.iter().find(|new| new.column == *column);
        let Some(first) = key.iter().find_map(new) else { continue };
        // Nothing is never the same as nothing.
        if key.iter().filter_map(new).any(|new| new.right.is_none()) {
            continue;
        }
        let is_whole = key.iter().all(|column| new(column).is_some());
        let mut others = u64::from(is_whole && write.rows.len() > 1);
        if others == 0 {
            let mut statement = Statement::new(site.dialect(), site.address(write.table));
            statement.push("SELECT COUNT(*) FROM ");
            push_table(&mut statement, table);
            statement.push(" AS o, ");
            push_table(&mut statement, table);
            statement.push(" AS t WHERE ");
            shape.push_is_one_of(&mut statement, &write.rows);
            for column in key {
                statement.push(" AND o.").name(column).push(" = ");
                match new(column) {
                    Some(new) => push_new(site, write.table, &mut statement, new),
                    None => {
                        statement.push("t.").name(column);
                    }
                }
            }
            statement.push(" AND NOT (");
            statement.separated(&shape.columns[..shape.key], " AND ", |statement, column| {
                statement.push("o.").name(&column.name).push(" = t.").name(&column.name);
            });
            statement.push(")");
            others = rows::number(snapshot, &statement, call).await?;
        }
        if others > 0 {
            let what = "no two rows may have the same value there, and another one has it".to_owned();
            let advice = "ask whose it is: perhaps the person has two entries";
            found.push(misfit(site, write, Some(&first.column), MisfitKind::Unique, what, advice));
        }
    }
    Ok(found)
}

/// Conditions of the table, tried on the new values in a question.
async fn checks(site: Site<'_>, write: &Write, snapshot: &mut Snapshot, call: &Call) -> Result<Vec<Misfit>, Stopped> {
    let shape = site.shape(write.table);
    let rules = site.rules_of(write.table).map_or(&[][..], |rules| &rules.checks);
    let mut found = Vec::new();
    for (name, condition) in rules {
        let mut statement = Statement::new(site.dialect(), site.address(write.table));
        statement.push("SELECT COUNT(*) FROM (SELECT ");
        for new in &write.new {
            push_stored(site, write, &mut statement, new);
            statement.push(" AS ").name(&new.column).push(", ");
        }
        let is_new = |name: &str| write.new.iter().any(|new| new.column == name);
        for column in site.table(write.table).columns.iter().filter(|it| it.is_readable && !is_new(&it.name)) {
            statement.push("t.").name(&column.name).push(", ");
        }
        statement.push("1 AS rightsdesk_one FROM ");
        push_table(&mut statement, site.table(write.table));
        statement.push(" AS t WHERE ");
        shape.push_is_one_of(&mut statement, &write.rows);
        // The words of the condition are the database's own.
        statement.push(") AS c WHERE NOT (").push(condition).push(")");
        if rows::number(snapshot, &statement, call).await? > 0 {
            let what = format!("the table's condition `{name}` would not be met any more");
            let advice = "agree with the person on a value that meets it";
            let column = match write.new.as_slice() {
                [one] => Some(one.column.as_str()),
                _ => None,
            };
            found.push(misfit(site, write, column, MisfitKind::Check, what, advice));
        }
    }
    Ok(found)
}

/// Appends a new value as the column will keep it: in a question, SQLite does not turn a text into its column's number.
fn push_stored(site: Site<'_>, write: &Write, statement: &mut Statement, new: &New) {
    let declared = site.column(write.table, &new.column).map(|column| column.declared.to_ascii_uppercase());
    let declared = declared.unwrap_or_default();
    let is_text = declared.is_empty() || ["CHAR", "CLOB", "TEXT"].iter().any(|part| declared.contains(part));
    let is_number = new.right.as_ref().is_some_and(|right| right.parse::<i64>().is_ok());
    let becomes_number = match site.dialect() {
        Dialect::Sqlite => is_number && !is_text,
        Dialect::Postgres { .. } | Dialect::MySql => false,
    };
    if becomes_number {
        statement.push("CAST(");
    }
    push_new(site, write.table, statement, new);
    if becomes_number {
        statement.push(" AS INTEGER)");
    }
}
