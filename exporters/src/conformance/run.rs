//! The checks.

use std::{collections::BTreeMap, time::Duration};

use tokio_util::sync::CancellationToken;

use crate::contract::{
    call::Call,
    connector::Connector,
    error::ConnectorError,
    outcome::{Cursor, Exported, Gap, Scope},
    subject::Subject,
};

use super::{
    case::{Case, LargeCase},
    counting::Counting,
    keeping::Kept,
    memory::resident,
};

/// An export that was read to its end takes at most so many calls; a connector that needs more goes in circles.
const MOST_CALLS: usize = 10_000;

/// The promises that were broken so far.
#[derive(Debug, Default)]
struct Breaches(Vec<String>);

impl Breaches {
    fn unless(&mut self, holds: bool, otherwise: impl Into<String>) {
        if !holds {
            self.0.push(otherwise.into());
        }
    }

    /// The value, or a breach that names what failed.
    fn expect<T>(&mut self, what: &str, result: Result<T, ConnectorError>) -> Option<T> {
        result.map_err(|e| self.0.push(format!("{what}: {e}"))).ok()
    }
}

/// Every promise of the contract that the case's connector breaks, in words; empty if it keeps them all.
pub async fn all(case: &Case) -> Vec<String> {
    let mut breaches = Breaches::default();
    let b = &mut breaches;
    if let Some(whole) = the_whole(case, b).await {
        same_answer_twice(case, &whole, b).await;
        resumed_from_every_cursor(case, &whole, b).await;
        resumed_after_a_fault(case, &whole, b).await;
        cancelled_between_pages(case, &whole, b).await;
    }
    located(case, b).await;
    learned(case, b).await;
    nobody_is_found(case, b).await;
    strange_kinds_ask_nothing(case, b).await;
    errors_are_told_apart(case, b).await;
    breaches.0
}

/// What is handed over is the person's, all of it, and nobody else's.
async fn the_whole(case: &Case, b: &mut Breaches) -> Option<(Kept, Vec<Gap>)> {
    b.expect("check", case.connector.check(&Call::unhurried("check")).await);
    let whole = b.expect("export", export(&*case.connector, &case.person, &Call::unhurried("one")).await)?;
    let kept = &whole.0;
    b.0.extend(kept.breaches.iter().cloned());
    let mut counts: BTreeMap<String, u64> = kept.heads.iter().map(|head| (head.name.clone(), 0)).collect();
    for record in &kept.records {
        *counts.entry(record.collection.clone()).or_default() += 1;
    }
    b.unless(counts == case.records, format!("the export has {counts:?}, but planted were {:?}", case.records));
    let files = kept.files.len();
    b.unless(
        u64::try_from(files) == Ok(case.files),
        format!("the export has {files} files, planted were {}", case.files),
    );
    for text in &case.theirs {
        b.unless(kept.has(text), format!("{text:?} is the person's and is not in the export"));
    }
    for text in &case.others {
        b.unless(!kept.has(text), format!("{text:?} is somebody else's and is in the export"));
    }
    for record in &kept.records {
        b.unless(
            !record.reached_by.is_empty(),
            format!("a record of {} does not say how it was reached", record.collection),
        );
    }
    Some(whole)
}

async fn same_answer_twice(case: &Case, whole: &(Kept, Vec<Gap>), b: &mut Breaches) {
    for id in ["one", "two"] {
        let again = export(&*case.connector, &case.person, &Call::unhurried(id)).await;
        if let Some(again) = b.expect("export again", again) {
            b.unless(
                again == *whole,
                format!("the same question (task {id:?}) was answered otherwise the second time"),
            );
        }
    }
}

async fn resumed_from_every_cursor(case: &Case, whole: &(Kept, Vec<Gap>), b: &mut Breaches) {
    // Without any time, an export hands back a cursor as often as it can.
    let mut call = Call::unhurried("in pieces");
    call.budget = Duration::ZERO;
    let mut kept = Kept::default();
    let mut from: Option<Cursor> = None;
    for _ in 0..MOST_CALLS {
        let mut piece = Kept::default();
        let answer = case.connector.export(&case.person, Scope::Everything, from.as_ref(), &call, &mut piece).await;
        let Some(answer) = b.expect("export in pieces", answer) else { return };
        kept = kept.together(piece);
        match answer {
            Exported::Continues(cursor) => {
                b.unless(from.as_ref() != Some(&cursor), "a call made no step forward and said that there is more");
                for text in &case.unspeakable {
                    b.unless(!cursor.0.contains(text), "a cursor holds a secret or names the person");
                }
                from = Some(cursor);
            }
            Exported::Ends { gaps } => {
                b.unless((kept, gaps) == *whole, "an export in pieces hands over something else than one in a whole");
                return;
            }
            Exported::ByHand(_) => return,
        }
    }
    b.0.push(format!("an export in pieces did not end within {MOST_CALLS} calls"));
}

/// A call that failed is made again from the cursor before it, into a fresh sink; what the failed one brought is thrown away.
async fn resumed_after_a_fault(case: &Case, whole: &(Kept, Vec<Gap>), b: &mut Breaches) {
    let mut call = Call::unhurried("with a fault");
    call.budget = Duration::ZERO;
    let mut kept = Kept::default();
    let mut from: Option<Cursor> = None;
    for _ in 0..MOST_CALLS {
        let mut lost = Kept::default();
        let _thrown_away =
            case.connector.export(&case.person, Scope::Everything, from.as_ref(), &call, &mut lost).await;
        let mut piece = Kept::default();
        let answer = case.connector.export(&case.person, Scope::Everything, from.as_ref(), &call, &mut piece).await;
        kept = kept.together(piece);
        match b.expect("export after a fault", answer) {
            Some(Exported::Continues(cursor)) => from = Some(cursor),
            Some(Exported::Ends { .. }) => {
                b.unless(kept == whole.0, "a call that was repeated from its cursor lost or doubled something");
                return;
            }
            Some(Exported::ByHand(_)) | None => return,
        }
    }
}

async fn cancelled_between_pages(case: &Case, whole: &(Kept, Vec<Gap>), b: &mut Breaches) {
    let call = Call::unhurried("cancelled");
    call.cancel.cancel();
    let answer = export(&*case.connector, &case.person, &call).await;
    b.unless(is_cancelled(&answer), "an export that nobody wants any more did not stop at once");
    let answer = case.connector.locate(&case.person, &call).await;
    b.unless(is_cancelled(&answer), "a locate that nobody wants any more did not stop at once");
    if whole.0.records.is_empty() {
        return;
    }
    let call = Call::unhurried("cancelled in the middle");
    let mut sink = Counting { cancel_after: Some((1, call.cancel.clone())), ..Counting::default() };
    let answer = case.connector.export(&case.person, Scope::Everything, None, &call, &mut sink).await;
    b.unless(is_cancelled(&answer), "an export that was stopped in the middle went on to the end");
}

fn is_cancelled<T>(answer: &Result<T, ConnectorError>) -> bool {
    matches!(answer, Err(ConnectorError::Cancelled))
}

async fn located(case: &Case, b: &mut Breaches) {
    let answer = case.connector.locate(&case.person, &Call::unhurried("locate")).await;
    let Some(located) = b.expect("locate", answer) else { return };
    let key = &case.connector.about().key;
    for (collection, records) in &case.records {
        let name = format!("{key}.{collection}");
        match located.counts.iter().find(|count| count.collection == name) {
            Some(count) => b.unless(
                count.records == *records && count.shared <= count.records,
                format!("locate counts {} ({} shared) in {name}, planted were {records}", count.records, count.shared),
            ),
            None => b.0.push(format!("locate does not name {name}")),
        }
    }
}

async fn learned(case: &Case, b: &mut Breaches) {
    let Some(learned) = b.expect("resolve", case.connector.resolve(&case.person, &Call::unhurried("resolve")).await)
    else {
        return;
    };
    let system = case.connector.about();
    for learned in &learned {
        let kind = learned.identifier.kind();
        b.unless(system.learns.contains(kind), format!("{kind} was learned, which the register does not announce"));
        b.unless(
            !case.person.identifiers().contains(&learned.identifier),
            format!("{kind} was learned although it was known already"),
        );
        b.unless(
            learned.from.starts_with(&format!("{}.", system.key)),
            format!("{kind} does not say where it was learned"),
        );
        b.unless(
            !case.others.iter().any(|other| learned.identifier.value() == other),
            format!("a {kind} of somebody else was learned"),
        );
    }
}

async fn nobody_is_found(case: &Case, b: &mut Breaches) {
    for (n, nobody) in case.nobody.iter().enumerate() {
        let kinds: Vec<_> = nobody.identifiers().iter().map(|identifier| identifier.kind().as_str()).collect();
        let who = format!("nobody number {n} ({})", kinds.join(", "));
        if let Some((kept, _)) = b.expect(&who, export(&*case.connector, nobody, &Call::unhurried("nobody")).await) {
            b.unless(kept.records.is_empty() && kept.files.is_empty(), format!("{who} was found"));
            b.unless(!kept.heads.is_empty(), format!("{who} was looked for, but no collection says so"));
        }
        if let Some(located) = b.expect(&who, case.connector.locate(nobody, &Call::unhurried("nobody")).await) {
            b.unless(located.counts.iter().all(|count| count.records == 0), format!("{who} was located"));
        }
        if let Some(learned) = b.expect(&who, case.connector.resolve(nobody, &Call::unhurried("nobody")).await) {
            b.unless(learned.is_empty(), format!("something was learned about {who}"));
        }
    }
}

/// The system cannot be reached, so an answer means that it was not asked.
async fn strange_kinds_ask_nothing(case: &Case, b: &mut Breaches) {
    let Some(unreachable) = &case.unreachable else { return };
    let (connector, person, call) = (&**unreachable, &case.of_strange_kind, Call::unhurried("strange"));
    if let Some((kept, gaps)) = b.expect("export of a kind that is not known", export(connector, person, &call).await) {
        let nothing = kept.heads.is_empty() && kept.records.is_empty() && kept.files.is_empty() && gaps.is_empty();
        b.unless(nothing, "something was handed over for a kind that is not known");
    }
    if let Some(located) = b.expect("locate of a kind that is not known", connector.locate(person, &call).await) {
        b.unless(located.counts.is_empty(), "counts were given for a kind that is not known");
    }
    if let Some(learned) = b.expect("resolve of a kind that is not known", connector.resolve(person, &call).await) {
        b.unless(learned.is_empty(), "something was learned from a kind that is not known");
    }
}

async fn errors_are_told_apart(case: &Case, b: &mut Breaches) {
    if let Some(unreachable) = &case.unreachable {
        for (name, error) in faults(&**unreachable, &case.person).await {
            match error {
                Some(ConnectorError::Transient { what, .. }) => speaks_well(case, name, &what, b),
                Some(other) => b.0.push(format!("{name} of a system that is down is not transient: {other}")),
                None => b.0.push(format!("{name} of a system that is down was answered")),
            }
        }
    }
    let Some(refused) = &case.refused else { return };
    for (name, error) in faults(&**refused, &case.person).await {
        match error {
            Some(ConnectorError::Permanent { what }) => speaks_well(case, name, &what, b),
            Some(other) => b.0.push(format!("{name} with refused credentials is not permanent: {other}")),
            None => b.0.push(format!("{name} with refused credentials was answered")),
        }
    }
}

async fn faults(connector: &dyn Connector, person: &Subject) -> [(&'static str, Option<ConnectorError>); 3] {
    let call = Call::unhurried("fault");
    [
        ("check", connector.check(&call).await.err()),
        ("locate", connector.locate(person, &call).await.err()),
        ("export", export(connector, person, &call).await.err()),
    ]
}

fn speaks_well(case: &Case, name: &str, what: &str, b: &mut Breaches) {
    b.unless(!what.trim().is_empty(), format!("the error of {name} has no words"));
    for text in &case.unspeakable {
        b.unless(!what.contains(text), format!("the error of {name} holds a secret or names the person"));
    }
}

/// The promises about memory that are broken while very much is handed over; empty if they are kept. Say nothing else
/// in the same process while this runs: the size of the whole process is looked at.
pub async fn constant_memory(case: &LargeCase) -> Vec<String> {
    let mut breaches = Breaches::default();
    let Some(before) = resident() else { return breaches.0 };
    let mut sink = Counting { peak: before, ..Counting::default() };
    let call = Call { id: "large".to_owned(), cancel: CancellationToken::new(), budget: Duration::from_secs(3600) };
    let answer = case.connector.export(&case.person, Scope::Everything, None, &call, &mut sink).await;
    match breaches.expect("the large export", answer) {
        Some(Exported::Ends { .. }) | None => {}
        Some(other) => breaches.0.push(format!("the large export did not end: {other:?}")),
    }
    let grown = sink.peak.saturating_sub(before);
    breaches.unless(sink.records == case.records, format!("{} of {} records came", sink.records, case.records));
    breaches
        .unless(sink.bytes >= case.bytes, format!("{} bytes came, at least {} were planted", sink.bytes, case.bytes));
    breaches.unless(
        grown <= case.may_grow,
        format!(
            "the process grew by {grown} bytes while {} bytes were handed over, at most {} is fine",
            sink.bytes, case.may_grow
        ),
    );
    breaches.0
}

/// Reads an export to its end, over as many calls as it takes.
pub async fn export(
    connector: &dyn Connector,
    person: &Subject,
    call: &Call,
) -> Result<(Kept, Vec<Gap>), ConnectorError> {
    let mut kept = Kept::default();
    let mut from = None;
    for _ in 0..MOST_CALLS {
        let mut piece = Kept::default();
        let answer = connector.export(person, Scope::Everything, from.as_ref(), call, &mut piece).await?;
        kept = kept.together(piece);
        match answer {
            Exported::Continues(cursor) => from = Some(cursor),
            Exported::Ends { gaps } => return Ok((kept, gaps)),
            Exported::ByHand(_) => return Ok((kept, Vec::new())),
        }
    }
    Err(ConnectorError::permanent(format!("the export did not end within {MOST_CALLS} calls")))
}
