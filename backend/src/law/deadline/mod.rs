//! How long there is: from the history of a case to its dates, with the working.
//!
//! A period runs from the day of receipt to the same date of the next month, or of the third if it was extended, and
//! then to the next working day. Questions to the person move it, differently under either law: in the UK an open question
//! of identity, authority or fee means that the period has not begun, and a question what an access request is about stops it; in the
//! Union the former may suspend it and the latter sometimes does.
//!
//! Read on in this order: what can happen ([`history`]), what it does to a period ([`uk`], [`eu`]), the walk through a
//! history ([`course`]), the dates in the end ([`settle`]), and the one function that everybody calls ([`reckon::reckon`]).
//!
//! Two things must always hold. Events are taken in their order, and *what happens after a period has ended changes nothing*: a late
//! question must not make an overdue case look punctual. And `due_safe`, by which the desk raises its alarms, is
//! never later than `due`.

pub mod history;
pub mod matter;

pub mod effect;
pub mod eu;
pub mod pause;
pub mod period;
pub mod uk;

pub mod articles;
pub mod step;

pub mod clock;
pub mod course;
pub mod settle;

pub mod fixed;
pub mod reckon;

pub mod json;
#[cfg(test)]
mod model;
#[cfg(test)]
mod worked_cases;
