//! The mailbox of the demo: a mail server that keeps what it gets, and pages to read it.
//!
//! It speaks SMTP over the loopback, so the desk sends to it as it would to any relay. Nothing goes on from here. The
//! tests use the same server, and make it misbehave with [`fault`].

mod words;

pub mod mail;

pub mod fault;

pub mod store;

mod lines;

mod session;

pub mod smtp;

pub mod pages;
