//! One step as it is written: what is asked, how the answer is read, what becomes of it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::contract::{disclosing::Discloses, sink::Field, text::Text};

use super::predicate::Predicate;

/// One kind of call.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepSpec {
    /// Its name, `[a-z0-9_]`; also the collection's.
    pub name: String,
    /// The step whose rows this is asked for, one after the other.
    pub for_each: Option<String>,
    /// The identities this is asked for, each one that the person has.
    #[serde(default)]
    pub any_of: Vec<String>,
    /// The path of a GET.
    pub get: Option<String>,
    /// The path of a POST that reads.
    pub post: Option<String>,
    /// Parameters; a list repeats the parameter.
    #[serde(default)]
    pub query: Map<String, Value>,
    /// Parameters that are otherwise when rows are only counted.
    #[serde(default)]
    pub when_counting: Map<String, Value>,
    /// Fields of a form that is posted.
    #[serde(default)]
    pub form: Map<String, Value>,
    /// A JSON body that is posted; its texts are templates.
    pub json: Option<Value>,
    /// How the list goes on.
    pub page: Option<PagingSpec>,
    /// When to stop believing that there is a last page.
    pub max_pages: Option<u32>,
    /// A JSONPath to the list of rows, or to the one row. `$` when left out.
    pub records: Option<String>,
    /// What stands at `records` is an object whose names are what is looked for: each of its entries becomes a row, its name under
    /// this one and its value under `value`.
    pub names_as: Option<String>,
    /// A JSONPath in a row to what makes it different from others, so that none is handed over twice.
    pub key: Option<String>,
    /// What of a row must be the person's, any of these, for the row to count.
    #[serde(default)]
    pub only_if: Vec<RuleSpec>,
    /// The statuses that mean that there is nothing.
    #[serde(default)]
    pub not_found: Vec<u16>,
    /// As in [`Section::error_when`](super::Section::error_when), for this step.
    #[serde(default)]
    pub error_when: Vec<Predicate>,
    /// At most so many calls in so long, `5/60s`.
    pub rate: Option<String>,
    /// The largest answer that is taken, in bytes.
    pub max_bytes: Option<u64>,
    /// Further identifiers of the person that a row holds.
    #[serde(default)]
    pub learns: Vec<LearnSpec>,
    /// Makes the rows a collection.
    pub export: Option<ExportSpec>,
    /// Makes each answer a file.
    pub file: Option<FileSpec>,
}

/// How a list goes on.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PagingSpec {
    /// By a link in the header, of which the parameter's value is taken.
    LinkHeader {
        /// Which link; `next` when left out.
        #[serde(default = "next")]
        rel: String,
        /// Which parameter.
        param: String,
        /// Attributes of the link that mean that there is nothing behind it.
        #[serde(default)]
        stop_when: BTreeMap<String, String>,
    },
    /// By a value in the body; `null`, empty or absent at the end.
    CursorFromBody {
        /// The JSONPath of the value.
        path: String,
        /// The parameter it goes into.
        param: String,
    },
    /// By the id of the last row.
    LastItemId {
        /// The parameter it goes into.
        param: String,
        /// The JSONPath of the id in a row.
        id: String,
        /// The JSONPath in the body of a `true` that says that there is more.
        has_more: String,
    },
    /// By number of the page; ends with a page that is not full.
    Page {
        /// The parameter.
        param: String,
        /// The first page's number.
        #[serde(default = "one")]
        start: u64,
        /// How many rows a full page has.
        size: u64,
        /// The parameter that asks for that size.
        size_param: Option<String>,
    },
    /// By number of rows passed; ends with a page that is not full.
    Offset {
        /// The parameter.
        param: String,
        /// How many rows a full page has.
        size: u64,
        /// The parameter that asks for that size.
        size_param: Option<String>,
    },
}

fn next() -> String {
    "next".to_owned()
}

fn one() -> u64 {
    1
}

/// What of a row must be the person's.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSpec {
    /// A JSONPath in the row.
    pub path: String,
    /// A template. A rule that uses a term which the identity does not have does not apply.
    pub equals: Option<String>,
    /// Or: any of the person's identifiers of these kinds.
    #[serde(default)]
    pub one_of: Vec<String>,
}

/// A further identifier that a row holds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LearnSpec {
    /// Its kind.
    pub kind: String,
    /// A template; a row that lacks a value of it teaches nothing.
    pub value: String,
    /// Whether whoever fills in the row chooses the value: then it is relied on only once a person accepts it.
    #[serde(default)]
    pub claimed: bool,
}

/// How rows become a collection.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportSpec {
    /// What it is, for people.
    pub description: Text,
    /// Whether the rows are flat.
    #[serde(default)]
    pub tabular: bool,
    /// JSONPaths of what is not the person's and is left out.
    #[serde(default)]
    pub drop: Vec<String>,
    /// JSONPaths of credentials, of which only is said that one is held.
    #[serde(default)]
    pub mask: Vec<String>,
    /// When a row belongs to other people too.
    pub shared_when: Option<Predicate>,
    /// How the rows tell to whom data was given.
    pub discloses: Option<Discloses>,
    /// What the fields mean.
    pub fields: Vec<FieldSpec>,
}

/// What one field means.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldSpec {
    /// The name; `user.email` for one inside another.
    pub name: String,
    /// What it means.
    pub description: Text,
    /// Fideslang data categories.
    #[serde(default)]
    pub data_categories: Vec<String>,
    /// Part of a portability answer.
    #[serde(default)]
    pub portable: bool,
    /// A credential.
    #[serde(default)]
    pub secret: bool,
    /// Free text that may name others.
    #[serde(default)]
    pub may_name_others: bool,
}

impl From<FieldSpec> for Field {
    fn from(spec: FieldSpec) -> Self {
        Self {
            name: spec.name,
            description: spec.description,
            data_categories: spec.data_categories,
            portable: spec.portable,
            secret: spec.secret,
            may_name_others: spec.may_name_others,
        }
    }
}

/// How an answer becomes a file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileSpec {
    /// Its name; a template over the rows it was reached by.
    pub name: String,
    /// Its media type, a template; taken from the answer when left out.
    pub media_type: Option<String>,
    /// What it belongs to, for people; a template.
    pub belongs_to: String,
    /// Whether a portability answer has them.
    #[serde(default)]
    pub portable: bool,
}
