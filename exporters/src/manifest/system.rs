//! The `system:` section: the entry in the register.

use crate::contract::{
    register::{LegalBasis, Purpose, Recipient, Role, Satellite, System, Turn},
    text::Text,
};

use super::{
    node::{Entry, Node},
    reading::Reading,
    taxonomy, words,
};

const SYSTEM: &[&str] = &["fides_key", "name", "description", "system_type", "privacy_declarations", "rightsdesk_meta"];

/// Fideslang keys of a system that are well-formed but say nothing that the desk uses.
const SYSTEM_IGNORED: &[&str] = &[
    "organization_fides_key",
    "tags",
    "meta",
    "fides_meta",
    "fidesops_meta",
    "fidesctl_meta",
    "egress",
    "ingress",
    "administrating_department",
    "vendor_id",
    "dataset_references",
    "joint_controller",
    "third_country_transfers",
    "data_responsibility_title",
    "data_protection_impact_assessment",
    "privacy_policy",
    "legal_name",
    "legal_address",
    "responsibility",
    "dpo",
    "data_security_practices",
    "data_stewards",
    "cookies",
    "legal_basis_for_transfers",
];

const DECLARATION: &[&str] = &[
    "name",
    "data_categories",
    "data_use",
    "data_subjects",
    "legal_basis_for_processing",
    "retention_period",
    "rightsdesk_meta",
];

/// As [`SYSTEM_IGNORED`], for a privacy declaration.
const DECLARATION_IGNORED: &[&str] = &[
    "dataset_references",
    "egress",
    "ingress",
    "features",
    "flexible_legal_basis_for_processing",
    "cookies",
    "impact_assessment_location",
    "processes_special_category_data",
    "special_category_legal_basis",
    "data_shared_with_third_parties",
    "third_parties",
    "shared_categories",
    "data_qualifier",
];

/// Reads the one system; `None` if there is nothing to hang an entry on.
pub(super) fn read(reading: &mut Reading<'_>, entry: &Entry) -> Option<System> {
    let items = reading.items(&entry.node, "`system`");
    let [node] = items else {
        reading.error(
            entry.at,
            format!("`system` has {} entries", items.len()),
            "describe exactly one system in a file",
        );
        return None;
    };
    let mut system = System {
        key: String::new(),
        name: Text::default(),
        description: Text::default(),
        product: String::new(),
        satellite: None,
        role: Role::Controller,
        location: Vec::new(),
        purposes: Vec::new(),
        recipients: Vec::new(),
        source: Text::default(),
        accepts: Vec::new(),
        learns: Vec::new(),
        turn: Turn::Usual,
        public: false,
        told_only: false,
    };
    let mut has_meta = false;
    let mut has_declarations = false;
    for entry in reading.map(node, "the system") {
        match entry.key.as_str() {
            "fides_key" => {
                system.key = reading.text(entry).unwrap_or_default();
                if !words::is_system_key(&system.key) {
                    reading.error(
                        entry.node.at,
                        format!("{:?} cannot be the key of a system", system.key),
                        "use lower case letters, digits and `_`, at most 64",
                    );
                }
            }
            "name" => system.name = reading.words(entry),
            "description" => system.description = reading.words(entry),
            "privacy_declarations" => {
                for node in reading.items(&entry.node, "`privacy_declarations`") {
                    has_declarations = true;
                    system.purposes.extend(purpose(reading, node));
                }
            }
            "rightsdesk_meta" => {
                has_meta = true;
                read_meta(reading, entry, &mut system);
            }
            "system_type" => {}
            key if SYSTEM_IGNORED.contains(&key) => {}
            _ => reading.unknown(entry, "a system", SYSTEM),
        }
    }
    if system.key.is_empty() {
        reading.error(node.at, "the system has no `fides_key`", "give it a short name, such as `ems`");
    }
    if system.name.is_empty() {
        reading.error(node.at, "the system has no `name`", "name it as people know it");
    }
    // A declaration with a mistake has its own finding.
    if !has_declarations {
        reading.error(
            node.at,
            "the system says of no purpose what the data is used for",
            "add `privacy_declarations` (Art. 15(1)(a) GDPR)",
        );
    }
    if !has_meta {
        reading.error(
            node.at,
            "the system has no `rightsdesk_meta`",
            "add it with `product`, `role`, `location` and `recipients`",
        );
    }
    Some(system)
}

fn read_meta(reading: &mut Reading<'_>, meta: &Entry, system: &mut System) {
    let mut has_role = false;
    let mut turn = None;
    for entry in reading.map(&meta.node, "`rightsdesk_meta`") {
        match entry.key.as_str() {
            "product" => system.product = reading.text(entry).unwrap_or_default(),
            "satellite" => match reading.text(entry).as_deref() {
                Some("bot") => system.satellite = Some(Satellite::Bot),
                Some("bridge") => system.satellite = Some(Satellite::Bridge),
                Some("integration_manager") => system.satellite = Some(Satellite::IntegrationManager),
                Some(_) => {
                    let advice = "write `bot`, `bridge` or `integration_manager`, or nothing for anything else";
                    reading.error(entry.node.at, "this is no satellite of a homeserver", advice);
                }
                None => {}
            },
            "role" => {
                has_role = true;
                match reading.text(entry).as_deref() {
                    Some("controller") => system.role = Role::Controller,
                    Some("processor") => system.role = Role::Processor,
                    Some(_) => reading.error(entry.node.at, "this is no role", "write `controller` or `processor`"),
                    None => {}
                }
            }
            "location" => {
                system.location = reading.texts(entry);
                for place in &system.location {
                    if !words::is_place_code(place) {
                        reading.warning(
                            entry.node.at,
                            format!("{place:?} is no country code"),
                            "write two capitals, such as `GB`, `FR` or `EU`",
                        );
                    }
                }
            }
            "recipients" => {
                for node in reading.items(&entry.node, "`recipients`") {
                    system.recipients.extend(recipient(reading, node));
                }
            }
            "source" => system.source = reading.words(entry),
            "public" => system.public = reading.flag(entry),
            "turn" => match reading.text(entry).as_deref() {
                Some("satellite") => turn = Some(Turn::Satellite),
                Some("usual") => turn = Some(Turn::Usual),
                Some("root_account") => turn = Some(Turn::RootAccount),
                Some(_) => {
                    reading.error(entry.node.at, "this is no turn", "write `satellite`, `usual` or `root_account`");
                }
                None => {}
            },
            _ => reading.unknown(
                entry,
                "the `rightsdesk_meta` of a system",
                &["product", "satellite", "role", "location", "recipients", "source", "turn", "public"],
            ),
        }
    }
    // What hangs on a homeserver acts for the account elsewhere: it comes before everything else.
    let by_itself = if system.satellite.is_some() { Turn::Satellite } else { Turn::Usual };
    system.turn = turn.unwrap_or(by_itself);
    if system.product.is_empty() {
        reading.error(meta.at, "no `product`", "name the product or service that the system is part of");
    }
    if !has_role {
        reading.error(meta.at, "no `role`", "say `controller` (we decide about the data) or `processor`");
    }
    if system.location.is_empty() {
        reading.error(meta.at, "no `location`", "say in which countries the data is kept");
    }
}

fn recipient(reading: &mut Reading<'_>, node: &Node) -> Option<Recipient> {
    let mut recipient =
        Recipient { name: String::new(), purpose: Text::default(), country: String::new(), safeguard: Text::default() };
    for entry in reading.map(node, "a recipient") {
        match entry.key.as_str() {
            "name" => recipient.name = reading.text(entry).unwrap_or_default(),
            "purpose" => recipient.purpose = reading.words(entry),
            "country" => recipient.country = reading.text(entry).unwrap_or_default(),
            "safeguard" => recipient.safeguard = reading.words(entry),
            _ => reading.unknown(entry, "a recipient", &["name", "purpose", "country", "safeguard"]),
        }
    }
    if recipient.name.is_empty() {
        reading.error(node.at, "a recipient has no `name`", "name it: a category is not enough (Art. 15(1)(c) GDPR)");
        return None;
    }
    if recipient.purpose.is_empty() || recipient.country.is_empty() {
        reading.warning(node.at, "a recipient has no `purpose` or no `country`", "say what for and where");
    }
    Some(recipient)
}

fn purpose(reading: &mut Reading<'_>, node: &Node) -> Option<Purpose> {
    let mut name = Text::default();
    let mut basis = None;
    let mut interests = Text::default();
    let mut data_categories = Vec::new();
    let mut retention = Text::default();
    let before = reading.findings.len();
    for entry in reading.map(node, "a privacy declaration") {
        match entry.key.as_str() {
            "name" => name = reading.words(entry),
            "data_categories" => data_categories = reading.categories(entry),
            "data_use" => {
                if let Some(data_use) = reading.text(entry) {
                    if words::is_taxonomy_key(&data_use) {
                        reading.look_up(entry.node.at, "data use", &data_use, &taxonomy::USES);
                    } else {
                        reading.error(
                            entry.node.at,
                            format!("{data_use:?} is not a data use"),
                            "write a key of the taxonomy, such as `essential.service`",
                        );
                    }
                }
            }
            "data_subjects" => drop(reading.texts(entry)),
            "legal_basis_for_processing" => basis = legal_basis(reading, entry),
            "retention_period" => retention = reading.words(entry),
            "rightsdesk_meta" => {
                for entry in reading.map(&entry.node, "`rightsdesk_meta`") {
                    match entry.key.as_str() {
                        "interests" => interests = reading.words(entry),
                        _ => reading.unknown(entry, "the `rightsdesk_meta` of a privacy declaration", &["interests"]),
                    }
                }
            }
            key if DECLARATION_IGNORED.contains(&key) => {}
            _ => reading.unknown(entry, "a privacy declaration", DECLARATION),
        }
    }
    if reading.findings.len() == before {
        for (is_missing, key, article) in [
            (name.is_empty(), "name", "15(1)(a)"),
            (data_categories.is_empty(), "data_categories", "15(1)(b)"),
            (basis.is_none(), "legal_basis_for_processing", "6(1)"),
            (retention.is_empty(), "retention_period", "15(1)(d)"),
        ] {
            if is_missing {
                reading.error(
                    node.at,
                    format!("a privacy declaration has no `{key}`"),
                    format!("add it: the person is told (Art. {article} GDPR)"),
                );
            }
        }
    }
    let legal_basis = basis?;
    if legal_basis == LegalBasis::LegitimateInterests && interests.is_empty() {
        reading.error(
            node.at,
            "legitimate interests are claimed, but not which",
            "add `rightsdesk_meta: {interests: …}` (Art. 13(1)(d) GDPR)",
        );
    }
    Some(Purpose { name, legal_basis, interests, data_categories, retention })
}

fn legal_basis(reading: &mut Reading<'_>, entry: &Entry) -> Option<LegalBasis> {
    let text = reading.text(entry)?;
    let basis = match text.as_str() {
        "Consent" => LegalBasis::Consent,
        "Contract" => LegalBasis::Contract,
        "Legal obligations" => LegalBasis::LegalObligation,
        "Vital interests" => LegalBasis::VitalInterests,
        "Public interest" => LegalBasis::PublicTask,
        "Legitimate interests" => LegalBasis::LegitimateInterests,
        "Recognised legitimate interests" => LegalBasis::RecognisedLegitimateInterest,
        _ => {
            reading.error(
                entry.node.at,
                format!("{text:?} is no legal basis"),
                "write Consent, Contract, Legal obligations, Vital interests, Public interest, Legitimate interests \
                 or Recognised legitimate interests",
            );
            return None;
        }
    };
    Some(basis)
}
