//! What a database's fault means: come back later, or call a person.
//!
//! The database's own words are never repeated: they quote values ("invalid input syntax for type uuid: …") and, when a
//! connection fails, addresses with their passwords. Its code and our words for it are enough to find the cause.

use crate::contract::error::ConnectorError;

use super::dialect::Dialect;

/// The error for a fault while reading `about`.
pub(super) fn of(dialect: Dialect, about: &str, error: &sqlx::Error) -> ConnectorError {
    match error {
        sqlx::Error::Database(fault) => {
            let code = match dialect {
                // The code of MySQL that tells anything is the number.
                Dialect::MySql => fault
                    .try_downcast_ref::<sqlx::mysql::MySqlDatabaseError>()
                    .map(|fault| fault.number().to_string())
                    .unwrap_or_default(),
                Dialect::Postgres { .. } | Dialect::Sqlite => fault.code().unwrap_or_default().into_owned(),
            };
            of_code(dialect, about, &code)
        }
        sqlx::Error::Io(error) => {
            ConnectorError::transient(format!("{about}: the connection to the database failed ({})", error.kind()))
        }
        sqlx::Error::PoolTimedOut => {
            ConnectorError::transient(format!("{about}: no connection to the database within the time allowed"))
        }
        sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed | sqlx::Error::BeginFailed => {
            ConnectorError::transient(format!("{about}: the connection to the database was lost"))
        }
        sqlx::Error::Tls(_) => ConnectorError::permanent(format!(
            "{about}: no encrypted connection to the database; look at its certificate and at `sslmode` in the address"
        )),
        sqlx::Error::Protocol(_) => {
            ConnectorError::permanent(format!("{about}: what answers there does not speak the database's language"))
        }
        sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => {
            ConnectorError::permanent(format!("{about}: a value came in a form that we cannot read"))
        }
        _ => ConnectorError::permanent(format!("{about}: the database could not be asked")),
    }
}

fn of_code(dialect: Dialect, about: &str, code: &str) -> ConnectorError {
    let (is_transient, meaning) = match dialect {
        Dialect::Postgres { .. } => postgres(code),
        Dialect::MySql => mysql(code),
        Dialect::Sqlite => sqlite(code),
    };
    let what = format!("{about}: {meaning} (code {code})");
    if is_transient { ConnectorError::transient(what) } else { ConnectorError::permanent(what) }
}

/// Whether the database says that we may not.
pub(super) fn is_about_permission(error: &sqlx::Error) -> bool {
    let sqlx::Error::Database(fault) = error else { return false };
    let number = fault.try_downcast_ref::<sqlx::mysql::MySqlDatabaseError>().map(|fault| fault.number());
    match (number, fault.code().as_deref()) {
        (Some(number), _) => [1142, 1143, 1227, 1290, 1792, 1036].contains(&number),
        // PostgreSQL's two codes; SQLite's for a file that may only be read, in its low byte.
        (None, Some(code)) => {
            ["42501", "25006"].contains(&code) || code.parse::<i32>().is_ok_and(|code| code & 0xff == 8)
        }
        (None, None) => false,
    }
}

/// Whether the catalogue that we remember may be out of date.
pub(super) fn is_about_schema(error: &sqlx::Error) -> bool {
    let sqlx::Error::Database(fault) = error else { return false };
    let number = fault.try_downcast_ref::<sqlx::mysql::MySqlDatabaseError>().map(|fault| fault.number());
    match (number, fault.code().as_deref()) {
        (Some(number), _) => [1054, 1146, 1049].contains(&number),
        // PostgreSQL's class of syntax and schema errors; SQLite's only code for the same.
        (None, Some(code)) => code.starts_with("42") || code == "1",
        (None, None) => false,
    }
}

fn postgres(code: &str) -> (bool, &'static str) {
    match code {
        "53300" => (true, "the database has no connection free"),
        "57014" => (true, "the question took longer than allowed and was stopped"),
        "57P01" | "57P02" | "57P03" => (true, "the database is starting or stopping"),
        "40001" | "40P01" => (true, "the question collided with another one"),
        "55P03" => (true, "the table is locked"),
        "42501" => (false, "we may not read all of it; grant SELECT, and BYPASSRLS where rows are secured"),
        _ if code.starts_with("23") => (false, "a rule of the table forbids it"),
        "42P01" => (false, "there is no such table any more"),
        "42703" => (false, "there is no such column any more"),
        "3D000" => (false, "there is no such database"),
        "22P02" | "22030" | "22032" => {
            (false, "a text that was declared to be JSON is none; PostgreSQL 16 can pass it over")
        }
        "22021" | "22P05" => (false, "a text cannot be turned into UTF-8"),
        _ if code.starts_with("28") => (false, "the database refused our user or password"),
        _ if code.starts_with("08") || code.starts_with("53") || code.starts_with("58") => {
            (true, "the database cannot answer at the moment")
        }
        _ => (false, "the database refused the question"),
    }
}

fn mysql(number: &str) -> (bool, &'static str) {
    match number {
        "1040" | "1203" | "1226" => (true, "the database has no connection free"),
        "3024" | "1969" | "1317" => (true, "the question took longer than allowed and was stopped"),
        "1053" | "1129" | "1158" | "1159" | "1160" | "1161" | "1927" => {
            (true, "the database cannot answer at the moment")
        }
        "1205" => (true, "the table is locked"),
        "1213" | "1412" | "1020" => (true, "the question collided with another one"),
        "1044" | "1045" | "1130" | "1698" | "1862" => (false, "the database refused our user or password"),
        "1142" | "1143" => (false, "we may not read it; grant SELECT"),
        "1048" | "1062" | "1364" | "1451" | "1452" | "3819" | "4025" => (false, "a rule of the table forbids it"),
        "1049" => (false, "there is no such database"),
        "1146" => (false, "there is no such table any more"),
        "1054" => (false, "there is no such column any more"),
        _ => (false, "the database refused the question"),
    }
}

/// What SQLite says to somebody who only reads while the file still has the unfinished work of a writer that was killed.
const LEFT_BEHIND: &str = "776";

/// Whether a writer of an SQLite database was killed, and nobody has undone its unfinished work yet.
pub(super) fn is_left_behind(error: &sqlx::Error) -> bool {
    error.as_database_error().and_then(|error| error.code()).is_some_and(|code| code == LEFT_BEHIND)
}

/// Extended codes hold the plain one in their low byte.
fn sqlite(code: &str) -> (bool, &'static str) {
    if code == LEFT_BEHIND {
        return (true, "a writer of the database was killed; what it had not ended is undone first");
    }
    match code.parse::<i32>().map(|code| code & 0xff) {
        Ok(5 | 6) => (true, "the database file is locked"),
        Ok(4 | 7 | 9 | 10 | 13 | 15 | 17) => (true, "the database cannot answer at the moment"),
        Ok(14) => (false, "the database file cannot be opened; look at the path and its permissions"),
        Ok(19) => (false, "a rule of the table forbids it"),
        Ok(11 | 26) => (false, "the file is damaged or no database"),
        Ok(8) => (false, "the database must be written to before it can be read; open it once with its own program"),
        Ok(_) | Err(_) => (false, "the database refused the question"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_transient(error: &ConnectorError) -> bool {
        match error {
            ConnectorError::Transient { .. } => true,
            ConnectorError::Permanent { .. } | ConnectorError::Cancelled => false,
        }
    }

    #[test]
    fn what_passes_is_told_from_what_stays() {
        let postgres = Dialect::Postgres { knows_is_json: true };
        let mysql = Dialect::MySql;
        for (dialect, code) in [
            (postgres, "53300"),
            (postgres, "08006"),
            (postgres, "40001"),
            (mysql, "1040"),
            (mysql, "1213"),
            (Dialect::Sqlite, "517"),
        ] {
            assert!(is_transient(&of_code(dialect, "x", code)), "{code}");
        }
        for (dialect, code) in [
            (postgres, "28P01"),
            (postgres, "42P01"),
            (postgres, "42501"),
            (mysql, "1045"),
            (mysql, "1146"),
            (Dialect::Sqlite, "14"),
            (Dialect::Sqlite, "1"),
        ] {
            assert!(!is_transient(&of_code(dialect, "x", code)), "{code}");
        }
    }

    #[test]
    fn the_words_of_the_database_are_not_repeated() {
        let words = "password=hunter2 alice@example.org";
        for error in [
            sqlx::Error::Protocol(words.into()),
            sqlx::Error::Configuration(words.into()),
            sqlx::Error::Decode(words.into()),
            sqlx::Error::Io(std::io::Error::other(words)),
            sqlx::Error::Tls(words.into()),
        ] {
            let said = of(Dialect::Sqlite, "ems.account", &error).to_string();
            assert!(!said.contains("hunter2") && !said.contains("alice"), "{said}");
        }
    }
}
