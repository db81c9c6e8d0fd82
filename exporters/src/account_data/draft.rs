//! What an erasure would do.

use serde_json::Value;

use crate::{
    contract::{
        beyond::Remark,
        erasure::{Blanking, Instead, Obstacle, ObstacleKind, Order, Outlook, Preview},
        pseudonym::digest,
    },
    counted::counted,
};

use super::{
    find::{Found, of_everybody, of_rule},
    homeserver::AccountData,
    section::{Find, Rule, Section},
};

/// The plan, and the changes behind it.
pub(super) struct Draft {
    pub(super) preview: Preview,
    /// As the section's collections: what would change.
    pub(super) changes: Vec<Vec<Found>>,
}

impl Draft {
    pub(super) fn of(
        system: &str,
        section: &Section,
        data: &AccountData,
        ids: &[&str],
        order: &Order,
        may_write: bool,
    ) -> Self {
        let mut changes = Vec::new();
        let mut collections = Vec::new();
        for rule in &section.collections {
            let all = of_rule(rule, data, ids);
            let found = all.len() as u64;
            let live: Vec<Found> = all.into_iter().filter(|it| !it.is_erased()).collect();
            let blanked = live.len() as u64;
            collections.push(Outlook {
                collection: format!("{system}.{}", rule.name),
                in_table: of_everybody(rule, data),
                found,
                blanked,
                fields: if blanked == 0 { Vec::new() } else { vec![blanking(rule)] },
                ..Outlook::default()
            });
            changes.push(live);
        }
        let mut obstacles = Vec::new();
        if !may_write && changes.iter().any(|live| !live.is_empty()) {
            obstacles.push(Obstacle {
                at: system.to_owned(),
                kind: ObstacleKind::Permission,
                what: "nothing can be changed in the bot's name".to_owned(),
                advice: "put the token of its application service into the settings as `as_token`".to_owned(),
            });
        }
        let mut remarks = Vec::new();
        for (rule, live) in section.collections.iter().zip(&changes).filter(|(_, live)| !live.is_empty()) {
            if let Find::Named { .. } = rule.find {
                remarks.push(Remark {
                    at: format!("{system}.{}", rule.name),
                    what: format!(
                        "the name of {} holds the person's name, and stays",
                        counted(live.len(), "entry", "entries")
                    ),
                    advice: "Matrix has no way to take an entry away; who has the homeserver's database can".to_owned(),
                });
            }
        }
        let hash = hash(section, order, &changes);
        let preview = Preview {
            system: system.to_owned(),
            order: order.clone(),
            collections,
            along: Vec::new(),
            obstacles,
            remarks,
            frozen: Vec::new(),
            parts: Vec::new(),
            hash,
        };
        Self { preview, changes }
    }
}

fn blanking(rule: &Rule) -> Blanking {
    match &rule.find {
        Find::Rooms { .. } => Blanking { field: "content".to_owned(), with: Instead::Empty },
        Find::Members { .. } => Blanking { field: "member".to_owned(), with: Instead::Null },
        Find::Named { erased, .. } => Blanking { field: "content".to_owned(), with: Instead::Text(erased.to_string()) },
    }
}

/// The same entries with the same contents, changed in the same way, by the same order.
fn hash(section: &Section, order: &Order, changes: &[Vec<Found>]) -> String {
    let mut pieces = vec![order.as_of.to_rfc3339()];
    for (rule, found) in section.collections.iter().zip(changes) {
        for one in found {
            let room = one.room.as_ref().map_or(Value::Null, |room| Value::String(room.clone()));
            pieces.push(serde_json::json!([rule.name, room, one.kind, one.theirs, one.afterwards]).to_string());
        }
    }
    digest(b"a plan for account data", pieces.iter().flat_map(|piece| [piece.as_bytes(), b"\0"]))
}
