//! From the end of the walk to the dates.

use chrono::{Datelike, NaiveDate};

use super::{
    clock::{Clock, Dates, EvenSo, Extension, Literal, State},
    course::Course,
    eu,
    period::{self, Length},
    step::{Caution, Finding, Source},
    uk,
};

/// The clock that this course leaves.
pub fn settle(mut course: Course<'_>) -> Clock {
    let strict = strictest(&course);
    let state = if !course.not_begun.is_empty() {
        let due_safe = (course.source() == Source::UkBefore).then_some(strict.due_safe);
        warn(&mut course, due_safe, strict.caution);
        State::NotStarted { waiting_for: course.not_begun.clone(), due_safe }
    } else if !course.stopped.is_empty() {
        let even_so = even_so(&course, &strict);
        warn(&mut course, even_so.map(|dates| dates.due_safe), strict.caution);
        State::Paused { started_on: course.started_on, waiting_for: course.stopped.clone(), even_so }
    } else {
        State::Running(running(&mut course, &strict))
    };
    Clock {
        law: course.law,
        state,
        extension: course.extension,
        pauses: course.pauses.spans().to_vec(),
        working: course.steps,
    }
}

/// The strictest tenable reading.
struct Strict {
    due_safe: NaiveDate,
    notice_by: NaiveDate,
    caution: Caution,
}

/// Reads the law as strictly as one can: an extension counts only if it was announced in time on that same reading.
fn strictest(course: &Course<'_>) -> Strict {
    let (caution, last_day): (_, &dyn Fn(Length) -> NaiveDate) = match course.source() {
        Source::Uk => (Caution::CountBeforeMoving, &|length| {
            uk::cautious_last_day(course.calendar, course.started_on, length, &course.pauses)
        }),
        // Neither restart nor pause had a statute behind it, so that the period ran from receipt.
        Source::UkBefore => {
            (Caution::GuidanceOnly, &|length| period::end(course.calendar, course.received_on, length).last_day)
        }
        Source::Eu | Source::Promise => {
            (Caution::NoTextForSuspension, &|length| eu::strict_last_day(course.calendar, course.received_on, length))
        }
    };
    let notice_by = last_day(Length::OneMonth);
    let length = match course.extension {
        Some(Extension::InTime(notified_on)) if notified_on <= notice_by => Length::ThreeMonths,
        Some(Extension::InTime(_) | Extension::TooLate(_) | Extension::WithoutReasons(_)) | None => Length::OneMonth,
    };
    Strict { due_safe: last_day(length), notice_by, caution }
}

/// What holds while a period stands still: nothing in the UK, where a statute stops it, everything where that is doubtful.
fn even_so(course: &Course<'_>, strict: &Strict) -> Option<EvenSo> {
    match course.source() {
        Source::Uk => None,
        Source::UkBefore => Some(EvenSo { due_safe: strict.due_safe, extension_notice_by: None, refusal_by: None }),
        Source::Eu | Source::Promise => Some(EvenSo {
            due_safe: strict.due_safe,
            extension_notice_by: Some(strict.notice_by),
            refusal_by: Some(strict.notice_by),
        }),
    }
}

/// All the dates of a period that does not wait for the person.
fn running(course: &mut Course<'_>, strict: &Strict) -> Dates {
    let paused_days = course.pauses.days(course.started_on);
    let extension_notice_by = course.notice_by();
    let due = course.last_day(course.length);
    show_sum(course, paused_days);
    course.note(due, Finding::Due);
    let literal = literal(course);
    if let Some(literal) = literal {
        course.note(literal.due, Finding::Literal { days: literal.paused_days });
    }
    if strict.due_safe != due {
        warn(course, Some(strict.due_safe), strict.caution);
    }
    // A refusal cannot be put off in the Union: neither extension nor suspension is made for it.
    let refusal_by = match course.source() {
        Source::Uk | Source::UkBefore => due,
        Source::Eu | Source::Promise => strict.notice_by,
    };
    course.note(refusal_by, Finding::RefusalBy);
    if !course.extension.is_some_and(Extension::is_valid) {
        course.note(extension_notice_by, Finding::NoticeBy);
    }
    Dates {
        started_on: course.started_on,
        paused_days,
        base_due: course.last_day(Length::OneMonth),
        extension_notice_by,
        extension_notice_by_safe: notice_by_safe(course, paused_days),
        due,
        due_safe: strict.due_safe,
        literal,
        refusal_by,
        latest: course.last_day(Length::ThreeMonths),
    }
}

/// The strictest last day for a notice: where days are to be added it depends on how.
fn notice_by_safe(course: &Course<'_>, paused_days: u64) -> Option<NaiveDate> {
    match course.source() {
        Source::Uk | Source::UkBefore if paused_days > 0 => {
            Some(uk::cautious_last_day(course.calendar, course.started_on, Length::OneMonth, &course.pauses))
        }
        Source::Uk | Source::UkBefore | Source::Eu | Source::Promise => None,
    }
}

/// The literal count, which there is only where Art. 12A(5)(b) applies and something was asked under it.
fn literal(course: &Course<'_>) -> Option<Literal> {
    match course.source() {
        Source::Uk if !course.pauses.is_empty() => Some(Literal {
            due: uk::literal_last_day(course.calendar, course.started_on, course.length, &course.pauses),
            paused_days: course.pauses.days_inclusive(course.started_on),
        }),
        Source::Uk | Source::UkBefore | Source::Eu | Source::Promise => None,
    }
}

/// Notes how the due date is the sum of months, paused days and days of rest.
fn show_sum(course: &mut Course<'_>, paused_days: u64) {
    let (from, length) = (course.started_on, course.length);
    let end = period::end(course.calendar, from, length);
    let is_same_date = end.same_date.day() == from.day();
    course.note(
        end.same_date,
        if is_same_date { Finding::SameDate { from, length } } else { Finding::LastOfMonth { from, length } },
    );
    let mut reached = end.same_date;
    match course.source() {
        // The regulator adds paused days to a date that has already been moved.
        Source::Uk | Source::UkBefore => reached = moved(course, reached),
        Source::Eu | Source::Promise => {}
    }
    if paused_days > 0 {
        reached = period::days_after(reached, paused_days);
        course.note(reached, Finding::PauseAdded { days: paused_days });
    }
    let end = moved(course, reached);
    if !course.calendar.knows(end.year()) {
        course.note(end, Finding::HolidaysUnknown);
    }
}

/// The working day from this day on; a step if it is another day.
fn moved(course: &mut Course<'_>, from: NaiveDate) -> NaiveDate {
    let calendar = course.calendar;
    let to = calendar.working_day_from(from);
    if to != from {
        let rest = from.iter_days().take_while(|day| *day < to);
        let over = rest.filter_map(|day| calendar.why_at_rest(day)).collect();
        course.note(to, Finding::Moved { from, over });
    }
    to
}

/// Notes the strictest date, if there is one to note.
fn warn(course: &mut Course<'_>, due_safe: Option<NaiveDate>, caution: Caution) {
    if let Some(due_safe) = due_safe {
        course.note(due_safe, Finding::DueSafe(caution));
    }
}
