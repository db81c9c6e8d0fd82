//! What can go wrong while an archive is written.

use std::io;

/// Why there is no archive. What was written so far is to be thrown away.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// A stored part could not be read, or the writer failed.
    #[error("the archive could not be written")]
    Io(#[from] io::Error),
    /// The zip could not take an entry.
    #[error("the archive cannot take an entry")]
    Zip(#[from] zip::result::ZipError),
    /// A file is not what it was when it was handed over.
    #[error("a stored file does not have its check sum")]
    Changed,
    /// A page could not be rendered.
    #[error("a page could not be rendered")]
    Page(#[from] askama::Error),
}
