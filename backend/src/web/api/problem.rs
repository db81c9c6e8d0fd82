//! What went wrong, as programs read it: RFC 9457.

use poem::{
    Error, Response,
    error::ResponseError,
    http::{HeaderValue, StatusCode, header},
};
use poem_openapi::{
    Object,
    error::{AuthorizationError, ContentTypeError, ParseMultipartError, ParseParamError, ParsePathError},
    types::ToJSON,
};

use super::{
    caller::NoToken,
    finding::{Finding, Unfit},
    signed::NotSigned,
};
use crate::{
    casework::error::CaseError,
    desk::Desk,
    web::{
        guard::catch::Lost,
        page::public::trouble::Fate,
        problem::{BrokenOff, Denied, TooLarge},
        public::trouble::{self, Shown},
        wait,
    },
};

/// The media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// What went wrong (RFC 9457).
#[derive(Clone, Debug, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Problem {
    /// What kind of problem it is: `urn:rightsdesk:problem:` and a word that stays the same.
    #[oai(rename = "type")]
    pub kind: String,
    /// The kind, in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What went wrong this time, in words for people.
    pub detail: String,
    /// The path that was asked for.
    pub instance: String,
    /// The number under which a fault of ours stands in our log.
    pub incident: Option<String>,
    /// What is wrong with the request, place by place.
    pub errors: Option<Vec<Finding>>,
}

/// A method that a path does not have.
#[derive(Clone, Debug, thiserror::Error)]
#[error("this path takes {allow} only")]
pub struct WrongMethod {
    /// Those that it has, separated by commas.
    pub allow: String,
}

impl ResponseError for WrongMethod {
    fn status(&self) -> StatusCode {
        StatusCode::METHOD_NOT_ALLOWED
    }
}

/// The answer for an error. What is broken on our side is logged with a number, which the problem shows.
pub fn show(desk: &Desk, lost: Lost, error: Error) -> Response {
    let error = names_nothing(error);
    let status = error.status();
    // Nothing but an error may come out of here.
    let is_error = status.is_client_error() || status == StatusCode::SERVICE_UNAVAILABLE;
    let status = if is_error { status } else { StatusCode::INTERNAL_SERVER_ERROR };
    let is_unsigned = error.is::<NotSigned>();
    let (code, title) =
        if is_unsigned { ("signature-needed", "A signature that holds is needed") } else { kind(status) };
    let allow = error.downcast_ref::<WrongMethod>().map(|wrong| wrong.allow.clone());
    let mut problem = Problem {
        kind: format!("urn:rightsdesk:problem:{code}"),
        title: title.to_owned(),
        status: status.as_u16(),
        detail: detail(&error),
        instance: lost.path.clone(),
        incident: None,
        errors: findings(&error),
    };
    if status == StatusCode::SERVICE_UNAVAILABLE {
        problem.detail = away(trouble::fate(&lost, &error)).to_owned();
    } else if status.is_server_error() {
        let incident = desk.ids.fresh().simple().to_string();
        let error = anyhow::Error::new(Shown(error));
        tracing::error!(incident, path = lost.path, error = format!("{error:#}"), "a request of the API failed");
        problem.detail = "something of ours is broken; tell us the incident's number".to_owned();
        problem.incident = Some(incident);
    }
    let mut response =
        Response::builder().status(status).header(header::CONTENT_TYPE, MEDIA_TYPE).body(problem.to_json_string());
    let headers = response.headers_mut();
    match status {
        StatusCode::UNAUTHORIZED => {
            let challenge = if is_unsigned { "Signature realm=\"rightsdesk\"" } else { "Bearer realm=\"rightsdesk\"" };
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
        }
        StatusCode::METHOD_NOT_ALLOWED => {
            if let Some(allow) = allow.and_then(|allow| HeaderValue::try_from(allow).ok()) {
                headers.insert(header::ALLOW, allow);
            }
        }
        StatusCode::TOO_MANY_REQUESTS => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(wait::seconds(desk.now())));
        }
        _ => {}
    }
    trouble::come_again(response)
}

/// What a program is told that found our database away.
const fn away(fate: Fate) -> &'static str {
    match fate {
        Fate::NothingSent | Fate::Saved => "our database is away; come again",
        Fate::NotSaved => "our database is away, and nothing was saved; come again",
        Fate::Unknown => "our database went away in between; see what was saved before you send it again",
    }
}

/// The stable name of a kind of problem, and what it means. A kind for each status is as fine as programs need it.
fn kind(status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::UNAUTHORIZED => ("token-needed", "A token that holds is needed"),
        StatusCode::FORBIDDEN => ("denied", "Not allowed"),
        StatusCode::NOT_FOUND => ("not-found", "Not found"),
        StatusCode::METHOD_NOT_ALLOWED => ("wrong-method", "The path has no such method"),
        StatusCode::CONFLICT => ("conflict", "Not possible in the present state"),
        StatusCode::GONE => ("gone", "Destroyed in due time"),
        StatusCode::PAYLOAD_TOO_LARGE => ("too-large", "The request is too large"),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ("unsupported-media-type", "The body is of another type"),
        StatusCode::UNPROCESSABLE_ENTITY => ("invalid", "The request is not valid"),
        StatusCode::TOO_MANY_REQUESTS => ("too-many", "Too many attempts"),
        StatusCode::SERVICE_UNAVAILABLE => ("away", "The desk cannot answer at the moment"),
        status if status.is_server_error() => ("fault", "A fault of ours"),
        _ => ("bad-request", "The request cannot be read"),
    }
}

/// Our own errors are written for the one who asked. Those of the framework say more about our types than about the
/// request, so they are told in our words.
fn detail(error: &Error) -> String {
    macro_rules! ours {
        ($($type:ty),+) => { $(if let Some(error) = error.downcast_ref::<$type>() { return error.to_string(); })+ };
    }
    ours!(CaseError, Unfit, WrongMethod, Denied, NoToken, NotSigned, TooLarge, BrokenOff);
    let words = if error.is::<AuthorizationError>() {
        "the request shows no token; send one as `Authorization: Bearer …`"
    } else if error.is::<ContentTypeError>() {
        "the body is not of the type that the document says; send JSON as `Content-Type: application/json`"
    } else if error.is::<ParseMultipartError>() {
        "the parts of the form are not as documented"
    } else if error.is::<ParseParamError>() {
        "a parameter is not as documented"
    } else {
        "the request is not as documented"
    };
    words.to_owned()
}

fn findings(error: &Error) -> Option<Vec<Finding>> {
    if let Some(unfit) = error.downcast_ref::<Unfit>() {
        return Some(unfit.findings().to_vec());
    }
    let parameter = error.downcast_ref::<ParseParamError>()?;
    Some(vec![Finding::of(parameter.name, "is not as documented")])
}

/// Part of a path that names nothing: an id that is none, or that nothing has.
fn names_nothing(error: Error) -> Error {
    if error.is::<ParsePathError>() || error.is::<poem::error::ParsePathError>() {
        CaseError::NotFound.into()
    } else {
        error
    }
}
