//! Which recipients were told, in words for the person (Art. 19, last sentence).

use sea_orm::ConnectionTrait;

use super::{disclosed, recipients};
use crate::{
    casework::{
        error::CaseError,
        sealing::{Opened, Place},
    },
    desk::Desk,
    disclosure,
    kernel::ids::RequestId,
    notice::{
        self,
        entity::Model,
        state::{Article, State},
    },
    words::{date, fill::Fill, language::Language},
};

/// A line for each recipient that the person may know of.
pub async fn lines(
    db: &impl ConnectionTrait,
    desk: &Desk,
    opened: &Opened,
    language: Language,
) -> Result<Vec<String>, CaseError> {
    let rows = as_open(db, desk, opened).await?;
    let mut lines = Vec::new();
    for row in rows.iter().filter(|row| row.is_open_to_person) {
        let line = line(desk, opened, row, language)?;
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    Ok(lines)
}

/// Whether there is anybody who is told of what was done for this request, and of whom the person may know.
pub(in crate::casework) async fn is_any(
    db: &impl ConnectionTrait,
    desk: &Desk,
    opened: &Opened,
    request: RequestId,
) -> Result<bool, CaseError> {
    let rows = as_open(db, desk, opened).await?;
    Ok(rows.iter().any(|row| row.request_id == request && row.is_open_to_person && !row.state.is_given_up()))
}

/// The notices of the ticket, with [`Model::is_open_to_person`] as it is today: a disclosure can be withheld, and its time can
/// be over, after the notice was planned.
pub async fn as_open(db: &impl ConnectionTrait, desk: &Desk, opened: &Opened) -> Result<Vec<Model>, CaseError> {
    let mut rows = notice::store::of(db, opened.ticket.id).await?;
    let disclosed = disclosed::of(db, desk, opened).await?;
    for row in &mut rows {
        row.is_open_to_person = is_open(desk, row, &disclosed);
    }
    Ok(rows)
}

/// Whether the person may know of it: of whoever gets these data from everybody, and of whoever got theirs unless that is
/// withheld.
pub fn is_open(desk: &Desk, row: &Model, disclosed: &[disclosure::entity::Model]) -> bool {
    let keys = row.system_keys();
    let is_of = |it: &&disclosure::entity::Model| {
        let from = it.system_keys();
        it.recipient == row.recipient
            && !it.is_inquiry
            && (from.is_empty() || from.iter().any(|key| keys.contains(key)))
    };
    let mut of_row = disclosed.iter().filter(is_of).peekable();
    match (row.article, of_row.peek()) {
        (Article::Recipient, Some(_)) => is_usual(desk, row) || of_row.all(|it| it.may_be_told(desk.today())),
        (Article::Recipient | Article::Public, _) => row.is_open_to_person,
    }
}

/// Whether the recipient gets the data of all these systems from everybody.
pub fn is_usual(desk: &Desk, row: &Model) -> bool {
    let keys = row.system_keys();
    let wanted = keys.iter().map(String::as_str).collect();
    let known = recipients::of(desk, &wanted);
    known.iter().any(|it| it.name == row.recipient && wanted.is_subset(&it.systems))
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
