//! What is asked and what is looked for in the answer, as plans have it: texts whose holes are still open.

use serde_json::Value;
use serde_json_path::JsonPath;

use super::template::{Place, Template, Unbound};

/// What is asked.
#[derive(Clone, Debug)]
pub struct RequestPlan {
    /// The path.
    pub path: Template,
    /// The path as written, for messages and evidence: names no person.
    pub path_as_written: String,
    /// The parameters.
    pub query: Vec<(String, Vec<Template>)>,
    /// What replaces them when rows are only counted.
    pub when_counting: Vec<(String, Vec<Template>)>,
    /// Headers of this call alone.
    pub headers: Vec<(String, Template)>,
    /// What is posted.
    pub body: BodyPlan,
}

/// What is posted.
#[derive(Clone, Debug)]
pub enum BodyPlan {
    /// Nothing.
    Nothing,
    /// A form, which may be empty.
    Form(Vec<(String, Vec<Template>)>),
    /// JSON.
    Json(JsonTemplate),
}

/// A JSON value whose texts are templates.
#[derive(Clone, Debug)]
pub enum JsonTemplate {
    /// A text.
    Text(Template),
    /// A number, a truth value or null.
    Plain(Value),
    /// A list.
    List(Vec<JsonTemplate>),
    /// An object.
    Object(Vec<(String, JsonTemplate)>),
}

/// Something looked for in a JSON value.
#[derive(Clone, Debug)]
pub struct Test {
    path: JsonPath,
    equals: Option<Value>,
    more_than: Option<f64>,
}

impl RequestPlan {
    /// All holes of it, as often as they stand there.
    pub fn holes(&self) -> Vec<&str> {
        let pairs = self.query.iter().chain(&self.when_counting);
        let mut holes: Vec<_> = self.path.holes().collect();
        holes.extend(pairs.flat_map(|(_, values)| values).flat_map(Template::holes));
        holes.extend(self.headers.iter().flat_map(|(_, value)| value.holes()));
        match &self.body {
            BodyPlan::Nothing => {}
            BodyPlan::Form(fields) => {
                holes.extend(fields.iter().flat_map(|(_, values)| values).flat_map(Template::holes));
            }
            BodyPlan::Json(json) => json.holes(&mut holes),
        }
        holes
    }
}

impl JsonTemplate {
    /// Adds the holes of its texts.
    pub fn holes<'a>(&'a self, holes: &mut Vec<&'a str>) {
        match self {
            Self::Text(template) => holes.extend(template.holes()),
            Self::Plain(_) => {}
            Self::List(all) => all.iter().for_each(|one| one.holes(holes)),
            Self::Object(all) => all.iter().for_each(|(_, one)| one.holes(holes)),
        }
    }

    /// The value, with every hole filled.
    ///
    /// # Errors
    /// The first hole that nothing stands for.
    pub fn fill(&self, fill: &impl Fn(&Template, Place) -> Result<String, Unbound>) -> Result<Value, Unbound> {
        Ok(match self {
            Self::Text(text) => Value::String(fill(text, Place::Whole)?),
            Self::Plain(value) => value.clone(),
            Self::List(all) => all.iter().map(|one| one.fill(fill)).collect::<Result<_, _>>()?,
            Self::Object(all) => {
                let all = all.iter().map(|(key, one)| Ok((key.clone(), one.fill(fill)?)));
                Value::Object(all.collect::<Result<_, Unbound>>()?)
            }
        })
    }
}

impl Test {
    /// Without a comparison: whether anything but null stands at `path`.
    pub fn new(path: JsonPath, equals: Option<Value>, more_than: Option<f64>) -> Self {
        Self { path, equals, more_than }
    }

    /// Whether any value at the path fits.
    pub fn holds(&self, value: &Value) -> bool {
        self.path.query(value).iter().any(|node| {
            let equal = self.equals.as_ref().is_none_or(|wanted| *node == wanted);
            let above = self.more_than.is_none_or(|least| node.as_f64().is_some_and(|number| number > least));
            equal && above && !node.is_null()
        })
    }
}

/// The method of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// GET.
    Get,
    /// POST.
    Post,
    /// PUT.
    Put,
    /// PATCH.
    Patch,
    /// DELETE.
    Delete,
}

impl Verb {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}
