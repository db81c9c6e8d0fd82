//! Which paths there are, with which methods and parameters: read from the description that the document is made of, so
//! that nothing is answered that is not documented.

use std::collections::BTreeSet;

use poem::{Request, Result, http::Method};
use poem_openapi::{
    OpenApi,
    registry::{MetaOperation, MetaParamIn},
};

use super::{
    finding::{Finding, Unfit},
    problem::WrongMethod,
};
use crate::casework::error::CaseError;

/// All operations of an API.
#[derive(Debug, Default)]
pub struct Operations(Vec<Operation>);

#[derive(Debug)]
struct Operation {
    method: Method,
    path: String,
    query: Vec<String>,
}

impl Operations {
    /// Those of `T`.
    pub fn of<T: OpenApi>() -> Self {
        let paths = T::meta().into_iter().flat_map(|api| api.paths);
        let operations = paths.flat_map(|path| path.operations.into_iter().map(move |of| (path.path.clone(), of)));
        Self(operations.map(|(path, of)| Operation { method: of.method.clone(), path, query: query(&of) }).collect())
    }

    /// With one more, that is read only and takes no parameters.
    #[must_use]
    pub fn with_page(mut self, path: &str) -> Self {
        self.0.push(Operation { method: Method::GET, path: path.to_owned(), query: Vec::new() });
        self
    }

    /// An error unless the request asks for one of them, with parameters that it has, each once at most. `path` is that
    /// of the request below the API's own.
    pub fn check(&self, request: &Request, path: &str) -> Result<()> {
        let here: Vec<_> = self.0.iter().filter(|operation| fits(&operation.path, path)).collect();
        if here.is_empty() {
            return Err(CaseError::NotFound.into());
        }
        // Whoever may read may ask for the headers alone.
        let method = if request.method() == Method::HEAD { &Method::GET } else { request.method() };
        let Some(operation) = here.iter().find(|operation| operation.method == method) else {
            let mut methods: BTreeSet<&str> = here.iter().map(|operation| operation.method.as_str()).collect();
            if methods.contains("GET") {
                methods.insert("HEAD");
            }
            return Err(WrongMethod { allow: methods.into_iter().collect::<Vec<_>>().join(", ") }.into());
        };
        let findings = operation.unfit_query(request);
        if findings.is_empty() { Ok(()) } else { Err(Unfit::Address(findings).into()) }
    }
}

impl Operation {
    fn unfit_query(&self, request: &Request) -> Vec<Finding> {
        let Ok(given) = request.params::<Vec<(String, String)>>() else {
            return vec![Finding::of("", "the query cannot be read")];
        };
        let mut seen = BTreeSet::new();
        let wrong = given.iter().filter_map(|(name, _)| {
            if !self.query.contains(name) {
                Some(Finding::of(name, "is not known"))
            } else if !seen.insert(name) {
                Some(Finding::of(name, "is there twice"))
            } else {
                None
            }
        });
        wrong.collect()
    }
}

fn query(operation: &MetaOperation) -> Vec<String> {
    let of_query = operation.params.iter().filter(|parameter| parameter.in_type == MetaParamIn::Query);
    of_query.map(|parameter| parameter.name.clone()).collect()
}

/// Whether `path` is one of those that `pattern`, such as `/tickets/{reference}`, stands for.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path) = (pattern.split('/'), path.split('/'));
    let is_same =
        |(named, given): (&str, &str)| if named.starts_with('{') { !given.is_empty() } else { named == given };
    pattern.clone().count() == path.clone().count() && pattern.zip(path).all(is_same)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_fits_part_by_part() {
        assert!(fits("/tickets", "/tickets"));
        assert!(fits("/tickets/{reference}/start", "/tickets/DR-7K2M-Q9XB/start"));
        for (pattern, path) in [
            ("/tickets", "/tickets/"),
            ("/tickets", "/Tickets"),
            ("/tickets/{reference}", "/tickets/"),
            ("/tickets/{reference}", "/tickets/a/b"),
            ("/tickets/{reference}/start", "/tickets//start"),
        ] {
            assert!(!fits(pattern, path), "{path}");
        }
    }
}
