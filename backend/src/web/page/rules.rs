//! Rules that every page obeys, held against the whole gallery.

use std::{collections::HashSet, io::Write};

use flate2::{Compression, write::GzEncoder};

use super::{
    assets,
    gallery::{Outside, Sample, all},
};
use crate::words::{language::Language, plain::banned_word};

/// One tag of a page: its name and its attributes.
#[derive(Debug)]
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// The tags that a browser would see. Enough for what our templates write: attributes are in double quotes or bare.
fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/' || *c == '!').collect();
        rest = &rest[name.len()..];
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix('>').or_else(|| rest.strip_prefix("/>")) {
                rest = after;
                break;
            }
            let end = rest.find(|c: char| c == '=' || c == '>' || c.is_whitespace()).expect("a tag that ends");
            assert!(end > 0, "a tag that cannot be read, before {:?}", &rest[..rest.len().min(40)]);
            let attribute = rest[..end].to_owned();
            rest = &rest[end..];
            let value = match rest.strip_prefix("=\"") {
                Some(after) => {
                    let close = after.find('"').expect("a quote that closes");
                    rest = &after[close + 1..];
                    after[..close].to_owned()
                }
                None => String::new(),
            };
            attributes.push((attribute, value));
        }
        tags.push(Tag { name, attributes });
    }
    tags
}

fn gzipped(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).expect("memory");
    encoder.finish().expect("memory").len()
}

fn everything() -> Vec<Sample> {
    let mut pages = all(Outside::Friendly);
    pages.extend(all(Outside::Hostile));
    pages
}

#[test]
fn every_page_lives_under_the_content_security_policy() {
    for page in everything() {
        for tag in tags(&page.html) {
            assert!(
                !["script", "style", "iframe", "object", "embed", "base", "img"].contains(&tag.name.as_str()),
                "{}",
                page.name
            );
            for (attribute, value) in &tag.attributes {
                assert!(attribute != "style", "{}: a style attribute", page.name);
                assert!(!attribute.starts_with("on"), "{}: {attribute}", page.name);
                if ["href", "src", "action", "formaction"].contains(&attribute.as_str()) {
                    let ours = (value.starts_with('/') && !value.starts_with("//"))
                        || value.starts_with(['#', '?'])
                        || value == "data:,";
                    // The only way off our pages leads to those whom one can complain to.
                    let authorities = &Language::En.about().authorities;
                    let ours = ours || (tag.name == "a" && authorities.iter().any(|it| it.url == value));
                    assert!(ours, "{}: {attribute}={value}", page.name);
                }
            }
        }
    }
}

#[test]
fn what_came_from_outside_stays_text() {
    for page in all(Outside::Hostile) {
        for broken in ["<script", "<img", "\"'>", "-->"] {
            assert!(!page.html.contains(broken), "{}: {broken}", page.name);
        }
        assert_eq!(tags(&page.html).iter().filter(|tag| tag.name == "h1").count(), 1, "{}", page.name);
    }
    let broken = "<p title=\"x\" onclick=\"y\">";
    assert!(tags(broken)[0].get("onclick").is_some(), "the reader of tags sees what it must");
}

#[test]
fn every_page_has_one_heading_a_language_and_a_way_past_the_navigation() {
    for page in everything() {
        let tags = tags(&page.html);
        let count = |name: &str| tags.iter().filter(|tag| tag.name == name).count();
        assert_eq!(count("h1"), 1, "{}", page.name);
        assert_eq!(count("main"), 1, "{}", page.name);
        assert_eq!(
            tags.iter().find(|t| t.name == "html").and_then(|t| t.get("lang")),
            Some(&page.name[..2]),
            "{}",
            page.name
        );
        let skip = tags.iter().find(|tag| tag.name == "a").expect("a link");
        assert_eq!(skip.get("href"), Some("#content"), "{}", page.name);
        assert!(tags.iter().any(|tag| tag.name == "main" && tag.get("id") == Some("content")), "{}", page.name);
    }
}

#[test]
fn every_field_has_a_label_and_every_reference_an_end() {
    for page in everything() {
        let tags = tags(&page.html);
        let mut ids = HashSet::new();
        for id in tags.iter().filter_map(|tag| tag.get("id")) {
            assert!(ids.insert(id), "{}: the id {id} stands twice", page.name);
        }
        let labels: HashSet<_> = tags.iter().filter(|t| t.name == "label").filter_map(|t| t.get("for")).collect();
        for tag in &tags {
            let is_field =
                ["input", "select", "textarea"].contains(&tag.name.as_str()) && tag.get("type") != Some("hidden");
            if is_field {
                let id = tag.get("id").unwrap_or_default();
                assert!(labels.contains(id), "{}: {tag:?} has no label", page.name);
            }
            for attribute in ["for", "aria-labelledby", "aria-describedby"] {
                for id in tag.get(attribute).into_iter().flat_map(str::split_whitespace) {
                    assert!(ids.contains(id), "{}: {attribute} leads nowhere: {id}", page.name);
                }
            }
            if let Some(anchor) = tag.get("href").and_then(|href| href.strip_prefix('#')) {
                assert!(ids.contains(anchor), "{}: #{anchor} leads nowhere", page.name);
            }
        }
    }
}

#[test]
fn every_table_has_a_caption_and_every_form_goes_somewhere() {
    for page in everything() {
        let tags = tags(&page.html);
        let count = |name: &str| tags.iter().filter(|tag| tag.name == name).count();
        assert_eq!(count("table"), count("caption"), "{}", page.name);
        for form in tags.iter().filter(|tag| tag.name == "form") {
            assert!(form.get("action").is_some() && form.get("method").is_some(), "{}: {form:?}", page.name);
        }
        let opened =
            ["div", "p", "ul", "li", "form", "section", "table", "tr", "td", "details", "dl", "fieldset", "span", "a"];
        for name in opened {
            assert_eq!(count(name), count(&format!("/{name}")), "{}: {name}", page.name);
        }
    }
}

#[test]
fn no_public_page_uses_a_banned_word() {
    for page in all(Outside::Friendly).iter().filter(|page| !page.name.contains("-desk-")) {
        let mut text = String::new();
        for piece in page.html.split('<') {
            text.push_str(piece.split_once('>').map_or("", |(_, words)| words));
            text.push(' ');
        }
        assert_eq!(banned_word(&text), None, "{}", page.name);
    }
}

#[test]
fn pages_and_style_sheets_are_small() {
    for asset in assets::ALL {
        let size = gzipped(asset.body);
        assert!(size <= 4 * 1024, "{}: {size} bytes", asset.file_name());
    }
    for page in all(Outside::Friendly) {
        let size = gzipped(&page.html);
        // The sample of a ticket has every form of every right at once, which no real one has.
        let most = if page.name.contains("-desk-ticket") { 12 * 1024 } else { 10 * 1024 };
        assert!(size <= most, "{}: {size} bytes", page.name);
    }
}

#[test]
fn the_public_pages_exist_in_the_other_languages() {
    for page in all(Outside::Friendly) {
        if page.name.contains("-desk-") {
            continue;
        }
        for code in ["en", "fr", "de"] {
            let offers = page.html.contains(&format!("lang=\"{code}\""));
            assert!(offers, "{} does not offer {code}", page.name);
        }
    }
}
