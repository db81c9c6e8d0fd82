//! The contract between the desk and a connector.
//!
//! A connector is asked about one person at a time. It says what it holds ([`register`]), whether it can be reached
//! ([`connector::Connector::check`]), what else the person is called there (`resolve`), how much there is (`locate`)
//! and hands it over (`export`). Every question may be asked twice: the [`call::Call`] carries the id to be idempotent by.
//!
//! From some systems a person can be erased too ([`eraser::Eraser`]): it is previewed, then done exactly so, then read back;
//! and from some of these many people at once ([`sweep::Sweeper`]). Who of the erased is there again is found by its
//! [`roll`].
//!
//! In some a person's data can be corrected ([`rectifier::Rectifier`]): proposed, written exactly so, and read back. In some it
//! can be marked ([`restrictor::Restrictor`]): as locked, or as not to be used for marketing. Some keep a list of whom they gave it
//! ([`disclosing`]). A recipient's own system can be told what was done ([`notifier::Notifier`]).

pub mod beyond;
pub mod call;
pub mod connector;
pub mod correction;
pub mod disclosing;
pub mod drift;
pub mod eraser;
pub mod erasure;
pub mod error;
pub mod notifier;
pub mod outcome;
pub mod pseudonym;
pub mod rectifier;
pub mod register;
pub mod restrictor;
pub mod roll;
pub mod sink;
pub mod subject;
pub mod sweep;
pub mod text;
