//! Numbers with their noun, as people write them.

use std::fmt::Display;

/// `1 row`, `0 rows`, `2 rows`.
pub fn counted(count: impl Display, one: &str, many: &str) -> String {
    let count = count.to_string();
    let noun = if count == "1" { one } else { many };
    format!("{count} {noun}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_is_singular() {
        assert_eq!(counted(1, "row", "rows"), "1 row");
        assert_eq!((counted(0, "row", "rows"), counted(11_u64, "row", "rows")), ("0 rows".into(), "11 rows".into()));
    }
}
