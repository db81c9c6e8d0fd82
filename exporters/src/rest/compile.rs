//! Turns a section into a plan, or says everything that is wrong with it.
//!
//! What is looked for beyond spelling: names that lead nowhere, placeholders that can never have a value, secrets
//! outside `auth`, and steps that would hand over rows which are not the person's.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_json_path::JsonPath;

use crate::contract::subject::IdentifierKind;

use super::{
    erase::tables::Beside,
    plan::{Plan, PlannedCanary},
    problem::{Problem, Problems},
    request::Test,
    section::{AuthSpec, Section, WaySpec, predicate::Predicate, step::StepSpec},
    template::Template,
    way::Way,
};

mod audit;
mod erase;
mod erase_audit;
mod listed;
mod notify;
mod output;
mod step;
mod write;
mod write_audit;

/// Reads the `rest:` section of a manifest.
pub fn compile(section: &Value) -> Result<Plan, Problems> {
    compile_beside(section, &[])
}

/// Reads the `rest:` section of a manifest whose tables another engine reads.
pub fn compile_beside(section: &Value, beside: &[Beside]) -> Result<Plan, Problems> {
    let section = Section::read(section)?;
    let specs = section.steps()?;
    let erase_specs = section.erase()?;
    let write_specs = listed::listed(&section)?;
    let notify_specs = section.notify()?;
    let mut found = Found::default();

    let ways = section.identities.iter().enumerate().filter_map(|(n, spec)| found.way(n, spec)).collect::<Vec<_>>();
    let steps: Vec<_> =
        specs.iter().enumerate().filter_map(|(n, spec)| found.step(n, spec, &specs, &section)).collect();
    let headers = section.headers.iter().filter_map(|(name, value)| {
        let path = format!("/headers/{name}");
        Some((name.clone(), found.template(&path, value)?))
    });
    let headers = headers.collect();
    let errors = found.tests("/error_when", &section.error_when);
    let probe = section.probe.as_ref();
    if probe.is_none() && !specs.is_empty() {
        found.0.push(Problem::new("", "there is no probe: name a step that answers without a person"));
    }
    let reach = probe.and_then(|probe| found.step_named("/probe/reach", &probe.reach, &specs));
    let canary = probe.and_then(|probe| probe.find.as_ref()).and_then(|canary| {
        Some(PlannedCanary {
            step: found.step_named("/probe/find/step", &canary.step, &specs)?,
            kind: found.kind("/probe/find/kind", &canary.kind)?,
            setting: canary.setting.clone(),
        })
    });
    let erase: Vec<_> =
        (0..erase_specs.len()).filter_map(|n| found.erase(n, &erase_specs, &specs, &section, beside)).collect();
    let verify: Vec<_> =
        section.verify.iter().enumerate().filter_map(|(n, spec)| found.verify(n, spec, &specs)).collect();
    let writes: Vec<_> =
        (0..write_specs.len()).filter_map(|n| found.write(n, &write_specs, &specs, &section)).collect();
    let notifies: Vec<_> =
        (0..notify_specs.len()).filter_map(|n| found.notify(n, &notify_specs, &specs, &section)).collect();
    for setting in section.settings.iter().filter(|setting| setting.default.is_some()) {
        if setting.secret || !setting.optional {
            let what = format!("the setting {:?} has a default: then it is optional, and no secret", setting.name);
            found.0.push(Problem::new("/settings", what));
        }
    }
    found.auth(&section, &section.auth.read, false);
    for changing in [&section.auth.erase, &section.auth.write, &section.auth.notify].into_iter().flatten() {
        found.auth(&section, changing, true);
    }

    // A step that could not be read would make the numbers of the others wrong.
    if !found.0.is_empty() {
        return Err(Problems(found.0));
    }
    let Section { settings, auth, limits, file_hosts, .. } = section;
    let mut plan = Plan {
        settings,
        auth: auth.read,
        erase_auth: auth.erase,
        write_auth: auth.write,
        notify_auth: auth.notify,
        headers,
        limits,
        errors,
        file_hosts,
        ways,
        steps,
        reach,
        canary,
        erase,
        verify,
        writes,
        notifies,
    };
    let mut problems = audit::audit(&mut plan);
    problems.extend(erase_audit::audit(&mut plan, &erase_specs, beside));
    problems.extend(write_audit::audit(&mut plan, &write_specs));
    problems.extend(notify::audit(&plan, &notify_specs));
    if problems.is_empty() { Ok(plan) } else { Err(Problems(problems)) }
}

/// The problems found so far. Each method returns `None` when it added one.
#[derive(Default)]
struct Found(Vec<Problem>);

impl Found {
    fn add<T>(&mut self, path: &str, what: impl Into<String>) -> Option<T> {
        self.0.push(Problem::new(path, what));
        None
    }

    fn template(&mut self, path: &str, text: &str) -> Option<Template> {
        Template::parse(text).or_else(|e| self.add(path, e).ok_or(())).ok()
    }

    fn json_path(&mut self, path: &str, text: &str) -> Option<JsonPath> {
        match JsonPath::parse(text) {
            Ok(parsed) => Some(parsed),
            Err(e) => self.add(path, format!("{text:?} is not a JSONPath: {e}")),
        }
    }

    fn kind(&mut self, path: &str, name: &str) -> Option<IdentifierKind> {
        IdentifierKind::parse(name).or_else(|e| self.add(path, e.to_string()).ok_or(())).ok()
    }

    fn step_named(&mut self, path: &str, name: &str, specs: &[StepSpec]) -> Option<usize> {
        let at = specs.iter().position(|spec| spec.name == name);
        at.or_else(|| self.add(path, format!("no step is called {name:?}")))
    }

    fn tests(&mut self, path: &str, specs: &[Predicate]) -> Vec<Test> {
        specs.iter().enumerate().filter_map(|(n, spec)| self.test(&format!("{path}/{n}"), spec)).collect()
    }

    fn test(&mut self, path: &str, spec: &Predicate) -> Option<Test> {
        let at = self.json_path(path, &spec.path)?;
        Some(Test::new(at, spec.equals.clone(), spec.more_than))
    }

    fn way(&mut self, n: usize, spec: &WaySpec) -> Option<Way> {
        let path = format!("/identities/{n}");
        let form = match &spec.form {
            None => None,
            Some(form) => Some(self.template(&format!("{path}/form"), form)?),
        };
        let mut terms = BTreeMap::new();
        for (name, text) in &spec.terms {
            let at = format!("{path}/terms/{name}");
            let term = self.template(&at, text)?;
            let known =
                |hole: &str| hole == "value" || form.as_ref().is_some_and(|form| form.holes().any(|h| h == hole));
            if let Some(stranger) = term.holes().find(|hole| !known(hole)) {
                return self.add(&at, format!("{{{stranger}}} is neither {{value}} nor a part of the form"));
            }
            terms.insert(name.clone(), term);
        }
        Some(Way { name: spec.name.clone(), kind: self.kind(&format!("{path}/kind"), &spec.kind)?, form, terms })
    }

    /// The credentials for erasing, writing and telling may be missing: then there is none of it.
    fn auth(&mut self, section: &Section, auth: &AuthSpec, may_be_missing: bool) {
        let (secrets, plain): (Vec<&String>, Vec<&String>) = match auth {
            AuthSpec::None {} => return,
            AuthSpec::Bearer { token } => (vec![token], vec![]),
            AuthSpec::Basic { user, password } => match password {
                Some(password) => (vec![password], vec![user]),
                None => (vec![user], vec![]),
            },
            AuthSpec::Header { value, .. } | AuthSpec::Query { value, .. } | AuthSpec::Form { value, .. } => {
                (vec![value], vec![])
            }
            AuthSpec::Oauth2ClientCredentials { client_id, client_secret, .. } => {
                (vec![client_secret], vec![client_id])
            }
        };
        let declared = |name: &&String| section.settings.iter().find(|setting| setting.name == **name);
        for name in &secrets {
            if !declared(name).is_some_and(|setting| setting.secret && (may_be_missing || !setting.optional)) {
                let also = if may_be_missing { "" } else { " and not optional" };
                self.0.push(Problem::new("/auth", format!("{name:?} must be a setting that is secret{also}")));
            }
        }
        for name in &plain {
            if declared(name).is_none() {
                self.0.push(Problem::new("/auth", format!("{name:?} is not among the settings")));
            }
        }
    }
}
