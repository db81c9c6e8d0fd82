//! The small company: its systems with their real tables, and the people in them.
//!
//! Everything is compiled in, so that the demo needs no file beside the program. It is written into a folder as the
//! systems would have it: one SQLite database each. The desk asks them by SQL, like in production.

use std::path::Path;

use anyhow::Context;
use sea_orm::{ConnectOptions, ConnectionTrait, Database};

/// One system with a database.
#[derive(Clone, Copy, Debug)]
pub struct Shipped {
    /// Its key.
    pub key: &'static str,
    /// Its manifest.
    pub manifest: &'static str,
    /// Its tables, as SQLite takes them.
    pub schema: &'static str,
    /// The people in it.
    pub people: &'static str,
}

macro_rules! shipped {
    ($key:literal, $schema:literal) => {
        Shipped {
            key: $key,
            manifest: include_str!(concat!("../../../exporters/systems/", $key, "/manifest.yml")),
            schema: include_str!(concat!("../../../exporters/systems/", $key, "/", $schema)),
            people: include_str!(concat!("../../../exporters/systems/", $key, "/people.sql")),
        }
    };
}

/// The systems with a database.
pub const SYSTEMS: [Shipped; 7] = [
    shipped!("ems", "schema.sqlite.sql"),
    shipped!("integration_manager", "schema.sql"),
    shipped!("go_neb", "schema.sql"),
    shipped!("maubot", "schema.sqlite.sql"),
    shipped!("irc_bridge", "schema.sql"),
    shipped!("slack_bridge", "schema.sql"),
    shipped!("telegram_bridge", "schema.sqlite.sql"),
];

/// The manifest of the error tracker, which is asked by HTTP.
pub const ERROR_TRACKER: &str = include_str!("../../../exporters/systems/sentry/manifest.yml");

/// Sets a system's database up at `path`, if it is not there.
pub async fn found(system: Shipped, path: &Path) -> anyhow::Result<()> {
    if path.exists() {
        return Ok(());
    }
    // Half a company would be worse than none: it gets its name once it is whole.
    let draft = path.with_extension("draft");
    if draft.exists() {
        std::fs::remove_file(&draft)?;
    }
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rwc", draft.display()));
    options.max_connections(1).sqlx_logging(false);
    let db = Database::connect(options).await?;
    for script in [system.schema, system.people] {
        db.execute_unprepared(script).await.with_context(|| format!("the tables of {}", system.key))?;
    }
    db.close().await?;
    std::fs::rename(draft, path)?;
    Ok(())
}
