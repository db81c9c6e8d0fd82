//! What has broken programs before.

use serde_json::{Value, json};

use super::wish;

/// Texts that have broken programs before.
pub const HOSTILE: [&str; 17] = [
    "",
    " ",
    "\u{0}",
    "a\u{0}b",
    "\u{202e}\u{feff}",
    "'; DROP TABLE ticket; --",
    "%s%n{}{{}}${7*7}",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "ada@example.org\r\nBcc: all@example.org",
    "😀😀😀",
    "NaN",
    "-1",
    "99999999999999999999999999",
    "0000-00-00",
    "-262143-01-01",
    "+262142-12-31",
];

/// Bodies that are no JSON, or none that fits.
pub fn bodies() -> Vec<Vec<u8>> {
    let good = wish(&["access"]).to_string();
    let mut bodies: Vec<Vec<u8>> = (0..good.len()).step_by(4).map(|end| good.as_bytes()[..end].to_vec()).collect();
    for text in [
        "null",
        "true",
        "0",
        "-0.0",
        "1e400",
        "\"\"",
        "[]",
        "[[]]",
        "{}",
        "{\"\":\"\"}",
        "{}{}",
        "[1,]",
        "{\"a\":}",
        "NaN",
        "\u{feff}{}",
        "{\"rights\":[\"access\"],\"rights\":[\"erasure\"]}",
        "'{}'",
        "rights=access",
        "\"\\ud800\"",
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
    ] {
        bodies.push(text.as_bytes().to_vec());
    }
    bodies.push(vec![0xff; 64]);
    bodies.push(b"{\"message\": \"\xff\xfe\"}".to_vec());
    bodies.push("[".repeat(100_000).into_bytes());
    bodies.push("{\"a\":".repeat(10_000).into_bytes());
    bodies.push(format!("{{\"a\":{}}}", "9".repeat(5_000)).into_bytes());
    bodies
}

/// Values of every type and of hostile text.
pub fn values() -> Vec<Value> {
    let mut values = vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(u64::MAX),
        json!([]),
        json!({}),
        json!([null]),
        json!([[]]),
        json!(["access", "access"]),
        json!(["no right"]),
        json!("a".repeat(20_000)),
        json!(vec!["access"; 100]),
        json!({"kind": "email"}),
        json!({"kind": "pigeon", "value": "x"}),
        json!({"kind": "email", "value": "ada"}),
    ];
    values.extend(HOSTILE.iter().map(|text| json!(text)));
    values
}

/// Forms in parts that break off, lack what they need, or say it twice; the boundary is `x`.
pub const FORMS: [&str; 9] = [
    "",
    "--x",
    "--x--",
    "--x\r\n\r\n\r\n--x--\r\n",
    "--x\r\nContent-Disposition: form-data\r\n\r\nv\r\n--x--\r\n",
    "--x\r\nContent-Disposition: form-data; name=\"outcome\"\r\n\r\nflown\r\n--x--\r\n",
    "--x\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nv\r\n--x--\r\n",
    "--x\r\nContent-Disposition: form-data; name=\"files\"\r\n\r\nv\r\n--x--\r\n",
    "--x\r\nContent-Disposition: form-data; name=\"outcome\"\r\n\r\ndone\r\n--x\r\n\
     Content-Disposition: form-data; name=\"outcome\"\r\n\r\ndone\r\n--x--\r\n",
];
