//! The error tracker of the demo: a server that answers as Sentry does, over a handful of people's errors.
//!
//! It has what makes Sentry hard to ask: a token, pages by a cursor in the `Link` header whose next link is always
//! there and names another host, a limit on the list of users, a default query that hides solved issues, wildcards in
//! searches, issues that many people share. The replies have the shape of the vendor's published description. Tests
//! can make it misbehave with [`fault`], and read back what it was asked. It can be deleted from, and then behaves as badly:
//! what was deleted is out of sight at once and gone an hour later, and two traps wait for a caller with an empty list.

pub mod world;

pub mod company;

pub mod fault;

mod search;

mod shape;

mod limit;

mod live;

mod answer;

pub mod server;
