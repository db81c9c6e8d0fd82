//! Our letters: the list, one of them in every language, and a test of it.

use std::{collections::BTreeMap, sync::Arc};

use poem::{
    Response, Result, handler,
    http::StatusCode,
    web::{Data, Path},
};

use super::{notice::Notice, refusals, sent::Sent, shown, signed_in::SignedIn, terms};
use crate::{
    casework::{error::CaseError, writing::test_letter},
    desk::Desk,
    letter::{kind::Kind, wording::samples::house::Sample},
    web::{
        page::{
            desk::letters::{LetterPage, LetterRow, LetterText, LettersPage},
            frame::DeskPlace,
        },
        problem::BadForm,
    },
    words::language::Language,
};

/// The list.
#[handler]
pub async fn list(desk: Data<&Arc<Desk>>, by: SignedIn) -> Result<Response> {
    let mut rows: Vec<_> = test_letter::samples(&desk, by.language)?.iter().map(|it| row(it, by.language)).collect();
    // One letter may come in several shapes: each link has a name of its own.
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for row in &mut rows {
        let times = seen.entry(row.title.clone()).or_default();
        *times += 1;
        if *times > 1 {
            row.title = format!("{} ({times})", row.title);
        }
    }
    shown::page(&LettersPage { frame: by.frame(&desk, DeskPlace::Letters), rows })
}

/// One letter.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn, Path(name): Path<String>) -> Result<Response> {
    shown::page(&fill(&desk, &by, &name).await?)
}

/// Sends it to whoever asks.
#[handler]
pub async fn test(desk: Data<&Arc<Desk>>, sent: Sent, Path(name): Path<String>) -> Result<Response> {
    let Sent { by, fields } = sent;
    let fields = fields.only(&["language"])?;
    let language = Language::from_code(fields.one("language")?).ok_or(BadForm("it has no language of ours"))?;
    let mut page = fill(&desk, &by, &name).await?;
    match test_letter::send(&desk, by.id(), &name, language).await {
        Ok(()) => Ok(Notice::LetterTested.at(&format!("/desk/letters/{}", page.row.name))),
        Err(CaseError::Refused(refusal)) => {
            page.language = language;
            page.refusal = Some(refusals::words(refusal, by.language).to_owned());
            shown::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

async fn fill(desk: &Desk, by: &SignedIn, name: &str) -> Result<LetterPage, CaseError> {
    let mut texts = Vec::new();
    for language in Language::ALL {
        let letter = test_letter::sample(desk, name, language)?.letter;
        texts.push(LetterText { language, subject: letter.subject, body: letter.body });
    }
    let test_to = if by.role().may_work() { Some(test_letter::address(desk, by.id()).await?) } else { None };
    Ok(LetterPage {
        frame: by.frame(desk, DeskPlace::Letters),
        row: row(&test_letter::sample(desk, name, by.language)?, by.language),
        texts,
        test_to,
        language: by.language,
        refusal: None,
    })
}

fn row(sample: &Sample, language: Language) -> LetterRow {
    LetterRow {
        name: sample.name.to_owned(),
        title: terms::letter(sample.kind, language).to_owned(),
        when: when(sample.kind, language).to_owned(),
        articles: sample.kind.articles().to_owned(),
        subject: sample.letter.subject.clone(),
    }
}

fn when(kind: Kind, language: Language) -> &'static str {
    let w = language.lettering();
    match kind {
        Kind::Confirm => w.when_confirm,
        Kind::Acknowledge => w.when_acknowledge,
        Kind::Extend => w.when_extend,
        Kind::ReadyToFetch => w.when_ready_to_fetch,
        Kind::Attached => w.when_attached,
        Kind::FreshLink => w.when_fresh_link,
        Kind::Answer => w.when_answer,
        Kind::NothingHeld => w.when_nothing_held,
        Kind::NothingPortable => w.when_nothing_portable,
        Kind::Withdrawn => w.when_withdrawn,
        Kind::Message => w.when_message,
        Kind::Fetched => w.when_fetched,
        Kind::RecipientNotice => w.when_recipient_notice,
        Kind::PublicNotice => w.when_public_notice,
        Kind::HandedOver => w.when_handed_over,
        Kind::HandoverFailed => language.handing().when_failed,
        Kind::HandoverMail => language.handing().when_mail,
        Kind::RecipientsReply => w.when_recipients_reply,
        Kind::Reminder => w.when_reminder,
        Kind::VerifyIdentity => w.when_verify_identity,
        Kind::VerifyAgent => w.when_verify_agent,
        Kind::Clarify => w.when_clarify,
        Kind::Fee => w.when_fee,
        Kind::RedirectProcessor => w.when_redirect_processor,
        Kind::CustomerNotice => w.when_customer_notice,
        Kind::Merged => w.when_merged,
        Kind::ConfirmComplaint => language.complaining().when_confirm,
        Kind::ComplaintAck => w.when_complaint_ack,
        Kind::ComplaintOutcome => w.when_complaint_outcome,
        Kind::ClosedNoReply => w.when_closed_no_reply,
        Kind::Deactivated => w.when_deactivated,
        Kind::MarketingStopped => w.when_marketing_stopped,
        Kind::ConsentWithdrawn => w.when_consent_withdrawn,
        Kind::RestrictionLift => w.when_restriction_lift,
        Kind::FulfilRestriction => w.when_fulfil_restriction,
        Kind::FulfilObjection => w.when_fulfil_objection,
        Kind::FulfilAutomated => w.when_fulfil_automated,
        Kind::FulfilErasure => w.when_fulfil_erasure,
        Kind::FulfilRectification => w.when_fulfil_rectification,
        Kind::Refuse => w.when_refuse,
    }
}
