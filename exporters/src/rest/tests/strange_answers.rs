//! Answers that are none.

use std::time::Duration;

use super::{
    ada, call, records, section,
    stub::{Stub, json, status},
};
use crate::{
    conformance::keeping::Kept,
    contract::{call::Call, connector::Connector as _, error::ConnectorError, outcome::Scope},
};

const AUTH: &str = "auth: {none: {}}";

async fn error_of(
    more: &str,
    step: &str,
    answer: impl Fn() -> poem::Response + Send + Sync + 'static,
) -> ConnectorError {
    let stub = Stub::start(move |_| answer()).await;
    let connector = super::open(&stub.url, &section(&format!("{AUTH}\n{more}"), step));
    let call = Call { budget: Duration::ZERO, ..call() };
    connector.export(&ada(), Scope::Everything, None, &call, &mut Kept::default()).await.unwrap_err()
}

#[tokio::test]
async fn an_answer_of_another_shape_is_never_taken_for_an_empty_one() {
    for (records, body) in [
        ("$", r#"{"detail":"x"}"#),
        ("$.data", r#"{"detail":"x"}"#),
        ("$.data", r#"{"data":null}"#),
        ("$.data", "[]"),
        ("$", r#"["a"]"#),
        ("$", r#""text""#),
        ("$", "[{}"),
        ("$", ""),
    ] {
        let step = format!("  get: /find\n  records: {records}\n  key: $.id");
        let error = error_of("", &step, move || json(body)).await;
        assert!(matches!(error, ConnectorError::Transient { .. }), "{records} {body}: {error}");
    }
}

#[tokio::test]
async fn an_error_with_status_200_is_an_error() {
    let body = || json(r#"{"result":"error","message":"token of ada@example.org"}"#);
    for more in ["error_when: [{path: $.result, equals: error}]", "error_when: [{path: $.message}]"] {
        let error = error_of(more, "  get: /find\n  records: $", body).await;
        assert!(matches!(error, ConnectorError::Transient { .. }), "{error}");
        assert!(error.to_string().contains("error in the body") && !error.to_string().contains("ada"), "{error}");
    }
}

#[tokio::test]
async fn an_error_with_status_200_is_not_somebody_elses_row() {
    let step = "  get: /find\n  key: $.id\n  only_if: [{path: $.mail, equals: '{identity.email}'}]";
    let error = error_of("", step, || json(r#"{"error":"internal"}"#)).await;
    assert!(matches!(&error, ConnectorError::Transient { what, .. } if what.contains("has no key")), "{error}");
    let stub = Stub::start(|_| json(r#"[{"id":1,"mail":"bob@example.net"}]"#)).await;
    let connector = super::open(&stub.url, &section(AUTH, step));
    assert!(records(&*connector).await.unwrap().is_empty(), "somebody else's row has a key");
}

#[tokio::test]
async fn which_status_means_limited_is_for_the_manifest_to_say() {
    let limited = || status(403, ("retry-after", "120"));
    let error = error_of("", "  get: /find", limited).await;
    assert!(matches!(&error, ConnectorError::Permanent { what } if what.contains("credentials")), "{error}");
    let error = error_of("limits: {limited_status: [403, 503]}", "  get: /find", limited).await;
    assert!(matches!(error, ConnectorError::Transient { retry_after: Some(wait), .. } if wait.as_secs() == 120));
    let error = error_of("", "  get: /find", || status(503, ("retry-after", "30"))).await;
    assert!(matches!(error, ConnectorError::Transient { retry_after: Some(wait), .. } if wait.as_secs() == 30));
}

#[tokio::test]
async fn a_short_wait_is_waited_for() {
    let calls = std::sync::atomic::AtomicUsize::new(0);
    let stub = Stub::start(move |_| {
        if calls.fetch_add(1, std::sync::atomic::Ordering::Relaxed) == 0 {
            status(429, ("retry-after", "1"))
        } else {
            json("[{}]")
        }
    })
    .await;
    let connector = super::open(&stub.url, &section(AUTH, "  get: /find"));
    let start = tokio::time::Instant::now();
    assert_eq!(records(&*connector).await.unwrap(), ["{}"]);
    assert!(start.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn an_answer_above_the_limit_is_not_read_to_its_end() {
    let error = error_of("", "  get: /find\n  max_bytes: 100", || json(format!("[{}]", "{},".repeat(1000)))).await;
    assert!(matches!(&error, ConnectorError::Permanent { what } if what.contains("more than 100 bytes")), "{error}");
}

#[tokio::test]
async fn what_is_listed_as_not_found_is_nothing() {
    let stub = Stub::start(|_| status(404, ("x", "y"))).await;
    let connector = super::open(&stub.url, &section(AUTH, "  get: /find\n  not_found: [404]"));
    assert_eq!(records(&*connector).await.unwrap(), Vec::<String>::new());
    let error = error_of("", "  get: /find", || status(404, ("x", "y"))).await;
    assert!(matches!(error, ConnectorError::Permanent { .. }), "{error}");
}

#[tokio::test]
async fn cancelling_does_not_wait_for_an_answer() {
    let stub = Stub::start(|_| {
        loop {
            // The server is stuck; its thread is not the test's.
            std::thread::park();
        }
    });
    let stub = stub.await;
    let connector = super::open(&stub.url, &section(AUTH, "  get: /find"));
    let call = call();
    let cancel = call.cancel.clone();
    let asked =
        tokio::spawn(
            async move { connector.export(&ada(), Scope::Everything, None, &call, &mut Kept::default()).await },
        );
    cancel.cancel();
    assert!(matches!(asked.await.unwrap(), Err(ConnectorError::Cancelled)));
}
