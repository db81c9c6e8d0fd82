//! The pages that explain the format say what the reader does.

use super::{
    model::Engine,
    read::{lint, read},
};

const PAGE: &str = include_str!("../../MANIFEST.md");
const README: &str = include_str!("../../../README.md");

/// The YAML examples of a page, in its order.
fn examples(page: &str) -> Vec<&str> {
    page.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().expect("an end")).collect()
}

/// The examples of the reference, each as a whole manifest.
fn manifests() -> Vec<String> {
    let examples = examples(PAGE);
    let (system, engines) = examples.split_first().expect("the system first");
    assert_eq!(
        engines.len(),
        11,
        "manual, dataset, left out, extending, erasing, correcting, account_data, rest, writing, telling, both"
    );
    engines.iter().map(|engine| format!("{system}{engine}")).collect()
}

#[test]
fn every_example_is_read_without_a_finding() {
    let readme = examples(README).into_iter().find(|example| example.starts_with("system:")).expect("an example");
    for manifest in manifests().into_iter().chain([readme.to_owned()]) {
        let findings = lint(&manifest, "page");
        assert!(findings.is_empty(), "{manifest}{}", findings.iter().map(|f| format!("{f}\n")).collect::<String>());
    }
}

#[test]
fn the_example_of_the_readme_can_be_erased_from() {
    let readme = examples(README).into_iter().find(|example| example.starts_with("system:")).expect("an example");
    let Engine::Sql(datasets) = read(readme, "page").expect("a manifest").engine else { panic!("it is a database") };
    let collections = datasets.iter().flat_map(|dataset| &dataset.collections);
    let can_erase: Vec<_> = collections.map(|it| (it.name.as_str(), it.erasure.is_some())).collect();
    assert_eq!(can_erase, [("subscriber", true), ("opened", true)], "as its second half goes on");
}

#[test]
fn every_key_that_the_reader_knows_is_on_the_page() {
    for from in [
        "    system_type: Service",
        "        data_subjects: [customer]",
        "{interests: ",
        "      product: Shop",
        "{name: Stripe, ",
        "  days: 5",
        "    name: The shop's database",
        "{namespace: ",
        "{schema: ",
        "      extends: [bridgev2",
        "        description: What you ordered",
        "{after: ",
        "{about_nobody: ",
        "            description: Your number with us",
        "{primary_key: true, data_type: integer",
        "{dataset: shop, ",
        "{resolves: ",
        "{ground: ",
        "{rows: blank, ",
        "{name: token, ",
        "{bearer: ",
        "  headers: {Api-Version",
        "{limited_status: ",
        "{path: $.ok, ",
        "      kind: email",
        "    reach: teams",
        "{step: people, ",
        "      get: /v1/teams",
        "{cursor_from_body: ",
        "{path: $.mail, ",
        "{kind: helpdesk_person, ",
        "        tabular: true",
        "{name: mail, ",
        "{name: \"{people.id}.png\", ",
        "      gone: [404",
        "{id: $.job, ",
        "{status: [409], ",
        "{all: ",
        "{expire: ",
        "{day: ",
        "{step: people, expect",
        "{table: closed, ",
        "    lift:\n",
        "        unless_objecting: true",
        "      receipt: $.id",
        "{field: name, ",
        "{recipient: carrier, ",
    ] {
        let indent = &from[..from.len() - from.trim_start().len()];
        let with_unknown = match from.strip_prefix('{') {
            // A choice between keys, of which there is exactly one.
            Some("bearer: " | "cursor_from_body: ") => "{mystery: ".to_owned(),
            Some(inner) => format!("{{mystery: {{}}, {inner}"),
            None => format!("{indent}mystery: 1\n{from}"),
        };
        let manifest = manifests().into_iter().find(|manifest| manifest.contains(from)).expect(from);
        let findings = lint(&manifest.replacen(from, &with_unknown, 1), "page");
        let told: Vec<_> = findings.iter().filter(|one| one.what.contains("mystery")).collect();
        let [told] = told.as_slice() else { panic!("{from:?}: {findings:?}") };
        let known = known(&told.what).or_else(|| known(&told.advice)).unwrap_or_else(|| panic!("{told}"));
        for key in &known {
            let is_there =
                [format!("`{key}`"), format!("`{key}: "), format!("{key}:")].iter().any(|way| PAGE.contains(way));
            assert!(is_there, "{key} of {from:?} is not on the page");
        }
    }
}

/// The keys that a finding says are known.
fn known(text: &str) -> Option<Vec<String>> {
    if let Some((_, keys)) = text.split_once("known here: ") {
        return Some(keys.split(", ").map(str::to_owned).collect());
    }
    let (_, expected) = text.split_once(", expected ")?;
    let keys: Vec<String> = expected.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    (!keys.is_empty()).then_some(keys)
}
