//! What keeps an erasure from happening: holds and locks on the person's names, asked for before anything is erased.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rightsdesk_exporters::contract::{
    connector::Connector,
    outcome::{Gap, Located, ManualWork},
    subject::Subject,
    text::Text,
};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};

use crate::{
    casework::{collecting::system_answer::Answer, erasing::broken_off},
    desk::Desk,
    hold::{
        self,
        ground::{Ground, Keeps},
        store::Held,
    },
    identifier,
    kernel::ids::TicketId,
    rights::right::Right,
    task::{result::TaskResult, state::Outcome},
    ticket::{entity, intake::Channel},
    words::{date, fill::Fill, language::Language},
};

/// How long staff have to ask the person which they want.
const DAYS_TO_ASK: u16 = 5;

/// Who is to be erased from where, for which ticket.
#[derive(Clone, Copy, Debug)]
pub(in crate::casework) struct Wish<'a> {
    /// The ticket.
    pub ticket: TicketId,
    /// The person.
    pub subject: &'a Subject,
    /// The system.
    pub system: &'a str,
}

/// What keeps a person in a system.
pub(in crate::casework) async fn of(
    db: &impl ConnectionTrait,
    desk: &Desk,
    wish: Wish<'_>,
) -> Result<Vec<Held>, DbErr> {
    let found = hold::store::held(db, wish.system, &blinds(desk, wish.subject)).await?;
    Ok(found.into_iter().filter(|held| is_against(held, wish.ticket)).collect())
}

/// The same in a transaction that is about to write that an erasure begins.
pub(in crate::casework) async fn for_certain(
    tx: &DatabaseTransaction,
    desk: &Desk,
    wish: Wish<'_>,
) -> Result<Vec<Held>, DbErr> {
    let found = hold::store::held_for_certain(tx, wish.system, &blinds(desk, wish.subject)).await?;
    Ok(found.into_iter().filter(|held| is_against(held, wish.ticket)).collect())
}

/// What keeps a person's data in a system from being corrected, in a transaction that is about to let it be written. What is
/// locked while they say that it is wrong may be put right on the ticket that says so: that is what the lock waits for
/// (Art. 18(1)(a)).
pub(in crate::casework) async fn against_correcting(
    tx: &DatabaseTransaction,
    desk: &Desk,
    wish: Wish<'_>,
) -> Result<Vec<Held>, DbErr> {
    let found = hold::store::held_for_certain(tx, wish.system, &blinds(desk, wish.subject)).await?;
    let is_theirs = |held: &Held| held.ground == Ground::AccuracyContested || held.is_wish_to_be_erased();
    let is_waited_for = |held: &Held| held.ticket_id == Some(wish.ticket) && is_theirs(held);
    Ok(found.into_iter().filter(|held| !is_waited_for(held)).collect())
}
/// Whether any lock covers a person in a system, of whatever ticket.
pub(in crate::casework) async fn is_locked(
    db: &impl ConnectionTrait,
    desk: &Desk,
    (subject, system): (&Subject, &str),
) -> Result<bool, DbErr> {
    Ok(hold::store::held(db, system, &blinds(desk, subject)).await?.iter().any(is_lock))
}

/// Whether it is a lock.
pub(in crate::casework) fn is_lock(held: &Held) -> bool {
    held.ground.keeps() == Keeps::Lock
}

/// Whoever objects and asks to be erased in one go has said what they want: the lock while their objection is weighed does
/// not keep them from it (Art. 17(1)(c)). Nor does what is locked because they want it erased, or what is being corrected on the
/// same ticket: there the [order](crate::casework::collecting::order) lets the correction come first.
pub(in crate::casework) fn is_against(held: &Held, ticket: TicketId) -> bool {
    let is_of_ticket = held.ticket_id == Some(ticket);
    let is_corrected_here =
        is_of_ticket && held.ground == Ground::AccuracyContested && held.for_right == Some(Right::Rectification);
    let is_objection_here = is_of_ticket && held.ground == Ground::ObjectionPending;
    !(is_corrected_here || is_objection_here || held.is_wish_to_be_erased())
}

fn blinds(desk: &Desk, subject: &Subject) -> Vec<Vec<u8>> {
    hold::name::blinds_of_all(&desk.index, subject.identifiers())
}

/// The tickets of people who are held anywhere: nothing of theirs is destroyed by itself.
pub(in crate::casework) async fn tickets(db: &impl ConnectionTrait) -> Result<BTreeSet<TicketId>, DbErr> {
    let blinds = hold::store::standing_blinds(db).await?;
    if blinds.is_empty() {
        return Ok(BTreeSet::new());
    }
    Ok(identifier::store::tickets_with(db, blinds).await?.into_iter().collect())
}

/// What comes of a task that must not erase: all that is there stays, and the person is told why. Where nothing is there,
/// there is nothing to keep.
pub(in crate::casework) fn keeps(
    desk: &Desk,
    (ticket, system): (&entity::Model, &str),
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
    // Nothing but the person's own locks is in the way of the person's own wish: they are asked which they want.
    if by.iter().all(is_lock) && ticket.channel != Channel::Deactivation {
        return Answer::AsksFirst { result, work: which_they_want(), by };
    }
    let (gaps, untold) = gaps(desk, system, &by);
    Answer::Kept { result: TaskResult { gaps, untold, ..result }, by }
}

/// What comes of an erasure that holds or locks stopped on the way, when something was gone: people see what is gone and why the
/// rest stays, and end the task by what becomes of it.
pub(in crate::casework) fn keeps_the_rest(
    desk: &Desk,
    (ticket, system): (&entity::Model, &str),
    result: TaskResult,
    by: Vec<Held>,
) -> Answer {
    let is_their_choice = by.iter().all(is_lock) && ticket.channel != Channel::Deactivation;
    let beyond = if is_their_choice { which_they_want().instructions } else { for_staff(&by) };
    let (gaps, untold) = if is_their_choice { (Vec::new(), Vec::new()) } else { gaps(desk, system, &by) };
    let work = broken_off::work(&result, |language| language.erased().stopped, Some(&beyond), DAYS_TO_ASK);
    Answer::AsksFirst { result: TaskResult { gaps, untold, ..result }, work, by }
}

fn which_they_want() -> ManualWork {
    let words = Language::ALL.map(|language| (language.code().to_owned(), language.locking().ask_which.to_owned()));
    ManualWork { instructions: Text::ByLanguage(words.into()), days: DAYS_TO_ASK }
}

/// Why nothing is written, for staff: each ground once, with the last of its days.
pub(in crate::casework) fn for_staff(by: &[Held]) -> Text {
    let line = |(ground, review_on): (Ground, NaiveDate), language: Language| {
        let (locking, holding) = (language.locking(), language.holding());
        let what = match ground.keeps() {
            Keeps::Hold => holding.log_set,
            Keeps::Lock => locking.log_set,
        };
        let name = match ground {
            Ground::LegalClaims
            | Ground::LegalObligation
            | Ground::PublicTask
            | Ground::FreeExpression
            | Ground::Research => language.choose(&ground.in_the_list().name),
            Ground::AccuracyContested => locking.accuracy,
            Ground::UnlawfulUse => locking.unlawful,
            Ground::PersonsClaims => locking.claims,
            Ground::ObjectionPending => locking.objection,
        };
        let review = holding.next_review.with(date::date(review_on, language));
        format!("{what}: {name} ({}). {review}", ground.article())
    };
    let grounds = grounds(by);
    let words = Language::ALL.map(|language| {
        let lines: Vec<_> = grounds.iter().map(|(ground, day)| line((*ground, *day), language)).collect();
        (language.code().to_owned(), lines.join("\n"))
    });
    Text::ByLanguage(words.into())
}

/// The grounds, with the last of the days on which somebody looks again.
fn grounds<'a>(by: impl IntoIterator<Item = &'a Held>) -> BTreeMap<Ground, NaiveDate> {
    let mut grounds = BTreeMap::<Ground, NaiveDate>::new();
    for held in by {
        let day = grounds.entry(held.ground).or_insert(held.review_on);
        *day = held.review_on.max(*day);
    }
    grounds
}

/// What the person is told, and what staff alone read because telling would defeat the purpose: once for each ground, with the last
/// of its days.
fn gaps(desk: &Desk, system: &str, by: &[Held]) -> (Vec<Gap>, Vec<Gap>) {
    let told = |(ground, review_on): (Ground, NaiveDate)| Gap {
        what: desk.systems.name(system, Language::En.code()),
        why: Text::ByLanguage(
            Language::ALL
                .into_iter()
                .map(|language| (language.code().to_owned(), for_the_person(ground, review_on, language)))
                .collect(),
        ),
    };
    let (untold, open): (Vec<&Held>, Vec<&Held>) = by.iter().partition(|held| held.is_untold);
    (grounds(open).into_iter().map(told).collect(), grounds(untold).into_iter().map(told).collect())
}

/// Why something is kept, in words for the person.
fn for_the_person(ground: Ground, review_on: NaiveDate, language: Language) -> String {
    let locking = language.locking();
    let again = language.holding().person_again.with(date::date(review_on, language));
    let article = ground.article();
    let why = match ground {
        Ground::AccuracyContested => locking.person_accuracy.with(article),
        Ground::UnlawfulUse => locking.person_unlawful.with(article),
        Ground::ObjectionPending => locking.person_objection.with(article),
        Ground::LegalClaims
        | Ground::LegalObligation
        | Ground::PublicTask
        | Ground::FreeExpression
        | Ground::Research
        | Ground::PersonsClaims => format!("{} ({article})", language.choose(&ground.in_the_list().says)),
    };
    format!("{why} {again}")
}
