//! The working in words: a sentence for each step.

use std::fmt;

use chrono::NaiveDate;

use super::{
    effect::Why,
    history::{About, Demand},
    period::Length,
    step::{Caution, Finding, Step},
};

/// The sentence.
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let on = Spoken(self.on);
        match &self.finding {
            Finding::Received => write!(f, "Received on {on}. That day is not counted."),
            Finding::ReceivedAtRest => {
                write!(f, "Received on {on}, a day of rest, which is receipt all the same. That day is not counted.")
            }
            Finding::Restarted { demand, asked_on } => {
                let asked_on = Spoken(*asked_on);
                write!(f, "{}, asked for on {asked_on}, came on {on}: the period begins on that day.", What(*demand))
            }
            Finding::NotBegun(demand) => {
                write!(f, "{} was asked for on {on} and has not come: the period has not begun.", What(*demand))
            }
            Finding::Stopped(demand) => {
                write!(f, "{} was asked for on {on} and has not come: the period stands still.", What(*demand))
            }
            Finding::Paused { demand, until } if *until == self.on => {
                write!(f, "{} was asked for on {on} and came on the same day: nothing is added.", What(*demand))
            }
            Finding::Paused { demand, until } => {
                let until = Spoken(*until);
                write!(
                    f,
                    "{} was asked for on {on} and came on {until}: until then the period stood still.",
                    What(*demand)
                )
            }
            Finding::Untouched(demand, why) => {
                write!(f, "{} was asked for on {on}; the period runs on, {}.", What(*demand), because(*why))
            }
            Finding::SameDate { from, length } => {
                write!(f, "{} from {} is {on}.", said(*length), Spoken(*from))
            }
            Finding::LastOfMonth { from, length } => {
                let from = Spoken(*from);
                write!(f, "{} from {from} is {on}, for that month has no such date.", said(*length))
            }
            Finding::Moved { from, over } => {
                write!(f, "{} is no working day ({}); the next one is {on}.", Spoken(*from), over.join(", "))
            }
            Finding::PauseAdded { days: 1 } => write!(f, "One day without progress is added: {on}."),
            Finding::PauseAdded { days } => write!(f, "{days} days without progress are added: {on}."),
            Finding::NoticeBy => write!(f, "An extension must be announced, with reasons, by {on}."),
            Finding::Extended => write!(f, "An extension was announced in time, on {on}: three months in all."),
            Finding::ExtendedTooLate { notice_by } => {
                write!(f, "An extension was announced on {on}, after {}: it has no effect.", Spoken(*notice_by))
            }
            Finding::ExtendedWithoutReasons => {
                write!(f, "An extension was announced on {on} without reasons: it has no effect.")
            }
            Finding::RefusalBy => write!(f, "A refusal, with its reasons, must be given by {on}."),
            Finding::Due => write!(f, "The answer is due by the end of {on}."),
            Finding::Literal { days } => {
                write!(
                    f,
                    "By the letter of the statute, first and last day included ({days} in all), it is due on {on}."
                )
            }
            Finding::DueSafe(caution) => write!(f, "Be done by {on}: {}.", warning(*caution)),
            Finding::HolidaysUnknown => {
                write!(f, "The public holidays around {on} are not known; the true date may be later, not earlier.")
            }
            Finding::EarlierOfBoth => {
                write!(f, "The law of the UK and that of the EU both apply; the earlier date is {on}.")
            }
            Finding::ComplaintAcknowledged => write!(f, "Thirty days later, that of receipt not counted, is {on}."),
            Finding::ComplaintBeforeDuty => {
                write!(f, "The duty to acknowledge came into force on 19 June 2026; on {on} it was good practice only.")
            }
            Finding::Obtained => {
                write!(f, "The data was obtained on {on}; the person is told within a month at the latest.")
            }
            Finding::FirstCommunication => {
                write!(f, "The person is first written to on {on}, and must be told then at the latest.")
            }
            Finding::FirstDisclosure => {
                write!(
                    f,
                    "The data is first disclosed to another recipient on {on}, and the person told then at the latest."
                )
            }
            Finding::Deactivated => write!(f, "The account was closed on {on}."),
            Finding::PromiseEnds => {
                write!(f, "Thirty days later is {on}; a promise is not moved to a working day.")
            }
        }
    }
}

/// A day as people say it: Tuesday 3 March 2026.
struct Spoken(NaiveDate);

impl fmt::Display for Spoken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%A %-d %B %Y"))
    }
}

/// What was asked for, at the head of a sentence.
struct What(Demand);

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Demand::Identity => "Proof of identity",
            Demand::Authority => "Proof of authority",
            Demand::Fee => "A fee",
            Demand::Clarification(About::Information(_)) => "Clarification of what the request is about",
            Demand::Clarification(About::SomethingElse) => "Clarification of something else",
        })
    }
}

const fn said(length: Length) -> &'static str {
    match length {
        Length::OneMonth => "One month",
        Length::ThreeMonths => "Three months",
    }
}

const fn because(why: Why) -> &'static str {
    match why {
        Why::NotAccess => "for only a request for access can be paused by such a question",
        Why::NotAboutInformation => "for only a question about the information or processing itself stops it",
        Why::SmallQuantity => "for there was too little data to need the question",
        Why::NoPauseForFee => "for nothing provides for a pause until a fee is paid",
        Why::UndueDelay => "for the question came with undue delay",
        Why::PeriodOver => "for it had already ended",
    }
}

const fn warning(caution: Caution) -> &'static str {
    match caution {
        Caution::CountBeforeMoving => "paused days may have to be added before a date is moved to a working day",
        Caution::GuidanceOnly => "when the request came, no statute knew the restart or the pause, only guidance did",
        Caution::NoTextForSuspension => "the regulation itself does not provide for a suspension",
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

    fn working(regime: Regime, history: History) -> Vec<String> {
        let matter = Matter::Request { regime, right: Right::Access, history };
        let steps = reckon(&Calendars::built_in(), &matter).working;
        steps.iter().map(|step| format!("{step} [{}]", step.article())).collect()
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
}
