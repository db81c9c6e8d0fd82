//! Just enough HTML to find forms and marked texts in our own pages. Not a parser for anybody else's.

/// A start tag with its attributes, and where its content begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// Its name in lower case, as our templates write it.
    pub name: &'a str,
    /// Names and values, references resolved.
    pub attributes: Vec<(&'a str, String)>,
    /// Everything behind it.
    pub rest: &'a str,
}

impl Tag<'_> {
    /// The value of an attribute; empty for one without a value.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(given, _)| *given == name).map(|(_, value)| value.as_str())
    }
}

/// All start tags, in order.
pub fn tags(mut html: &str) -> impl Iterator<Item = Tag<'_>> {
    std::iter::from_fn(move || {
        loop {
            let (_, after) = html.split_once('<')?;
            html = after;
            if after.starts_with(|first: char| first.is_ascii_alphabetic()) {
                let tag = tag(after);
                html = tag.rest;
                return Some(tag);
            }
        }
    })
}

fn tag(text: &str) -> Tag<'_> {
    let (name, mut rest) = split_where(text, |c| c.is_whitespace() || c == '>');
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            return Tag { name, attributes, rest: after };
        }
        if rest.is_empty() {
            return Tag { name, attributes, rest };
        }
        let (attribute, after) = split_where(rest, |c| c.is_whitespace() || c == '>' || c == '=');
        if let Some((value, after)) = after.strip_prefix("=\"").and_then(|quoted| quoted.split_once('"')) {
            attributes.push((attribute, resolved(value)));
            rest = after;
        } else {
            attributes.push((attribute, String::new()));
            // An attribute without a name would stand here for ever.
            rest = if attribute.is_empty() { after.get(1..).unwrap_or_default() } else { after };
        }
    }
}

fn split_where(text: &str, is_end: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(is_end).unwrap_or(text.len()))
}

/// The text of the element with this id, up to the next tag.
pub fn text_of(html: &str, id: &str) -> Option<String> {
    let tag = tags(html).find(|tag| tag.get("id") == Some(id))?;
    let (text, _) = split_where(tag.rest, |c| c == '<');
    Some(resolved(text.trim()))
}

/// Text with its character references resolved: the numeric ones, which our templates write, and the five named ones.
pub fn resolved(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let known = after.split_once(';').and_then(|(name, after)| Some((character(name)?, after)));
        match known {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => char::from_u32(name.strip_prefix('#')?.parse().ok()?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_with_their_attributes() {
        let html = r#"<p>a < b</p><input name="x" value="1 &#38; 2" checked><br></p>"#;
        let found: Vec<_> = tags(html).map(|tag| tag.name.to_owned()).collect();
        assert_eq!(found, ["p", "input", "br"]);
        let input = tags(html).find(|tag| tag.name == "input").unwrap();
        assert_eq!((input.get("value"), input.get("checked"), input.get("y")), (Some("1 & 2"), Some(""), None));
    }

    #[test]
    fn broken_pages_come_to_an_end() {
        for broken in ["<", "<a", "<a =", "<a b=\"", "<a ==>x", "&#x;&;&amp", "<a b='c'>"] {
            let _ = tags(broken).count();
            let _ = resolved(broken);
        }
    }

    #[test]
    fn a_marked_text_is_read() {
        assert_eq!(text_of("<dd id=\"code\"> A&#45;B </dd>", "code").as_deref(), Some("A-B"));
    }
}
