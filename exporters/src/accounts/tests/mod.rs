//! The clients against small servers on this machine that answer what real ones have been seen to answer, and worse.

mod mas;
mod strange_answers;
mod synapse;

use super::homeserver::{Closed, Homeserver};
use crate::contract::{call::Call, error::ConnectorError};

fn call() -> Call {
    Call::unhurried("test")
}

/// The whole list, page by page, and how many rows could not be read.
async fn whole(server: &dyn Homeserver) -> Result<(Vec<Closed>, usize), ConnectorError> {
    let (mut place, mut accounts, mut unreadable) = (None, Vec::new(), 0);
    loop {
        let page = server.closed(place, &call()).await?;
        accounts.extend(page.accounts);
        unreadable += page.unreadable;
        match page.next {
            Some(next) => place = Some(next),
            None => return Ok((accounts, unreadable)),
        }
    }
}
