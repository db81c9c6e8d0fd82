//! Letters that ask, lead elsewhere, or answer a complaint.

use super::{
    house::{House, Sample, day, reference, sample, wishes},
    texts,
};
use crate::{
    law::regime::Law,
    letter::{
        kind::Kind,
        wording::{
            clarify::Clarify, closed_no_reply::ClosedNoReply, complaint_ack::ComplaintAck,
            complaint_ack_alone::ComplaintAckAlone, complaint_outcome::ComplaintOutcome,
            confirm_complaint::ConfirmComplaint, fee::Fee, merged::Merged, redirect_elsewhere::RedirectElsewhere,
            redirect_processor::RedirectProcessor, verify_agent::VerifyAgent, verify_identity::VerifyIdentity,
        },
    },
    words::{fill::Fill, language::Language},
};

/// All of them.
pub(super) fn all(house: &House, language: Language) -> askama::Result<Vec<Sample>> {
    let texts = texts::of(language);
    Ok(vec![
        sample(
            "verify_identity",
            Kind::VerifyIdentity,
            &VerifyIdentity {
                sender: house.sender(language),
                reference: reference(),
                doubt: texts.doubt.to_owned(),
                needed: texts.needed.to_owned(),
                reply_by: day(language, 30),
                clock: vec![language.asking().clock_begins.to_owned()],
            },
            language,
        )?,
        sample(
            "verify_identity_under_both_laws",
            Kind::VerifyIdentity,
            &VerifyIdentity {
                sender: house.sender(language),
                reference: reference(),
                doubt: texts.doubt.to_owned(),
                needed: texts.needed.to_owned(),
                reply_by: day(language, 30),
                clock: vec![
                    language.under(Law::Uk, language.asking().clock_begins),
                    language.under(Law::Eu, language.asking().clock_stops_eu),
                ],
            },
            language,
        )?,
        sample(
            "verify_agent",
            Kind::VerifyAgent,
            &VerifyAgent {
                sender: house.sender(language),
                reference: reference(),
                reason: texts.doubt.to_owned(),
                needed: texts.needed.to_owned(),
                reply_by: day(language, 30),
                clock: vec![language.asking().clock_begins.to_owned()],
            },
            language,
        )?,
        sample(
            "clarify",
            Kind::Clarify,
            &Clarify {
                sender: house.sender(language),
                reference: reference(),
                question: texts.needed.to_owned(),
                reason: texts.doubt.to_owned(),
                reply_by: day(language, 30),
                clock: vec![language.asking().clock_stops_uk.to_owned()],
            },
            language,
        )?,
        sample(
            "fee",
            Kind::Fee,
            &Fee {
                sender: house.sender(language),
                reference: reference(),
                reason: texts.doubt.to_owned(),
                amount: amount(language).to_owned(),
                working: texts.needed.to_owned(),
                reply_by: day(language, 30),
                clock: vec![language.asking().clock_begins.to_owned()],
                remedies: house.remedies.clone(),
            },
            language,
        )?,
        sample(
            "redirect_processor",
            Kind::RedirectProcessor,
            &RedirectProcessor {
                sender: house.sender(language),
                reference: reference(),
                received_on: day(language, 1),
                wishes: wishes(language),
                customer: "Acme Ltd".to_owned(),
                passed_on: day(language, 2),
            },
            language,
        )?,
        sample(
            "redirect_elsewhere",
            Kind::RedirectProcessor,
            &RedirectElsewhere {
                sender: house.sender(language),
                reference: reference(),
                received_on: day(language, 1),
                wishes: wishes(language),
                whom: language.elsewhere().whom.with("chat.example.net"),
                remedies: house.remedies.clone(),
            },
            language,
        )?,
        sample(
            "merged",
            Kind::Merged,
            &Merged {
                sender: house.sender(language),
                reference: reference(),
                first: "DR-8U2W-QA6S".to_owned(),
                due_on: day(language, 31),
            },
            language,
        )?,
        sample(
            "complaint_ack",
            Kind::ComplaintAck,
            &ComplaintAck {
                sender: house.sender(language),
                reference: reference(),
                case: "DR-7KQ4-M2XW/1".to_owned(),
                received_on: day(language, 1),
            },
            language,
        )?,
        sample(
            "complaint_ack_alone",
            Kind::ComplaintAck,
            &ComplaintAckAlone {
                sender: house.sender(language),
                reference: reference(),
                case: "DR-7KQ4-M2XW/1".to_owned(),
                received_on: day(language, 1),
            },
            language,
        )?,
        sample(
            "confirm_complaint",
            Kind::ConfirmComplaint,
            &ConfirmComplaint {
                sender: house.sender(language),
                reference: reference(),
                complained_on: day(language, 1),
                link: house.link(language, "v"),
                hours: 24,
            },
            language,
        )?,
        sample(
            "complaint_outcome",
            Kind::ComplaintOutcome,
            &ComplaintOutcome {
                sender: house.sender(language),
                reference: reference(),
                case: "DR-7KQ4-M2XW/1".to_owned(),
                received_on: day(language, 1),
                about: language.complaining().about_request.with("DR-7KQ4-M2XW"),
                outcome: language.complaining().says_upheld.to_owned(),
                found: texts.doubt.to_owned(),
                done: texts.needed.to_owned(),
                remedies: house.remedies.clone(),
            },
            language,
        )?,
        sample(
            "closed_no_reply",
            Kind::ClosedNoReply,
            &ClosedNoReply {
                sender: house.sender(language),
                reference: reference(),
                asked: texts.needed.to_owned(),
                asked_on: day(language, 1),
                remedies: house.remedies.clone(),
            },
            language,
        )?,
    ])
}

/// As staff would write it in the person's language.
fn amount(language: Language) -> &'static str {
    match language {
        Language::En => "£20",
        Language::Fr | Language::De => "20\u{a0}£",
    }
}
