//! What goes into an archive is gathered here from the tasks, the register and the configuration.

use std::{collections::BTreeMap, sync::Arc};

use rightsdesk_archive::{
    cuts::Cut,
    package::{Controller, Gap, Outcome, Package, Part, ReadSeek, Request, Scope, SystemData},
};

use super::about;
use crate::{
    casework::{
        collecting::{plan, segment},
        erasing::counted::in_words,
        error::CaseError,
        rectify,
        sealing::Opened,
    },
    desk::Desk,
    request,
    rights::{
        right::Right,
        rules::{self, Asks},
    },
    task::{
        self,
        result::{TaskResult, Withheld},
        state::{Operation, Outcome as Ended},
    },
    words::{fill::fill, language::Language},
};

/// The package of a ticket, as far as its tasks have brought it.
pub async fn gather(desk: &Arc<Desk>, opened: &Arc<Opened>) -> Result<Package<'static>, CaseError> {
    let id = opened.ticket.id;
    let requests = request::store::of(&desk.db, id).await?;
    // Who has taken one of two copies back gets the other alone.
    let is_wanted = |request: &&request::entity::Model| {
        request.right.needs_package() && request.state != request::state::State::Withdrawn
    };
    let wanted: Vec<_> = requests.iter().filter(is_wanted).collect();
    let tasks = task::store::of(&desk.db, id).await?;
    let language = Language::from_code(&opened.ticket.language).unwrap_or_default();
    let mut systems = Vec::new();
    for request in &wanted {
        let of_request =
            tasks.iter().filter(|task| task.request_id == Some(request.id) && task.operation == Operation::Export);
        for task in of_request {
            let mut answer = answer_of(desk, opened, request.right, task, language)?;
            answer.notes = rectify::tell::notes(desk, opened, &task.system, language).await?;
            systems.push(answer);
        }
    }
    systems.sort_by(|one, other| (one.scope as u8, &one.key).cmp(&(other.scope as u8, &other.key)));
    let is_access = wanted.iter().any(|request| request.right == Right::Access);
    let about = if is_access { Some(about::of(desk, opened, language).await?) } else { None };
    let title = |right: Right| language.public().rights.of(right).plain.to_owned();
    Ok(Package {
        reference: opened.ticket.reference.clone(),
        language: about::archive_language(language),
        controller: Controller {
            name: desk.config.desk.organisation.clone(),
            contact: desk.config.desk.contact.clone(),
        },
        prepared_on: desk.today(),
        requests: wanted
            .iter()
            .map(|request| Request {
                code: request.right.code().to_owned(),
                title: title(request.right),
                received_on: opened.ticket.received_on,
            })
            .collect(),
        systems,
        notes: Vec::new(),
        about,
    })
}

/// What one system said to one request.
fn answer_of(
    desk: &Arc<Desk>,
    opened: &Arc<Opened>,
    right: Right,
    task: &task::entity::Model,
    language: Language,
) -> Result<SystemData<'static>, CaseError> {
    let result = opened.result_of(task)?;
    let description = desk.systems.get(&task.system).map(|system| system.description().for_language(language.code()));
    Ok(SystemData {
        key: task.system.clone(),
        title: desk.systems.name(&task.system, language.code()),
        description: description.unwrap_or_default().to_owned(),
        scope: match right.asks() {
            Asks::Export { scope: rules::Scope::ProvidedByThePerson } => Scope::Portable,
            Asks::Export { scope: rules::Scope::Everything } | Asks::ByHand(_) | Asks::Nothing => Scope::Everything,
        },
        outcome: outcome(task, &result, language),
        notes: Vec::new(),
        cuts: result.withheld.iter().map(cut).collect(),
        parts: result
            .segments
            .into_iter()
            .map(|stored| {
                let (desk, opened) = (Arc::clone(desk), Arc::clone(opened));
                let name = stored.name;
                Part {
                    index: stored.index,
                    open: Box::new(move || {
                        let reader = segment::read(&desk, &opened, &name).map_err(std::io::Error::other)?;
                        Ok(Box::new(reader) as Box<dyn ReadSeek>)
                    }),
                }
            })
            .collect(),
    })
}

fn cut(withheld: &Withheld) -> Cut {
    Cut { collection: withheld.collection.clone(), row: withheld.row, field: withheld.field.clone(), is_shared: false }
}

/// What is withheld, a line for each collection, field and ground: how much, and why.
fn withheld(result: &TaskResult, language: Language) -> Vec<Gap> {
    let w = language.withholding();
    let mut counts = BTreeMap::<(&str, Option<&str>, &str), Option<u64>>::new();
    for it in &result.withheld {
        let count = counts.entry((it.collection.as_str(), it.field.as_deref(), it.ground.as_str())).or_insert(Some(0));
        *count = match (it.row, *count) {
            (Some(_), Some(so_far)) => Some(so_far + 1),
            (None, _) | (_, None) => None,
        };
    }
    let runs = || result.segments.iter().flat_map(|segment| &segment.index.collections);
    let all_of = |name: &str| runs().filter(|it| it.head.name == name).map(|it| it.records).sum::<u64>();
    let gaps = counts.into_iter().map(|((collection, field, ground), count)| {
        let what = match (field, count) {
            (None, count) => fill(w.records, &[&collection, &count.unwrap_or_else(|| all_of(collection))]),
            (Some(field), None) => fill(w.field, &[&collection, &field]),
            (Some(field), Some(count)) => fill(w.values, &[&collection, &field, &count]),
        };
        Gap { what, why: in_words(ground, language) }
    });
    gaps.collect()
}

fn outcome(task: &task::entity::Model, result: &TaskResult, language: Language) -> Outcome {
    let gaps = result
        .gaps
        .iter()
        .map(|gap| Gap { what: gap.what.clone(), why: gap.why.for_language(language.code()).to_owned() });
    let withheld = withheld(result, language);
    match task.outcome {
        Some(Ended::Done | Ended::Manual) if withheld.is_empty() => Outcome::Complete,
        Some(Ended::Done | Ended::Manual) => Outcome::Partly { gaps: withheld },
        Some(Ended::NotFound) => Outcome::NothingFound,
        Some(Ended::NotLooked) => Outcome::NotLooked { reason: language.erased().not_looked_in.to_owned() },
        Some(Ended::Partial) => Outcome::Partly { gaps: gaps.chain(withheld).collect() },
        Some(Ended::Skipped) if task.is_held_for_others() => {
            Outcome::Withheld { reason: language.elsewhere().held.to_owned() }
        }
        Some(Ended::Skipped) if task.problem.as_deref() == Some(plan::NOT_PORTABLE) => {
            Outcome::Withheld { reason: language.about().left_out.to_owned() }
        }
        Some(Ended::Skipped | Ended::Abandoned) | None => Outcome::Withheld {
            // The words of staff are the reason; for what the desk left out by itself they stand in the task.
            reason: result.note.clone().or_else(|| task.problem.clone()).unwrap_or_default(),
        },
    }
}

/// What the attached archive is called.
pub(in crate::casework) fn file_name(reference: &str) -> String {
    format!("{reference}-encrypted.zip")
}
