//! Holding a live database against its manifest: what is gone, what nobody has declared, and whether names of people
//! seem to stand there.

mod drifting;
mod looks;
mod sample;
