//! Lists of values by which SQLite is asked again and again, each put into a table of the connection's own once.
//!
//! A list that stands in a statement is read and sorted anew each time, which costs about as much as what is asked by it. So
//! where many people are erased each list is given to SQLite once, and statements name its table instead. Such a table is seen
//! by its connection alone, in memory as long as it is small, and is gone with the connection or with the savepoint behind
//! which it was made. To comparisons its column is what `json_each` has: one without a type.

use std::collections::HashMap;

use super::statement::{Bind, Statement};

/// The lists that have a table.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// By what stands in them, as JSON.
    tables: HashMap<String, String>,
    /// How many were made so far; no name is used twice.
    made: usize,
}

/// A table that is to be made before a statement is.
#[derive(Debug)]
pub(super) struct Making {
    pub(super) create: String,
    pub(super) fill: String,
    /// As JSON; bound to the second statement.
    pub(super) list: String,
}

impl Lists {
    /// The statement with tables in the place of its lists, and which of them are to be made first.
    pub(super) fn stand_in(&mut self, statement: &Statement) -> (Statement, Vec<Making>) {
        let mut text = statement.text.clone();
        let mut binds = Vec::with_capacity(statement.binds.len());
        let mut making = Vec::new();
        for (at, bind) in statement.binds.iter().enumerate() {
            let as_list = format!("SELECT value FROM json_each(?{})", at + 1);
            let list = match bind {
                Bind::Text(Some(list)) if text.contains(&as_list) => list,
                other => {
                    binds.push(other.clone());
                    continue;
                }
            };
            let table = self.tables.get(list.as_str()).cloned().unwrap_or_else(|| {
                self.made += 1;
                let table = format!("temp.list_{}", self.made);
                making.push(Making {
                    create: format!("CREATE TABLE {table} (value PRIMARY KEY) WITHOUT ROWID"),
                    fill: format!("INSERT OR IGNORE INTO {table} SELECT value FROM json_each(?1)"),
                    list: list.clone(),
                });
                self.tables.insert(list.clone(), table.clone());
                table
            });
            text = text.replace(&as_list, &format!("SELECT value FROM {table}"));
            // It may stand in other words beside.
            let is_still_asked = text.contains(&format!("json_each(?{})", at + 1));
            binds.push(if is_still_asked { bind.clone() } else { Bind::Text(None) });
        }
        let Statement { dialect, about, .. } = statement;
        (Statement { dialect: *dialect, text, binds, about: about.clone() }, making)
    }

    /// What was made since the last savepoint is gone.
    pub(super) fn forget(&mut self) {
        self.tables.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::dialect::Dialect;

    fn statement(text: &str, lists: &[&str]) -> Statement {
        let mut statement = Statement::new(Dialect::Sqlite, "it");
        statement.push(text);
        statement.binds.extend(lists.iter().map(|list| Bind::Text(Some((*list).to_owned()))));
        statement
    }

    #[test]
    fn a_list_gets_one_table_until_it_is_forgotten() {
        let mut lists = Lists::default();
        let asked = "x IN (SELECT value FROM json_each(?1)) OR y IN (SELECT value FROM json_each(?1))";
        let (first, making) = lists.stand_in(&statement(asked, &["[1]"]));
        assert_eq!(first.text, "x IN (SELECT value FROM temp.list_1) OR y IN (SELECT value FROM temp.list_1)");
        assert_eq!((first.binds, making.len()), (vec![Bind::Text(None)], 1));
        assert_eq!(lists.stand_in(&statement(asked, &["[1]"])).1.len(), 0);
        lists.forget();
        assert_eq!(lists.stand_in(&statement(asked, &["[1]"])).0.text.matches("temp.list_2").count(), 2);
    }

    #[test]
    fn what_is_asked_in_other_words_stays_as_it_is() {
        let asked = "x IN (SELECT lower(value) FROM json_each(?1)) AND y IN (SELECT value FROM json_each(?11))";
        let (same, making) = Lists::default().stand_in(&statement(asked, &["[1]"]));
        assert_eq!((same.text.as_str(), same.binds.len(), making.len()), (asked, 1, 0));
        let both = "x IN (SELECT value FROM json_each(?1)) AND y IN (SELECT lower(value) FROM json_each(?1))";
        let (same, _) = Lists::default().stand_in(&statement(both, &["[1]"]));
        assert_eq!(same.binds, [Bind::Text(Some("[1]".to_owned()))]);
    }
}
