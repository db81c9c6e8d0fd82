//! One writing step as it is written: a correction, a mark that is set, or one that is taken away again.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::rest::problem::Problems;

use super::{erase::EraseSpec, one_by_one::one_by_one, predicate::Predicate};

/// How a mark is set, and how it is taken away again. Read one by one, as the steps are.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkSpec {
    /// The steps that set it.
    #[serde(default)]
    pub set: Vec<Value>,
    /// The steps that take it away; none: a person has to.
    #[serde(default)]
    pub lift: Vec<Value>,
}

impl MarkSpec {
    /// The steps that set it and those that lift it, or all slips in them; `at` is its place in the section.
    ///
    /// # Errors
    /// Slips, each with its place.
    pub fn read(&self, at: &str) -> Result<(Vec<WriteSpec>, Vec<WriteSpec>), Problems> {
        Ok((one_by_one(&format!("{at}/set"), &self.set)?, one_by_one(&format!("{at}/lift"), &self.lift)?))
    }
}

/// One writing step.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WriteSpec {
    /// Its name, `[a-z0-9_]`.
    pub name: String,
    /// The reading step whose rows are written to, one after the other.
    pub for_each: Option<String>,
    /// The identities this is done for, each one that the person has. For marks.
    #[serde(default)]
    pub any_of: Vec<String>,
    /// The path of a DELETE. For marks.
    pub delete: Option<String>,
    /// The path of a PATCH.
    pub patch: Option<String>,
    /// The path of a PUT.
    pub put: Option<String>,
    /// The path of a POST.
    pub post: Option<String>,
    /// Parameters; a list repeats the parameter.
    #[serde(default)]
    pub query: Map<String, Value>,
    /// Headers of this call alone, with holes: `If-Match: "{people.etag}"`.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Fields of a form that is sent.
    #[serde(default)]
    pub form: Map<String, Value>,
    /// A JSON body that is sent; its texts are templates.
    pub json: Option<Value>,
    /// The parameters that say whom or what: each must be listed that names the person, none is ever sent empty.
    #[serde(default)]
    pub require_nonempty: Vec<String>,
    /// What may be corrected by it. For corrections.
    #[serde(default)]
    pub fields: Vec<WriteFieldSpec>,
    /// What the body holds besides what is corrected. For corrections.
    pub sends: Option<SendsSpec>,
    /// Only rows of which all of this holds. For marks.
    #[serde(default)]
    pub only_when: Vec<Predicate>,
    /// A reading step that is asked for the same identities: where it finds something, the mark stands. For marks.
    pub unless_found: Option<String>,
    /// What of a row tells that the mark stands, or is gone, all of it. For marks.
    #[serde(default)]
    pub stands_when: Vec<Predicate>,
    /// What of a row tells that it does not, any of it. For marks.
    #[serde(default)]
    pub stands_unless: Vec<Predicate>,
    /// The mark stays while the person objects to marketing, because it says that too. For marks that are lifted.
    #[serde(default)]
    pub unless_objecting: bool,
    /// Above so many rows a person has to do it.
    pub max_objects: Option<u64>,
    /// The statuses that mean that it was taken; all from 200 to 299 if nothing is said.
    #[serde(default)]
    pub ok: Vec<u16>,
    /// The statuses that mean that it was so already.
    #[serde(default)]
    pub gone: Vec<u16>,
    /// What must be in the body for it to count as done, all of it.
    #[serde(default)]
    pub succeed_when: Vec<Predicate>,
    /// What in the body means that it was not done, whatever the status says.
    #[serde(default)]
    pub fail_when: Vec<Predicate>,
    /// The header in which the call is given a name that is the same for every repetition.
    pub idempotency_header: Option<String>,
    /// At most so many calls in so long, `5/60s`.
    pub rate: Option<String>,
    /// How long one call may take.
    pub timeout: Option<String>,
}

/// A field that may be corrected.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WriteFieldSpec {
    /// Its name, among the `fields` of the reading step's `export`.
    pub field: String,
    /// Where the new value goes: a JSON pointer in the body (`/contact/mail`), or the parameter of a form.
    pub at: String,
    /// What sort of value it is.
    #[serde(default, rename = "as")]
    pub sort: SortSpec,
    /// The longest text that is taken there, in characters.
    pub longest: Option<u64>,
    /// Whether it may be emptied: by `null` in JSON, by an empty parameter in a form.
    #[serde(default)]
    pub clears: bool,
    /// People are found by it: only another name of this kind that is proven to be theirs may stand there.
    pub renames: Option<String>,
    /// It is there for what the person says about the rest.
    #[serde(default)]
    pub statement: bool,
}

/// What sort of value a field holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SortSpec {
    /// A text.
    #[default]
    Text,
    /// A whole number.
    Integer,
    /// True or false.
    Boolean,
}

/// What the body of a correction holds besides what is corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SendsSpec {
    /// Nothing else: what is not sent stays as it is.
    Fields,
    /// The row as it was read: what is not sent would be emptied.
    Whole,
}

impl WriteSpec {
    /// The same as a step of which only the call and the rows matter: what erasing and writing have in common.
    pub fn as_change(&self) -> EraseSpec {
        let spec = self.clone();
        EraseSpec {
            name: spec.name,
            for_each: spec.for_each,
            any_of: spec.any_of,
            delete: spec.delete,
            patch: spec.patch,
            put: spec.put,
            post: spec.post,
            query: spec.query,
            headers: spec.headers,
            form: spec.form,
            json: spec.json,
            require_nonempty: spec.require_nonempty,
            only_when: spec.only_when,
            unless_found: spec.unless_found,
            max_objects: spec.max_objects,
            ok: spec.ok,
            gone: spec.gone,
            succeed_when: spec.succeed_when,
            fail_when: spec.fail_when,
            idempotency_header: spec.idempotency_header,
            rate: spec.rate,
            timeout: spec.timeout,
            ..EraseSpec::default()
        }
    }
}
