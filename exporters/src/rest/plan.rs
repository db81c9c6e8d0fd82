//! A section that was read and found in order: what the engine works from.

use serde_json_path::JsonPath;

use crate::contract::{
    disclosing::Discloses,
    outcome::Certainty,
    sink::Collection,
    subject::{IdentifierKind, Subject},
};

use super::{
    erase::plan::{EraseStep, VerifyStep},
    notify::plan::NotifyStep,
    pace::Rate,
    page::Paging,
    request::{RequestPlan, Test},
    section::{AuthSpec, Limits, Setting},
    template::Template,
    way::{Named, Way},
    write::plan::WriteStep,
};

/// Everything the engine knows about one API. Made by [`compile`](super::compile::compile) only.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What the configuration must say.
    pub settings: Vec<Setting>,
    /// How we show who we are.
    pub auth: AuthSpec,
    /// How we show that we may erase, if the manifest says how anybody is erased.
    pub erase_auth: Option<AuthSpec>,
    /// How we show that we may write, if the manifest says how data is corrected or marked.
    pub write_auth: Option<AuthSpec>,
    /// How we show that we may tell a recipient, if the manifest says how one is told.
    pub notify_auth: Option<AuthSpec>,
    /// Headers of every call.
    pub headers: Vec<(String, Template)>,
    /// How the API says that it is asked too much.
    pub limits: Limits,
    /// What in any body means that the call failed.
    pub errors: Vec<Test>,
    /// Hosts that files may come from by redirect.
    pub file_hosts: Vec<String>,
    /// The ways to name the person.
    pub ways: Vec<Way>,
    /// The steps, parents before their children.
    pub steps: Vec<Step>,
    /// The step that answers without a person being named; none where nothing is read here.
    pub reach: Option<usize>,
    /// How to look for the planted person.
    pub canary: Option<PlannedCanary>,
    /// How people are erased, in this order; empty: not at all.
    pub erase: Vec<EraseStep>,
    /// What is looked at once more afterwards.
    pub verify: Vec<VerifyStep>,
    /// How data is corrected and marked; empty: not at all.
    pub writes: Vec<WriteStep>,
    /// How a recipient is told; empty: not here.
    pub notifies: Vec<NotifyStep>,
}

/// How to look for the planted person.
#[derive(Clone, Debug)]
pub struct PlannedCanary {
    /// The step that must find them.
    pub step: usize,
    /// The kind of identifier.
    pub kind: IdentifierKind,
    /// The setting that holds it.
    pub setting: String,
}

/// One kind of call.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its name.
    pub name: String,
    /// The step it is asked for the rows of.
    pub parent: Option<usize>,
    /// The ways it is asked for; empty when it is not asked by identity itself.
    pub ways: Vec<usize>,
    /// What is asked.
    pub request: RequestPlan,
    /// How the list goes on.
    pub paging: Paging,
    /// The page after which we give up.
    pub max_pages: u32,
    /// Where the rows are.
    pub records: JsonPath,
    /// If rows are the entries of an object: what their names are called.
    pub names_as: Option<String>,
    /// What makes a row different from others.
    pub key: Option<JsonPath>,
    /// What of a row must be the person's; any of them. Empty: all rows are.
    pub rules: Vec<Rule>,
    /// Statuses that mean that there is nothing.
    pub not_found: Vec<u16>,
    /// What in the body means that the call failed.
    pub errors: Vec<Test>,
    /// The rate it is kept within.
    pub rate: Option<Rate>,
    /// The largest answer taken, in bytes.
    pub max_bytes: u64,
    /// Identifiers that rows hold.
    pub learns: Vec<Learn>,
    /// What becomes of it.
    pub output: Output,
    /// What of a row its children use, as dotted paths.
    pub captures: Vec<String>,
    /// Whether its call or its rules use the identity it is asked by.
    pub is_by_identity: bool,
}

/// What of a row must be the person's.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Where in the row.
    pub path: JsonPath,
    /// The path for people: `user.email`.
    pub name: String,
    /// What must stand there.
    pub is: RuleIs,
}

/// What must stand there.
#[derive(Clone, Debug)]
pub enum RuleIs {
    /// What the template gives for the identity by which the row was asked.
    Equal(Template),
    /// An identifier of the person, of one of these kinds.
    OneOf(Vec<IdentifierKind>),
}

/// An identifier that rows hold.
#[derive(Clone, Debug)]
pub struct Learn {
    /// Its kind.
    pub kind: IdentifierKind,
    /// Its value, from the row.
    pub value: Template,
    /// Whether the person may have chosen it.
    pub certainty: Certainty,
}

/// What becomes of a step's answers.
#[derive(Clone, Debug)]
pub enum Output {
    /// They only lead to other steps.
    Nothing,
    /// The rows are a collection.
    Records(Box<Export>),
    /// Each answer is a file.
    File(Box<FilePlan>),
}

/// How rows become a collection.
#[derive(Clone, Debug)]
pub struct Export {
    /// The collection's head.
    pub head: Collection,
    /// What is left out.
    pub drop: Vec<JsonPath>,
    /// What is masked, secret fields included.
    pub mask: Vec<JsonPath>,
    /// When a row belongs to other people too.
    pub shared_when: Option<Test>,
    /// How the rows tell to whom data was given.
    pub discloses: Option<Discloses>,
}

/// How an answer becomes a file.
#[derive(Clone, Debug)]
pub struct FilePlan {
    /// Its name.
    pub name: Template,
    /// Its media type.
    pub media_type: Option<Template>,
    /// What it belongs to.
    pub belongs_to: Template,
    /// Whether a portability answer has it.
    pub portable: bool,
}

impl Plan {
    /// The steps that lead to `step`, from the first one to itself.
    pub fn chain(&self, step: usize) -> Vec<usize> {
        let mut chain = vec![step];
        let mut at = step;
        while let Some(parent) = self.steps[at].parent {
            chain.push(parent);
            at = parent;
        }
        chain.reverse();
        chain
    }

    /// The steps whose answers are handed over, in the manifest's order.
    pub fn outputs(&self) -> impl Iterator<Item = usize> {
        self.numbered(|step| match step.output {
            Output::Nothing => false,
            Output::Records(_) | Output::File(_) => true,
        })
    }

    /// The steps whose rows teach identifiers.
    pub fn teachers(&self) -> impl Iterator<Item = usize> {
        self.numbered(|step| !step.learns.is_empty())
    }

    /// The steps that change something: those that erase, those that write, those that tell a recipient.
    pub fn changing(&self) -> impl Iterator<Item = &EraseStep> {
        let writes = self.writes.iter().map(|write| &write.change);
        self.erase.iter().chain(writes).chain(self.notifies.iter().map(|notify| &notify.change))
    }

    /// Whether it is there to be told alone: nothing of ours is read or changed.
    pub fn is_told_only(&self) -> bool {
        !self.notifies.is_empty() && self.steps.is_empty() && self.erase.is_empty() && self.writes.is_empty()
    }

    fn numbered(&self, wanted: impl Fn(&Step) -> bool) -> impl Iterator<Item = usize> {
        self.steps.iter().enumerate().filter(move |(_, step)| wanted(step)).map(|(number, _)| number)
    }

    /// The kinds of identifier by which this API can find a person.
    pub fn accepts(&self) -> Vec<IdentifierKind> {
        let of_rules = self.steps.iter().flat_map(|step| &step.rules).flat_map(|rule| match &rule.is {
            RuleIs::Equal(_) => [].iter(),
            RuleIs::OneOf(kinds) => kinds.iter(),
        });
        distinct(self.ways.iter().map(|way| &way.kind).chain(of_rules))
    }

    /// The kinds of identifier that can be learned here.
    pub fn learns(&self) -> Vec<IdentifierKind> {
        distinct(self.steps.iter().flat_map(|step| &step.learns).map(|learn| &learn.kind))
    }

    /// Whether the steps up to `step` can be asked about this person: they have an identifier for each of them.
    pub fn can_ask(&self, step: usize, subject: &Subject, named: &[Named]) -> bool {
        self.chain(step).into_iter().map(|at| &self.steps[at]).all(|step| {
            let by_way = step.ways.is_empty() || named.iter().any(|named| step.ways.contains(&named.way));
            let by_rule = step.rules.is_empty()
                || step.rules.iter().any(|rule| match &rule.is {
                    RuleIs::Equal(_) => true,
                    RuleIs::OneOf(kinds) => kinds.iter().any(|kind| subject.of_kind(kind.as_str()).next().is_some()),
                });
            by_way && by_rule
        })
    }
}

fn distinct<'a>(kinds: impl Iterator<Item = &'a IdentifierKind>) -> Vec<IdentifierKind> {
    let mut all: Vec<IdentifierKind> = Vec::new();
    for kind in kinds {
        if !all.contains(kind) {
            all.push(kind.clone());
        }
    }
    all
}
