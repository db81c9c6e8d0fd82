//! Two plans become one, and two evidences; and whether what the tables hold now is a part of what was planned.

use crate::contract::{
    erasure::{Evidence, Preview, Verified},
    pseudonym::digest,
};

/// One plan out of the API's and the tables', with one hash over both.
pub(super) fn previews(api: Preview, tables: Preview) -> Preview {
    let parts = vec![api.hash, tables.hash];
    let hash = digest(tables.system.as_bytes(), parts.iter().map(String::as_bytes));
    Preview {
        collections: api.collections.into_iter().chain(tables.collections).collect(),
        obstacles: api.obstacles.into_iter().chain(tables.obstacles).collect(),
        remarks: api.remarks.into_iter().chain(tables.remarks).collect(),
        along: tables.along,
        frozen: api.frozen,
        parts,
        hash,
        system: tables.system,
        order: tables.order,
    }
}

/// What was done by both.
pub(super) fn evidence(plan: &Preview, api: Evidence, tables: Evidence) -> Evidence {
    Evidence {
        plan: plan.hash.clone(),
        effects: api.effects.into_iter().chain(tables.effects).collect(),
        along: tables.along,
        statements: tables.statements,
        calls: api.calls,
    }
}

/// What both found when they read back.
pub(super) fn verified(api: Verified, mut tables: Verified) -> Verified {
    tables.read_back.splice(0..0, api.read_back);
    tables.pending.extend(api.pending);
    tables.kinds.extend(api.kinds);
    tables.kinds.sort();
    tables.kinds.dedup();
    tables
}

/// Whether the tables want nothing changed that was not planned: some rows may have gone in the meantime, by the system's
/// own doing, but none have come.
pub(super) fn is_part_of(tables: &Preview, plan: &Preview) -> bool {
    tables.collections.iter().all(|now| {
        let shared = |outlook: &crate::contract::erasure::Outlook| outlook.shared.as_ref().map_or(0, |it| it.rows);
        match plan.collections.iter().find(|planned| planned.collection == now.collection) {
            Some(planned) => {
                now.deleted <= planned.deleted && now.blanked <= planned.blanked && shared(now) <= shared(planned)
            }
            None => now.deleted + now.blanked + shared(now) == 0,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::erasure::{Order, Outlook};

    fn plan(deleted: u64) -> Preview {
        Preview {
            system: "s".to_owned(),
            order: Order::by_the_manifest(chrono::DateTime::UNIX_EPOCH),
            collections: vec![Outlook { collection: "s.t".to_owned(), found: 9, deleted, ..Outlook::default() }],
            along: Vec::new(),
            obstacles: Vec::new(),
            remarks: Vec::new(),
            frozen: Vec::new(),
            parts: Vec::new(),
            hash: format!("{deleted}"),
        }
    }

    #[test]
    fn rows_may_have_gone_but_none_may_have_come() {
        assert!(is_part_of(&plan(2), &plan(2)) && is_part_of(&plan(0), &plan(2)));
        assert!(!is_part_of(&plan(3), &plan(2)));
    }

    #[test]
    fn the_hash_is_over_both_parts() {
        let both = |api, tables| previews(plan(api), plan(tables)).hash;
        assert_eq!(both(1, 2), both(1, 2));
        assert_ne!(both(1, 2), both(1, 3));
        assert_ne!(both(1, 2), both(2, 2));
    }
}
