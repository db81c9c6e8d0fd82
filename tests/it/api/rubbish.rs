//! Rubbish around what is asked: methods, headers, sizes, and bytes that are hardly HTTP. At every operation of both
//! doors nothing breaks, and what can be told is told as a problem.

use std::{collections::BTreeSet, time::Duration};

use reqwest::header::HeaderValue;
use rightsdesk::staff::role::Role;
use serde_json::Value;
use stage::desk::{On, Stage};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::{
    Program,
    document::{operations, staff_document},
    send,
};

/// The programs that may ask for everything at both doors, each with the document of its door.
async fn doors(stage: &Stage) -> [(Program, Value); 2] {
    let outside = Program::outside(stage);
    let public = outside.get("/openapi.json").await.is(200).body;
    [(outside, public), (Program::of(stage, "ana", Role::Officer).await, staff_document(stage).await)]
}

/// A path that the pattern of the document stands for.
fn somewhere(path: &str) -> String {
    let path = path.replace("{reference}", "DR-7K2M-Q9XB").replace("{key}", "shop").replace("{name}", "confirm");
    path.replace("{id}", "00000000-0000-0000-0000-00000000000f")
}

#[tokio::test]
async fn no_path_takes_a_method_that_is_not_documented() {
    let stage = Stage::set(On::Sqlite).await;
    for (program, document) in doors(&stage).await {
        let paths: BTreeSet<&str> = operations(&document).map(|(_, path, _)| path).collect();
        for path in paths {
            let here = operations(&document).filter(|(_, of, _)| *of == path);
            let mut documented: BTreeSet<String> = here.map(|(method, ..)| method.to_uppercase()).collect();
            if documented.contains("GET") {
                documented.insert("HEAD".to_owned());
            }
            let allow = documented.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
            for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get", "X-Y"] {
                if documented.contains(method) {
                    continue;
                }
                let reply = send(program.request(method, &somewhere(path))).await.is(405);
                assert_eq!(reply.header("allow"), Some(&*allow), "{method} {path}");
            }
            if !documented.contains("HEAD") {
                assert_eq!(send(program.request("HEAD", &somewhere(path))).await.status, 405, "{path}");
            }
        }
    }
}

#[tokio::test]
async fn no_header_breaks_an_operation() {
    let stage = Stage::set(On::Sqlite).await;
    let long = "a".repeat(8_000);
    let rubbish: [(&str, &[u8]); 22] = [
        ("content-type", b"\xff\xfe"),
        ("content-type", b"application/json; charset=\"\xc3\x28"),
        ("content-type", b"application/json, application/json"),
        ("content-type", b"multipart/form-data; boundary=\"\xff\""),
        ("content-type", b""),
        ("content-encoding", b"gzip, zip-bomb"),
        ("accept", b"\xff"),
        ("accept", b"image/png"),
        ("accept-language", b"\xff\xff, de;q=many"),
        ("accept-encoding", b"*;q=nan"),
        ("cookie", b"=;=;;\xff; __Host-staff=\xff"),
        ("x-forwarded-for", b"\xff, ::, 999.0.0.1, <script>"),
        ("forwarded", b"for=\"\xff"),
        ("x-http-method-override", b"DELETE"),
        ("range", b"bytes=-1-9"),
        ("if-none-match", b"*"),
        ("if-modified-since", b"yesterday"),
        ("origin", b"null"),
        ("referer", b"\xff"),
        ("date", b"99999999999999"),
        ("traceparent", b"00-\xff"),
        ("x-long", long.as_bytes()),
    ];
    for (program, document) in doors(&stage).await {
        for (method, path, _) in operations(&document) {
            for (name, value) in rubbish {
                let value = HeaderValue::from_bytes(value).expect("HTTP lets it through");
                let request = program.request(&method.to_uppercase(), &somewhere(path));
                let reply = send(request.header(name, value.clone()).body("{}")).await;
                assert!(reply.status < 500, "{} for {method} {path} with {name}: {value:?}", reply.status);
                if reply.status >= 400 {
                    reply.is_problem();
                }
            }
        }
    }
}

#[tokio::test]
async fn rubbish_in_place_of_a_token_is_no_token() {
    let stage = Stage::set(On::Sqlite).await;
    let rubbish: [&[u8]; 9] = [
        b"",
        b"\xff\xfe",
        b"Bearer",
        b"Bearer ",
        b"Bearer \xff\xfe",
        b"Bearer rightsdesk_",
        b"Bearer rightsdesk_ rightsdesk_",
        b"Bearer ' OR 1=1 --",
        b"Basic YW5hOmFuYQ==",
    ];
    for (number, value) in rubbish.into_iter().enumerate() {
        let stranger = Program::stranger(&stage).from(&format!("203.0.113.{number}"));
        let value = HeaderValue::from_bytes(value).expect("HTTP lets it through");
        send(stranger.request("GET", "/me").header("authorization", value)).await.is(401);
    }
}

#[tokio::test]
async fn no_operation_takes_a_body_that_is_too_large() {
    let stage = Stage::set(On::Sqlite).await;
    for (program, document) in doors(&stage).await {
        for (method, path, _) in operations(&document) {
            let request = program.request(&method.to_uppercase(), &somewhere(path));
            let request = request.header("content-type", "application/json");
            send(request.body(vec![b' '; 300_000])).await.is(413);
        }
    }
}

/// Writes `request` to the public door and reads until it hangs up: status, media type and body.
async fn raw(stage: &Stage, request: &[u8]) -> (u16, String, String) {
    let mut door = TcpStream::connect(("127.0.0.1", stage.doors.public)).await.expect("the door is open");
    // It may hang up before it has heard us out.
    let _ = door.write_all(request).await;
    let _ = door.shutdown().await;
    let mut answer = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(20), door.read_to_end(&mut answer)).await;
    let _ = read.expect("an answer comes");
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.unwrap_or_else(|| panic!("no status in {answer:?} for {:?}", String::from_utf8_lossy(request)));
    let media_type = head.lines().find_map(|line| line.strip_prefix("content-type: ")).unwrap_or_default();
    (status, media_type.to_owned(), body.to_owned())
}

#[tokio::test]
async fn what_is_hardly_http_breaks_nothing() {
    let stage = Stage::set(On::Sqlite).await;
    let post = "POST /api/v1/requests HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n";
    let chunk = format!("{:x}\r\n{}\r\n", 1 << 16, " ".repeat(1 << 16)).repeat(5);
    for (wanted, request) in [
        (404, "GET http://evil.example/api/v1/nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".to_owned()),
        (404, "GET /api/v1/../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".to_owned()),
        (400, "POST /api/v1/requests HTTP/1.0\r\nContent-Type: application/json\r\n\r\n".to_owned()),
        (422, format!("{post}Content-Length: 2\r\n\r\n{{}}")),
        (422, format!("{post}Transfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n")),
        (422, format!("{post}Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{{}}")),
        (413, format!("{post}Content-Length: 99999999999\r\n\r\n{{}}")),
        (
            413,
            post.replace("application/json", "multipart/form-data; boundary=x") + "Content-Length: 300000\r\n\r\n--x",
        ),
        (413, format!("{post}Transfer-Encoding: chunked\r\n\r\n{chunk}0\r\n\r\n")),
        (400, format!("{post}Transfer-Encoding: chunked\r\n\r\nzz\r\n{{}}\r\n")),
        (400, format!("{post}Content-Length: 20\r\n\r\n{{}}")),
    ] {
        let (status, media_type, body) = raw(&stage, request.as_bytes()).await;
        // The answer to go on stands before the answer that counts.
        let is_waited_for = request.contains("100-continue") && status == 100;
        assert!(is_waited_for || status == wanted, "{status} for {request:.300}: {body}");
        assert!(is_waited_for || media_type == "application/problem+json", "{media_type} for {request:.300}");
    }
    // These do not even reach the API.
    for request in [
        "GET /api/v1/\u{0} HTTP/1.1\r\nHost: x\r\n\r\n".to_owned(),
        "GET api/v1/requests HTTP/1.1\r\nHost: x\r\n\r\n".to_owned(),
        "GET /api/v1/openapi.json HTTP/9.9\r\nHost: x\r\n\r\n".to_owned(),
        "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".to_owned(),
        "CONNECT x:443 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".to_owned(),
        format!("{post}Content-Length: -1\r\n\r\n{{}}"),
        format!("{post}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{{}}"),
        format!("{post}Bad Header: x\r\n\r\n"),
        format!("{post}X-Long: {}\r\n\r\n", "a".repeat(1 << 20)),
        format!("{post}{}\r\n", "X: y\r\n".repeat(5_000)),
        "\u{16}\u{3}\u{1}\u{2}\r\n\r\n".to_owned(),
    ] {
        let (status, ..) = raw(&stage, request.as_bytes()).await;
        assert!((200..500).contains(&status), "{status} for {request:.300}");
    }
    Program::outside(&stage).get("/openapi.json").await.is(200);
}
