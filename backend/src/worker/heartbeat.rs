//! Keeps a lease alive while the work goes on, and tells the work to stop when the lease is lost.

use std::{convert::Infallible, future::Future};

use tokio::time::{Instant, interval_at};
use tokio_util::sync::CancellationToken;

use crate::{desk::Desk, kernel::lease::Pulse};

/// Does `work` with a heartbeat beside it. `cancel` is set when the row is no longer ours.
///
/// The work goes on while a beat waits for the database: at its end it holds the very row that the beat wants, and would
/// never let it go if it had to wait for the beat.
pub async fn beside<T>(desk: &Desk, pulse: Pulse, cancel: CancellationToken, work: impl Future<Output = T>) -> T {
    tokio::select! {
        done = work => done,
        never = beat(desk, pulse, cancel) => match never {},
    }
}

async fn beat(desk: &Desk, pulse: Pulse, cancel: CancellationToken) -> Infallible {
    let lease = desk.config.work.lease();
    let third = (lease / 3).to_std().unwrap_or_default();
    let mut ticks = interval_at(Instant::now() + third, third);
    loop {
        ticks.tick().await;
        match pulse.beat(&desk.db, desk.now() + lease).await {
            Ok(true) => {}
            Ok(false) => cancel.cancel(),
            // Our own database does not answer: the next beat may be in time.
            Err(error) => tracing::warn!(%error, "a lease could not be renewed"),
        }
    }
}
