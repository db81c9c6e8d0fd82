//! A form on a page, as it would be sent.

use super::html::{resolved, tags};

/// A form with what is in its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Where it is sent.
    pub action: String,
    /// What would be sent: hidden fields, texts as they stand, and what is ticked.
    pub fields: Vec<(String, String)>,
}

impl Form {
    /// The forms of a page.
    pub fn all(html: &str) -> Vec<Self> {
        let mut forms: Vec<Self> = Vec::new();
        for tag in tags(html) {
            let name = tag.get("name").unwrap_or_default().to_owned();
            let value = tag.get("value").unwrap_or_default().to_owned();
            match (tag.name, forms.last_mut()) {
                ("form", _) => {
                    forms.push(Self { action: tag.get("action").unwrap_or_default().to_owned(), fields: Vec::new() });
                }
                ("input", Some(form)) if !name.is_empty() => {
                    let is_choice = matches!(tag.get("type"), Some("checkbox" | "radio"));
                    if !is_choice || tag.get("checked").is_some() {
                        form.fields.push((name, value));
                    }
                }
                ("textarea", Some(form)) if !name.is_empty() => {
                    let text = tag.rest.split_once('<').map_or("", |(text, _)| text);
                    form.fields.push((name, resolved(text)));
                }
                ("select", Some(form)) if !name.is_empty() => form.fields.push((name, String::new())),
                ("option", Some(form)) => {
                    // Without a choice, the first one counts.
                    if let Some((_, chosen)) = form.fields.last_mut()
                        && (tag.get("selected").is_some() || chosen.is_empty())
                    {
                        *chosen = value;
                    }
                }
                _ => {}
            }
        }
        forms
    }

    /// Fills a field in, or ticks it if it is none that is sent yet.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        match self.fields.iter_mut().find(|(given, _)| given == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.fields.push((name.to_owned(), value.to_owned())),
        }
        self
    }

    /// Ticks one more box of a name.
    #[must_use]
    pub fn ticked(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_sends_what_stands_in_it() {
        let html = r#"<form action="/a"><input type="hidden" name="state" value="s"><input type="radio" name="how" value="x">
            <input type="radio" name="how" value="y" checked><textarea name="t">a&#60;b</textarea></form><form action="/b"></form>"#;
        let forms = Form::all(html);
        assert_eq!(forms.len(), 2);
        let sent: Vec<_> = forms[0].fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(sent, [("state", "s"), ("how", "y"), ("t", "a<b")]);
        assert_eq!(forms[0].clone().with("how", "x").fields[1].1, "x");
    }
}
