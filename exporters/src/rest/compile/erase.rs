//! One erasing step, and what is verified afterwards.

use std::time::Duration;

use crate::{
    contract::subject::IdentifierKind,
    rest::{
        erase::{
            plan::{
                Action, CallPlan, CollateralPlan, ConflictPlan, Does, DonePlan, EraseStep, Expect, JobPlan, Source,
                VerifyStep,
            },
            span::{day, span},
            tables::Beside,
        },
        pace::Rate,
        request::{BodyPlan, RequestPlan, Verb},
        section::{
            Section,
            erase::{ConflictSpec, DoesSpec, EraseSpec, ExpectSpec, JobSpec, VerifySpec},
            step::StepSpec,
        },
        template::{Place, Template},
    },
};

use super::Found;

/// Above so many objects somebody has to look again, if a step does not say otherwise.
const MAX_OBJECTS: u64 = 1_000;

impl Found {
    pub(super) fn erase(
        &mut self,
        n: usize,
        specs: &[EraseSpec],
        steps: &[StepSpec],
        section: &Section,
        beside: &[Beside],
    ) -> Option<EraseStep> {
        let path = &format!("/erase/{n}");
        let spec = &specs[n];
        let name_is_fine = IdentifierKind::parse(&spec.name).is_ok()
            && !matches!(&*spec.name, "settings" | "identity" | "value" | "job" | "as_of");
        if !name_is_fine || specs[..n].iter().any(|other| other.name == spec.name) {
            return self.add(path, "the step needs a name of its own: lower case letters, digits and _");
        }
        self.change(path, spec, (steps, section, beside), false)
    }

    /// What erasing and writing have in common: a call that is made for rows, or for the ways to name the person.
    pub(super) fn change(
        &mut self,
        path: &str,
        spec: &EraseSpec,
        (steps, section, beside): (&[StepSpec], &Section, &[Beside]),
        writes: bool,
    ) -> Option<EraseStep> {
        let source = match &spec.for_each {
            None => Source::Ways,
            Some(name) => match steps.iter().position(|step| step.name == *name) {
                Some(step) => Source::Rows(step),
                None if beside.iter().any(|table| table.name == *name) => Source::Table(name.clone()),
                None => {
                    let what = format!("no step and no table of this file is called {name:?}");
                    return self.add(&format!("{path}/for_each"), what);
                }
            },
        };
        let mut ways = Vec::new();
        for name in &spec.any_of {
            match section.identities.iter().position(|way| way.name == *name) {
                Some(way) => ways.push(way),
                None => return self.add(&format!("{path}/any_of"), format!("no identity is called {name:?}")),
            }
        }
        let of = |found: &mut Self, at: &str, name: &String| match steps.iter().position(|step| step.name == *name) {
            Some(step) => Some(step),
            None => found.add(&format!("{path}/{at}"), format!("no step is called {name:?}")),
        };
        let collateral = match &spec.collateral {
            None => None,
            Some(collateral) => Some(CollateralPlan {
                all: self.template(&format!("{path}/collateral/all"), &collateral.all)?,
                mine: of(self, "collateral/mine", &collateral.mine)?,
                max_others: collateral.max_others,
                otherwise: match &collateral.otherwise {
                    None => None,
                    Some(expire) => Some(self.day(&format!("{path}/collateral/else"), &expire.expire)?),
                },
            }),
        };
        let not_before = match &spec.not_before {
            None => None,
            Some(not_before) => {
                Some((self.day(&format!("{path}/not_before"), &not_before.day)?, not_before.ground.clone()))
            }
        };
        let key = match &source {
            Source::Rows(step) => steps[*step].key.as_deref().and_then(plain_path),
            Source::Table(_) | Source::Ways => None,
        };
        let object = spec.for_each.as_ref().zip(key).map(|(step, key)| format!("{step}.{key}"));
        if object.is_none() && (collateral.is_some() || !spec.along.is_empty()) {
            let what = "collateral and along need a for_each with a key such as $.id, by which rows are told apart";
            return self.add(path, what);
        }
        Some(EraseStep {
            name: spec.name.clone(),
            ways,
            action: self.action(path, spec, beside, writes)?,
            collection: spec.collection.clone().unwrap_or_else(|| match &source {
                Source::Rows(_) => spec.for_each.clone().unwrap_or_else(|| spec.name.clone()),
                // What becomes of the table's rows is another engine's business.
                Source::Table(_) | Source::Ways => spec.name.clone(),
            }),
            along: spec.along.iter().map(|name| of(self, "along", name)).collect::<Option<_>>()?,
            object,
            only_when: self.tests(&format!("{path}/only_when"), &spec.only_when),
            unless_found: match &spec.unless_found {
                None => None,
                Some(name) => Some(of(self, "unless_found", name)?),
            },
            collateral,
            source,
            max_objects: spec.max_objects.unwrap_or(MAX_OBJECTS),
            not_before,
        })
    }

    /// A template of a day, tried with a day in every hole.
    fn day(&mut self, path: &str, text: &str) -> Option<Template> {
        let template = self.template(path, text)?;
        let tried = template.fill(Place::Whole, |hole| {
            Some(if hole.starts_with("settings.") { "1" } else { "2026-01-01T00:00:00Z" }.into())
        });
        match tried.ok().as_deref().and_then(day) {
            Some(_) => Some(template),
            None => self.add(path, format!("{text:?} gives no day; write {{row.date}} or {{row.date}} + 90 days")),
        }
    }

    fn action(&mut self, path: &str, spec: &EraseSpec, beside: &[Beside], writes: bool) -> Option<Action> {
        let calls: Vec<(&String, Verb)> = [
            (&spec.delete, Verb::Delete),
            (&spec.patch, Verb::Patch),
            (&spec.put, Verb::Put),
            (&spec.post, Verb::Post),
        ]
        .into_iter()
        .filter_map(|(path, verb)| Some((path.as_ref()?, verb)))
        .collect();
        match (calls.as_slice(), &spec.expire) {
            ([(written, verb)], None) => {
                let does = if writes { Does::Write } else { self.does(path, spec, *verb)? };
                self.call(path, spec, (written, *verb, does), beside).map(Box::new).map(Action::Call)
            }
            ([], Some(expire)) => self.day(&format!("{path}/expire"), expire).map(Action::Expire),
            _ if writes => self.add(path, "a writing step has exactly one of delete, patch, put and post"),
            _ => self.add(path, "a step has exactly one of delete, patch, put, post and expire"),
        }
    }

    fn does(&mut self, path: &str, spec: &EraseSpec, verb: Verb) -> Option<Does> {
        Some(match (spec.does, verb, &spec.job) {
            (Some(DoesSpec::Delete), _, _) | (None, Verb::Delete, _) | (None, Verb::Post, Some(_)) => Does::Delete,
            (Some(DoesSpec::Anonymise), _, _) | (None, Verb::Patch | Verb::Put, _) => Does::Anonymise,
            (Some(DoesSpec::Suppress), _, _) => Does::Suppress,
            (Some(DoesSpec::LogOut), _, _) => Does::LogOut,
            (None, Verb::Post | Verb::Get, _) => {
                return self.add(path, "say what this POST comes to: does: delete, anonymise, suppress or log_out");
            }
        })
    }

    fn call(
        &mut self,
        path: &str,
        spec: &EraseSpec,
        (written, verb, does): (&str, Verb, Does),
        beside: &[Beside],
    ) -> Option<CallPlan> {
        let body = match (spec.form.is_empty(), &spec.json) {
            (true, None) => BodyPlan::Nothing,
            (false, None) => BodyPlan::Form(self.pairs(&format!("{path}/form"), &spec.form)?),
            (true, Some(json)) => BodyPlan::Json(self.json(&format!("{path}/json"), json)?),
            (false, Some(_)) => return self.add(path, "a call has a form or json, not both"),
        };
        let done_when = match &spec.done_when {
            None => None,
            Some(done) if beside.iter().any(|beside| beside.name == done.table) => Some(DonePlan {
                table: done.table.clone(),
                path: self.json_path(&format!("{path}/done_when/path"), &done.path)?,
                equals: self.template(&format!("{path}/done_when/equals"), &done.equals)?,
            }),
            Some(done) => {
                let what = format!("no table of this file is called {:?}", done.table);
                return self.add(&format!("{path}/done_when"), what);
            }
        };
        let rate = match spec.rate.as_deref().map(Rate::parse).transpose() {
            Ok(rate) => rate,
            Err(e) => return self.add(&format!("{path}/rate"), e),
        };
        let hidden = self.span(&format!("{path}/hidden_for"), spec.hidden_for.as_deref())?;
        Some(CallPlan {
            does,
            verb,
            request: RequestPlan {
                path: self.path(path, written)?,
                path_as_written: written.to_owned(),
                query: self.pairs(&format!("{path}/query"), &spec.query)?,
                when_counting: Vec::new(),
                headers: spec
                    .headers
                    .iter()
                    .map(|(name, value)| Some((name.clone(), self.template(&format!("{path}/headers/{name}"), value)?)))
                    .collect::<Option<_>>()?,
                body,
            },
            ok: spec.ok.clone(),
            gone: spec.gone.clone(),
            done_when,
            succeed: self.tests(&format!("{path}/succeed_when"), &spec.succeed_when),
            fail: self.tests(&format!("{path}/fail_when"), &spec.fail_when),
            idempotency_header: spec.idempotency_header.clone(),
            hidden_hours: hidden.map(hours),
            rate,
            timeout: self.span(&format!("{path}/timeout"), spec.timeout.as_deref())?,
            job: match &spec.job {
                None => None,
                Some(job) => Some(self.job(&format!("{path}/job"), job)?),
            },
        })
    }

    fn job(&mut self, path: &str, spec: &JobSpec) -> Option<JobPlan> {
        if spec.done.is_empty() {
            return self.add(path, "say by which statuses one knows that the job is done");
        }
        let every = self.span(&format!("{path}/every"), spec.every.as_deref())?;
        let timeout = self.span(&format!("{path}/timeout"), spec.timeout.as_deref())?;
        let conflict = match &spec.on_conflict {
            None => None,
            Some(conflict) => Some(self.conflict(&format!("{path}/on_conflict"), conflict)?),
        };
        Some(JobPlan {
            id: self.json_path(&format!("{path}/id"), &spec.id)?,
            poll: self.path(&format!("{path}/poll"), &spec.poll)?,
            poll_as_written: spec.poll.clone(),
            status: self.json_path(&format!("{path}/status"), &spec.status)?,
            done: spec.done.clone(),
            failed: spec.failed.clone(),
            every: every.unwrap_or(Duration::from_secs(10)),
            timeout: timeout.unwrap_or(Duration::from_secs(600)),
            conflict,
        })
    }

    fn conflict(&mut self, path: &str, spec: &ConflictSpec) -> Option<ConflictPlan> {
        Some(ConflictPlan {
            status: if spec.status.is_empty() { vec![409] } else { spec.status.clone() },
            list: self.path(&format!("{path}/get"), &spec.get)?,
            list_as_written: spec.get.clone(),
            records: self.json_path(&format!("{path}/records"), spec.records.as_deref().unwrap_or("$"))?,
            path: self.json_path(&format!("{path}/path"), &spec.path)?,
            equals: self.template(&format!("{path}/equals"), &spec.equals)?,
            id: self.json_path(&format!("{path}/id"), &spec.id)?,
        })
    }

    fn path(&mut self, at: &str, written: &str) -> Option<Template> {
        if !written.starts_with('/') || written.contains(['?', '#']) {
            return self.add(at, "the path begins with / and has no ? or #; parameters go under query");
        }
        self.template(at, written)
    }

    fn span(&mut self, path: &str, text: Option<&str>) -> Option<Option<Duration>> {
        match text.map(span).transpose() {
            Ok(span) => Some(span),
            Err(e) => self.add(path, e),
        }
    }

    pub(super) fn verify(&mut self, n: usize, spec: &VerifySpec, steps: &[StepSpec]) -> Option<VerifyStep> {
        let path = &format!("/verify/{n}");
        let step = self.step_named(&format!("{path}/step"), &spec.step, steps)?;
        let expect = match &spec.expect {
            ExpectSpec::Empty => Expect::AtMost(0),
            ExpectSpec::Count(most) => Expect::AtMost(*most),
            ExpectSpec::Status(statuses) => {
                if statuses.is_empty() || !statuses.iter().all(|status| steps[step].not_found.contains(status)) {
                    let what = "list these statuses under the step's not_found: an answer with one of them is expected";
                    return self.add(&format!("{path}/expect"), what);
                }
                Expect::Gone
            }
            ExpectSpec::Field(test) => Expect::Field(self.test(&format!("{path}/expect/field"), test)?),
        };
        let mut after = Vec::new();
        for text in &spec.after {
            after.push(self.span(&format!("{path}/after"), Some(text))??);
        }
        after.sort();
        Some(VerifyStep { step, expect, after, unless_expiring: spec.unless_expiring.clone() })
    }
}

/// Hours, begun ones included.
fn hours(span: Duration) -> u32 {
    u32::try_from(span.as_secs().div_ceil(3_600)).unwrap_or(u32::MAX)
}

/// `$.a.b` as `a.b`, if it is as plain as that.
fn plain_path(path: &str) -> Option<String> {
    let plain = path.strip_prefix("$.")?;
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    (!plain.is_empty() && plain.chars().all(fits)).then(|| plain.to_owned())
}
