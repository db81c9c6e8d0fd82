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
    let erasing = language.erasing();
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
        Refusal::EarlierSystemsFirst => erasing.earlier_first,
        Refusal::NothingToWaitFor => erasing.nothing_to_wait_for,
        Refusal::ApprovedBefore => w.approved_before,
        Refusal::NothingToApprove => w.nothing_to_approve,
        Refusal::ErasedAlready => w.erased_already,
        Refusal::NoHoldReason => holding.no_reason,
        Refusal::HoldReviewDay => holding.review_day,
        Refusal::NoHoldNames => holding.no_names,
        Refusal::HoldLifted => holding.lifted_already,
        Refusal::SystemAway => language.drifting().away,
        Refusal::OpenedAgain => language.closed_accounts().opened_again,
        Refusal::TableChanged => language.drifting().changed,
        Refusal::NothingChosen => language.parts().none_chosen,
        Refusal::PartIsAsked => language.parts().asked_already,
        Refusal::NoNoticeWords => language.telling().no_words,
        Refusal::NoticeSettled => language.telling().settled_already,
        Refusal::NobodyWasTold => language.telling().nobody_told,
        Refusal::NoSuchSystem => holding.no_system,
        Refusal::NothingToCorrect => language.correcting().refused_nothing,
        Refusal::NoCorrection => language.correcting().refused_no_value,
        Refusal::ProposalChanged => language.correcting().refused_changed,
        Refusal::ProposalHasMisfits => language.correcting().refused_in_the_way,
        Refusal::OwnCorrection => language.correcting().refused_own,
        Refusal::Contested => language.correcting().refused_contested,
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
        Move::Answer => w.answer,
        Move::Withdraw => w.withdraw,
        Move::Assign => w.assign,
        Move::FallDue => w.fall_due,
    };
    words.with(super::terms::ticket_tag(illegal.from, false).tag(language.desk()).word)
}
