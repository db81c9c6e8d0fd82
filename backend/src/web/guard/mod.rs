//! What every request passes through before a handler sees it, and every answer on its way out.

pub mod body;
pub mod catch;
pub mod headers;
pub mod origin;
pub mod source;
