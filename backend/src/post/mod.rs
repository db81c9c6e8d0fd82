//! How mail leaves the house: to a mail server, or as files into a directory.

pub mod message;
pub mod transport;
pub mod upload;
