//! What `about-your-data.html` says beside the register: grounds, authorities, and the record of the request itself.

pub mod de;
pub mod en;
pub mod fr;

use rightsdesk_exporters::contract::register::LegalBasis;

use super::language::Language;
use crate::law::regime::Law;

/// The texts in one language.
#[derive(Clone, Copy, Debug)]
pub struct AboutWords {
    /// The grounds of Art. 6(1).
    pub bases: Bases,
    /// The authorities that take complaints: Art. 15(1)(f).
    pub authorities: [AuthorityWords; 2],
    /// For data that is held for a customer.
    pub held_for: &'static str,
    /// How many years the record of the request is kept.
    pub request_record: &'static str,
    /// The same where it is one.
    pub request_record_one: &'static str,
    /// Why something that the desk left out by itself is not in the package.
    pub left_out: &'static str,
}

/// The grounds of Art. 6(1), in words with their article.
#[derive(Clone, Copy, Debug)]
pub struct Bases {
    /// 6(1)(a).
    pub consent: &'static str,
    /// 6(1)(b).
    pub contract: &'static str,
    /// 6(1)(c).
    pub legal_obligation: &'static str,
    /// 6(1)(d).
    pub vital_interests: &'static str,
    /// 6(1)(e).
    pub public_task: &'static str,
    /// UK 6(1)(ea).
    pub recognised_legitimate_interest: &'static str,
    /// 6(1)(f).
    pub legitimate_interests: &'static str,
}

impl Bases {
    /// A ground in words.
    pub const fn of(&self, basis: LegalBasis) -> &'static str {
        match basis {
            LegalBasis::Consent => self.consent,
            LegalBasis::Contract => self.contract,
            LegalBasis::LegalObligation => self.legal_obligation,
            LegalBasis::VitalInterests => self.vital_interests,
            LegalBasis::PublicTask => self.public_task,
            LegalBasis::RecognisedLegitimateInterest => self.recognised_legitimate_interest,
            LegalBasis::LegitimateInterests => self.legitimate_interests,
        }
    }
}

/// A supervisory authority.
#[derive(Clone, Copy, Debug)]
pub struct AuthorityWords {
    /// The law that it watches over.
    pub law: Law,
    /// Its name.
    pub name: &'static str,
    /// Its page for complaints.
    pub url: &'static str,
    /// Where it is.
    pub address: &'static str,
}

/// The UK's authority. Its functions pass to the Information Commission on a day not yet known to us.
const ICO: AuthorityWords = AuthorityWords {
    law: Law::Uk,
    name: "Information Commissioner’s Office (ICO)",
    url: "https://ico.org.uk/make-a-complaint/",
    address: "Wycliffe House, Water Lane, Wilmslow, Cheshire SK9 5AF, United Kingdom",
};

/// France's authority.
const CNIL: AuthorityWords = AuthorityWords {
    law: Law::Eu,
    name: "Commission nationale de l’informatique et des libertés (CNIL)",
    url: "https://www.cnil.fr/plaintes",
    address: "3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, France",
};

impl Language {
    /// The texts of `about-your-data.html` beside the register.
    pub fn about(self) -> &'static AboutWords {
        match self {
            Self::En => &en::WORDS,
            Self::Fr => &fr::WORDS,
            Self::De => &de::WORDS,
        }
    }
}
