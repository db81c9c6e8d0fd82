//! What cannot be saved: somebody who knows the tables reads the rows and packs them, and nothing else.

use std::io::{Cursor, Write};

use sea_orm::{ConnectionTrait, Statement};
use stage::databases::Database;
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{
    cost::{Cost, Meter},
    shop,
};

/// What it costs and how many rows it read.
pub struct Floor {
    /// The cost.
    pub cost: Cost,
}

/// Reads and packs for as many people, one after the other.
pub async fn select_and_zip(database: &Database, people: u32) -> Floor {
    let connection = database.connect().await;
    let meter = Meter::start(0);
    for person in 1..=people {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut records = 0;
        for (table, sql) in shop::SELECTS {
            let backend = connection.get_database_backend();
            let statement = Statement::from_sql_and_values(backend, sql, [shop::email(person).into()]);
            let rows = connection.query_all_raw(statement).await.expect("the statement is right");
            zip.start_file(format!("{table}.jsonl"), SimpleFileOptions::default()).expect("a new name");
            for row in rows {
                records += 1;
                let cells: Vec<String> = (0..4).map(|at| row.try_get_by_index(at).expect("a text")).collect();
                let line = serde_json::to_string(&cells).expect("texts");
                writeln!(zip, "{line}").expect("memory");
            }
        }
        assert_eq!(records, shop::RECORDS_OF_ONE);
        zip.finish().expect("a zip");
    }
    let statements = u64::from(people) * shop::SELECTS.len() as u64;
    Floor { cost: meter.stop(statements) }
}
