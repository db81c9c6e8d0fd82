//! The stories and the checks that hold for the whole tree, in reading order.

mod architecture;
mod browser;
mod databases;
mod desk_pages;
mod error_tracker;
mod planted;
mod public_pages;
mod sql_engine;
