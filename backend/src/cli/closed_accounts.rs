//! Reading files of closed accounts: CSV with headings, or JSON Lines. Line by line, so that memory does not grow with the
//! file, and so that one bad line is one refusal.

use std::io::{BufRead, Read};

use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::{casework::import_deactivations::Line, deactivation::sighting::Sighting};

/// What the account may be called, in headings and in JSON.
const ACCOUNT: &[&str] = &["account", "matrix_id", "user_id", "mxid", "name"];

/// What the time may be called.
const CLOSED_AT: &[&str] = &["closed_at", "deactivated_at", "time"];

/// No line that names an account is longer, in bytes.
const LONGEST: u64 = 64 * 1024;

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
    match format {
        Format::Csv => csv(file),
        Format::Jsonl => Ok(Box::new(Json { file, number: 0 })),
    }
}

fn csv(file: Box<dyn BufRead>) -> anyhow::Result<Lines> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(file);
    let headings = reader.headers().context("the first line is no line of headings")?;
    let column = |names: &[&str]| {
        headings.iter().position(|heading| {
            let heading = heading.trim_start_matches('\u{feff}').to_ascii_lowercase();
            names.contains(&heading.as_str())
        })
    };
    let (account, closed_at) = (column(ACCOUNT), column(CLOSED_AT));
    let Some(account) = account else {
        bail!("no column is called {}; the first line names the columns", ACCOUNT.join(", "));
    };
    let mut number = 1;
    Ok(Box::new(reader.into_records().map(move |record| {
        number += 1;
        let read = match record {
            Err(_) => Err("it is no line of CSV in UTF-8".to_owned()),
            Ok(record) => {
                number = record.position().map_or(number, csv::Position::line);
                let text = closed_at.and_then(|column| record.get(column)).unwrap_or_default();
                let account = record.get(account).unwrap_or_default().to_owned();
                time(text).map(|closed_at| Sighting { account, closed_at })
            }
        };
        Line { number, read }
    })))
}

/// JSON Lines.
struct Json {
    file: Box<dyn BufRead>,
    number: u64,
}

impl Iterator for Json {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        loop {
            self.number += 1;
            let number = self.number;
            let mut line = Vec::new();
            let read = match self.file.by_ref().take(LONGEST).read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(_) if line.len() as u64 == LONGEST && line.last() != Some(&b'\n') => {
                    if skip_line(&mut self.file).is_err() {
                        return None;
                    }
                    Err("it is longer than any line that names an account".to_owned())
                }
                Ok(_) if line.iter().all(u8::is_ascii_whitespace) => continue,
                Ok(_) => object(&line),
                Err(_) => return None,
            };
            return Some(Line { number, read });
        }
    }
}

fn skip_line(file: &mut Box<dyn BufRead>) -> std::io::Result<()> {
    loop {
        let (end, length) = {
            let buffer = file.fill_buf()?;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            (end, buffer.len())
        };
        file.consume(end.map_or(length, |end| end + 1));
        if end.is_some() || length == 0 {
            return Ok(());
        }
    }
}

fn object(line: &[u8]) -> Result<Sighting, String> {
    let value: Value = serde_json::from_slice(line).map_err(|_| "it is no JSON object".to_owned())?;
    let field = |names: &[&str]| names.iter().find_map(|name| value.get(name)).filter(|value| !value.is_null());
    let Some(Value::String(account)) = field(ACCOUNT) else {
        return Err(format!("it has no text called {}", ACCOUNT.join(", ")));
    };
    let closed_at = match field(CLOSED_AT) {
        None => None,
        Some(Value::String(text)) => time(text)?,
        Some(Value::Number(number)) => time(&number.to_string())?,
        Some(_) => return Err(NO_TIME.to_owned()),
    };
    Ok(Sighting { account: account.clone(), closed_at })
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
    }

    fn read_error(text: &str) -> String {
        match read(Box::new(Cursor::new(text.to_owned().into_bytes())), None) {
            Ok(_) => panic!("it is to be refused"),
            Err(error) => error.to_string(),
        }
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
