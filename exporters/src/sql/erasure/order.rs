//! In which order tables lose their rows: who refers goes before whom is referred to.

use super::site::Site;

/// The tables in that order; `None` if references make a circle.
pub(super) fn of(site: Site<'_>, tables: &[usize]) -> Option<Vec<usize>> {
    let mut left: Vec<usize> = tables.to_vec();
    let mut order = Vec::new();
    while !left.is_empty() {
        // One to which none of the others refers. A table may refer to itself: its rows go in one statement.
        let is_free = |table: &usize| {
            let referring = site.references_to(*table);
            !referring.iter().any(|(_, child)| child.is_some_and(|child| child != *table && left.contains(&child)))
        };
        let at = left.iter().position(is_free)?;
        order.push(left.remove(at));
    }
    Some(order)
}
