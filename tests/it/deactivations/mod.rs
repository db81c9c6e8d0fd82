//! Accounts are closed on the homeserver, and thirty days later nothing of them is left in its satellites.

mod comes_back;
mod command_line;
mod feeds;
mod feeds_synapse;
mod given_up;
mod held_to_day_40;
mod killed;
mod killed_inside;
mod meanwhile;
mod noting;
mod pages;
mod searching;
mod sweeping;
mod telling;
mod told;

use rightsdesk::{
    casework::accounts::note_deactivations,
    deactivation::{
        entity::Model,
        sighting::Sighting,
        state::{Source, State},
        store,
    },
    identifier,
};
use stage::desk::Stage;

/// The homeserver's list is read: these accounts are closed.
pub(crate) async fn closed(stage: &Stage, accounts: &[&str]) {
    let seen = accounts.iter().map(|account| Sighting { account: (*account).to_owned(), closed_at: None });
    note_deactivations::note(&stage.desk, Source::Synapse, seen.collect()).await.unwrap();
}

/// The lines of an account, newest first.
async fn lines(stage: &Stage, account: &str) -> Vec<Model> {
    let blinds = identifier::store::blinds(&stage.desk.index, "matrix_id", account);
    store::with_blinds(&stage.desk.db, blinds).await.unwrap()
}

/// Where the newest line of an account stands.
pub(crate) async fn stands(stage: &Stage, account: &str) -> State {
    lines(stage, account).await[0].state
}
