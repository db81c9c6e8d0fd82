//! What Art. 15(1)–(2) asks to be told beside the data, from the register.

use rightsdesk_archive::{
    about::{About, AboutPurpose, AboutRecipient, AboutSystem, Authority},
    language::Language as ArchiveLanguage,
};
use rightsdesk_exporters::contract::register::{LegalBasis, Role};

use crate::{desk::Desk, register::connected::Connected, words::language::Language};

/// The archive's own language for one of ours.
pub fn archive_language(language: Language) -> ArchiveLanguage {
    match language {
        Language::En => ArchiveLanguage::English,
        Language::Fr => ArchiveLanguage::French,
        Language::De => ArchiveLanguage::German,
    }
}

/// All that is told.
pub fn of(desk: &Desk, language: Language) -> About {
    let words = language.about();
    About {
        systems: desk.systems.iter().map(|system| about_system(system, language)).collect(),
        automated_decisions: desk.config.automated.iter().map(|decision| decision.told(language)).collect(),
        authorities: words
            .authorities
            .iter()
            .map(|authority| Authority {
                name: authority.name.to_owned(),
                url: authority.url.to_owned(),
                address: authority.address.to_owned(),
            })
            .collect(),
        officer: Some(desk.config.desk.contact.clone()),
        request_record: words.request_record.to_owned(),
    }
}

fn about_system(system: &Connected, language: Language) -> AboutSystem {
    let about = system.connector.about();
    let code = language.code();
    AboutSystem {
        title: system.name(code),
        description: about.description.for_language(code).to_owned(),
        held_for: match about.role {
            Role::Controller => None,
            Role::Processor => Some(language.about().held_for.to_owned()),
        },
        locations: about.location.clone(),
        purposes: about
            .purposes
            .iter()
            .map(|purpose| AboutPurpose {
                name: purpose.name.for_language(code).to_owned(),
                legal_basis: basis(purpose.legal_basis, language).to_owned(),
                interests: purpose.interests.for_language(code).to_owned(),
                categories: purpose.data_categories.clone(),
                retention: purpose.retention.for_language(code).to_owned(),
            })
            .collect(),
        recipients: about
            .recipients
            .iter()
            .map(|recipient| AboutRecipient {
                name: recipient.name.clone(),
                purpose: recipient.purpose.for_language(code).to_owned(),
                country: recipient.country.clone(),
                safeguard: recipient.safeguard.for_language(code).to_owned(),
            })
            .collect(),
        source: about.source.for_language(code).to_owned(),
    }
}

fn basis(basis: LegalBasis, language: Language) -> &'static str {
    let words = &language.about().bases;
    match basis {
        LegalBasis::Consent => words.consent,
        LegalBasis::Contract => words.contract,
        LegalBasis::LegalObligation => words.legal_obligation,
        LegalBasis::VitalInterests => words.vital_interests,
        LegalBasis::PublicTask => words.public_task,
        LegalBasis::RecognisedLegitimateInterest => words.recognised_legitimate_interest,
        LegalBasis::LegitimateInterests => words.legitimate_interests,
    }
}
