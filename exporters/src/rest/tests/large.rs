//! Very many rows in little memory.

use super::{
    ada, section,
    stub::{Stub, json},
};
use crate::conformance::{case::LargeCase, run};

const PAGES: usize = 2_000;
const ROWS: usize = 100;

/// Nextest gives each test a process of its own, so the size of the process is this test's.
#[tokio::test]
async fn two_hundred_thousand_rows_take_no_more_memory_than_a_page() {
    let filler = "x".repeat(300);
    let stub = Stub::start(move |asked| {
        let page = asked.parameter("page").and_then(|page| page.parse::<usize>().ok()).unwrap_or(1) - 1;
        let rows = if page < PAGES { ROWS } else { 0 };
        let rows: Vec<_> = (0..rows).map(|n| format!(r#"{{"id":{},"text":"{filler}"}}"#, page * ROWS + n)).collect();
        json(format!("[{}]", rows.join(",")))
    })
    .await;
    let step = "  get: /find\n  key: $.id\n  page: {page: {param: page, size: 100}}";
    let records = u64::try_from(PAGES * ROWS).unwrap();
    let case = LargeCase {
        connector: super::open(&stub.url, &section("auth: {none: {}}", step)),
        person: ada(),
        records,
        bytes: records * 300,
        // The keys that were seen, at 12 bytes and a table that doubles, and the allocator's slack.
        may_grow: 24 * 1024 * 1024,
    };
    assert_eq!(run::constant_memory(&case).await, Vec::<String>::new());
}
