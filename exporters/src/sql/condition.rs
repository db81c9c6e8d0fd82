//! Conditions: is the value in this column one of these.

use crate::manifest::model::Matching;

use super::{catalogue::Column, keys::Tuple, statement::Statement};

/// What is compared: a column, or a value inside its JSON. The table goes by the name `t`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operand<'a> {
    pub(super) column: &'a Column,
    pub(super) steps: &'a [String],
}

impl Operand<'_> {
    fn fits(&self, value: &[u8], is_bytes_possible: bool) -> bool {
        let is_text = is_bytes_possible || std::str::from_utf8(value).is_ok_and(|text| !text.contains('\0'));
        is_text && (!self.steps.is_empty() || self.column.compare.fits(value))
    }
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
    let dialect = statement.dialect;
    let is_bytes_possible = match dialect {
        super::dialect::Dialect::Postgres { .. } => false,
        super::dialect::Dialect::MySql { .. } | super::dialect::Dialect::Sqlite => true,
    };
    let fitting: Vec<&Tuple> = values
        .filter(|value| {
            value.len() == operands.len()
                && value.iter().zip(operands).all(|(part, operand)| operand.fits(part, is_bytes_possible))
        })
        .collect();
    if fitting.is_empty() {
        statement.push("(1 = 0)");
    } else {
        dialect.push_match(statement, operands, &fitting, matching);
    }
}
