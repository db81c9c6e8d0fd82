//! Tables and columns of a dataset that are known and left out: they hold no personal data, or go along with rows that have a
//! rule. Looking for what nobody has declared passes them by.

use super::{
    model::LeftOut,
    node::{Entry, Node, Value},
    reading::Reading,
};

/// All of a table, in place of a list of its columns.
const ALL: &str = "all";

/// Reads it out of the `rightsdesk_meta` of a dataset.
pub(super) fn read(reading: &mut Reading<'_>, meta: &Entry) -> Vec<LeftOut> {
    let mut left_out: Vec<LeftOut> = Vec::new();
    for entry in reading.map(&meta.node, "`rightsdesk_meta`").iter().filter(|entry| entry.key == "left_out") {
        for table in reading.map(&entry.node, "`left_out`") {
            let columns = columns(reading, &table.node);
            left_out.push(LeftOut { table: table.key.clone(), columns });
        }
    }
    left_out
}

/// None for all of them.
fn columns(reading: &mut Reading<'_>, node: &Node) -> Option<Vec<String>> {
    if let Value::Text(text) = &node.value
        && text == ALL
    {
        return None;
    }
    let mut columns = Vec::new();
    for item in reading.items(node, "what is left out of a table") {
        columns.extend(reading.text_of(item, "left_out"));
    }
    if columns.is_empty() {
        reading.error(node.at, "nothing is left out", "write `all`, or a list of columns");
    }
    Some(columns)
}
