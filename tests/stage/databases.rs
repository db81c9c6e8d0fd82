//! A fresh database for each test, on real servers.
//!
//! ```ignore
//! let database = stage::databases::postgres().await;
//! database.load(include_str!("schema.sql")).await;
//! let pool = sea_orm::Database::connect(&database.url).await?;
//! ```
//!
//! The server behind it is started by the first test of a run that asks, and ends by itself (see [`crate::servers`]).
//! A database is dropped together with its [`Database`], even when connections to it are still open.

use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection, DbErr};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::fs::MetadataExt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::scratch::Scratch;
use crate::servers::{Kind, Server};

/// A database that nobody else uses.
#[derive(Debug)]
pub struct Database {
    /// Where it is, with user and password: `postgres://…`, `mysql://…` or `sqlite://…`.
    pub url: String,
    home: Home,
}

#[derive(Debug)]
enum Home {
    /// A database of this name on a shared server.
    On(&'static Server, String),
    /// A folder that holds the file.
    In(#[expect(dead_code, reason = "held for its end: dropping it removes the file")] Scratch),
}

/// An empty PostgreSQL database. Its user is a superuser.
pub async fn postgres() -> Database {
    create_on(Server::shared(Kind::Postgres).await, "").await
}

/// A PostgreSQL database that looks as `migrate` leaves one, which is called once a run and not once a test.
///
/// `migrate` gets the URL of an empty database. The template is remembered under `name` for as long as the test program
/// stays the same file, so an edited migration is never tested against yesterday's tables.
pub async fn postgres_from_template<F>(name: &str, migrate: impl FnOnce(String) -> F) -> Database
where
    F: Future<Output = ()>,
{
    let server = Server::shared(Kind::Postgres).await;
    let template = format!("template_{name}_{:016x}", this_program());
    let admin = connect(&server.url(None)).await.expect("the server just answered");
    run(&admin, &format!("SELECT pg_advisory_lock(hashtext('{template}'))")).await;
    let known = admin
        .query_one_raw(sea_orm::Statement::from_string(
            sea_orm::DbBackend::Postgres,
            format!("SELECT 1 FROM pg_database WHERE datname = '{template}'"),
        ))
        .await
        .unwrap_or_else(|e| panic!("cannot look for the template {template}: {e}"))
        .is_some();
    if !known {
        // Built under another name: whoever dies while migrating leaves no half template behind.
        run(&admin, &format!("DROP DATABASE IF EXISTS {template}_raw WITH (FORCE)")).await;
        run(&admin, &format!("CREATE DATABASE {template}_raw")).await;
        migrate(server.url(Some(&format!("{template}_raw")))).await;
        let leave = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{template}_raw'");
        run(&admin, &leave).await;
        run(&admin, &format!("ALTER DATABASE {template}_raw RENAME TO {template}")).await;
    }
    // Closing the connection gives the lock back.
    admin.close().await.expect("closing cannot fail on a live server");
    create_on(server, &format!("TEMPLATE {template}")).await
}

/// An empty MariaDB database. Its user may do everything.
pub async fn mariadb() -> Database {
    create_on(Server::shared(Kind::MariaDb).await, "").await
}

/// An empty SQLite database in a file.
pub fn sqlite() -> Database {
    let folder = Scratch::new("sqlite");
    let url = format!("sqlite://{}/stage.sqlite?mode=rwc", folder.path().display());
    Database { url, home: Home::In(folder) }
}

impl Database {
    /// Runs a script of several statements.
    ///
    /// # Panics
    /// When a statement fails, with the database's own words.
    pub async fn load(&self, script: &str) {
        let connection = self.connect().await;
        run(&connection, script).await;
        connection.close().await.expect("closing cannot fail on a live server");
    }

    /// One more pool of connections to it.
    pub async fn connect(&self) -> DatabaseConnection {
        connect(&self.url).await.unwrap_or_else(|e| panic!("cannot connect to the test's own database: {e}"))
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let Home::On(server, name) = &self.home else { return };
        let drop_it = match server.kind() {
            Kind::Postgres => format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
            Kind::MariaDb => format!("DROP DATABASE IF EXISTS {name}"),
        };
        let url = server.url(None);
        // The test's own runtime may be of one thread, which is busy dropping us: so this has a thread and a runtime
        // of its own. What cannot be dropped goes with the server.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                if let Ok(admin) = connect(&url).await {
                    let _ = admin.execute_unprepared(&drop_it).await;
                    let _ = admin.close().await;
                }
            });
            std::io::Result::Ok(())
        });
        let _ = dropping.join();
    }
}

async fn create_on(server: &'static Server, details: &str) -> Database {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    // A process id comes round again; the chance after it does not.
    let name =
        format!("test_{}_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed), crate::scratch::chance(3));
    let admin = connect(&server.url(None)).await.unwrap_or_else(|e| panic!("the test server went away: {e}"));
    run(&admin, &format!("CREATE DATABASE {name} {details}")).await;
    admin.close().await.expect("closing cannot fail on a live server");
    Database { url: server.url(Some(&name)), home: Home::On(server, name) }
}

/// One connection at a time, which waits for a server that is still starting.
pub(crate) async fn connect(url: &str) -> Result<DatabaseConnection, DbErr> {
    let patience = Duration::from_secs(60);
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).connect_timeout(patience).acquire_timeout(patience).sqlx_logging(false);
    sea_orm::Database::connect(options).await
}

async fn run(connection: &DatabaseConnection, script: &str) {
    connection.execute_unprepared(script).await.unwrap_or_else(|e| panic!("{e}\nin the script:\n{script}"));
}

/// Tells one build of the test program from the next.
fn this_program() -> u64 {
    let path = std::env::current_exe().expect("a running program has a file");
    let file = path.metadata().expect("a running program has a file");
    let mut hasher = DefaultHasher::new();
    (path, file.ino(), file.len(), file.mtime(), file.mtime_nsec()).hash(&mut hasher);
    hasher.finish()
}
