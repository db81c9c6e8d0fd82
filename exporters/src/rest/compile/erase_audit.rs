//! Looks at the erasing steps as a whole: whether each call names what goes, and whether everything handed over is spoken of.
//!
//! This is where the traps are closed that an API sets for a caller with an empty list: a DELETE of a list, a parameter that
//! names the person and might be left out, an order that names nobody.

use crate::rest::{
    erase::{
        plan::{Action, CallPlan, EraseStep, Source},
        span::span,
        tables::Beside,
    },
    plan::{Output, Plan},
    problem::Problem,
    request::{BodyPlan, JsonTemplate, Verb},
    section::erase::EraseSpec,
    template::Template,
};

use super::audit::{is_of_the_person, may_stand, ways_above};

/// Everything wrong with them. Notes at the reading steps which values of their rows are used.
pub(super) fn audit(plan: &mut Plan, specs: &[EraseSpec], beside: &[Beside]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut captures = Vec::new();
    for (n, (step, spec)) in plan.erase.iter().zip(specs).enumerate() {
        let mut say = |what: String| problems.push(Problem::new(format!("/erase/{n}"), what));
        for (hole, in_job) in holes(step) {
            match resolve(plan, step, hole, in_job, beside) {
                Ok(capture) => captures.extend(capture),
                Err(what) => say(what),
            }
        }
        captures.extend(step.object.iter().filter_map(|object| capture_of(plan, step, object)));
        conditions(plan, step, &mut say);
        if let Action::Call(call) = &step.action {
            is_no_list(call, &mut say);
            names_what_goes(step, call, spec, &mut say);
        }
    }
    if !plan.erase.is_empty() {
        if plan.erase_auth.is_none() && plan.erase.iter().any(|step| matches!(step.action, Action::Call(_))) {
            let what = "erasing needs a credential of its own: auth: {read: …, erase: …}";
            problems.push(Problem::new("/auth", what));
        }
        uncovered(plan, &mut problems);
    }
    for (n, verify) in plan.verify.iter().enumerate() {
        if !is_of_the_person(plan, verify.step) {
            problems.push(Problem::new(format!("/verify/{n}"), "this step's rows may be other people's"));
        }
    }
    note(plan, captures);
    problems
}

/// Notes at the reading steps which values of their rows are used.
pub(super) fn note(plan: &mut Plan, captures: Vec<(usize, String)>) {
    for (step, path) in captures {
        let paths = &mut plan.steps[step].captures;
        paths.push(path);
        paths.sort();
        paths.dedup();
    }
}

/// Each hole, and whether it stands where the job's id is known.
pub(super) fn holes(step: &EraseStep) -> Vec<(&str, bool)> {
    let mut holes: Vec<(&str, bool)> = match &step.action {
        Action::Expire(day) => day.holes().map(|hole| (hole, false)).collect(),
        Action::Call(call) => call.request.holes().into_iter().map(|hole| (hole, false)).collect(),
    };
    if let Action::Call(call) = &step.action {
        holes.extend(call.done_when.iter().flat_map(|done| done.equals.holes()).map(|hole| (hole, false)));
    }
    if let Action::Call(call) = &step.action
        && let Some(job) = &call.job
    {
        holes.extend(job.poll.holes().map(|hole| (hole, true)));
        if let Some(conflict) = &job.conflict {
            holes.extend(conflict.list.holes().chain(conflict.equals.holes()).map(|hole| (hole, false)));
        }
    }
    if let Some(collateral) = &step.collateral {
        holes.extend(collateral.all.holes().map(|hole| (hole, false)));
        holes.extend(collateral.otherwise.iter().flat_map(Template::holes).map(|hole| (hole, false)));
    }
    holes.extend(step.not_before.iter().flat_map(|(day, _)| day.holes()).map(|hole| (hole, false)));
    holes
}

/// The value of a reading step's row that a hole names, if it names one.
pub(super) fn resolve(
    plan: &Plan,
    step: &EraseStep,
    hole: &str,
    in_job: bool,
    beside: &[Beside],
) -> Result<Option<(usize, String)>, String> {
    if let Some(name) = hole.strip_prefix("settings.") {
        return if may_stand(plan, name) {
            Ok(None)
        } else {
            Err(format!("{{{hole}}} is a secret or may be missing, and cannot stand here"))
        };
    }
    if is_of_time(hole) || (in_job && hole == "job.id") {
        return Ok(None);
    }
    let Some((head, path)) = hole.split_once('.') else {
        return Err(format!("{{{hole}}} is not a value; say where it comes from"));
    };
    if head == "identity" {
        let ways = ways(plan, step);
        if ways.is_empty() {
            return Err(format!("{{{hole}}} is used, but neither this step nor one above it is asked by identity"));
        }
        let lacking = ways.iter().map(|way| &plan.ways[*way]).find(|way| !way.terms.contains_key(path));
        return match lacking {
            Some(way) => Err(format!("the identity {:?} has no term {path:?}", way.name)),
            None => Ok(None),
        };
    }
    match &step.source {
        Source::Table(table) if table == head => {
            let known = beside.iter().find(|beside| beside.name == *table).map_or(&[][..], |beside| &beside.columns);
            if known.iter().any(|column| path == column || path.starts_with(&format!("{column}."))) {
                Ok(None)
            } else {
                Err(format!("the table {table:?} has no column for {{{hole}}}; it has {}", known.join(", ")))
            }
        }
        Source::Rows(_) | Source::Table(_) | Source::Ways => match capture_of(plan, step, hole) {
            Some(capture) => Ok(Some(capture)),
            None => Err(format!("{{{hole}}} is not of the step that this is done for, nor of one above it")),
        },
    }
}

pub(super) fn capture_of(plan: &Plan, step: &EraseStep, hole: &str) -> Option<(usize, String)> {
    let Source::Rows(rows) = step.source else { return None };
    let (head, path) = hole.split_once('.')?;
    let at = plan.chain(rows).into_iter().find(|at| plan.steps[*at].name == head)?;
    Some((at, path.to_owned()))
}

/// The ways by which the step, or the one it is done for, is asked.
fn ways<'p>(plan: &'p Plan, step: &'p EraseStep) -> &'p [usize] {
    match step.source {
        Source::Rows(rows) if step.ways.is_empty() => ways_above(plan, rows),
        Source::Rows(_) | Source::Table(_) | Source::Ways => &step.ways,
    }
}

pub(super) fn is_of_time(hole: &str) -> bool {
    hole == "as_of" || hole.strip_prefix("as_of-").is_some_and(|back| span(back).is_ok())
}

fn conditions(plan: &Plan, step: &EraseStep, say: &mut impl FnMut(String)) {
    let acts = matches!(step.action, Action::Call(_));
    match &step.source {
        Source::Ways if step.ways.is_empty() => say("say what it is done for: for_each or any_of".to_owned()),
        Source::Ways if step.unless_found.is_none() => say(
            "a step by identity alone would be done again at every look: say for_each, or unless_found with a step that \
             finds what it has done"
                .to_owned(),
        ),
        Source::Rows(rows) => {
            if !step.ways.is_empty() && !ways_above(plan, *rows).is_empty() {
                say("the step it is done for is asked by identity already".to_owned());
            }
            if acts && step.ways.is_empty() && !is_of_the_person(plan, *rows) {
                say("its rows may be other people's: for_each must be a step that finds the person's only".to_owned());
            }
            let may_be_shared = match &plan.steps[*rows].output {
                Output::Records(export) => export.shared_when.is_some(),
                Output::Nothing | Output::File(_) => false,
            };
            if acts && may_be_shared && step.collateral.is_none() {
                say("rows of this step may hold other people's data too: say collateral, so that it is counted".to_owned());
            }
            let below = step.along.iter().chain(step.collateral.iter().map(|collateral| &collateral.mine));
            for at in below {
                if *at == *rows || !plan.chain(*at).contains(rows) {
                    say(format!("{:?} is not below the step it is done for", plan.steps[*at].name));
                }
            }
        }
        Source::Table(_) | Source::Ways => {}
    }
}

fn names(hole: &str) -> bool {
    !hole.starts_with("settings.") && !is_of_time(hole)
}

/// A DELETE must end in what names one object: APIs take a list without an id for all of it.
pub(super) fn is_no_list(call: &CallPlan, say: &mut impl FnMut(String)) {
    if call.verb == Verb::Delete {
        let last = call.request.path_as_written.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let is_named = Template::parse(last).is_ok_and(|template| template.holes().any(names));
        if !is_named {
            say("a DELETE of a list deletes whatever is in it: the path must end in what names one object, such as \
                 {issues.id}"
                .to_owned());
        }
    }
}

/// The call must name whom or what it is about, and no parameter that names the person may be one that can be left out.
pub(super) fn names_what_goes(step: &EraseStep, call: &CallPlan, spec: &EraseSpec, say: &mut impl FnMut(String)) {
    if !call.request.holes().into_iter().any(names) {
        say("nothing in this call says whom or what it is about".to_owned());
    }
    let parameters = parameters(call);
    for (name, holes) in &parameters {
        let names_the_person = holes.iter().any(|hole| hole.starts_with("identity."));
        if names_the_person && !spec.require_nonempty.contains(name) {
            say(format!("the parameter {name:?} names the person: list it under require_nonempty"));
        }
    }
    for name in &spec.require_nonempty {
        match parameters.iter().find(|(other, _)| other == name) {
            None => say(format!("require_nonempty names {name:?}, which is no parameter of this call")),
            Some((_, holes)) if !holes.iter().any(|hole| names(hole)) => {
                say(format!("the parameter {name:?} is the same for everybody, so it names nobody"));
            }
            Some(_) => {}
        }
    }
    if step.unless_found.is_some() && !matches!(step.source, Source::Ways) {
        say("unless_found is for steps that are done by identity alone".to_owned());
    }
}

/// The parameters of a call and the holes in each; those of a JSON body by their path, `data.query`.
fn parameters(call: &CallPlan) -> Vec<(String, Vec<&str>)> {
    let pairs = call.request.query.iter();
    let form = match &call.request.body {
        BodyPlan::Form(fields) => fields.as_slice(),
        BodyPlan::Nothing | BodyPlan::Json(_) => &[],
    };
    let named = pairs.chain(form).map(|(name, all)| (name.clone(), all.iter().flat_map(Template::holes).collect()));
    let mut all: Vec<(String, Vec<&str>)> = named.collect();
    if let BodyPlan::Json(json) = &call.request.body {
        json_parameters(json, "", &mut all);
    }
    all
}

fn json_parameters<'a>(json: &'a JsonTemplate, above: &str, all: &mut Vec<(String, Vec<&'a str>)>) {
    match json {
        JsonTemplate::Object(entries) => {
            for (key, value) in entries {
                let name = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
                json_parameters(value, &name, all);
            }
        }
        JsonTemplate::Text(_) | JsonTemplate::Plain(_) | JsonTemplate::List(_) => {
            let mut holes = Vec::new();
            json.holes(&mut holes);
            all.push((above.to_owned(), holes));
        }
    }
}

/// What is handed over must either go or be said to stay.
fn uncovered(plan: &Plan, problems: &mut Vec<Problem>) {
    for at in plan.outputs() {
        let name = &plan.steps[at].name;
        let is_spoken_of = plan.erase.iter().any(|step| {
            step.collection == *name
                || step.along.contains(&at)
                || step.collateral.as_ref().is_some_and(|collateral| collateral.mine == at)
        });
        if !is_spoken_of {
            let what = format!(
                "nothing under erase says what becomes of {name}: delete it, list it under along, or expire it"
            );
            problems.push(Problem::new(format!("/steps/{at}"), what));
        }
    }
}
