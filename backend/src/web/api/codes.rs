//! The words that stand for states, outcomes and the like are the same in the API as in the database and in the log.

use std::borrow::Cow;

use poem_openapi::{
    registry::{MetaSchema, MetaSchemaRef, Registry},
    types::{ParseError, ParseFromJSON, ParseFromMultipartField, ParseFromParameter, ParseResult, ToJSON, Type},
};
use serde_json::Value;

use crate::{
    archive, casework::collecting::finish_by_hand::HowItEnded, circumstance, complaint, deactivation, decision,
    disclosure, handover, hold, identifier, law, letter, message, notice, question, recheck, request,
    rights::right::Right, staff, task, ticket, words::language::Language,
};

/// Lets enums that have words stand in the document: with a name there, a sentence on what they are, their values, and
/// how one is read.
macro_rules! words {
    ($($type:ty as $name:literal: $about:literal, $all:expr, $read:expr;)+) => {$(
        impl Type for $type {
            const IS_REQUIRED: bool = true;
            type RawValueType = Self;
            type RawElementValueType = Self;

            fn name() -> Cow<'static, str> {
                $name.into()
            }

            fn schema_ref() -> MetaSchemaRef {
                MetaSchemaRef::Reference($name.to_owned())
            }

            fn register(registry: &mut Registry) {
                registry.create_schema::<Self, _>($name.to_owned(), |_| MetaSchema {
                    description: Some($about),
                    enum_items: $all.into_iter().map(|case| Value::from(case.code())).collect(),
                    ..MetaSchema::new("string")
                });
            }

            fn as_raw_value(&self) -> Option<&Self> {
                Some(self)
            }

            fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
                Box::new(std::iter::once(self))
            }
        }

        impl ToJSON for $type {
            fn to_json(&self) -> Option<Value> {
                Some(self.code().into())
            }
        }

        impl ParseFromParameter for $type {
            fn parse_from_parameter(word: &str) -> ParseResult<Self> {
                $read(word).ok_or_else(|| ParseError::custom("is none of the known words"))
            }
        }

        impl ParseFromJSON for $type {
            fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
                match value {
                    Some(Value::String(word)) => Self::parse_from_parameter(&word),
                    _ => Err(ParseError::expected_input()),
                }
            }
        }

        impl ParseFromMultipartField for $type {
            async fn parse_from_multipart(field: Option<poem::web::Field>) -> ParseResult<Self> {
                let field = field.ok_or_else(ParseError::expected_input)?;
                Self::parse_from_parameter(&field.text().await?)
            }
        }
    )+};
}

/// The enums of [`codes!`](crate::codes), which all are made alike.
macro_rules! stored_words {
    ($($type:ty as $name:literal: $about:literal;)+) => {
        words! { $($type as $name: $about, <$type>::ALL.iter().copied(), |word: &str| word.parse::<$type>().ok();)+ }
    };
}

stored_words! {
    ticket::state::State as "TicketState": "Where a ticket stands.";
    ticket::intake::Channel as "Channel": "By which way a request reached us.";
    ticket::intake::Delivery as "Delivery": "How the package reaches the person.";
    ticket::intake::Verification as "Verification": "How we know that the request comes from the person.";
    request::state::State as "RequestState": "Where a request stands.";
    request::aim::Aim as "Aim": "What an objection is aimed at. Marketing and consent are never weighed.";
    request::state::Outcome as "RequestOutcome": "How a request was answered.";
    identifier::standing::Standing as "Standing": "Whether an identifier is relied on.";
    identifier::standing::Origin as "Origin": "Where an identifier was learned.";
    task::state::State as "TaskState": "Where a task stands.";
    task::state::Operation as "Operation": "What is asked of a system.";
    task::state::Outcome as "TaskOutcome": "How a task ended. `abandoned` means that a person must look.";
    archive::state::State as "PackageState": "Where a package stands.";
    letter::kind::State as "LetterState": "Where a letter stands.";
    letter::kind::Kind as "LetterKind": "Which letter.";
    hold::ground::Ground as "HoldGround": "Why data is kept although it should be erased.";
    law::erasure_grounds::ErasureGround as "ErasureGround": "On what an erasure rests (Art. 17(1)).";
    law::applicability::condition::Condition as "Condition": "What has to be so for a right to apply.";
    disclosure::basis::Basis as "DisclosureBasis": "On what data was disclosed.";
    disclosure::basis::Source as "DisclosureSource": "Who wrote a disclosure down.";
    handover::state::State as "HandoverState": "How it stands that data goes straight to another provider.";
    handover::state::Way as "HandoverWay": "By which way data goes straight to another provider.";
    notice::state::Article as "NoticeArticle": "By which article of the GDPR somebody is told.";
    notice::state::Deed as "NoticeDeed": "What was done with the data.";
    notice::state::Way as "NoticeWay": "By which way a recipient is told.";
    notice::state::State as "NoticeState": "How it stands whether a recipient was told.";
    message::kind::Author as "Author": "Who wrote a message.";
    message::kind::Visibility as "Visibility": "Who may read a message.";
    circumstance::kind::Kind as "CircumstanceKind": "What was learned of a person.";
    circumstance::kind::Decision as "CircumstanceOutcome": "What was decided about it.";
    circumstance::kind::Wish as "ChildWish": "What a child, or whoever has parental responsibility, wants to become of the data.";
    complaint::state::Channel as "ComplaintChannel": "By which way a complaint came.";
    complaint::state::State as "ComplaintState": "Where a complaint stands.";
    complaint::state::Outcome as "ComplaintOutcome": "How a complaint ended.";
    question::kind::Kind as "QuestionKind": "What a person is asked for.";
    question::kind::Promptness as "Promptness": "Whether a question was asked without undue delay.";
    question::kind::State as "QuestionState": "Where a question stands.";
    deactivation::state::State as "DeactivationState": "Where the line of a closed account stands.";
    deactivation::state::Why as "DeactivationWhy": "Why people have a closed account, and no sweep.";
    deactivation::state::Source as "DeactivationSource": "Who told us that an account was closed.";
    recheck::state::Found as "RecheckFound": "What a later look at what was erased found.";
    decision::review::Verdict as "ReviewVerdict": "What a person decided anew.";
    decision::balance::Weight as "Weight": "What the weighing of an objection came to.";
    staff::role::Role as "Role": "What a member of staff may do.";
}

words! {
    Right as "Right": "A right of chapter III of the GDPR.", Right::ALL, |word: &str| Right::parse(word).ok();
    HowItEnded as "HowItEnded": "How a person ended a task.", HowItEnded::ALL, |word: &str| HowItEnded::parse(word).ok();
    Language as "Language": "A language that letters are written in.", Language::ALL, Language::from_code;
}
