//! Why something was not done, in words for staff.

use crate::{
    casework::refusal::Refusal,
    identifier::check::NotValid,
    ticket::state::{IllegalMove, Move},
    words::{fill::Fill, language::Language},
};

/// A refusal.
pub fn words(refusal: Refusal, language: Language) -> &'static str {
    let (w, wrong) = (&language.terms().refusal, &language.desk().wrong);
    let (deciding, holding) = (language.deciding(), language.holding());
    let (erasing, asking) = (language.erasing(), language.asking());
    let (locking, stopping) = (language.locking(), language.stopping());
    match refusal {
        Refusal::NoRight => wrong.no_right,
        Refusal::FutureDay => wrong.future_day,
        Refusal::TooManyIdentifiers => w.too_many_identifiers,
        Refusal::NoMessage => wrong.no_message,
        Refusal::TooLong => w.too_long,
        Refusal::NoProof => w.no_proof,
        Refusal::NotVerified => w.not_verified,
        Refusal::NotSaidHow => w.not_said_how,
        Refusal::NotForThem => w.not_for_them,
        Refusal::Closed => w.closed,
        Refusal::ContactIsVerified => w.contact_is_verified,
        Refusal::AlreadyThere => w.already_there,
        Refusal::NoOutcome => wrong.no_outcome,
        Refusal::NoNote => wrong.no_note,
        Refusal::TaskNotByHand => w.task_not_by_hand,
        Refusal::NoAnswer => w.no_answer,
        Refusal::NoGround => wrong.no_ground,
        Refusal::GroundDoesNotFit => deciding.ground_does_not_fit,
        Refusal::NoEvidence => deciding.no_evidence,
        Refusal::AlreadyProposed => deciding.already_proposed,
        Refusal::OwnProposal => deciding.own_proposal,
        Refusal::OfficerHasToAgree => deciding.officer_has_to_agree,
        Refusal::NothingProposed => deciding.nothing_proposed,
        Refusal::AlreadyAnswered => w.already_answered,
        Refusal::NotInReview => w.not_in_review,
        Refusal::NoReason => wrong.no_reason,
        Refusal::NoPackage => w.no_package,
        Refusal::PackageNotReady => w.package_not_ready,
        Refusal::NotCollecting => w.not_collecting,
        Refusal::TaskNotOver => w.task_not_over,
        Refusal::NothingToAskOf => w.nothing_to_ask_of,
        Refusal::PackageNotGivenUp => w.package_not_given_up,
        Refusal::LetterNotGivenUp => w.letter_not_given_up,
        Refusal::NotUnconfirmed => w.not_unconfirmed,
        Refusal::TokenName => w.token_name,
        Refusal::NoReasons => w.no_reasons,
        Refusal::TooLateToExtend => w.too_late_to_extend,
        Refusal::NotToBeExtended => w.not_to_be_extended,
        Refusal::PlanChanged => w.plan_changed,
        Refusal::PlanHasObstacles => w.plan_has_obstacles,
        Refusal::ExportsFirst => w.exports_first,
        Refusal::CopyLinkNotOut => erasing.copy_link,
        Refusal::CopyAttachedNotOut => erasing.copy_attached,
        Refusal::CopyElsewhereNotOut => erasing.copy_elsewhere,
        Refusal::EarlierSystemsFirst => erasing.earlier_first,
        Refusal::NothingToWaitFor => erasing.nothing_to_wait_for,
        Refusal::ApprovedBefore => w.approved_before,
        Refusal::NothingToApprove => w.nothing_to_approve,
        Refusal::ErasedAlready => w.erased_already,
        Refusal::ErasingHadBegun => w.erasing_had_begun,
        Refusal::NoHoldReason => holding.no_reason,
        Refusal::HoldReviewDay => holding.review_day,
        Refusal::NoHoldNames => holding.no_names,
        Refusal::HoldLifted => holding.lifted_already,
        Refusal::PackageFirst => deciding.package_first,
        Refusal::NotAllDone => deciding.not_all_done,
        Refusal::NothingLocked => locking.lock_first,
        Refusal::LockNeedsNotice => locking.needs_notice,
        Refusal::LiftTooSoon => locking.too_soon,
        Refusal::NotToldOfLift => locking.not_told,
        Refusal::NothingToPrefer => locking.nothing_to_prefer,
        Refusal::LockCoversMore => locking.covers_more,
        Refusal::NeverRefused => stopping.never_refused,
        Refusal::NothingWeighed => stopping.nothing_weighed,
        Refusal::NotWeighed => stopping.not_weighed,
        Refusal::NoSuchDecision => language.reviewing().no_such,
        Refusal::NotReviewed => language.reviewing().not_reviewed,
        Refusal::SystemAway => language.drifting().away,
        Refusal::BackwardsSpan => language.reporting().backwards,
        Refusal::OpenedAgain => language.closed_accounts().opened_again,
        Refusal::TableChanged => language.drifting().changed,
        Refusal::NothingChosen => language.parts().none_chosen,
        Refusal::PartIsAsked => language.parts().asked_already,
        Refusal::NoNoticeWords => language.telling().no_words,
        Refusal::NoRecipient => language.disclosing().no_recipient,
        Refusal::NoKinds => language.disclosing().no_kinds,
        Refusal::NoDisclosureNames => language.disclosing().no_names,
        Refusal::FutureDisclosure => language.disclosing().future,
        Refusal::NotToBeWithheld => language.disclosing().wrong_ground,
        Refusal::NotAboutInformation => w.not_for_them,
        Refusal::NothingToWithhold => language.withholding().nothing,
        Refusal::OwnWithholding => language.withholding().own,
        Refusal::StillWithheld => language.withholding().still,
        Refusal::FilesComeAlong => language.withholding().files,
        Refusal::CopiesDiffer => language.withholding().copies,
        Refusal::NoSuchReceiver => language.handing().no_such,
        Refusal::NotPortable => language.handing().not_portable,
        Refusal::HandedOverBefore => language.handing().before,
        Refusal::HandoverNotGivenUp => language.handing().not_given_up,
        Refusal::OnlyComplaint => language.complaining().only_complaint,
        Refusal::IsACustomer => language.elsewhere().is_customer,
        Refusal::NoWish => language.handing_on().no_wish,
        Refusal::ChildWantsErasure => language.handing_on().wants_erasure,
        Refusal::ErasureThere => language.handing_on().erasure_there,
        Refusal::NoticeSettled => language.telling().settled_already,
        Refusal::NobodyWasTold => language.telling().nobody_told,
        Refusal::NoSuchSystem => holding.no_system,
        Refusal::NoCustomer => language.handing_on().no_customer,
        Refusal::AgentName => language.public().wrong.agent_long,
        Refusal::PersonHasDied => language.handing_on().has_died,
        Refusal::NoAuthority => language.handing_on().no_authority,
        Refusal::OfficerHasToDecide => language.handing_on().officer_decides,
        Refusal::NoComplaint => language.complaining().no_complaint,
        Refusal::NotSaidWhatWasFound => language.complaining().no_found,
        Refusal::NotSaidWhatWasDone => language.complaining().no_done,
        Refusal::ComplaintSettled => language.complaining().settled,
        Refusal::NoQuestion => asking.no_question,
        Refusal::NoReasonToAsk => asking.no_reason,
        Refusal::NoAmount => asking.no_amount,
        Refusal::AskedAlready => asking.asked_already,
        Refusal::NothingAsked => asking.nothing_asked,
        Refusal::AnswerDay => asking.answer_day,
        Refusal::NotSaidWhatIsMissing => asking.not_said_missing,
        Refusal::TooEarlyToClose => asking.too_early,
        Refusal::ClockRunsOn => asking.clock_runs_on,
        Refusal::PeriodWaits => asking.period_waits,
        Refusal::NothingToCorrect => language.correcting().refused_nothing,
        Refusal::NoCorrection => language.correcting().refused_no_value,
        Refusal::ProposalChanged => language.correcting().refused_changed,
        Refusal::ProposalHasMisfits => language.correcting().refused_in_the_way,
        Refusal::OwnCorrection => language.correcting().refused_own,
        Refusal::Contested => language.correcting().refused_contested,
        Refusal::EnoughTests => language.lettering().limited,
        Refusal::TestNotTaken => language.lettering().not_taken,
        Refusal::SomethingIsHeld => language.lettering().something_is_held,
        Refusal::NoReplyTextName => language.replying().no_name,
        Refusal::NotAPlaceholder => language.replying().wrong_place,
        Refusal::NoSuchReplyText => language.replying().no_such,
        Refusal::Identifier(not) => match not {
            NotValid::Email => wrong.email,
            NotValid::MatrixId => wrong.matrix_id,
            NotValid::Empty => wrong.no_message,
            NotValid::Other | NotValid::Kind => wrong.identifier,
        },
    }
}

/// A move that the ticket's state does not allow.
pub fn illegal(illegal: &IllegalMove, language: Language) -> String {
    let w = &language.terms().illegal;
    let words = match illegal.wanted {
        Move::Confirm => w.confirm,
        Move::Deny => w.deny,
        Move::Expire => w.expire,
        Move::Start => w.start,
        Move::Gather => w.gather,
        Move::Reopen => w.reopen,
        Move::Answer | Move::Settle | Move::Conclude => w.answer,
        Move::Withdraw => w.withdraw,
        Move::Assign => w.assign,
        Move::Merge | Move::Remind => language.handing_on().illegal_merge,
        Move::PassOn => language.handing_on().illegal_pass_on,
        Move::Rest => language.asking().illegal_rest,
        Move::Resume => language.asking().illegal_resume,
        Move::TakeUp => language.handing_on().illegal_take_up,
        Move::FallDue => w.fall_due,
    };
    words.with(super::terms::ticket_tag(illegal.from, false).tag(language.desk()).word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_to_try_again_is_led_to_the_button_by_its_name() {
        for language in Language::ALL {
            let button = language.desk().systems_map.retry.with("…");
            let words = words(Refusal::NotAllDone, language);
            assert!(words.contains(&button), "{button}: {words}");
        }
    }
}
