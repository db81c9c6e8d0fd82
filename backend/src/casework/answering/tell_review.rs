//! What the person is told of automated decisions in an answer: which there are and by what logic, what a person has decided anew,
//! and how to add their view (Art. 15(1)(h), 22(3); UK 22C).

use sea_orm::ConnectionTrait;

use crate::{
    casework::{
        error::CaseError,
        sealing::{Opened, Place},
    },
    decision::review::{self, Verdict},
    desk::Desk,
    request,
    rights::right::Right,
    words::{date, fill, language::Language},
};

/// Each decision that a machine makes alone, with what a person decided anew; nothing for other rights.
pub(in crate::casework) async fn of(
    db: &impl ConnectionTrait,
    desk: &Desk,
    opened: &Opened,
    request: &request::entity::Model,
) -> Result<Option<Vec<String>>, CaseError> {
    if request.right != Right::AutomatedDecisions {
        return Ok(None);
    }
    let language = Language::from_code(&opened.ticket.language).unwrap_or_default();
    let w = language.reviewing();
    let reviews = review::of_ticket(db, opened.ticket.id).await?;
    let mut parts = Vec::new();
    for decision in &desk.config.automated {
        let mut part = decision.told(language);
        // The last word counts.
        let last = reviews.iter().rev().find(|row| row.request_id == request.id && row.decision == decision.key);
        part.push('\n');
        if let Some(row) = last {
            let reason = opened.unseal(Place::ReviewReason(row.id), &row.reason_sealed)?;
            let on = date::date(desk.day_of(row.at), language);
            part.push_str(&fill::fill(w.reviewed_told, &[&on, &verdict(row.verdict, language), &reason]));
        } else {
            part.push_str(w.not_reviewed_told);
        }
        parts.push(part);
    }
    Ok(Some(parts))
}

/// The same in one text, with how to contest it.
pub(in crate::casework) fn text(decisions: Option<&[String]>, language: Language) -> String {
    let w = language.reviewing();
    match decisions {
        None => String::new(),
        Some([]) => w.none_told.to_owned(),
        Some(decisions) => format!("{}\n\n{}\n\n{}", w.listed_told, decisions.join("\n\n"), w.view_told),
    }
}

/// What was decided, in words for the person.
pub fn verdict(verdict: Verdict, language: Language) -> &'static str {
    let w = language.reviewing();
    match verdict {
        Verdict::Upheld => w.upheld,
        Verdict::Changed => w.changed,
        Verdict::Withdrawn => w.withdrawn,
    }
}
