//! The `rightsdesk_meta` of a field: what fideslang has no word for.

use super::{
    correct, erasure, marks,
    model::{Field, IdentityFormat, Matching, Retention},
    node::Entry,
    reading::Reading,
    said::Said,
    words,
};

const META: &[&str] = &[
    "portable",
    "secret",
    "may_name_others",
    "resolves",
    "claimed",
    "match",
    "identity_format",
    "owner",
    "retention",
    "erasure",
    "correct",
    "marks",
    "join",
    "values",
];

/// Reads the meta into the field, and what it says into `said`.
pub(super) fn read(reading: &mut Reading<'_>, meta: &Entry, field: &mut Field, said: &mut Said) {
    for entry in reading.map(&meta.node, "`rightsdesk_meta`") {
        match entry.key.as_str() {
            "portable" => field.portable = reading.flag(entry),
            "secret" => {
                said.secret = true;
                field.secret = reading.flag(entry);
            }
            "may_name_others" => field.may_name_others = reading.flag(entry),
            "owner" => field.owner = reading.flag(entry),
            "resolves" => field.resolves = reading.kind(entry),
            "claimed" => field.claimed = reading.flag(entry),
            "match" => {
                said.matching = true;
                match reading.text(entry).as_deref() {
                    Some("exact") => field.matching = Matching::Exact,
                    Some("ignore_case") => field.matching = Matching::IgnoreCase,
                    Some("before_colon") => field.matching = Matching::BeforeColon,
                    Some(_) => {
                        let advice = "write `exact`, `ignore_case` or `before_colon`";
                        reading.error(entry.node.at, "this is no way to match", advice);
                    }
                    None => {}
                }
            }
            "identity_format" => field.format = format(reading, entry),
            "retention" => field.retention = retention(reading, entry),
            "erasure" => field.erasure = erasure::of_field(reading, entry),
            "correct" => field.correct = correct::of_field(reading, entry),
            "marks" => field.marks = marks::of_field(reading, entry),
            "join" => said.join = reading.text(entry),
            "values" => {
                for value in reading.map(&entry.node, "`values`") {
                    said.values.push((value.key.clone(), reading.words(value)));
                }
            }
            _ => reading.unknown(entry, "the `rightsdesk_meta` of a field", META),
        }
    }
}

fn format(reading: &mut Reading<'_>, entry: &Entry) -> Option<IdentityFormat> {
    let text = reading.text(entry)?;
    let mut parts = text.split("{value}");
    if let (Some(before), Some(after), None) = (parts.next(), parts.next(), parts.next()) {
        return Some(IdentityFormat { before: before.to_owned(), after: after.to_owned() });
    }
    reading.error(
        entry.node.at,
        "`identity_format` must hold `{value}` once",
        "write for example \"https://matrix.to/#/{value}\"",
    );
    None
}

fn retention(reading: &mut Reading<'_>, entry: &Entry) -> Option<Retention> {
    let mut ground = None;
    let mut until = None;
    for entry in reading.map(&entry.node, "`retention`") {
        match entry.key.as_str() {
            "ground" => {
                ground = reading.text(entry);
                if ground.as_deref().is_some_and(|code| !words::is_ground(code)) {
                    reading.error(entry.node.at, "this is no ground", "write its code, such as `TAX_RECORDS`");
                }
            }
            "until" => {
                until = reading.text(entry);
                if until.as_deref().is_some_and(|until| !is_moment(until)) {
                    reading.error(
                        entry.node.at,
                        "this says no moment",
                        "write a column, or a column and a span, such as `issued_at + 6 years`",
                    );
                }
            }
            _ => reading.unknown(entry, "`retention`", &["ground", "until"]),
        }
    }
    if ground.is_none() {
        reading.error(entry.at, "`retention` has no `ground`", "say why the data is kept");
    }
    Some(Retention { ground: ground?, until })
}

/// `column` or `column + n days|months|years`.
fn is_moment(until: &str) -> bool {
    let words: Vec<&str> = until.split_whitespace().collect();
    match words.as_slice() {
        [_column] => true,
        [_column, "+", count, unit] => {
            count.parse::<u16>().is_ok() && ["day", "days", "month", "months", "year", "years"].contains(unit)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_column_and_a_span() {
        for good in ["issued_at", "issued_at + 6 years", "created + 30 days"] {
            assert!(is_moment(good), "{good}");
        }
        for bad in ["", "issued_at + six years", "issued_at - 6 years", "6 years", "issued_at + 6 weeks or so"] {
            assert!(!is_moment(bad), "{bad}");
        }
    }
}
