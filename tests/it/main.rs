//! The stories and the checks that hold for the whole tree, in reading order.

mod architecture;
mod browser;
mod databases;
mod demo;
mod desk_pages;
mod error_tracker;
mod form_to_download;
mod planted;
mod promises;
mod public_pages;
mod sql_engine;
