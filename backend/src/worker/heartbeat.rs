//! Keeps a lease alive while the work goes on, and tells the work to stop when the lease is lost.

use std::future::Future;

use tokio_util::sync::CancellationToken;

use crate::{
    desk::Desk,
    kernel::lease::{LEASE, Pulse},
};

/// Does `work` with a heartbeat beside it. `cancel` is set when the row is no longer ours.
pub async fn beside<T>(desk: &Desk, pulse: Pulse, cancel: CancellationToken, work: impl Future<Output = T>) -> T {
    let third = (LEASE / 3).to_std().unwrap_or_default();
    let mut ticks = tokio::time::interval_at(tokio::time::Instant::now() + third, third);
    tokio::pin!(work);
    loop {
        tokio::select! {
            done = &mut work => return done,
            _ = ticks.tick() => match pulse.beat(&desk.db, desk.now() + LEASE).await {
                Ok(true) => {}
                Ok(false) => cancel.cancel(),
                // Our own database does not answer: the next beat may be in time.
                Err(error) => tracing::warn!(%error, "a lease could not be renewed"),
            },
        }
    }
}
