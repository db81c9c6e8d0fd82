//! Where the person's names still stand, in any text or JSON column of the database, declared or not.
//!
//! The database looks for the letters, capitals and small alike; we look whether it is the name: `@ada:hs` does not
//! stand in `@ada:hs.evil.net`. Names are also looked for as they stand in addresses (`%40ada%3Ahs`) and in the ids of
//! bots (`=40ada=3ahs`). Names of less than four bytes are not looked for: they would be found everywhere.
//!
//! A person's names the database looks for itself, so that only rows with them are read. Of hundreds of people at once that would
//! cost each row as often as there are names: then all texts are read, each once, and we look. One statement for each table
//! either way.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    contract::{
        call::Call,
        erasure::{Residue, SharedChoice, Standing},
        subject::{IdentifierKind, Subject},
    },
    sql::{
        catalogue::{Column, Compare, Render},
        dialect::Dialect,
        read_rows::{self, Rows, Stopped},
        snapshot::Snapshot,
        statement::{Bind, Statement},
    },
};

use super::{
    letters::{self, Letters},
    overwrite::{self, Overwrite},
    rows::{self, Shape, Value, Values},
    site::{Site, push_table},
    sorting::Sorted,
};

/// A name of so many bytes is looked for.
const SHORTEST: usize = letters::BEGINNING;
/// So many spellings the database is asked for.
const MOST_ASKED: usize = 64;

/// What is looked for, and what is known of where.
pub(super) struct Scan<'a> {
    site: Site<'a>,
    sorted: &'a [Sorted],
    choices: &'a BTreeMap<usize, SharedChoice>,
    names: Vec<Name>,
    /// Finds the letters of all of them at once, capitals and small alike.
    letters: Letters,
    kinds: BTreeSet<String>,
}

/// What was found, and where it was looked for.
#[derive(Debug, Default)]
pub(super) struct Searched {
    pub(super) residues: Vec<Residue>,
    pub(super) columns: u64,
    pub(super) tables: Vec<String>,
    /// The kinds of the names that were looked for.
    pub(super) kinds: Vec<String>,
}

/// A name as it may be written.
#[derive(Clone, Debug)]
struct Name {
    text: String,
    /// Whether capitals make no difference.
    is_folded: bool,
}

/// What was to become of a row that is still reached.
#[derive(Clone, Copy, Debug)]
enum Part {
    Deleted,
    Staying,
    Shared,
}

/// The rows of a collection that are still reached, by their keys.
struct Known<'a>(BTreeMap<&'a [Value], Part>);

impl<'a> Known<'a> {
    fn of(shape: &Shape<'_>, sorted: &'a Sorted) -> Self {
        let mut parts = BTreeMap::new();
        parts.extend(sorted.deleted.iter().map(|row| (shape.key_of(row), Part::Deleted)));
        parts.extend(sorted.staying().map(|row| (shape.key_of(row), Part::Staying)));
        parts.extend(sorted.shared.iter().map(|row| (shape.key_of(row), Part::Shared)));
        Self(parts)
    }

    fn part_of(&self, key: &Values) -> Option<Part> {
        self.0.get(key.as_slice()).copied()
    }
}

impl<'a> Scan<'a> {
    pub(super) fn of(
        site: Site<'a>,
        sorted: &'a [Sorted],
        choices: &'a BTreeMap<usize, SharedChoice>,
        subject: &Subject,
    ) -> Self {
        let (mut names, mut known, mut kinds) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
        for identifier in subject.identifiers().iter().filter(|one| one.value().len() >= SHORTEST) {
            let is_folded = identifier.kind().as_str() == IdentifierKind::EMAIL;
            kinds.insert(identifier.kind().to_string());
            for text in
                [identifier.value().to_owned(), escaped(identifier.value(), '%'), escaped(identifier.value(), '=')]
            {
                if known.insert(text.clone()) {
                    names.push(Name { text, is_folded });
                }
            }
        }
        let letters = Letters::of(names.iter().map(|name: &Name| name.text.as_str()));
        Self { site, sorted, choices, names, letters, kinds }
    }

    /// Looks through all tables.
    pub(super) async fn all(self, snapshot: &mut Snapshot, call: &Call) -> Result<Searched, Stopped> {
        if let Some(longer) = snapshot.take_long() {
            read_rows::all(snapshot, &longer, call).await?;
        }
        let mut searched = Searched::default();
        for table in 0..self.site.catalogue.tables.len() {
            // A view shows what stands in tables.
            if self.site.rules_of(table).is_none_or(|rules| !rules.is_table) {
                continue;
            }
            let columns: Vec<&Column> = self
                .site
                .table(table)
                .columns
                .iter()
                .filter(|column| may_hold_text(self.site.dialect(), column))
                .collect();
            if columns.is_empty() || self.names.is_empty() {
                continue;
            }
            searched.columns += columns.len() as u64;
            searched.tables.push(self.site.address(table));
            self.table(table, &columns, snapshot, call, &mut searched.residues).await?;
        }
        searched.kinds = self.kinds.into_iter().collect();
        Ok(searched)
    }

    async fn table(
        &self,
        table: usize,
        columns: &[&Column],
        snapshot: &mut Snapshot,
        call: &Call,
        into: &mut Vec<Residue>,
    ) -> Result<(), Stopped> {
        let place = self.site.place_of(table);
        let fields = place.map(|place| overwrite::of(self.site, place)).unwrap_or_default();
        let shape = self.site.shape(table);
        let known = place.map(|place| Known::of(&shape, &self.sorted[place]));
        let statement = self.statement(table, &shape, columns);
        let mut found: BTreeMap<(usize, Standing), u64> = BTreeMap::new();
        let mut rows = Rows::of(snapshot, &statement);
        while let Some(row) = rows.next(call).await? {
            let mut cells = row.into_iter();
            let key: Values = cells.by_ref().take(shape.key).map(rows::value).collect();
            let part = known.as_ref().and_then(|known| known.part_of(&key));
            for (at, (column, cell)) in columns.iter().zip(cells).enumerate() {
                if cell.text().is_some_and(|text| self.is_named_in(text)) {
                    let standing = match (place, part) {
                        (Some(place), Some(part)) => self.standing(place, &fields, &column.name, part),
                        (Some(_) | None, _) => Standing::Elsewhere,
                    };
                    *found.entry((at, standing)).or_default() += 1;
                }
            }
        }
        into.extend(found.into_iter().map(|((at, standing), rows)| Residue {
            table: self.site.address(table),
            column: columns[at].name.clone(),
            rows,
            standing,
        }));
        Ok(())
    }

    /// Whether any of the names stands in a text.
    fn is_named_in(&self, text: &str) -> bool {
        self.letters.any(text, |place| stands_in(text, &self.names[place]))
    }

    /// What to make of a name in a column of a row that is still reached.
    fn standing(&self, place: usize, fields: &[Overwrite<'_>], column: &str, part: Part) -> Standing {
        let is_among = |fields: Vec<&Overwrite<'_>>| {
            fields.iter().any(|field| field.column.name == column && field.path.steps.is_empty())
        };
        let is_left = match part {
            Part::Deleted => true,
            Part::Staying => is_among(overwrite::on_own(fields)),
            Part::Shared => {
                self.choices.get(&place).is_some_and(|&choice| is_among(overwrite::on_shared(fields, choice)))
            }
        };
        if is_left { Standing::Left } else { Standing::Kept }
    }

    /// Asks for the rows that have the letters of a name: their key, and the texts.
    fn statement(&self, table: usize, shape: &Shape<'_>, columns: &[&Column]) -> Statement {
        let mut statement = Statement::new(self.site.dialect(), self.site.address(table));
        statement.push("SELECT ");
        shape.push_key(&mut statement);
        let texts: Vec<String> = columns.iter().map(|column| as_text(self.site.dialect(), column)).collect();
        for text in &texts {
            statement.push(", ").push(text);
        }
        statement.push(" FROM ");
        push_table(&mut statement, self.site.table(table));
        statement.push(" AS t");
        if self.names.len() <= MOST_ASKED {
            statement.push(" WHERE ");
            self.push_has_letters(&mut statement, &texts);
        }
        statement
    }

    fn push_has_letters(&self, statement: &mut Statement, texts: &[String]) {
        let names: Vec<String> = self.names.iter().map(|name| name.text.clone()).collect();
        let whole =
            |between: &str| texts.iter().map(|text| format!("COALESCE({text}, '')")).collect::<Vec<_>>().join(between);
        match statement.dialect {
            Dialect::Postgres { .. } => {
                statement.push("EXISTS (SELECT 1 FROM unnest(").bind(Bind::Texts(names));
                let whole = whole(" || chr(10) || ");
                statement.push(&format!("::text[]) AS n(v) WHERE strpos(lower({whole}), lower(n.v)) > 0)"));
            }
            Dialect::Sqlite => {
                let names = serde_json::to_string(&names).expect("texts are JSON");
                statement.push("EXISTS (SELECT 1 FROM json_each(").bind(Bind::Text(Some(names)));
                let whole = whole(" || char(10) || ");
                statement.push(&format!(") AS n WHERE instr(lower({whole}), lower(n.value)) > 0)"));
            }
            Dialect::MySql => {
                let whole = format!("LOWER(CONCAT_WS(CHAR(10 USING utf8mb4), {}))", texts.join(", "));
                statement.push("(");
                statement.separated(names, " OR ", |statement, name| {
                    statement.push(&format!("INSTR({whole}, LOWER(")).bind(Bind::Text(Some(name))).push(")) > 0");
                });
                statement.push(")");
            }
        }
    }
}

/// Whether a column may hold a name: texts, JSON, lists of them, and whatever else is no number, moment or bytes.
pub(in crate::sql) fn may_hold_text(dialect: Dialect, column: &Column) -> bool {
    let declared = column.declared.to_ascii_lowercase();
    let is_of = |words: &[&str]| words.iter().any(|word| declared.contains(word));
    if !column.is_readable {
        return false;
    }
    match (dialect, column.compare) {
        (_, Compare::Bytes | Compare::Integer { .. }) => false,
        (Dialect::MySql, Compare::Text { .. }) => true,
        (Dialect::MySql, Compare::Uuid | Compare::AsText) => column.render == Some(Render::Json),
        (Dialect::Postgres { .. } | Dialect::Sqlite, Compare::Text { .. } | Compare::Uuid | Compare::AsText) => {
            column.render != Some(Render::Bytes)
                && !is_of(&["int", "bool", "timestamp", "date", "numeric", "decimal", "double", "real", "float"])
        }
    }
}

/// What stands in a column, as a text. The table goes by the name `t`.
pub(in crate::sql) fn as_text(dialect: Dialect, column: &Column) -> String {
    let name = format!("t.{}", dialect.quoted(&column.name));
    match dialect {
        Dialect::Postgres { .. } => format!("{name}::text"),
        Dialect::MySql => format!("CONVERT({name} USING utf8mb4)"),
        Dialect::Sqlite => format!("CAST({name} AS TEXT)"),
    }
}

/// A name with everything but letters, digits and `-._` written as a mark and two digits.
fn escaped(name: &str, mark: char) -> String {
    use std::fmt::Write;
    name.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            text.push(char::from(byte));
        } else if mark == '%' {
            let _ = write!(text, "%{byte:02X}");
        } else {
            let _ = write!(text, "{mark}{byte:02x}");
        }
        text
    })
}

/// Whether a name stands in a text, and not only its letters inside another name.
fn stands_in(text: &str, name: &Name) -> bool {
    let (text, wanted) = if name.is_folded {
        (text.to_lowercase(), name.text.to_lowercase())
    } else {
        (text.to_owned(), name.text.clone())
    };
    // What begins with a sign is told from what stands before it by that sign.
    let begins_with_sign = !wanted.starts_with(char::is_alphanumeric);
    // Behind a server's name a colon belongs to it; behind a bare number stands which of its devices it is.
    let is_bare = wanted.chars().all(char::is_alphanumeric);
    text.match_indices(&wanted).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let mut behind = text[at + wanted.len()..].chars();
        let is_begun = begins_with_sign || before.is_none_or(|c| !c.is_alphanumeric() && !"._%+-".contains(c));
        let is_ended = match (behind.next(), behind.next()) {
            (None, _) => true,
            (Some(':'), Some(_)) if is_bare => true,
            (Some('.' | '-' | ':'), Some(next)) => !next.is_alphanumeric(),
            (Some(next), _) => !next.is_alphanumeric() && next != '_',
        };
        is_begun && is_ended
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_in(text: &str, name: &str, is_folded: bool) -> bool {
        stands_in(text, &Name { text: name.to_owned(), is_folded })
    }

    #[test]
    fn a_name_is_found_wherever_it_stands_for_itself() {
        for text in [
            "@ada:hs.org",
            "RSS Notifications [@ada:hs.org]",
            "https://matrix.to/#/@ada:hs.org",
            "https://gitlab.example@ada:hs.org",
            "{\"by\":\"@ada:hs.org\"}",
            "It was @ada:hs.org.",
        ] {
            assert!(is_in(text, "@ada:hs.org", false), "{text}");
        }
        assert!(is_in("Mail ADA@Example.org, please", "ada@example.org", true));
        assert!(is_in("rss_=40ada=3ahs.org", &escaped("@ada:hs.org", '='), false));
        assert!(is_in("/#/%40ada%3Ahs.org/", &escaped("@ada:hs.org", '%'), false));
        assert!(is_in("user:1001815", "1001815", false));
        assert!(is_in("442079460815:12@s.whatsapp.net", "442079460815", false));
    }

    #[test]
    fn a_look_alike_is_not_taken_for_it() {
        for text in ["@ada:hs.org.evil.net", "@Ada:hs.org", "@ada:hs.organic", "@ada:hs.org:8448", "@ada:hs.org-2.net"]
        {
            assert!(!is_in(text, "@ada:hs.org", false), "{text}");
        }
        for text in ["grandada@example.org", "dr.ada@example.org", "ada@example.org.evil.net"] {
            assert!(!is_in(text, "ada@example.org", true), "{text}");
        }
        for text in ["10018150", "21001815", "channel-1001815"] {
            assert!(!is_in(text, "1001815", false), "{text}");
        }
    }
}
