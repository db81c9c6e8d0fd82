//! Requests that anybody can send are counted by where they come from, whichever public door they come through.

use chrono::TimeDelta;

use crate::{casework::error::CaseError, desk::Desk, tally};

/// Counts one more request from `source`, as limits count it: an error if that is too many. To be called once all else
/// about the request is right, so that nobody is kept out for typing errors.
pub async fn count_request(desk: &Desk, source: &str) -> Result<(), CaseError> {
    let limits = desk.config.limits;
    let now = desk.now();
    let hour = tally::store::Limit { most: limits.forms_per_source_and_hour, span: TimeDelta::hours(1) };
    let day = tally::store::Limit { most: limits.forms_per_source_and_day, span: TimeDelta::days(1) };
    let in_hour = desk.index.hash("requests from a source in an hour", source);
    let in_day = desk.index.hash("requests from a source in a day", source);
    let in_hour = tally::store::count(&desk.db, &in_hour, hour, now).await?;
    let in_day = tally::store::count(&desk.db, &in_day, day, now).await?;
    if in_hour && in_day { Ok(()) } else { Err(CaseError::Limited) }
}
