//! The stories and the checks that hold for the whole tree, in reading order.

// Stories hold futures that hold futures: their layout is deeper than the compiler goes by itself.
#![recursion_limit = "256"]

mod a_part_only;
mod account_data;
mod account_data_turns;
mod after_death;
mod api;
mod architecture;
mod at_the_same_moment;
mod automated;
mod bad_days;
mod bad_forms;
mod browser;
mod claims;
mod command_line;
mod copy_first;
mod databases;
mod deactivations;
mod demo;
pub(crate) mod desk_pages;
mod drifted_systems;
mod erasing_bridges;
mod erasing_shipped;
mod error_tracker;
mod form_to_download;
mod held_back;
mod holds;
pub(crate) mod locks;
mod look_alikes;
mod marks;
mod maubot;
mod names_learned;
mod no_mailbox;
mod objections;
mod one_taken_back;
mod only_what_was_done;
mod order_of_systems;
mod own_request;
mod planted;
mod preferring;
mod promises;
mod public_files;
mod public_form;
mod public_pages;
mod recipients;
mod rectification;
mod reminders;
mod retention;
mod shared_mailbox;
mod side_by_side;
mod somebody_elses_server;
mod sql_engine;
mod states;
mod stories;
mod synapse;
mod writing_apis;
