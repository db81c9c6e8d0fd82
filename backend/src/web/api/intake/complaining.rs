//! A complaint of somebody who need not have asked for anything (DPA 2018 s. 164A), as it comes in.

use poem_openapi::Object;

use super::given::{GivenContact, people};
use crate::{
    casework::complaints::receive::Complaining,
    ticket::intake::Channel,
    web::api::finding::{Finding, Unfit},
    words::language::Language,
};

/// A complaint to us about what we do with somebody's data.
#[derive(Clone, Debug, Object)]
pub struct OwnComplaint {
    /// Where to answer to.
    pub contact: GivenContact,
    /// What they complain about, in their own words.
    #[oai(validator(min_length = 1, max_length = 10_000))]
    pub text: String,
    /// The language of our letters.
    #[oai(default)]
    pub language: Language,
}

impl OwnComplaint {
    /// What they complain about, or everything that is wrong with it.
    pub fn read(self) -> Result<Complaining, Unfit> {
        let says_nothing = self.text.trim().is_empty();
        let blank = says_nothing.then(|| Finding::at("/text", "it says nothing"));
        match (people(&self.contact, &[]), blank) {
            (Ok((contact, _)), None) => Ok(Complaining {
                contact,
                text: self.text,
                language: self.language,
                channel: Channel::Api,
                received_on: None,
            }),
            (Ok(_), Some(blank)) => Err(Unfit::Invalid(vec![blank])),
            (Err(wrong), blank) => Err(Unfit::Invalid(wrong.findings().iter().cloned().chain(blank).collect())),
        }
    }
}
