//! How the engine shows who it is.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::{
    records, section,
    stub::{Asked, Stub, json, status},
};

const FIND: &str = "  get: /find";
const ROW: &str = r#"[{"id":1}]"#;

async fn asked(auth: &str, step: &str) -> Asked {
    let stub = Stub::start(|_| json(ROW)).await;
    let connector = super::open(&stub.url, &section(auth, step));
    assert_eq!(records(&*connector).await.unwrap(), [r#"{"id":1}"#]);
    stub.asked().pop().unwrap()
}

#[tokio::test]
async fn a_credential_goes_where_the_api_wants_it() {
    let authorization = async |auth| asked(auth, FIND).await.header("authorization").unwrap_or("none").to_owned();
    assert_eq!(authorization("auth: {none: {}}").await, "none");
    assert_eq!(authorization("auth: {bearer: {token: key}}").await, "Bearer a-secret");
    assert_eq!(authorization("auth: {basic: {user: key}}").await, "Basic YS1zZWNyZXQ6");
    assert_eq!(authorization("auth: {basic: {user: client, password: key}}").await, "Basic YS1jbGllbnQ6YS1zZWNyZXQ=");

    let by_header = asked("auth: {header: {name: x-api-token, value: key}}", FIND).await;
    assert_eq!(by_header.header("x-api-token"), Some("a-secret"));

    let by_query = asked("auth: {query: {name: api_token, value: key}}", FIND).await;
    assert_eq!(by_query.parameter("api_token"), Some("a-secret"));
    assert_eq!(by_query.parameter("email"), Some("ada@example.org"));

    let form = "  post: /find\n  form: {method: find, segment: 'userId=={identity.email}'}";
    let by_form = asked("auth: {form: {name: token_auth, value: key}}", form).await;
    assert_eq!(by_form.body, "method=find&segment=userId%3D%3Dada%40example.org&token_auth=a-secret");
}

#[tokio::test]
async fn headers_that_pin_a_version_go_with_every_call() {
    let more = "auth: {none: {}}\nheaders: {Stripe-Version: '2026-06-24', X-Client: '{settings.client}'}";
    let asked = asked(more, FIND).await;
    assert_eq!(asked.header("stripe-version"), Some("2026-06-24"));
    assert_eq!(asked.header("x-client"), Some("a-client"));
}

#[tokio::test]
async fn a_body_in_json_is_filled_as_texts_and_never_as_syntax() {
    let step = "  post: /find\n  json: {filter: {email: '{identity.email}', all: [1, '\"{identity.email}']}}";
    let asked = asked("auth: {none: {}}", step).await;
    assert_eq!(asked.body, r#"{"filter":{"email":"ada@example.org","all":[1,"\"ada@example.org"]}}"#);
}

/// Hands out token 1, 2, …; answers 401 to token 1 on every call after the first.
async fn with_tokens(expires_in: u64) -> Stub {
    let (tokens, calls) = (AtomicUsize::new(0), AtomicUsize::new(0));
    Stub::start(move |asked| {
        if asked.path == "/token" {
            assert!(asked.body.contains("grant_type=client_credentials&client_id=a-client&client_secret=a-secret"));
            let number = tokens.fetch_add(1, Ordering::Relaxed) + 1;
            return json(format!(r#"{{"access_token":"token-{number}","expires_in":{expires_in}}}"#));
        }
        let is_later = calls.fetch_add(1, Ordering::Relaxed) > 0;
        if is_later && asked.header("authorization") == Some("Bearer token-1") {
            return status(401, ("x", "y"));
        }
        json(ROW)
    })
    .await
}

fn oauth(stub: &Stub) -> String {
    let auth = format!(
        "auth: {{oauth2_client_credentials: {{token_url: '{}/token', client_id: client, client_secret: key, scope: all}}}}",
        stub.url
    );
    section(&auth, FIND)
}

#[tokio::test]
async fn a_token_is_fetched_once_and_again_when_it_is_no_longer_taken() {
    let stub = with_tokens(3600).await;
    let connector = super::open(&stub.url, &oauth(&stub));
    for _ in 0..3 {
        assert_eq!(records(&*connector).await.unwrap().len(), 1);
    }
    let tokens = stub.asked().iter().filter(|asked| asked.path == "/token").count();
    assert_eq!(tokens, 2, "one at first, one after the first was refused, none for the third call");
}

#[tokio::test]
async fn a_token_is_not_used_in_its_last_minute() {
    let stub = with_tokens(60).await;
    let connector = super::open(&stub.url, &oauth(&stub));
    for _ in 0..3 {
        records(&*connector).await.unwrap();
    }
    assert_eq!(stub.asked().iter().filter(|asked| asked.path == "/token").count(), 3);
}

#[tokio::test]
async fn a_token_for_ever_is_one_for_a_day() {
    let stub = with_tokens(u64::MAX).await;
    let connector = super::open(&stub.url, &oauth(&stub));
    assert_eq!(records(&*connector).await.unwrap().len(), 1);
    assert_eq!(stub.asked().iter().filter(|asked| asked.path == "/token").count(), 1);
}

#[tokio::test]
async fn refused_client_credentials_are_permanent_and_not_repeated_in_the_message() {
    let stub = Stub::start(|_| status(400, ("x", "y"))).await;
    let error = records(&*super::open(&stub.url, &oauth(&stub))).await.unwrap_err();
    let crate::contract::error::ConnectorError::Permanent { what } = error else { panic!("{error}") };
    assert!(what.contains("client credentials") && !what.contains("a-secret"), "{what}");
}
