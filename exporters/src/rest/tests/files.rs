//! Files, and the redirects that lead to them.

use super::{
    ada, call, section,
    stub::{Asked, Stub, json, status},
};
use crate::{
    conformance::{keeping::Kept, run},
    contract::{error::ConnectorError, outcome::Gap},
};

const FILES: &str = "  get: /find\n\
- name: files\n  for_each: people\n  get: /files/{people.id}\n  max_bytes: 1000\n  \
  file: {name: '{people.name}', belongs_to: 'person {people.id}'}";

/// An API with one file, which `answer` answers for, and the storage that it may redirect to.
async fn fetch(
    hosts: &str,
    answer: impl Fn(&str) -> poem::Response + Send + Sync + 'static,
) -> (Result<(Kept, Vec<Gap>), ConnectorError>, Vec<Asked>) {
    let storage = Stub::start(|_| poem::Response::builder().content_type("image/png").body("from the storage")).await;
    let elsewhere = storage.url.clone();
    let api = Stub::start(move |asked| {
        if asked.path == "/find" { json(r#"[{"id":7,"name":"../../a.png"}]"#) } else { answer(&elsewhere) }
    })
    .await;
    let more = format!("auth: {{bearer: {{token: key}}}}\nfile_hosts: [{hosts}]");
    let connector = super::open(&api.url, &section(&more, FILES));
    let answer = run::export(&*connector, &ada(), &call()).await;
    (answer, storage.asked())
}

#[tokio::test]
async fn a_file_comes_from_the_api_as_it_is() {
    let (answer, _) = fetch("", |_| poem::Response::builder().content_type("text/plain").body("a\0b")).await;
    let (kept, gaps) = answer.unwrap();
    assert_eq!(kept.files[0].bytes, b"a\0b");
    assert_eq!(kept.files[0].head.name, "../../a.png", "the archive cleans names, and has to see them for that");
    assert_eq!(kept.files[0].head.media_type.as_deref(), Some("text/plain"));
    assert_eq!(kept.files[0].head.belongs_to, "person 7");
    assert_eq!(gaps, []);
}

#[tokio::test]
async fn a_listed_storage_is_followed_without_our_credentials() {
    let (answer, asked) =
        fetch("127.0.0.1", |storage| status(302, ("location", &format!("{storage}/signed?x=1")))).await;
    assert_eq!(answer.unwrap().0.files[0].bytes, b"from the storage");
    assert_eq!(asked[0].line, "GET /signed?x=1");
    assert_eq!(asked[0].header("authorization"), None);
}

#[tokio::test]
async fn a_host_that_is_not_listed_is_not_asked() {
    for hosts in ["", "storage.example, '*.0.0.1'"] {
        let (answer, asked) = fetch(hosts, |storage| status(302, ("location", &format!("{storage}/signed")))).await;
        assert!(matches!(answer, Err(ConnectorError::Permanent { .. })));
        assert!(asked.is_empty());
    }
    // A listed host is not asked in clear either.
    let (answer, _) = fetch("storage.example", |_| status(302, ("location", "http://storage.example/signed"))).await;
    assert!(matches!(answer, Err(ConnectorError::Permanent { .. })));
}

#[tokio::test]
async fn redirects_in_circles_end() {
    let (answer, _) = fetch("127.0.0.1", |_| status(302, ("location", "/files/7"))).await;
    assert!(answer.is_err());
}

#[tokio::test]
async fn a_file_above_the_limit_is_told_or_stopped() {
    let (answer, _) = fetch("", |_| poem::Response::builder().body("x".repeat(1001))).await;
    let (kept, gaps) = answer.unwrap();
    assert!(kept.files.is_empty());
    assert_eq!(gaps[0].what, "files");
    assert!(gaps[0].why.for_language("en").contains("too large"));

    // One that does not say its length is stopped where it is too long.
    let (answer, _) = fetch("", |_| {
        let pieces = (0..20).map(|_| Ok::<_, std::io::Error>(vec![b'x'; 100]));
        poem::Response::builder().body(poem::Body::from_bytes_stream(futures_util::stream::iter(pieces)))
    })
    .await;
    assert!(matches!(answer, Err(ConnectorError::Permanent { what }) if what.contains("larger than 1000 bytes")));
}
