//! Who objects to direct marketing is put on the list of those who are not written to, at once and without any weighing
//! (Art. 21(2)–(3)); whoever sends such mail asks the list first.
//!
//! Little proof is asked for: the worst that a stranger can do is to spare somebody advertising, and who says that they did not
//! ask is taken off again.

use rightsdesk_exporters::contract::subject::{Identifier, IdentifierKind};
use sea_orm::DatabaseTransaction;

use crate::{
    casework::error::CaseError,
    desk::Desk,
    hold::name,
    identifier::check,
    kernel::ids::TicketId,
    request::aim::{Aim, Aims},
    suppression, ticket,
};

/// Whether somebody can be written to by it.
fn is_address(identifier: &Identifier) -> bool {
    matches!(identifier.kind().as_str(), IdentifierKind::EMAIL | IdentifierKind::MATRIX_ID | "phone_number")
}

/// Whether the list changes as soon as such a request is there: the configuration asks for no proof first. Whoever writes for
/// somebody else does not object for themselves.
pub fn is_at_once(desk: &Desk, has_agent: bool, aims: Option<&Aims>) -> bool {
    !has_agent && aims.is_some_and(|aims| aims.has(Aim::Marketing)) && desk.config.restriction.marketing_without_proof
}

/// Changes the list as soon as the request is there, and says whether it did: the letter must not say that nothing happened.
pub(in crate::casework) async fn on_receipt(
    tx: &DatabaseTransaction,
    desk: &Desk,
    ticket: &ticket::entity::Model,
    aims: Option<&Aims>,
    contact: &Identifier,
) -> Result<bool, CaseError> {
    let is_wanted = is_at_once(desk, ticket.has_agent(), aims);
    if is_wanted {
        put_down(tx, desk, ticket.id, std::slice::from_ref(contact)).await?;
    }
    Ok(is_wanted)
}

/// Puts these addresses on the list.
pub(in crate::casework) async fn put_down(
    tx: &DatabaseTransaction,
    desk: &Desk,
    ticket: TicketId,
    names: &[Identifier],
) -> Result<(), CaseError> {
    let addresses = names.iter().filter(|identifier| is_address(identifier));
    let blinds = addresses.flat_map(|address| name::blinds(&desk.index, address)).collect();
    suppression::store::add(tx, blinds, ticket, desk.now()).await?;
    Ok(())
}

/// Takes a name off again that staff have found not to be the person's: it is somebody else's, who may want to be written to.
pub(in crate::casework) async fn once_refused(
    tx: &DatabaseTransaction,
    desk: &Desk,
    ticket: TicketId,
    name: &Identifier,
) -> Result<(), CaseError> {
    suppression::store::take_off_some(tx, ticket, name::blinds(&desk.index, name)).await?;
    Ok(())
}

/// What the list says of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// They are not to be written to.
    Yes,
    /// They are not on the list.
    No,
    /// This is no address.
    NoAddress,
}

impl Listed {
    /// What the command line answers: nobody can take "do not write" for a permission.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Yes => "do not write",
            Self::No => "not listed",
            Self::NoAddress => "no address",
        }
    }
}

/// Looks mail addresses, Matrix IDs and phone numbers up, in their order.
pub async fn look_up(desk: &Desk, addresses: &[String]) -> Result<Vec<Listed>, CaseError> {
    let read: Vec<Option<Vec<Vec<u8>>>> =
        addresses.iter().map(|text| address(text.trim()).map(|it| name::blinds(&desk.index, &it))).collect();
    let blinds: Vec<_> = read.iter().flatten().flatten().cloned().collect();
    let listed = suppression::store::listed(&desk.db, &blinds).await?;
    let answers = read.iter().map(|blinds| match blinds {
        None => Listed::NoAddress,
        Some(blinds) if blinds.iter().any(|blind| listed.contains(blind)) => Listed::Yes,
        Some(_) => Listed::No,
    });
    Ok(answers.collect())
}

fn address(text: &str) -> Option<Identifier> {
    let kind = if text.starts_with('@') {
        IdentifierKind::MATRIX_ID
    } else if text.contains('@') {
        IdentifierKind::EMAIL
    } else {
        let is_number = text.chars().any(|c| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '(' | ')' | '/' | '.'));
        return if is_number { check::read("phone_number", text).ok() } else { None };
    };
    check::read(kind, text).ok()
}
