//! Which crate may depend on which, and what every crate takes from the workspace.

use super::finding::Finding;
use super::source::Source;

/// Our crates by their folder, each with those of ours that it may depend on.
const CRATES: &[(&str, &[&str])] = &[
    ("backend/vault", &[]),
    ("backend/archive", &["rightsdesk-vault"]),
    ("exporters", &[]),
    ("migrations", &[]),
    ("backend", &["rightsdesk-archive", "rightsdesk-exporters", "rightsdesk-migrations", "rightsdesk-vault"]),
    (
        "tests",
        &["rightsdesk", "rightsdesk-archive", "rightsdesk-exporters", "rightsdesk-migrations", "rightsdesk-vault"],
    ),
];

/// The crates that set lints of their own.
const OWN_LINTS: &[(&str, &str)] = &[("tests", "a test fails by unwrapping")];

/// Every manifest that says something else.
pub fn check(tree: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for manifest in tree.iter().filter(|source| source.path.ends_with("/Cargo.toml")) {
        let mut tell = |line: usize, what: String, advice: &str| {
            findings.push(Finding { file: manifest.path.clone(), line, what, advice: advice.to_owned() });
        };
        let folder = manifest.path.trim_end_matches("/Cargo.toml");
        let Some((_, allowed)) = CRATES.iter().find(|(known, _)| *known == folder) else {
            tell(1, format!("the crate in {folder} is unknown"), "add it to CRATES of tests/it/architecture/crates.rs");
            continue;
        };
        for (number, section, line) in lines(&manifest.text) {
            let name = line.split(['.', '=', ' ']).next().unwrap_or_default();
            if section.ends_with("dependencies") && name.starts_with("rightsdesk") && !allowed.contains(&name) {
                let advice =
                    "the crates below the desk know nothing of it: hand in what they need, or edit CRATES in the open";
                tell(number, format!("{folder} depends on {name}"), advice);
            }
        }
        let has = |wanted: &str, sections: &str| {
            lines(&manifest.text).any(|(_, section, line)| section == sections && line.replace(' ', "") == wanted)
        };
        for key in ["license", "rust-version"] {
            if !has(&format!("{key}.workspace=true"), "package") {
                tell(1, format!("{key} is not the workspace's"), &format!("write `{key}.workspace = true`"));
            }
        }
        if !has("workspace=true", "lints") && !OWN_LINTS.iter().any(|(excused, _)| *excused == folder) {
            tell(1, "the lints are not the workspace's".to_owned(), "write `[lints]` and under it `workspace = true`");
        }
    }
    findings
}

/// The lines of a manifest with their numbers and sections.
fn lines(text: &str) -> impl Iterator<Item = (usize, String, &str)> {
    let mut section = String::new();
    text.lines().enumerate().filter_map(move |(index, line)| {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end().trim_end_matches(']').to_owned();
            return None;
        }
        Some((index + 1, section.clone(), line))
    })
}
