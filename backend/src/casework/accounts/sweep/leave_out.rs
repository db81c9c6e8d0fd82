//! People whom no sweep may erase now are put before staff, and come back by themselves when what keeps them is over.

use sea_orm::DatabaseTransaction;

use super::{people::Person, ticket, withheld::Withheld};
use crate::{
    casework::error::CaseError,
    deactivation::{
        entity::Model as Line,
        settle::{self, Aside},
    },
    desk::Desk,
};

/// Puts a person before staff whom no sweep may erase now.
pub(super) async fn leave_out(
    tx: &DatabaseTransaction,
    desk: &Desk,
    line: &Line,
    person: &Person,
    why: Withheld,
) -> Result<(), CaseError> {
    let dates = ticket::dates(line);
    let (aside, id) = match why {
        Withheld::Held(hold) => {
            let text = format!(
                "{dates} A legal hold or a lock names the person. When it ends, the account is erased by itself."
            );
            (Aside::Held(hold), ticket::of(tx, desk, line, person.account(), &text).await?)
        }
        Withheld::OpenRequest(id) => {
            let text = format!(
                "The account of this person has been closed. {dates} It is left alone while this request is open, and \
                 erased by itself when the request is closed. If the account is not theirs, refuse its name here: \
                 then it is not left alone any longer."
            );
            ticket::note(tx, desk, id, &text).await?;
            (Aside::OpenRequest, id)
        }
    };
    settle::set_aside(tx, line.id, aside, id).await?;
    Ok(())
}
