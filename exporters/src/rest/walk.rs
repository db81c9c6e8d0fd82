//! Goes through the steps that lead to one step, and to its rows.
//!
//! The walk is a stack of levels, one for each step of the chain. A level has inputs: the rows of one page of the level
//! above, reduced to the values its calls need. The deepest level with an input makes the next call; its rows become
//! the inputs of the level below, or, at the bottom, what the walk brings. So memory holds one page, and the inputs of
//! one page for each level. The whole stack can be written into a cursor between any two calls, and a walk goes on from
//! it with the very next page: nothing is asked twice, nothing is left out.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashSet, VecDeque},
    time::Duration,
};

use reqwest::{Response, header::HeaderMap};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::contract::{call::Call, error::ConnectorError, subject::Subject};

use super::{
    http::{Ask, AskBody, Fault, Http, May},
    input::Input,
    page::{Answer, as_text},
    plan::{Output, Plan, RuleIs, Step},
    reply::{Reply, Row},
    request::{BodyPlan, Verb},
    seen::Seen,
    template::{Place, Template, Unbound},
    way::Named,
};

/// What the walk looks its values up in.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// What is asked and how.
    pub plan: &'a Plan,
    /// The connection.
    pub http: &'a Http,
    /// The settings that may stand in calls.
    pub settings: &'a BTreeMap<String, String>,
    /// The person.
    pub subject: &'a Subject,
    /// The ways to name them.
    pub named: &'a [Named],
}

/// Where a walk is. Part of a cursor: ways are numbers, so that the person's identifiers are not in it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Walk {
    levels: Vec<Level>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Level {
    /// The first is the one being asked for.
    inputs: VecDeque<Input>,
    /// The place in the first input's list.
    token: Option<String>,
    /// How many pages of it were read.
    pages: u32,
    /// The rows that came already, of all inputs.
    seen: Seen,
    /// The places that the list was at, to notice when it goes in circles. Not kept in a cursor: a circle is met again.
    #[serde(skip)]
    tokens: HashSet<String>,
}

/// Whether rows are read to be handed over or only to be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be handed over.
    Reading,
    /// To be counted.
    Counting,
}

/// What one turn of the walk brought.
#[derive(Debug)]
pub enum Turn {
    /// The walk is over.
    Done,
    /// A page on the way.
    OnTheWay,
    /// A page of rows.
    Rows(Page),
    /// A file that waits to be read; `None` if it is no longer there.
    File(Option<Response>, FileTurn),
}

/// A page of rows.
#[derive(Debug)]
pub struct Page {
    /// The answer that the rows are in.
    pub reply: Reply,
    /// The rows that count.
    pub taken: Vec<Taken>,
    /// How many rows the API found that are not the person's.
    pub strangers: u64,
}

/// One row that counts.
#[derive(Debug)]
pub struct Taken {
    /// Its place among the answer's rows.
    pub index: usize,
    /// What it was reached by.
    pub reached_by: Vec<String>,
    /// The values it was reached by and teaches from.
    pub input: Input,
}

/// A file's circumstances.
#[derive(Debug)]
pub struct FileTurn {
    /// The values it was reached by.
    pub input: Input,
    /// Which page of the file this is, from 0.
    pub page: u32,
    /// Whether the file has more than one page.
    pub is_one_of_many: bool,
}

/// A walk under way.
#[derive(Debug)]
pub struct Walker<'a> {
    ground: Ground<'a>,
    chain: Vec<usize>,
    purpose: Purpose,
    walk: Walk,
}

impl<'a> Walker<'a> {
    /// A walk to `step`, from the start or from where an earlier one was.
    pub fn new(ground: Ground<'a>, step: usize, purpose: Purpose, from: Option<Walk>) -> Result<Self, ConnectorError> {
        let chain = ground.plan.chain(step);
        let walk = match from {
            Some(walk) if walk.levels.len() == chain.len() => walk,
            Some(_) => return Err(ConnectorError::permanent("the cursor is of another walk")),
            None => {
                let mut levels = vec![Level::default(); chain.len()];
                levels[0].inputs = inputs(&ground, chain[0], Input::default());
                Walk { levels }
            }
        };
        Ok(Self { ground, chain, purpose, walk })
    }

    /// Where the walk is, to go on from later.
    pub fn into_walk(self) -> Walk {
        self.walk
    }

    /// Makes the next call.
    pub async fn turn(&mut self, call: &Call, patience: Duration) -> Result<Turn, Fault> {
        let Some(depth) = self.walk.levels.iter().rposition(|level| !level.inputs.is_empty()) else {
            return Ok(Turn::Done);
        };
        let ground = self.ground;
        let step = &ground.plan.steps[self.chain[depth]];
        let level = &self.walk.levels[depth];
        let input = level.inputs[0].clone();
        let ask = self.ask(depth, step, &input, level.token.as_deref())?;
        let words = ask.words();
        let response = ground.http.ask(&ask, call, patience).await?;
        let Some(response) = response else {
            let page = self.walk.levels[depth].pages;
            self.advance(depth, None, &words)?;
            return Ok(match step.output {
                Output::File(_) => Turn::File(None, FileTurn { input, page, is_one_of_many: false }),
                Output::Nothing | Output::Records(_) => Turn::OnTheWay,
            });
        };
        if let Output::File(_) = step.output {
            let page = self.walk.levels[depth].pages;
            let next = self.next(
                depth,
                step,
                Answer { headers: response.headers(), body: &Value::Null, rows: 0, last: None },
                &words,
            )?;
            let is_one_of_many = page > 0 || next.is_some();
            self.advance(depth, next, &words)?;
            return Ok(Turn::File(Some(response), FileTurn { input, page, is_one_of_many }));
        }
        let errors = ground.plan.errors.iter().chain(&step.errors);
        let mut reply = Reply::read(response, &words, step.max_bytes, errors, call).await?;
        if let Some(name) = &step.names_as {
            reply.list_entries(&step.records, name, &words)?;
        }
        let rows = reply.rows(&step.records, &words)?;
        let (taken, strangers) = self.take(depth, step, &input, &rows, &words)?;
        let next = self.next(depth, step, answer(&reply.headers, &reply.value, &rows), &words)?;
        self.advance(depth, next, &words)?;
        let Some(below) = self.chain.get(depth + 1) else { return Ok(Turn::Rows(Page { reply, taken, strangers })) };
        let all = taken.into_iter().flat_map(|row| inputs(&ground, *below, row.input));
        self.walk.levels[depth + 1].inputs = all.collect();
        Ok(Turn::OnTheWay)
    }

    fn next(
        &self,
        depth: usize,
        step: &Step,
        answer: Answer<'_>,
        words: &str,
    ) -> Result<Option<String>, ConnectorError> {
        let token = self.walk.levels[depth].token.as_deref();
        step.paging.next(token, answer).map_err(|e| ConnectorError::transient(format!("{words}: {e}")))
    }

    /// Moves on: to the next page of the list, or to the next input.
    fn advance(&mut self, depth: usize, next: Option<String>, words: &str) -> Result<(), ConnectorError> {
        let max_pages = self.ground.plan.steps[self.chain[depth]].max_pages;
        let level = &mut self.walk.levels[depth];
        let Some(next) = next else {
            level.inputs.pop_front();
            level.token = None;
            level.pages = 0;
            level.tokens.clear();
            return Ok(());
        };
        level.pages += 1;
        let repeats = level.token.as_ref() == Some(&next) || !level.tokens.insert(next.clone());
        if repeats || level.pages >= max_pages {
            let how = if repeats {
                "leads back to a page that was read already".to_owned()
            } else {
                format!("has more than {max_pages} pages")
            };
            return Err(ConnectorError::permanent(format!("{words} does not end: the list {how}")));
        }
        level.token = Some(next);
        Ok(())
    }

    /// The rows that are the person's and did not come before, and how many are others'.
    fn take(
        &mut self,
        depth: usize,
        step: &Step,
        input: &Input,
        rows: &[Row<'_>],
        words: &str,
    ) -> Result<(Vec<Taken>, u64), ConnectorError> {
        let is_bottom = depth + 1 == self.chain.len();
        // On the way, a row that was found in two ways is followed in both, if the way matters further down.
        let way_matters = self.chain[depth + 1..].iter().any(|below| self.ground.plan.steps[*below].is_by_identity);
        let mut taken = Vec::new();
        let mut strangers = 0;
        for (index, row) in rows.iter().enumerate() {
            // Before anything else: what has no key is no row, so that an error that was answered with 200 is not taken for
            // somebody else's row, and its person for somebody of whom nothing is held.
            let key = match &step.key {
                Some(key) => {
                    let key = key.query(row.value).first().and_then(as_text);
                    Some(key.ok_or_else(|| ConnectorError::transient(format!("{words}: a row has no key")))?)
                }
                None => None,
            };
            let Some(reached_by) = self.reached_by(step, input, row.value) else {
                strangers += 1;
                continue;
            };
            if let Some(key) = key {
                let way = if is_bottom || !way_matters { None } else { input.way };
                if !self.walk.levels[depth].seen.is_new(&format!("{way:?} {key}")) {
                    continue;
                }
            }
            let mut input = input.clone();
            for path in &step.captures {
                if let Some(value) =
                    path.split('.').try_fold(row.value, |value, part| value.get(part)).and_then(as_text)
                {
                    input.values.insert(format!("{}.{path}", step.name), value);
                }
            }
            taken.push(Taken { index, reached_by, input });
        }
        Ok((taken, strangers))
    }

    /// By what a row is the person's; `None` if it is not.
    fn reached_by(&self, step: &Step, input: &Input, row: &Value) -> Option<Vec<String>> {
        if step.rules.is_empty() {
            let way = input.way.map(|way| format!("identity.{}", self.ground.named[way].name));
            let parent = step.parent.map(|parent| self.ground.plan.steps[parent].name.clone());
            return Some(way.or(parent).into_iter().collect());
        }
        let fits = |wanted: &str, found: &Value| as_text(found).is_some_and(|found| found == wanted);
        let hits = step.rules.iter().filter(|rule| {
            let found = rule.path.query(row);
            match &rule.is {
                RuleIs::Equal(template) => self
                    .ground
                    .fill(template, Place::Whole, input)
                    .is_ok_and(|wanted| found.iter().any(|value| fits(&wanted, value))),
                RuleIs::OneOf(kinds) => {
                    let mut wanted = kinds.iter().flat_map(|kind| self.ground.subject.of_kind(kind.as_str()));
                    wanted.any(|wanted| found.iter().any(|value| fits(wanted, value)))
                }
            }
        });
        let hits: Vec<_> = hits.map(|rule| format!("{}.{}", step.name, rule.name)).collect();
        if hits.is_empty() { None } else { Some(hits) }
    }

    fn ask(&self, depth: usize, step: &'a Step, input: &Input, token: Option<&str>) -> Result<Ask<'a>, ConnectorError> {
        let fill = |template: &Template, place| self.ground.fill(template, place, input);
        let pairs = |pairs: &[(String, Vec<Template>)]| {
            let all = pairs.iter().flat_map(|(name, values)| values.iter().map(move |value| (name, value)));
            all.map(|(name, value)| Ok((name.clone(), fill(value, Place::Whole)?))).collect::<Result<Vec<_>, Unbound>>()
        };
        let made = || -> Result<Ask<'a>, Unbound> {
            let request = &step.request;
            let mut query = pairs(&request.query)?;
            if self.purpose == Purpose::Counting {
                for (name, value) in pairs(&request.when_counting)? {
                    query.retain(|(other, _)| *other != name);
                    query.push((name, value));
                }
            }
            let mut body = match &request.body {
                BodyPlan::Nothing => AskBody::Nothing,
                BodyPlan::Form(fields) => AskBody::Form(pairs(fields)?),
                BodyPlan::Json(json) => AskBody::Json(json.fill(&fill)?),
            };
            match &mut body {
                AskBody::Form(fields) => step.paging.ask(token, fields),
                AskBody::Nothing | AskBody::Json(_) => step.paging.ask(token, &mut query),
            }
            let verb = match &body {
                AskBody::Nothing => Verb::Get,
                AskBody::Form(_) | AskBody::Json(_) => Verb::Post,
            };
            Ok(Ask {
                pace: self.chain[depth],
                name: &step.name,
                may: May::Read,
                verb,
                as_written: &request.path_as_written,
                not_found: &step.not_found,
                path: fill(&request.path, Place::Path)?,
                query,
                body,
                headers: Vec::new(),
                timeout: None,
            })
        };
        made().map_err(|unbound| ConnectorError::permanent(format!("{}: {unbound}; nothing was asked", step.name)))
    }
}

impl Ground<'_> {
    /// What one call is made with: once as it is, or, if it is made by ways to name the person, once for each that they have.
    pub fn by_ways(&self, ways: &[usize], above: Input) -> VecDeque<Input> {
        if ways.is_empty() {
            return VecDeque::from([above]);
        }
        let usable = self.named.iter().enumerate().filter(|(_, named)| ways.contains(&named.way));
        usable.map(|(way, _)| Input { way: Some(way), values: above.values.clone() }).collect()
    }

    /// A template filled for one input.
    pub fn fill(&self, template: &Template, place: Place, input: &Input) -> Result<String, Unbound> {
        template.fill(place, |hole| {
            let value = match hole.split_once('.') {
                Some(("settings", name)) => self.settings.get(name),
                Some(("identity", term)) => self.named.get(input.way?)?.terms.get(term),
                Some(_) | None => input.values.get(hole),
            };
            value.map(|value| Cow::Borrowed(value.as_str()))
        })
    }
}

fn answer<'a>(headers: &'a HeaderMap, body: &'a Value, rows: &[Row<'a>]) -> Answer<'a> {
    Answer { headers, body, rows: rows.len(), last: rows.last().map(|row| row.value) }
}

/// The inputs of a step from one row above it.
fn inputs(ground: &Ground<'_>, step: usize, above: Input) -> VecDeque<Input> {
    ground.by_ways(&ground.plan.steps[step].ways, above)
}
