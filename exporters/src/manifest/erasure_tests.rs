//! Rules for erasing, right and wrong.

use crate::contract::erasure::SharedChoice;

use super::{
    finding::Severity,
    model::{Collection, Engine, Fate, FieldErasure},
    read::{lint, read},
    tests::SYSTEM,
};

const DATASET: &str = "\
dataset:
  fides_key: shop
  collections:
    - name: customer
      rightsdesk_meta: {erasure: {rows: blank, shared: detach, cascades: [line], triggers: [touch], most_share: 5}}
      fields:
        - {name: id, data_categories: [user], fides_meta: {primary_key: true}}
        - {name: email, data_categories: [user], fides_meta: {identity: email}, rightsdesk_meta: {erasure: {hash: 'gone-{hash}@x'}}}
        - {name: phone, data_categories: [user], rightsdesk_meta: {erasure: null}}
        - {name: name, data_categories: [user], rightsdesk_meta: {erasure: {text: nobody}}}
    - name: bill
      rightsdesk_meta: {erasure: keep}
      fields:
        - {name: id, data_categories: [user], fides_meta: {primary_key: true}}
        - {name: issued_at, data_categories: [user], rightsdesk_meta: {retention: {ground: TAX, until: issued_at + 6 years}}}
        - name: customer_id
          data_categories: [user]
          fides_meta: {references: [{field: customer.id, direction: from}]}
    - name: line
      rightsdesk_meta: {erasure: {rows: {follow: bill}}}
      fields:
        - name: bill_id
          data_categories: [user]
          fides_meta: {references: [{field: bill.id, direction: from}]}
    - name: visit
      rightsdesk_meta: {erasure: delete}
      fields:
        - {name: email, data_categories: [user], fides_meta: {identity: email}}
";

fn collections() -> Vec<Collection> {
    let manifest = read(&format!("{SYSTEM}{DATASET}"), "m.yml").expect("a sound manifest");
    assert_eq!(manifest.warnings, []);
    let Engine::Sql(mut datasets) = manifest.engine else { panic!("an SQL system") };
    datasets.remove(0).collections
}

#[test]
fn rules_are_read_as_they_are_written() {
    let [customer, bill, line, visit] = collections().try_into().expect("four collections");
    let erasure = customer.erasure.expect("a rule");
    assert_eq!((erasure.rows, erasure.shared, erasure.most_share), (Fate::Blank, Some(SharedChoice::Detach), 5));
    assert_eq!((erasure.cascades, erasure.triggers), (vec!["line".to_owned()], vec!["touch".to_owned()]));
    let fields: Vec<Option<FieldErasure>> = customer.fields.into_iter().map(|field| field.erasure).collect();
    let hash = FieldErasure::Hash("gone-{hash}@x".to_owned());
    assert_eq!(fields, [None, Some(hash), Some(FieldErasure::Null), Some(FieldErasure::Text("nobody".to_owned()))]);
    assert_eq!(bill.erasure.expect("a rule").rows, Fate::Keep);
    assert_eq!(line.erasure.expect("a rule").rows, Fate::Follow("bill".to_owned()));
    let visit = visit.erasure.expect("a rule");
    assert_eq!((visit.rows, visit.shared, visit.most_share), (Fate::Delete, None, 10));
}

#[test]
fn what_makes_no_sense_is_found_with_its_line() {
    for (from, to, what) in [
        ("erasure: keep", "erasure: burn", "nothing that can become of a row"),
        ("shared: detach", "shared: delete", "never deleted"),
        ("shared: detach", "shared: burn", "nothing that can become of a shared row"),
        ("rows: blank, ", "", "does not say what becomes of the rows"),
        ("rows: blank", "row: blank", "`row` means nothing"),
        ("most_share: 5", "most_share: 0", "no share"),
        ("erasure: null}", "erasure: burn}", "nothing that can become of a field"),
        ("gone-{hash}@x", "gone@x", "`{hash}` once"),
        ("{erasure: keep}", "{}", "does not say how people are erased"),
        ("retention: {ground: TAX, until: issued_at + 6 years}", "portable: false", "nothing says on what ground"),
        ("until: issued_at", "until: isued_at", "`isued_at`, which is not declared"),
        ("follow: bill", "follow: customer", "cannot follow"),
        ("follow: bill", "follow: bil", "cannot follow"),
        ("rightsdesk_meta: {erasure: keep}", "rightsdesk_meta: {erasure: delete}", "its rows are deleted"),
        (
            "fides_meta: {identity: email}, rightsdesk_meta: {erasure: {hash: 'gone-{hash}@x'}}",
            "fides_meta: {identity: email, primary_key: true}, rightsdesk_meta: {erasure: null}",
            "part of the primary key",
        ),
        (
            "      rightsdesk_meta: {erasure: delete}\n",
            "      erasure: delete\n",
            "in the `rightsdesk_meta` of a collection",
        ),
    ] {
        assert!(DATASET.contains(from), "{from}");
        let findings = lint(&format!("{SYSTEM}{}", DATASET.replacen(from, to, 1)), "m.yml");
        let found = findings.iter().find(|one| format!("{}; {}", one.what, one.advice).contains(what));
        let found = found.unwrap_or_else(|| panic!("wanted {what:?}, found {findings:?}"));
        assert_eq!(found.severity, Severity::Error, "{found}");
        assert!(found.line > SYSTEM.lines().count() as u64 && !found.advice.is_empty(), "{found}");
    }
}

#[test]
fn a_blanked_collection_without_a_rule_at_a_field_is_an_error() {
    let text = format!("{SYSTEM}{}", DATASET.replacen("{erasure: delete}", "{erasure: blank}", 1));
    let findings = lint(&text, "m.yml");
    assert!(findings.iter().any(|one| one.what.contains("no field has a rule")), "{findings:?}");
}

#[test]
fn rules_of_fields_alone_are_an_error() {
    let mut text = format!("{SYSTEM}{DATASET}");
    for rule in [
        "      rightsdesk_meta: {erasure: {rows: blank, shared: detach, cascades: [line], triggers: [touch], most_share: 5}}\n",
        "      rightsdesk_meta: {erasure: keep}\n",
        "      rightsdesk_meta: {erasure: {rows: {follow: bill}}}\n",
        "      rightsdesk_meta: {erasure: delete}\n",
    ] {
        text = text.replacen(rule, "", 1);
    }
    let findings = lint(&text, "m.yml");
    assert!(findings.iter().any(|one| one.what.contains("but its collection has none")), "{findings:?}");
}
