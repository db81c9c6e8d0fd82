//! The rule of each step by its stable name, and the article as a lawyer cites it.

use super::{
    effect::Why,
    history::Demand,
    step::{Caution, Finding, Source, Step},
};

impl Step {
    /// The stable name of the rule that is applied.
    pub const fn rule(&self) -> &'static str {
        match self.finding {
            Finding::Received | Finding::ReceivedAtRest | Finding::Obtained | Finding::Deactivated => {
                "start_on_receipt"
            }
            Finding::Restarted { .. } | Finding::NotBegun(_) => "restart",
            Finding::Stopped(_) | Finding::Paused { .. } | Finding::PauseAdded { .. } => "pause",
            Finding::Untouched(..) => "no_pause",
            Finding::SameDate { .. } => "calendar_month",
            Finding::LastOfMonth { .. } => "missing_date",
            Finding::Moved { .. } | Finding::HolidaysUnknown => "working_day",
            Finding::NoticeBy
            | Finding::Extended
            | Finding::ExtendedTooLate { .. }
            | Finding::ExtendedWithoutReasons => "extension",
            Finding::RefusalBy => "refusal",
            Finding::Due => "due",
            Finding::Literal { .. } => "literal_count",
            Finding::DueSafe(_) => "caution",
            Finding::EarlierOfBoth => "both_laws",
            Finding::ComplaintAcknowledged | Finding::ComplaintBeforeDuty => "complaint",
            Finding::FirstCommunication | Finding::FirstDisclosure => "art_14_notice",
            Finding::PromiseEnds => "promise",
        }
    }

    /// Where the rule stands. Without a name before it, an article is that of the GDPR in both laws.
    pub const fn article(&self) -> &'static str {
        let source = self.source;
        match self.finding {
            Finding::Received => receipt(source),
            Finding::ReceivedAtRest => "Reg. 1182/71 Art. 3(1) and (3)",
            Finding::Restarted { demand, .. } | Finding::NotBegun(demand) => restart(source, demand),
            Finding::Stopped(demand) | Finding::Paused { demand, .. } => pause(source, demand),
            Finding::PauseAdded { .. } => count(source),
            Finding::Untouched(_, why) => no_pause(source, why),
            Finding::SameDate { .. } => month(source),
            Finding::LastOfMonth { .. } => "Reg. 1182/71 Art. 3(2)(c)",
            Finding::Moved { .. } | Finding::HolidaysUnknown => "Reg. 1182/71 Art. 3(4)",
            Finding::NoticeBy
            | Finding::Extended
            | Finding::ExtendedTooLate { .. }
            | Finding::ExtendedWithoutReasons => extension(source),
            Finding::Due => "Art. 12(3)",
            Finding::RefusalBy => "Art. 12(4)",
            Finding::Literal { .. } => "UK GDPR Art. 12A(5)(b)",
            Finding::DueSafe(Caution::CountBeforeMoving) => "UK GDPR Art. 12A(5)(b)",
            Finding::DueSafe(Caution::GuidanceOnly) => "SI 2026/82 reg. 4",
            Finding::DueSafe(Caution::NoTextForSuspension) => "Art. 12(3)",
            Finding::EarlierOfBoth => "UK GDPR and Regulation (EU) 2016/679",
            Finding::ComplaintAcknowledged | Finding::ComplaintBeforeDuty => "DPA 2018 s. 164A(3)",
            Finding::Obtained => "Art. 14(3)(a)",
            Finding::FirstCommunication => "Art. 14(3)(b)",
            Finding::FirstDisclosure => "Art. 14(3)(c)",
            Finding::Deactivated | Finding::PromiseEnds => "the controller's privacy notice",
        }
    }
}

/// What there was to cite for UK pauses before they were statute.
const GUIDANCE: &str = "ICO, Right of access (guidance before 5 February 2026)";

const fn receipt(source: Source) -> &'static str {
    match source {
        Source::Uk | Source::UkBefore => "UK GDPR Art. 4A; Reg. 1182/71 Art. 3(1)",
        Source::Eu | Source::Promise => "Reg. 1182/71 Art. 3(1)",
    }
}

const fn month(source: Source) -> &'static str {
    match source {
        Source::Uk => "UK GDPR Art. 12A; Reg. 1182/71 Art. 3(2)(c)",
        Source::UkBefore | Source::Eu | Source::Promise => "Art. 12(3); Reg. 1182/71 Art. 3(2)(c)",
    }
}

const fn restart(source: Source, demand: Demand) -> &'static str {
    match (source, demand) {
        (Source::UkBefore, _) => GUIDANCE,
        (Source::Uk | Source::Eu | Source::Promise, Demand::Authority) => "ICO, Right of access, v1.0.87, p. 28",
        (Source::Uk | Source::Eu | Source::Promise, Demand::Identity | Demand::Fee | Demand::Clarification(_)) => {
            "UK GDPR Art. 12A(2)"
        }
    }
}

const fn pause(source: Source, demand: Demand) -> &'static str {
    match (source, demand) {
        (Source::Uk, _) => "UK GDPR Art. 12A(5)",
        (Source::UkBefore, _) => GUIDANCE,
        (Source::Eu | Source::Promise, Demand::Identity | Demand::Fee) => "EDPB Guidelines 01/2022, 159",
        (Source::Eu | Source::Promise, Demand::Authority) => "EDPB Guidelines 01/2022, 80–82 and 159",
        (Source::Eu | Source::Promise, Demand::Clarification(_)) => "recital 63; EDPB Guidelines 01/2022, 159",
    }
}

const fn count(source: Source) -> &'static str {
    match source {
        Source::Uk => "UK GDPR Art. 12A(5); ICO, Right of access, v1.0.87, p. 34",
        Source::UkBefore => GUIDANCE,
        Source::Eu | Source::Promise => "EDPB Guidelines 01/2022, 159",
    }
}

const fn no_pause(source: Source, why: Why) -> &'static str {
    match (why, source) {
        (Why::NoPauseForFee, _) => "Art. 12(5)",
        (Why::SmallQuantity, _) => "recital 63",
        (Why::PeriodOver, _) => "Art. 12(3)",
        (Why::NotAccess, Source::Uk) => "UK GDPR Art. 12A(5)",
        (Why::NotAboutInformation | Why::UndueDelay, Source::Uk) => "ICO, Right of access, v1.0.87, p. 35",
        (Why::NotAccess | Why::NotAboutInformation | Why::UndueDelay, Source::UkBefore) => GUIDANCE,
        (Why::NotAccess | Why::NotAboutInformation, Source::Eu | Source::Promise) => "recital 63",
        (Why::UndueDelay, Source::Eu | Source::Promise) => "EDPB Guidelines 01/2022, 159",
    }
}

const fn extension(source: Source) -> &'static str {
    match source {
        Source::Uk => "UK GDPR Art. 12A(3)",
        Source::UkBefore | Source::Eu | Source::Promise => "Art. 12(3)",
    }
}
