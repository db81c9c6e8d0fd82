//! SQLite's pragmas; its checks stand only in the words by which a table was made.

use super::questions::Questions;

pub(super) const QUESTIONS: Questions = Questions {
    // A primary key that is not declared NOT NULL takes NULL here, by an old mistake that programs rely on; we do not.
    columns: "\
SELECT '', m.name, p.name, CASE WHEN m.type = 'table' THEN 1 ELSE 0 END,
       CASE WHEN p.\"notnull\" = 1 OR p.pk > 0 THEN 0 ELSE 1 END,
       CASE WHEN upper(p.type) LIKE '%CHAR%' OR upper(p.type) LIKE '%TEXT%' OR upper(p.type) LIKE '%CLOB%' OR p.type = ''
            THEN 1 ELSE 0 END,
       CASE WHEN p.hidden IN (2, 3) THEN 1 ELSE 0 END, NULL
FROM sqlite_schema AS m JOIN pragma_table_xinfo(m.name) AS p
WHERE m.type IN ('table', 'view') AND substr(m.name, 1, 7) <> 'sqlite_'",
    primary: "\
SELECT '', m.name, p.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS p
WHERE m.type = 'table' AND p.pk > 0 ORDER BY m.name, p.pk",
    checks: "SELECT '', name, sql FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL",
    triggers: "\
SELECT '', tbl_name, name, substr(sql, 1, instr(upper(sql), ' ON ')) FROM sqlite_schema WHERE type = 'trigger'",
    references: "\
SELECT m.name || '.' || f.id, '', m.name, f.\"from\", '', p.name, f.\"to\", f.on_delete
FROM sqlite_schema AS m JOIN pragma_foreign_key_list(m.name) AS f
JOIN sqlite_schema AS p ON p.type = 'table' AND lower(p.name) = lower(f.\"table\")
WHERE m.type = 'table' ORDER BY m.name, f.id, f.seq",
};

/// The checks in a `CREATE TABLE`, each with a number for a name.
pub(super) fn checks(sql: &str) -> Vec<(String, String)> {
    let mut checks = Vec::new();
    let mut at = 0;
    while at < sql.len() {
        let rest = &sql[at..];
        if let Some(end) = skipped(rest) {
            at += end;
        } else if is_check(sql, at)
            && let Some((before, inside)) = parenthesised(&rest["check".len()..])
        {
            checks.push((format!("CHECK {}", checks.len() + 1), inside.to_owned()));
            at += "check".len() + before + inside.len();
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    checks
}

/// How long the text, quoted name or comment is that begins here.
fn skipped(rest: &str) -> Option<usize> {
    let end = |mark: &str, from: usize| rest[from..].find(mark).map_or(rest.len(), |at| from + at + mark.len());
    let first = rest.chars().next()?;
    match first {
        '\'' | '"' | '`' => Some(end(first.to_string().as_str(), 1)),
        '[' => Some(end("]", 1)),
        '-' if rest.starts_with("--") => Some(end("\n", 2)),
        '/' if rest.starts_with("/*") => Some(end("*/", 2)),
        _ => None,
    }
}

/// Whether the word `CHECK` stands here for itself.
fn is_check(sql: &str, at: usize) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let is_here = sql.get(at..at + 5).is_some_and(|word| word.eq_ignore_ascii_case("check"));
    is_here && !sql[..at].ends_with(is_word) && !sql[at + 5..].starts_with(is_word)
}

/// What stands between the parentheses that open here, and how much before it.
fn parenthesised(rest: &str) -> Option<(usize, &str)> {
    let open = rest.find('(')?;
    if !rest[..open].trim().is_empty() {
        return None;
    }
    let (mut depth, mut at) = (0_usize, open);
    while at < rest.len() {
        let here = &rest[at..];
        if let Some(end) = skipped(here) {
            at += end;
            continue;
        }
        match here.chars().next() {
            Some('(') => depth += 1,
            Some(')') => depth -= 1,
            Some(_) | None => {}
        }
        if depth == 0 {
            return Some((open + 1, &rest[open + 1..at]));
        }
        at += here.chars().next().map_or(1, char::len_utf8);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_are_found_between_their_parentheses() {
        let sql = "CREATE TABLE t (a text CHECK (a IN ('x)', \"y(\")), -- CHECK (no)\n checked int, \
                   'check' text, CONSTRAINT c check(length(a) > 3 AND (b <> '''')) /* CHECK (1) */)";
        let found: Vec<String> = checks(sql).into_iter().map(|(_, check)| check).collect();
        assert_eq!(found, ["a IN ('x)', \"y(\")", "length(a) > 3 AND (b <> '''')"]);
        assert_eq!(checks("CREATE TABLE t (a CHECK (").len(), 0);
    }
}
