//! Does what was drafted, and reads it back before it holds.

use crate::{
    contract::{
        call::Call,
        erasure::{Effect, Evidence, Obstacle, ObstacleKind, Timed},
        error::ConnectorError,
    },
    sql::{dialect::Dialect, fault, read_rows::Stopped, snapshot::Snapshot, statement::Statement},
};

use super::{
    changes::{Change, Kind},
    draft::{self, Draft},
    rows,
    site::{Site, push_table},
};

/// Makes the statements of a draft; the transaction is still open afterwards.
pub(super) async fn carry_out(
    site: Site<'_>,
    draft: &Draft,
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<Evidence, Stopped> {
    let mut evidence =
        Evidence { plan: draft.preview.hash.clone(), along: draft.preview.along.clone(), ..Evidence::default() };
    for change in &draft.changes {
        call.still_wanted()?;
        let since = tokio::time::Instant::now();
        let rows = snapshot.change(&change.statement).await.map_err(|error| refused(snapshot, change, &error))?;
        let micros = u64::try_from(since.elapsed().as_micros()).unwrap_or(u64::MAX);
        if rows != change.rows {
            return Err(undone(format!(
                "{}: it would have changed {rows} rows, and {} were previewed",
                change.what, change.rows
            )));
        }
        evidence.statements.push(Timed { what: change.what.clone(), rows, micros });
    }
    for (&table, &before) in &draft.sizes {
        let gone = draft.doomed.rows(table);
        let after = draft::size(site, table, snapshot, call).await?;
        let shape = site.shape(table);
        let still_there = if shape.can_name(gone) && !gone.is_empty() {
            let mut statement = Statement::new(site.dialect(), site.address(table));
            statement.push("SELECT COUNT(*) FROM ");
            push_table(&mut statement, site.table(table));
            statement.push(" AS t WHERE ");
            shape.push_is_one_of(&mut statement, gone);
            rows::number(snapshot, &statement, call).await?
        } else {
            0
        };
        if still_there > 0 || after + gone.len() as u64 != before {
            return Err(undone(format!(
                "{}: of {before} rows {after} would have been left, and {} were to go",
                site.address(table),
                gone.len()
            )));
        }
    }
    evidence.effects = effects(site, draft);
    // The last moment: once it holds, nobody can take it back.
    call.still_wanted()?;
    Ok(evidence)
}

fn effects(site: Site<'_>, draft: &Draft) -> Vec<Effect> {
    let effect = |(place, outlook): (usize, &crate::contract::erasure::Outlook)| {
        let table = site.table_of(place);
        let changed = draft.changes.iter().filter(|change| change.table == table && change.kind == Kind::Update);
        Effect {
            collection: outlook.collection.clone(),
            before: outlook.in_table,
            after: outlook.in_table.saturating_sub(draft.doomed.rows(table).len() as u64),
            found: outlook.found,
            deleted: outlook.deleted,
            blanked: changed.map(|change| change.rows).sum(),
            kept: outlook.kept.clone(),
            shared: outlook.shared.as_ref().map_or(0, |shared| shared.rows),
            ..Effect::default()
        }
    };
    draft.preview.collections.iter().enumerate().map(effect).collect()
}

/// Tries each statement on no row: whether we may, and whether the values are values of their columns.
pub(in crate::sql) async fn probe(
    changes: impl IntoIterator<Item = &Change>,
    snapshot: &mut Snapshot,
) -> Result<Vec<Obstacle>, Stopped> {
    let mut obstacles = Vec::new();
    for change in changes {
        say(snapshot, "SAVEPOINT probe").await?;
        let tried = snapshot.change(&change.probe).await;
        if let Err(error) = tried {
            let refused = refused(snapshot, change, &error);
            if let ConnectorError::Transient { .. } = refused.error {
                return Err(refused);
            }
            let at = change.statement.about.clone();
            let obstacle = if fault::is_about_permission(&error) {
                let (verb, right) = match change.kind {
                    Kind::Delete => ("delete from it", "DELETE"),
                    Kind::Update => ("change it", "UPDATE"),
                };
                let advice =
                    format!("grant {right} on it to the user of the address, or give an address of one who may");
                Obstacle { at, kind: ObstacleKind::Permission, what: format!("we may not {verb}"), advice }
            } else {
                let advice = "look at the new values and at the types of the columns".to_owned();
                Obstacle { at, kind: ObstacleKind::Constraint, what: refused.error.to_string(), advice }
            };
            obstacles.push(obstacle);
        }
        say(snapshot, "ROLLBACK TO SAVEPOINT probe").await?;
    }
    Ok(obstacles)
}

/// After a fault, PostgreSQL hears nothing more until it is undone; the others do, and MySQL prepares no such words.
async fn say(snapshot: &mut Snapshot, words: &str) -> Result<(), Stopped> {
    match snapshot.dialect {
        Dialect::Postgres { .. } => {}
        Dialect::MySql | Dialect::Sqlite => return Ok(()),
    }
    let mut statement = Statement::new(snapshot.dialect, "a probe");
    statement.push(words);
    match snapshot.change(&statement).await {
        Ok(_) => Ok(()),
        Err(error) => Err(fault::of(snapshot.dialect, "a probe", &error).into()),
    }
}

pub(in crate::sql) fn refused(snapshot: &Snapshot, change: &Change, error: &sqlx::Error) -> Stopped {
    fault::of(snapshot.dialect, &change.what, error).into()
}

pub(in crate::sql) fn undone(what: String) -> Stopped {
    ConnectorError::permanent(format!("{what}; so nothing was done. Make a new preview")).into()
}
