//! Later looks: an erasure is looked at again after an hour, a day and three months, and each night every system is held
//! against the ledger of erasures. What has come back, or was never gone, is put before staff.

pub mod entity;
pub mod state;
pub mod store;
