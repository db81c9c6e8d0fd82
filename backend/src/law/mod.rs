//! What the law fixes, as data and arithmetic: which law applies, which days are working days, how long there is.
//!
//! Nothing here reads a clock or a database. The same history always gives the same dates, and each date comes with the
//! steps that led to it, so that a person can check the desk and disagree. Research, not legal advice: where the texts leave
//! room, the reading of the regulator gives the date and the strictest tenable reading gives the alarm.

pub mod regime;

pub mod applicability;
pub mod erasure_grounds;
pub mod grounds;
pub mod open_points;

pub mod calendar;

pub mod deadline;
