//! What a million deadlines cost: random cases, always the same, through the function that pages, API, jobs and the command
//! line call, against bare arithmetic with dates in the same run.
//!
//! ```text
//! cargo bench -p rightsdesk-tests --bench deadlines
//! cargo bench -p rightsdesk-tests --bench deadlines -- 100000
//! ```
//!
//! The floor adds a calendar month to the day of receipt for each law and goes on to the next day that is no Saturday or Sunday.
//! It knows no holidays, questions, pauses or extensions, and shows no working. Then the same cases as JSON, in and out, and
//! a list of them through the command itself.
//!
//! Nothing is asserted about time; what is asserted is that every case has an answer.

mod cases;
mod program;

use std::{hint::black_box, time::Duration};

use cases::Chance;
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use rightsdesk::law::{
    calendar::Calendars,
    deadline::{
        json::{
            answer::{Detail, answer},
            question::Question,
        },
        matter::Matter,
        reckon::reckon,
    },
};
use serde::Deserialize;
use serde_json::Value;
use tokio::time::Instant;

/// How many cases are reckoned unless the command says otherwise.
const CASES: u32 = 1_000_000;

/// So many are made ready at a time, outside what is measured.
const AT_A_TIME: u32 = 10_000;

/// How many go through the command.
const THROUGH_THE_COMMAND: u32 = 100_000;

/// The day on which the work for this began, so that nobody thinks the seed was chosen.
const SEED: u64 = 20_261_123;

fn main() {
    let cases = std::env::args().find_map(|cases| cases.parse().ok()).unwrap_or(CASES);
    let calendars = Calendars::built_in();
    let mut chance = Chance::of(SEED);
    let (mut floor, mut function, mut json) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    for first in (0..cases).step_by(AT_A_TIME as usize) {
        let made: Vec<(Value, NaiveDate)> =
            (first..(first + AT_A_TIME).min(cases)).map(|_| cases::random(&mut chance)).collect();
        let matters: Vec<(Matter, NaiveDate)> = made.iter().map(|(case, day)| (read(case), *day)).collect();
        let text = list(made.iter().map(|(case, _)| case));
        floor += timed(|| {
            for (_, received_on) in &matters {
                black_box([bare(black_box(*received_on)), bare(black_box(*received_on))]);
            }
        });
        function += timed(|| {
            for (matter, _) in &matters {
                black_box(reckon(&calendars, black_box(matter)));
            }
        });
        json += timed(|| {
            let answered = answer(&calendars, Detail::Dates, black_box(&text)).expect("a list");
            assert_eq!(answered.refused, 0, "every case can be answered");
        });
    }
    println!("{cases} deadlines, the working with each\n");
    println!("{:<34} {:>9} {:>9} {:>8}", "", "s", "us each", "ratio");
    for (what, time) in
        [("a month and the next weekday, twice", floor), ("the function", function), ("JSON in and out", json)]
    {
        println!(
            "{what:<34} {:>9.2} {:>9.3} {:>7.1}x",
            time.as_secs_f64(),
            time.as_secs_f64() * 1e6 / f64::from(cases),
            time.as_secs_f64() / floor.as_secs_f64()
        );
    }
    let made: Vec<Value> = (0..THROUGH_THE_COMMAND).map(|_| cases::random(&mut chance).0).collect();
    let text = list(made.iter());
    drop(made);
    let read = text.len() / 1024 / 1024;
    let ran = program::deadline(text);
    println!(
        "\n`rightsdesk deadline` on a list of {THROUGH_THE_COMMAND}: {:.2} s, {:.1} us each, {read} MiB in, {} MiB out, peak {} MiB",
        ran.wall.as_secs_f64(),
        ran.wall.as_secs_f64() * 1e6 / f64::from(THROUGH_THE_COMMAND),
        ran.printed / 1024 / 1024,
        ran.peak
    );
}

fn read(case: &Value) -> Matter {
    Question::deserialize(case).expect("a question").read().expect("one that makes sense")
}

fn list<'c>(cases: impl Iterator<Item = &'c Value>) -> String {
    let cases: Vec<String> = cases.map(Value::to_string).collect();
    format!("[{}]", cases.join(","))
}

fn timed(what: impl FnOnce()) -> Duration {
    let began = Instant::now();
    what();
    began.elapsed()
}

/// The same date of the next month, or the next day that is no Saturday or Sunday.
fn bare(received_on: NaiveDate) -> NaiveDate {
    let mut day = received_on + Months::new(1);
    while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
        day = day + Days::new(1);
    }
    day
}
