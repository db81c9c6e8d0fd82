//! What is wrong in a manifest, where, and what to do about it.

use std::fmt;

use serde::Serialize;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The manifest cannot be used: data would be missed, or somebody else's handed over.
    Error,
    /// It can be used, but probably does not say what its author meant.
    Warning,
    /// It can be used, and it is worth a look whether its author thought of this.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}

/// One thing that is wrong in a manifest.
///
/// Printed as `file:line:column: severity: what; advice`, the form that editors jump to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// The file, as it was named to the reader.
    pub file: String,
    /// The line, from 1.
    pub line: u64,
    /// The column, from 1; 0 when it is not known.
    pub column: u64,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub advice: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:", self.file, self.line)?;
        if self.column > 0 {
            write!(f, "{}:", self.column)?;
        }
        write!(f, " {}: {}; {}", self.severity, self.what, self.advice)
    }
}

/// Whether any of these makes the manifest unusable.
pub fn is_any_error(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| match finding.severity {
        Severity::Error => true,
        Severity::Warning | Severity::Note => false,
    })
}
