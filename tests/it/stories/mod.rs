//! The law as people meet it: one story for each right, and some of several rights on one ticket.
//!
//! In each story Ada fills in the form in her language, follows the mail that a real SMTP server got, confirms, and follows her
//! request on its page; Ana and Otto work on it; the clock is moved; and in the end every letter is held against the one that was
//! read and approved (`letters/`), the rows in real databases are looked at, those of people with similar names too, and log
//! and ledger are walked.
//!
//! Every story is told four times: in English under UK law, in French under EU law, in German under both, with staff at
//! their pages; and in English by programs at the API, where the same letters have to arrive.

mod tale;

mod ada;
mod clerk;
mod letters;
mod town;

mod informed;

mod access;

mod rectification;

mod erasure;

mod restriction;

mod portability;

mod objection;

mod advertising;

mod automated;

mod consent;

mod copy_then_erasure;

mod contested;

mod which;
