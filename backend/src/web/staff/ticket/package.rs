//! The answer in files, before it goes out and after.

use crate::{
    archive::{self, state::State},
    casework::copying::look_into,
    desk::Desk,
    request,
    task::{self, state::Operation},
    web::{
        case::Case,
        page::desk::package::{Package, PackageCollection, PackageStage, PackageSystem},
        staff::{shown::Times, terms},
    },
    words::{language::Language, number},
};

/// The package, once one is there or on its way.
pub fn of(desk: &Desk, case: &Case, language: Language) -> Option<Package> {
    let archive = case.archive.as_ref()?;
    let times = Times::of(desk, language);
    let is_built = archive.sha256.is_some();
    let size = u64::try_from(archive.bytes).unwrap_or(0);
    Some(Package {
        stage: stage(archive, times),
        size: if is_built { number::size(size, language) } else { String::new() },
        sha256: archive.sha256.clone().unwrap_or_default(),
        delivery: terms::delivery(case.opened.ticket.delivery, language).to_owned(),
        expires_on: archive.expires_at.map(|at| times.day(desk.day_of(at))),
        downloads: u32::try_from(case.downloads).unwrap_or(u32::MAX),
        systems: systems(desk, case, language),
    })
}

fn stage(archive: &archive::entity::Model, times: Times) -> PackageStage {
    match archive.state {
        State::Waiting | State::Running => PackageStage::Building,
        State::Ready => PackageStage::Ready,
        State::Abandoned => PackageStage::Abandoned,
        State::Released | State::Expired | State::Superseded => {
            PackageStage::Released { on: archive.released_at.map(|at| times.moment(at)).unwrap_or_default() }
        }
    }
}

/// What each export brought, in the order of the systems' keys.
fn systems(desk: &Desk, case: &Case, language: Language) -> Vec<PackageSystem> {
    let is_packed = |request: &&request::entity::Model| {
        request.right.needs_package() && request.state != request::state::State::Withdrawn
    };
    let packaged: Vec<_> = case.requests.iter().filter(is_packed).collect();
    let mut exports: Vec<_> = case
        .tasks
        .iter()
        .filter(|task| task.operation == Operation::Export)
        .filter_map(|task| packaged.iter().find(|request| task.request_id == Some(request.id)).map(|of| (task, *of)))
        .collect();
    exports.sort_by_key(|(task, request)| (request.right, task.system.clone()));
    exports.into_iter().map(|(task, request)| system(desk, case, (task, request), packaged.len(), language)).collect()
}

fn system(
    desk: &Desk,
    case: &Case,
    (task, request): (&task::entity::Model, &request::entity::Model),
    rights: usize,
    language: Language,
) -> PackageSystem {
    let name = desk.systems.name(&task.system, language.code());
    let result = case.results.get(&task.id).cloned().unwrap_or_default();
    let collections = look_into::collections(&result);
    PackageSystem {
        task: task.id.to_string(),
        name: if rights > 1 { format!("{name} – {}", language.public().rights.of(request.right).name) } else { name },
        state: terms::task_tag(task, Times::of(desk, language), desk.now(), case.assignee()),
        collections: collections
            .iter()
            .map(|collection| PackageCollection {
                name: collection.head.name.clone(),
                records: collection.records,
                shared: collection.shared,
                has_free_text: collection.records > 0
                    && collection.head.fields.iter().any(|field| field.may_name_others),
            })
            .collect(),
        files: result
            .segments
            .iter()
            .flat_map(|segment| &segment.index.files)
            .map(|file| (file.head.name.clone(), number::size(file.length, language)))
            .collect(),
        withheld: result
            .gaps
            .iter()
            .map(|gap| format!("{}: {}", gap.what, gap.why.for_language(language.code())))
            .collect(),
    }
}
