//! Who may import whom inside the desk.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::Finding;
use super::paths;
use super::source::{self, Source};

/// The folders and files right under `backend/src`, from the ground up. Each may import all that stands in a line before
/// its own. `main.rs` stands on top of them all.
const LAYERS: &[&[&str]] = &[
    &["kernel"],
    &["rights", "law"],
    &["words"],
    // The nouns.
    &[
        "archive",
        "audit",
        "circumstance",
        "complaint",
        "correction",
        "deactivation",
        "decision",
        "disclosure",
        "handover",
        "hold",
        "identifier",
        "ledger",
        "letter",
        "message",
        "notice",
        "privacy_notice",
        "proof",
        "question",
        "recheck",
        "register",
        "reminder",
        "reply_text",
        "request",
        "staff",
        "suppression",
        "tally",
        "task",
        "ticket",
    ],
    &["config"],
    &["post"],
    &["desk"],
    &["casework"],
    &["worker", "web"],
    &["setup"],
    &["cli"],
    &["demo"],
];

/// The arrows between neighbours of one layer, each with its reason. They must not make a circle.
const SIDEWAYS: &[(&str, &str, &str)] = &[
    ("law", "rights", "a deadline depends on the right that was exercised"),
    ("ticket", "request", "the queue of tickets is filtered by the rights that were exercised"),
    ("decision", "request", "a decision says how a request is answered"),
    ("deactivation", "task", "what is asked of systems for a person comes before the erasure of their closed account"),
    ("ticket", "audit", "a ticket is saved together with the line that tells of it"),
];

const CRATE: &str = "backend";

/// Every import that is not in the tables.
pub fn check(tree: &[Source]) -> Vec<Finding> {
    let known: BTreeSet<&str> = LAYERS.iter().copied().flatten().copied().collect();
    let files = || source::program(tree).filter_map(|it| Some((it, paths::module(&it.path)?)));
    let files = || files().filter(|(_, (krate, module))| *krate == CRATE && !module.is_empty() && module[0] != "main");
    // What is not a module is an item or a macro of the crate's root.
    let modules: BTreeSet<String> = files().map(|(_, (_, module))| module[0].clone()).collect();

    let mut findings = Vec::new();
    for (source, (_, module)) in files() {
        let from = module[0].as_str();
        if !known.contains(from) {
            findings.push(Finding {
                file: source.path.clone(),
                line: 1,
                what: format!("`{from}` has no place among the layers"),
                advice: "give it one in LAYERS of tests/it/architecture/arrows.rs, or move it to where it belongs"
                    .to_owned(),
            });
            continue;
        }
        let mut told = BTreeSet::new();
        for named in paths::named(source, &module) {
            let Some(to) = named.path.first().filter(|it| modules.contains(*it)) else { continue };
            if !may(from, to) && told.insert(to.clone()) {
                findings.push(Finding {
                    file: source.path.clone(),
                    line: named.line,
                    what: format!("the arrow {from} → {to} is not allowed"),
                    advice: advice(from, to),
                });
            }
        }
    }
    findings
}

/// Every entity that names another one: a parent's rows are found with a query, not with the ORM's two-way relations.
pub fn entities(tree: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in tree.iter().filter(|source| source.path.ends_with("/entity.rs")) {
        let Some((_, module)) = paths::module(&source.path) else { continue };
        for named in paths::named(source, &module) {
            let is_entity = named.path.iter().any(|it| it == "entity") && !named.path.starts_with(&module);
            if is_entity {
                findings.push(Finding {
                    file: source.path.clone(),
                    line: named.line,
                    what: format!("this entity names another one, {}", named.path.join("::")),
                    advice: "keep the id only, and find the other rows with a query in store.rs".to_owned(),
                });
            }
        }
    }
    findings
}

/// The sideways arrows as a graph.
pub fn sideways() -> BTreeMap<String, BTreeSet<String>> {
    let mut graph = BTreeMap::<_, BTreeSet<String>>::new();
    for (from, to, _) in SIDEWAYS {
        graph.entry((*from).to_owned()).or_default().insert((*to).to_owned());
    }
    graph
}

fn may(from: &str, to: &str) -> bool {
    let is_sideways = SIDEWAYS.iter().any(|(a, b, _)| (*a, *b) == (from, to));
    from == to || is_sideways || height(to) < height(from)
}

fn height(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

fn advice(from: &str, to: &str) -> String {
    if height(from) == height(to) {
        format!(
            "{from} and {to} are neighbours: let the verb that needs both join them in casework/, or put the arrow into \
             SIDEWAYS of tests/it/architecture/arrows.rs with its reason"
        )
    } else {
        format!("{to} stands above {from}: move what is needed down, or hand it in as an argument")
    }
}
