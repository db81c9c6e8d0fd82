//! The statements that answer: the records of a collection, how many there are, and further names on them.

use super::{
    evidence::{Evidence, Which},
    plan::{Head, Plan},
    speech,
    statement::Statement,
    walk::push_from,
};

/// The statement for a collection's records, and what the cells of its rows mean.
pub(super) struct Records {
    pub(super) statement: Statement,
    /// So many cells make the record.
    pub(super) width: usize,
    /// One cell for each of these inputs: whether the row was reached by it. Empty if there is only one.
    pub(super) told_apart: Vec<usize>,
    /// The only input, if there is only one.
    pub(super) only: Option<usize>,
    /// Whether the last cell says that the row belongs to other people too.
    pub(super) may_be_shared: bool,
}

/// Asks for the records; `None` if nothing leads there.
pub(super) fn records(evidence: &Evidence<'_>, place: usize, head: &Head) -> Option<Records> {
    let plan = evidence.plan;
    let inputs = used(evidence, place);
    if inputs.is_empty() {
        return None;
    }
    let bound = &plan.places[place];
    let mut statement = Statement::new(plan.dialect, evidence.graph.collections[place].address());
    statement.push("SELECT ");
    let width = speech::push_record(&mut statement, &bound.wanted(head));
    let (told_apart, only) = match inputs.as_slice() {
        [only] => (Vec::new(), Some(*only)),
        several => (several.to_vec(), None),
    };
    for &input in &told_apart {
        statement.push(", CASE WHEN ");
        evidence.push_input(&mut statement, place, input, Which::All);
        statement.push(" THEN 1 ELSE 0 END");
    }
    let may_be_shared = !bound.is_plain;
    if may_be_shared {
        statement.push(", CASE WHEN ");
        evidence.push_shared(&mut statement, place);
        statement.push(" THEN 1 ELSE 0 END");
    }
    push_from(&mut statement, plan, place);
    evidence.push_any(&mut statement, place, &inputs);
    Some(Records { statement, width, told_apart, only, may_be_shared })
}

/// Asks for the records of nobody: fails if we may not read them, and says so before anybody is asked about.
pub(super) fn canary(plan: &Plan, place: usize, about: String) -> Statement {
    let bound = &plan.places[place];
    let mut statement = Statement::new(plan.dialect, about);
    statement.push("SELECT ");
    speech::push_record(&mut statement, &bound.wanted(&bound.everything));
    push_from(&mut statement, plan, place);
    statement.push("1 = 0");
    statement
}

/// Asks how many records there are, and how many of them belong to other people too; `None` if nothing leads there.
pub(super) fn count(evidence: &Evidence<'_>, place: usize) -> Option<Statement> {
    let plan = evidence.plan;
    let inputs = used(evidence, place);
    if inputs.is_empty() {
        return None;
    }
    let mut statement = Statement::new(plan.dialect, evidence.graph.collections[place].address());
    statement.push("SELECT COUNT(*), COUNT(CASE WHEN ");
    if plan.places[place].is_plain {
        statement.push("1 = 0");
    } else {
        evidence.push_shared(&mut statement, place);
    }
    statement.push(" THEN 1 END)");
    push_from(&mut statement, plan, place);
    evidence.push_any(&mut statement, place, &inputs);
    Some(statement)
}

/// Asks for the further names on rows that are the person's alone; `None` if there can be none.
pub(super) fn names(evidence: &Evidence<'_>, place: usize) -> Option<Statement> {
    names_and(evidence, place, |_| {})
}

/// As [`names`], for several people at once: behind the names come the values by which the row was found.
pub(super) fn names_by(evidence: &Evidence<'_>, place: usize) -> Option<Statement> {
    names_and(evidence, place, |statement| evidence.push_by(statement, place))
}

fn names_and(evidence: &Evidence<'_>, place: usize, and: impl FnOnce(&mut Statement)) -> Option<Statement> {
    let plan = evidence.plan;
    let inputs = used(evidence, place);
    let resolves = &evidence.graph.collections[place].resolves;
    if inputs.is_empty() || resolves.is_empty() {
        return None;
    }
    let bound = &plan.places[place];
    let mut statement = Statement::new(plan.dialect, evidence.graph.collections[place].address());
    statement.push("SELECT DISTINCT ");
    statement.separated(resolves, ", ", |statement, resolve| {
        speech::push_key(statement, bound.operand(plan.dialect, &resolve.column));
    });
    and(&mut statement);
    push_from(&mut statement, plan, place);
    evidence.push_any(&mut statement, place, &inputs);
    if !bound.is_plain {
        statement.push(" AND NOT ");
        evidence.push_shared(&mut statement, place);
    }
    Some(statement)
}

/// The inputs by which anything can be reached.
fn used(evidence: &Evidence<'_>, place: usize) -> Vec<usize> {
    let inputs = 0..evidence.graph.collections[place].inputs.len();
    inputs.filter(|&input| evidence.may_reach(place, input)).collect()
}
