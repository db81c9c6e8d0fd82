//! Definitions that several systems share: a dataset that `extends` one has its collections, as if they stood there.
//!
//! What the dataset says itself is laid over the definition: mappings are joined key by key, lists by the `name` of their
//! items, and whatever else stands in both is the dataset's. So a system that differs in one column says that column.
//!
//! A definition is part of this program and not a file beside the manifest: a manifest is one file, and means the same
//! wherever it lies. Findings in what a definition says stand where it is extended.

use std::collections::BTreeMap;

use super::{
    node::{Entry, Node, Place, Value},
    reading::Reading,
};

/// The definitions, by name.
const DEFINITIONS: [(&str, &str); 2] = [
    ("bridgev2", include_str!("../../definitions/bridgev2.yml")),
    ("mautrix_state", include_str!("../../definitions/mautrix_state.yml")),
];

/// What the `rightsdesk_meta` of a dataset says.
#[derive(Default)]
struct Wish<'n> {
    definitions: Vec<(&'static str, Place)>,
    with: BTreeMap<String, (String, &'n Entry)>,
}

/// The dataset with all that it extends, if it extends anything.
pub(super) fn lay_out(reading: &mut Reading<'_>, dataset: &Node) -> Option<Node> {
    let Value::Map(entries) = &dataset.value else { return None };
    let meta = entries.iter().find(|entry| entry.key == "rightsdesk_meta")?;
    let wish = read(reading, meta);
    let mut whole = Node { at: dataset.at, value: Value::Map(Vec::new()) };
    for (text, at) in &wish.definitions {
        let filled = fill(reading, text, *at, &wish);
        let mut definition = Node::parse(&filled).expect("the definitions are tested with all that extend them");
        place(&mut definition, *at);
        whole = lay_over(whole, &definition);
    }
    for (name, (_, entry)) in &wish.with {
        if !wish.definitions.iter().any(|(text, _)| text.contains(&format!("<{name}>"))) {
            reading.error(entry.at, format!("no definition has a place for `{name}`"), "remove it");
        }
    }
    Some(lay_over(whole, dataset))
}

fn read<'n>(reading: &mut Reading<'_>, meta: &'n Entry) -> Wish<'n> {
    let mut wish = Wish::default();
    for entry in reading.map(&meta.node, "`rightsdesk_meta`") {
        match entry.key.as_str() {
            "extends" => {
                for item in reading.items(&entry.node, "`extends`") {
                    let Some(name) = reading.text_of(item, "extends") else { continue };
                    match DEFINITIONS.iter().find(|(known, _)| *known == name) {
                        Some((_, text)) => wish.definitions.push((text, item.at)),
                        None => {
                            let known = DEFINITIONS.map(|(known, _)| known).join(", ");
                            reading.error(
                                item.at,
                                format!("there is no definition {name:?}"),
                                format!("known: {known}"),
                            );
                        }
                    }
                }
            }
            "with" => {
                for entry in reading.map(&entry.node, "`with`") {
                    let Some(text) = reading.text(entry) else { continue };
                    if text.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '_') {
                        wish.with.insert(entry.key.clone(), (text, entry));
                    } else {
                        reading.error(
                            entry.node.at,
                            "this cannot be put in",
                            "use letters, digits, blanks and `_` only",
                        );
                    }
                }
            }
            // Read with the rest of the dataset.
            "left_out" => {}
            _ => reading.unknown(entry, "the `rightsdesk_meta` of a dataset", &["extends", "with", "left_out"]),
        }
    }
    wish
}

/// The definition's text with everything put in.
fn fill(reading: &mut Reading<'_>, text: &str, at: Place, wish: &Wish<'_>) -> String {
    // Its comments explain the places, and are no part of it.
    let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    let mut filled = lines.collect::<Vec<_>>().join("\n");
    for (name, (value, _)) in &wish.with {
        filled = filled.replace(&format!("<{name}>"), value);
    }
    // One finding for each place that is left empty, however often it occurs.
    while let Some((_, rest)) = filled.split_once('<')
        && let Some((name, _)) = rest.split_once('>')
    {
        let name = name.to_owned();
        reading.error(at, format!("`with` does not say `{name}`"), format!("add `with: {{{name}: …}}`"));
        filled = filled.replace(&format!("<{name}>"), "unknown");
    }
    filled
}

/// Says of all of it that it stands there.
fn place(node: &mut Node, at: Place) {
    node.at = at;
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| place(item, at)),
        Value::Map(entries) => {
            for entry in entries {
                entry.at = at;
                place(&mut entry.node, at);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

fn lay_over(below: Node, above: &Node) -> Node {
    let value = match (below.value, &above.value) {
        (Value::Map(mut entries), Value::Map(over)) => {
            for entry in over {
                match entries.iter_mut().find(|known| known.key == entry.key) {
                    Some(known) => {
                        let nothing = Node { at: known.at, value: Value::Null };
                        known.node = lay_over(std::mem::replace(&mut known.node, nothing), &entry.node);
                    }
                    None => entries.push(entry.clone()),
                }
            }
            Value::Map(entries)
        }
        (Value::List(mut items), Value::List(over)) => {
            for item in over {
                let named = item.get("name");
                match items.iter().position(|known| named.is_some() && same(known.get("name"), named)) {
                    Some(index) => {
                        let nothing = Node { at: item.at, value: Value::Null };
                        items[index] = lay_over(std::mem::replace(&mut items[index], nothing), item);
                    }
                    None => items.push(item.clone()),
                }
            }
            Value::List(items)
        }
        (Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::List(_) | Value::Map(_), over) => {
            over.clone()
        }
    };
    Node { at: above.at, value }
}

/// Whether two values are the same, wherever they stand.
fn same(one: Option<&Node>, other: Option<&Node>) -> bool {
    one.map(|node| &node.value) == other.map(|node| &node.value)
}

#[cfg(test)]
mod tests {
    use crate::manifest::{
        finding::Finding,
        model::{Engine, Manifest},
        read,
    };

    const SYSTEM: &str = "
system:
  - fides_key: bridge
    name: {en: a, fr: b, de: c}
    description: {en: a, fr: b, de: c}
    system_type: Application
    privacy_declarations:
      - name: {en: a, fr: b, de: c}
        data_categories: [user.unique_id]
        data_use: essential.service
        data_subjects: [customer]
        legal_basis_for_processing: Contract
        retention_period: {en: a, fr: b, de: c}
    rightsdesk_meta: {product: p, role: controller, location: [GB], recipients: []}
dataset:
  - fides_key: bridge
";

    fn read(dataset: &str) -> Result<Manifest, Vec<Finding>> {
        read::read(&format!("{SYSTEM}{dataset}"), "manifest.yml")
    }

    #[test]
    fn what_the_manifest_says_is_laid_over_the_definition() {
        let manifest = read(
            "    rightsdesk_meta: {extends: [bridgev2], with: {network: Pigeons, remote_id: ring_number}}
    collections:
      - name: user_login
        fields:
          - name: id
            description: What stands on your pigeon's ring
      - name: portal
        rightsdesk_meta: {erasure: {cascades: [feather]}}
",
        )
        .unwrap_or_else(|findings| panic!("{findings:?}"));
        let Engine::Sql(datasets) = &manifest.engine else { panic!("a dataset") };
        let collection = |name: &str| datasets[0].collections.iter().find(|it| it.name == name).expect(name);
        let login = collection("user_login");
        let id = login.fields.iter().find(|it| it.name == "id").expect("an id");
        assert_eq!(id.description.for_language("en"), "What stands on your pigeon's ring");
        assert_eq!(id.resolves.as_ref().map(|kind| kind.as_str()), Some("ring_number"), "the rest is the definition's");
        assert_eq!(login.description.for_language("en"), "The Pigeons accounts that you connected");
        let cascades = &collection("portal").erasure.as_ref().expect("rules").cascades;
        assert!(cascades.contains(&"message".to_owned()) && cascades.contains(&"feather".to_owned()), "{cascades:?}");
    }

    #[test]
    fn a_place_that_is_left_empty_is_told_once_and_where() {
        let findings = read("    rightsdesk_meta: {extends: bridgev2, with: {network: Pigeons, colour: grey}}\n");
        let findings = findings.expect_err("mistakes");
        let told: Vec<_> = findings.iter().map(|it| (it.line, it.what.as_str())).collect();
        assert_eq!(told, [(17, "`with` does not say `remote_id`"), (17, "no definition has a place for `colour`")],);
    }

    #[test]
    fn an_unknown_definition_is_a_mistake() {
        let findings = read("    rightsdesk_meta: {extends: bridge_v2}\n").expect_err("a mistake");
        assert!(findings.iter().any(|it| it.what == "there is no definition \"bridge_v2\""), "{findings:?}");
    }

    #[test]
    fn nothing_can_be_smuggled_into_a_definition() {
        let findings =
            read("    rightsdesk_meta: {extends: bridgev2, with: {network: \"x\\n  y: 1\", remote_id: telegram_id}}\n");
        assert!(findings.expect_err("a mistake").iter().any(|it| it.what == "this cannot be put in"));
    }
}
