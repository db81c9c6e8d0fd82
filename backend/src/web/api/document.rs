//! The document that describes the API (OpenAPI 3.0), and the page on which it can be read and tried out.

use std::collections::BTreeSet;

use base64::{Engine, engine::general_purpose::STANDARD};
use poem::{Endpoint, Response, endpoint::make_sync, http::header};
use poem_openapi::{OpenApi, OpenApiService};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The text of the document.
pub fn text<T: OpenApi>(service: &OpenApiService<T, ()>) -> String {
    let mut document: Value = serde_json::from_str(&service.spec()).expect("the framework writes JSON");
    let sent = sent_schemas(&document);
    let schemas = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut);
    schemas.into_iter().flatten().filter(|(name, _)| sent.contains(*name)).for_each(|(_, schema)| close(schema));
    // Forms in parts have their schema in place.
    let paths = document["paths"].as_object_mut().into_iter().flatten();
    for (_, operation) in paths.flat_map(|(_, path)| path.as_object_mut().into_iter().flatten()) {
        let content = operation.pointer_mut("/requestBody/content").and_then(Value::as_object_mut);
        content.into_iter().flatten().filter_map(|(_, body)| body.get_mut("schema")).for_each(close);
    }
    let text = serde_json::to_string_pretty(&document).expect("it was JSON before");
    // The framework's own word for a day is not the one that the standard knows.
    text.replace("\"format\": \"naive-date\"", "\"format\": \"date\"")
}

/// Says what the framework cannot: that we refuse what is not known.
fn close(schema: &mut Value) {
    if let Some(object) = schema.as_object_mut().filter(|schema| schema.contains_key("properties")) {
        object.insert("additionalProperties".to_owned(), false.into());
    }
}

/// The names of the schemas that bodies of requests are made of.
fn sent_schemas(document: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let operations = document["paths"].as_object().into_iter().flatten();
    let operations = operations.flat_map(|(_, path)| path.as_object().into_iter().flatten());
    for (_, operation) in operations {
        named(document, &operation["requestBody"], &mut found);
    }
    found
}

/// Follows references from `value` on.
fn named(document: &Value, value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            if let Some(Value::String(reference)) = object.get("$ref")
                && let Some(name) = reference.strip_prefix("#/components/schemas/")
                && found.insert(name.to_owned())
            {
                named(document, &document["components"]["schemas"][name], found);
            }
            object.values().for_each(|value| named(document, value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| named(document, value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Serves the document.
pub fn json(text: String) -> impl Endpoint<Output = Response> {
    make_sync(move |_| Response::builder().content_type("application/json").body(text.clone()))
}

/// Serves the page. Unlike all our others it needs scripts: exactly those that are on it may run, which the policy names
/// by their hashes.
pub fn page<T: OpenApi>(service: &OpenApiService<T, ()>, text: &str) -> impl Endpoint<Output = Response> + use<T> {
    let page = service.swagger_ui_html().replacen(&service.spec(), text, 1);
    let page = page.trim_start().replacen("<html", "<!DOCTYPE html>\n<html lang=\"en\"", 1);
    let hashes: Vec<_> =
        scripts(&page).map(|script| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script)))).collect();
    let policy = format!(
        "default-src 'none'; script-src {}; style-src 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; \
         form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
        hashes.join(" ")
    );
    make_sync(move |_| {
        Response::builder()
            .content_type("text/html; charset=utf-8")
            .header(header::CONTENT_SECURITY_POLICY, &policy)
            .body(page.clone())
    })
}

/// What stands between the tags of scripts, as a browser finds them: up to the next closing tag.
fn scripts(page: &str) -> impl Iterator<Item = &str> {
    let mut rest = page;
    std::iter::from_fn(move || {
        let (_, after) = rest.split_once("<script")?;
        let (_, after) = after.split_once('>')?;
        let (script, after) = after.split_once("</script>")?;
        rest = after;
        Some(script)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_found_as_browsers_find_them() {
        let page =
            "<html><style>x</style><script charset=\"UTF-8\">a('<script')</script><p><script>\nb\n</script></html>";
        assert_eq!(scripts(page).collect::<Vec<_>>(), ["a('<script')", "\nb\n"]);
    }
}
