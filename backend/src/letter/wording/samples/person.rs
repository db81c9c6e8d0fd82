//! Letters to the person, from the first to the last.

use super::{
    house::{House, Sample, day, reference, sample, three_months_on, wishes},
    texts,
};
use crate::{
    letter::{
        kind::Kind,
        wording::{
            acknowledge::Acknowledge,
            answer::Answer,
            attached::Attached,
            confirm::Confirm,
            consent_withdrawn::ConsentWithdrawn,
            deactivated::Deactivated,
            extend::Extend,
            fetched::Fetched,
            fresh_link::FreshLink,
            handed_over::HandedOver,
            handed_over_by_mail::HandedOverByMail,
            handover_failed::{HandoverFailed, HandoverFailedAnew},
            marketing_stopped::MarketingStopped,
            message::Message,
            nothing_held::NothingHeld,
            ready_to_fetch::ReadyToFetch,
            recipients_reply::RecipientsReply,
            restriction_lift::RestrictionLift,
            withdrawn::Withdrawn,
        },
    },
    words::{fill::Fill, language::Language},
};

/// All of them.
pub(super) fn all(house: &House, language: Language) -> askama::Result<Vec<Sample>> {
    let texts = texts::of(language);
    Ok(vec![
        sample(
            "confirm",
            Kind::Confirm,
            &Confirm {
                sender: house.sender(language),
                reference: reference(),
                asked_on: day(language, 1),
                wishes: wishes(language),
                link: house.link(language, "v"),
                hours: 24,
            },
            language,
        )?,
        sample(
            "acknowledge",
            Kind::Acknowledge,
            &Acknowledge {
                sender: house.sender(language),
                reference: reference(),
                received_on: day(language, 1),
                due_on: day(language, 31),
                wishes: wishes(language),
            },
            language,
        )?,
        sample(
            "acknowledge_aimed",
            Kind::Acknowledge,
            &Acknowledge {
                sender: house.sender(language),
                reference: reference(),
                received_on: day(language, 1),
                due_on: day(language, 31),
                wishes: vec![
                    language.stopping().marketing_plain.to_owned(),
                    language.wishing().consent.with(texts.kept_there),
                ],
            },
            language,
        )?,
        sample(
            "fresh_link_to_the_page",
            Kind::FreshLink,
            &FreshLink {
                sender: house.sender(language),
                reference: reference(),
                link: house.link(language, "files"),
                leads_to: language.wishing().link_page.to_owned(),
                hours: 24,
            },
            language,
        )?,
        sample(
            "handed_over",
            Kind::HandedOver,
            &HandedOver {
                sender: house.sender(language),
                reference: reference(),
                receiver: "Other Ltd".to_owned(),
                at: day(language, 2),
                size: "12 kB".to_owned(),
                sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
            },
            language,
        )?,
        sample(
            "handed_over_by_mail",
            Kind::HandedOver,
            &HandedOverByMail {
                sender: house.sender(language),
                reference: reference(),
                receiver: "Other Ltd".to_owned(),
                at: day(language, 2),
                size: "12 kB".to_owned(),
                sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
            },
            language,
        )?,
        sample(
            "handover_failed",
            Kind::HandoverFailed,
            &HandoverFailed {
                sender: house.sender(language),
                reference: reference(),
                receiver: "Other Ltd".to_owned(),
                link: house.link(language, "files"),
                until: day(language, 30),
            },
            language,
        )?,
        sample(
            "handover_failed_anew",
            Kind::HandoverFailed,
            &HandoverFailedAnew {
                sender: house.sender(language),
                reference: reference(),
                receiver: "Other Ltd".to_owned(),
            },
            language,
        )?,
        sample(
            "recipients_reply",
            Kind::RecipientsReply,
            &RecipientsReply {
                sender: house.sender(language),
                reference: reference(),
                recipients: vec![
                    language.telling().who_sent.with2("Mailer Ltd", day(language, 2)),
                    language.telling().who_impossible.with2("Courier", texts.gone),
                ],
            },
            language,
        )?,
        sample(
            "extend",
            Kind::Extend,
            &Extend {
                sender: house.sender(language),
                reference: reference(),
                received_on: day(language, 1),
                wishes: wishes(language),
                due_on: three_months_on(language),
                reasons: texts.many.to_owned(),
                remedies: house.remedies.clone(),
            },
            language,
        )?,
        sample(
            "ready_to_fetch",
            Kind::ReadyToFetch,
            &ReadyToFetch {
                sender: house.sender(language),
                reference: reference(),
                link: house.link(language, "files"),
                until: day(language, 30),
                remedies: house.remedies.clone(),
            },
            language,
        )?,
        sample(
            "attached",
            Kind::Attached,
            &Attached {
                sender: house.sender(language),
                reference: reference(),
                file_name: "DR-7KQ4-M2XW.zip".to_owned(),
                until: day(language, 30),
                remedies: house.remedies.clone(),
            },
            language,
        )?,
        sample(
            "fresh_link",
            Kind::FreshLink,
            &FreshLink {
                sender: house.sender(language),
                reference: reference(),
                link: house.link(language, "files"),
                leads_to: language.wishing().link_files.to_owned(),
                hours: 24,
            },
            language,
        )?,
        sample(
            "answer",
            Kind::Answer,
            &Answer {
                sender: house.sender(language),
                reference: reference(),
                received_on: day(language, 1),
                wishes: wishes(language),
                text: texts.answer.to_owned(),
                remedies: house.remedies.clone(),
            },
            language,
        )?,
        sample(
            "nothing_held",
            Kind::NothingHeld,
            &NothingHeld {
                sender: house.sender(language),
                reference: reference(),
                looked_in: vec!["EMS".to_owned(), "Sentry".to_owned()],
                not_asked: vec!["IRC".to_owned()],
                remedies: house.remedies.clone(),
            },
            language,
        )?,
        sample(
            "withdrawn",
            Kind::Withdrawn,
            &Withdrawn { sender: house.sender(language), reference: reference(), withdrawn_on: day(language, 2) },
            language,
        )?,
        sample(
            "message",
            Kind::Message,
            &Message {
                sender: house.sender(language),
                reference: reference(),
                by: "Ana Ruiz".to_owned(),
                text: texts.question.to_owned(),
            },
            language,
        )?,
        sample(
            "deactivated",
            Kind::Deactivated,
            &Deactivated {
                sender: house.sender(language),
                reference: reference(),
                on: day(language, 1),
                by: day(language, 31),
            },
            language,
        )?,
        sample(
            "marketing_stopped",
            Kind::MarketingStopped,
            &MarketingStopped { sender: house.sender(language), reference: reference(), on: day(language, 3) },
            language,
        )?,
        sample(
            "consent_withdrawn",
            Kind::ConsentWithdrawn,
            &ConsentWithdrawn {
                sender: house.sender(language),
                reference: reference(),
                on: day(language, 3),
                others: vec![texts.purpose.to_owned()],
                erased: vec![texts.kept_there.to_owned()],
            },
            language,
        )?,
        sample(
            "consent_withdrawn_without_more",
            Kind::ConsentWithdrawn,
            &ConsentWithdrawn {
                sender: house.sender(language),
                reference: reference(),
                on: day(language, 3),
                others: Vec::new(),
                erased: Vec::new(),
            },
            language,
        )?,
        sample(
            "restriction_lift",
            Kind::RestrictionLift,
            &RestrictionLift {
                sender: house.sender(language),
                reference: reference(),
                since: day(language, 1),
                ends_on: day(language, 14),
                why: texts.corrected.to_owned(),
                remedies: house.remedies.clone(),
            },
            language,
        )?,
        sample(
            "fetched",
            Kind::Fetched,
            &Fetched {
                sender: house.sender(language),
                reference: reference(),
                at: format!("{}, 09:12", day(language, 3)),
            },
            language,
        )?,
    ])
}
