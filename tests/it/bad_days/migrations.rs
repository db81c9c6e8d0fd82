//! The steps of our own database can be taken and undone, one by one, while there are rows in it.
//!
//! Each step comes with sample rows, in `tests/it/migrations/STEP.sql`: what an installation that stands at this step
//! may hold. They are put in after the step, and every later one has to get along with them.

use std::path::Path;

use rightsdesk_migrations::Migrator;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use sea_orm_migration::MigratorTrait;
use stage::{
    databases::{self, Database},
    desk::On,
};

async fn empty(on: On) -> Database {
    match on {
        On::Sqlite => databases::sqlite(),
        On::Postgres => databases::postgres().await,
    }
}

/// The names of all steps, in order.
fn steps() -> Vec<String> {
    Migrator::migrations().iter().map(|step| step.name().to_owned()).collect()
}

fn sample(step: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("it/migrations").join(format!("{step}.sql"));
    std::fs::read_to_string(&path)
        .unwrap_or_else(|e| panic!("the step {step} needs sample rows: {e}: {}", path.display()))
}

/// One word for each row that a question brings.
async fn ask(db: &DatabaseConnection, question: &str) -> Vec<String> {
    let question = Statement::from_string(db.get_database_backend(), question);
    let rows = db.query_all_raw(question).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

/// Everything that a step may make: tables with their columns, and indices.
async fn shape(db: &DatabaseConnection) -> Vec<String> {
    let question = match db.get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT name || ' ' || COALESCE(sql, '') FROM sqlite_master WHERE name <> 'seaql_migrations' ORDER BY 1"
        }
        _ => {
            "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable \
             FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'seaql_migrations' \
             UNION ALL SELECT indexdef FROM pg_indexes \
             WHERE schemaname = 'public' AND tablename <> 'seaql_migrations' \
             UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint \
             WHERE connamespace = 'public'::regnamespace AND conrelid <> 'seaql_migrations'::regclass ORDER BY 1"
        }
    };
    let mut shape = ask(db, question).await;
    // What SQLite adds by itself for keys is told by their tables.
    shape.retain(|line| !line.starts_with("sqlite_autoindex"));
    shape
}

/// How many rows there are in each table.
async fn rows(db: &DatabaseConnection) -> Vec<String> {
    let tables = match db.get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1"
        }
        _ => "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
    };
    let mut counts = Vec::new();
    for table in ask(db, tables).await.into_iter().filter(|table| table != "seaql_migrations") {
        let count = format!("SELECT '{table} ' || CAST(COUNT(*) AS TEXT) FROM {table}");
        counts.extend(ask(db, &count).await);
    }
    counts
}

stage::on_both! {
    async fn every_step_can_be_undone_and_taken_again_around_rows(on: On) {
        let database = empty(on).await;
        let db = database.connect().await;
        // What there is after so many steps.
        let (mut shapes, mut counts) = (vec![Vec::new()], vec![Vec::new()]);
        for step in steps() {
            Migrator::up(&db, Some(1)).await.unwrap_or_else(|e| panic!("{step}: {e}"));
            for (table, before) in counts.last().unwrap().iter().map(|line: &String| line.split_once(' ').unwrap()) {
                let now = rows(&db).await;
                assert!(now.contains(&format!("{table} {before}")), "{step} does not keep the rows of {table}: {now:?}");
            }
            db.execute_unprepared(&sample(&step)).await.unwrap_or_else(|e| panic!("the sample rows of {step}: {e}"));
            shapes.push(shape(&db).await);
            counts.push(rows(&db).await);
        }
        let last = counts.last().unwrap();
        let bare: Vec<_> = last.iter().filter(|count| count.ends_with(" 0")).collect();
        assert!(bare.is_empty(), "no step has sample rows for {bare:?}");

        for (taken, step) in steps().iter().enumerate().rev() {
            Migrator::down(&db, Some(1)).await.unwrap_or_else(|e| panic!("undoing {step}: {e}"));
            assert_eq!(shape(&db).await, shapes[taken], "undoing {step}");
            Migrator::up(&db, Some(1)).await.unwrap_or_else(|e| panic!("{step} again: {e}"));
            assert_eq!(shape(&db).await, shapes[taken + 1], "{step} again");
            Migrator::down(&db, Some(1)).await.unwrap_or_else(|e| panic!("undoing {step} again: {e}"));
            let kept: Vec<_> = counts[taken].iter().map(|line| line.split(' ').next().unwrap()).collect();
            for count in rows(&db).await {
                let table = count.split(' ').next().unwrap();
                assert!(kept.contains(&table), "undoing {step} leaves {table}");
            }
        }
        Migrator::up(&db, None).await.unwrap();
        assert_eq!(shape(&db).await, *shapes.last().unwrap());
    }

    async fn taking_all_steps_twice_is_taking_them_once(on: On) {
        let database = empty(on).await;
        let db = database.connect().await;
        rightsdesk::kernel::database::migrate(&db).await.unwrap();
        let first = shape(&db).await;
        assert!(first.len() > 15, "{first:?}");
        rightsdesk::kernel::database::migrate(&db).await.unwrap();
        assert_eq!(shape(&db).await, first);
        assert_eq!(rightsdesk::kernel::database::pending_migrations(&db).await.unwrap(), 0);
    }
}
