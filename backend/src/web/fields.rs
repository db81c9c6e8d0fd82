//! The fields of a form or of a query, read strictly: each is known, and each that can be there once is there once.

use poem::{FromRequest, Request, RequestBody, Result, http::header, web::Form};

use super::problem::BadForm;

/// Names and values in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Refuses names that are not in `known`.
    pub fn only(self, known: &[&str]) -> Result<Self, BadForm> {
        if self.0.iter().all(|(name, _)| known.contains(&name.as_str())) {
            Ok(self)
        } else {
            Err(BadForm("it has a field that we do not know"))
        }
    }

    /// The value of a field that is there at most once; empty if it is not.
    pub fn one(&self, name: &str) -> Result<&str, BadForm> {
        let mut values = self.0.iter().filter(|(given, _)| given == name);
        let first = values.next().map_or("", |(_, value)| value.as_str());
        if values.next().is_some() { Err(BadForm("it has a field twice")) } else { Ok(first) }
    }

    /// The same of a text of several lines: browsers send each line break as two characters.
    pub fn text(&self, name: &str) -> Result<String, BadForm> {
        Ok(self.one(name)?.replace("\r\n", "\n"))
    }

    /// The values of a field that may be there several times.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    /// These names and values, from another kind of form.
    pub fn of_pairs(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// All but the fields of this name.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|(given, _)| given != name);
        self
    }

    /// The fields of a query string.
    pub fn of_query(request: &Request) -> Result<Self, BadForm> {
        request.params().map(Self).map_err(|_| BadForm("its query cannot be read"))
    }
}

impl<'a> FromRequest<'a> for Fields {
    async fn from_request(request: &'a Request, body: &mut RequestBody) -> Result<Self> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if !kind.unwrap_or_default().starts_with("application/x-www-form-urlencoded") {
            return Err(BadForm("it is not sent as a form").into());
        }
        let Form(fields) = Form::<Vec<(String, String)>>::from_request(request, body)
            .await
            .map_err(|_| BadForm("it cannot be read"))?;
        Ok(Self(fields))
    }
}
