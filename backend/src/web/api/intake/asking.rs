//! A request as it comes in, and what is given back for it.

use chrono::NaiveDate;
use poem_openapi::Object;

use super::{
    given::{GivenContact, GivenIdentifier, people},
    part::ErasePart,
};
use crate::{
    casework::receiving::receive::{self, Aimed, Asking},
    request::aim::{Aim, Aims},
    rights::right::Right,
    ticket::intake::{Channel, Delivery},
    web::api::finding::Unfit,
    words::language::Language,
};

/// A request.
#[derive(Clone, Debug, Object)]
pub struct NewRequest {
    /// Which rights are exercised.
    #[oai(validator(min_items = 1, max_items = 8, unique_items))]
    pub rights: Vec<Right>,
    /// Where to answer to.
    pub contact: GivenContact,
    /// What else may help to find the person. What is not proved is looked at by staff first.
    #[oai(default, validator(max_items = 20))]
    pub identifiers: Vec<GivenIdentifier>,
    /// In the person's own words.
    #[oai(default, validator(max_length = 10_000))]
    pub message: String,
    /// How the package is to reach the person, if there is one.
    #[oai(default = "link")]
    pub delivery: Delivery,
    /// The language of letters and of the answer.
    #[oai(default)]
    pub language: Language,
    /// Who asks for the person, if somebody else does.
    #[oai(validator(min_length = 1, max_length = 200))]
    pub agent: Option<String>,
    /// What the objection is aimed at, if not only at a use that has to be weighed: `marketing`, `consent`, and `situation`
    /// where that is meant as well. Whoever aims at something objects.
    #[oai(default, validator(max_items = 3, unique_items))]
    pub object_to: Vec<Aim>,
    /// Which part is to be erased, if erasure is asked for; all of it otherwise.
    pub erase_only: Option<ErasePart>,
}

/// What is given back.
#[derive(Clone, Debug, Object)]
pub struct Receipt {
    /// What to quote.
    pub reference: String,
    /// What opens the status, together with the reference. Shown once.
    pub access_code: String,
    /// By when the request is answered, or the complaint acknowledged, if it is confirmed.
    pub due_on: NaiveDate,
}

fn link() -> Delivery {
    Delivery::Link
}

impl From<receive::Receipt> for Receipt {
    fn from(receipt: receive::Receipt) -> Self {
        Self {
            reference: receipt.reference,
            access_code: receipt.access_code.for_people().to_string(),
            due_on: receipt.due_on,
        }
    }
}

impl NewRequest {
    /// What is asked, or everything that is wrong with it.
    pub fn read(self) -> Result<Aimed, Unfit> {
        let (contact, others) = people(&self.contact, &self.identifiers)?;
        let asking = Asking {
            rights: self.rights.into_iter().collect(),
            part: self.erase_only.and_then(ErasePart::read),
            contact,
            others,
            message: self.message,
            delivery: self.delivery,
            language: self.language,
            channel: Channel::Api,
            agent: self.agent,
            received_on: None,
        };
        Ok(asking.aimed_at(Aims::of(self.object_to.into_iter().collect())))
    }
}
