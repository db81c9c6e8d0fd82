//! Reading files of closed accounts: CSV with headings, or JSON Lines. Line by line, so that memory does not grow with the
//! file, and so that one bad line is one refusal.

use std::io::BufRead;

use anyhow::Context;
use chrono::{DateTime, Utc};

use crate::casework::accounts::import_deactivations::Line;

mod lines;
mod objects;
mod table;

/// What the account may be called, in headings and in JSON.
const ACCOUNT: &[&str] = &["account", "matrix_id", "user_id", "mxid", "name"];

/// What the time may be called.
const CLOSED_AT: &[&str] = &["closed_at", "deactivated_at", "time"];

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// With a heading for each column
    Csv,
    /// A JSON object on each line
    Jsonl,
}

/// What a file says, line by line.
pub type Lines = Box<dyn Iterator<Item = Line>>;

/// Reads `file` as what it says it is, or as what its first character looks like.
pub fn read(mut file: Box<dyn BufRead>, format: Option<Format>) -> anyhow::Result<Lines> {
    let format = match format {
        Some(format) => format,
        None => {
            let start = file.fill_buf().context("the file cannot be read")?;
            let is_json = start.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
            if is_json { Format::Jsonl } else { Format::Csv }
        }
    };
    let lines = lines::Lines::of(file);
    Ok(match format {
        Format::Csv => Box::new(table::Table::of(lines)?),
        Format::Jsonl => Box::new(objects::Objects(lines)),
    })
}

const NO_TIME: &str = "its time is neither like 2026-11-01T09:30:00Z nor a whole number of milliseconds since 1970";

fn time(text: &str) -> Result<Option<DateTime<Utc>>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let moment = match text.parse::<i64>() {
        Ok(milliseconds) => DateTime::from_timestamp_millis(milliseconds),
        Err(_) => DateTime::parse_from_rfc3339(text).ok().map(|moment| moment.to_utc()),
    };
    moment.map(Some).ok_or_else(|| NO_TIME.to_owned())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::deactivation::sighting::Sighting;

    fn all(text: &str) -> Vec<(u64, Result<Sighting, String>)> {
        let lines = read(Box::new(Cursor::new(text.to_owned().into_bytes())), None).unwrap();
        lines.map(|line| (line.number, line.read)).collect()
    }

    fn seen(account: &str, closed_at: Option<&str>) -> Result<Sighting, String> {
        Ok(Sighting { account: account.to_owned(), closed_at: closed_at.map(|text| text.parse().unwrap()) })
    }

    #[test]
    fn csv_is_read_by_its_headings() {
        let text = "\u{feff}User_ID,note,closed_at\n@a:hs,\"x, y\",2026-11-01T09:30:00+01:00\n@b:hs,,\n@c:hs\n\
                    @d:hs,,1793525400000\n@e:hs,,yesterday\n";
        let read = all(text);
        assert_eq!(read.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [2, 3, 4, 5, 6]);
        assert_eq!(read[0].1, seen("@a:hs", Some("2026-11-01T08:30:00Z")));
        assert_eq!((read[1].1.clone(), read[2].1.clone()), (seen("@b:hs", None), seen("@c:hs", None)));
        assert_eq!(read[3].1, seen("@d:hs", Some("2026-11-01T09:30:00Z")));
        assert_eq!(read[4].1, Err(NO_TIME.to_owned()));
        let nothing = read_error("who,when\n@a:hs,\n");
        assert!(nothing.contains("no column is called account"), "{nothing}");
        let passed_by = read_error("account,closed\n@ada:example.org,2026-11-01T09:30:00Z\n");
        assert!(passed_by.contains("the column closed is not read"), "{passed_by}");
    }

    fn read_error(text: &str) -> String {
        match read(Box::new(Cursor::new(text.to_owned().into_bytes())), None) {
            Ok(_) => panic!("it is to be refused"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn an_open_quotation_mark_costs_its_own_line_only() {
        let text = "account,note,closed_at\n@a:hs,\"over\ntwo lines\",\n@b:hs,\"open,\n@c:hs,,\n\"@d:hs\",\"say \"\"hi\"\"\",\n\
                    \"@e:hs\"x,,\n@f:hs,\"open to the end,\n@g:hs,,\n";
        let read = all(text);
        let taken: Vec<_> = read.iter().filter(|(_, read)| read.is_ok()).map(|(number, _)| *number).collect();
        assert_eq!(taken, [2, 5, 6, 9], "{read:?}");
        assert_eq!(read[0].1, seen("@a:hs", None));
        let why = |line: u64| read.iter().find(|(number, _)| *number == line).unwrap().1.clone().unwrap_err();
        assert!(why(4).contains("quotation mark") && why(8).contains("quotation mark"), "{read:?}");
        assert!(why(7).contains("between a closing quotation mark"), "{read:?}");
        assert!(read.iter().map(|(number, _)| *number).is_sorted(), "{read:?}");
    }

    #[test]
    fn columns_without_a_heading_are_told_of() {
        let read = all("account,closed_at\n@a:hs,,\n@b:hs,,left,early\n@c:hs\n");
        assert!(read[0].1.is_ok() && read[2].1.is_ok(), "an empty one, and one too few, lose nothing: {read:?}");
        let why = read[1].1.clone().unwrap_err();
        assert!(why.contains("4 columns, and the headings name 2") && !why.contains("left"), "{why}");
    }

    #[test]
    fn json_lines_are_read_and_a_bad_one_is_one_refusal() {
        let long = format!("{{\"account\": \"{}\"}}", "a".repeat(100_000));
        let text = format!(
            "{{\"account\": \"@a:hs\", \"closed_at\": 1793525400000}}\n\nnonsense\n{long}\n{{\"mxid\": \"@b:hs\", \
             \"deactivated_at\": null}}\n{{\"account\": 7}}\n{{\"account\": \"@c:hs\", \"closed_at\": true}}"
        );
        let read = all(&text);
        assert_eq!(read.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 3, 4, 5, 6, 7]);
        assert_eq!(read[0].1, seen("@a:hs", Some("2026-11-01T09:30:00Z")));
        assert_eq!(read[3].1, seen("@b:hs", None));
        for bad in [1, 2, 4, 5] {
            let why = read[bad].1.clone().unwrap_err();
            assert!(!why.contains("@c"), "nobody is named: {why}");
        }
    }
}
