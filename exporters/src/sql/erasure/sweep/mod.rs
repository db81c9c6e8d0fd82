//! Erasing many people at once: one statement for each collection and all of them.
//!
//! To the walk and to the manifest's rules the people of a set are one person ([`spread`]): a row that two of them share
//! is nobody else's, so it goes. Beside that it is remembered from whom each value leads ([`owners`]), so that what was
//! found and done is told of each of them. Collections whose rows are certainly theirs and on which nothing hangs are
//! deleted by the values that lead there, without being read before ([`direct`]); all others go through the same steps
//! as with one person, and are counted and read back in the transaction ([`attempt`]).
//!
//! One transaction for all, with a savepoint for each attempt. If something is in somebody's way, the attempt is undone,
//! they are set aside, and the others are tried again; if nobody can say in whose way it is, the set is tried in halves,
//! without parting those who share rows ([`rounds`]).
//!
//! What must always hold, beside what holds for one person:
//! - Nothing holds for anybody of whom something was still there when it was read back.
//! - How much of a table may be touched is judged for each person: all of them together may be all of a small table.
//! - A set is done as a whole or not at all, whenever the process dies; whoever asks again finds nothing left to do.

mod attempt;
mod bonds;
mod direct;
mod failure;
mod names;
mod owners;
mod rounds;
mod spread;
mod sweeper;
mod tally;
