//! What every connector must do by which a recipient is told, as checks that anybody's tests can run.

use std::sync::Arc;

use chrono::NaiveDate;
use futures_util::future::BoxFuture;

use crate::contract::{
    call::Call,
    connector::Connector,
    error::ConnectorError,
    notifier::{Deed, Notification},
    subject::Subject,
};

/// Reads all notices that have come in, one text for each, by the order in which they came; a repetition that the recipient knew
/// as one is none.
pub type Noticed = Arc<dyn Fn() -> BoxFuture<'static, Vec<String>> + Send + Sync>;

/// A prepared recipient, and the person of whom it is told.
#[derive(Clone)]
pub struct NotifyCase {
    /// The recipient's system. Nothing else may tell it anything while the checks run.
    pub connector: Arc<dyn Connector>,
    /// The person, with exactly one name of the kind, and names of other kinds.
    pub person: Subject,
    /// The kind of name by which it knows people.
    pub kind: String,
    /// A person of kinds that it does not know.
    pub of_strange_kind: Subject,
    /// Texts that may not leave: names of the person of other kinds.
    pub not_theirs: Vec<String>,
    /// The same recipient while it cannot be reached.
    pub unreachable: Arc<dyn Connector>,
    /// The same recipient with credentials that it refuses.
    pub refused: Arc<dyn Connector>,
    /// Texts that no message may hold: secrets, and what names the person.
    pub unspeakable: Vec<String>,
    /// Reads what has come in.
    pub noticed: Noticed,
}

/// What is told of in the checks.
fn notification(deed: Deed) -> Notification {
    Notification {
        deed,
        reference: "DR-7KQ4-M2XW".to_owned(),
        done_on: NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day"),
        systems: "Web shop".to_owned(),
        text: "We did something with personal data of this person.".to_owned(),
    }
}

/// Every promise that the case's connector breaks, in words; empty if it keeps them all.
pub async fn all(case: &NotifyCase) -> Vec<String> {
    let mut breaches = Vec::new();
    let mut unless = |holds: bool, otherwise: String| {
        if !holds {
            breaches.push(otherwise);
        }
    };
    let Some(notifier) = case.connector.notifier() else { return vec!["nobody can be told here".to_owned()] };
    let deeds: Vec<Deed> = Deed::ALL.into_iter().filter(|deed| notifier.takes(*deed, &case.kind)).collect();
    unless(!deeds.is_empty(), format!("it takes no notice of any deed by {}", case.kind));
    for deed in Deed::ALL {
        unless(
            !notifier.takes(deed, "no_such_kind"),
            format!("it says that it knows people by no_such_kind ({deed:?})"),
        );
    }
    for deed in deeds {
        let (what, code) = (notification(deed), deed.code());
        let before = (case.noticed)().await.len();

        let stopped = Call::unhurried(format!("stopped-{code}"));
        stopped.cancel.cancel();
        let answer = notifier.notify(&case.person, &what, &stopped).await;
        unless(matches!(answer, Err(ConnectorError::Cancelled)), format!("{code}: it went on although it was stopped"));
        let strange = notifier.notify(&case.of_strange_kind, &what, &Call::unhurried("strange")).await;
        unless(
            matches!(strange, Err(ConnectorError::Permanent { .. })),
            format!("{code}: it was told of nobody that it knows"),
        );
        unless((case.noticed)().await.len() == before, format!("{code}: it was told of what nobody meant"));

        let call = Call::unhurried(format!("notice-{code}"));
        let first = notifier.notify(&case.person, &what, &call).await;
        unless(first.is_ok(), format!("{code}: {first:?}"));
        let again = notifier.notify(&case.person, &what, &call).await;
        unless(again.is_ok(), format!("{code}: told again, {again:?}"));
        let other_words = Notification { text: "The same in other words.".to_owned(), ..what.clone() };
        let _answered = notifier.notify(&case.person, &other_words, &call).await;
        let came = (case.noticed)().await;
        unless(
            came.len() == before + 1,
            format!("{code}: one notice came {} times", came.len().saturating_sub(before)),
        );
        for (text, notice) in case.not_theirs.iter().flat_map(|text| came.iter().map(move |notice| (text, notice))) {
            unless(!notice.contains(text), format!("{code}: {text:?} is a name that it does not know people by"));
        }

        for (what_it_is, connector, is_permanent) in
            [("unreachable", &case.unreachable, false), ("refused", &case.refused, true)]
        {
            let Some(notifier) = connector.notifier() else {
                unless(false, format!("{code}: {what_it_is}, nobody can be told"));
                continue;
            };
            let answer = notifier.notify(&case.person, &what, &Call::unhurried(what_it_is)).await;
            let fits = match &answer {
                Err(ConnectorError::Permanent { .. }) => is_permanent,
                Err(ConnectorError::Transient { .. }) => !is_permanent,
                Err(ConnectorError::Cancelled) | Ok(_) => false,
            };
            unless(fits, format!("{code}: {what_it_is}, and {answer:?}"));
            let said = answer.err().map(|error| error.to_string()).unwrap_or_default();
            for text in &case.unspeakable {
                unless(!said.contains(text), format!("{code}: a message holds what it may not"));
            }
        }
    }
    breaches
}
