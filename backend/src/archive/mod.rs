//! An archive: the package a person gets. Built from what the tasks brought, looked at by staff, released, fetched, and
//! made unreadable when its time is up.

pub mod download;
pub mod entity;
pub mod state;
pub mod store;
