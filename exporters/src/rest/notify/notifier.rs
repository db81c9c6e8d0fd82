//! The REST connector as a notifier.

use async_trait::async_trait;
use reqwest::Response;

use crate::{
    contract::{
        call::Call,
        error::ConnectorError,
        notifier::{Deed, Notification, Notifier, Taken},
        pseudonym::digest,
        subject::Subject,
    },
    rest::{
        connector::{RestConnector, patience_without_cursor},
        erase::{plan::CallPlan, render::Rendered},
        http::{Ask, May, refused},
        input::Input,
        page::as_text,
        reply::Reply,
        way,
    },
};

use super::plan::NotifyStep;

/// The largest answer that is read.
const MAX_BYTES: u64 = 1024 * 1024;

/// The longest receipt that is kept, in characters.
const LONGEST_RECEIPT: usize = 200;

impl RestConnector {
    fn steps_of(&self, deed: Deed) -> impl Iterator<Item = (usize, &NotifyStep)> {
        self.plan.notifies.iter().enumerate().filter(move |(_, step)| step.of.contains(&deed))
    }

    async fn tell(
        &self,
        step: &NotifyStep,
        plan: &CallPlan,
        ask: &Ask<'_>,
        call: &Call,
    ) -> Result<Taken, ConnectorError> {
        let words = ask.words();
        let response = self.http.send(ask, call, patience_without_cursor(call)).await?;
        let status = response.status();
        tracing::info!(step = ask.name, path = ask.as_written, status = status.as_u16(), "told a recipient");
        if plan.gone.contains(&status.as_u16()) {
            return Ok(Taken { receipt: None, is_acknowledged: true });
        }
        let is_ok = if plan.ok.is_empty() { status.is_success() } else { plan.ok.contains(&status.as_u16()) };
        if !is_ok {
            return Err(refused(&words, May::Notify, &response));
        }
        self.read(step, plan, &words, response, call).await
    }

    /// What the answer to a call says that was taken, as far as its status tells.
    async fn read(
        &self,
        step: &NotifyStep,
        plan: &CallPlan,
        words: &str,
        response: Response,
        call: &Call,
    ) -> Result<Taken, ConnectorError> {
        let is_read = !plan.succeed.is_empty()
            || !plan.fail.is_empty()
            || !step.acknowledged.is_empty()
            || !self.plan.errors.is_empty()
            || step.receipt.is_some();
        if !is_read {
            return Ok(Taken { receipt: None, is_acknowledged: step.acknowledges });
        }
        let status = response.status();
        let reply = Reply::read(response, words, MAX_BYTES, self.plan.errors.iter(), call).await?;
        let is_taken = plan.succeed.iter().all(|test| test.holds(&reply.value))
            && !plan.fail.iter().any(|test| test.holds(&reply.value));
        if !is_taken {
            let what = format!("{words} answered {status}, but says in its body that it was not taken");
            return Err(ConnectorError::permanent(what));
        }
        let receipt = match &step.receipt {
            None => None,
            Some(path) => {
                let found = path.query(&reply.value).first().and_then(as_text).filter(|text| !text.trim().is_empty());
                let found = found.ok_or_else(|| {
                    ConnectorError::permanent(format!("{words} answered {status}, but without a receipt"))
                })?;
                Some(found.chars().filter(|c| !c.is_control()).take(LONGEST_RECEIPT).collect())
            }
        };
        let says_so = !step.acknowledged.is_empty() && step.acknowledged.iter().all(|test| test.holds(&reply.value));
        Ok(Taken { receipt, is_acknowledged: step.acknowledges || says_so })
    }
}

#[async_trait]
impl Notifier for RestConnector {
    /// Without a credential for it a person has to.
    fn takes(&self, deed: Deed, kind: &str) -> bool {
        let is_asked =
            |step: &NotifyStep| step.change.ways.iter().any(|way| self.plan.ways[*way].kind.as_str() == kind);
        self.http.may_notify() && self.steps_of(deed).any(|(_, step)| is_asked(step))
    }

    async fn notify(&self, subject: &Subject, what: &Notification, call: &Call) -> Result<Taken, ConnectorError> {
        let named = way::of_subject(&self.plan.ways, subject);
        let ground = self.ground(subject, &named);
        let about = Input::default()
            .with("notice.what", what.deed.code())
            .with("notice.reference", &what.reference)
            .with("notice.done_on", what.done_on.to_string())
            .with("notice.systems", &what.systems)
            .with("notice.text", &what.text);
        let mut asks = Vec::new();
        for (number, step) in self.steps_of(what.deed) {
            let Some(plan) = step.call() else { continue };
            for input in ground.by_ways(&step.change.ways, about.clone()) {
                let Some(named) = input.way().and_then(|way| named.get(way)) else { continue };
                let terms =
                    named.terms.iter().flat_map(|(term, text)| [term.as_bytes(), b"\0", text.as_bytes(), b"\0"]);
                let parts = [step.change.name.as_bytes(), b"\0", named.name.as_bytes(), b"\0"].into_iter().chain(terms);
                let id = digest(call.id.as_bytes(), parts);
                let input = input.with("notice.id", &id);
                let rendered = Rendered::of(ground, &plan.request, &input).map_err(|unbound| {
                    ConnectorError::permanent(format!("{}: {unbound}; nobody was told", step.change.name))
                })?;
                let id = plan.idempotency_header.as_ref().map(|header| (header.clone(), id));
                let ask = Ask {
                    pace: self.plan.steps.len() + self.plan.erase.len() + self.plan.writes.len() + number,
                    name: &step.change.name,
                    may: May::Notify,
                    verb: plan.verb,
                    as_written: &plan.request.path_as_written,
                    not_found: &[],
                    path: rendered.path,
                    query: rendered.query,
                    body: rendered.body,
                    headers: rendered.headers.into_iter().chain(id).collect(),
                    timeout: plan.timeout,
                };
                asks.push((step, plan, ask));
            }
        }
        if asks.is_empty() {
            return Err(ConnectorError::permanent(format!(
                "{}: none of the names given is of a kind by which this recipient knows anybody; nobody was told",
                self.system.key
            )));
        }
        let mut receipts = Vec::new();
        let mut is_acknowledged = true;
        for (step, plan, ask) in &asks {
            call.still_wanted()?;
            let taken = self.tell(step, plan, ask, call).await?;
            receipts.extend(taken.receipt);
            is_acknowledged &= taken.is_acknowledged;
        }
        let receipt = (!receipts.is_empty()).then(|| receipts.join(", "));
        Ok(Taken { receipt, is_acknowledged })
    }
}
