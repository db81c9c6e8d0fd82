//! One step.

use serde_json::{Map, Value};
use serde_json_path::JsonPath;

use crate::{
    contract::{outcome::Certainty, subject::IdentifierKind},
    rest::{
        pace::Rate,
        page::{Paging, as_text},
        plan::{Learn, Rule, RuleIs, Step},
        request::{BodyPlan, JsonTemplate, RequestPlan},
        section::{
            Section,
            step::{RuleSpec, StepSpec},
        },
        template::Template,
    },
};

use super::Found;

/// The largest answer that is taken when a step does not say otherwise.
const MAX_BYTES: u64 = 32 * 1024 * 1024;
/// The largest file that is taken when a step does not say otherwise.
const MAX_FILE_BYTES: u64 = 100 * 1024 * 1024;
/// The page after which we stop believing that a list ends.
const MAX_PAGES: u32 = 10_000;

impl Found {
    pub(super) fn step(&mut self, n: usize, spec: &StepSpec, specs: &[StepSpec], section: &Section) -> Option<Step> {
        let path = &format!("/steps/{n}");
        let before = &specs[..n];
        let name_is_fine =
            IdentifierKind::parse(&spec.name).is_ok() && !matches!(&*spec.name, "settings" | "identity" | "value");
        if !name_is_fine {
            return self
                .add(path, "a step's name is lower case letters, digits and _, and none of settings, identity, value");
        }
        if before.iter().any(|other| other.name == spec.name) {
            return self.add(path, "two steps have this name");
        }
        let parent = match &spec.for_each {
            None => None,
            Some(parent) => match before.iter().position(|other| other.name == *parent) {
                Some(parent) => Some(parent),
                None => {
                    return self
                        .add(&format!("{path}/for_each"), format!("no step before this one is called {parent:?}"));
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
        let paging = match &spec.page {
            None => Paging::Single,
            Some(paging) => match Paging::read(paging.clone()) {
                Ok(paging) => paging,
                Err(e) => return self.add(&format!("{path}/page"), e),
            },
        };
        let rate = match spec.rate.as_deref().map(Rate::parse).transpose() {
            Ok(rate) => rate,
            Err(e) => return self.add(&format!("{path}/rate"), e),
        };
        let key = match &spec.key {
            None => None,
            Some(key) => Some(self.json_path(&format!("{path}/key"), key)?),
        };
        let names_as = match spec.names_as.as_deref() {
            Some("" | "value") => {
                return self.add(&format!("{path}/names_as"), "give the names a name, other than `value`");
            }
            name => name.map(ToOwned::to_owned),
        };
        let is_file = spec.file.is_some();
        Some(Step {
            name: spec.name.clone(),
            parent,
            ways,
            request: self.request(path, spec)?,
            paging,
            max_pages: spec.max_pages.unwrap_or(MAX_PAGES),
            records: self.records(path, spec.records.as_deref().unwrap_or("$"))?,
            names_as,
            key,
            rules: self.rules(path, &spec.only_if)?,
            not_found: spec.not_found.clone(),
            errors: self.tests(&format!("{path}/error_when"), &spec.error_when),
            rate,
            max_bytes: spec.max_bytes.unwrap_or(if is_file { MAX_FILE_BYTES } else { MAX_BYTES }),
            learns: self.learns(path, spec)?,
            output: self.output(path, spec)?,
            captures: Vec::new(),
            is_by_identity: false,
        })
    }

    /// A path to one place: where a list is looked for in several, an answer of another shape would pass for an empty one.
    fn records(&mut self, path: &str, text: &str) -> Option<JsonPath> {
        let at = format!("{path}/records");
        if text.contains(['*', '?', ',', ':']) || text.contains("..") {
            return self.add(&at, "records is the path of the list itself, such as $ or $.data, without [*]");
        }
        self.json_path(&at, text)
    }

    fn request(&mut self, path: &str, spec: &StepSpec) -> Option<RequestPlan> {
        let (written, posts) = match (&spec.get, &spec.post) {
            (Some(get), None) => (get, false),
            (None, Some(post)) => (post, true),
            (None, None) | (Some(_), Some(_)) => return self.add(path, "a step has either get or post"),
        };
        if !written.starts_with('/') || written.contains(['?', '#']) {
            return self.add(path, "the path begins with / and has no ? or #; parameters go under query");
        }
        let body = match (posts, spec.form.is_empty(), &spec.json) {
            (false, true, None) => BodyPlan::Nothing,
            (false, _, _) => return self.add(path, "a get has no form and no json"),
            (true, _, None) => BodyPlan::Form(self.pairs(&format!("{path}/form"), &spec.form)?),
            (true, true, Some(json)) => BodyPlan::Json(self.json(&format!("{path}/json"), json)?),
            (true, false, Some(_)) => return self.add(path, "a post has a form or json, not both"),
        };
        Some(RequestPlan {
            path: self.template(path, written)?,
            path_as_written: written.clone(),
            query: self.pairs(&format!("{path}/query"), &spec.query)?,
            when_counting: self.pairs(&format!("{path}/when_counting"), &spec.when_counting)?,
            headers: Vec::new(),
            body,
        })
    }

    pub(super) fn pairs(&mut self, path: &str, map: &Map<String, Value>) -> Option<Vec<(String, Vec<Template>)>> {
        let mut pairs = Vec::new();
        for (name, value) in map {
            let at = format!("{path}/{name}");
            let many = match value {
                Value::Array(many) if !many.is_empty() => many.as_slice(),
                one => std::slice::from_ref(one),
            };
            let mut templates = Vec::new();
            for value in many {
                let text = match as_text(value) {
                    Some(text) => text,
                    None => return self.add(&at, "a parameter is a text, a number, or a list of them"),
                };
                templates.push(self.template(&at, &text)?);
            }
            pairs.push((name.clone(), templates));
        }
        Some(pairs)
    }

    pub(super) fn json(&mut self, path: &str, value: &Value) -> Option<JsonTemplate> {
        Some(match value {
            Value::String(text) => JsonTemplate::Text(self.template(path, text)?),
            Value::Null | Value::Bool(_) | Value::Number(_) => JsonTemplate::Plain(value.clone()),
            Value::Array(all) => JsonTemplate::List(all.iter().map(|one| self.json(path, one)).collect::<Option<_>>()?),
            Value::Object(all) => JsonTemplate::Object(
                all.iter()
                    .map(|(key, one)| Some((key.clone(), self.json(&format!("{path}/{key}"), one)?)))
                    .collect::<Option<_>>()?,
            ),
        })
    }

    fn rules(&mut self, path: &str, specs: &[RuleSpec]) -> Option<Vec<Rule>> {
        let mut rules = Vec::new();
        for (n, spec) in specs.iter().enumerate() {
            let at = format!("{path}/only_if/{n}");
            let is = match (&spec.equals, spec.one_of.is_empty()) {
                (Some(template), true) => RuleIs::Equal(self.template(&at, template)?),
                (None, false) => {
                    RuleIs::OneOf(spec.one_of.iter().map(|kind| self.kind(&at, kind)).collect::<Option<_>>()?)
                }
                (None, true) | (Some(_), false) => return self.add(&at, "a rule has either equals or one_of"),
            };
            let name = spec.path.trim_start_matches(['$', '.']).to_owned();
            rules.push(Rule { path: self.json_path(&at, &spec.path)?, name, is });
        }
        Some(rules)
    }

    fn learns(&mut self, path: &str, spec: &StepSpec) -> Option<Vec<Learn>> {
        let mut learns = Vec::new();
        for (n, learn) in spec.learns.iter().enumerate() {
            let at = format!("{path}/learns/{n}");
            let certainty = Certainty::of(learn.claimed);
            learns.push(Learn {
                kind: self.kind(&at, &learn.kind)?,
                value: self.template(&at, &learn.value)?,
                certainty,
            });
        }
        Some(learns)
    }
}
