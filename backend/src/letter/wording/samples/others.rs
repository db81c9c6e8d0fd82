//! Letters that do not go to the person: to recipients, to a customer, to staff.

use super::{
    house::{House, REFERENCE, Sample, day, reference, sample},
    texts,
};
use crate::{
    letter::{
        kind::Kind,
        wording::{
            customer_notice::CustomerNotice, handover_mail::HandoverMail, recipient_notice::RecipientNotice,
            reminder::Reminder,
        },
    },
    rights::right::Right,
    words::{
        fill::{Fill, fill},
        language::Language,
    },
};

/// All of them.
pub(super) fn all(house: &House, language: Language) -> askama::Result<Vec<Sample>> {
    let (texts, w) = (texts::of(language), language.telling());
    let access = language.public().rights.of(Right::Access);
    let notice = |article: &str, done: &str, please: &str| RecipientNotice {
        organisation: house.organisation.clone(),
        contact: house.contact.clone(),
        reference: reference(),
        article: article.to_owned(),
        done: done.with(day(language, 3)),
        known_as: vec!["ada@example.org".to_owned()],
        about: vec![texts.kept_there.to_owned()],
        please: please.to_owned(),
        answer_by: day(language, 17),
        link: house.link(language, "notices"),
    };
    let rectified = notice("Art. 19", w.done_rectified, w.please_rectified);
    let erased = notice("Art. 19", w.done_erased, w.please_erased);
    let restricted = notice("Art. 19", w.done_restricted, w.please_restricted);
    let unrestricted = notice("Art. 19", w.done_unrestricted, w.please_unrestricted);
    let public = notice("Art. 17(2)", w.done_public, w.please_erased);
    let customer = CustomerNotice {
        organisation: house.organisation.clone(),
        contact: house.contact.clone(),
        reference: reference(),
        customer: "Acme Ltd".to_owned(),
        received_on: day(language, 1),
        person: "ada@example.org".to_owned(),
        wishes: vec![access.name.to_owned()],
    };
    let reminding = language.reminding();
    let reminder = Reminder {
        organisation: house.organisation.clone(),
        reference: reference(),
        left: reminding.tomorrow.to_owned(),
        lines: vec![fill(reminding.line, &[&access.name, &reminding.tomorrow, &day(language, 31)])],
        link: format!("{}/desk/t/{REFERENCE}", house.staff_url.trim_end_matches('/')),
    };
    let handover = HandoverMail {
        organisation: house.organisation.clone(),
        contact: house.contact.clone(),
        reference: reference(),
        file_name: "DR-7KQ4-M2XW-encrypted.zip".to_owned(),
        size: "12 kB".to_owned(),
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
    };
    Ok(vec![
        sample("recipient_notice_rectified", Kind::RecipientNotice, &rectified, language)?,
        sample("recipient_notice_erased", Kind::RecipientNotice, &erased, language)?,
        sample("recipient_notice_restricted", Kind::RecipientNotice, &restricted, language)?,
        sample("recipient_notice_unrestricted", Kind::RecipientNotice, &unrestricted, language)?,
        sample("public_notice", Kind::PublicNotice, &public, language)?,
        sample("customer_notice", Kind::CustomerNotice, &customer, language)?,
        sample("handover_mail", Kind::HandoverMail, &handover, language)?,
        sample("reminder", Kind::Reminder, &reminder, language)?,
    ])
}
