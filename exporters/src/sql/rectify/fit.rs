//! Whether a new value is one of its column, and how the database will say it.

use crate::{
    contract::{call::Call, correction::MisfitKind, error::ConnectorError},
    sql::{
        catalogue::{Column, Compare, Render},
        dialect::Dialect,
        erasure::{
            overwrite::push_text,
            rows::{self, Value},
            site::Site,
        },
        read_rows::{self, Stopped},
        snapshot::Snapshot,
        statement::{Bind, Statement},
    },
};

/// Why a value does not fit: what sort, what is in the way, what to do.
pub(super) type NoFit = (MisfitKind, String, &'static str);

const BY_HAND: &str = "change it by hand";

/// The value as it will be read again, or why it does not fit.
pub(super) async fn of(
    site: Site<'_>,
    table: usize,
    column: &Column,
    right: Option<&str>,
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<Result<Value, NoFit>, Stopped> {
    let Some(rules) = site.rules_of(table).filter(|rules| rules.is_table) else {
        let what = "it is a view, or foreign, and not a table".to_owned();
        return Ok(Err((MisfitKind::Unable, what, "name the table behind it in the manifest")));
    };
    let Some(allows) = rules.columns.get(&column.name) else {
        return Ok(Err((MisfitKind::Unable, "the database does not tell what the column allows".to_owned(), BY_HAND)));
    };
    if allows.is_generated {
        return Ok(Err((MisfitKind::Unable, "the database makes its values itself".to_owned(), BY_HAND)));
    }
    let Some(right) = right else {
        let refused = (MisfitKind::Empty, "something has to stand there".to_owned(), "ask the person for a value");
        return Ok(if allows.is_nullable { Ok(None) } else { Err(refused) });
    };
    let length = right.chars().count() as u64;
    if let Some(most) = allows.most_characters.filter(|most| length > *most) {
        let what = format!("it holds at most {most} characters, and these are {length}");
        return Ok(Err((MisfitKind::Length, what, "agree with the person on a shorter form")));
    }
    let is_single = match column.render {
        None | Some(Render::Nested | Render::Bytes | Render::Json) => false,
        Some(
            Render::Plain
            | Render::Stored
            | Render::Number
            | Render::Single
            | Render::Text
            | Render::AsText
            | Render::Utc,
        ) => !column.is_bytes(),
    };
    let becomes = if is_single {
        match site.dialect() {
            Dialect::Postgres { .. } => postgres(column, right, snapshot, call).await?,
            Dialect::MySql => mysql(column, right, snapshot, call).await?,
            Dialect::Sqlite => sqlite(column, right),
        }
    } else {
        None
    };
    Ok(becomes.map(|text| Some(text.into_bytes())).ok_or_else(|| {
        let what = format!("this is no value that we can write into a column of type {}", column.declared);
        (MisfitKind::Type, what, "agree with the person on a value of that type, or change it by hand")
    }))
}

/// Asks, and goes on after a refusal.
async fn postgres(
    column: &Column,
    right: &str,
    snapshot: &mut Snapshot,
    call: &Call,
) -> Result<Option<String>, Stopped> {
    let mut statement = Statement::new(snapshot.dialect, "a new value");
    statement.push("SELECT (");
    push_text(&mut statement, column, right.to_owned());
    statement.push(")::text");
    snapshot.say("SAVEPOINT fit").await?;
    let answer = first(&statement, snapshot, call).await;
    match answer {
        Ok(said) => {
            snapshot.say("RELEASE SAVEPOINT fit").await?;
            Ok(said)
        }
        Err(Stopped { error: ConnectorError::Permanent { .. }, is_clean: true, .. }) => {
            snapshot.say("ROLLBACK TO SAVEPOINT fit").await?;
            Ok(None)
        }
        Err(stopped) => Err(stopped),
    }
}

/// Numbers, texts, days and choices; the server takes too much for anything else.
async fn mysql(column: &Column, right: &str, snapshot: &mut Snapshot, call: &Call) -> Result<Option<String>, Stopped> {
    let declared = column.declared.to_ascii_lowercase();
    if let Compare::Integer { min, .. } = column.compare {
        let (low, high) = range(&declared, min == 0);
        let fits = Compare::Integer { min: low, max: high }.fits(right.as_bytes());
        return Ok(fits.then(|| right.to_owned()));
    }
    if let Some(choices) = declared.strip_prefix("enum('").and_then(|rest| rest.strip_suffix("')")) {
        // As it is declared, so that a capital more is another choice.
        let at = "enum('".len();
        let choices = &column.declared[at..at + choices.len()];
        let mut choices = choices.split("','").map(|choice| choice.replace("''", "'"));
        return Ok(choices.any(|choice| choice == right).then(|| right.to_owned()));
    }
    if let Compare::Text { .. } = column.compare {
        return Ok((!declared.starts_with("set(")).then(|| right.to_owned()));
    }
    let is_decimal = declared.starts_with("decimal") && is_decimal(right);
    if declared != "date" && !is_decimal {
        return Ok(None);
    }
    let cast = declared.split_whitespace().next().unwrap_or_default();
    let mut statement = Statement::new(snapshot.dialect, "a new value");
    statement.push("SELECT CAST(CAST(").bind(Bind::Text(Some(right.to_owned())));
    statement.push(&format!(" AS {cast}) AS CHAR)"));
    first(&statement, snapshot, call).await
}

fn range(declared: &str, is_unsigned: bool) -> (i128, i128) {
    let bits: u32 = match declared.split(['(', ' ']).next().unwrap_or_default() {
        "tinyint" => 8,
        "smallint" => 16,
        "mediumint" => 24,
        "int" | "integer" => 32,
        _ => 64,
    };
    if is_unsigned { (0, (1_i128 << bits) - 1) } else { (-(1_i128 << (bits - 1)), (1_i128 << (bits - 1)) - 1) }
}

fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match digits.split_once('.') {
        Some((whole, part)) => is_number(whole) && is_number(part),
        None => is_number(digits),
    }
}

/// SQLite keeps whatever it is given, but turns what looks like a number into one where numbers are declared.
fn sqlite(column: &Column, right: &str) -> Option<String> {
    let declared = column.declared.to_ascii_uppercase();
    let has = |parts: &[&str]| parts.iter().any(|part| declared.contains(part));
    let is_whole = right.parse::<i64>().is_ok_and(|number| number.to_string() == right);
    let is_number = right.trim().parse::<f64>().is_ok();
    let fits = if has(&["INT"]) {
        is_whole
    } else if has(&["CHAR", "CLOB", "TEXT"]) || declared.is_empty() {
        true
    } else if has(&["REAL", "FLOA", "DOUB"]) {
        false
    } else {
        is_whole || !is_number
    };
    fits.then(|| right.to_owned())
}

async fn first(statement: &Statement, snapshot: &mut Snapshot, call: &Call) -> Result<Option<String>, Stopped> {
    let answered = read_rows::all(snapshot, statement, call).await?;
    let cell = answered.into_iter().next().and_then(|row| row.into_iter().next());
    Ok(cell.and_then(rows::value).and_then(|bytes| String::from_utf8(bytes).ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(declared: &str) -> Column {
        Column {
            name: "c".into(),
            declared: declared.into(),
            compare: Compare::Text { by_folding: true },
            render: Some(Render::Stored),
            is_readable: true,
        }
    }

    #[test]
    fn sqlite_is_not_given_what_it_would_turn_into_something_else() {
        for (declared, value, fits) in [
            ("VARCHAR(20)", "007", true),
            ("INTEGER", "7", true),
            ("INTEGER", "007", false),
            ("INTEGER", "Ada", false),
            ("DATE", "1815-12-10", true),
            ("NUMERIC", "1.50", false),
            ("BOOLEAN", "1", true),
            ("REAL", "1.5", false),
        ] {
            assert_eq!(sqlite(&column(declared), value).is_some(), fits, "{declared} {value}");
        }
    }

    #[test]
    fn numbers_fit_their_width() {
        assert_eq!(range("tinyint(4)", false), (-128, 127));
        assert_eq!(range("smallint(5) unsigned", true), (0, 65_535));
        assert_eq!(range("bigint(20)", false), (i64::MIN.into(), i64::MAX.into()));
        assert!(is_decimal("-12.50") && !is_decimal("12,5") && !is_decimal(".5") && !is_decimal("1e3"));
    }
}
