//! Answers that are none, from either kind of server.

use std::time::Duration;

use super::{call, whole};
use crate::{
    accounts::{account::Account, homeserver::Homeserver, mas::Mas, synapse::Synapse},
    contract::error::ConnectorError,
    rest::tests::stub::{Answer, Stub, json, status},
};

/// What both clients make of the same answer, to both questions.
async fn errors(answer: fn() -> Answer) -> Vec<ConnectorError> {
    let stub = Stub::start(move |asked| match asked.path.as_str() {
        "/oauth2/token" => json(r#"{"access_token":"t","expires_in":300}"#),
        _ => answer(),
    })
    .await;
    let servers: [Box<dyn Homeserver>; 2] = [
        Box::new(Synapse::new(&stub.url, "hs", &"secret-token".into()).unwrap()),
        Box::new(Mas::new(&stub.url, "hs", "id".into(), "secret-token".into()).unwrap()),
    ];
    let mut errors = Vec::new();
    for server in servers {
        errors.push(whole(&*server).await.expect_err("the list"));
        errors.push(server.standing(&Account::parse("@ada:hs").unwrap(), &call()).await.expect_err("the look-up"));
    }
    assert!(errors.iter().all(|e| !e.to_string().contains("ada") && !e.to_string().contains("secret")), "{errors:?}");
    errors
}

#[tokio::test]
async fn what_may_pass_is_asked_again_and_what_stays_is_for_a_person() {
    let cases: [(fn() -> Answer, bool); 12] = [
        (|| status(401, ("x", "y")), false),
        (|| status(403, ("x", "y")), false),
        (|| status(400, ("x", "y")), false),
        (|| status(404, ("x", "y")), false),
        (|| status(418, ("x", "y")), false),
        (|| status(302, ("location", "https://evil.example/")), false),
        (|| status(429, ("retry-after", "3600")), true),
        (|| status(500, ("x", "y")), true),
        (|| status(503, ("x", "y")), true),
        (|| json("{"), true),
        (|| json("[]"), true),
        (|| Answer::builder().content_type("text/html").body("<p>Just a moment…"), true),
    ];
    for (number, (answer, may_pass)) in cases.into_iter().enumerate() {
        for error in errors(answer).await {
            assert_eq!(matches!(error, ConnectorError::Transient { .. }), may_pass, "{number}: {error}");
        }
    }
}

#[tokio::test]
async fn a_long_wait_is_handed_on_as_the_server_asked_for_it() {
    for error in errors(|| status(503, ("retry-after", "1800"))).await {
        assert!(
            matches!(error, ConnectorError::Transient { retry_after: Some(wait), .. } if wait == Duration::from_mins(30))
        );
    }
}

#[tokio::test]
async fn shapes_that_nearly_fit_are_no_empty_lists() {
    for answer in [
        (|| json("{}")) as fn() -> Answer,
        || json(r#"{"users":null,"data":null,"links":{}}"#),
        || json(r#"{"users":[{}],"data":[{}],"links":{}}"#),
        || json(r#"{"users":[{"name":"@a:hs"}],"data":[{"attributes":{"username":"a"}}],"links":{}}"#),
        || json(r#"{"users":[{"name":"@a:hs","deactivated":"true"}],"data":[]}"#),
        || json(r#"{"users":[],"total":0,"next_token":"1000","data":[],"links":{"next":"x"}}"#),
    ] {
        errors(answer).await;
    }
}

#[tokio::test]
async fn who_does_not_want_the_answer_any_more_gets_none() {
    let stub = Stub::start(|_| json("{}")).await;
    let server = Synapse::new(&stub.url, "hs", &"t".into()).unwrap();
    let call = call();
    call.cancel.cancel();
    assert!(matches!(server.closed(None, &call).await, Err(ConnectorError::Cancelled)));
}

#[test]
fn an_address_that_is_not_protected_is_not_called() {
    for url in ["http://matrix.example.org", "https://user:pw@matrix.example.org", "matrix.example.org"] {
        assert!(Synapse::new(url, "hs", &"t".into()).is_err(), "{url}");
        assert!(Mas::new(url, "hs", "i".into(), "s".into()).is_err(), "{url}");
    }
    assert!(Synapse::new("https://matrix.example.org", "hs", &"a\nb".into()).is_err());
}
