//! Which reminder is due on a day.

use chrono::NaiveDate;

/// The reminder that is due: of these numbers of days before `due_on` the smallest that has come. None while all are still to
/// come, and when the day is over: from then on the queue is loud.
///
/// A worker that was away on one day reminds on the next; what was passed meanwhile is not made up for.
pub fn due(days_before: &[i32], due_on: NaiveDate, today: NaiveDate) -> Option<i32> {
    let left = (due_on - today).num_days();
    days_before.iter().copied().filter(|step| left >= 0 && left <= i64::from(*step)).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_step_that_has_come_is_due() {
        let (steps, due_on) = ([14, 7, 3, 1, 0], NaiveDate::from_ymd_opt(2026, 12, 14).unwrap());
        let on = |day| due(&steps, due_on, NaiveDate::from_ymd_opt(2026, 11, 1).unwrap() + chrono::Days::new(day - 1));
        let found: Vec<_> = [29_u64, 30, 36, 37, 41, 42, 43, 44, 45].map(on).into_iter().collect();
        assert_eq!(
            found,
            [None, Some(14), Some(14), Some(7), Some(3), Some(3), Some(1), Some(0), None],
            "29 and 30 November, then 6, 7, 11 to 15 December"
        );
    }
}
