//! What the person is told of locks in an answer: what is locked and since when, what may still be done with it, and that they
//! hear of it before a lock ends (Art. 18(2)–(3)).

use sea_orm::ConnectionTrait;

use super::{error::CaseError, sealing::Opened};
use crate::{
    desk::Desk,
    hold::{self, lock, place},
    request,
    rights::right::Right,
    words::{date, fill, fill::Fill, language::Language},
};

/// Several lines about the locks that were set for this request; empty if there are none.
pub(super) async fn of(
    db: &impl ConnectionTrait,
    desk: &Desk,
    opened: &Opened,
    request: &request::entity::Model,
) -> Result<String, CaseError> {
    let language = Language::from_code(&opened.ticket.language).unwrap_or_default();
    let w = language.locking();
    let rows = hold::store::locks_of(db, opened.ticket.id).await?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let (locks, places) = (lock::of_all(db, &ids).await?, place::of_all(db, &ids).await?);
    // What waits to be erased is told as such; if it stays, the end of its lock is told in a letter of its own.
    if request.right == Right::Erasure {
        return Ok(String::new());
    }
    let mut lines = Vec::new();
    let mut stands = false;
    for row in &rows {
        let Some(lock) = locks.get(&row.id) else { continue };
        // A lock that staff set from the ticket, for no request, answers the one that asked for locks.
        let is_of_request = lock.request_id.map_or(request.right == Right::Restriction, |id| id == request.id);
        if !is_of_request {
            continue;
        }
        let named = places.iter().filter(|place| place.hold_id == row.id);
        let named: Vec<_> = named.map(|place| desk.systems.name(&place.system, language.code())).collect();
        let what = if named.is_empty() { w.told_everywhere.to_owned() } else { named.join(", ") };
        let what = match &lock.purpose {
            Some(purpose) => w.told_purpose.with2(what, purpose),
            None => what,
        };
        let since = date::date(desk.day_of(row.set_at), language);
        stands |= row.is_standing();
        lines.push(match row.lifted_at {
            None => w.told_line.with2(what, since),
            Some(at) => fill::fill(w.told_line_ended, &[&what, &since, &date::date(desk.day_of(at), language)]),
        });
    }
    if lines.is_empty() {
        return Ok(String::new());
    }
    let mut text = w.told_title.to_owned();
    for line in lines {
        text.push_str(&format!("\n- {line}"));
    }
    if stands {
        text.push_str(&format!("\n\n{}\n{}", w.told_may, w.told_before));
    }
    Ok(text)
}
