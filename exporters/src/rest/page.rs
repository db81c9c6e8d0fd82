//! How a list that comes in pages goes on.
//!
//! The place in a list is one text, the token: a cursor, the last row's id, a page's number or a number of rows. It is
//! put into a parameter of the same call again; an address that the API hands out is never called.

use reqwest::header::HeaderMap;
use serde_json::Value;
use serde_json_path::JsonPath;

use super::{link, section::step::PagingSpec};

/// How one step's list goes on.
#[derive(Clone, Debug)]
pub enum Paging {
    /// One page is all.
    Single,
    /// By a link of the header.
    LinkHeader {
        /// Which link.
        rel: String,
        /// Which parameter of it.
        param: String,
        /// Attributes that mean that nothing follows.
        stop_when: Vec<(String, String)>,
    },
    /// By a value in the body.
    Cursor {
        /// Where it stands.
        path: JsonPath,
        /// The parameter it goes into.
        param: String,
    },
    /// By the last row's id.
    LastItem {
        /// The parameter it goes into.
        param: String,
        /// Where the id stands in a row.
        id: JsonPath,
        /// Where the body says that there is more.
        has_more: JsonPath,
    },
    /// By a number that grows.
    Counted {
        /// The parameter.
        param: String,
        /// The first number.
        start: u64,
        /// By how much the number grows with each page.
        by: u64,
        /// How many rows a full page has.
        size: u64,
        /// The parameter that asks for the size.
        size_param: Option<String>,
    },
}

/// What an answer says about whether there is more.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// Its headers.
    pub headers: &'a HeaderMap,
    /// Its body, if it was read as JSON.
    pub body: &'a Value,
    /// How many rows it had, before any was passed over.
    pub rows: usize,
    /// The last of them.
    pub last: Option<&'a Value>,
}

impl Paging {
    /// Reads the manifest's words, or says which JSONPath is none.
    pub fn read(spec: PagingSpec) -> Result<Self, String> {
        let path = |text: &str| JsonPath::parse(text).map_err(|e| format!("{text:?} is not a JSONPath: {e}"));
        Ok(match spec {
            PagingSpec::LinkHeader { rel, param, stop_when } => {
                Self::LinkHeader { rel, param, stop_when: stop_when.into_iter().collect() }
            }
            PagingSpec::CursorFromBody { path: at, param } => Self::Cursor { path: path(&at)?, param },
            PagingSpec::LastItemId { param, id, has_more } => {
                Self::LastItem { param, id: path(&id)?, has_more: path(&has_more)? }
            }
            PagingSpec::Page { size: 0, .. } | PagingSpec::Offset { size: 0, .. } => {
                return Err("a full page has at least one row".to_owned());
            }
            PagingSpec::Page { param, start, size, size_param } => {
                Self::Counted { param, start, by: 1, size, size_param }
            }
            PagingSpec::Offset { param, size, size_param } => {
                Self::Counted { param, start: 0, by: size, size, size_param }
            }
        })
    }

    /// Puts the place in the list into the parameters.
    pub fn ask(&self, token: Option<&str>, parameters: &mut Vec<(String, String)>) {
        let mut set = |name: &str, value: String| {
            parameters.retain(|(other, _)| other != name);
            parameters.push((name.to_owned(), value));
        };
        match self {
            Self::Single => {}
            Self::LinkHeader { param, .. } | Self::Cursor { param, .. } | Self::LastItem { param, .. } => {
                if let Some(token) = token {
                    set(param, token.to_owned());
                }
            }
            Self::Counted { param, start, size, size_param, .. } => {
                set(param, token.map_or_else(|| start.to_string(), str::to_owned));
                if let Some(size_param) = size_param {
                    set(size_param, size.to_string());
                }
            }
        }
    }

    /// The place of the next page, `None` after the last. An error names what the answer lacks.
    pub fn next(&self, token: Option<&str>, answer: Answer<'_>) -> Result<Option<String>, &'static str> {
        match self {
            Self::Single => Ok(None),
            Self::LinkHeader { rel, param, stop_when } => {
                let Some(link) = link::find(answer.headers, rel) else { return Ok(None) };
                let stops = |(name, value): &(String, String)| link.attributes.get(name) == Some(value);
                if stop_when.iter().any(stops) {
                    return Ok(None);
                }
                link.parameter(param).map(Some).ok_or("the link to the next page has no cursor")
            }
            Self::Cursor { path, .. } => {
                Ok(path.query(answer.body).first().and_then(as_text).filter(|t| !t.is_empty()))
            }
            Self::LastItem { id, has_more, .. } => match has_more.query(answer.body).first().and_then(Value::as_bool) {
                Some(false) => Ok(None),
                Some(true) => {
                    let last = answer.last.ok_or("a page without rows says that there is more")?;
                    id.query(last).first().and_then(as_text).map(Some).ok_or("the last row has no id to go on from")
                }
                None => Err("the answer does not say whether there is more"),
            },
            Self::Counted { start, by, size, .. } => {
                let at = token.and_then(|token| token.parse().ok()).unwrap_or(*start);
                let full = u64::try_from(answer.rows).is_ok_and(|rows| rows >= *size);
                Ok(full.then(|| at.saturating_add(*by).to_string()))
            }
        }
    }

    /// Whether the next page is known from the headers alone, before the body is read.
    pub fn needs_no_body(&self) -> bool {
        match self {
            Self::Single | Self::LinkHeader { .. } => true,
            Self::Cursor { .. } | Self::LastItem { .. } | Self::Counted { .. } => false,
        }
    }
}

/// A value as it stands in a parameter or an identifier: a text, a number or a truth value.
pub fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn paging(spec: Value) -> Paging {
        Paging::read(serde_json::from_value(spec).unwrap()).unwrap()
    }

    fn next(paging: &Paging, token: Option<&str>, body: &Value, rows: usize) -> Result<Option<String>, &'static str> {
        let last = body["data"].as_array().and_then(|rows| rows.last());
        paging.next(token, Answer { headers: &HeaderMap::new(), body, rows, last })
    }

    #[test]
    fn a_cursor_in_the_body_ends_with_null() {
        let paging = paging(json!({"cursor_from_body": {"path": "$.more.next", "param": "cursor"}}));
        assert_eq!(next(&paging, None, &json!({"more": {"next": "b"}}), 1), Ok(Some("b".to_owned())));
        assert_eq!(next(&paging, None, &json!({"more": {"next": null}}), 1), Ok(None));
        assert_eq!(next(&paging, None, &json!({}), 1), Ok(None));
    }

    #[test]
    fn the_last_id_is_taken_while_there_is_more_and_silence_is_an_error() {
        let paging = paging(json!({"last_item_id": {"param": "after", "id": "$.id", "has_more": "$.has_more"}}));
        let body = json!({"has_more": true, "data": [{"id": "a"}, {"id": 7}]});
        assert_eq!(next(&paging, None, &body, 2), Ok(Some("7".to_owned())));
        assert_eq!(next(&paging, None, &json!({"has_more": false, "data": []}), 0), Ok(None));
        assert!(next(&paging, None, &json!({"has_more": true, "data": []}), 0).is_err());
        assert!(next(&paging, None, &json!({}), 0).is_err());
    }

    #[test]
    fn numbers_grow_until_a_page_is_not_full() {
        let pages = paging(json!({"page": {"param": "page", "size": 2, "size_param": "limit"}}));
        let rows = paging(json!({"offset": {"param": "start", "size": 2}}));
        assert_eq!(next(&pages, None, &json!([]), 2), Ok(Some("2".to_owned())));
        assert_eq!(next(&pages, Some("2"), &json!([]), 1), Ok(None));
        assert_eq!(next(&rows, Some("2"), &json!([]), 2), Ok(Some("4".to_owned())));
        let mut parameters = vec![("limit".to_owned(), "9".to_owned())];
        pages.ask(Some("2"), &mut parameters);
        assert_eq!(parameters, [("page".to_owned(), "2".to_owned()), ("limit".to_owned(), "2".to_owned())]);
    }
}
