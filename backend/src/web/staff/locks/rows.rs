//! Locks in words.

use crate::{
    casework::error::CaseError,
    desk::Desk,
    hold::{entity::Model, lock},
    web::{
        page::desk::locks::LockRow,
        staff::{holds::rows as holds, shown::Times},
    },
    words::{fill::Fill, language::Language},
};

/// The rows of these locks.
pub async fn of(desk: &Desk, rows: &[Model], language: Language) -> Result<Vec<LockRow>, CaseError> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let locks = lock::of_all(&desk.db, &ids).await?;
    let times = Times::of(desk, language);
    let words = holds::of(desk, rows, language).await?.into_iter().zip(rows);
    let rows = words.map(|(hold, row)| {
        let lock = locks.get(&row.id);
        LockRow {
            hold,
            code: row.ground.code().to_owned(),
            purpose: lock.and_then(|lock| lock.purpose.clone()),
            ends_on: lock.and_then(|lock| lock.ends_on).map(|day| times.short_day(day)),
        }
    });
    Ok(rows.collect())
}

/// Its case and, if that is planned, its end.
pub fn in_short(desk: &Desk, row: &Model, lock: Option<&lock::Model>, language: Language) -> String {
    let case = format!("{} ({})", holds::ground(row.ground, language), row.ground.article());
    match lock.and_then(|lock| lock.ends_on) {
        Some(day) => {
            format!("{case}. {}", language.locking().ends_on_day.with(Times::of(desk, language).short_day(day)))
        }
        None => case,
    }
}
