//! What the person is told of a rectification: field by field what was corrected, what was not and why, and who else is told.
//!
//! Nothing of it is typed: it is read from what happened. It names fields, never values, for letters lie open in mailboxes.

use sea_orm::ConnectionTrait;

use super::said;
use crate::{
    casework::{erasing::counted, error::CaseError, sealing::Opened, telling::who_was_told},
    correction::{self, entity::Model, state::State},
    desk::Desk,
    kernel::ids::RequestId,
    words::{fill::Fill, language::Language},
};

/// Several lines about what a request corrected; empty if nobody named a field.
pub async fn of(
    db: &impl ConnectionTrait,
    desk: &Desk,
    opened: &Opened,
    request: RequestId,
) -> Result<String, CaseError> {
    let language = Language::from_code(&opened.ticket.language).unwrap_or_default();
    let w = language.correcting();
    let mut rows = correction::store::of(db, opened.ticket.id).await?;
    rows.retain(|row| row.request_id == request);
    if rows.is_empty() {
        return Ok(String::new());
    }
    rows.sort_by_key(|row| (desk.systems.name(&row.system, language.code()), row.asked_at));
    let mut text = w.told_title.to_owned();
    let mut system = "";
    for row in &rows {
        if row.system != system {
            system = &row.system;
            text.push_str(&format!("\n\n{}", desk.systems.name(system, language.code())));
        }
        text.push_str(&format!("\n- {}", line(desk, opened, row, language)?));
    }
    if rows.iter().any(|row| row.state.is_done()) {
        text.push_str(&format!("\n\n{}", w.told_former));
        let recipients = who_was_told::lines(db, desk, opened, language).await?;
        if !recipients.is_empty() {
            text.push_str(&format!("\n\n{}", w.told_recipients));
            for recipient in recipients {
                text.push_str(&format!("\n- {recipient}"));
            }
        }
    }
    Ok(text)
}

/// What stands beside a system's data in a package: what the person says about it and what was not changed, and what they say
/// is wrong and is still being looked at.
pub async fn notes(desk: &Desk, opened: &Opened, system: &str, language: Language) -> Result<Vec<String>, CaseError> {
    let w = language.correcting();
    let mut notes = Vec::new();
    for row in correction::store::of(&desk.db, opened.ticket.id).await? {
        if row.system != system {
            continue;
        }
        let name = field_name(desk, &row, language);
        if row.state.is_contested() {
            notes.push(w.note_contested.with(name));
        } else if row.state == State::Statement
            && let Some(Some(statement)) = said::right_of(opened, &row)?
        {
            notes.push(w.note_statement.with2(name, statement));
        }
    }
    Ok(notes)
}

fn line(desk: &Desk, opened: &Opened, row: &Model, language: Language) -> Result<String, CaseError> {
    let w = language.correcting();
    let name = field_name(desk, row, language);
    let is_completed = said::open(opened, row)?.is_some_and(|one| {
        use rightsdesk_exporters::contract::correction::Held;
        matches!(&one.held, Held::This(None))
    });
    Ok(match row.state {
        State::ReadBack | State::Written if is_completed => w.told_completed.with(name),
        State::ReadBack | State::Written | State::ByHand => w.told_corrected.with(name),
        State::Refused => {
            let why = row.ground.as_deref().map_or_else(String::new, |it| counted::in_words(it, language));
            w.told_refused.with2(name, why)
        }
        State::Statement => w.told_statement.with(name),
        State::Asked | State::Found | State::NeedsPerson | State::Approved => w.told_open.with(name),
    })
}

/// What people call a field: its description, or its own name.
fn field_name(desk: &Desk, row: &Model, language: Language) -> String {
    let rectifier = desk.systems.get(&row.system).and_then(|system| system.connector.rectifier());
    let fields = rectifier.map(|rectifier| rectifier.correctable()).unwrap_or_default();
    let field = fields.iter().find(|it| it.collection == row.collection && it.field == row.field);
    let described = field.map(|it| it.description.for_language(language.code()).to_owned());
    described.filter(|text| !text.is_empty()).unwrap_or_else(|| row.field.clone())
}
