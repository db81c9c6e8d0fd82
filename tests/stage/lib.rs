//! The stage on which the stories play: databases, a browser, a mailbox, fake systems, and a clock that we move.

pub mod browser;
pub mod build;
pub mod claims;
pub mod company;
pub mod databases;
pub mod desk;
pub mod door;
pub mod form;
pub mod gate;
pub mod mailbox;
pub mod package;
pub mod process;
pub mod satellite;
pub mod scratch;
pub mod servers;
pub mod story;
pub mod system;
pub mod visitor;
