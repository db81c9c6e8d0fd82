//! To another provider: somebody wants their data to go from us to them (Art. 20(2)).
//!
//! The letter names nobody: whose data it is stands in the locked file.

use super::rendered::written;

/// What comes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverMail {
    /// The name of the organisation.
    pub organisation: String,
    /// The mail address that a person reads.
    pub contact: String,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The name of the attached file.
    pub file_name: String,
    /// How much is in it, in words.
    pub size: String,
    /// The SHA-256 of the archive inside, in hexadecimal.
    pub sha256: String,
}

written!(HandoverMail, "letters/en/handover_mail.txt", "letters/fr/handover_mail.txt", "letters/de/handover_mail.txt");
