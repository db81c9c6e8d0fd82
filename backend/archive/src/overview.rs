//! The first page, the readme and the manifest: what there is in all.

use askama::Template;

use crate::{
    language::Language,
    manifest::{
        FORMAT, Manifest, ManifestGap, ManifestOutcome, ManifestRequest, ManifestScope, ManifestSystem, VERSION,
    },
    names::ABOUT,
    package::{Outcome, Package, Scope, SystemData},
    pages::{Frame, Line, Readme, Section, Start},
    part::head::CollectionHead,
    plan::{Ending, PlannedSystem},
    words,
};

/// `START-HERE.html` and `README.txt`.
pub fn pages(package: &Package<'_>, plan: &[PlannedSystem]) -> Result<(String, String), askama::Error> {
    let language = package.language;
    let words = words::of(language);
    let frame = Frame::new(language, words.start_title);
    let lede = (words.start_lede)(&package.controller.name, &package.reference);
    let prepared_on = language.day(package.prepared_on);
    let requests: Vec<_> = package
        .requests
        .iter()
        .map(|request| format!("{}, {}", request.title, (words.received_on)(&language.day(request.received_on))))
        .collect();
    let sections: Vec<_> =
        [(Scope::Everything, words.inside, words.inside_lede), (Scope::Portable, words.portable, words.portable_lede)]
            .into_iter()
            .map(|(scope, title, lede)| Section { title, lede, lines: lines(package, plan, scope) })
            .filter(|section| !section.lines.is_empty())
            .collect();
    let questions = (words.questions_text)(&package.controller.name);
    let start = Start {
        frame: &frame,
        lede: &lede,
        reference: &package.reference,
        prepared_on: &prepared_on,
        requests: &requests,
        notes: &package.notes,
        sections: &sections,
        about_page: package.about.is_some().then_some(ABOUT),
        questions: &questions,
        contact: &package.controller.contact,
    };
    let readme = Readme {
        frame: &frame,
        lede: &lede,
        reference: &package.reference,
        prepared_on: &prepared_on,
        requests: &requests,
        notes: &package.notes,
        sections: &sections,
        questions: &questions,
        contact: &package.controller.contact,
    };
    Ok((start.render()?, readme.render()?))
}

fn lines<'p>(package: &'p Package<'_>, plan: &'p [PlannedSystem], scope: Scope) -> Vec<Line<'p>> {
    package
        .systems
        .iter()
        .zip(plan)
        .filter(|(system, _)| system.scope == scope)
        .map(|(system, planned)| Line {
            page: format!("{}index.html", planned.folder),
            folder: &planned.folder,
            title: &system.title,
            description: &system.description,
            result: result(package.language, system, planned),
        })
        .collect()
}

/// What was found in a system, in one line.
pub fn result(language: Language, system: &SystemData<'_>, planned: &PlannedSystem) -> String {
    let words = words::of(language);
    match planned.ending {
        Ending::Nothing => return words.nothing_found.to_owned(),
        Ending::NotLooked => return words.not_looked.to_owned(),
        Ending::Withheld => return words.withheld.to_owned(),
        Ending::Data => {}
    }
    let counts = [
        (planned.records(), words.records),
        (planned.files.len() as u64, words.files),
        (planned.shared(), words.also_about_others),
    ];
    let mut parts: Vec<_> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, say)| say(count, &language.number(count)))
        .collect();
    match &system.outcome {
        Outcome::Partly { .. } => parts.insert(0, words.partly.to_owned()),
        Outcome::Complete | Outcome::NothingFound | Outcome::NotLooked { .. } | Outcome::Withheld { .. } => {}
    }
    parts.join(", ")
}

/// What a collection is called in a list for people.
pub fn name_of(head: &CollectionHead) -> &str {
    if head.description.is_empty() { &head.name } else { &head.description }
}

/// The manifest without its entries.
pub fn manifest(package: &Package<'_>, plan: &[PlannedSystem]) -> Manifest {
    Manifest {
        format: FORMAT.to_owned(),
        version: VERSION,
        reference: package.reference.clone(),
        controller: package.controller.name.clone(),
        language: package.language.code().to_owned(),
        prepared_on: package.prepared_on.to_string(),
        requests: package
            .requests
            .iter()
            .map(|request| ManifestRequest {
                right: request.code.clone(),
                received_on: request.received_on.to_string(),
            })
            .collect(),
        systems: package.systems.iter().zip(plan).map(|(system, planned)| listed(system, planned)).collect(),
        entries: Vec::new(),
    }
}

fn listed(system: &SystemData<'_>, planned: &PlannedSystem) -> ManifestSystem {
    let (outcome, reason, gaps) = match (planned.ending, &system.outcome) {
        (Ending::NotLooked, Outcome::NotLooked { reason }) => {
            (ManifestOutcome::NotLooked, Some(reason.clone()), &[][..])
        }
        (Ending::Withheld, Outcome::Withheld { reason }) => (ManifestOutcome::Withheld, Some(reason.clone()), &[][..]),
        (Ending::Nothing, _) => (ManifestOutcome::NothingFound, None, &[][..]),
        (_, Outcome::Partly { gaps }) => (ManifestOutcome::Partly, None, &gaps[..]),
        (_, Outcome::Complete | Outcome::NothingFound | Outcome::NotLooked { .. } | Outcome::Withheld { .. }) => {
            (ManifestOutcome::Complete, None, &[][..])
        }
    };
    ManifestSystem {
        key: system.key.clone(),
        title: system.title.clone(),
        folder: planned.folder.clone(),
        scope: match system.scope {
            Scope::Everything => ManifestScope::Everything,
            Scope::Portable => ManifestScope::Portable,
        },
        outcome,
        reason,
        gaps: gaps.iter().map(|gap| ManifestGap { what: gap.what.clone(), why: gap.why.clone() }).collect(),
        records: planned.records(),
        also_about_others: planned.shared(),
        files: planned.files.len() as u64,
    }
}
