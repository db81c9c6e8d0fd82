//! The tables as they are and their rules: read once, and held against the database in every transaction.
//!
//! Reading them takes a dozen statements, which for a set of people is as long as erasing from several tables. So they are
//! remembered together with a *mark*: a text that the database gives in one statement and that is another one as soon as
//! anything is that was read. Every transaction asks for the mark first, in the state of the data in which it goes on; with
//! another mark everything is read again. What has no mark (MySQL) is read every time, as is whatever is older than
//! [`HOLDS_FOR`].

use std::{sync::Arc, time::Duration};

use tokio::time::Instant;

use crate::{
    contract::call::Call,
    sql::{
        catalogue::{Catalogue, Table},
        dialect::Dialect,
        plan::{Bound, Plan},
        read_rows::{self, Stopped},
        snapshot::Snapshot,
        statement::{Cell, Statement},
    },
};

use super::rules::Rules;

/// Rights may come by ways that leave no mark, such as a role of a role.
const HOLDS_FOR: Duration = Duration::from_secs(60);

/// Who asks, where unqualified names lead, and of everything that is not the database's own: which row of its catalogue
/// says so, and which transaction wrote that row. Numbers below 16384 are the database's own.
const POSTGRES_MARK: &str = "\
WITH ours AS (
    SELECT oid, xmin FROM pg_class
    WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND oid >= 16384 AND relpersistence <> 't'
)
SELECT concat_ws(' ',
    current_database(), current_user, current_schemas(false)::text,
    current_setting('server_version_num'), current_setting('server_encoding'),
    (SELECT rolsuper FROM pg_roles WHERE rolname = current_user),
    (SELECT md5(string_agg(concat_ws('/', roleid, member, xmin), ',' ORDER BY roleid, member, xmin::text))
     FROM pg_auth_members),
    (SELECT md5(string_agg(concat_ws('/', oid, xmin), ',' ORDER BY oid))
     FROM pg_namespace WHERE nspname !~ '^pg_'),
    (SELECT md5(string_agg(concat_ws('/', oid, xmin), ',' ORDER BY oid)) FROM ours),
    (SELECT md5(string_agg(concat_ws('/', a.attrelid, a.attnum, a.xmin), ',' ORDER BY a.attrelid, a.attnum))
     FROM pg_attribute a JOIN ours ON ours.oid = a.attrelid WHERE a.attnum > 0),
    (SELECT md5(string_agg(concat_ws('/', oid, xmin), ',' ORDER BY oid))
     FROM pg_type WHERE oid >= 16384 AND typtype <> 'c' AND typcategory <> 'A'),
    (SELECT md5(string_agg(concat_ws('/', i.indexrelid, i.xmin, i.indisunique, i.indisvalid), ',' ORDER BY i.indexrelid))
     FROM pg_index i JOIN ours ON ours.oid = i.indrelid),
    (SELECT md5(string_agg(concat_ws('/', oid, xmin), ',' ORDER BY oid)) FROM pg_constraint WHERE oid >= 16384),
    (SELECT md5(string_agg(concat_ws('/', oid, xmin), ',' ORDER BY oid)) FROM pg_trigger WHERE oid >= 16384),
    (SELECT md5(string_agg(concat_ws('/', oid, xmin), ',' ORDER BY oid)) FROM pg_rewrite WHERE oid >= 16384))";

/// The words by which everything was made: all else is read from them.
const SQLITE_MARK: &str = "\
SELECT group_concat(type || char(31) || name || char(31) || tbl_name || char(31) || COALESCE(sql, ''), char(30))
FROM (SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid)";

/// The tables as they are at this moment.
#[derive(Debug)]
pub(in crate::sql) struct Live {
    pub(super) catalogue: Catalogue,
    pub(super) plan: Plan,
    pub(super) rules: Rules,
    /// For each collection its table, by its index in the catalogue.
    pub(super) tables: Vec<usize>,
}

impl Live {
    /// Puts together what was read.
    pub(super) fn of(catalogue: Catalogue, plan: Plan, rules: Rules) -> Self {
        let table_of = |bound: &Bound| {
            let is_it = |other: &Table| other.schema == bound.table.schema && other.name == bound.table.name;
            catalogue.tables.iter().position(is_it).expect("the plan was made of this catalogue")
        };
        let tables = plan.places.iter().map(table_of).collect();
        Self { catalogue, plan, rules, tables }
    }
}

/// What is remembered of them.
#[derive(Debug)]
pub(in crate::sql) struct Remembered {
    live: Arc<Live>,
    mark: String,
    read_at: Instant,
}

impl Remembered {
    /// What was read while the database had this mark, at that moment.
    pub(super) fn of(live: &Arc<Live>, mark: String, read_at: Instant) -> Self {
        Self { live: Arc::clone(live), mark, read_at }
    }

    /// What is remembered, if it holds for this mark.
    pub(super) fn under(&self, mark: &str) -> Option<Arc<Live>> {
        (self.mark == mark && self.read_at.elapsed() < HOLDS_FOR).then(|| Arc::clone(&self.live))
    }
}

/// What tells whether anything of that has changed; none where nothing does.
pub(super) async fn mark(snapshot: &mut Snapshot, call: &Call) -> Result<Option<String>, Stopped> {
    let question = match snapshot.dialect {
        Dialect::Postgres { .. } => POSTGRES_MARK,
        Dialect::Sqlite => SQLITE_MARK,
        Dialect::MySql => return Ok(None),
    };
    let mut statement = Statement::new(snapshot.dialect, "the catalogue");
    statement.push(question);
    let rows = read_rows::all(snapshot, &statement, call).await?;
    Ok(rows.first().and_then(|row| row.first()).and_then(Cell::text).map(str::to_owned))
}
