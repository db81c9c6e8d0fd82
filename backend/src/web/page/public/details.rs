//! The third step: what helps to find the person, what they want to say, how the answer should come, for whom it is.

use askama::Template;

use crate::{
    rights::right::Right,
    web::page::{
        field::{Field, Problem},
        frame::PublicFrame,
    },
};

/// Everything optional.
#[derive(Clone, Debug, Template)]
#[template(path = "public/details.html")]
pub struct Details {
    /// What stands around it, with the sealed answers.
    pub frame: PublicFrame,
    /// The sealed answers so far.
    pub state: String,
    /// The rights chosen in the first step: each brings its question above the message, and those that are answered
    /// by files bring the question of delivery.
    pub chosen: Vec<Right>,
    /// Field `other_email`.
    pub other_email: Field,
    /// Field `other_matrix_id`.
    pub other_matrix_id: Field,
    /// Field `customer_number`.
    pub customer_number: Field,
    /// Field `phone_number`.
    pub phone_number: Field,
    /// Field `message`.
    pub message: Field,
    /// Field `part`: the systems from which something can be erased; empty when that is not asked for.
    pub parts: Vec<PartChoice>,
    /// Field `keep_account`; none where there is no account to keep.
    pub keeps_account: Option<bool>,
    /// What is wrong with the chosen systems.
    pub part_error: Option<String>,
    /// What rests on consent, where some of it is taken back; empty otherwise.
    pub consents: Vec<PartChoice>,
    /// What is wrong with that choice.
    pub consent_error: Option<String>,
    /// Whether mail reaches the person: nobody else is offered a file in a message.
    pub has_mailbox: bool,
    /// Field `delivery`.
    pub delivery: DeliveryWish,
    /// Field `whom`.
    pub whom: Whom,
    /// Field `agent_name`.
    pub agent_name: Field,
}

/// A system from which something can be erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartChoice {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// Whether it is chosen.
    pub checked: bool,
}

/// How the person would like to get the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DeliveryWish {
    /// `link`: they fetch it from us.
    #[default]
    Link,
    /// `attachment`: as an encrypted file in the mail, if it fits.
    Attachment,
}

/// For whom the person asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whom {
    /// `myself`.
    #[default]
    Myself,
    /// `somebody`: a child, a client.
    Somebody,
}

impl Details {
    fn problems(&self) -> Vec<Problem> {
        [
            self.other_email.problem("other_email"),
            self.other_matrix_id.problem("other_matrix_id"),
            self.customer_number.problem("customer_number"),
            self.phone_number.problem("phone_number"),
            self.message.problem("message"),
            self.part_error.as_ref().map(|error| Problem { anchor: "part-1".to_owned(), message: error.clone() }),
            self.consent_error.as_ref().map(|error| Problem { anchor: "consent-1".to_owned(), message: error.clone() }),
            self.agent_name.problem("agent_name"),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn prompts(&self) -> Vec<&'static str> {
        self.chosen.iter().map(|right| self.frame.w.rights.of(*right).prompt).collect()
    }

    fn may_choose_delivery(&self) -> bool {
        self.has_mailbox && self.chosen.iter().any(|right| right.needs_package())
    }

    fn is_by_link(&self) -> bool {
        self.delivery == DeliveryWish::Link
    }

    fn is_for_myself(&self) -> bool {
        self.whom == Whom::Myself
    }
}
