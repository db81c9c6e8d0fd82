//! What the person is told of locks in an answer: what is locked and since when, what may still be done with it, and that they
//! hear of it before a lock ends (Art. 18(2)–(3)).

use sea_orm::ConnectionTrait;

use crate::{
    casework::{error::CaseError, sealing::Opened},
    desk::Desk,
    hold::{self, ground::Ground, lock, place},
    request,
    rights::right::Right,
    words::{
        date,
        fill::{self, Fill},
        language::Language,
    },
};

/// The locks that were set for a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Locks {
    /// A line for each: what, and since when.
    pub lines: Vec<String>,
    /// Whether one of them stands.
    pub stands: bool,
}

impl Locks {
    /// What may be done with what is locked, and that the person hears of it before a lock ends; nothing if none stands.
    pub fn meanwhile(&self, language: Language) -> Vec<String> {
        let w = language.locking();
        if self.stands { vec![w.told_may.to_owned(), w.told_before.to_owned()] } else { Vec::new() }
    }

    /// All of it; empty if there are none.
    pub fn text(&self, language: Language) -> String {
        if self.lines.is_empty() {
            return String::new();
        }
        let mut text = language.locking().told_title.to_owned();
        for line in &self.lines {
            text.push_str(&format!("\n- {line}"));
        }
        let meanwhile = self.meanwhile(language);
        if !meanwhile.is_empty() {
            text.push_str(&format!("\n\n{}", meanwhile.join("\n")));
        }
        text
    }
}

/// The locks that were set for this request.
pub(in crate::casework) async fn of(
    db: &impl ConnectionTrait,
    desk: &Desk,
    opened: &Opened,
    request: &request::entity::Model,
) -> Result<Locks, CaseError> {
    let language = Language::from_code(&opened.ticket.language).unwrap_or_default();
    let w = language.locking();
    let rows = hold::store::locks_of(db, opened.ticket.id).await?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let (locks, places) = (lock::of_all(db, &ids).await?, place::of_all(db, &ids).await?);
    // What waits to be erased is told as such; if it stays, the end of its lock is told in a letter of its own.
    if request.right == Right::Erasure {
        return Ok(Locks::default());
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
            // The answer ends the reason for it, and a lock ends only on a day that the person was told of before.
            None if row.ground == Ground::ObjectionPending => w.told_line_pending.with2(what, since),
            None => w.told_line.with2(what, since),
            Some(at) => fill::fill(w.told_line_ended, &[&what, &since, &date::date(desk.day_of(at), language)]),
        });
    }
    Ok(Locks { lines, stands })
}
