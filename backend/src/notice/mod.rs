//! What recipients are told: that a person's data was corrected, erased or locked (Art. 19) or that a lock
//! has ended, and that links to and copies of what was public are to go (Art. 17(2)).
//!
//! One row for each recipient, deed and article of a request. It never keeps the person waiting: a request is answered
//! whether its recipients were told yet or not. A row that is neither acknowledged nor given up with a reason stays before
//! staff.

pub mod state;

pub mod entity;
pub mod store;

pub mod call;
