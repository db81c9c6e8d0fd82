//! A browser small enough to read: it opens pages, fills in forms and keeps cookies, over HTTP like any other.
//!
//! The demo goes through the pages with it, so that what it shows is what a person would get. It follows redirects on
//! its own site only, and sends what real browsers send with a form.

pub mod form;
pub mod html;
pub mod visitor;
