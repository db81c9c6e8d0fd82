//! The `Link` header of RFC 8288, of which we take one parameter of one link's query and never the address itself:
//! behind a proxy it may name another host, and following it would hand our token to whoever wrote it.

use std::collections::BTreeMap;

use reqwest::{Url, header::HeaderMap};

/// One link of the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    target: String,
    /// Its attributes: `rel`, and on Sentry `results` and `cursor`. Names in lower case.
    pub attributes: BTreeMap<String, String>,
}

impl Link {
    /// The value of a parameter in the link's query.
    pub fn parameter(&self, name: &str) -> Option<String> {
        // A relative target is legal; any base will do, because only the query is looked at.
        let base = Url::parse("http://localhost/").expect("a constant address");
        let url = base.join(&self.target).ok()?;
        url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }
}

/// The first link whose `rel` is the given one.
pub fn find(headers: &HeaderMap, rel: &str) -> Option<Link> {
    headers
        .get_all("link")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(parse)
        .find(|link| link.attributes.get("rel").is_some_and(|rels| rels.split(' ').any(|one| one == rel)))
}

fn parse(header: &str) -> Vec<Link> {
    let mut links = Vec::new();
    let mut rest = header;
    while let Some(start) = rest.find('<') {
        let Some(end) = rest[start..].find('>') else { break };
        let target = rest[start + 1..start + end].to_owned();
        let (attributes, after) = attributes(&rest[start + end + 1..]);
        links.push(Link { target, attributes });
        rest = after;
    }
    links
}

/// Reads `; name="value"; …` up to the comma that ends the link, and returns what follows.
fn attributes(text: &str) -> (BTreeMap<String, String>, &str) {
    let mut attributes = BTreeMap::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let Some(after) = rest.strip_prefix(';') else { return (attributes, rest) };
        let name_end = after.find(['=', ';', ',']).unwrap_or(after.len());
        let name = after[..name_end].trim().to_ascii_lowercase();
        rest = &after[name_end..];
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = attribute_value(after.trim_start());
        }
        attributes.entry(name).or_insert(value);
    }
}

fn attribute_value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ',']).unwrap_or(text.len());
        return (text[..end].trim().to_owned(), &text[end..]);
    };
    let mut value = String::new();
    let mut escaped = false;
    for (at, c) in quoted.char_indices() {
        match c {
            _ if escaped => {
                value.push(c);
                escaped = false;
            }
            '\\' => escaped = true,
            '"' => return (value, &quoted[at + 1..]),
            other => value.push(other),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTRY: &str = "<https://other.example/api/0/x/?&cursor=0:0:1>; rel=\"previous\"; results=\"false\"; \
        cursor=\"0:0:1\", <https://other.example/api/0/x/?a=1,2&cursor=0:100:0>; rel=\"next\"; results=\"true\"; cursor=\"0:100:0\"";

    fn headers(link: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(reqwest::header::LINK, link.parse().unwrap())])
    }

    #[test]
    fn the_cursor_of_the_wanted_link_is_found() {
        let next = find(&headers(SENTRY), "next").unwrap();
        assert_eq!(next.parameter("cursor").as_deref(), Some("0:100:0"));
        assert_eq!(next.attributes["results"], "true");
        assert_eq!(find(&headers(SENTRY), "last"), None);
    }

    #[test]
    fn half_a_header_is_read_as_far_as_it_goes() {
        for broken in ["<", "<x", "<x>; rel", "<x>; rel=\"next", ",,;", "<?cursor=%ff>; rel=next"] {
            let _ = find(&HeaderMap::from_iter([(reqwest::header::LINK, broken.parse().unwrap())]), "next");
        }
        assert_eq!(find(&headers("</y?c=2>;rel=next"), "next").unwrap().parameter("c").as_deref(), Some("2"));
    }
}
