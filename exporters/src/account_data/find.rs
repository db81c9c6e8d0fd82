//! Which entries are the person's.

use serde_json::Value;

use super::{
    homeserver::{AccountData, nothing},
    section::{Find, Rule},
};

/// An entry of the person's, and what becomes of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// The room; `None`: it is global.
    pub(super) room: Option<String>,
    /// The entry's type.
    pub(super) kind: String,
    /// What is the person's of it.
    pub(super) theirs: Value,
    /// The whole entry as it would be afterwards.
    pub(super) afterwards: Value,
}

/// Everything that a rule finds of the person with these Matrix IDs, the erased included.
pub(super) fn of_rule(rule: &Rule, data: &AccountData, ids: &[&str]) -> Vec<Found> {
    let mut found = Vec::new();
    match &rule.find {
        Find::Rooms { of_type, owner } => {
            for (room, entries) in &data.rooms {
                let Some(content) = entries.get(of_type) else { continue };
                if content[owner].as_str().is_some_and(|name| ids.contains(&name)) {
                    found.push(Found {
                        room: Some(room.clone()),
                        kind: of_type.clone(),
                        theirs: content.clone(),
                        afterwards: nothing(),
                    });
                }
            }
        }
        Find::Members { of_type, maps } => {
            let Some(content) = data.global.get(of_type) else { return found };
            let mut afterwards = content.clone();
            let mut theirs = nothing();
            for map in maps {
                let Some(members) = afterwards.get_mut(map).and_then(Value::as_object_mut) else { continue };
                for id in ids {
                    if let Some(member) = members.remove(*id) {
                        theirs[map][id] = member;
                    }
                }
            }
            if theirs != nothing() {
                found.push(Found { room: None, kind: of_type.clone(), theirs, afterwards });
            }
        }
        Find::Named { beginnings, erased } => {
            for (kind, content) in &data.global {
                let rest = beginnings.iter().find_map(|beginning| kind.strip_prefix(beginning.as_str()));
                // What ends with `@malice:hs` never ends with `@alice:hs`: the `@` begins the name. Without it nobody is named.
                if rest.is_some_and(|rest| ids.iter().any(|id| id.starts_with('@') && rest.ends_with(id))) {
                    found.push(Found {
                        room: None,
                        kind: kind.clone(),
                        theirs: content.clone(),
                        afterwards: erased.clone(),
                    });
                }
            }
        }
    }
    found
}

impl Found {
    /// Whether nothing would change.
    pub(super) fn is_erased(&self) -> bool {
        self.theirs == self.afterwards
    }
}

/// How many entries of everybody's a rule is about.
pub(super) fn of_everybody(rule: &Rule, data: &AccountData) -> u64 {
    let count = match &rule.find {
        Find::Rooms { of_type, .. } => data.rooms.values().filter(|entries| entries.contains_key(of_type)).count(),
        Find::Members { of_type, .. } => usize::from(data.global.contains_key(of_type)),
        Find::Named { beginnings, .. } => {
            let is_one = |kind: &&String| beginnings.iter().any(|beginning| kind.starts_with(beginning.as_str()));
            data.global.keys().filter(is_one).count()
        }
    };
    count as u64
}

/// Whether a Matrix ID stands in a text, and not only the beginning of a longer one.
pub(super) fn names(text: &str, id: &str) -> bool {
    id.starts_with('@')
        && text.match_indices(id).any(|(at, _)| {
            let mut behind = text[at + id.len()..].chars();
            match (behind.next(), behind.next()) {
                (None, _) => true,
                (Some('.' | '-' | ':'), Some(next)) => !next.is_alphanumeric(),
                (Some(next), _) => !next.is_alphanumeric() && next != '_',
            }
        })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn data() -> AccountData {
        serde_json::from_value(json!({
            "global": {
                "irc": { "allow": { "@ada:hs": "user", "@ada:hs.evil": "admin", "*:hs": "user" }, "idents": { "@ada:hs": "a" } },
                "store:https://git.example@ada:hs": { "encrypted": ["x"] },
                "store:@malada:hs": { "encrypted": ["y"] },
                "store:@ada:hs.evil": { "encrypted": ["z"] },
                "other:@ada:hs": {},
            },
            "rooms": {
                "!a:hs": { "irc": { "user_id": "@ada:hs", "sasl_password": "s" } },
                "!b:hs": { "irc": { "user_id": "@Ada:hs" } },
                "!c:hs": { "irc": {} },
            },
        }))
        .expect("account data")
    }

    fn rule(find: Value) -> Rule {
        serde_json::from_value(json!({ "name": "it", "find": find })).expect("a rule")
    }

    #[test]
    fn entries_are_the_persons_only_by_the_whole_name() {
        let rooms = rule(json!({ "rooms": { "of_type": "irc", "owner": "user_id" } }));
        let found = of_rule(&rooms, &data(), &["@ada:hs"]);
        assert_eq!(found.iter().map(|it| it.room.as_deref()).collect::<Vec<_>>(), [Some("!a:hs")]);
        assert_eq!(of_everybody(&rooms, &data()), 3);

        let stores = rule(json!({ "named": { "beginnings": ["store:"], "erased": { "deleted": true } } }));
        let found = of_rule(&stores, &data(), &["@ada:hs"]);
        assert_eq!(found.iter().map(|it| it.kind.as_str()).collect::<Vec<_>>(), ["store:https://git.example@ada:hs"]);
        assert_eq!(of_rule(&stores, &data(), &["ada:hs"]), [], "a name without its sign is nobody's");
    }

    #[test]
    fn only_the_persons_keys_leave_a_map() {
        let members = rule(json!({ "members": { "of_type": "irc", "maps": ["allow", "idents"] } }));
        let found = of_rule(&members, &data(), &["@ada:hs"]).pop().expect("one");
        assert_eq!(found.theirs, json!({ "allow": { "@ada:hs": "user" }, "idents": { "@ada:hs": "a" } }));
        assert_eq!(found.afterwards, json!({ "allow": { "@ada:hs.evil": "admin", "*:hs": "user" }, "idents": {} }));
        assert_eq!(of_rule(&members, &data(), &["@nobody:hs"]), []);
    }

    #[test]
    fn a_longer_name_is_not_the_person() {
        assert!(names("by @ada:hs.", "@ada:hs") && names("@ada:hs", "@ada:hs") && names("\"@ada:hs\"", "@ada:hs"));
        assert!(!names("@ada:hs.evil", "@ada:hs") && !names("@ada:hs2", "@ada:hs") && !names("@mada:hs", "@ada:hs"));
    }
}
