//! What a check has to say.

use std::fmt;

/// Something to mend.
#[derive(Debug)]
pub struct Finding {
    /// From the root of the tree.
    pub file: String,
    /// Counted from one.
    pub line: usize,
    /// What is wrong there.
    pub what: String,
    /// What to do about it.
    pub advice: String,
}

impl Finding {
    /// File and line, in the form that editors jump to.
    pub fn place(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}\n  {}", self.file, self.line, self.what, self.advice)
    }
}
