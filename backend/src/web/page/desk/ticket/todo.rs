//! What is best done next about a ticket.

/// One thing to do, or to wait for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Todo {
    /// Where it is done: a path, or a place on the page; none if nothing can be done but wait.
    pub place: Option<String>,
    /// What, in words.
    pub words: String,
}

impl Todo {
    /// Something that is done there.
    pub fn at(place: impl Into<String>, words: impl Into<String>) -> Self {
        Self { place: Some(place.into()), words: words.into() }
    }

    /// Something that is waited for, or said.
    pub fn wait(words: impl Into<String>) -> Self {
        Self { place: None, words: words.into() }
    }
}
