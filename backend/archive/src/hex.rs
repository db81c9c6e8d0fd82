//! Bytes as text, for check sums.

use std::fmt::Write;

/// Lower-case hexadecimal.
pub fn of(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
