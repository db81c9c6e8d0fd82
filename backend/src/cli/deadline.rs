//! `deadline`: the engine that counts the days, by itself.

use std::io::{self, Read};

use anyhow::Context;

use super::{arguments::Deadline, print};
use crate::{
    law::{
        calendar::Calendars,
        deadline::json::answer::{Detail, answer},
    },
    words::{language::Language, working::sentence::sentence},
};

/// Answers what stands on standard input or in the file; whether everything could be answered.
pub fn deadline(command: &Deadline) -> anyhow::Result<bool> {
    // The calendars of the desk, so that the answer is the desk's; without a configuration those that are built in.
    let calendars = match command.config.read_if_there()? {
        Some(config) => config.calendars()?,
        None => Calendars::built_in(),
    };
    let text = match &command.file {
        Some(path) => std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?,
        None => {
            let mut text = String::new();
            io::stdin().read_to_string(&mut text).context("standard input cannot be read")?;
            text
        }
    };
    let detail = if command.working { Detail::Working(|step| sentence(step, Language::En)) } else { Detail::Dates };
    let answered = answer(&calendars, detail, &text)?;
    print::line(&answered.text);
    Ok(answered.refused == 0)
}
