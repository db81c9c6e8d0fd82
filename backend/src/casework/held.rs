//! What keeps an erasure from happening: holds on the person's names, asked for before anything is erased.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rightsdesk_exporters::contract::{
    connector::Connector,
    outcome::{Gap, Located},
    subject::Subject,
    text::Text,
};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};

use super::settle_task::Answer;
use crate::{
    desk::Desk,
    hold::{self, ground::Ground, store::Held},
    identifier,
    kernel::ids::TicketId,
    task::{result::TaskResult, state::Outcome},
    words::{date, fill::Fill, language::Language},
};

/// The holds on a person in a system.
pub(super) async fn of(
    db: &impl ConnectionTrait,
    desk: &Desk,
    subject: &Subject,
    system: &str,
) -> Result<Vec<Held>, DbErr> {
    hold::store::held(db, system, &blinds(desk, subject)).await
}

/// The same in a transaction that is about to write that an erasure begins.
pub(super) async fn for_certain(
    tx: &DatabaseTransaction,
    desk: &Desk,
    subject: &Subject,
    system: &str,
) -> Result<Vec<Held>, DbErr> {
    hold::store::held_for_certain(tx, system, &blinds(desk, subject)).await
}

fn blinds(desk: &Desk, subject: &Subject) -> Vec<Vec<u8>> {
    hold::name::blinds_of_all(&desk.index, subject.identifiers())
}

/// The tickets of people who are held anywhere: nothing of theirs is destroyed by itself.
pub(super) async fn tickets(db: &impl ConnectionTrait) -> Result<BTreeSet<TicketId>, DbErr> {
    let blinds = hold::store::standing_blinds(db).await?;
    if blinds.is_empty() {
        return Ok(BTreeSet::new());
    }
    Ok(identifier::store::tickets_with(db, blinds).await?.into_iter().collect())
}

/// What comes of a task that must not erase: all that is there stays, and the person is told why. Where nothing is there,
/// there is nothing to keep.
pub(super) fn keeps(
    desk: &Desk,
    system: &str,
    connector: &dyn Connector,
    earlier: &TaskResult,
    located: Located,
    by: Vec<Held>,
) -> Answer {
    let is_manual = connector.about().accepts.is_empty();
    let found: u64 = located.counts.iter().map(|count| count.records).sum();
    let result = TaskResult { located: Some(located), erasure: None, manual: None, ..earlier.clone() };
    if found == 0 && !is_manual {
        return Answer::Ended { result, outcome: Outcome::NotFound };
    }
    let gaps = gaps(desk, system, &by);
    Answer::Kept { result: TaskResult { gaps, ..result }, by }
}

/// What the person is told, once for each ground, with the last of its days.
fn gaps(desk: &Desk, system: &str, by: &[Held]) -> Vec<Gap> {
    let mut grounds = BTreeMap::<Ground, NaiveDate>::new();
    for held in by {
        let day = grounds.entry(held.ground).or_insert(held.review_on);
        *day = held.review_on.max(*day);
    }
    let told = |(ground, review_on): (Ground, NaiveDate)| Gap {
        what: desk.systems.name(system, Language::En.code()),
        why: Text::ByLanguage(
            Language::ALL
                .into_iter()
                .map(|language| (language.code().to_owned(), for_the_person(ground, review_on, language)))
                .collect(),
        ),
    };
    grounds.into_iter().map(told).collect()
}

/// Why something is kept, in words for the person.
pub fn for_the_person(ground: Ground, review_on: NaiveDate, language: Language) -> String {
    let why = language.choose(&ground.in_the_list().says);
    let again = language.holding().person_again.with(date::date(review_on, language));
    format!("{why} ({}) {again}", ground.article())
}
