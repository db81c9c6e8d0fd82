//! The report as a table of three columns, for any spreadsheet.

use super::figures::{Counts, Report, Requests};

/// What stands over the columns.
pub const HEAD: [&str; 3] = ["section", "what", "count"];

/// The lines; a count that nobody can tell, such as the median of no answers, is empty.
pub fn lines(report: &Report) -> Vec<[String; 3]> {
    let mut lines = vec![line("days", "from", report.span.from()), line("days", "to", report.span.to())];
    requests(&mut lines, "requests", &report.all);
    for (right, of_right) in &report.by_right {
        requests(&mut lines, right.code(), of_right);
    }
    for (section, counts) in sections(report) {
        lines.extend(counts.iter().map(|(code, count)| line(section, code, count)));
    }
    lines.push(line("erasures", "proofs_missing", report.proofs_missing));
    let complaints = &report.complaints;
    for (what, count) in [
        ("received", complaints.received),
        ("acknowledged_in_time", complaints.acknowledged_in_time),
        ("acknowledged_late", complaints.acknowledged_late),
        ("closed", complaints.closed),
        ("upheld", complaints.upheld),
    ] {
        lines.push(line("complaints", what, count));
    }
    lines.push(line("people", "asked_again", report.asked_again));
    let accounts = &report.closed_accounts;
    for (what, count) in [
        ("received", accounts.received),
        ("proven", accounts.proven),
        ("kept", accounts.kept),
        ("cancelled", accounts.cancelled),
        ("late", accounts.late),
    ] {
        lines.push(line("closed_accounts", what, count));
    }
    lines
}

/// The counts that go by codes, each list with its name.
pub fn sections(report: &Report) -> [(&'static str, &Counts); 8] {
    [
        ("regime", &report.by_regime),
        ("channel", &report.by_channel),
        ("verification", &report.by_verification),
        ("product", &report.by_product),
        ("ground", &report.by_ground),
        ("erasure_ground", &report.by_erasure_ground),
        ("question", &report.by_question),
        ("notices", &report.notices),
    ]
}

/// As comma-separated values (RFC 4180).
pub fn csv(report: &Report) -> String {
    let mut text = String::new();
    let head = HEAD.map(str::to_owned);
    for line in std::iter::once(head).chain(lines(report)) {
        let cells: Vec<_> = line.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

/// Codes need no quotes, but products are named by the configuration: a comma, a quote, or what a spreadsheet would take for
/// a formula must stay text.
fn quoted(cell: &str) -> String {
    let guarded = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() };
    if guarded.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

fn requests(lines: &mut Vec<[String; 3]>, section: &str, requests: &Requests) {
    for (what, count) in requests.counts() {
        lines.push(line(section, what, count.map_or_else(String::new, |count| count.to_string())));
    }
}

fn line(section: &str, what: &str, count: impl ToString) -> [String; 3] {
    [section.to_owned(), what.to_owned(), count.to_string()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_becomes_a_formula_or_breaks_its_line() {
        assert_eq!(quoted("access"), "access");
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(quoted("Chat, \"new\""), "\"Chat, \"\"new\"\"\"");
    }
}
