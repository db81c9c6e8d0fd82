//! What the page of a task shows of a rectification.

use rightsdesk_exporters::contract::correction::{Correctable, HeldField};

use super::signed_in::SignedIn;
use crate::{
    casework::{
        error::CaseError,
        rectify::{
            approve,
            said::{self, SaidOne},
        },
        sealing::Opened,
    },
    correction::state::State,
    desk::Desk,
    law::grounds::Ground,
    rights::right::Right,
    staff,
    task::{
        approval,
        correcting::{Correcting, Done},
        entity::Model,
        state::State as TaskState,
    },
    web::page::desk::correcting::{ChangeRow, CorrectingView, Looking, SaidRow},
    words::{
        fill::{Fill, fill},
        language::Language,
        number,
    },
};

/// What the page shows.
pub async fn view(
    desk: &Desk,
    by: &SignedIn,
    opened: &Opened,
    task: &Model,
    correcting: &Correcting,
) -> Result<CorrectingView, CaseError> {
    let w = by.language.correcting();
    let known = desk.systems.get(&task.system).and_then(|system| system.connector.rectifier());
    let known = known.map(|rectifier| rectifier.correctable()).unwrap_or_default();
    let is_open = task.state == TaskState::ByHand && correcting.done.is_empty();
    let people = staff::store::all(&desk.db).await?;
    let name = |id| people.iter().find(|person| person.id == id).map_or_else(String::new, |person| person.name.clone());
    let said = said::all(desk, opened, task).await?;
    let looking = match correcting.proposal.as_ref().filter(|plan| is_open && plan.is_ready()) {
        Some(plan) => {
            let approvals = approval::of(&desk.db, task.id, &plan.hash).await?;
            let typed = said.iter().any(|one| one.row.state.is_live() && one.row.asked_by == Some(by.id()));
            let live = said.iter().filter(|one| one.row.state.is_live());
            let has_approved = approvals.iter().any(|approval| approval.staff_id == by.id());
            Some(Looking {
                plan: plan.hash.clone(),
                approved_by: approvals.iter().map(|approval| name(approval.staff_id)).collect(),
                needed: approve::needed(desk, plan, live.filter_map(|one| one.correction.as_ref())),
                may_approve: by.role().may_work() && !has_approved && (!typed || desk.config.rectification.own_words),
            })
        }
        None => None,
    };
    let grounds = Ground::for_right(Right::Rectification, opened.ticket.regime());
    let done = correcting.done.last();
    Ok(CorrectingView {
        held: correcting.held.iter().flat_map(|field| held(field, &known, by.language)).collect(),
        said: said
            .iter()
            .map(|one| SaidRow {
                id: one.row.id.to_string(),
                field: label(&known, &one.row.collection, &one.row.field, by.language),
                old: old(one, by.language),
                new: new(one, by.language),
                by: one.row.asked_by.map_or_else(|| w.the_person.to_owned(), name),
                state: state(one.row.state, by.language).to_owned(),
                may_decide: is_open && one.row.state.is_live(),
            })
            .collect(),
        changes: correcting
            .proposal
            .iter()
            .filter(|_| done.is_none())
            .flat_map(|plan| &plan.changes)
            .map(|change| ChangeRow {
                field: label(&known, &change.collection, &change.field, by.language),
                row: number::count(change.row, by.language),
                old: change.old.clone().unwrap_or_else(|| w.nothing.to_owned()),
                new: change.new.clone().unwrap_or_else(|| w.nothing.to_owned()),
            })
            .collect(),
        misfits: correcting
            .proposal
            .iter()
            .filter(|_| done.is_none())
            .flat_map(|plan| &plan.misfits)
            .map(|misfit| (format!("{}: {}", misfit.at, misfit.what), misfit.advice.clone()))
            .collect(),
        already: correcting
            .proposal
            .iter()
            .filter(|_| done.is_none())
            .flat_map(|plan| plan.fields.iter().filter(|field| field.right > 0))
            .map(|field| {
                let name = label(&known, &field.collection, &field.field, by.language);
                w.already.with2(name, number::count(field.right, by.language))
            })
            .collect(),
        looking,
        is_in_work: match task.state {
            TaskState::Waiting | TaskState::Running => said.iter().any(|one| one.row.state == State::Approved),
            TaskState::ByHand | TaskState::Ended => false,
        },
        read_back: done.map(|done| read_back(done, &known, by.language)).unwrap_or_default(),
        is_answer_lost: done.is_some_and(|done| done.written.is_none()),
        fields: known
            .iter()
            .filter(|it| is_open && !it.is_statement)
            .map(|it| {
                let address = format!("{}.{}", it.collection, it.field);
                (address.clone(), format!("{} ({address})", it.description.for_language(by.language.code())))
            })
            .collect(),
        grounds: grounds.map(|ground| (ground.code.clone(), by.language.choose(&ground.name).to_owned())).collect(),
        ..CorrectingView::default()
    })
}

fn label(known: &[Correctable], collection: &str, field: &str, language: Language) -> String {
    let found = known.iter().find(|it| it.collection == collection && it.field == field);
    let described = found.map(|it| it.description.for_language(language.code()).to_owned()).unwrap_or_default();
    if described.is_empty() { format!("{collection}.{field}") } else { format!("{described} ({collection}.{field})") }
}

fn held(field: &HeldField, known: &[Correctable], language: Language) -> Vec<(String, String, Option<String>)> {
    let w = language.correcting();
    let name = label(known, &field.collection, &field.field, language);
    let shared = (field.shared > 0).then(|| w.shared.with(number::count(field.shared, language)));
    if field.values.is_empty() {
        return shared.map(|shared| (name, "–".to_owned(), Some(shared))).into_iter().collect();
    }
    let about = known.iter().find(|it| it.collection == field.collection && it.field == field.field);
    let in_words = |value: &String| about.map_or_else(|| value.clone(), |about| about.in_words(value, language.code()));
    let value = |value: &Option<String>| value.as_ref().map_or_else(|| w.nothing.to_owned(), in_words);
    field.values.iter().map(|it| (name.clone(), value(it), shared.clone())).collect()
}

fn old(one: &SaidOne, language: Language) -> String {
    use rightsdesk_exporters::contract::correction::Held;
    let w = language.correcting();
    match one.correction.as_ref().map(|it| &it.held) {
        None => w.gone.to_owned(),
        Some(Held::Whatever) => w.everywhere.to_owned(),
        Some(Held::This(value)) => value.clone().unwrap_or_else(|| w.nothing.to_owned()),
    }
}

fn new(one: &SaidOne, language: Language) -> String {
    let w = language.correcting();
    match &one.right {
        None => w.gone.to_owned(),
        Some(right) => right.clone().unwrap_or_else(|| w.nothing.to_owned()),
    }
}

/// How a correction stands, in words.
pub fn state(state: State, language: Language) -> &'static str {
    let w = language.correcting();
    match state {
        State::Asked => w.state_asked,
        State::Found => w.state_found,
        State::NeedsPerson => w.state_needs_person,
        State::Approved => w.state_approved,
        State::Refused => w.state_refused,
        State::Written => w.state_written,
        State::ReadBack => w.state_read_back,
        State::ByHand => w.state_by_hand,
        State::Statement => w.state_statement,
    }
}

fn read_back(done: &Done, known: &[Correctable], language: Language) -> Vec<String> {
    let line = |field: &rightsdesk_exporters::contract::correction::FieldAgain| {
        let name = label(known, &field.collection, &field.field, language);
        let counts = [number::count(field.right, language), number::count(field.wrong, language)];
        fill(language.correcting().read_back, &[&name, &counts[0], &counts[1]])
    };
    done.again.fields.iter().map(line).collect()
}
