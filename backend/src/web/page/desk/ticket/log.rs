//! The log on the page of a ticket.

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// When, for a table.
    pub at: String,
    /// Who: a name, the person, or the desk.
    pub who: String,
    /// What, in words.
    pub what: String,
}
