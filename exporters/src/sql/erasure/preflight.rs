//! What is in the way of an erasure, found before anything is touched.

use std::collections::BTreeMap;

use crate::{
    contract::{
        call::Call,
        erasure::{Instead, Obstacle, ObstacleKind, Order, SharedChoice},
    },
    counted::counted,
    sql::{read_rows::Stopped, snapshot::Snapshot, statement::Statement},
};

use super::{
    changes::{Change, Impossible, Kind, Material},
    doomed::Doomed,
    overwrite::{self, Making, Overwrite, Whose},
    rows::{self, Values},
    site::{Site, push_table},
    sorting::{Sorted, distinct},
};

/// A table so small that a large share of it is no reason to look again.
const SMALL: u64 = 100;

/// The most different values of one column that are hashed for one person.
const MOST_HASHED: usize = 1000;

/// A hash has so many digits.
const HASH: usize = 32;

/// Shared rows about which nobody has said anything.
pub(super) fn undecided(site: Site<'_>, sorted: &[Sorted], choices: &BTreeMap<usize, SharedChoice>) -> Vec<Obstacle> {
    let open = |&place: &usize| !sorted[place].shared.is_empty() && !choices.contains_key(&place);
    (0..sorted.len()).filter(open).map(|place| undecided_at(site, place, sorted[place].shared.len())).collect()
}

/// So many shared rows in one collection.
pub(super) fn undecided_at(site: Site<'_>, place: usize, rows: usize) -> Obstacle {
    Obstacle {
        at: site.place(place).address(),
        kind: ObstacleKind::Undecided,
        what: format!("{rows} of its rows belong to other people too"),
        advice: "look at them and decide: keep, detach or blank".to_owned(),
    }
}

/// Tables of which much would be touched.
pub(super) fn shares(
    site: Site<'_>,
    order: &Order,
    touched: &BTreeMap<usize, u64>,
    sizes: &BTreeMap<usize, u64>,
) -> Vec<Obstacle> {
    let mut obstacles = Vec::new();
    for (&table, &rows) in touched {
        let all = sizes.get(&table).copied().unwrap_or_default();
        if !order.accepts_large_share {
            obstacles.extend(share(site, table, rows, all));
        }
    }
    obstacles
}

/// What is in the way of touching so many of all rows of a table.
pub(super) fn share(site: Site<'_>, table: usize, rows: u64, all: u64) -> Option<Obstacle> {
    let most = most_share(site, table);
    (all >= SMALL && rows * 100 > all * most).then(|| Obstacle {
        at: site.address(table),
        kind: ObstacleKind::LargeShare,
        what: format!("{rows} of the {all} rows of the table would be touched, more than {most} percent"),
        advice: "make sure that they are one person's; then accept the large share".to_owned(),
    })
}

/// From how many rows on a share of a table may be a large one.
pub(super) fn may_be_large(site: Site<'_>, table: usize, rows: u64) -> bool {
    rows * 100 > SMALL * most_share(site, table)
}

/// Percent.
fn most_share(site: Site<'_>, table: usize) -> u64 {
    site.place_of(table).and_then(|place| site.erasure(place)).map_or(10, |erasure| u64::from(erasure.most_share))
}

/// Tables that are none, and what would happen by itself.
pub(super) fn bystanders(site: Site<'_>, changes: &[Change], doomed: &Doomed) -> Vec<Obstacle> {
    let mut touched: BTreeMap<usize, [bool; 2]> = BTreeMap::new();
    for change in changes {
        let [deletes, updates] = touched.entry(change.table).or_default();
        match change.kind {
            Kind::Delete => *deletes = true,
            Kind::Update => *updates = true,
        }
    }
    for (along, table) in &doomed.along {
        let [deletes, updates] = touched.entry(*table).or_default();
        match along.effect {
            crate::contract::erasure::AlongEffect::Deleted => *deletes = true,
            crate::contract::erasure::AlongEffect::Detached => *updates = true,
        }
    }
    let mut obstacles = Vec::new();
    for (table, [deletes, updates]) in touched {
        let Some(rules) = site.rules_of(table) else { continue };
        let at = site.address(table);
        if !rules.is_table {
            obstacles.push(Obstacle {
                at: at.clone(),
                kind: ObstacleKind::Unable,
                what: "it is a view or something foreign, and not a table".to_owned(),
                advice: "name the table behind it in the manifest".to_owned(),
            });
        }
        let known = site.place_of(table).and_then(|place| site.erasure(place)).map_or(&[][..], |it| &it.triggers);
        for trigger in &rules.triggers {
            if (trigger.on_delete && deletes || trigger.on_update && updates) && !known.contains(&trigger.name) {
                obstacles.push(Obstacle {
                    at: at.clone(),
                    kind: ObstacleKind::Trigger,
                    what: format!("the trigger or rule `{}` would do something that no preview shows", trigger.name),
                    advice: format!("read it; if it does no harm, add `triggers: [{}]` to the erasure", trigger.name),
                });
            }
        }
    }
    obstacles
}

/// What statements could not be made.
pub(super) fn impossible(site: Site<'_>, why: &Impossible) -> Obstacle {
    match why {
        Impossible::Nameless(table) => Obstacle {
            at: site.address(*table),
            kind: ObstacleKind::Unable,
            what: "the table has no key by which only some of the rows found could be named".to_owned(),
            advice: "let one rule hold for all of them, or give the table a key".to_owned(),
        },
        Impossible::Circle(tables) => Obstacle {
            at: tables.first().map_or_else(String::new, |table| site.address(*table)),
            kind: ObstacleKind::Reference,
            what: "the tables refer to each other in a circle, so none can go first".to_owned(),
            advice: "write `erasure: detach` at one of the references".to_owned(),
        },
    }
}

/// New values that collide with the rules of their columns.
pub(super) fn collisions(
    material: Material<'_>,
    place: usize,
    fields: &[&Overwrite<'_>],
    rows: &[Values],
) -> Vec<Obstacle> {
    let site = material.site;
    let table = site.table_of(place);
    let shape = site.shape(table);
    let Some(rules) = site.rules_of(table) else { return Vec::new() };
    let mut obstacles = Vec::new();
    for field in fields {
        let name = &field.column.name;
        let Some(column) = rules.columns.get(name) else { continue };
        let is_whole = field.path.steps.is_empty();
        let is_unique = || site.table(table).keys.iter().any(|key| key.contains(name));
        let is_referring = || {
            site.rules.references.iter().any(|reference| {
                (&reference.child.0, &reference.child.1) == (&site.table(table).schema, &site.table(table).name)
                    && reference.child_columns.contains(name)
            })
        };
        let is_referred_to = || {
            let references = site.references_to(table);
            references.iter().any(|(reference, _)| site.rules.parent_columns(reference).contains(name))
        };
        let is_null = is_whole && field.with == Instead::Null;
        let length = match &field.with {
            Instead::Null | Instead::Empty => 0,
            Instead::Text(text) => text.chars().count(),
            Instead::Hash(text) => text.chars().count() - "{hash}".len() + HASH,
        };
        let hashed = distinct(site, &shape, rows, name).len();
        let found = if column.is_generated {
            Some(("the database makes its values itself".to_owned(), "leave it alone, or delete the rows"))
        } else if is_null && rules.primary.contains(name) {
            Some((
                "it is part of the primary key, so it may not be NULL".to_owned(),
                "delete the rows, or write `erasure: {hash: …}`",
            ))
        } else if is_null && !column.is_nullable {
            Some(("it may not be NULL".to_owned(), "write `erasure: blank`, `empty`, `{text: …}` or `{hash: …}`"))
        } else if is_null || !is_whole {
            None
        } else if matches!(field.with, Instead::Empty | Instead::Text(_)) && is_unique() {
            Some((
                "it is unique, and every erased row would get the same value".to_owned(),
                "write `erasure: {hash: …}`, or `null` if it may be",
            ))
        } else if matches!(field.with, Instead::Empty | Instead::Hash(_)) && !column.is_text {
            Some((
                format!("a text is no value of a column of type {}", field.column.declared),
                "write `erasure: null`, or `{text: …}` with a value of that type",
            ))
        } else if is_referring() {
            Some((
                "it refers to another table, where the new value is not".to_owned(),
                "write `erasure: null` or `detach`, or delete the rows",
            ))
        } else if is_referred_to() {
            Some(("other rows refer to it".to_owned(), "leave it as it is, or delete the rows"))
        } else if column.most_characters.is_some_and(|most| (length as u64) > most) {
            Some((format!("the new value has {length} characters, more than it holds"), "choose a shorter one"))
        } else if matches!(field.with, Instead::Hash(_)) && hashed > MOST_HASHED * material.people {
            Some((
                format!("more than {MOST_HASHED} different values would have to be hashed"),
                "write `erasure: blank`",
            ))
        } else {
            None
        };
        obstacles.extend(found.map(|(what, advice)| Obstacle {
            at: format!("{}.{}", site.place(place).address(), field.path.dotted()),
            kind: ObstacleKind::Constraint,
            what,
            advice: advice.to_owned(),
        }));
    }
    obstacles
}

/// Conditions of the table that rows would not meet any more: they are tried on the new values, in a question.
pub(super) async fn checks(
    material: Material<'_>,
    place: usize,
    fields: &[&Overwrite<'_>],
    rows: &[Values],
    whose: Whose,
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<Vec<Obstacle>, Stopped> {
    let Material { site, evidence, pseudonyms, .. } = material;
    let table = site.table_of(place);
    let shape = site.shape(table);
    let Some(rules) = site.rules_of(table).filter(|rules| !rules.checks.is_empty()) else { return Ok(Vec::new()) };
    if !shape.can_name(rows) {
        // The checks themselves will speak: then nothing is done.
        return Ok(Vec::new());
    }
    let columns = fields.iter().map(|field| field.column.name.clone());
    let values = columns.map(|column| (column.clone(), distinct(site, &shape, rows, &column))).collect();
    let making = Making { evidence, place, whose, pseudonyms, values: &values };
    let mut obstacles = Vec::new();
    for (name, condition) in &rules.checks {
        let mut statement = Statement::new(site.dialect(), site.address(table));
        statement.push("SELECT COUNT(*) FROM (SELECT ");
        let mut changed = Vec::new();
        overwrite::new_values(&mut statement, fields, making, |statement, column, value| {
            value(statement);
            statement.push(" AS ").name(&column.name).push(", ");
            changed.push(column.name.clone());
        });
        let others =
            site.table(table).columns.iter().filter(|column| column.is_readable && !changed.contains(&column.name));
        for column in others {
            statement.push("t.").name(&column.name).push(", ");
        }
        statement.push("1 AS rightsdesk_one FROM ");
        push_table(&mut statement, site.table(table));
        statement.push(" AS t WHERE ");
        shape.push_is_one_of(&mut statement, rows);
        // The words of the condition are the database's own.
        statement.push(") AS c WHERE NOT (").push(condition).push(")");
        let broken = rows::number(snapshot, &statement, call).await?;
        if broken > 0 {
            obstacles.push(Obstacle {
                at: site.address(table),
                kind: ObstacleKind::Constraint,
                what: format!(
                    "{} would not meet the table's condition `{name}` any more",
                    counted(broken, "row", "rows")
                ),
                advice: "choose new values that meet it".to_owned(),
            });
        }
    }
    Ok(obstacles)
}
