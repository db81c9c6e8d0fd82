//! What every connector must do that corrects data, as checks that anybody's tests can run.

use std::{collections::BTreeSet, sync::Arc};

use futures_util::future::BoxFuture;

use crate::contract::{
    call::Call,
    connector::Connector,
    correction::{Correction, Corrections, MisfitKind, Proposal, Rectified},
    error::ConnectorError,
    rectifier::Rectifier,
    subject::Subject,
};

/// Reads all that a system holds, whoever's, one line for each row.
pub type Everything = Arc<dyn Fn() -> BoxFuture<'static, BTreeSet<String>> + Send + Sync>;

/// A prepared system, the person planted in it, and what is to be corrected.
#[derive(Clone)]
pub struct RectifyCase {
    /// The system. Nothing else may write to it while the checks run.
    pub connector: Arc<dyn Connector>,
    /// The person planted in it.
    pub person: Subject,
    /// Corrections that fit, together.
    pub fitting: Vec<Correction>,
    /// The lines of [`Self::everything`] that these take away.
    pub before: BTreeSet<String>,
    /// The lines that they bring instead.
    pub after: BTreeSet<String>,
    /// Corrections that do not fit, each with the reason.
    pub unfit: Vec<(Correction, MisfitKind)>,
    /// Persons who are not in the system although it knows their kinds of identifier: nobody, and look-alikes.
    pub nobody: Vec<Subject>,
    /// A person of kinds that the system does not know.
    pub of_strange_kind: Subject,
    /// Values that stand in correctable fields of the person's alone, and must be told.
    pub held: Vec<String>,
    /// Values of other people's, or of rows that are not the person's alone: never told.
    pub others: Vec<String>,
    /// Texts that no misfit, message or evidence may hold: old and new values, and what names the person.
    pub unspeakable: Vec<String>,
    /// Reads the whole system.
    pub everything: Everything,
}

/// Every promise that the case's connector breaks, in words; empty if it keeps them all.
pub async fn all(case: &RectifyCase) -> Vec<String> {
    let Some(rectifier) = case.connector.rectifier() else { return vec!["nothing can be corrected".to_owned()] };
    let mut checks = Checks { case, rectifier, breaches: Vec::new(), planted: (case.everything)().await };
    checks.declared();
    checks.held().await;
    checks.nobody().await;
    checks.unfit().await;
    checks.cancelled().await;
    checks.proposed().await;
    checks.written().await;
    checks.breaches
}

struct Checks<'c> {
    case: &'c RectifyCase,
    rectifier: &'c dyn Rectifier,
    breaches: Vec<String>,
    planted: BTreeSet<String>,
}

fn call() -> Call {
    Call::unhurried("rectify")
}

impl Checks<'_> {
    fn unless(&mut self, holds: bool, otherwise: impl Into<String>) {
        if !holds {
            self.breaches.push(otherwise.into());
        }
    }

    fn expect<T>(&mut self, what: &str, result: Result<T, ConnectorError>) -> Option<T> {
        result.map_err(|error| self.breaches.push(format!("{what}: {error}"))).ok()
    }

    fn fitting(&mut self) -> Option<Corrections> {
        let made = Corrections::new(self.case.fitting.clone());
        made.map_err(|error| self.breaches.push(error.to_string())).ok()
    }

    async fn untouched(&mut self, after: &str) {
        let now = (self.case.everything)().await;
        let is_same = now == self.planted;
        self.unless(is_same, format!("something was changed by {after}"));
    }

    fn speaks_of_no_value(&mut self, what: &str, said: &str) {
        let told = self.case.unspeakable.iter().any(|text| said.contains(text.as_str()));
        self.unless(!told, format!("{what} holds a value or names the person"));
    }

    fn declared(&mut self) {
        let fields = self.rectifier.correctable();
        for correction in &self.case.fitting {
            let is_it = fields.iter().any(|it| it.collection == correction.collection && it.field == correction.field);
            self.unless(is_it, format!("{}.{} is not said to be correctable", correction.collection, correction.field));
        }
    }

    /// The person is shown what is theirs, and nobody else's.
    async fn held(&mut self) {
        let answer = self.rectifier.held(&self.case.person, &call()).await;
        let Some(held) = self.expect("what is held", answer) else { return };
        let told: BTreeSet<&str> = held.iter().flat_map(|it| it.values.iter().flatten().map(String::as_str)).collect();
        for value in &self.case.held {
            self.unless(told.contains(value.as_str()), "a value of the person's is not told as held");
        }
        for value in &self.case.others {
            self.unless(!told.contains(value.as_str()), "a value that is not the person's alone is told as held");
        }
        for person in &self.case.nobody {
            let answer = self.rectifier.held(person, &call()).await;
            let Some(held) = self.expect("what is held of nobody", answer) else { continue };
            let is_empty = held.iter().all(|field| field.values.is_empty() && field.shared == 0);
            self.unless(is_empty, "something is held of nobody");
        }
    }

    async fn proposal(&mut self, what: &str, person: &Subject, corrections: &Corrections) -> Option<Proposal> {
        let answer = self.rectifier.propose(person, corrections, &call()).await;
        self.expect(what, answer)
    }

    /// Nobody is corrected, and nobody is taken for somebody.
    async fn nobody(&mut self) {
        let Some(corrections) = self.fitting() else { return };
        for person in &self.case.nobody {
            if let Some(proposal) = self.proposal("a proposal for nobody", person, &corrections).await {
                let is_nobodys = proposal.changes.is_empty() && !proposal.is_ready() && !proposal.is_settled();
                self.unless(is_nobodys, "a proposal for nobody would change something");
                let answer = self.rectifier.rectify(person, &corrections, &proposal.hash, &call()).await;
                self.unless(!matches!(answer, Ok(Rectified::Done(_))), "corrections of nobody were written");
            }
        }
        let strange = &self.case.of_strange_kind;
        let asked = self.rectifier.propose(strange, &corrections, &call()).await;
        self.unless(matches!(asked, Err(ConnectorError::Permanent { .. })), "a strange kind of name was looked for");
        let asked = self.rectifier.rectify(strange, &corrections, "", &call()).await;
        self.unless(matches!(asked, Err(ConnectorError::Permanent { .. })), "a strange kind of name was written to");
        self.untouched("corrections of nobody").await;
    }

    /// What does not fit is told, field by field, and not written.
    async fn unfit(&mut self) {
        for (correction, kind) in &self.case.unfit {
            let at = format!("{}.{}", correction.collection, correction.field);
            let Ok(corrections) = Corrections::new(vec![correction.clone()]) else {
                self.breaches.push(format!("{at}: no correction"));
                continue;
            };
            let Some(proposal) = self.proposal(&at, &self.case.person, &corrections).await else { continue };
            let kinds: Vec<MisfitKind> = proposal.misfits.iter().map(|misfit| misfit.kind).collect();
            self.unless(kinds.contains(kind), format!("{at} does not fit ({kind:?}), but told was {kinds:?}"));
            for misfit in &proposal.misfits {
                self.speaks_of_no_value(&at, &format!("{misfit:?}"));
            }
            let answer = self.rectifier.rectify(&self.case.person, &corrections, &proposal.hash, &call()).await;
            self.unless(!matches!(answer, Ok(Rectified::Done(_))), format!("{at} does not fit, and was written"));
            self.untouched(&at).await;
        }
    }

    async fn cancelled(&mut self) {
        let Some(corrections) = self.fitting() else { return };
        let call = call();
        call.cancel.cancel();
        let answer = self.rectifier.propose(&self.case.person, &corrections, &call).await;
        self.unless(matches!(answer, Err(ConnectorError::Cancelled)), "a proposal that nobody wants was made");
        let answer = self.rectifier.rectify(&self.case.person, &corrections, "", &call).await;
        self.unless(matches!(answer, Err(ConnectorError::Cancelled)), "corrections that nobody wants were begun");
    }

    /// A proposal changes nothing, is the same twice, and only its own hash is taken.
    async fn proposed(&mut self) {
        let Some(corrections) = self.fitting() else { return };
        let Some(one) = self.proposal("a proposal", &self.case.person, &corrections).await else { return };
        let Some(two) = self.proposal("a second proposal", &self.case.person, &corrections).await else { return };
        self.unless(one == two, "the same was proposed in two ways");
        self.unless(one.is_ready(), format!("what fits is not ready: {:?}", one.misfits));
        let rows: u64 = one.fields.iter().map(|field| field.changed).sum();
        let is_counted = u64::try_from(one.changes.len()) == Ok(rows) && rows > 0;
        self.unless(is_counted, "a proposal does not show each row and field that it counts");
        self.untouched("a proposal").await;
        let answer = self.rectifier.rectify(&self.case.person, &corrections, "another hash", &call()).await;
        let is_asked_again = matches!(&answer, Ok(Rectified::Changed(now)) if **now == one);
        self.unless(is_asked_again, "a hash that nobody proposed was not answered with a new proposal");
        self.untouched("a hash that nobody proposed").await;
        let answer = self.rectifier.read_back(&self.case.person, &corrections, &call()).await;
        if let Some(again) = self.expect("a read-back", answer) {
            self.unless(!again.is_clean(), "what was not written was read back");
        }
    }

    /// What is approved is written, that alone, once.
    async fn written(&mut self) {
        let Some(corrections) = self.fitting() else { return };
        let Some(plan) = self.proposal("a proposal", &self.case.person, &corrections).await else { return };
        let answer = self.rectifier.rectify(&self.case.person, &corrections, &plan.hash, &call()).await;
        let Some(Rectified::Done(written)) = self.expect("the writing", answer) else {
            self.breaches.push("what was proposed was not written".to_owned());
            return;
        };
        self.unless(written.plan == plan.hash, "what was written does not name its proposal");
        let said = serde_json::to_string(&written).unwrap_or_default();
        self.speaks_of_no_value("the evidence", &said);
        let mut expected: BTreeSet<String> = self.planted.difference(&self.case.before).cloned().collect();
        expected.extend(self.case.after.iter().cloned());
        let now = (self.case.everything)().await;
        self.unless(now == expected, "what stands there is not what was there with the corrections in it");
        let answer = self.rectifier.read_back(&self.case.person, &corrections, &call()).await;
        if let Some(again) = self.expect("a read-back", answer) {
            self.unless(again.is_clean(), "what was written was not read back");
        }
        let answer = self.rectifier.rectify(&self.case.person, &corrections, &plan.hash, &call()).await;
        let is_settled = matches!(&answer, Ok(Rectified::Changed(now)) if now.is_settled());
        self.unless(is_settled, "written a second time, it did not say that all is so already");
        let again = (self.case.everything)().await;
        self.unless(again == now, "written a second time, something else was changed");
    }
}
