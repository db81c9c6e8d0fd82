//! Writes what was drafted, and reads it again before it holds.

use crate::{
    contract::{call::Call, correction::Written, erasure::Timed},
    sql::{
        catalogue::Operand,
        erasure::{
            carry_out::{refused, undone},
            rows::{self, Values},
            site::{Site, push_table},
        },
        read_rows::Stopped,
        snapshot::Snapshot,
        speech,
        statement::Statement,
    },
};

use super::{draft::Draft, write::Write};

/// Makes the statements of a draft; the transaction is still open afterwards.
pub(super) async fn carry_out(
    site: Site<'_>,
    draft: &Draft,
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<Written, Stopped> {
    let mut statements = Vec::new();
    for write in &draft.writes {
        call.still_wanted()?;
        let change = &write.change;
        let since = tokio::time::Instant::now();
        let rows = snapshot.change(&change.statement).await.map_err(|error| refused(snapshot, change, &error))?;
        let micros = u64::try_from(since.elapsed().as_micros()).unwrap_or(u64::MAX);
        if rows != change.rows {
            let (what, wanted) = (&change.what, change.rows);
            return Err(undone(format!("{what}: it would have changed {rows} rows, and {wanted} were proposed")));
        }
        statements.push(Timed { what: change.what.clone(), rows, micros });
    }
    for write in &draft.writes {
        let right = hold(site, write, snapshot, call).await?;
        if right != write.rows.len() {
            let (what, all) = (&write.change.what, write.rows.len());
            return Err(undone(format!("{what}: read again, {right} of {all} rows held what was written")));
        }
    }
    Ok(Written { plan: draft.proposal.hash.clone(), fields: draft.proposal.fields.clone(), statements })
}

/// So many of these rows hold the new values.
async fn hold(site: Site<'_>, write: &Write, snapshot: &mut Snapshot, call: &Call) -> Result<usize, Stopped> {
    let shape = site.shape(write.table);
    let mut statement = Statement::new(site.dialect(), site.address(write.table));
    statement.push("SELECT ");
    statement.separated(&write.new, ", ", |statement, new| {
        let column = site.column(write.table, &new.column).expect("it was found before");
        speech::push_key(statement, Operand { column, steps: &[] });
    });
    statement.push(" FROM ");
    push_table(&mut statement, site.table(write.table));
    statement.push(" AS t WHERE ");
    shape.push_is_one_of(&mut statement, &write.rows);
    let read = rows::read(snapshot, &statement, write.new.len(), call).await?;
    let wanted: Values = write.new.iter().map(|new| new.becomes.clone()).collect();
    Ok(read.iter().filter(|(values, _)| *values == wanted).count())
}
