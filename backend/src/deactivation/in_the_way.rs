//! Requests of people whose accounts were closed: what they asked for comes before their erasure.

use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Statement, Value};

use super::state::State;
use crate::{kernel::ids::TicketId, rights::right::Right, task::state::Operation};

/// So many hashes go into one statement: databases bind only so many values at once.
const MOST_AT_ONCE: usize = 10_000;

/// A name that stands on an open ticket.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct OpenRequest {
    /// The keyed hash of the name.
    pub blind: Vec<u8>,
    /// The ticket.
    pub ticket_id: TicketId,
}

/// So many names of a kind that a ticket only claims keep their accounts: more than most people have, and few enough that nobody
/// can hold up the erasure of many strangers with one form.
const MOST_CLAIMED: usize = 3;

/// Open tickets on which one of these names stands. Those that the desk opened itself because of a closed account are left out; so
/// are those that nobody has confirmed, for anybody can write anybody's name into a form.
///
/// A name that is relied on counts whatever is asked. One that is only claimed may be a stranger's word, or the true person's before
/// staff have looked: it counts where an open request asks something of systems, which has to be done before the account is gone,
/// and of each ticket the first three of a kind.
pub async fn open_requests(db: &impl ConnectionTrait, blinds: &[Vec<u8>]) -> Result<Vec<OpenRequest>, DbErr> {
    let asking = Right::ALL.into_iter().filter(|right| Operation::asked_by(right.asks()).is_some());
    let asking: Vec<_> = asking.map(|right| format!("'{}'", right.code())).collect();
    let asking = asking.join(", ");
    let mut found = Vec::new();
    for some in blinds.chunks(MOST_AT_ONCE) {
        let places: Vec<_> = (1..=some.len()).map(|place| format!("${place}")).collect();
        let sql = format!(
            "SELECT i.blind, i.ticket_id FROM identifier i JOIN ticket t ON t.id = i.ticket_id \
             WHERE t.closed_at IS NULL AND t.channel <> 'deactivation' AND t.state <> 'unverified' \
               AND (i.standing = 'trusted' OR (i.standing = 'claimed' \
                 AND EXISTS (SELECT 1 FROM request r WHERE r.ticket_id = i.ticket_id AND r.state = 'open' \
                   AND r.kind IN ({asking})) \
                 AND (SELECT COUNT(*) FROM identifier o WHERE o.ticket_id = i.ticket_id AND o.kind = i.kind \
                   AND o.standing = 'claimed' AND o.id < i.id) < {MOST_CLAIMED})) \
               AND i.blind IN ({}) ORDER BY i.ticket_id",
            places.join(", ")
        );
        let values = some.iter().map(|blind| Value::from(blind.clone()));
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
        found.extend(OpenRequest::find_by_statement(statement).all(db).await?);
    }
    Ok(found)
}

/// Whether the account because of which the desk opened this ticket is open again. What people asked for themselves is
/// theirs, whatever becomes of an account.
pub async fn is_open_again(db: &impl ConnectionTrait, ticket: TicketId) -> Result<bool, DbErr> {
    let sql = "SELECT 1 AS one FROM deactivation d JOIN ticket t ON t.id = d.ticket_id \
               WHERE t.id = $1 AND t.channel = 'deactivation' AND (d.reopened_at IS NOT NULL OR d.state = 'cancelled')";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [ticket.into()]);
    Ok(db.query_one_raw(statement).await?.is_some())
}

/// A ticket with nothing to do, and where the line of its account stands.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Idle {
    /// The ticket.
    pub ticket_id: TicketId,
    /// Proven or cancelled.
    pub state: State,
}

/// Tickets that the desk opened because of a closed account, and that are still open though the account's line is not.
pub async fn tickets_without_work(db: &impl ConnectionTrait) -> Result<Vec<Idle>, DbErr> {
    let sql = "SELECT DISTINCT t.id AS ticket_id, d.state FROM ticket t JOIN deactivation d ON d.ticket_id = t.id \
               WHERE t.channel = 'deactivation' AND t.closed_at IS NULL AND d.state IN ('proven', 'cancelled')";
    Idle::find_by_statement(Statement::from_string(db.get_database_backend(), sql)).all(db).await
}
