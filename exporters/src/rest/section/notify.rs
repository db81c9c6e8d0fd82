//! One step that tells a recipient, as it is written.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{erase::EraseSpec, predicate::Predicate};

/// One step that tells a recipient.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotifySpec {
    /// Its name, `[a-z0-9_]`.
    pub name: String,
    /// The identities this is done for, each one that the person has.
    pub any_of: Vec<String>,
    /// What it tells of; everything if nothing is said.
    #[serde(default)]
    pub of: Vec<DeedSpec>,
    /// The path of a DELETE.
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
    /// Headers of this call alone, with holes.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Fields of a form that is sent.
    #[serde(default)]
    pub form: Map<String, Value>,
    /// A JSON body that is sent; its texts are templates.
    pub json: Option<Value>,
    /// The parameters that say whom: each must be listed that names the person, none is ever sent empty.
    #[serde(default)]
    pub require_nonempty: Vec<String>,
    /// The statuses that mean that it was taken; all from 200 to 299 if nothing is said.
    #[serde(default)]
    pub ok: Vec<u16>,
    /// The statuses that mean that they hold nothing of the person.
    #[serde(default)]
    pub gone: Vec<u16>,
    /// What must be in the body for it to count as taken, all of it.
    #[serde(default)]
    pub succeed_when: Vec<Predicate>,
    /// What in the body means that it was not taken, whatever the status says.
    #[serde(default)]
    pub fail_when: Vec<Predicate>,
    /// A JSONPath to the name by which they know our notice; an answer without it does not count.
    pub receipt: Option<String>,
    /// Whoever takes the call has done it.
    #[serde(default)]
    pub acknowledges: bool,
    /// What in the body says that it is done, all of it.
    #[serde(default)]
    pub acknowledged_when: Vec<Predicate>,
    /// The header in which the call is given a name that is the same for every repetition.
    pub idempotency_header: Option<String>,
    /// At most so many calls in so long, `5/60s`.
    pub rate: Option<String>,
    /// How long one call may take.
    pub timeout: Option<String>,
}

/// What was done with the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeedSpec {
    /// It was corrected.
    Rectified,
    /// It was erased.
    Erased,
    /// It was locked.
    Restricted,
    /// Its lock has ended.
    Unrestricted,
}

impl NotifySpec {
    /// The same as a step of which only the call and the names matter: what it has in common with erasing and writing.
    pub fn as_change(&self) -> EraseSpec {
        let spec = self.clone();
        EraseSpec {
            name: spec.name,
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
