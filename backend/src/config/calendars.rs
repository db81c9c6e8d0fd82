//! The section `[calendars]`: which days are days of rest.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Deserialize;

use crate::law::{
    calendar::{Calendar, Calendars, NotACalendar},
    regime::Law,
};

/// Which days are days of rest. Left out: England and Wales for UK law, metropolitan France for EU law.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CalendarsSection {
    /// A file that takes the place of the calendar for UK law.
    pub uk: Option<PathBuf>,
    /// A file that takes the place of the calendar for EU law.
    pub eu: Option<PathBuf>,
    /// Single days that were announced after the calendars were written.
    pub one_off: Vec<OneOff>,
}

/// One day of rest.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneOff {
    /// Under which law nobody works.
    pub law: Law,
    /// When.
    pub on: NaiveDate,
    /// Why; it stands in the working of deadlines.
    pub name: String,
}

/// A calendar of the configuration that cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum CalendarError {
    /// The file cannot be read.
    #[error("the calendar {0} cannot be read")]
    File(PathBuf, #[source] std::io::Error),
    /// The file is no calendar.
    #[error("the calendar {0} is no calendar")]
    Form(PathBuf, #[source] NotACalendar),
}

impl CalendarsSection {
    /// The calendars to reckon with. Relative paths start at `base`.
    pub fn read(&self, base: &Path) -> Result<Calendars, CalendarError> {
        let mut calendars = Calendars::built_in();
        if let Some(path) = &self.uk {
            calendars.uk = file(&base.join(path))?;
        }
        if let Some(path) = &self.eu {
            calendars.eu = file(&base.join(path))?;
        }
        for OneOff { law, on, name } in &self.one_off {
            calendars = match law {
                Law::Uk => Calendars { uk: calendars.uk.with_one_off(*on, name), ..calendars },
                Law::Eu => Calendars { eu: calendars.eu.with_one_off(*on, name), ..calendars },
            };
        }
        Ok(calendars)
    }
}

fn file(path: &Path) -> Result<Calendar, CalendarError> {
    let text = std::fs::read_to_string(path).map_err(|source| CalendarError::File(path.to_owned(), source))?;
    Calendar::parse(&text).map_err(|source| CalendarError::Form(path.to_owned(), source))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::calendar::Rest;

    fn read(text: &str) -> Result<Calendars, CalendarError> {
        let section: CalendarsSection = toml::from_str(text).unwrap();
        section.read(Path::new("/nowhere"))
    }

    #[test]
    fn a_day_that_was_announced_late_is_a_day_of_rest_under_its_law_only() {
        let coronation = "one_off = [{ law = \"UK\", on = \"2027-06-15\", name = \"A coronation\" }]";
        let on = NaiveDate::from_ymd_opt(2027, 6, 15).unwrap();
        let calendars = read(coronation).unwrap();
        assert_eq!(calendars.uk.why_at_rest(on), Some(Rest::Holiday("A coronation".into())));
        assert!(calendars.eu.is_working_day(on));
        assert!(read("").unwrap().uk.is_working_day(on));
        assert!(
            !read("one_off = [{ law = \"UK\", on = \"2099-06-15\", name = \"A coronation\" }]").unwrap().uk.knows(2099)
        );
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        assert!(read("uk = \"days.toml\"").unwrap_err().to_string().contains("/nowhere/days.toml"));
    }
}
