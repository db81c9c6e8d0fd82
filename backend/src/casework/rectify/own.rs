//! What the person is shown of what can be corrected, and what they say of it.
//!
//! Values are shown to both proofs only: whoever filled in the form has the access code, and that is not enough.

use std::collections::BTreeMap;

use rightsdesk_exporters::contract::correction::{Correction, Held, HeldField};

use super::{
    ask::{self, Wrong},
    said,
};
use crate::{
    casework::{
        circumstances::authority,
        copying::fetch::Visitor,
        error::CaseError,
        refusal::{Refusal, correcting::Uncorrected},
        sealing::Opened,
    },
    correction::{self, state::State},
    desk::Desk,
    kernel::{actor::Actor, ids::TaskId},
    task::{self, state::Operation},
    words::language::Language,
};

/// A value that is held.
#[derive(Clone, Debug)]
pub struct OwnField {
    /// The system's name.
    pub system: String,
    /// What the field means, for people.
    pub name: String,
    /// What stands there; none: nothing.
    pub value: Option<String>,
    /// The same for people: a code with what it stands for.
    pub shown: Option<String>,
    /// What may stand there instead, by code and in words, where the field holds codes; none: whatever fits.
    pub choices: Vec<(String, String)>,
    /// Whether only another proven name may stand there.
    pub renames: bool,
    /// Names it in a form. Holds no value.
    pub which: String,
    /// Whether something can be said of it now.
    pub may_say: bool,
    /// What was said of it: what is right, for people, and how that stands.
    pub said: Option<(Option<String>, State)>,
    task: TaskId,
    collection: String,
    field: String,
}

/// Whether the person can see something here: a system has told what it holds.
pub async fn is_any(desk: &Desk, opened: &Opened) -> Result<bool, CaseError> {
    Ok(!all(desk, opened, Language::En).await?.is_empty())
}

/// All of it, system by system.
pub async fn fields(desk: &Desk, visitor: &Visitor, language: Language) -> Result<Vec<OwnField>, CaseError> {
    if !visitor.has_both_proofs() {
        return Err(CaseError::NotFound);
    }
    all(desk, &visitor.opened, language).await
}

/// What the person says is right: names of fields and values, as the form sends them. Empty values say nothing.
pub async fn say(desk: &Desk, visitor: &Visitor, pairs: &[(&str, &str)]) -> Result<(), CaseError> {
    let known = fields(desk, visitor, Language::En).await?;
    let mut wrong: BTreeMap<TaskId, Vec<Correction>> = BTreeMap::new();
    for (which, right) in pairs {
        let right = right.trim();
        if right.is_empty() {
            continue;
        }
        let field = known.iter().find(|field| field.which == *which && field.may_say);
        let field = field.ok_or(CaseError::Refused(Refusal::Uncorrected(Uncorrected::NothingToCorrect)))?;
        if field.value.as_deref() == Some(right) {
            continue;
        }
        wrong.entry(field.task).or_default().push(Correction {
            collection: field.collection.clone(),
            field: field.field.clone(),
            held: Held::This(field.value.clone()),
            right: Some(right.to_owned()),
        });
    }
    if wrong.is_empty() {
        return Err(Refusal::Uncorrected(Uncorrected::NoCorrection).into());
    }
    let wrong = wrong.into_iter().map(|(task, corrections)| Wrong { task, corrections }).collect();
    ask::ask(desk, Actor::Subject, visitor.opened.ticket.id, wrong).await
}

async fn all(desk: &Desk, opened: &Opened, language: Language) -> Result<Vec<OwnField>, CaseError> {
    let ticket = opened.ticket.id;
    if authority::is_asked_for(&desk.db, &opened.ticket).await? {
        return Ok(Vec::new());
    }
    let mut said = Vec::new();
    for row in correction::store::of(&desk.db, ticket).await? {
        if let Some(one) = said::open(opened, &row)? {
            said.push((row, one));
        }
    }
    let mut found = Vec::new();
    for task in task::store::of(&desk.db, ticket).await? {
        if task.operation != Operation::Correct {
            continue;
        }
        let Some(correcting) = opened.result_of(&task)?.correcting else { continue };
        let rectifier = desk.systems.get(&task.system).and_then(|system| system.connector.rectifier());
        let known = rectifier.map(|rectifier| rectifier.correctable()).unwrap_or_default();
        for HeldField { collection, field, values, .. } in correcting.held {
            let about = known.iter().find(|it| it.collection == collection && it.field == field);
            // A place for statements holds what they say of the rest; it is filled by keeping a statement.
            let Some(about) = about.filter(|it| !it.is_statement) else { continue };
            for value in values {
                let held = Held::This(value.clone());
                let said = said.iter().rev().find(|(row, one)| {
                    row.system == task.system && one.collection == collection && one.field == field && one.held == held
                });
                let hash = desk.index.hash("held value", value.as_deref().unwrap_or("\0"));
                let digits: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
                let described = about.description.for_language(language.code());
                let shown = |value: &String| about.in_words(value, language.code());
                found.push(OwnField {
                    system: desk.systems.name(&task.system, language.code()),
                    name: if described.is_empty() { field.clone() } else { described.to_owned() },
                    renames: about.renames,
                    which: format!("{}|{collection}|{field}|{digits}", task.id),
                    may_say: ask::may_be_said(task.state) && correcting.done.is_empty(),
                    said: said.map(|(row, one)| (one.right.as_ref().map(shown), row.state)),
                    shown: value.as_ref().map(shown),
                    choices: about.values.iter().map(|(code, _)| (code.clone(), shown(code))).collect(),
                    task: task.id,
                    collection: collection.clone(),
                    field: field.clone(),
                    value,
                });
            }
        }
    }
    Ok(found)
}
