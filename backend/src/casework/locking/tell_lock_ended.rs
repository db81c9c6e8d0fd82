//! A lock has ended: whoever was told of it hears that too, for the notice of the lock has promised it.
//!
//! Each recipient hears of what nothing keeps locked any more. Where another lock covers the same data they hear it when that
//! one ends, where the data is about to be erased when that was decided, and of what was erased they hear that instead. Nobody
//! is asked again to tell somebody who cannot be told.

use std::collections::{BTreeMap, BTreeSet};

use rightsdesk_exporters::contract::register::Turn;
use sea_orm::DatabaseTransaction;

use crate::{
    audit,
    casework::{
        error::CaseError,
        holding::held,
        sealing::{self, Opened},
        telling::tell_recipients::{self, Addressee, What},
    },
    desk::Desk,
    hold, identifier,
    kernel::ids::{RequestId, TicketId},
    notice::{
        self,
        entity::Model,
        state::{Article, Deed},
    },
    request::{self, state::State},
    rights::right::Right,
};

/// This lock was lifted: what it alone kept locked, on whichever ticket recipients were told of it.
pub(in crate::casework) async fn after(
    tx: &DatabaseTransaction,
    desk: &Desk,
    lock: &hold::entity::Model,
) -> Result<(), CaseError> {
    let blinds = hold::store::blinds(tx, lock.id).await?;
    let mut tickets: BTreeSet<TicketId> = identifier::store::tickets_with(tx, blinds).await?.into_iter().collect();
    tickets.extend(lock.ticket_id);
    for ticket in tickets {
        of(tx, desk, ticket).await?;
    }
    Ok(())
}

/// Plans to tell whoever was told of a lock of this ticket that has ended; nobody twice.
pub(in crate::casework) async fn of(tx: &DatabaseTransaction, desk: &Desk, ticket: TicketId) -> Result<(), CaseError> {
    let notices = notice::store::of(tx, ticket).await?;
    if notices.iter().all(|row| row.what != Deed::Restricted) {
        return Ok(());
    }
    let opened = match sealing::open(tx, desk, ticket).await {
        // Nobody knows any more whom it was about.
        Err(CaseError::Gone) => return Ok(()),
        opened => opened?,
    };
    let stay = staying(tx, desk, &opened, &notices).await?;
    let mut told = BTreeMap::<RequestId, u32>::new();
    for ((request, recipient), Locked { systems, is_open }) in still_told(&notices) {
        let systems: BTreeSet<&str> = systems.iter().map(String::as_str).filter(|key| !stay.contains(*key)).collect();
        if systems.is_empty() {
            continue;
        }
        let addressee = Addressee {
            name: recipient.to_owned(),
            article: Article::Recipient,
            systems,
            told: desk.config.recipients.iter().find(|section| section.name == recipient),
            is_open,
        };
        let before: Vec<Model> = notices.iter().filter(|row| row.request_id == request).cloned().collect();
        if tell_recipients::tell(tx, desk, &opened, &before, (request, &What::Unrestricted), addressee).await? {
            *told.entry(request).or_default() += 1;
        }
    }
    let lines: Vec<_> = told
        .into_iter()
        .filter_map(|(request, told)| tell_recipients::line(desk, ticket, request, &What::Unrestricted, told))
        .collect();
    audit::store::append(tx, lines).await?;
    Ok(())
}

/// What a recipient holds for locked.
#[derive(Debug, Default, PartialEq, Eq)]
struct Locked {
    /// The keys of the systems that it came from.
    systems: BTreeSet<String>,
    /// Whether the person may know of them.
    is_open: bool,
}

/// What each recipient was told last of each request: what they were told is locked, and of nothing since that it is not, or that
/// it is gone.
fn still_told(notices: &[Model]) -> BTreeMap<(RequestId, &str), Locked> {
    let mut in_order: Vec<&Model> = notices.iter().filter(|row| row.article == Article::Recipient).collect();
    in_order.sort_by_key(|row| row.order());
    let mut all = BTreeMap::<(RequestId, &str), Locked>::new();
    for row in in_order {
        let keys = row.system_keys();
        match row.what {
            Deed::Restricted if row.state.is_given_up() => {}
            Deed::Restricted => {
                let locked = all.entry((row.request_id, &row.recipient)).or_default();
                locked.systems.extend(keys);
                locked.is_open = row.is_open_to_person;
            }
            Deed::Unrestricted => {
                if let Some(locked) = all.get_mut(&(row.request_id, row.recipient.as_str())) {
                    locked.systems.retain(|key| !keys.contains(key));
                }
            }
            // Whatever request it was erased for: there is nothing left to use again.
            Deed::Erased => {
                for ((_, recipient), locked) in &mut all {
                    if *recipient == row.recipient {
                        locked.systems.retain(|key| !keys.contains(key));
                    }
                }
            }
            Deed::Rectified => {}
        }
    }
    all
}

/// The systems of which nothing is said: another lock covers the person there, or it is open whether the data is erased.
async fn staying(
    tx: &DatabaseTransaction,
    desk: &Desk,
    opened: &Opened,
    notices: &[Model],
) -> Result<BTreeSet<String>, CaseError> {
    let blinds = hold::name::blinds_of_all(&desk.index, &opened.names(tx).await?);
    let requests = request::store::of(tx, opened.ticket.id).await?;
    let erasures: Vec<_> =
        requests.iter().filter(|row| row.right == Right::Erasure && row.state == State::Open).collect();
    let mut stay = BTreeSet::new();
    for key in notices.iter().flat_map(Model::system_keys) {
        let is_root = desk.systems.get(&key).is_some_and(|it| it.connector.about().turn == Turn::RootAccount);
        let may_go = erasures.iter().any(|row| row.part.as_ref().is_none_or(|part| part.covers(&key, is_root)));
        if may_go || hold::store::held(tx, &key, &blinds).await?.iter().any(held::is_lock) {
            stay.insert(key);
        }
    }
    Ok(stay)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::ids::NoticeId,
        notice::state::{State as Standing, Way},
    };

    fn row(minute: u32, recipient: &str, what: Deed, systems: &[&str], state: Standing) -> Model {
        Model {
            id: NoticeId(uuid::Uuid::from_u128(u128::from(minute))),
            ticket_id: TicketId(uuid::Uuid::nil()),
            request_id: RequestId(uuid::Uuid::nil()),
            article: Article::Recipient,
            what,
            recipient: recipient.to_owned(),
            systems: serde_json::to_string(systems).unwrap(),
            way: Way::Mail,
            state,
            is_open_to_person: true,
            planned_at: chrono::DateTime::from_timestamp(i64::from(minute) * 60, 0).unwrap(),
            sent_at: None,
            settled_at: None,
            settled_by: None,
            letter_id: None,
            called_at: None,
            token_hash: None,
            details_sealed: Vec::new(),
            words_sealed: None,
        }
    }

    fn left(notices: &[Model]) -> Vec<(String, Vec<String>)> {
        let all = still_told(notices).into_iter().filter(|(_, locked)| !locked.systems.is_empty());
        all.map(|((_, name), locked)| (name.to_owned(), locked.systems.into_iter().collect())).collect()
    }

    #[test]
    fn who_was_told_of_a_lock_is_told_once_of_its_end_and_again_of_the_next() {
        let mut rows = vec![row(1, "Mailer", Deed::Restricted, &["radar", "shop"], Standing::Sent)];
        assert_eq!(left(&rows), [("Mailer".to_owned(), vec!["radar".to_owned(), "shop".to_owned()])]);
        rows.push(row(2, "Mailer", Deed::Unrestricted, &["shop"], Standing::Planned));
        assert_eq!(left(&rows), [("Mailer".to_owned(), vec!["radar".to_owned()])]);
        rows.push(row(3, "Mailer", Deed::Restricted, &["shop"], Standing::Acknowledged));
        assert_eq!(left(&rows), [("Mailer".to_owned(), vec!["radar".to_owned(), "shop".to_owned()])]);
    }

    #[test]
    fn who_cannot_be_told_is_not_asked_again_and_what_is_gone_is_not_freed() {
        let rows = [
            row(1, "Courier", Deed::Restricted, &["shop"], Standing::Impossible),
            row(1, "Printer", Deed::Restricted, &["shop"], Standing::Disproportionate),
            row(1, "Mailer", Deed::Restricted, &["shop"], Standing::Sent),
            row(2, "Mailer", Deed::Erased, &["shop"], Standing::Planned),
            row(2, "Other", Deed::Rectified, &["shop"], Standing::Sent),
        ];
        assert_eq!(left(&rows), []);
    }
}
