//! Questions to the person, and what they do to the time that there is: asked with a reason and a letter, answered on the
//! status page or otherwise, found enough or too little, closed when nobody replies, opened again when somebody does.
//!
//! Each of these acts reckons the dates of all open requests anew from the history ([`clock`]).

pub mod clock;

pub mod ask;
pub mod asked;
pub mod reply;
pub mod take;

pub mod close;
pub mod reopen;
