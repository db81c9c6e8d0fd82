//! Erases somebody from a system, one after the other where two at the same time would undo each other's work.

use std::{convert::Infallible, time::Duration};

use rightsdesk_exporters::contract::{
    call::Call,
    eraser::Eraser,
    erasure::{Erased, Preview},
    error::ConnectorError,
    pseudonym::Pseudonyms,
    subject::Subject,
};
use tokio::time::{Instant, interval_at, sleep};
use tokio_util::sync::CancellationToken;

use crate::{desk::Desk, register::turn::Turn};

/// How long a worker waits for its turn before it does something else.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often it looks whether the turn is free.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// What people are erased with.
pub(in crate::casework) struct Erasing<'a> {
    /// The system's configured key.
    pub system: &'a str,
    /// How it erases.
    pub eraser: &'a dyn Eraser,
    /// What stands in place of names.
    pub pseudonyms: &'a Pseudonyms,
    /// The call.
    pub call: &'a Call,
}

impl Erasing<'_> {
    /// Does what was previewed, when nobody else writes there.
    ///
    /// Who loses the turn half way, because for a while nothing was heard of this process, stops before the next change.
    pub(in crate::casework) async fn erase(
        &self,
        desk: &Desk,
        subject: &Subject,
        plan: &Preview,
    ) -> Result<Erased, ConnectorError> {
        if !self.eraser.writes_alone() {
            return self.eraser.erase(subject, plan, self.pseudonyms, self.call).await;
        }
        let turn = Turn { system: self.system, token: desk.ids.fresh() };
        self.wait(desk, turn).await?;
        let cancel = self.call.cancel.child_token();
        let call = Call { cancel: cancel.clone(), ..self.call.clone() };
        let came = tokio::select! {
            came = self.eraser.erase(subject, plan, self.pseudonyms, &call) => came,
            never = keep(desk, turn, cancel) => match never {},
        };
        if let Err(error) = turn.give_up(&desk.db).await {
            tracing::warn!(%error, "a turn could not be given up; it runs out by itself");
        }
        came
    }

    async fn wait(&self, desk: &Desk, turn: Turn<'_>) -> Result<(), ConnectorError> {
        let began = Instant::now();
        loop {
            self.call.still_wanted()?;
            let now = desk.now();
            let taken = turn.take(&desk.db, now, now + desk.config.work.lease()).await;
            if taken.map_err(|_| ConnectorError::transient("the desk's own database does not answer"))? {
                return Ok(());
            }
            if began.elapsed() >= PATIENCE.min(self.call.budget) {
                return Err(ConnectorError::transient("another worker erases somebody from this system"));
            }
            sleep(LOOK_EVERY).await;
        }
    }
}

/// Keeps the turn for as long as this is awaited; sets `cancel` when somebody else has it.
async fn keep(desk: &Desk, turn: Turn<'_>, cancel: CancellationToken) -> Infallible {
    let lease = desk.config.work.lease();
    let third = (lease / 3).to_std().unwrap_or_default();
    let mut ticks = interval_at(Instant::now() + third, third);
    loop {
        ticks.tick().await;
        match turn.keep(&desk.db, desk.now() + lease).await {
            Ok(true) => {}
            Ok(false) => cancel.cancel(),
            // The next time may be early enough.
            Err(error) => tracing::warn!(%error, "a turn could not be kept"),
        }
    }
}
