//! The REST engine: a system behind an HTTP API, described by the `rest:` section of a manifest.
//!
//! The section names **settings** (what the configuration must say), **identities** (the ways to say to this API who
//! the person is), and **steps** (one kind of call each). A step is asked once, or once for each row of an earlier
//! step (`for_each`), or once for each way to name the person (`any_of`). A step that is an `export` becomes a
//! collection; a step that is a `file` becomes files; the others only lead there.
//!
//! What must always hold:
//!
//! - A call goes to the configured origin and nowhere else. Of a link in an answer only its cursor is taken. Redirects
//!   are not followed, except for files, and then only to hosts that the manifest lists, without our credentials.
//! - A placeholder without a value is an error, never an empty parameter: an empty search finds everybody.
//! - What the API's search found is compared again with the person's identifiers, byte for byte (`only_if`). A manifest
//!   with a step that could hand over somebody else's rows is refused.
//! - Memory holds one page of one call, the bindings of one page for each level above it, and 12 bytes for each row
//!   that was handed over where a `key` keeps rows from coming twice.
//! - Secrets come from the settings, go into the request, and are in no error text, log line or cursor.
//!
//! Reading order: [`section`] is the YAML as written, [`compile`] turns it into a [`plan`] or says all that is wrong
//! with it, [`walk`] goes through the steps of a plan, [`http`] makes one call, [`connector`] is the door.

pub mod auth;
pub mod compile;
pub mod connector;
pub mod download;
pub mod erase;
pub mod http;
pub mod input;
pub mod keyed;
pub mod link;
pub mod notify;
pub mod origin;
pub mod pace;
pub mod page;
pub mod plan;
pub mod problem;
pub mod reply;
pub mod request;
pub mod reshape;
pub mod section;
pub mod seen;
pub mod settings;
pub mod template;
pub mod wait;
pub mod walk;
pub mod way;
pub mod write;

#[cfg(test)]
pub(crate) mod tests;
