//! A call with its holes filled, and the name that it has because of that.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};

use crate::rest::{
    http::AskBody,
    input::Input,
    request::{BodyPlan, RequestPlan},
    template::{Place, Template, Unbound},
    walk::Ground,
};

use super::span::span;

/// A call with its holes filled.
pub(in crate::rest) struct Rendered {
    pub(in crate::rest) path: String,
    pub(in crate::rest) query: Vec<(String, String)>,
    pub(in crate::rest) headers: Vec<(String, String)>,
    pub(in crate::rest) body: AskBody,
}

impl Rendered {
    /// # Errors
    /// The first hole that nothing stands for.
    pub(in crate::rest) fn of(ground: Ground<'_>, request: &RequestPlan, input: &Input) -> Result<Self, Unbound> {
        let fill = |template: &Template, place: Place| ground.fill(template, place, input);
        let pairs = |pairs: &[(String, Vec<Template>)]| {
            let all = pairs.iter().flat_map(|(name, values)| values.iter().map(move |value| (name, value)));
            all.map(|(name, value)| Ok((name.clone(), fill(value, Place::Whole)?))).collect::<Result<Vec<_>, Unbound>>()
        };
        Ok(Self {
            path: fill(&request.path, Place::Path)?,
            query: pairs(&request.query)?,
            headers: (request.headers.iter())
                .map(|(name, value)| Ok((name.clone(), fill(value, Place::Whole)?)))
                .collect::<Result<_, Unbound>>()?,
            body: match &request.body {
                BodyPlan::Nothing => AskBody::Nothing,
                BodyPlan::Form(fields) => AskBody::Form(pairs(fields)?),
                BodyPlan::Json(json) => AskBody::Json(json.fill(&fill)?),
            },
        })
    }

    /// What tells this call apart from every other of its step.
    pub(in crate::rest) fn name(&self) -> String {
        let body = match &self.body {
            AskBody::Nothing => String::new(),
            AskBody::Form(fields) => format!("{fields:?}"),
            AskBody::Json(json) => json.to_string(),
        };
        format!("{}\n{:?}\n{:?}\n{body}", self.path, self.query, self.headers)
    }
}

/// The input with the moments that its call speaks of; or, for the call's name, with the same words whenever it is.
pub(super) fn with_times<'h>(
    mut input: Input,
    holes: impl Iterator<Item = &'h str>,
    as_of: Option<DateTime<Utc>>,
) -> Input {
    for hole in holes {
        let back = match hole.strip_prefix("as_of") {
            Some("") => TimeDelta::zero(),
            Some(rest) => match rest.strip_prefix('-').map(span) {
                Some(Ok(span)) => TimeDelta::from_std(span).unwrap_or_default(),
                Some(Err(_)) | None => continue,
            },
            None => continue,
        };
        let text = as_of.map_or_else(|| "then".to_owned(), |at| (at - back).to_rfc3339_opts(SecondsFormat::Secs, true));
        input = input.with(hole, text);
    }
    input
}
