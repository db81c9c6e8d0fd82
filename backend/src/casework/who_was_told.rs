//! Which recipients were told, in words for the person (Art. 19, last sentence).

use sea_orm::ConnectionTrait;

use super::{
    error::CaseError,
    sealing::{Opened, Place},
};
use crate::{
    desk::Desk,
    notice::{self, entity::Model, state::State},
    words::{date, fill::Fill, language::Language},
};

/// A line for each recipient that the person may know of.
pub async fn lines(
    db: &impl ConnectionTrait,
    desk: &Desk,
    opened: &Opened,
    language: Language,
) -> Result<Vec<String>, CaseError> {
    let rows = notice::store::of(db, opened.ticket.id).await?;
    let mut lines = Vec::new();
    for row in rows.iter().filter(|row| row.is_open_to_person) {
        let line = line(desk, opened, row, language)?;
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    Ok(lines)
}

fn line(desk: &Desk, opened: &Opened, row: &Model, language: Language) -> Result<String, CaseError> {
    let w = language.telling();
    let day = |at: Option<chrono::DateTime<chrono::Utc>>| {
        date::date(desk.day_of(at.or(row.settled_at).unwrap_or(row.planned_at)), language)
    };
    Ok(match row.state {
        State::Planned | State::Failed => w.who_planned.with(&row.recipient),
        State::Sent => w.who_sent.with2(&row.recipient, day(row.sent_at)),
        State::Acknowledged => w.who_acknowledged.with2(&row.recipient, day(row.sent_at)),
        State::Impossible => w.who_impossible.with2(&row.recipient, words(opened, row)?),
        State::Disproportionate => w.who_disproportionate.with2(&row.recipient, words(opened, row)?),
    })
}

/// What staff wrote down; empty if nothing.
pub fn words(opened: &Opened, row: &Model) -> Result<String, CaseError> {
    let sealed = row.words_sealed.as_deref().map(|sealed| opened.unseal(Place::NoticeWords(row.id), sealed));
    Ok(sealed.transpose()?.unwrap_or_default())
}
