//! Telling a recipient through its HTTP API: the `notify:` part of a `rest:` section.
//!
//! A step is a call for each of the person's names that the recipient knows. It shares with erasing how a call is rendered
//! ([`super::erase`]); it has a credential of its own.
//!
//! What must always hold:
//! - A call names the person, in a parameter that cannot be empty; the manifest is refused otherwise.
//! - A call has a name that is the same for every repetition, made of the notice, the step and the person's name alone: what the
//!   words of the notice have become by then makes no second notice of it. A manifest that sends it nowhere is refused.
//! - Nothing is read here, and no answer is taken for more than the manifest says that it is.

pub mod notifier;
pub mod plan;
