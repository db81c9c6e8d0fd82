//! Conditions: is the value in this column one of these.

use crate::manifest::model::Matching;

use super::{catalogue::Operand, dialect::Dialect, keys::Tuple, speech, statement::Statement};

/// Whether the operand can hold this value at all.
fn fits(operand: &Operand<'_>, value: &[u8], is_bytes_possible: bool) -> bool {
    let is_text = is_bytes_possible || std::str::from_utf8(value).is_ok_and(|text| !text.contains('\0'));
    is_text && (!operand.steps.is_empty() || operand.column.compare.fits(value))
}

/// Appends whether the operands are, together, one of the values; never if there are none.
///
/// A value that the columns cannot hold does not match; it must not become an error of the database's casts.
pub(super) fn push_match<'v>(
    statement: &mut Statement,
    operands: &[Operand<'_>],
    values: impl Iterator<Item = &'v Tuple>,
    matching: Matching,
) {
    let is_bytes_possible = match statement.dialect {
        Dialect::Postgres { .. } => false,
        Dialect::MySql | Dialect::Sqlite => true,
    };
    let fitting: Vec<&Tuple> = values
        .filter(|value| {
            value.len() == operands.len()
                && value.iter().zip(operands).all(|(part, operand)| fits(operand, part, is_bytes_possible))
        })
        .collect();
    if fitting.is_empty() {
        statement.push("(1 = 0)");
    } else {
        speech::push_match(statement, operands, &fitting, matching);
    }
}
