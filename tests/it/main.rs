//! The stories and the checks that hold for the whole tree, in reading order.

mod browser;
mod databases;
mod error_tracker;
mod sql_engine;
mod public_pages;
