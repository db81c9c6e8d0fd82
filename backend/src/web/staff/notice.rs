//! What was just done: a form is answered with the address of the next page, and that page says it on top.
//!
//! Only a code stands in the address, so nobody can put words of their own on our pages.

use poem::{IntoResponse, Request, Response, web::Redirect};

use crate::{web::fields::Fields, words::language::Language};

/// What was just done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The ticket was given to somebody.
    Assigned,
    /// The ticket was given to nobody.
    Unassigned,
    /// The systems are asked.
    Started,
    /// The person is verified.
    Verified,
    /// The person took the request back.
    Withdrawn,
    /// One part of it was taken back.
    PartWithdrawn,
    /// An identifier was accepted.
    IdentifierAccepted,
    /// An identifier was refused.
    IdentifierRefused,
    /// An identifier was added.
    IdentifierAdded,
    /// A system is asked again.
    TaskRetried,
    /// A task was ended by hand.
    TaskFinished,
    /// A request was answered.
    Answered,
    /// An answer waits for a second person.
    AnswerProposed,
    /// A proposed answer was sent back.
    AnswerReturned,
    /// The person is told that it takes longer.
    Extended,
    /// A message was written.
    MessageSent,
    /// A note was written.
    NoteKept,
    /// The package went out.
    Released,
    /// The package was thrown away.
    PackageDiscarded,
    /// The package is built again.
    PackageRetried,
    /// A letter is sent again.
    LetterRetried,
    /// What would be erased is approved.
    ErasureApproved,
    /// Everybody has approved it who had to: it is carried out.
    ErasureBegins,
    /// Everybody has approved it who had to: it is carried out when what comes first has ended.
    ErasureLater,
    /// The erasure need not wait for other systems.
    ErasureGoesAhead,
    /// What would be erased is looked at anew.
    ErasureDecided,
    /// A correction was written down.
    CorrectionAsked,
    /// What would be corrected is approved.
    CorrectionApproved,
    /// A correction was decided.
    CorrectionSettled,
    /// A hold was set.
    HoldSet,
    /// A hold stands on.
    HoldReviewed,
    /// A hold was lifted.
    HoldLifted,
    /// Data was locked.
    LockSet,
    /// The end of a lock was planned.
    LockPlanned,
    /// A lock goes on.
    LockGoesOn,
    /// The person wants it erased rather than locked.
    ErasurePreferred,
    /// A machine's decision was decided anew.
    Reviewed,
    /// An objection was weighed.
    Weighed,
    /// A table is known to hold no personal data.
    DriftKnown,
    /// A system was held against its manifest.
    DriftLooked,
    /// Another part is to be erased.
    PartChanged,
    /// The person is asked something.
    Asked,
    /// The answer of the person is enough.
    AnswerTaken,
    /// The person is told what is missing.
    AnswerTooLittle,
    /// The ticket is closed because nobody replied.
    ClosedNoReply,
    /// The ticket is open again.
    Reopened,
    /// A complaint was recorded.
    ComplaintFiled,
    /// The person knows that their complaint came.
    ComplaintAcknowledged,
    /// A complaint was answered.
    ComplaintAnswered,
    /// What was learned of the person is written down.
    CircumstanceNoted,
    /// What follows is decided.
    CircumstanceDecided,
    /// The ticket is for somebody else.
    PassedOn,
    /// The person is told whom to ask.
    ToldWhomToAsk,
    /// A recipient was settled.
    RecipientSettled,
    /// A recipient is told through its system once more.
    RecipientAgain,
    /// The person is told who was told.
    RecipientsTold,
    /// A disclosure was recorded.
    DisclosureRecorded,
    /// What the person is told of a disclosure was changed.
    DisclosureChanged,
    /// Something is withheld from the package.
    Withheld,
    /// Everything is handed over after all.
    HandedOver,
    /// Data is sent straight to another provider.
    HandoverOrdered,
    /// It is tried again.
    HandoverAgain,
    /// A letter was sent as a test.
    LetterTested,
    /// A reply text was saved.
    ReplyTextAdded,
    /// A reply text was changed.
    ReplyTextChanged,
    /// A reply text is not offered any more.
    ReplyTextRetired,
    /// The session is over.
    SignedOut,
}

impl Notice {
    const ALL: [Self; 67] = [
        Self::Assigned,
        Self::Unassigned,
        Self::Started,
        Self::Verified,
        Self::Withdrawn,
        Self::PartWithdrawn,
        Self::IdentifierAccepted,
        Self::IdentifierRefused,
        Self::IdentifierAdded,
        Self::TaskRetried,
        Self::TaskFinished,
        Self::Answered,
        Self::AnswerProposed,
        Self::AnswerReturned,
        Self::Extended,
        Self::MessageSent,
        Self::NoteKept,
        Self::Released,
        Self::PackageDiscarded,
        Self::PackageRetried,
        Self::LetterRetried,
        Self::ErasureApproved,
        Self::ErasureBegins,
        Self::ErasureLater,
        Self::ErasureGoesAhead,
        Self::ErasureDecided,
        Self::CorrectionAsked,
        Self::CorrectionApproved,
        Self::CorrectionSettled,
        Self::HoldSet,
        Self::HoldReviewed,
        Self::HoldLifted,
        Self::LockSet,
        Self::LockPlanned,
        Self::LockGoesOn,
        Self::ErasurePreferred,
        Self::Reviewed,
        Self::Weighed,
        Self::DriftKnown,
        Self::DriftLooked,
        Self::PartChanged,
        Self::Asked,
        Self::AnswerTaken,
        Self::AnswerTooLittle,
        Self::ClosedNoReply,
        Self::Reopened,
        Self::CircumstanceNoted,
        Self::CircumstanceDecided,
        Self::PassedOn,
        Self::ToldWhomToAsk,
        Self::ComplaintFiled,
        Self::ComplaintAcknowledged,
        Self::ComplaintAnswered,
        Self::RecipientSettled,
        Self::RecipientAgain,
        Self::RecipientsTold,
        Self::DisclosureRecorded,
        Self::DisclosureChanged,
        Self::Withheld,
        Self::HandedOver,
        Self::HandoverOrdered,
        Self::HandoverAgain,
        Self::LetterTested,
        Self::ReplyTextAdded,
        Self::ReplyTextChanged,
        Self::ReplyTextRetired,
        Self::SignedOut,
    ];

    fn code_and_words(self, language: Language) -> (&'static str, &'static str) {
        let (w, asking) = (&language.terms().notice, language.asking());
        let (complaining, handing_on) = (language.complaining(), language.handing_on());
        let (telling, disclosing) = (language.telling(), language.disclosing());
        match self {
            Self::Assigned => ("assigned", w.assigned),
            Self::Unassigned => ("unassigned", w.unassigned),
            Self::Started => ("started", w.started),
            Self::Verified => ("verified", w.verified),
            Self::Withdrawn => ("withdrawn", w.withdrawn),
            Self::PartWithdrawn => ("part-withdrawn", language.taking_back().notice),
            Self::IdentifierAccepted => ("identifier-accepted", w.identifier_accepted),
            Self::IdentifierRefused => ("identifier-refused", w.identifier_refused),
            Self::IdentifierAdded => ("identifier-added", w.identifier_added),
            Self::TaskRetried => ("task-retried", w.task_retried),
            Self::TaskFinished => ("task-finished", w.task_finished),
            Self::Answered => ("answered", w.answered),
            Self::AnswerProposed => ("answer-proposed", w.answer_proposed),
            Self::AnswerReturned => ("answer-returned", w.answer_returned),
            Self::Extended => ("extended", w.extended),
            Self::MessageSent => ("message-sent", w.message_sent),
            Self::NoteKept => ("note-kept", w.note_kept),
            Self::Released => ("released", w.released),
            Self::PackageDiscarded => ("package-discarded", w.package_discarded),
            Self::PackageRetried => ("package-retried", w.package_retried),
            Self::LetterRetried => ("letter-retried", w.letter_retried),
            Self::ErasureApproved => ("erasure-approved", w.erasure_approved),
            Self::ErasureBegins => ("erasure-begins", language.guiding().erasure_begins),
            Self::ErasureLater => ("erasure-later", language.guiding().erasure_later),
            Self::ErasureGoesAhead => ("erasure-goes-ahead", w.erasure_goes_ahead),
            Self::ErasureDecided => ("erasure-decided", w.erasure_decided),
            Self::CorrectionAsked => ("correction-asked", w.correction_asked),
            Self::CorrectionApproved => ("correction-approved", w.correction_approved),
            Self::CorrectionSettled => ("correction-settled", w.correction_settled),
            Self::HoldSet => ("hold-set", w.hold_set),
            Self::HoldReviewed => ("hold-reviewed", w.hold_reviewed),
            Self::HoldLifted => ("hold-lifted", w.hold_lifted),
            Self::LockSet => ("lock-set", w.lock_set),
            Self::LockPlanned => ("lock-planned", w.lock_planned),
            Self::LockGoesOn => ("lock-goes-on", w.lock_goes_on),
            Self::ErasurePreferred => ("erasure-preferred", w.erasure_preferred),
            Self::Reviewed => ("reviewed", w.weighed),
            Self::Weighed => ("weighed", w.weighed),
            Self::DriftKnown => ("drift-known", w.drift_known),
            Self::DriftLooked => ("drift-looked", w.drift_looked),
            Self::PartChanged => ("part-changed", w.part_changed),
            Self::Asked => ("asked", asking.notice_asked),
            Self::AnswerTaken => ("answer-taken", asking.notice_taken),
            Self::AnswerTooLittle => ("answer-too-little", asking.notice_too_little),
            Self::ClosedNoReply => ("closed-no-reply", asking.notice_closed),
            Self::Reopened => ("reopened", asking.notice_reopened),
            Self::ComplaintFiled => ("complaint-filed", complaining.notice_filed),
            Self::ComplaintAcknowledged => ("complaint-acknowledged", complaining.notice_acknowledged),
            Self::ComplaintAnswered => ("complaint-answered", complaining.notice_answered),
            Self::CircumstanceNoted => ("circumstance-noted", handing_on.notice_noted),
            Self::CircumstanceDecided => ("circumstance-decided", handing_on.notice_decided),
            Self::PassedOn => ("passed-on", handing_on.notice_passed_on),
            Self::ToldWhomToAsk => ("told-whom-to-ask", language.elsewhere().notice),
            Self::RecipientSettled => ("recipient-settled", telling.settled),
            Self::RecipientAgain => ("recipient-again", telling.sent_again),
            Self::RecipientsTold => ("recipients-told", telling.replied),
            Self::DisclosureRecorded => ("disclosure-recorded", disclosing.recorded),
            Self::DisclosureChanged => ("disclosure-changed", disclosing.changed),
            Self::Withheld => ("withheld", language.withholding().done),
            Self::HandedOver => ("handed-over", language.withholding().undone),
            Self::HandoverOrdered => ("handover-ordered", language.handing().ordered),
            Self::HandoverAgain => ("handover-again", language.handing().notice_again),
            Self::LetterTested => ("letter-tested", language.lettering().tested),
            Self::ReplyTextAdded => ("reply-text-added", language.replying().added),
            Self::ReplyTextChanged => ("reply-text-changed", language.replying().changed),
            Self::ReplyTextRetired => ("reply-text-retired", language.replying().retired),
            Self::SignedOut => ("signed-out", w.signed_out),
        }
    }

    /// What it says.
    pub fn words(self, language: Language) -> &'static str {
        self.code_and_words(language).1
    }

    /// The notice that the address of a page asks for.
    pub fn of(request: &Request) -> Option<Self> {
        let query = Fields::of_query(request).ok()?;
        let code = query.one("done").ok()?;
        Self::ALL.into_iter().find(|notice| notice.code_and_words(Language::En).0 == code)
    }

    /// On to the page at `path`, with this notice.
    pub fn at(self, path: &str) -> Response {
        let code = self.code_and_words(Language::En).0;
        Redirect::see_other(format!("{path}?done={code}")).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notice_is_found_by_its_code_and_nothing_else_is() {
        for notice in Notice::ALL {
            let address = notice.at("/desk");
            let address = address.headers()["location"].to_str().unwrap();
            let request = Request::builder().uri(address.parse().unwrap()).finish();
            assert_eq!(Notice::of(&request), Some(notice));
        }
        for other in ["/desk", "/desk?done=", "/desk?done=%3Cb%3E", "/desk?done=started&done=started"] {
            let request = Request::builder().uri_str(other).finish();
            assert_eq!(Notice::of(&request), None, "{other}");
        }
    }
}
