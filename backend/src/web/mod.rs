//! The doors for people: pages, and the API beside them.
//!
//! Public pages and staff pages are two applications on two listeners, so that one can be on the open network and the
//! other not. Both stand behind the same [`guard`]s. A handler reads what came in, calls a verb, and fills a page.

pub mod page;

pub mod case;
pub mod choices;
pub mod cookie;
pub mod day;
pub mod fields;
pub mod guard;
pub mod patience;
pub mod problem;

pub mod public;
pub mod staff;

pub mod api;

pub mod app;
pub mod server;
pub mod wait;
