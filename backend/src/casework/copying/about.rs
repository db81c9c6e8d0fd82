//! What Art. 15(1)–(2) asks to be told beside the data, from the register.

use std::collections::BTreeSet;

use rightsdesk_archive::{
    about::{About, AboutDisclosure, AboutPurpose, AboutRecipient, AboutSystem, Authority},
    language::Language as ArchiveLanguage,
};
use rightsdesk_exporters::contract::register::Role;

use crate::{
    casework::{
        error::CaseError,
        sealing::Opened,
        telling::{disclosed, recipients},
    },
    config::authority,
    desk::Desk,
    disclosure::{basis::Basis, entity::Model},
    register::{connected::Connected, recipient::RecipientRole},
    words::{countries, date, fill::Fill, kinds_of_data, language::Language, number},
};

/// The archive's own language for one of ours.
pub fn archive_language(language: Language) -> ArchiveLanguage {
    match language {
        Language::En => ArchiveLanguage::English,
        Language::Fr => ArchiveLanguage::French,
        Language::De => ArchiveLanguage::German,
    }
}

/// All that is told: of the systems, and to whom data of this very person was given.
pub async fn of(desk: &Desk, opened: &Opened, language: Language) -> Result<About, CaseError> {
    let disclosed = disclosed::of(&desk.db, desk, opened).await?;
    let told = disclosed.iter().filter(|row| row.may_be_told(desk.today()));
    Ok(About {
        disclosures: told.map(|row| disclosure(row, language)).collect(),
        systems: desk.systems.iter().map(|system| about_system(desk, system, language)).collect(),
        automated_decisions: desk.config.automated.iter().map(|decision| decision.told(language)).collect(),
        authorities: authority::under(&desk.config.authorities, opened.ticket.regime(), language)
            .into_iter()
            .map(|it| Authority { name: it.name, url: it.url, address: it.address })
            .collect(),
        officer: Some(desk.config.desk.officer().to_owned()),
        representative: desk.config.desk.representative.clone(),
        request_record: request_record(desk.config.retention.register_years, language),
    })
}

/// How long the record of a request stays, as the configuration has it.
fn request_record(years: u32, language: Language) -> String {
    let w = language.about();
    number::plural(years.into(), language, w.request_record_one, w.request_record).with(years)
}

fn disclosure(row: &Model, language: Language) -> AboutDisclosure {
    let w = language.disclosing();
    let basis = match row.basis {
        Basis::Order => w.basis_order,
        Basis::Law => w.basis_law,
        Basis::Contract => w.basis_contract,
        Basis::Consent => w.basis_consent,
        Basis::Interest => w.basis_interest,
    };
    AboutDisclosure {
        recipient: row.recipient.clone(),
        on: date::date(row.disclosed_on, language),
        kinds: row.kinds().iter().map(|kind| kinds_of_data::in_words(kind, language).to_owned()).collect(),
        basis: basis.to_owned(),
    }
}

fn about_system(desk: &Desk, system: &Connected, language: Language) -> AboutSystem {
    let about = system.connector.about();
    let code = language.code();
    AboutSystem {
        title: system.name(code),
        description: about.description.for_language(code).to_owned(),
        held_for: match about.role {
            Role::Controller => None,
            Role::Processor => Some(language.about().held_for.to_owned()),
        },
        locations: about.location.iter().map(|place| countries::name(place, language).to_owned()).collect(),
        purposes: about
            .purposes
            .iter()
            .map(|purpose| AboutPurpose {
                name: purpose.name.for_language(code).to_owned(),
                legal_basis: language.about().bases.of(purpose.legal_basis).to_owned(),
                interests: purpose.interests.for_language(code).to_owned(),
                categories: kinds_of_data::all_in_words(&purpose.data_categories, language),
                retention: purpose.retention.for_language(code).to_owned(),
            })
            .collect(),
        recipients: recipients::of(desk, &BTreeSet::from([system.key.as_str()]))
            .into_iter()
            .map(|recipient| AboutRecipient {
                name: recipient.name.to_owned(),
                role: recipient.role.map_or_else(String::new, |role| role_words(role, language).to_owned()),
                purpose: recipient.purpose.for_language(code).to_owned(),
                country: countries::name(recipient.country, language).to_owned(),
                safeguard: recipient.safeguard.for_language(code).to_owned(),
            })
            .collect(),
        source: about.source.for_language(code).to_owned(),
    }
}

/// What a recipient is to us.
fn role_words(role: RecipientRole, language: Language) -> &'static str {
    let w = language.informing();
    match role {
        RecipientRole::Processor => w.processor,
        RecipientRole::Joint => w.joint,
        RecipientRole::Controller => w.controller,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_record_of_a_request_stays_as_long_as_the_configuration_says() {
        for (language, one, ten) in [
            (Language::En, "one year at most", "10 years at most"),
            (Language::Fr, "un an au plus", "10 ans au plus"),
            (Language::De, "höchstens ein Jahr", "höchstens 10 Jahre"),
        ] {
            assert!(request_record(1, language).contains(one), "{}", request_record(1, language));
            assert!(request_record(10, language).contains(ten), "{}", request_record(10, language));
            assert!(!request_record(10, language).contains(one));
        }
    }
}
