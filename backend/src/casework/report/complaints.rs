//! How complaints fared that came on these days: the law asks that each is acknowledged within thirty days.

use sea_orm::DbErr;

use super::{figures::Complaints, span::Span};
use crate::{
    complaint::{
        self,
        entity::Model,
        state::{Outcome, State},
    },
    desk::Desk,
};

/// Counts them.
pub async fn of(desk: &Desk, span: Span) -> Result<Complaints, DbErr> {
    let rows = complaint::store::received(&desk.db, span.from(), span.to()).await?;
    let mut counts = Complaints::default();
    for row in rows {
        add(&mut counts, desk, &row);
    }
    Ok(counts)
}

fn add(counts: &mut Complaints, desk: &Desk, row: &Model) {
    counts.received += 1;
    // Whoever has the outcome knows that it came.
    let told_on = row.acknowledged_at.or(row.answered_at).map(|at| desk.day_of(at));
    match told_on {
        Some(on) if on <= row.acknowledge_by => counts.acknowledged_in_time += 1,
        Some(_) => counts.acknowledged_late += 1,
        None => counts.acknowledged_late += u64::from(desk.today() > row.acknowledge_by),
    }
    match row.state {
        State::Answered => counts.closed += 1,
        State::Unconfirmed | State::Received | State::Acknowledged | State::Dropped => {}
    }
    match row.outcome {
        Some(Outcome::Upheld | Outcome::PartlyUpheld) => counts.upheld += 1,
        Some(Outcome::NotUpheld) | None => {}
    }
}
