//! The engine for bots that keep people's data in their own account data on the homeserver.
//!
//! Some bridges and bots have no database: what they must remember they put into the account data of their bot's account,
//! globally or for each room. It is read by the homeserver's interface for administrators, and changed in the bot's own
//! name, by the token of its application service, which works after the bot has left a room.
//!
//! Three sorts of places are known ([`section::Find`]): a room's entry that belongs to the one whom a field names; a key in a
//! map of a global entry; and a global entry whose own name ends with the person's Matrix ID. Names are compared as a whole,
//! so `@malice:hs` is never taken for `@alice:hs`: a Matrix ID begins with the only `@` in it.
//!
//! A bot whose manifest says how is told to [forget] first what it has in memory.
//!
//! Matrix can empty an entry but not take it away. What an entry is called stays, the person's name in it too, and is said to
//! stay: it is a residue that is kept, not an absence. Nothing that the homeserver answers to a change is believed before it
//! was read again.

pub mod connector;
pub mod section;
pub mod settings;

mod draft;
mod eraser;
mod export;
mod find;
pub mod forget;
mod homeserver;
mod roll;
