//! Who hangs up on whom, when an answer is not wanted any more while it is under way.

use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    time::timeout,
};
use tokio_util::sync::CancellationToken;

use super::{ada, call, section, system};
use crate::{
    contract::{eraser::Eraser, erasure::Order, error::ConnectorError, pseudonym::Pseudonyms},
    manifest::node::Node,
    rest::{compile::compile, connector::RestConnector, settings::Settings},
};

/// What a server saw of a call: its first words, and whether the caller hung up before the answer.
type Seen = (String, bool);

/// A server with two people of Ada's. Right after it has heard a call that begins with `at`, `cancel` is pulled, and it takes
/// its time with the answer.
async fn server(at: &'static str, cancel: CancellationToken) -> (String, UnboundedReceiver<Seen>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (tell, told) = unbounded_channel();
    tokio::spawn(async move {
        while let Ok((caller, _)) = listener.accept().await {
            tokio::spawn(answer(caller, at, cancel.clone(), tell.clone()));
        }
    });
    (url, told)
}

async fn answer(mut caller: TcpStream, at: &str, cancel: CancellationToken, tell: UnboundedSender<Seen>) {
    let mut heard = Vec::new();
    while !heard.ends_with(b"\r\n\r\n") {
        match caller.read_u8().await {
            Ok(byte) => heard.push(byte),
            Err(_) => return,
        }
    }
    let heard = String::from_utf8(heard).unwrap();
    let mut hung_up = false;
    if heard.starts_with(at) {
        cancel.cancel();
        // Nothing more is to be said: what can still be read is the end.
        hung_up = timeout(Duration::from_millis(500), caller.read_u8()).await.is_ok();
    }
    tell.send((heard.split(['?', ' ']).take(2).collect::<Vec<_>>().join(" "), hung_up)).unwrap();
    let body = r#"[{"id": 7}, {"id": 8}]"#;
    let answer = if heard.starts_with("GET ") {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n", body.len());
        format!("{head}connection: close\r\n\r\n{body}")
    } else {
        "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n".to_owned()
    };
    // Who has hung up hears nothing.
    let _ = caller.write_all(answer.as_bytes()).await;
}

/// What becomes of an erasure that is called off at a call, and what the server saw of that call.
async fn called_off(at: &'static str) -> (ConnectorError, Vec<Seen>) {
    let auth = "auth: {read: {none: {}}, erase: {bearer: {token: key}}}";
    let erase = "erase:\n- {name: people, for_each: people, delete: '/people/{people.id}', gone: [404]}";
    let section = section(auth, &format!("  get: /people\n  key: $.id\n{erase}"));
    let wanted = call();
    let (url, mut told) = server(at, wanted.cancel.clone()).await;
    let section = Node::parse(&section).unwrap_or_else(|(_, e)| panic!("{e}\n{section}")).to_json();
    let plan = compile(&section).unwrap_or_else(|problems| panic!("{problems}"));
    let settings = Settings::new(&url).with("key", "a-secret").with("client", "c");
    let connector = RestConnector::open(system(), plan, settings).unwrap();

    let order = Order::by_the_manifest("2026-11-23T10:00:00Z".parse::<DateTime<Utc>>().unwrap());
    let error = match connector.preview(&ada(), &order, &wanted).await {
        Err(error) => error,
        Ok(plan) => {
            let pseudonyms = Pseudonyms::keyed(b"k".to_vec());
            connector.erase(&ada(), &plan, &pseudonyms, &wanted).await.expect_err("it was called off")
        }
    };
    let mut seen = Vec::new();
    while !seen.iter().any(|(words, _): &Seen| words.starts_with(at)) {
        seen.push(told.recv().await.expect("the call was made"));
    }
    while let Ok(Some(more)) = timeout(Duration::from_millis(100), told.recv()).await {
        seen.push(more);
    }
    (error, seen.into_iter().filter(|(words, _)| words.starts_with(at)).collect())
}

/// Nobody could say whether it is carried out after all. The next one is not ordered.
#[tokio::test]
async fn nobody_hangs_up_on_what_was_ordered_to_be_destroyed() {
    let (error, seen) = called_off("DELETE /people/").await;
    assert!(matches!(error, ConnectorError::Cancelled), "{error}");
    assert_eq!(seen, [("DELETE /people/7".to_owned(), false)]);
}

#[tokio::test]
async fn what_only_reads_is_hung_up_on() {
    let (error, seen) = called_off("GET /people").await;
    assert!(matches!(error, ConnectorError::Cancelled), "{error}");
    assert_eq!(seen, [("GET /people".to_owned(), true)]);
}
