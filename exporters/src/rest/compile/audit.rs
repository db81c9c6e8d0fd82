//! Looks at a plan as a whole: whether every placeholder can have a value, and whether every row is the person's.

use crate::rest::{
    plan::{Output, Plan, RuleIs, Step},
    problem::Problem,
    template::Template,
};

/// Everything wrong with the plan. Notes on the way which values of a row its children use.
pub fn audit(plan: &mut Plan) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut captures = vec![Vec::new(); plan.steps.len()];
    for at in 0..plan.steps.len() {
        let place = format!("/steps/{at}");
        let mut say = |what: String| problems.push(Problem::new(&place, what));
        for hole in holes(&plan.steps[at]) {
            match resolve(plan, at, hole) {
                Ok(Some((step, path))) => captures[step].push(path),
                Ok(None) => {}
                Err(what) => say(what),
            }
        }
        step(plan, at, &mut say);
    }
    for (name, template) in &plan.headers {
        if let Some(hole) = template.holes().find(|hole| setting(plan, hole) != Some(true)) {
            problems.push(Problem::new(
                format!("/headers/{name}"),
                format!("{{{hole}}} is not a setting that may stand here"),
            ));
        }
    }
    probe(plan, &mut problems);
    let by_identity: Vec<_> =
        plan.steps.iter().map(|step| holes(step).iter().any(|hole| hole.starts_with("identity."))).collect();
    for (step, is_by_identity) in plan.steps.iter_mut().zip(by_identity) {
        step.is_by_identity = is_by_identity;
    }
    for (step, mut paths) in plan.steps.iter_mut().zip(captures) {
        paths.sort();
        paths.dedup();
        step.captures = paths;
    }
    problems
}

fn step(plan: &Plan, at: usize, say: &mut impl FnMut(String)) {
    let step = &plan.steps[at];
    let asked_by = plan.chain(at).into_iter().filter(|step| !plan.steps[*step].ways.is_empty()).count();
    if asked_by > 1 {
        say("a step before this one is asked by identity already".to_owned());
    }
    if !step.ways.is_empty() && !names_the_person(step) {
        say("it is asked for each identity, but uses none of their terms".to_owned());
    }
    for way in ways_above(plan, at) {
        let way = &plan.ways[*way];
        let applies = |template: &Template| terms(template).all(|term| way.terms.contains_key(term));
        let any = step.rules.iter().any(|rule| match &rule.is {
            RuleIs::Equal(template) => applies(template),
            RuleIs::OneOf(_) => true,
        });
        if !step.rules.is_empty() && !any {
            say(format!("no rule of only_if applies to rows that were asked for by {:?}", way.name));
        }
    }
    let hands_over = match step.output {
        Output::Nothing => !step.learns.is_empty(),
        Output::Records(_) => true,
        Output::File(_) => {
            if !step.paging.needs_no_body() {
                say("a file's pages can only be told by a link header".to_owned());
            }
            true
        }
    };
    if hands_over && !is_of_the_person(plan, at) {
        say("its rows may be other people's: ask by identity (any_of) or say only_if".to_owned());
    }
}

fn probe(plan: &Plan, problems: &mut Vec<Problem>) {
    if plan.reach.is_some_and(|reach| plan.steps[reach].parent.is_some() || !plan.steps[reach].ways.is_empty()) {
        problems.push(Problem::new("/probe/reach", "this step needs a person or another step's rows"));
    }
    let Some(canary) = &plan.canary else { return };
    match plan.settings.iter().find(|setting| setting.name == canary.setting) {
        Some(setting) if setting.optional => {}
        Some(_) | None => {
            problems.push(Problem::new("/probe/find/setting", "this must name a setting that is optional"));
        }
    }
    if !ways_above(plan, canary.step).iter().any(|way| plan.ways[*way].kind == canary.kind) {
        problems.push(Problem::new("/probe/find/kind", "the step is not asked by an identity of this kind"));
    }
}

/// Whether all rows of a step are about the person: it compares them, it asks by identity, or it asks about rows that
/// are the person's and nobody else's.
pub(super) fn is_of_the_person(plan: &Plan, at: usize) -> bool {
    let step = &plan.steps[at];
    if !step.rules.is_empty() || names_the_person(step) {
        return true;
    }
    step.parent.is_some_and(|parent| {
        let may_be_shared = match &plan.steps[parent].output {
            Output::Records(export) => export.shared_when.is_some(),
            Output::Nothing | Output::File(_) => false,
        };
        !may_be_shared && is_of_the_person(plan, parent)
    })
}

fn names_the_person(step: &Step) -> bool {
    step.request.holes().into_iter().any(|hole| hole.starts_with("identity."))
}

/// The ways of the step or of the step above it that is asked by identity.
pub(super) fn ways_above(plan: &Plan, at: usize) -> &[usize] {
    plan.chain(at).into_iter().map(|step| plan.steps[step].ways.as_slice()).find(|ways| !ways.is_empty()).unwrap_or(&[])
}

fn terms(template: &Template) -> impl Iterator<Item = &str> {
    template.holes().filter_map(|hole| hole.strip_prefix("identity."))
}

/// What a hole of a step refers to: a value of a row (the step and the path in its row), or something else that is there.
fn resolve(plan: &Plan, at: usize, hole: &str) -> Result<Option<(usize, String)>, String> {
    if let Some(may_stand) = setting(plan, hole) {
        return if may_stand {
            Ok(None)
        } else {
            Err(format!("{{{hole}}} is a secret or may be missing, and cannot stand here"))
        };
    }
    let Some((head, path)) = hole.split_once('.') else {
        return Err(format!("{{{hole}}} is not a value; say where it comes from"));
    };
    if head == "identity" {
        let ways = ways_above(plan, at);
        if ways.is_empty() {
            return Err(format!("{{{hole}}} is used, but neither this step nor one above it is asked by identity"));
        }
        // Rules are allowed to apply to some ways only; that each way has one is looked at elsewhere.
        let in_rule = plan.steps[at].rules.iter().any(|rule| match &rule.is {
            RuleIs::Equal(template) => template.holes().any(|other| other == hole),
            RuleIs::OneOf(_) => false,
        });
        let in_request = plan.steps[at].request.holes().contains(&hole);
        let lacking = ways.iter().map(|way| &plan.ways[*way]).find(|way| !way.terms.contains_key(path));
        return match lacking {
            Some(way) if in_request || !in_rule => Err(format!("the identity {:?} has no term {path:?}", way.name)),
            Some(_) | None => Ok(None),
        };
    }
    let above = plan.chain(at).into_iter().find(|step| plan.steps[*step].name == head);
    let own = above == Some(at);
    let own_may_stand = plan.steps[at].learns.iter().any(|learn| learn.value.holes().any(|other| other == hole));
    match above {
        Some(_) if own && !own_may_stand => {
            Err(format!("{{{hole}}} is of this step's own rows, which are not there yet"))
        }
        Some(step) => Ok(Some((step, path.to_owned()))),
        None => Err(format!("{{{hole}}} is not of a step above this one")),
    }
}

/// `None` if the hole is no setting; else whether it may stand outside `auth`.
fn setting(plan: &Plan, hole: &str) -> Option<bool> {
    let name = hole.strip_prefix("settings.")?;
    Some(may_stand(plan, name))
}

/// Whether a setting may stand outside `auth`.
pub(super) fn may_stand(plan: &Plan, name: &str) -> bool {
    let of_name = plan.settings.iter().find(|setting| setting.name == name);
    of_name.is_some_and(|setting| !setting.secret && (!setting.optional || setting.default.is_some()))
}

fn holes(step: &Step) -> Vec<&str> {
    let mut holes = step.request.holes();
    for rule in &step.rules {
        match &rule.is {
            RuleIs::Equal(template) => holes.extend(template.holes()),
            RuleIs::OneOf(_) => {}
        }
    }
    holes.extend(step.learns.iter().flat_map(|learn| learn.value.holes()));
    match &step.output {
        Output::Nothing | Output::Records(_) => {}
        Output::File(file) => {
            holes.extend(file.name.holes().chain(file.belongs_to.holes()));
            holes.extend(file.media_type.iter().flat_map(Template::holes));
        }
    }
    holes
}
