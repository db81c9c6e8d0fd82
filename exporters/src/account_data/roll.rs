//! The names by which a bot's account data knows people, all of them.

use async_trait::async_trait;
use serde_json::Value;

use crate::contract::{
    call::Call,
    error::ConnectorError,
    roll::{Called, Roll, Spelling},
    subject::{Identifier, IdentifierKind},
};

use super::{
    connector::AccountDataConnector,
    homeserver::AccountData,
    section::{Find, Rule},
};

#[async_trait]
impl Roll for AccountDataConnector {
    async fn call_roll(&self, hear: &mut (dyn FnMut(Called) + Send), call: &Call) -> Result<(), ConnectorError> {
        let data = self.homeserver.all(call).await?;
        let kind = IdentifierKind::parse(IdentifierKind::MATRIX_ID)
            .map_err(|_| ConnectorError::permanent("`matrix_id` is no kind of name"))?;
        for rule in &self.section.collections {
            for name in names_of(rule, &data) {
                // What is no Matrix ID names nobody: `*:example.org` is everybody there.
                if let (true, Ok(name)) = (name.starts_with('@'), Identifier::new(kind.clone(), name)) {
                    hear(Called { name, spelling: Spelling::Exact });
                }
            }
        }
        Ok(())
    }
}

/// By whom a rule finds entries. What an erasure has emptied holds nothing of anybody, though its own name stays.
fn names_of<'d>(rule: &Rule, data: &'d AccountData) -> Vec<&'d str> {
    match &rule.find {
        Find::Rooms { of_type, owner } => {
            data.rooms.values().filter_map(|entries| entries.get(of_type)?.get(owner)?.as_str()).collect()
        }
        Find::Members { of_type, maps } => {
            let content = data.global.get(of_type);
            let members = maps.iter().filter_map(|map| content?.get(map).and_then(Value::as_object));
            members.flat_map(|members| members.keys().map(String::as_str)).collect()
        }
        Find::Named { beginnings, erased } => {
            let live = data.global.iter().filter(|(_, content)| *content != erased);
            let rests = live.filter_map(|(kind, _)| beginnings.iter().find_map(|it| kind.strip_prefix(it.as_str())));
            // A Matrix ID begins with the only `@` in it.
            rests.filter_map(|rest| rest.rfind('@').map(|at| &rest[at..])).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn everybody_is_read_out_but_who_was_emptied() {
        let data = serde_json::from_value(json!({
            "global": {
                "irc": { "allow": { "*:hs": "user", "@ada:hs": "user" }, "idents": { "@bob:hs": "b" }, "hidden": { "@cat:hs": 1 } },
                "store:https://git.example@ada:hs": { "encrypted": ["x"] },
                "store:@dan:hs": { "deleted": true },
                "other:@eve:hs": {},
            },
            "rooms": { "!a:hs": { "irc": { "user_id": "@fay:hs" } }, "!b:hs": { "irc": {} } },
        }));
        let data = data.expect("account data");
        let said = |find: Value| {
            let rule: Rule = serde_json::from_value(json!({ "name": "it", "find": find })).expect("a rule");
            names_of(&rule, &data).join(" ")
        };
        assert_eq!(said(json!({ "rooms": { "of_type": "irc", "owner": "user_id" } })), "@fay:hs");
        let members = json!({ "members": { "of_type": "irc", "maps": ["allow", "idents"] } });
        assert_eq!(said(members), "*:hs @ada:hs @bob:hs");
        let named = json!({ "named": { "beginnings": ["store:"], "erased": { "deleted": true } } });
        assert_eq!(said(named), "@ada:hs");
    }
}
