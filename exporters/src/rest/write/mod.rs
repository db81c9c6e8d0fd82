//! Writing to an HTTP API: the `rectify:`, `restrict:` and `object:` parts of a `rest:` section.
//!
//! A writing step is a call that is made for each of the person's rows of a reading step, or for the ways to name them. It shares
//! with erasing how rows are found, how a call is rendered, sent and judged ([`super::erase`]); it has a credential of its own.
//!
//! - A correction ([`rectifier`]) is drafted ([`draft`]): what stands in the fields, and the call that would change it, row by row.
//!   The draft has a hash, which people approve. It is drafted again before the calls, and once more after them.
//! - A mark ([`restrictor`]) is set, or taken away, on each row on which it does not stand, or no longer; then they are read again.
//!
//! What must always hold:
//! - A call names one row by its key, or the person in a parameter that cannot be empty; the manifest is refused otherwise.
//! - Only rows that are the person's alone are written to.
//! - What an API answers is not believed: only what is read afterwards counts. A value that was taken with a 200 and does not stand
//!   there is told as not written, field by field.
//! - Calls cannot be undone. What is refused keeps nothing else from being written, and is told; what was not answered is asked
//!   again by whoever retries, and what stands by then is left alone.

pub mod draft;
pub mod plan;
pub mod rectifier;
pub mod restrictor;

mod rows;
mod value;
