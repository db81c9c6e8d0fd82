//! What a database is asked about its rules: one statement for each sort of answer.

/// What one kind of database is asked.
pub(super) struct Questions {
    pub(super) columns: &'static str,
    pub(super) primary: &'static str,
    pub(super) checks: &'static str,
    pub(super) triggers: &'static str,
    pub(super) references: &'static str,
}
