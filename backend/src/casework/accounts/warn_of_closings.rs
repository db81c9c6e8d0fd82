//! Staff are told by mail, once a day, of closed accounts that come near their thirtieth day: numbers and ids, nobody's name.

use std::str::FromStr;

use lettre::message::Mailbox;
use serde_json::json;

use crate::{
    audit::{self, entry::Entry},
    casework::{error::CaseError, writing::letters},
    deactivation::figures::{self, Alarm},
    desk::Desk,
    kernel::{actor::Actor, database},
    post::message::Draft,
    words::{date::date, fill::Fill, language::Language, number},
};

/// So many accounts are named by their ids.
const MOST_NAMED: i64 = 20;

/// What there is to tell, and to whom.
pub async fn alarm(desk: &Desk) -> Result<Option<Alarm>, CaseError> {
    if desk.config.deactivation.alarm_to.is_empty() {
        return Ok(None);
    }
    let alarm = figures::alarm(&desk.db, desk.config.deactivation.marks(desk.today())).await?;
    Ok((alarm.urgent > 0).then_some(alarm))
}

/// Writes to all of them. An error if no mail was taken: then it is worth trying again.
pub async fn warn(desk: &Desk, alarm: Alarm) -> Result<(), CaseError> {
    let now = desk.now();
    let section = &desk.config.deactivation;
    let (subject, text) = written(desk, alarm).await?;
    let mut told = 0;
    for address in &section.alarm_to {
        let id = desk.ids.fresh();
        let draft = Draft {
            from: Mailbox::from_str(&desk.config.mail.from).map_err(CaseError::fault)?,
            to: Mailbox::from_str(address).map_err(CaseError::fault)?,
            subject: subject.clone(),
            text: text.clone(),
            message_id: letters::message_id(desk, &id),
            attachment: None,
            written_at: now,
        };
        let mail = draft.build().map_err(CaseError::fault)?;
        match desk.post.send(mail, &id.to_string()).await {
            Ok(()) => told += 1,
            // One who does not take it must not keep the others from knowing.
            Err(problem) => tracing::error!(%problem, "a mail about closed accounts near their last day did not leave"),
        }
    }
    if told == 0 {
        return Err(CaseError::fault("nobody could be told of closed accounts near their last day"));
    }
    let details = json!({ "urgent": alarm.urgent, "overdue": alarm.overdue, "told": told });
    let tx = database::write(&desk.db).await?;
    audit::store::append(&tx, [Entry::aside(now, Actor::Worker, "deactivation_alarm_sent").with(details)]).await?;
    tx.commit().await?;
    Ok(())
}

async fn written(desk: &Desk, alarm: Alarm) -> Result<(String, String), CaseError> {
    let section = &desk.config.deactivation;
    let language = Language::from_code(&section.alarm_language).unwrap_or_default();
    let w = language.closings();
    let count = |number| number::count(number, language);
    let mut lines = vec![w.mail_urgent.with2(section.alert_day, count(alarm.urgent))];
    if alarm.overdue > 0 {
        lines.push(w.mail_overdue.with(count(alarm.overdue)));
    }
    lines.extend([String::new(), w.mail_first.to_owned()]);
    let marks = section.marks(desk.today());
    for urgent in figures::urgent(&desk.db, marks.alert, MOST_NAMED).await? {
        lines.push(w.mail_line.with2(urgent.id, date(urgent.due_on, language)));
    }
    let staff = desk.config.desk.staff_url.trim_end_matches('/');
    lines.extend([String::new(), w.mail_where.to_owned(), format!("{staff}/desk/deactivations")]);
    lines.extend([String::new(), w.mail_again.to_owned(), String::new()]);
    Ok((w.mail_subject.with(count(alarm.urgent)), lines.join("\n")))
}
