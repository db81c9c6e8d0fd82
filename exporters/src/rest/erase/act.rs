//! Makes the calls of a draft, and takes no answer for more than it says.

use reqwest::Response;
use tokio::time::Instant;

use crate::{
    contract::{
        call::Call,
        erasure::{Effect, Evidence, Outlook},
        error::ConnectorError,
        pseudonym::digest,
        subject::Subject,
    },
    rest::{
        connector::{RestConnector, patience_without_cursor},
        http::{Ask, May, refused},
        input::Input,
        reply::Reply,
        way,
    },
};

use super::{
    acting::{Acting, MAX_BYTES},
    draft::{self, Act, Draft},
    job,
    plan::{Action, CallPlan, EraseStep},
    render::{Rendered, with_times},
    tables::Tables,
};

impl RestConnector {
    /// Makes all calls of a draft, one after the other, and stops at the first that is not known to have worked.
    ///
    /// # Errors
    /// What the API said, or that it said nothing. Calls before that were made; a new draft tells what is left.
    pub async fn carry_out(
        &self,
        subject: &Subject,
        draft: &Draft,
        tables: &dyn Tables,
        call: &Call,
    ) -> Result<Evidence, ConnectorError> {
        let named = way::of_subject(&self.plan.ways, subject);
        let mut acting = Acting {
            connector: self,
            ground: self.ground(subject, &named),
            tables,
            call,
            may: May::Erase,
            paces_before: self.plan.steps.len(),
            began: Instant::now(),
            calls: Vec::new(),
        };
        for act in &draft.acts {
            call.still_wanted()?;
            let step = &self.plan.erase[act.step];
            let Action::Call(call_plan) = &step.action else { continue };
            let input =
                with_times(act.input.clone(), draft::holes(call_plan).into_iter(), Some(draft.preview.order.as_of));
            let rendered = Rendered::of(acting.ground, &call_plan.request, &input)
                .map_err(|unbound| ConnectorError::permanent(format!("{}: {unbound}; it was not asked", step.name)))?;
            acting.one(act, (step, call_plan), &input, rendered).await?;
        }
        Ok(Evidence {
            plan: draft.preview.hash.clone(),
            effects: draft.preview.collections.iter().map(effect).collect(),
            calls: acting.calls,
            ..Evidence::default()
        })
    }
}

fn effect(outlook: &Outlook) -> Effect {
    Effect {
        collection: outlook.collection.clone(),
        before: outlook.found,
        after: outlook.found.saturating_sub(outlook.deleted),
        found: outlook.found,
        deleted: outlook.deleted,
        blanked: outlook.blanked,
        kept: outlook.kept.clone(),
        shared: outlook.shared.as_ref().map_or(0, |shared| shared.rows),
        expiring: outlook.expiring.clone(),
        hidden: outlook.hidden,
        ended: outlook.ended,
        suppressed: outlook.suppressed,
    }
}

impl Acting<'_> {
    /// Makes one call, and waits for what it only ordered.
    ///
    /// # Errors
    /// What the API said, or that it said nothing.
    pub(in crate::rest) async fn one(
        &mut self,
        act: &Act,
        (step, call_plan): (&EraseStep, &CallPlan),
        input: &Input,
        rendered: Rendered,
    ) -> Result<(), ConnectorError> {
        let id = call_plan.idempotency_header.as_ref().map(|header| {
            let id = digest(self.call.id.as_bytes(), [step.name.as_bytes(), b"\0", act.name.as_bytes()]);
            (header.clone(), id)
        });
        let ask = Ask {
            pace: self.paces_before + act.step,
            name: &step.name,
            may: self.may,
            verb: call_plan.verb,
            as_written: &call_plan.request.path_as_written,
            not_found: &[],
            path: rendered.path,
            query: rendered.query,
            body: rendered.body,
            headers: rendered.headers.into_iter().chain(id).collect(),
            timeout: call_plan.timeout,
        };
        let words = ask.words();
        let response = self.connector.http.send(&ask, self.call, patience_without_cursor(self.call)).await?;
        self.note(&ask, &response);
        match self.judge(call_plan, &words, response).await? {
            Judged::Done => Ok(()),
            Judged::Ordered(reply) => {
                let Some(plan) = &call_plan.job else { return Ok(()) };
                let id = job::id_in(&plan.id, &reply.value, &words)?;
                job::wait(self, plan, act.step, step, input, id).await
            }
            Judged::InTheWay => {
                let Some((plan, conflict)) = call_plan.job.as_ref().and_then(|job| Some((job, job.conflict.as_ref()?)))
                else {
                    return Ok(());
                };
                let id = job::in_the_way(self, conflict, act.step, step, input).await?;
                job::wait(self, plan, act.step, step, input, id).await
            }
            Judged::Refused(error) => match &call_plan.done_when {
                // Some say "no" to what was done before; the table knows better.
                Some(done) => {
                    let rows = self.tables.rows(&done.table, self.call).await?;
                    if done.is_told_by(&rows, self.ground, input) { Ok(()) } else { Err(error) }
                }
                None => Err(error),
            },
        }
    }

    async fn judge(&self, plan: &CallPlan, words: &str, response: Response) -> Result<Judged, ConnectorError> {
        let status = response.status();
        let code = status.as_u16();
        if plan.gone.contains(&code) {
            return Ok(Judged::Done);
        }
        let is_conflict = plan.job.as_ref().and_then(|job| job.conflict.as_ref());
        if is_conflict.is_some_and(|conflict| conflict.status.contains(&code)) {
            return Ok(Judged::InTheWay);
        }
        let is_ok = if plan.ok.is_empty() { status.is_success() } else { plan.ok.contains(&code) };
        if !is_ok {
            return Ok(Judged::Refused(refused(words, self.may, &response)));
        }
        if plan.job.is_none() && plan.succeed.is_empty() && plan.fail.is_empty() {
            return Ok(Judged::Done);
        }
        let reply = Reply::read(response, words, MAX_BYTES, self.connector.plan.errors.iter(), self.call).await?;
        let is_done = plan.succeed.iter().all(|test| test.holds(&reply.value))
            && !plan.fail.iter().any(|test| test.holds(&reply.value));
        if !is_done {
            return Ok(Judged::Refused(ConnectorError::permanent(format!(
                "{words} answered {status}, but says in its body that it was not done"
            ))));
        }
        Ok(match plan.job {
            Some(_) => Judged::Ordered(reply),
            None => Judged::Done,
        })
    }
}

/// What an answer says.
enum Judged {
    /// It is done, or was before.
    Done,
    /// It is ordered.
    Ordered(Reply),
    /// The same was ordered before.
    InTheWay,
    /// It is not done.
    Refused(ConnectorError),
}
