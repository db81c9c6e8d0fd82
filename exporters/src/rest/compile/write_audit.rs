//! Looks at the writing steps as a whole: whether each call names what it writes to, whether one can see what became of it, and
//! whether a correction could lead anybody to somebody else's data.

use crate::rest::{
    erase::plan::{CallPlan, Source},
    plan::{Export, Output, Plan, RuleIs, Step},
    problem::Problem,
    write::plan::{Kind, WriteField, WriteStep},
};

use super::{
    audit::{is_of_the_person, ways_above},
    erase_audit::{capture_of, holes, is_no_list, is_of_time, names_what_goes, note, resolve},
    listed::Listed,
};

/// Kinds of names, and the data category of a field that holds one.
const NAMES: [(&str, &str); 2] = [("email", "user.contact.email"), ("phone_number", "user.contact.phone_number")];

/// Everything wrong with them. Notes at the reading steps which values of their rows are used.
pub(super) fn audit(plan: &mut Plan, listed: &[Listed]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut captures = Vec::new();
    for (n, (write, Listed { path, spec, .. })) in plan.writes.iter().zip(listed).enumerate() {
        let mut say = |what: String| problems.push(Problem::new(path, what));
        for (hole, in_job) in holes(&write.change) {
            if is_of_time(hole) {
                say(format!("{{{hole}}} is known to erasures only"));
                continue;
            }
            match resolve(plan, &write.change, hole, in_job, &[]) {
                Ok(capture) => captures.extend(capture),
                Err(what) => say(what),
            }
        }
        captures.extend(write.change.object.iter().filter_map(|object| capture_of(plan, &write.change, object)));
        let Some(call) = write.call() else { continue };
        // Where the row tells afterwards that it is there and no longer marked, a part of it may go: /people/{people.id}/lock.
        if write.deletes() {
            is_no_list(call, &mut say);
        }
        names_what_goes(&write.change, call, &spec.as_change(), &mut say);
        match write.change.source {
            Source::Rows(rows) => of_rows(plan, (write, call), rows, &mut say),
            Source::Ways => of_ways(write, &mut say),
            Source::Table(_) => say("a writing step is done for the rows of a reading step".to_owned()),
        }
        let twice = |field: &&WriteField| {
            let earlier = plan.writes[..n].iter().filter(|other| other.change.collection == write.change.collection);
            earlier.flat_map(|other| &other.fields).any(|other| other.name == field.name)
        };
        if let Some(field) = write.fields.iter().find(twice) {
            say(format!("{:?} may be corrected by an earlier step already", field.name));
        }
    }
    if !plan.writes.is_empty() && plan.write_auth.is_none() {
        let what = "writing needs a credential of its own: auth: {read: …, write: …}";
        problems.push(Problem::new("/auth", what));
    }
    for listed in listed.iter().filter(|listed| matches!(listed.kind, Kind::Lift(_))) {
        let Kind::Lift(mark) = listed.kind else { continue };
        if !plan.writes.iter().any(|write| write.kind == Kind::Set(mark)) {
            problems.push(Problem::new(&listed.path, "what nothing sets cannot be taken away: say `set` too"));
        }
    }
    note(plan, captures);
    problems
}

fn of_ways(write: &WriteStep, say: &mut impl FnMut(String)) {
    if write.change.ways.is_empty() {
        say("say what it is done for: for_each or any_of".to_owned());
    }
    if write.change.unless_found.is_none() {
        say("name a reading step under unless_found that finds what this one has done: it is read back".to_owned());
    }
    if !write.stands.is_empty() || !write.stands_not.is_empty() || !write.change.only_when.is_empty() {
        say("there are no rows here: only_when, stands_when and stands_unless need for_each".to_owned());
    }
}

fn of_rows(plan: &Plan, (write, call): (&WriteStep, &CallPlan), rows: usize, say: &mut impl FnMut(String)) {
    let step = &write.change;
    if !step.ways.is_empty() && !ways_above(plan, rows).is_empty() {
        say("the step it is done for is asked by identity already".to_owned());
    }
    if step.ways.is_empty() && !is_of_the_person(plan, rows) {
        say("its rows may be other people's: for_each must be a step that finds the person's only".to_owned());
    }
    match &step.object {
        None => say("for_each must be a step with a key such as $.id, by which rows are told apart".to_owned()),
        Some(object) if !call.request.holes().contains(&object.as_str()) => {
            say(format!("the call does not say which row it writes to: put {{{object}}} into it"));
        }
        Some(_) => {}
    }
    if write.kind == Kind::Rectify {
        match &plan.steps[rows].output {
            Output::Records(export) => {
                for field in &write.fields {
                    of_field(plan, (write, field), (rows, export), say);
                }
            }
            Output::Nothing | Output::File(_) => say("for_each must be a step whose rows are handed over".to_owned()),
        }
    } else if !write.deletes() && write.stands.is_empty() && write.stands_not.is_empty() {
        say("say by what of a row one sees that it is so (stands_when, stands_unless): it is read back".to_owned());
    }
}

fn of_field(
    plan: &Plan,
    (write, field): (&WriteStep, &WriteField),
    (rows, export): (usize, &Export),
    say: &mut impl FnMut(String),
) {
    let step = &plan.steps[rows];
    let (name, whole) = (&field.name, format!("{}.{}", step.name, field.name));
    let is_hidden = export.drop.iter().chain(&export.mask).any(|path| !path.query(&alone(name)).is_empty());
    if is_hidden {
        say(format!("{name:?} is left out or masked, so nobody is shown what would be corrected"));
    }
    if write.change.object.as_ref() == Some(&whole) {
        say(format!("{name:?} tells rows apart, so it cannot be corrected"));
    }
    let leads_on = plan.steps.iter().enumerate().any(|(at, below)| {
        plan.chain(at).contains(&rows) && at != rows && below.request.holes().contains(&whole.as_str())
    });
    if leads_on {
        say(format!("{name:?} leads to other rows, which a correction would cut off"));
    }
    let finds = finds_people(step, name, &whole)
        || NAMES.iter().any(|(kind, category)| {
            let of_field = export.head.fields.iter().find(|declared| declared.name == *name);
            let is_name = of_field.is_some_and(|it| it.data_categories.iter().any(|one| one.starts_with(category)));
            is_name && plan.ways.iter().any(|way| way.kind.as_str() == *kind)
        });
    if finds && field.renames.is_none() {
        say(format!(
            "{name:?} names people: whoever is corrected there is found by another name afterwards; say which kind of proven \
             name may stand there, such as renames: email"
        ));
    }
    if let Some(kind) = field.renames.as_ref().filter(|kind| !plan.accepts().contains(kind)) {
        say(format!("nobody is found here by {kind}, so nobody is renamed by {name:?}"));
    }
}

/// Whether a field is compared with the person's names, or teaches one.
fn finds_people(step: &Step, name: &str, whole: &str) -> bool {
    let is_compared = step.rules.iter().any(|rule| match &rule.is {
        RuleIs::Equal(_) | RuleIs::OneOf(_) => rule.name == name,
    });
    is_compared || step.learns.iter().any(|learn| learn.value.holes().any(|hole| hole == whole))
}

/// A row in which there is nothing but this field.
fn alone(name: &str) -> serde_json::Value {
    name.rsplit('.').fold(serde_json::Value::from("something"), |inside, key| {
        serde_json::Value::Object([(key.to_owned(), inside)].into_iter().collect())
    })
}
