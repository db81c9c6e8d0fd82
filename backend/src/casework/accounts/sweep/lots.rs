//! People are erased in lots as large as the system takes at once: hundreds from tables, few where each has to be logged
//! out by calls, one where nothing erases many.

use rightsdesk_exporters::contract::{
    erasure::Evidence,
    error::ConnectorError,
    subject::Subject,
    sweep::{Fate, Sweeper, Swept},
};
use serde_json::json;

use super::{
    erase_each::{self, Erasing},
    people::Person,
    still,
    stopped::Stopped,
    sum,
};
use crate::{
    casework::error::CaseError,
    deactivation::part::{self, Model},
    desk::Desk,
    register::connected::Connected,
};

/// Erases them all: a fate for each, in their order, none for whoever is not to be erased any more.
///
/// What was done to a lot is written down before the next begins, so that an attempt that breaks off does not take its
/// evidence along.
pub(super) async fn all(
    desk: &Desk,
    part: &Model,
    system: &Connected,
    asked: &[(Person, Subject)],
    erasing: &Erasing<'_>,
) -> Result<(Vec<Option<Fate>>, Evidence), Stopped> {
    let sweeper = system.connector.eraser().and_then(|eraser| eraser.sweeper());
    let at_once = sweeper.map_or(1, |sweeper| sweeper.at_once().get());
    let mut evidence = so_far(part)?;
    let mut fates = Vec::with_capacity(asked.len());
    let mut refused = 0;
    for (number, lot) in asked.chunks(at_once).enumerate() {
        erasing.call.still_wanted()?;
        let here: Vec<Option<Subject>> = if number == 0 {
            // The ledger's line was written a moment ago, and whom it names was looked at then.
            lot.iter().map(|(_, subject)| Some(subject.clone())).collect()
        } else {
            note(desk, part, &evidence).await?;
            still_meant(desk, part, lot).await?
        };
        let subjects: Vec<_> = here.iter().flatten().cloned().collect();
        if subjects.is_empty() {
            fates.extend(here.iter().map(|_| None));
            continue;
        }
        let came = match sweeper {
            Some(sweeper) => many(sweeper, &subjects, erasing, &mut evidence).await?,
            None => match erase_each::one(system, &subjects, erasing, &mut evidence).await {
                // What no repetition mends for one must not stop the others.
                Err(ConnectorError::Permanent { what }) => {
                    refused += 1;
                    if refused > 1 && refused == asked.len() {
                        // What it mends for nobody is the system's fault.
                        return Err(ConnectorError::Permanent { what }.into());
                    }
                    vec![Fate::SetAside(vec![erase_each::unable(&system.key, what)])]
                }
                fate => vec![fate?],
            },
        };
        let mut came = came.into_iter();
        fates.extend(here.iter().map(|subject| subject.as_ref().and_then(|_| came.next())));
    }
    Ok((fates, evidence))
}

async fn many(
    sweeper: &dyn Sweeper,
    subjects: &[Subject],
    erasing: &Erasing<'_>,
    evidence: &mut Evidence,
) -> Result<Vec<Fate>, ConnectorError> {
    let Erasing { order, pseudonyms, call, .. } = erasing;
    let Swept { fates, evidence: done } = sweeper.sweep(subjects, order, pseudonyms, call).await?;
    if fates.len() != subjects.len() {
        return Err(ConnectorError::permanent("the system has answered for other people than it was asked about"));
    }
    sum::add(evidence, done);
    Ok(fates)
}

async fn still_meant(desk: &Desk, part: &Model, lot: &[(Person, Subject)]) -> Result<Vec<Option<Subject>>, CaseError> {
    let people: Vec<_> = lot.iter().map(|(person, _)| person.clone()).collect();
    let not_now = still::not_now(desk, &desk.db, part, &people).await?;
    let meant = |(person, subject): &(Person, Subject)| (!not_now.contains(&person.place)).then(|| subject.clone());
    Ok(lot.iter().map(meant).collect())
}

/// What earlier attempts have done.
fn so_far(part: &Model) -> Result<Evidence, CaseError> {
    match &part.evidence {
        Some(text) => serde_json::from_str(text).map_err(CaseError::fault),
        None => Ok(Evidence::default()),
    }
}

async fn note(desk: &Desk, part: &Model, evidence: &Evidence) -> Result<(), CaseError> {
    part::note(&desk.db, part, &json!(evidence).to_string()).await?;
    Ok(())
}
