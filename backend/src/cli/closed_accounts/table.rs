//! CSV with headings. A text in quotation marks may go on over several lines; where that makes no sense, somebody forgot to
//! close one: then the line that opens it is refused, and the lines after it are read for themselves, so that none is lost.

use std::collections::VecDeque;

use anyhow::{Context, bail};

use super::{
    ACCOUNT, CLOSED_AT,
    lines::{LONGEST, Lines, Numbered},
    time,
};
use crate::{casework::accounts::import_deactivations::Line, deactivation::sighting::Sighting};

const OPEN_QUOTE: &str = "it opens a quotation mark and does not close it; the lines after it are read for themselves";

const AFTER_QUOTE: &str = "something stands between a closing quotation mark and the next comma";

/// What headings of times have in them.
const TIMES: [&str; 4] = ["clos", "deactiv", "date", "time"];

/// What is wrong with a line's fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Open,
    AfterQuote,
}

/// A table of which the headings are read.
pub(super) struct Table {
    lines: Lines,
    /// Lines that were read as a part of another and stand for themselves after all.
    again: VecDeque<Numbered>,
    columns: usize,
    account: usize,
    closed_at: Option<usize>,
}

impl Table {
    /// Reads the headings.
    pub(super) fn of(mut lines: Lines) -> anyhow::Result<Self> {
        let is_said = |line: &Numbered| line.1.as_ref().map_or(true, |text| !text.trim().is_empty());
        let Some((_, first)) = lines.by_ref().find(is_said) else { bail!("the file is empty") };
        let first = first.map_err(anyhow::Error::msg).context("the first line is no line of headings")?;
        let headings = fields(first.trim_start_matches('\u{feff}'));
        let Ok(headings) = headings else {
            bail!("the first line is no line of headings: a quotation mark is left open")
        };
        let column =
            |names: &[&str]| headings.iter().position(|heading| names.contains(&heading.to_ascii_lowercase().as_str()));
        let Some(account) = column(ACCOUNT) else {
            bail!("no column is called {}; the first line names the columns", ACCOUNT.join(", "));
        };
        let closed_at = column(CLOSED_AT);
        // Passing by a column of times would let thirty days begin today.
        let is_time = |heading: &&String| TIMES.iter().any(|word| heading.to_ascii_lowercase().contains(word));
        if let (None, Some(heading)) = (closed_at, headings.iter().find(is_time)) {
            bail!("the column {heading} is not read; when an account was closed stands under {}", CLOSED_AT.join(", "));
        }
        Ok(Self { columns: headings.len(), account, closed_at, lines, again: VecDeque::new() })
    }

    fn take(&mut self) -> Option<Numbered> {
        self.again.pop_front().or_else(|| self.lines.next())
    }

    /// What a line says, with those after it that belong to it.
    fn record(&mut self, first: String) -> Result<Sighting, String> {
        let mut text = first;
        let mut joined = Vec::new();
        loop {
            let read = match fields(&text) {
                Ok(fields) => self.sighting(&fields),
                Err(Fault::AfterQuote) => Err(AFTER_QUOTE.to_owned()),
                Err(Fault::Open) => {
                    let next = if (text.len() as u64) < LONGEST { self.take() } else { None };
                    if let Some((number, Ok(line))) = next {
                        text = text + "\n" + &line;
                        joined.push((number, Ok(line)));
                        continue;
                    }
                    joined.extend(next);
                    Err(OPEN_QUOTE.to_owned())
                }
            };
            if read.is_ok() || joined.is_empty() {
                return read;
            }
            for line in joined.into_iter().rev() {
                self.again.push_front(line);
            }
            return Err(OPEN_QUOTE.to_owned());
        }
    }

    fn sighting(&self, fields: &[String]) -> Result<Sighting, String> {
        if fields.iter().skip(self.columns).any(|field| !field.is_empty()) {
            let (found, wanted) = (fields.len(), self.columns);
            return Err(format!(
                "it has {found} columns, and the headings name {wanted}; a text with commas stands in quotation marks"
            ));
        }
        let text = self.closed_at.and_then(|column| fields.get(column)).map_or("", String::as_str);
        let account = fields.get(self.account).cloned().unwrap_or_default();
        if account.contains('\n') {
            return Err(OPEN_QUOTE.to_owned());
        }
        Ok(Sighting { account, closed_at: time(text)? })
    }
}

impl Iterator for Table {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        loop {
            let (number, line) = self.take()?;
            return match line {
                Ok(text) if text.trim().is_empty() => continue,
                Ok(text) => Some(Line { number, read: self.record(text) }),
                Err(why) => Some(Line { number, read: Err(why) }),
            };
        }
    }
}

/// The fields of a line, without the blanks around them.
fn fields(text: &str) -> Result<Vec<String>, Fault> {
    let mut fields = Vec::new();
    let mut rest = text;
    loop {
        let start = rest.trim_start();
        let (field, behind) = match start.strip_prefix('"') {
            Some(quoted) => {
                let (field, behind) = unquoted(quoted).ok_or(Fault::Open)?;
                (field, behind.trim_start())
            }
            None => {
                let (field, behind) = start.split_at(start.find(',').unwrap_or(start.len()));
                (field.to_owned(), behind)
            }
        };
        fields.push(field.trim().to_owned());
        rest = match behind.strip_prefix(',') {
            Some(rest) => rest,
            None if behind.is_empty() => return Ok(fields),
            None => return Err(Fault::AfterQuote),
        };
    }
}

/// What stands until the closing quotation mark, and what follows it. Two of them mean one.
fn unquoted(text: &str) -> Option<(String, &str)> {
    let mut field = String::new();
    let mut rest = text;
    loop {
        let (before, behind) = rest.split_once('"')?;
        field.push_str(before);
        let Some(more) = behind.strip_prefix('"') else { return Some((field, behind)) };
        field.push('"');
        rest = more;
    }
}
