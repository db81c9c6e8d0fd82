//! Reads and judges a manifest.

use std::collections::BTreeSet;

use crate::{
    account_data::section::Section,
    contract::{outcome::ManualWork, subject::IdentifierKind, text::Text},
    rest::{compile::compile_beside, erase::tables::Beside, plan::Plan, problem::Problems},
};

use super::{
    correct, dataset, erasure_rules,
    finding::{Finding, Severity, is_any_error},
    links, marks,
    model::{Dataset, Engine, Field, Manifest},
    node::{Entry, Node, Place},
    reading::Reading,
    said, system, usefulness,
};

const TOP: &[&str] = &["system", "dataset", "rest", "account_data", "manual"];

/// Reads a manifest; `file` is how findings name it.
///
/// # Errors
/// Everything that was found, warnings included, if any of it is an error.
pub fn read(text: &str, file: &str) -> Result<Manifest, Vec<Finding>> {
    let mut reading = Reading::of(file);
    let manifest = match Node::parse(text) {
        Ok(node) => whole(&mut reading, &node),
        Err((at, what)) => {
            reading.error(at, format!("this is not YAML: {what}"), "correct the syntax");
            None
        }
    };
    let mut findings = reading.findings;
    findings.sort_by_key(|finding| (finding.line, finding.column));
    match manifest {
        Some(mut manifest) if !is_any_error(&findings) => {
            (manifest.notes, manifest.warnings) = findings.into_iter().partition(|finding| match finding.severity {
                Severity::Note => true,
                Severity::Error | Severity::Warning => false,
            });
            Ok(manifest)
        }
        _ => Err(findings),
    }
}

/// Everything that is wrong with a manifest, in the file's order.
pub fn lint(text: &str, file: &str) -> Vec<Finding> {
    match read(text, file) {
        Ok(manifest) => {
            let mut findings = [manifest.warnings, manifest.notes].concat();
            findings.sort_by_key(|finding| (finding.line, finding.column));
            findings
        }
        Err(findings) => findings,
    }
}

fn whole(reading: &mut Reading<'_>, node: &Node) -> Option<Manifest> {
    let top = Place { line: 1, column: 0 };
    let mut system = None;
    let mut plan = None;
    let mut engines = Vec::new();
    let mut beside = Vec::new();
    let mut api = None;
    // The tables first, wherever they stand: calls may be made for their rows.
    let entries = reading.map(node, "the file");
    for entry in entries.iter().filter(|entry| entry.key == "dataset") {
        let datasets = dataset::read(reading, entry);
        links::judge(reading, &datasets);
        erasure_rules::judge(reading, &datasets);
        correct::judge(reading, &datasets);
        marks::judge(reading, &datasets);
        usefulness::judge(reading, &datasets);
        beside = datasets.iter().flat_map(tables).collect();
        engines.push(Engine::Sql(datasets));
    }
    for entry in entries {
        match entry.key.as_str() {
            "system" => system = system::read(reading, entry),
            "dataset" => {}
            "rest" => {
                let compiled = rest(reading, &entry.node, &beside);
                said::judge_steps(reading, &entry.node);
                if engines.is_empty() && node.get("dataset").is_none() {
                    plan = compiled;
                    engines.push(Engine::Rest(entry.node.clone()));
                } else {
                    judge_api(reading, entry, compiled.as_ref());
                    api = Some(entry.node.clone());
                }
            }
            "account_data" => engines.extend(account_data(reading, entry).map(Engine::AccountData)),
            "manual" => engines.extend(manual(reading, entry).map(Engine::Manual)),
            _ => reading.unknown(entry, "a manifest", TOP),
        }
    }
    if node.get("system").is_none() {
        reading.error(top, "there is no `system`", "describe the system: its name, purposes, role, location");
    }
    usefulness::judge_keys(reading, node);
    let sections = TOP[1..].iter().filter(|section| node.get(section).is_some()).count();
    let is_chain = sections == 2 && node.get("dataset").is_some() && node.get("rest").is_some();
    if sections != 1 && !is_chain {
        reading.error(
            top,
            format!("{sections} sections say how the system is asked"),
            "write exactly one of `dataset` (SQL), `rest` (HTTP), `account_data` (a bot on Matrix) and `manual` (by hand), or \
             `dataset` and `rest`",
        );
    }
    let mut system = system?;
    let engine = engines.pop()?;
    if let Engine::Sql(datasets) = &engine {
        system.accepts = kinds(datasets, &|field| field.identity.as_ref());
        system.learns = kinds(datasets, &|field| field.resolves.as_ref());
    }
    if let Some(plan) = plan {
        system.accepts = plan.accepts();
        system.learns = plan.learns();
        system.told_only = plan.is_told_only();
    }
    if let Engine::AccountData(_) = &engine {
        system.accepts = vec![IdentifierKind::parse(IdentifierKind::MATRIX_ID).expect("a kind")];
    }
    Some(Manifest { system, engine, api, warnings: Vec::new(), notes: Vec::new() })
}

/// The distinct kinds that some field has.
fn kinds<'d>(datasets: &'d [Dataset], kind: &impl Fn(&'d Field) -> Option<&'d IdentifierKind>) -> Vec<IdentifierKind> {
    fn collect<'d>(
        fields: &'d [Field],
        kind: &impl Fn(&'d Field) -> Option<&'d IdentifierKind>,
        into: &mut BTreeSet<IdentifierKind>,
    ) {
        for field in fields {
            into.extend(kind(field).cloned());
            collect(&field.fields, kind, into);
        }
    }
    let mut found = BTreeSet::new();
    for collection in datasets.iter().flat_map(|dataset| &dataset.collections) {
        collect(&collection.fields, kind, &mut found);
    }
    found.into_iter().collect()
}

/// The section as its engine understands it.
fn rest(reading: &mut Reading<'_>, section: &Node, beside: &[Beside]) -> Option<Plan> {
    match compile_beside(&section.to_json(), beside) {
        Ok(plan) => Some(plan),
        Err(Problems(problems)) => {
            for problem in problems {
                reading.error(
                    section.place_of(&problem.pointer),
                    problem.what,
                    "see exporters/MANIFEST.md for what may stand here",
                );
            }
            None
        }
    }
}

/// Beside tables, an API is there for erasing only.
fn judge_api(reading: &mut Reading<'_>, entry: &Entry, plan: Option<&Plan>) {
    let Some(plan) = plan else { return };
    if plan.erase.is_empty() {
        reading.error(entry.at, "beside tables, `rest` is there for erasing, and has no `erase`", "say what is called");
    }
    if !plan.writes.is_empty() {
        reading.error(
            entry.at,
            "beside tables, what is corrected and marked is written into the tables",
            "say `correct` and `marks` at the fields, and take `rectify`, `restrict` and `object` out of `rest`",
        );
    }
    if !plan.notifies.is_empty() {
        reading.error(
            entry.at,
            "beside tables, nobody is told: a recipient's API is a system of its own",
            "take `notify` out of `rest`, and describe the recipient's API in a file of its own",
        );
    }
    if plan.outputs().next().is_some() || plan.teachers().next().is_some() {
        reading.error(
            entry.at,
            "beside tables, what is handed over and learned is read from the tables",
            "take `export`, `file` and `learns` out of `rest.steps`",
        );
    }
}

/// The tables of a dataset, as calls know them.
pub(crate) fn tables(dataset: &Dataset) -> impl Iterator<Item = Beside> {
    dataset.collections.iter().map(|collection| Beside {
        name: collection.name.clone(),
        columns: collection.fields.iter().map(|field| field.name.clone()).collect(),
    })
}

/// What a bot keeps in its account data.
fn account_data(reading: &mut Reading<'_>, section: &Entry) -> Option<Section> {
    match Section::read(&section.node.to_json()) {
        Ok(section) => Some(section),
        Err(what) => {
            reading.error(section.at, what, "see exporters/MANIFEST.md for what may stand here");
            None
        }
    }
}

fn manual(reading: &mut Reading<'_>, section: &Entry) -> Option<ManualWork> {
    let mut instructions = Text::default();
    let mut days = None;
    for entry in reading.map(&section.node, "`manual`") {
        match entry.key.as_str() {
            "instructions" => instructions = reading.words(entry),
            "days" => {
                days = reading.text(entry).and_then(|text| text.parse().ok()).filter(|days| (1..=60).contains(days));
                if days.is_none() {
                    reading.error(entry.node.at, "this is no number of days", "write a whole number from 1 to 60");
                }
            }
            _ => reading.unknown(entry, "`manual`", &["instructions", "days"]),
        }
    }
    if instructions.is_empty() || section.node.get("days").is_none() {
        reading.error(section.at, "`manual` lacks `instructions` or `days`", "say what to do and in how many days");
    }
    Some(ManualWork { instructions, days: days? })
}
