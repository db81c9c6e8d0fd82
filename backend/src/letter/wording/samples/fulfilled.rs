//! Letters that say what was done for a right.

use super::{
    house::{House, Sample, day, reference, sample, wishes},
    texts,
};
use crate::{
    letter::{
        kind::Kind,
        wording::{
            fulfil_automated::FulfilAutomated,
            fulfil_erasure::{FulfilErasure, InSystem},
            fulfil_objection::FulfilObjection,
            fulfil_rectification::FulfilRectification,
            fulfil_restriction::FulfilRestriction,
            refuse::Refuse,
        },
    },
    words::{
        fill::{self, Fill},
        language::Language,
    },
};

/// All of them.
pub(super) fn all(house: &House, language: Language) -> askama::Result<Vec<Sample>> {
    let (texts, locking, erased) = (texts::of(language), language.locking(), language.erased());
    let (reviewing, saying) = (language.reviewing(), language.wishing());
    let in_system = |lines: Vec<String>| InSystem { name: "EMS".to_owned(), lines };
    let locked = |locks: Vec<String>, meanwhile: Vec<String>| FulfilRestriction {
        sender: house.sender(language),
        reference: reference(),
        received_on: day(language, 1),
        text: texts.corrected.to_owned(),
        locks,
        told: if meanwhile.is_empty() { saying.told_recipients } else { saying.told_recipients_lock }.to_owned(),
        meanwhile,
        remedies: house.remedies.clone(),
    };
    let stopped = |erased: Vec<String>, stays_for: Vec<String>, locks: Vec<String>| FulfilObjection {
        sender: house.sender(language),
        reference: reference(),
        received_on: day(language, 1),
        stopped_on: day(language, 14),
        text: texts.weighed.to_owned(),
        uses: vec![texts.use_stopped.to_owned()],
        erased,
        stays_for,
        locks,
        remedies: house.remedies.clone(),
    };
    let automated = |decisions: Vec<String>| FulfilAutomated {
        sender: house.sender(language),
        reference: reference(),
        received_on: day(language, 1),
        text: texts.looked.to_owned(),
        decisions,
        remedies: house.remedies.clone(),
    };
    let gone = |because: &str, done: Vec<InSystem>, stays: Vec<InSystem>, told: &str| FulfilErasure {
        sender: house.sender(language),
        reference: reference(),
        because: because.with(day(language, 1)),
        text: texts.erased.to_owned(),
        done,
        stays,
        not_looked: Vec::new(),
        backups_until: Some(day(language, 31)),
        told: told.to_owned(),
        remedies: house.remedies.clone(),
    };
    let stands = locking.told_line.with2("EMS", day(language, 2));
    let ended = fill::fill(locking.told_line_ended, &[&"EMS", &day(language, 2), &day(language, 14)]);
    let while_decided = locking.told_line_pending.with2("EMS", day(language, 2));
    let meanwhile = vec![locking.told_may.to_owned(), locking.told_before.to_owned()];
    let on = fill::fill(reviewing.reviewed_told, &[&day(language, 9), &reviewing.changed, &texts.doubt]);
    let decided = format!("{}\n{on}", texts.decision);
    let not_decided = format!("{}\n{}", texts.decision, reviewing.not_reviewed_told);
    let went = vec![erased.done_on.with(day(language, 2)), erased.deleted.with2(4, 0), erased.read_back.to_owned()];
    let kept = fill::fill(erased.kept_until, &[&5, &day(language, 31), &texts.law_keeps]);
    let correcting = language.correcting();
    let field = correcting.told_corrected.with(texts.field);
    let told = language.telling().who_sent.with2("Mailer Ltd", day(language, 2));
    let recipients = format!("{}\n- {told}", correcting.told_recipients);
    let corrected = FulfilRectification {
        sender: house.sender(language),
        reference: reference(),
        received_on: day(language, 1),
        text: texts.corrected.to_owned(),
        changes: format!("{}\n\nEMS\n- {field}\n\n{}\n\n{recipients}", correcting.told_title, correcting.told_former),
        remedies: house.remedies.clone(),
    };
    let refused = Refuse {
        sender: house.sender(language),
        reference: reference(),
        received_on: day(language, 1),
        wishes: wishes(language),
        text: format!("{}\n\n{}\n- {}", texts.many, language.deciding().rests_on, texts.law_keeps),
        remedies: house.remedies.clone(),
    };
    Ok(vec![
        sample("fulfil_rectification", Kind::FulfilRectification, &corrected, language)?,
        sample("refuse", Kind::Refuse, &refused, language)?,
        sample("fulfil_restriction", Kind::FulfilRestriction, &locked(vec![stands], meanwhile), language)?,
        sample("fulfil_restriction_ended", Kind::FulfilRestriction, &locked(vec![ended], Vec::new()), language)?,
        sample(
            "fulfil_objection",
            Kind::FulfilObjection,
            &stopped(vec![texts.kept_there.to_owned()], vec![texts.purpose.to_owned()], vec![while_decided]),
            language,
        )?,
        sample(
            "fulfil_objection_alone",
            Kind::FulfilObjection,
            &stopped(vec![texts.kept_there.to_owned()], Vec::new(), Vec::new()),
            language,
        )?,
        sample("fulfil_automated", Kind::FulfilAutomated, &automated(vec![decided]), language)?,
        sample("fulfil_automated_not_reviewed", Kind::FulfilAutomated, &automated(vec![not_decided]), language)?,
        sample("fulfil_automated_none", Kind::FulfilAutomated, &automated(Vec::new()), language)?,
        sample(
            "fulfil_erasure",
            Kind::FulfilErasure,
            &gone(saying.erased_asked, vec![in_system(went.clone())], Vec::new(), ""),
            language,
        )?,
        sample(
            "fulfil_erasure_after_objection",
            Kind::FulfilErasure,
            &gone(saying.erased_objection, vec![in_system(went.clone())], Vec::new(), ""),
            language,
        )?,
        sample(
            "fulfil_erasure_after_consent",
            Kind::FulfilErasure,
            &gone(saying.erased_consent, vec![in_system(went.clone())], Vec::new(), ""),
            language,
        )?,
        sample(
            "fulfil_erasure_with_rest",
            Kind::FulfilErasure,
            &gone(saying.erased_asked, vec![in_system(went)], vec![in_system(vec![kept])], saying.told_recipients),
            language,
        )?,
        sample(
            "fulfil_erasure_nothing_held",
            Kind::FulfilErasure,
            &FulfilErasure {
                text: texts.looked.to_owned(),
                not_looked: vec![texts.kept_there.to_owned()],
                backups_until: None,
                ..gone(saying.erased_asked, vec![in_system(vec![erased.nothing.to_owned()])], Vec::new(), "")
            },
            language,
        )?,
    ])
}
