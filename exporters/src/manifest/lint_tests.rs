//! What is asked about although it can be used, and what is refused because silence about it would harm.

use super::{
    finding::{Finding, Severity},
    read::{lint, read},
};

/// Without a finding.
const MANIFEST: &str = "\
system:
  fides_key: shop
  name: The shop
  privacy_declarations:
    - name: Selling
      data_categories: [user.name]
      data_use: essential.service
      data_subjects: [customer]
      legal_basis_for_processing: Contract
      retention_period: six years
  rightsdesk_meta: {product: Shop, role: controller, location: [GB], recipients: []}
dataset:
  fides_key: shop
  collections:
    - name: customer
      description: Your account
      fields:
        - name: id
          description: Your number
          data_categories: [user.unique_id]
          fides_meta: {primary_key: true}
        - name: email
          description: Your address
          data_categories: [user.contact.email]
          fides_meta:
            identity: email
          rightsdesk_meta: {match: ignore_case}
        - name: hash
          description: Your password
          data_categories: [user.authorization.credentials]
          rightsdesk_meta: {secret: true}
        - name: extra
          description: More about you
          data_categories: [user.content]
          fides_meta: {data_type: object}
          fields:
            - name: pin
              description: Your number for the telephone
              data_categories: [user.authorization.password.pin]
              rightsdesk_meta: {secret: true}
";

const REST: &str = "\
rest:
  auth: {none: {}}
  identities:
    - {name: email, kind: email, terms: {search: \"{value}\"}}
  probe: {reach: everything}
  steps:
    - {name: everything, get: /all}
    - name: person
      any_of: [email]
      get: /find
      query: {q: \"{identity.search}\"}
      export:
        description: You
        fields:
          - name: token
            description: Your token
            data_categories: [user.authorization.credentials]
            secret: true
";

/// What is found when `from` becomes `to`.
fn found(manifest: &str, from: &str, to: &str) -> Vec<Finding> {
    assert!(manifest.contains(from), "{from}");
    lint(&manifest.replacen(from, to, 1), "m.yml")
}

/// That exactly one thing is found, in the line that holds `line` once `from` became `to`.
fn assert_one(manifest: &str, (from, to): (&str, &str), severity: Severity, line: &str, words: &str) {
    let findings = found(manifest, from, to);
    let [one] = findings.as_slice() else { panic!("{from:?}: {findings:#?}") };
    let text = manifest.replacen(from, to, 1);
    let at = text.lines().position(|written| written.contains(line)).expect("the line") as u64 + 1;
    assert_eq!((one.severity, one.line), (severity, at), "{one}");
    assert!(one.to_string().contains(words), "{one}");
}

fn by_http() -> String {
    let system = MANIFEST.split("dataset:\n").next().expect("the system");
    format!("{system}{REST}")
}

#[test]
fn what_says_everything_has_no_findings() {
    assert_eq!(lint(MANIFEST, "m.yml"), []);
    assert_eq!(lint(&by_http(), "m.yml"), []);
}

#[test]
fn an_address_says_whether_capitals_count() {
    let silent = ("          rightsdesk_meta: {match: ignore_case}\n", "");
    assert_one(MANIFEST, silent, Severity::Note, "identity: email", "write `rightsdesk_meta: {match: ignore_case}`");
    for (from, to) in [
        ("ignore_case", "exact"),
        ("identity: email\n          rightsdesk_meta: {match: ignore_case}", "identity: matrix_id"),
    ] {
        assert_eq!(found(MANIFEST, from, to), [], "{to}");
    }
}

#[test]
fn a_name_that_others_chose_leads_to_nobody_else() {
    let order = |direction: &str| {
        format!(
            "    - name: gift
      description: What you gave
      fields:
        - name: id
          description: Its number
          data_categories: [system.operations]
          fides_meta: {{primary_key: true}}
        - name: customer_id
          description: Who gave it
          data_categories: [user.unique_id]
          fides_meta: {{references: [{{field: customer.id{direction}}}]}}
        - name: for_whom
          description: The Matrix ID that you gave it to
          data_categories: [user.unique_id]
          fides_meta: {{identity: matrix_id}}
          rightsdesk_meta: {{resolves: matrix_id, claimed: true}}
"
        )
    };
    let last = "              rightsdesk_meta: {secret: true}\n";
    for direction in ["", ", direction: to"] {
        let with = format!("{last}{}", order(direction));
        assert_one(MANIFEST, (last, &with), Severity::Warning, "- name: customer_id", "would be led to `customer`");
        let proven = with.replace(", claimed: true", "");
        assert_eq!(found(MANIFEST, last, &proven), [], "what a system knows by itself may lead on");
    }
    assert_eq!(found(MANIFEST, last, &format!("{last}{}", order(", direction: from"))), []);
}

#[test]
fn a_credential_says_that_it_is_secret_or_that_it_is_none() {
    let line = "data_categories: [user.authorization.credentials]";
    let silent = (&*format!("{line}\n          rightsdesk_meta: {{secret: true}}"), line);
    assert_one(MANIFEST, silent, Severity::Error, line, "handed over as it is; say `secret: true`");
    let said = found(MANIFEST, "rightsdesk_meta: {secret: true}", "rightsdesk_meta: {secret: false}");
    assert_eq!(said, []);

    let inside = "data_categories: [user.authorization.password.pin]";
    let silent = (&*format!("{inside}\n              rightsdesk_meta: {{secret: true}}"), inside);
    assert_one(MANIFEST, silent, Severity::Error, inside, "`customer.extra.pin` is `user.authorization.password.pin`");

    assert_one(&by_http(), ("            secret: true\n", ""), Severity::Error, line, "`token` is");
    assert_eq!(found(&by_http(), "            secret: true\n", "            secret: false\n"), []);
}

#[test]
fn words_that_the_taxonomy_lacks_are_noted() {
    for (from, to, advice) in [
        ("[user.name]", "[user.nmae]", "no data category `user.nmae`; did you mean `user.name`?"),
        ("[user.contact.email]", "[user.email]", "did you mean `user.contact.email`?"),
        ("[user.content]", "[acme.content]", "which begin with system, user"),
        ("data_use: essential.service", "data_use: selling", "no data use `selling`; go on below"),
        ("data_use: essential.service", "data_use: essential.servcie", "did you mean `essential.service`?"),
    ] {
        assert_one(MANIFEST, (from, to), Severity::Note, to, advice);
    }
    assert_eq!(found(MANIFEST, "[user.content]", "[user.content.wishes]"), []);
    let token = ("data_categories: [user.authorization.credentials]", "data_categories: [user.contnt]");
    assert_one(&by_http(), token, Severity::Note, "user.contnt", "did you mean `user.content`?");
}

#[test]
fn bare_names_rows_without_a_key_and_keys_that_differ_are_noted() {
    let pin = ("              description: Your number for the telephone\n", "");
    assert_one(MANIFEST, pin, Severity::Note, "- name: customer", "`extra.pin` has no description");
    let table = ("      description: Your account\n", "");
    assert_one(MANIFEST, table, Severity::Note, "- name: customer", "the table itself has no description");
    let key = ("          fides_meta: {primary_key: true}\n", "");
    assert_one(MANIFEST, key, Severity::Note, "- name: customer", "nothing tells the rows of `customer` apart");

    let slip = ("dataset:\n  fides_key: shop", "dataset:\n  fides_key: shopp");
    assert_one(
        MANIFEST,
        slip,
        Severity::Note,
        slip.1.trim_start_matches("dataset:\n"),
        "called `shopp`, but its system `shop`",
    );
}

#[test]
fn a_system_may_refer_to_datasets_of_other_names() {
    for (from, to) in [
        ("  name: The shop\n", "  name: The shop\n  dataset_references: [shop]\n"),
        ("    - name: Selling\n", "    - name: Selling\n      dataset_references: [shop]\n"),
    ] {
        let text = MANIFEST.replacen("fides_key: shop", "fides_key: trade", 1);
        assert_eq!(found(&text, from, to), [], "{to}");
    }
}

#[test]
fn a_wrong_legal_basis_is_one_mistake() {
    let wrong = ("legal_basis_for_processing: Contract", "legal_basis_for_processing: Because");
    assert_one(MANIFEST, wrong, Severity::Error, wrong.1, "no legal basis");
}

#[test]
fn notes_leave_a_manifest_usable() {
    let manifest = read(&MANIFEST.replacen("[user.name]", "[user.nmae]", 1), "m.yml").expect("a usable manifest");
    assert_eq!((manifest.warnings.len(), manifest.notes.len()), (0, 1));
}
