//! Lists in pages, rows in lists, and rows that lead to rows.

use super::{
    ada, call, records, section,
    stub::{Stub, json},
};
use crate::{
    conformance::run,
    contract::{connector::Connector as _, error::ConnectorError, outcome::Scope},
};

const AUTH: &str = "auth: {none: {}}";

#[tokio::test]
async fn every_way_of_paging_brings_every_row_once() {
    let from = |text: Option<&str>| text.and_then(|text| text.parse::<usize>().ok());
    for (paging, records_at, body) in [
        ("{cursor_from_body: {path: $.next, param: at}}", "$.data", "next"),
        ("{last_item_id: {param: at, id: $.id, has_more: $.has_more}}", "$.data", "has_more"),
        ("{offset: {param: at, size: 3, size_param: limit}}", "$", "list"),
        ("{page: {param: at, size: 3, size_param: limit, start: 0}}", "$", "pages"),
    ] {
        let stub = Stub::start(move |asked| {
            let at = from(asked.parameter("at")).unwrap_or(0) * if body == "pages" { 3 } else { 1 };
            let rows: Vec<_> = (at + 1..=7).take(3).map(|id| format!(r#"{{"id":{id}}}"#)).collect();
            let (list, end) = (format!("[{}]", rows.join(",")), at + rows.len());
            json(match body {
                "next" if end < 7 => format!(r#"{{"data":{list},"next":"{end}"}}"#),
                "next" => format!(r#"{{"data":{list},"next":null}}"#),
                "has_more" => format!(r#"{{"data":{list},"has_more":{}}}"#, end < 7),
                _ => list,
            })
        })
        .await;
        let step = format!("  get: /find\n  page: {paging}\n  records: {records_at}\n  key: $.id");
        let found = records(&*super::open(&stub.url, &section(AUTH, &step))).await.unwrap();
        let wanted: Vec<_> = (1..=7).map(|id| format!(r#"{{"id":{id}}}"#)).collect();
        assert_eq!(found, wanted, "{paging}");
        assert_eq!(stub.asked().len(), 3, "{paging}");
    }
}

#[tokio::test]
async fn a_row_that_shifted_onto_the_next_page_comes_once() {
    let stub = Stub::start(|asked| {
        json(match asked.parameter("at") {
            Some("2") => r#"[{"id":"b"},{"id":"c"}]"#,
            Some("4") => r#"[{"id":"d"}]"#,
            _ => r#"[{"id":"a"},{"id":"b"}]"#,
        })
    })
    .await;
    let page = "  get: /find\n  page: {offset: {param: at, size: 2}}\n";
    let keyed = super::open(&stub.url, &section(AUTH, &format!("{page}  key: $.id")));
    assert_eq!(records(&*keyed).await.unwrap(), [r#"{"id":"a"}"#, r#"{"id":"b"}"#, r#"{"id":"c"}"#, r#"{"id":"d"}"#]);
    let unkeyed = super::open(&stub.url, &section(AUTH, page));
    assert_eq!(records(&*unkeyed).await.unwrap().len(), 5, "without a key nothing tells the two apart");
}

#[tokio::test]
async fn a_list_that_cannot_be_searched_is_compared_here_byte_for_byte() {
    let rows = [
        "ada@example.org",
        "Ada@example.org",
        "ada@example.org.evil.net",
        "xada@example.org",
        "ada@example.org ",
        "adam@example.org",
        "",
    ];
    let rows: Vec<_> = rows.iter().map(|email| format!(r#"{{"of":{{"email":"{email}"}}}}"#)).collect();
    let list = format!("[{},{{\"of\":null}},{{}}]", rows.join(","));
    let stub = Stub::start(move |_| json(list.clone())).await;
    let step = "- name: all\n  get: /all\n  only_if: [{path: $.of.email, one_of: [email]}]\n  \
                export: {description: You., fields: []}";
    let section = section(AUTH, "  get: /nothing").replace(
        "  get: /nothing",
        &format!("  get: /all\n  only_if: [{{path: $.of.email, equals: '{{identity.email}}'}}]\n{step}"),
    );
    let found = records(&*super::open(&stub.url, &section)).await.unwrap();
    assert_eq!(found, [r#"{"of":{"email":"ada@example.org"}}"#; 2]);
}

#[tokio::test]
async fn values_come_through_as_they_were_written() {
    const ROW: &str = r#"{"z": 12345678901234567890123, "a": 1.10, "s": "é\u00e9", "n": null}"#;
    let stub = Stub::start(|_| json(format!(r#"{{"data": {{"rows": [{ROW}]}}}}"#))).await;
    let found =
        records(&*super::open(&stub.url, &section(AUTH, "  get: /find\n  records: $.data.rows"))).await.unwrap();
    assert_eq!(found, [ROW]);
}

const CHILDREN: &str = "  get: /find\n\
- name: notes\n  for_each: people\n  get: /people/{people.id}/notes\n  query: {of: [x, '{people.deep.name}']}\n  \
  key: $.id\n  export: {description: Notes., fields: []}";

#[tokio::test]
async fn rows_lead_to_rows_and_their_values_stay_in_their_place() {
    let stub = Stub::start(|asked| {
        json(if asked.path == "/find" {
            r#"[{"id":"a/../b","deep":{"name":"&x=1"}},{"id":2,"deep":{"name":"n"}}]"#
        } else {
            r#"[{"id":1}]"#
        })
    })
    .await;
    let connector = super::open(&stub.url, &section(AUTH, CHILDREN));
    let located = connector.locate(&ada(), &call()).await.unwrap();
    assert_eq!(located.counts.iter().map(|count| count.records).collect::<Vec<_>>(), [2, 1]);
    let lines: Vec<_> =
        stub.asked().into_iter().map(|asked| asked.line).filter(|line| line.contains("notes")).collect();
    assert_eq!(lines, ["GET /people/a%2F..%2Fb/notes?of=x&of=%26x%3D1", "GET /people/2/notes?of=x&of=n"]);
}

#[tokio::test]
async fn the_names_of_an_object_are_rows() {
    const NAMES: &str = "  get: /find\n  records: $.of\n  names_as: room";
    for (answer, wanted) in [
        (
            r#"{"of":{"!a/b":"join","é\"":{"x":1.10}},"n":2}"#,
            Some(vec![r#"{"room":"!a/b","value":"join"}"#, r#"{"room":"é\"","value":{"x":1.10}}"#]),
        ),
        (r#"{"of":{}}"#, Some(vec![])),
        (r#"{"of":["!a"]}"#, None),
        (r#"{"of":"!a"}"#, None),
        ("{}", None),
    ] {
        let stub = Stub::start(move |_| json(answer)).await;
        let found = records(&*super::open(&stub.url, &section(AUTH, NAMES))).await;
        assert_eq!(
            found.as_ref().ok().map(|rows| rows.iter().map(String::as_str).collect::<Vec<_>>()),
            wanted,
            "{answer}"
        );
    }
}

#[tokio::test]
async fn a_row_without_the_value_that_a_call_needs_stops_everything() {
    for row in [
        r#"[{"deep":{"name":"n"}}]"#,
        r#"[{"id":"","deep":{"name":"n"}}]"#,
        r#"[{"id":null,"deep":{"name":"n"}}]"#,
        r#"[{"id":"..","deep":{"name":"n"}}]"#,
    ] {
        let stub = Stub::start(move |_| json(row)).await;
        let error = records(&*super::open(&stub.url, &section(AUTH, CHILDREN))).await.unwrap_err();
        assert!(matches!(error, ConnectorError::Permanent { .. }), "{row}: {error}");
        let asked = stub.asked();
        let only_found = !asked.is_empty() && asked.iter().all(|asked| asked.path == "/find");
        assert!(only_found, "{row}: nothing was asked with an empty value");
    }
}

#[tokio::test]
async fn portable_is_what_is_marked_so_and_nothing_when_nothing_is() {
    let stub = Stub::start(|_| json(r#"[{"id":1,"name":"Ada","key":"k"}]"#)).await;
    let marked = "  get: /find\n  export:\n    description: You.\n    fields: [{name: name, description: Name., portable: true}, {name: key, description: Key., secret: true}]";
    let section = section(AUTH, marked).replace("  export: {description: You., fields: []}\n", "");
    let connector = super::open(&stub.url, &section);
    let mut kept = crate::conformance::keeping::Kept::default();
    connector.export(&ada(), Scope::Portable, None, &call(), &mut kept).await.unwrap();
    assert_eq!(kept.records[0].json, r#"{"name":"Ada"}"#);
    assert_eq!(records(&*connector).await.unwrap(), [r#"{"id":1,"name":"Ada","key":"held"}"#]);

    let unmarked = super::open(&stub.url, &super::section(AUTH, "  get: /find"));
    let mut kept = crate::conformance::keeping::Kept::default();
    unmarked.export(&ada(), Scope::Portable, None, &call(), &mut kept).await.unwrap();
    assert!(kept.heads.is_empty() && kept.records.is_empty());
    assert_eq!(run::export(&*unmarked, &ada(), &call()).await.unwrap().0.records.len(), 1);
}
