//! Who gets data from which systems: what the manifests say, and what the organisation wrote into its configuration.
//!
//! A recipient is one by its name: what several manifests and the configuration say of the same name is said of one.

use std::collections::{BTreeMap, BTreeSet};

use rightsdesk_exporters::contract::text::Text;

use crate::{config::recipient::RecipientSection, desk::Desk, register::recipient::RecipientRole};

/// One recipient.
#[derive(Clone, Debug)]
pub struct Recipient<'a> {
    /// By name: CJEU C-154/21.
    pub name: &'a str,
    /// What it is to us; none: nobody has said.
    pub role: Option<RecipientRole>,
    /// What for.
    pub purpose: &'a Text,
    /// The country it is in; may be empty.
    pub country: &'a str,
    /// The safeguard of a transfer, if it is one.
    pub safeguard: &'a Text,
    /// The systems whose data it gets.
    pub systems: BTreeSet<&'a str>,
    /// How it is told, if the configuration says.
    pub told: Option<&'a RecipientSection>,
}

/// All recipients of data from these systems, by name.
pub fn of<'a>(desk: &'a Desk, systems: &BTreeSet<&str>) -> Vec<Recipient<'a>> {
    let mut found = BTreeMap::<&str, Recipient<'a>>::new();
    for system in desk.systems.iter().filter(|system| systems.contains(system.key.as_str())) {
        for named in &system.connector.about().recipients {
            let recipient = found.entry(named.name.as_str()).or_insert_with(|| Recipient {
                name: &named.name,
                role: None,
                purpose: &named.purpose,
                country: &named.country,
                safeguard: &named.safeguard,
                systems: BTreeSet::new(),
                told: None,
            });
            recipient.systems.insert(&system.key);
        }
    }
    for section in &desk.config.recipients {
        let gets = section.systems.iter().filter(|key| systems.contains(key.as_str())).map(String::as_str);
        let gets: BTreeSet<&str> = gets.collect();
        if gets.is_empty() && !found.contains_key(section.name.as_str()) {
            continue;
        }
        let recipient = found.entry(section.name.as_str()).or_insert_with(|| Recipient {
            name: &section.name,
            role: None,
            purpose: &section.purpose,
            country: &section.country,
            safeguard: &section.safeguard,
            systems: BTreeSet::new(),
            told: None,
        });
        recipient.role = Some(section.role);
        recipient.told = Some(section);
        recipient.systems.extend(gets);
        // The organisation knows better than a manifest that was shipped.
        if !section.purpose.is_empty() {
            recipient.purpose = &section.purpose;
        }
        if !section.country.is_empty() {
            recipient.country = &section.country;
        }
        if !section.safeguard.is_empty() {
            recipient.safeguard = &section.safeguard;
        }
    }
    found.into_values().collect()
}
