//! A step of the working, said.

use super::texts::Working;
use crate::{
    law::{
        calendar::Rest,
        deadline::{
            effect::Why,
            history::{About, Demand},
            period::Length,
            step::{Caution, Finding, Step},
        },
    },
    words::{date, fill::fill, language::Language},
};

/// The sentence for a step.
pub fn sentence(step: &Step, language: Language) -> String {
    let w = language.working();
    let say = |day| date::with_weekday(day, language);
    let on = say(step.on);
    match &step.finding {
        Finding::Received => fill(w.received, &[&on]),
        Finding::ReceivedAtRest => fill(w.received_at_rest, &[&on]),
        Finding::Restarted { demand, asked_on } => fill(w.restarted, &[&what(w, *demand), &say(*asked_on), &on]),
        Finding::NotBegun(demand) => fill(w.not_begun, &[&what(w, *demand), &on]),
        Finding::Stopped(demand) => fill(w.stopped, &[&what(w, *demand), &on]),
        Finding::Paused { demand, until } if *until == step.on => fill(w.same_day, &[&what(w, *demand), &on]),
        Finding::Paused { demand, until } => fill(w.paused, &[&what(w, *demand), &on, &say(*until)]),
        Finding::Untouched(demand, why) => fill(w.untouched, &[&what(w, *demand), &on, &because(w, *why)]),
        Finding::SameDate { from, length } => fill(w.same_date, &[&how_long(w, *length), &say(*from), &on]),
        Finding::LastOfMonth { from, length } => fill(w.last_of_month, &[&how_long(w, *length), &say(*from), &on]),
        Finding::Moved { from, over } => {
            let over: Vec<_> = over.iter().map(|rest| at_rest(w, rest)).collect();
            fill(w.moved, &[&say(*from), &over.join(", "), &on])
        }
        Finding::PauseAdded { days: 1 } => fill(w.day_added, &[&on]),
        Finding::PauseAdded { days } => fill(w.days_added, &[days, &on]),
        Finding::NoticeBy => fill(w.notice_by, &[&on]),
        Finding::Extended => fill(w.extended, &[&on]),
        Finding::ExtendedTooLate { notice_by } => fill(w.extended_late, &[&on, &say(*notice_by)]),
        Finding::ExtendedWithoutReasons => fill(w.extended_bare, &[&on]),
        Finding::RefusalBy => fill(w.refusal_by, &[&on]),
        Finding::Due => fill(w.due, &[&on]),
        Finding::Literal { days } => fill(w.literal, &[days, &on]),
        Finding::DueSafe(caution) => fill(w.due_safe, &[&on, &warning(w, *caution)]),
        Finding::HolidaysUnknown => fill(w.holidays_unknown, &[&on]),
        Finding::EarlierOfBoth => fill(w.earlier_of_both, &[&on]),
        Finding::ComplaintAcknowledged => fill(w.complaint_answered, &[&on]),
        Finding::ComplaintBeforeDuty => fill(w.complaint_early, &[&on]),
        Finding::Obtained => fill(w.obtained, &[&on]),
        Finding::FirstCommunication => fill(w.first_written, &[&on]),
        Finding::FirstDisclosure => fill(w.first_disclosed, &[&on]),
        Finding::Deactivated => fill(w.account_closed, &[&on]),
        Finding::PromiseEnds => fill(w.promise_ends, &[&on]),
    }
}

/// What was asked for, at the head of a sentence.
const fn what(w: &Working, demand: Demand) -> &'static str {
    match demand {
        Demand::Identity => w.identity,
        Demand::Authority => w.authority,
        Demand::Fee => w.fee,
        Demand::Clarification(About::Information(_)) => w.clarification,
        Demand::Clarification(About::SomethingElse) => w.clarification_else,
    }
}

const fn how_long(w: &Working, length: Length) -> &'static str {
    match length {
        Length::OneMonth => w.one_month,
        Length::ThreeMonths => w.three_months,
    }
}

const fn because(w: &Working, why: Why) -> &'static str {
    match why {
        Why::NotAccess => w.not_access,
        Why::NotAboutInformation => w.not_information,
        Why::SmallQuantity => w.small,
        Why::NoPauseForFee => w.no_pause_for_fee,
        Why::UndueDelay => w.delay,
        Why::PeriodOver => w.over,
    }
}

const fn warning(w: &Working, caution: Caution) -> &'static str {
    match caution {
        Caution::CountBeforeMoving => w.count_before,
        Caution::GuidanceOnly => w.guidance,
        Caution::NoTextForSuspension => w.no_text,
    }
}

/// A public holiday keeps the name that its own place gives it.
fn at_rest<'a>(w: &Working, rest: &'a Rest) -> &'a str {
    match rest {
        Rest::Saturday => w.saturday,
        Rest::Sunday => w.sunday,
        Rest::Holiday(name) => name,
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use crate::{
        law::{
            calendar::Calendars,
            deadline::{
                history::{About, Asked, Demand, History, Quantity},
                matter::Matter,
                reckon::reckon,
            },
            regime::Regime,
        },
        rights::right::Right,
    };

    use super::sentence;
    use crate::words::language::Language;

    fn working(regime: Regime, history: History) -> Vec<String> {
        let matter = Matter::Request { regime, right: Right::Access, history };
        let steps = reckon(&Calendars::built_in(), &matter).working;
        steps.iter().map(|step| format!("{} [{}]", sentence(step, Language::En), step.article())).collect()
    }

    #[test]
    fn a_person_can_follow_the_working_by_hand() {
        let received_on = "2026-05-13".parse().unwrap();
        let meaning = Demand::Clarification(About::Information(Quantity::Large));
        let asked = Asked::open(meaning, "2026-05-18".parse().unwrap()).answered("2026-05-20".parse().unwrap());
        let history = History::received(received_on).with_asked(asked.unwrap()).unwrap();
        assert_eq!(
            working(Regime::Uk, history),
            [
                "Received on Wednesday 13 May 2026. That day is not counted. [UK GDPR Art. 4A; Reg. 1182/71 Art. 3(1)]",
                "Clarification of what the request is about was asked for on Monday 18 May 2026 and came on Wednesday 20 May \
                 2026: until then the period stood still. [UK GDPR Art. 12A(5)]",
                "One month from Wednesday 13 May 2026 is Saturday 13 June 2026. [UK GDPR Art. 12A; Reg. 1182/71 Art. \
                 3(2)(c)]",
                "Saturday 13 June 2026 is no working day (Saturday, Sunday); the next one is Monday 15 June 2026. [Reg. \
                 1182/71 Art. 3(4)]",
                "2 days without progress are added: Wednesday 17 June 2026. [UK GDPR Art. 12A(5); ICO, Right of access, \
                 v1.0.87, p. 34]",
                "The answer is due by the end of Wednesday 17 June 2026. [Art. 12(3)]",
                "By the letter of the statute, first and last day included (3 in all), it is due on Tuesday 16 June 2026. \
                 [UK GDPR Art. 12A(5)(b)]",
                "Be done by Monday 15 June 2026: paused days may have to be added before a date is moved to a working day. \
                 [UK GDPR Art. 12A(5)(b)]",
                "A refusal, with its reasons, must be given by Wednesday 17 June 2026. [Art. 12(4)]",
                "An extension must be announced, with reasons, by Wednesday 17 June 2026. [UK GDPR Art. 12A(3)]",
            ]
        );
    }

    #[test]
    fn a_year_without_known_holidays_is_said_to_be_one() {
        let received_on = "2035-05-02".parse().unwrap();
        let unknown = |sentence: &String| sentence.contains("are not known");
        assert!(working(Regime::Eu, History::received(received_on)).iter().any(unknown));
        let known = History::received(received_on - Days::new(3000));
        assert!(!working(Regime::Eu, known).iter().any(unknown));
    }

    #[test]
    fn an_extension_does_not_put_off_a_refusal_in_the_union() {
        let received_on = "2026-06-01".parse().unwrap();
        let history = History::received(received_on).with_extension("2026-06-20".parse().unwrap()).unwrap();
        let by = |regime, day: &str| {
            let refusal = format!("A refusal, with its reasons, must be given by {day}. [Art. 12(4)]");
            working(regime, history.clone()).contains(&refusal)
        };
        assert!(by(Regime::Eu, "Wednesday 1 July 2026"));
        assert!(by(Regime::Uk, "Tuesday 1 September 2026"));
    }

    #[test]
    fn every_language_says_the_same_day_in_its_own_way() {
        let matter = Matter::fresh_request(Regime::Eu, Right::Access, "2026-11-13".parse().unwrap());
        let steps = reckon(&Calendars::built_in(), &matter).working;
        let said = |language| steps.iter().map(|step| sentence(step, language)).collect::<Vec<_>>();
        let german = said(Language::De);
        assert_eq!(german[0], "Eingegangen am Freitag, 13. November 2026. Dieser Tag zählt nicht mit.");
        assert_eq!(
            german[2],
            "Sonntag, 13. Dezember 2026 ist kein Arbeitstag (Sonntag); der nächste ist Montag, 14. Dezember 2026."
        );
        assert_eq!(
            said(Language::Fr)[1],
            "Un mois à partir du vendredi 13 novembre 2026\u{a0}: le dimanche 13 décembre 2026."
        );
        assert!(said(Language::En).iter().chain(&german).all(|sentence| sentence.ends_with('.')));
    }
}
