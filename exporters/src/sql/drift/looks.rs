//! Whether a value looks like a name of a person: a mail address, a Matrix ID, a phone number.
//!
//! It is to be exact rather than complete: what cries at version numbers, moments and file names is soon not listened to.
//! Addresses and Matrix IDs are found wherever they stand in a text; a phone number only if it is the whole value, or a
//! whole string of a JSON document, for inside a text any long number is one.

use std::collections::BTreeSet;

use crate::contract::drift::Likeness;

/// Endings of files, which stand where an address has its top-level domain: `logo@2x.png`.
const FILES: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "js", "mjs", "ts", "css", "html", "json", "xml", "txt", "pdf",
    "zip", "gz", "tgz", "mp4", "mp3", "woff", "woff2", "map",
];

/// What this value looks like.
pub(super) fn of(value: &str) -> BTreeSet<Likeness> {
    let mut found = BTreeSet::new();
    for (at, _) in value.match_indices('@') {
        let (before, after) = (&value[..at], &value[at + 1..]);
        if is_matrix_id(before, after) {
            found.insert(Likeness::MatrixId);
        } else if is_email(before, after) {
            found.insert(Likeness::Email);
        }
    }
    let is_json = value.trim_start().starts_with(['{', '[']);
    if is_phone(value.trim()) || (is_json && value.split('"').any(|piece| is_phone(piece.trim()))) {
        found.insert(Likeness::Phone);
    }
    found
}

/// Whether `@` between these is the one of a mail address.
fn is_email(before: &str, after: &str) -> bool {
    let is_of_local = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let local = before.len() - before.trim_end_matches(is_of_local).len();
    let start = before.len() - local;
    let local = &before[start..];
    // `https://user:word@host` is an address of another kind; so is `git@host:path`.
    let opened = before[..start].chars().next_back();
    let is_credential = opened == Some('/') || (opened == Some(':') && !before[..start].ends_with("mailto:"));
    let Some(domain) = domain(after) else { return false };
    let is_path =
        after[domain.len()..].strip_prefix(':').is_some_and(|rest| rest.starts_with(|c: char| !c.is_whitespace()));
    let is_local = local.starts_with(|c: char| c.is_ascii_alphanumeric()) && local.len() <= 64;
    is_local && !is_credential && !is_path
}

/// Whether `@` between these begins a Matrix ID.
fn is_matrix_id(before: &str, after: &str) -> bool {
    let is_of_local = |c: char| c.is_ascii_alphanumeric() || "._=/+-".contains(c);
    if before.chars().next_back().is_some_and(|c| c.is_alphanumeric()) {
        return false;
    }
    let rest = after.trim_start_matches(is_of_local);
    let local = after.len() - rest.len();
    local > 0 && rest.strip_prefix(':').is_some_and(|server| domain(server).is_some())
}

/// The domain that a text begins with: labels with a dot between, and a top-level domain of letters.
fn domain(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-').unwrap_or(text.len());
    let domain = text[..end].trim_end_matches(['.', '-']);
    let labels: Vec<&str> = domain.split('.').collect();
    let is_label =
        |label: &&str| !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-');
    let top = labels.last()?;
    let is_top = top.len() >= 2
        && top.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !FILES.contains(&top.to_ascii_lowercase().as_str());
    (labels.len() >= 2 && labels.iter().all(is_label) && is_top).then_some(domain)
}

/// Whether this whole text is a phone number: in its international form, or in a national one whose groups are set apart.
fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if text.len() > 24 || !(9..=15).contains(&digits) {
        return false;
    }
    let (is_international, rest) = match (text.strip_prefix('+'), text.strip_prefix("00")) {
        (Some(rest), _) => (true, rest),
        (None, Some(rest)) => (false, rest),
        (None, None) => (false, text.trim_start_matches('(').strip_prefix('0').unwrap_or_default()),
    };
    // After the mark comes a country, or a town: neither begins with 0.
    if !rest.starts_with(|c: char| ('1'..='9').contains(&c)) {
        return false;
    }
    let mut previous = ' ';
    let mut groups = 1;
    for c in rest.chars() {
        match c {
            '0'..='9' | ')' => {}
            // A point stands in numbers, dates and addresses of machines: not without the mark.
            ' ' | '-' | '/' | '(' => groups += usize::from(previous.is_ascii_digit() || previous == ')'),
            '.' if is_international => {}
            _ => return false,
        }
        if previous == c && !c.is_ascii_digit() {
            return false;
        }
        previous = c;
    }
    let opened = text.matches('(').count();
    previous.is_ascii_digit() && (is_international || groups >= 2) && opened == text.matches(')').count() && opened <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks(value: &str) -> Vec<Likeness> {
        of(value).into_iter().collect()
    }

    #[test]
    fn true_friends_are_known() {
        for email in [
            "ada@example.org",
            "Ada Lovelace <ada.lovelace+news@mail.example.co.uk>",
            "{\"to\":[\"ada@example.org\"]}",
            "mailto:ada@example.org",
            "write to ada@example.org.",
            "ada@example.org: hello",
        ] {
            assert_eq!(looks(email), [Likeness::Email], "{email}");
        }
        for matrix_id in [
            "@ada:example.org",
            "@ada=40x/y:matrix.example.org:8448",
            "https://matrix.to/#/@ada:example.org",
            "rss [@ada:example.org]",
        ] {
            assert_eq!(looks(matrix_id), [Likeness::MatrixId], "{matrix_id}");
        }
        for phone in [
            "+44 20 7946 0000",
            "+442079460000",
            "+49 (30) 901820-11",
            "0049 30 901820",
            "020 7946 0958",
            "(020) 7946 0958",
            "06 12 34 56 78",
            "{\"phone\": \"+33 1 23 45 67 89\"}",
        ] {
            assert_eq!(looks(phone), [Likeness::Phone], "{phone}");
        }
        assert_eq!(looks("@ada:hs.org is ada@example.org"), [Likeness::Email, Likeness::MatrixId]);
    }

    #[test]
    fn false_friends_are_not() {
        for other in [
            "",
            "1.2.3",
            "v1.24.0-rc.1",
            "10.0.0.1",
            "192.168.100.200",
            "2026-11-23",
            "2026-11-23 04:25:36.123456+00",
            "2026-11-23T04:25:36Z",
            "1795407568347",
            "1795407568.347",
            "+0200",
            "+1.5",
            "-12345678901",
            "0012345678",
            "000012345678",
            "04-11-2026",
            "23/11/2026",
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
            "lodash@4.17.21",
            "@types/node@20.1.0",
            "@scope/package",
            "@media print",
            "logo@2x.png",
            "image@sha256:0123456789abcdef",
            "git@github.com:example/repo.git",
            "https://user:word@example.org/",
            "https://token@example.org/",
            "@:example.org",
            "@ada",
            "ada@localhost",
            "ada@example",
            "#room:example.org",
            "!abc:example.org",
            "a @ b",
            "+44 20 7946 0000 or later",
            "100 200 300 400",
        ] {
            assert_eq!(looks(other), [], "{other}");
        }
    }
}
