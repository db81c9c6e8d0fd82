//! Manifests, right and wrong.

use crate::contract::register::{LegalBasis, Role};

use super::{
    finding::{Finding, Severity},
    model::{Direction, Engine, Manifest, Matching},
    read::{lint, read},
};

/// A register entry without a flaw.
pub(crate) const SYSTEM: &str = "\
system:
  - fides_key: shop
    name: The shop
    privacy_declarations:
      - name: {en: Selling, fr: Vendre}
        data_categories: [user.contact.email]
        data_use: essential.service
        data_subjects: [customer]
        legal_basis_for_processing: Contract
        retention_period: {en: six years}
    rightsdesk_meta:
      product: Shop
      role: controller
      location: [GB]
      recipients:
        - {name: Stripe, purpose: {en: taking payments}, country: US, safeguard: {en: a framework}}
";

const DATASET: &str = "\
dataset:
  - fides_key: shop
    name: Shop
    fides_meta: {namespace: {schema: public}}
    collections:
      - name: customer
        description: {en: Your account}
        fields:
          - name: id
            data_categories: [user.unique_id]
            fides_meta: {primary_key: True}
          - name: email
            data_categories: [user.contact.email]
            fides_meta: {identity: email, data_type: string}
            rightsdesk_meta: {portable: true, match: ignore_case}
          - name: address_id
            data_categories: [ system.operations ]
            fides_meta:
              references: [{dataset: shop, field: address.id, direction: to}]
      - name: address
        fields:
          - name: id
            data_categories: [system.operations]
      - name: orders
        fidesops_meta: {erase_after: [shop.customer]}
        fields:
          - name: customer_id
            data_categories: [user.unique_id]
            fides_meta:
              references: [{dataset: shop, field: customer.id, direction: from}]
            rightsdesk_meta:
              retention: {ground: TAX_RECORDS, until: \"paid_at + 6 years\"}
";

fn shop() -> String {
    format!("{SYSTEM}{DATASET}")
}

fn well(text: &str) -> Manifest {
    read(text, "m.yml").unwrap_or_else(|findings| panic!("{}", print(&findings)))
}

fn print(findings: &[Finding]) -> String {
    findings.iter().map(|finding| format!("{finding}\n")).collect()
}

/// The shop with one part changed, and what is then found as an error.
fn errors_of(from: &str, to: &str) -> Vec<Finding> {
    let text = shop();
    assert!(text.contains(from), "{from}");
    let findings = lint(&text.replacen(from, to, 1), "m.yml");
    findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect()
}

/// Exactly one error, at the line where `to` was put in, saying `what`.
fn assert_found(from: &str, to: &str, what: &str) {
    let found = errors_of(from, to);
    assert!(found.iter().any(|finding| finding.what.contains(what)), "wanted {what:?}, found {}", print(&found));
    assert!(found.iter().all(|finding| finding.line > 0 && !finding.advice.is_empty()), "{}", print(&found));
}

#[test]
fn a_sound_manifest_is_read() {
    let manifest = well(&shop());
    assert_eq!(manifest.system.key, "shop");
    assert_eq!(manifest.system.role, Role::Controller);
    assert_eq!(manifest.system.purposes[0].legal_basis, LegalBasis::Contract);
    assert_eq!(manifest.system.accepts.iter().map(|kind| kind.as_str()).collect::<Vec<_>>(), ["email"]);
    let Engine::Sql(datasets) = &manifest.engine else { panic!("an SQL system") };
    assert_eq!(datasets[0].schema.as_deref(), Some("public"));
    let customer = &datasets[0].collections[0];
    assert!(customer.fields[0].primary_key);
    assert!(customer.fields[1].portable);
    assert_eq!(customer.fields[1].matching, Matching::IgnoreCase);
    assert_eq!(customer.fields[2].references[0].direction, Direction::To);
}

#[test]
fn codes_are_explained_beside_what_the_field_means() {
    let said =
        "rightsdesk_meta: {portable: true, values: {A: active, 2: {en: blocked, de: gesperrt}}, match: ignore_case}";
    let manifest = well(&shop().replacen("rightsdesk_meta: {portable: true, match: ignore_case}", said, 1));
    let Engine::Sql(datasets) = &manifest.engine else { panic!("an SQL system") };
    let description = &datasets[0].collections[0].fields[1].description;
    assert!(description.for_language("en").ends_with("(A: active; 2: blocked)"), "{description:?}");
    assert!(description.for_language("de").ends_with("(A: active; 2: gesperrt)"), "{description:?}");
}

#[test]
fn the_old_name_of_the_meta_is_accepted_with_a_warning() {
    let manifest = well(&shop());
    let warning = manifest.warnings.iter().find(|finding| finding.what.contains("fidesops_meta")).expect("a warning");
    let line = shop().lines().position(|line| line.contains("fidesops_meta")).expect("the line") as u64 + 1;
    assert_eq!((warning.severity, warning.line), (Severity::Warning, line));
    assert!(warning.to_string().starts_with(&format!("m.yml:{line}:")), "{warning}");
}

#[test]
fn lists_and_single_mappings_are_the_same() {
    let text = shop().replacen("system:\n  - fides_key", "system:\n    fides_key", 1);
    assert_eq!(well(&text).system, well(&shop()).system);
}

#[test]
fn keys_that_would_be_dropped_are_errors() {
    for (from, to, what) in [
        ("identity: email", "identty: email", "`identty` means nothing"),
        ("            fides_meta: {primary_key: True}", "            primary_key: true", "`primary_key` means nothing"),
        ("fides_meta: {primary_key: True}", "masking_strategy_override: {strategy: hash}", "means nothing in a field"),
        ("{primary_key: True}", "{data_categories: [user]}", "`data_categories` means nothing in the `fides_meta`"),
        ("portable: true", "portabel: true", "`portabel`"),
        ("dataset:\n", "policy: []\ndataset:\n", "`policy` means nothing"),
        ("name: Stripe", "nom: Stripe", "`nom`"),
        ("{ground: TAX_RECORDS,", "{grund: TAX_RECORDS,", "`grund`"),
    ] {
        assert_found(from, to, what);
    }
}

#[test]
fn what_names_people_is_not_about_nobody() {
    let said = "- name: address\n        rightsdesk_meta: {about_nobody: true}\n";
    let address = well(&shop().replace("- name: address\n", said));
    let Engine::Sql(datasets) = &address.engine else { panic!("no SQL") };
    let about_nobody = datasets[0].collections.iter().filter(|collection| collection.about_nobody);
    assert_eq!(about_nobody.map(|collection| collection.name.as_str()).collect::<Vec<_>>(), ["address"]);
    assert_found("- name: address\n", &said.replace("about_nobody", "nobodys"), "`nobodys` means nothing");
    assert_found("- name: customer\n", &said.replace("address", "customer"), "a field that names people");
}

#[test]
fn a_misplaced_key_is_told_its_place() {
    let found = errors_of("fides_meta: {primary_key: True}", "portable: true");
    assert!(found[0].advice.contains("`rightsdesk_meta` of a field"), "{}", print(&found));
    let found = errors_of("portable: true", "portabel: true");
    assert!(found[0].advice.contains("`portable`"), "{}", print(&found));
}

#[test]
fn references_must_lead_somewhere_else() {
    for (from, to, what) in [
        ("address.id", "adress.id", "`adress`, which is not declared"),
        ("address.id", "address.key", "`address.key`, which is not declared"),
        ("address.id", "address", "leads to no field"),
        ("dataset: shop, field: address.id", "dataset: other, field: address.id", "dataset `other`"),
        ("address.id", "customer.id", "refers to its own collection"),
        ("direction: to", "direction: towards", "no direction"),
        ("direction: to", "direction: from", "nothing leads to `address`"),
        ("direction: to}]", "direction: to, join: pair}]", "has one field only"),
    ] {
        assert_found(from, to, what);
    }
}

#[test]
fn somebody_must_be_findable() {
    assert_found("identity: email, ", "", "nobody can be found");
    assert_found("direction: from", "direction: to", "nothing leads to `orders`");
    assert_found("identity: email", "identity: E-Mail", "is not a kind of identifier");
}

#[test]
fn values_are_judged() {
    for (from, to, what) in [
        ("data_type: string", "data_type: text", "no data type"),
        ("data_type: string", "data_type: \"string[]\"", "inside lists"),
        ("[user.contact.email]", "[user..email]", "not a data category"),
        ("portable: true", "portable: true, secret: true", "both secret and portable"),
        ("portable: true", "portable: yes please", "`portable` is a text"),
        ("match: ignore_case", "match: like", "no way to match"),
        ("match: ignore_case", "identity_format: matrix.to", "must hold `{value}` once"),
        ("ground: TAX_RECORDS", "ground: tax", "no ground"),
        ("paid_at + 6 years", "six years", "no moment"),
        ("- name: address\n", "- name: orders\n", "declared twice"),
        ("- name: address_id", "- name: email", "declares `email` twice"),
        ("portable: true", "portable: true, claimed: true", "nothing is learned here"),
        ("portable: true", "owner: true, portable: true, resolves: email, secret: true", "would be learned"),
        (
            "          - name: id\n            data_categories: [system.operations]\n",
            "          - name: id\n            data_categories: [system.operations]\n            rightsdesk_meta: {owner: true}\n          - name: who\n            rightsdesk_meta: {owner: true}\n",
            "`address.who` names an owner",
        ),
    ] {
        assert_found(from, to, what);
    }
}

#[test]
fn the_register_entry_is_complete_or_refused() {
    for (from, to, what) in [
        ("fides_key: shop", "fides_key: The Shop", "cannot be the key"),
        ("legal_basis_for_processing: Contract", "legal_basis_for_processing: Because", "no legal basis"),
        ("legal_basis_for_processing: Contract", "legal_basis_for_processing: Legitimate interests", "but not which"),
        ("        legal_basis_for_processing: Contract\n", "", "no `legal_basis_for_processing`"),
        ("        retention_period: {en: six years}\n", "", "no `retention_period`"),
        ("role: controller", "role: boss", "no role"),
        ("      role: controller\n", "", "no `role`"),
        ("      location: [GB]\n", "", "no `location`"),
        ("name: Stripe, ", "", "a recipient has no `name`"),
        ("data_use: essential.service", "data_use: Essential Service", "not a data use"),
    ] {
        assert_found(from, to, what);
    }
    let found = lint(DATASET, "m.yml");
    assert!(found.iter().any(|finding| finding.what.contains("no `system`")), "{}", print(&found));
}

#[test]
fn exactly_one_section_says_how_the_system_is_asked() {
    assert_found("dataset:\n", "manual: {instructions: Ask Bob, days: 3}\ndataset:\n", "2 sections");
    let found = lint(SYSTEM, "m.yml");
    assert!(found.iter().any(|finding| finding.what.contains("0 sections")), "{}", print(&found));
    let manual = well(&format!("{SYSTEM}manual:\n  instructions: {{en: Ask Bob}}\n  days: 3\n"));
    let Engine::Manual(work) = manual.engine else { panic!("a manual system") };
    assert_eq!((work.instructions.for_language("en"), work.days), ("Ask Bob", 3));
    let found = lint(&format!("{SYSTEM}manual: {{instructions: Ask Bob, days: 0}}\n"), "m.yml");
    assert!(found.iter().any(|finding| finding.what.contains("no number of days")), "{}", print(&found));
}

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
      export: {description: You, fields: []}
";

#[test]
fn a_rest_section_says_what_it_accepts_and_its_slips_have_lines() {
    let text = format!("{SYSTEM}{REST}");
    let manifest = well(&text);
    assert!(matches!(manifest.engine, Engine::Rest(_)));
    assert_eq!(manifest.system.accepts.iter().map(|kind| kind.as_str()).collect::<Vec<_>>(), ["email"]);

    let query = SYSTEM.lines().count() as u64 + 11;
    for (from, to, line, what) in [
        ("any_of: [email]", "any_of: [phone]", query - 2, "no identity is called \"phone\""),
        ("{identity.search}", "{identity.serach}", query - 3, "has no term \"serach\""),
        ("{identity.search}", "{identity.search", query, "is never closed"),
        ("      any_of: [email]\n", "", query - 3, "neither this step nor one above it is asked by identity"),
        ("query: {q", "queries: {q", query - 3, "unknown field `queries`"),
    ] {
        let findings = lint(&text.replacen(from, to, 1), "m.yml");
        let at = findings
            .iter()
            .find(|finding| finding.what.contains(what))
            .unwrap_or_else(|| panic!("{}", print(&findings)));
        assert_eq!(at.line, line, "{at}");
    }
}

#[test]
fn bombs_and_garbage_are_findings() {
    let bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n\
                d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\n\
                g: [*f,*f,*f,*f,*f,*f,*f,*f,*f,*f]\n";
    for text in
        ["", "just words", "- 1\n- 2\n", "a: [", "\u{0}", "system: 3\ndataset: 4\n", "dataset: [{}]\n", "~", bomb]
    {
        let found = lint(text, "m.yml");
        assert!(found.iter().any(|finding| finding.severity == Severity::Error), "{text:?}");
    }
}

#[test]
fn values_inside_json_are_nested_fields() {
    let nested = "          - name: service_json
            data_categories: [user.content]
            fides_meta: {data_type: object}
            fields:
              - name: ClientUserID
                fides_meta: {identity: matrix_id}
              - name: Token
                rightsdesk_meta: {secret: true}
      - name: address
";
    let text = shop().replacen("      - name: address\n", nested, 1);
    let manifest = well(&text);
    assert_eq!(manifest.system.accepts.len(), 2);
    let found = lint(&text.replacen("{data_type: object}", "{data_type: string}", 1), "m.yml");
    assert!(found.iter().any(|finding| finding.what.contains("not an `object`")), "{}", print(&found));
}
