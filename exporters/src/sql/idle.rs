//! Connections that wait for the next question.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::time::Instant;

use super::connection::AnyConnection;

/// How long a connection is kept without being used.
const IDLE_TIME: Duration = Duration::from_secs(60);

/// The connections that wait for a question, each with the time since when.
pub(super) type Idle = Arc<Mutex<Vec<(AnyConnection, Instant)>>>;

/// A connection that waited, if there is one.
pub(super) fn take(idle: &Idle) -> Option<AnyConnection> {
    let mut idle = idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    idle.pop().map(|(connection, _)| connection)
}

/// Keeps a connection for the next question, and sees to it that it is closed if there is none for a while.
pub(super) fn keep(idle: &Idle, connection: AnyConnection) {
    let mut waiting = idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    waiting.push((connection, Instant::now()));
    if waiting.len() > 1 {
        // Whoever put the first one there looks after all of them.
        return;
    }
    let idle = Arc::downgrade(idle);
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(IDLE_TIME).await;
            let Some(idle) = idle.upgrade() else { return };
            let mut waiting = idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            waiting.retain(|(_, since)| since.elapsed() < IDLE_TIME);
            if waiting.is_empty() {
                return;
            }
        }
    });
}
