//! Which database is asked, and what must be known of it before a word is said to it.

/// A database and what must be known of it to write SQL for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// PostgreSQL.
    Postgres {
        /// Whether it knows `IS JSON`: since version 16.
        knows_is_json: bool,
    },
    /// MySQL or MariaDB.
    MySql,
    /// SQLite.
    Sqlite,
}

impl Dialect {
    /// A name in quotes.
    pub(super) fn quoted(self, name: &str) -> String {
        match self {
            Self::Postgres { .. } | Self::Sqlite => format!("\"{}\"", name.replace('"', "\"\"")),
            Self::MySql => format!("`{}`", name.replace('`', "``")),
        }
    }

    /// Whether a table is in a schema.
    pub(super) fn has_schemas(self) -> bool {
        match self {
            Self::Postgres { .. } | Self::MySql => true,
            Self::Sqlite => false,
        }
    }

    /// Whether two names mean the same table or column.
    pub(super) fn is_same_name(self, one: &str, other: &str) -> bool {
        match self {
            Self::Postgres { .. } => one == other,
            Self::MySql | Self::Sqlite => one.eq_ignore_ascii_case(other),
        }
    }

    /// Asks for what must be known before anything else is asked.
    pub(super) fn version(self) -> Option<&'static str> {
        match self {
            Self::Postgres { .. } => Some("SELECT current_setting('server_version_num')"),
            Self::MySql => None,
            Self::Sqlite => Some("PRAGMA encoding"),
        }
    }

    /// The dialect by the answer to that; `None` if it is one that we cannot read.
    pub(super) fn of_version(self, version: &str) -> Option<Self> {
        match self {
            Self::Postgres { .. } => {
                Some(Self::Postgres { knows_is_json: version.parse::<u32>().is_ok_and(|number| number >= 160_000) })
            }
            Self::MySql => Some(Self::MySql),
            Self::Sqlite => (version == "UTF-8").then_some(Self::Sqlite),
        }
    }
}

/// What stands for the value of a credential.
pub(super) const HELD: &str = "held";

/// What stands before bytes in Base64.
pub(super) const BASE64: &str = "base64:";
