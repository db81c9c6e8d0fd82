//! Several engines for one system, in order: first its API, then its tables.
//!
//! A bridge holds sessions elsewhere, which only it can end; and it leaves rows behind when it does. So its manifest has a
//! `dataset:` and a `rest:` section at once. Reading is by SQL alone. Erasing makes the calls of `rest.erase` first, for the
//! person's rows as they are in the tables at that moment ([`rows`]), and then deletes the rows.
//!
//! What must always hold:
//! - A call's values are drawn fresh from the tables, never by asking the API who somebody is: some insert a row for
//!   whoever is asked about. So when the rows are gone, there is nobody left to log out, and an erasure that was interrupted
//!   goes on where it stopped.
//! - What the API answers is not believed, but that it failed is: then no row is deleted, for without the rows nobody could
//!   be logged out any more.
//! - One hash names both parts of the plan. Between the two, the API may have deleted some of the rows itself; none may have
//!   come.
//! - Where no API is configured, the rows are erased all the same, and the preview says what is not done.

pub mod connector;

mod eraser;
mod merge;
mod rows;
mod sweeper;

#[cfg(test)]
mod tests;
