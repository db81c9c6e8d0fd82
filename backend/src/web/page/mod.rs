//! What the pages look like: one struct for each page, with exactly what its template prints.
//!
//! Values arrive ready to print: days are written out, addresses are masked, states are the enums of [`tag`]. A page knows
//! no database and no request; who makes one fills the struct and calls `render`. What always holds: no script, no
//! style attribute, nothing from another host, one `h1`, a label for each field, and every word that came from outside is
//! escaped.

pub mod assets;
pub mod desk;
pub mod field;
pub mod frame;
pub mod picture;
pub mod public;
pub mod tag;

#[cfg(test)]
mod gallery;
#[cfg(test)]
mod rules;
