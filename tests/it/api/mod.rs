//! What programs do at the API, what they must not be able to do, and what the document promises them.

mod away;
mod document;
mod drift;
mod erased_part;
mod guards;
mod hostile;
mod malformed;
mod public;
mod rubbish;
mod staff;
mod withholding;

use chrono::TimeDelta;
use reqwest::{Client, Method, RequestBuilder};
use rightsdesk::{
    casework::{
        receiving::answer_confirmation,
        staffing::api_token::{self, Order},
    },
    kernel::ids::StaffId,
    staff::role::Role,
};
use rightsdesk_vault::token::UrlToken;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use stage::desk::Stage;

/// A program at one of the doors.
#[derive(Clone)]
pub(crate) struct Program {
    http: Client,
    door: String,
    token: Option<String>,
    from: String,
}

impl Program {
    /// At the public door.
    pub(crate) fn outside(stage: &Stage) -> Self {
        Self::at(stage.doors.public, None)
    }

    /// At the staff's door, without a token.
    fn stranger(stage: &Stage) -> Self {
        Self::at(stage.doors.staff, None)
    }

    /// At the staff's door, acting for a new member of staff.
    pub(crate) async fn of(stage: &Stage, login: &str, role: Role) -> Self {
        let person = stage.staff(login, role).await;
        let token = token(stage, person, "story", TimeDelta::days(1)).await;
        Self::at(stage.doors.staff, Some(token))
    }

    /// At the staff's door, acting for somebody who is there already, for that long.
    pub(crate) async fn for_somebody(stage: &Stage, person: StaffId, time: TimeDelta) -> Self {
        let token = token(stage, person, "story", time).await;
        Self::at(stage.doors.staff, Some(token))
    }

    fn at(port: u16, token: Option<String>) -> Self {
        // It is an error to ask twice.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder().no_proxy().build().expect("there is cryptography");
        Self { http, door: format!("http://127.0.0.1:{port}"), token, from: "192.0.2.7".to_owned() }
    }

    /// The same, with this token.
    fn showing(self, token: impl Into<String>) -> Self {
        Self { token: Some(token.into()), ..self }
    }

    /// The same, coming from another address.
    fn from(self, address: &str) -> Self {
        Self { from: address.to_owned(), ..self }
    }

    /// A request below the API's path that is yet to be changed.
    fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let request = self.http.request(method, format!("{}/api/v1{path}", self.door));
        let request = request.header("x-forwarded-for", &self.from);
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        send(self.request("GET", path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Reply {
        send(self.request("POST", path).json(&body)).await
    }

    async fn put(&self, path: &str, body: Value) -> Reply {
        send(self.request("PUT", path).json(&body)).await
    }

    async fn delete(&self, path: &str) -> Reply {
        send(self.request("DELETE", path)).await
    }

    /// Does something that needs no words.
    pub(crate) async fn does(&self, path: &str) -> Reply {
        send(self.request("POST", path)).await
    }

    /// Sends a form with files, or one that could have some.
    pub(crate) async fn sends(&self, path: &str, form: reqwest::multipart::Form) -> Reply {
        send(self.request("POST", path).multipart(form)).await
    }
}

async fn send(request: RequestBuilder) -> Reply {
    let answer = request.send().await.unwrap_or_else(|error| panic!("no answer: {error:?}"));
    let status = answer.status().as_u16();
    let headers = answer.headers().clone();
    let text = answer.text().await.unwrap_or_else(|error| panic!("half an answer: {error:?}"));
    let body = serde_json::from_str(&text).unwrap_or(Value::Null);
    Reply { status, headers, text, body }
}

/// What came back.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    status: u16,
    headers: reqwest::header::HeaderMap,
    pub(crate) text: String,
    pub(crate) body: Value,
}

impl Reply {
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text);
        if status >= 400 {
            self.is_problem();
        }
        self
    }

    /// Asserts that it went well, in whatever way.
    #[track_caller]
    pub(crate) fn did(&self) {
        assert!((200..300).contains(&self.status), "{}", self.text);
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("our headers are ASCII"))
    }

    /// Asserts that it is a problem of RFC 9457 that agrees with its status.
    #[track_caller]
    fn is_problem(&self) {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{} {}", self.status, self.text);
        let Value::Object(problem) = &self.body else { panic!("no problem: {}", self.text) };
        assert_eq!(problem["status"], self.status, "{}", self.text);
        for name in ["type", "title", "detail", "instance"] {
            assert!(problem[name].as_str().is_some_and(|text| !text.is_empty()), "{name} of {}", self.text);
        }
        assert_eq!(self.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(self.header("cache-control"), Some("no-store"));
    }

    /// The places that the problem points at.
    fn places(&self) -> Vec<String> {
        let errors = self.body["errors"].as_array().cloned().unwrap_or_default();
        let place = |error: &Value| error["pointer"].as_str().or(error["parameter"].as_str()).map(str::to_owned);
        errors.iter().filter_map(place).collect()
    }

    #[track_caller]
    pub(crate) fn text(&self, pointer: &str) -> String {
        let value = self.body.pointer(pointer).and_then(Value::as_str);
        value.unwrap_or_else(|| panic!("there is no {pointer} in {}", self.text)).to_owned()
    }
}

/// A token for a member of staff.
async fn token(stage: &Stage, person: StaffId, name: &str, days: TimeDelta) -> String {
    let desk = &stage.desk;
    let order = Order { person, name: name.to_owned(), expires_at: desk.now() + days };
    let token = api_token::issue(&desk.db, &desk.index, &*desk.chance, order, desk.now()).await;
    token.expect("a token").expose_secret().to_owned()
}

/// A request as it can be sent.
fn wish(rights: &[&str]) -> Value {
    json!({ "rights": rights, "contact": { "kind": "email", "value": "ada@example.org" } })
}

/// Presses the button behind the link that was mailed last.
async fn confirm(stage: &Stage, address: &str) {
    stage.run_due_work().await;
    let mail = stage.mail_to(address).pop().expect("a mail to confirm");
    let link = mail.links().into_iter().find(|link| link.contains("/v/")).expect("a link");
    let token = UrlToken::parse(link.rsplit('/').next().expect("a last part")).expect("a token");
    answer_confirmation::confirm(&stage.desk, &token).await.expect("a link that confirms");
}

/// Takes a request in and confirms it: its reference.
async fn asked(stage: &Stage, rights: &[&str]) -> String {
    let reply = Program::outside(stage).post("/requests", wish(rights)).await.is(202);
    confirm(stage, "ada@example.org").await;
    reply.text("/reference")
}
