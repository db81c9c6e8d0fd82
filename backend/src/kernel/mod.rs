//! What everybody leans on: time, ids, who acts, the database and its queues. Knows nothing of the domain.

pub mod actor;
pub mod backoff;
pub mod chain;
pub mod clock;
pub mod codes;
pub mod database;
pub mod ids;
pub mod lease;
pub mod moves;
pub mod storage;
