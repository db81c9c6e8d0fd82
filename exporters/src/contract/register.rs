//! The register: what a system holds, why, for how long and who else gets it.
//!
//! This is the fideslang `system:` section of a manifest with our additions. It answers Art. 13–15 and decides which
//! right reaches which system.

use serde::{Deserialize, Serialize};

use super::{subject::IdentifierKind, text::Text};

/// One system of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct System {
    /// Its key, `[a-z0-9_]`: names its tasks, its folder in the archive and its line in the configuration.
    pub key: String,
    /// Its name for people.
    pub name: Text,
    /// What it is.
    pub description: Text,
    /// The product or service it is part of.
    pub product: String,
    /// What it is to a homeserver, if it keeps data of that homeserver's accounts on the side.
    #[serde(default)]
    pub satellite: Option<Satellite>,
    /// Whether the company decides about the data or holds it for a customer.
    pub role: Role,
    /// Where the data is kept: a country or region code such as `GB`, `FR`, `EU`.
    pub location: Vec<String>,
    /// What the data is used for; at least one.
    pub purposes: Vec<Purpose>,
    /// Who else gets it: Art. 15(1)(c), by name.
    pub recipients: Vec<Recipient>,
    /// Where the data comes from when not from the person: Art. 15(1)(g). Empty: from the person.
    pub source: Text,
    /// The kinds of identifier by which the system can find a person. At least one, except for manual systems.
    pub accepts: Vec<IdentifierKind>,
    /// The kinds of identifier that `resolve` can learn here.
    pub learns: Vec<IdentifierKind>,
    /// When it is its turn to erase.
    pub turn: Turn,
    /// Whether the data was made public, as what other servers of a federation have copies of is: whoever may have copies is
    /// told of an erasure (Art. 17(2)).
    #[serde(default)]
    pub public: bool,
    /// Whether it is a recipient's own, which is told through it and asked nothing: it holds no data of ours.
    #[serde(default)]
    pub told_only: bool,
}

/// In which order systems erase a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// First: a bridge or a bot, which acts for the account elsewhere and has to log out while the account is there.
    Satellite,
    /// Then everything else.
    #[default]
    Usual,
    /// Last: the account itself. Once it is gone nobody can prove whose it was.
    RootAccount,
}

impl System {
    /// Whether anything here can be under portability: consent or contract, Art. 20(1)(a).
    pub fn may_be_portable(&self) -> bool {
        self.purposes.iter().any(|purpose| match purpose.legal_basis {
            LegalBasis::Consent | LegalBasis::Contract => true,
            LegalBasis::LegalObligation
            | LegalBasis::VitalInterests
            | LegalBasis::PublicTask
            | LegalBasis::RecognisedLegitimateInterest
            | LegalBasis::LegitimateInterests => false,
        })
    }
}

/// What keeps data of a homeserver's accounts on the side: once an account is closed there, it has no use for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Satellite {
    /// Talks with people in rooms.
    Bot,
    /// Carries messages to another network.
    Bridge,
    /// Keeps widgets, sticker packs and the settings of bots and bridges.
    IntegrationManager,
}

/// Who decides about the data: Art. 4(7) and (8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The company decides.
    Controller,
    /// A customer decides; the company holds the data for them.
    Processor,
}

/// One use of the data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purpose {
    /// What for: Art. 15(1)(a).
    pub name: Text,
    /// On what ground: Art. 6(1).
    pub legal_basis: LegalBasis,
    /// The interests pursued, where that is the ground: Art. 13(1)(d).
    pub interests: Text,
    /// Fideslang data categories: Art. 15(1)(b).
    pub data_categories: Vec<String>,
    /// For how long, in words: Art. 15(1)(d).
    pub retention: Text,
}

/// The grounds of Art. 6(1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegalBasis {
    /// Art. 6(1)(a).
    Consent,
    /// Art. 6(1)(b).
    Contract,
    /// Art. 6(1)(c).
    LegalObligation,
    /// Art. 6(1)(d).
    VitalInterests,
    /// Art. 6(1)(e).
    PublicTask,
    /// UK GDPR Art. 6(1)(ea), since 5 February 2026.
    RecognisedLegitimateInterest,
    /// Art. 6(1)(f).
    LegitimateInterests,
}

/// Somebody the data is given to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// By name: CJEU C-154/21.
    pub name: String,
    /// What for.
    pub purpose: Text,
    /// The country it is in.
    pub country: String,
    /// The safeguard for a transfer out of the EU or the UK (Art. 46), if it is one: Art. 15(2).
    pub safeguard: Text,
}
