//! What the page of a task shows of an erasure: what would be erased, what is open, what was erased.

use rightsdesk_exporters::contract::erasure::{
    Along, AlongEffect, Because, Evidence, Expiring, Kept, ObstacleKind, Outlook, Preview, SharedChoice, Standing,
};

use super::{shown::Times, signed_in::SignedIn};
use crate::{
    casework::{collecting::order, copying::copy_first, error::CaseError},
    desk::Desk,
    law::grounds::Ground,
    staff,
    task::{
        self, approval,
        entity::Model,
        erasure::{Done, Erasure},
        result::TaskResult,
        state::State,
    },
    web::page::desk::erasing::{ErasureView, Looking, Row, Stage},
    words::{
        fill::{Fill, fill},
        language::Language,
        number,
    },
};

const fn code(choice: Option<SharedChoice>) -> &'static str {
    match choice {
        Some(SharedChoice::Keep) => "keep",
        Some(SharedChoice::Detach) => "detach",
        Some(SharedChoice::Blank) => "blank",
        None => "",
    }
}

/// What the page shows of an erasure.
pub async fn view(
    desk: &Desk,
    by: &SignedIn,
    task: &Model,
    result: &TaskResult,
    erasure: &Erasure,
) -> Result<ErasureView, CaseError> {
    let preview = &erasure.preview;
    let times = Times::of(desk, by.language);
    let evidence = erasure.done.as_ref().and_then(|done| done.evidence.as_ref());
    let stage = match &erasure.done {
        Some(Done { evidence, verified }) => {
            let left = verified.residues.iter().filter(|residue| residue.standing != Standing::Kept);
            let left = left.map(|it| format!("{}.{}: {}", it.table, it.column, number::count(it.rows, by.language)));
            let pending = verified.pending.iter().map(|it| {
                fill(by.language.erasing().pending, &[&number::count(it.rows, by.language), &it.at, &it.hours])
            });
            Stage::Done { is_answer_lost: evidence.is_none(), left: left.collect(), pending: pending.collect() }
        }
        None if task.state == State::ByHand => Stage::Looking(looking(desk, by, task, result, preview).await?),
        None => Stage::Approved,
    };
    Ok(ErasureView {
        plan: preview.hash.clone(),
        rows: preview.collections.iter().map(|outlook| row(outlook, evidence, times, by.language)).collect(),
        along: preview.along.iter().map(|along| along_words(along, by.language)).collect(),
        remarks: (preview.remarks.iter())
            .map(|remark| (format!("{}: {}", remark.at, remark.what), remark.advice.clone()))
            .collect(),
        calls: evidence.map(|evidence| evidence.calls.len() as u64).filter(|calls| *calls > 0),
        stage,
    })
}

async fn looking(
    desk: &Desk,
    by: &SignedIn,
    task: &Model,
    result: &TaskResult,
    preview: &Preview,
) -> Result<Looking, CaseError> {
    let tasks = task::store::of(&desk.db, task.ticket_id).await?;
    let waits_for = order::waits_for(desk, &tasks, task);
    let approvals = approval::of(&desk.db, task.id, &preview.hash).await?;
    let people = staff::store::all(&desk.db).await?;
    let name = |id| people.iter().find(|person| person.id == id).map_or_else(String::new, |person| person.name.clone());
    let is_large = preview.obstacles.iter().any(|obstacle| obstacle.kind == ObstacleKind::LargeShare);
    Ok(Looking {
        obstacles: preview
            .obstacles
            .iter()
            .map(|obstacle| (format!("{}: {}", obstacle.at, obstacle.what), obstacle.advice.clone()))
            .collect(),
        shared: preview
            .collections
            .iter()
            .filter_map(|outlook| Some((outlook.collection.clone(), code(outlook.shared.as_ref()?.choice).to_owned())))
            .collect(),
        large_share: (is_large || preview.order.accepts_large_share).then_some(preview.order.accepts_large_share),
        may_approve: by.role().may_work() && !approvals.iter().any(|approval| approval.staff_id == by.id()),
        waits_for: waits_for.into_iter().map(|system| desk.systems.name(system, by.language.code())).collect(),
        waits_for_exports: order::exports_are_open(&tasks) || !copy_first::is_out(&desk.db, task.ticket_id).await?,
        is_contested: order::is_contested(&tasks, &task.system),
        goes_ahead: result.goes_ahead,
        approved_by: approvals.iter().map(|approval| name(approval.staff_id)).collect(),
        needed: desk.config.erasure.approvals(),
    })
}

fn row(outlook: &Outlook, evidence: Option<&Evidence>, times: Times, language: Language) -> Row {
    let w = language.erasing();
    let effect = evidence.and_then(|evidence| evidence.effects.iter().find(|it| it.collection == outlook.collection));
    let mut remarks: Vec<String> = outlook.kept.iter().map(|kept| kept_words(kept, times, language)).collect();
    remarks.extend(outlook.expiring.iter().map(|expiring| expiring_words(expiring, times, language)));
    let count = |rows| number::count(rows, language);
    if let Some(collateral) = &outlook.collateral {
        let counts = [collateral.objects, collateral.mine, collateral.others].map(count);
        remarks.push(fill(w.collateral, &[&counts[0], &counts[1], &counts[2]]));
    }
    if let Some(hidden) = &outlook.hidden {
        remarks.push(w.hidden.with2(count(hidden.rows), hidden.hours));
    }
    for (rows, words) in [(outlook.ended, w.ended), (outlook.suppressed, w.suppressed)] {
        if rows > 0 {
            remarks.push(words.with(count(rows)));
        }
    }
    // Whoever decides about them has to know which they are; afterwards nobody needs to.
    if let Some(shared) = outlook.shared.as_ref().filter(|shared| effect.is_none() && !shared.keys.is_empty()) {
        let (keys, more) = (shared.keys.join("; "), shared.rows.saturating_sub(shared.keys.len() as u64));
        remarks.push(if more == 0 { w.shared_keys.with(keys) } else { w.shared_keys_more.with2(keys, count(more)) });
    }
    let shared_fields = outlook.shared.iter().flat_map(|shared| &shared.fields);
    let mut fields: Vec<&str> = Vec::new();
    for blanking in outlook.fields.iter().chain(shared_fields) {
        // A field may be overwritten in the person's own rows and in shared ones.
        if !fields.contains(&blanking.field.as_str()) {
            fields.push(&blanking.field);
        }
    }
    if !fields.is_empty() {
        remarks.push(w.overwritten.with(fields.join(", ")));
    }
    Row {
        collection: outlook.collection.clone(),
        in_table: effect.map_or(outlook.in_table, |effect| effect.before),
        after: effect.map(|effect| effect.after),
        found: outlook.found,
        deleted: outlook.deleted,
        blanked: outlook.blanked,
        kept: outlook.kept.iter().map(|kept| kept.rows).sum(),
        shared: outlook.shared.as_ref().map_or(0, |shared| shared.rows),
        remarks,
    }
}

fn kept_words(kept: &Kept, times: Times, language: Language) -> String {
    let w = language.erasing();
    let rows = number::count(kept.rows, language);
    let sentence = match kept.until {
        Some(day) => w.kept_until.with2(rows, times.short_day(day)),
        None => w.kept_open.with(rows),
    };
    // A manifest may name a ground of its own.
    let ground = Ground::find(&kept.ground).map_or(kept.ground.as_str(), |ground| language.choose(&ground.name));
    format!("{sentence} ({ground})")
}

fn expiring_words(expiring: &Expiring, times: Times, language: Language) -> String {
    let w = language.erasing();
    let words = match expiring.because {
        Because::Others => w.expiring_others,
        Because::NoWay => w.expiring_no_way,
    };
    let until = expiring.until.map_or_else(|| w.expiring_open.to_owned(), |day| times.short_day(day));
    words.with2(number::count(expiring.rows, language), until)
}

fn along_words(along: &Along, language: Language) -> String {
    let w = language.erasing();
    let words = match along.effect {
        AlongEffect::Deleted => w.along_deleted,
        AlongEffect::Detached => w.along_detached,
    };
    format!("{}: {}", along.with, words.with2(number::count(along.rows, language), &along.table))
}
