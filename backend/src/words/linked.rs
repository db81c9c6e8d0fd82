//! Texts whose addresses can be followed.

use std::fmt::{self, Display};

use super::fill::escape;

/// A text for HTML in which each `https://` address is a link; words and addresses are escaped.
pub struct Linked<'a>(pub &'a str);

impl Display for Linked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(begin) = rest.find("https://") {
            let (before, from) = rest.split_at(begin);
            let end = from.find(char::is_whitespace).unwrap_or(from.len());
            // What ends the sentence is no part of the address.
            let address = from[..end].trim_end_matches(['.', ',', ';', ')']);
            let shown = escape(address);
            write!(f, "{}<a href=\"{shown}\">{shown}</a>", escape(before))?;
            rest = &from[address.len()..];
        }
        f.write_str(&escape(rest))
    }
}

impl askama::filters::HtmlSafe for Linked<'_> {}

#[cfg(test)]
mod tests {
    use super::Linked;

    #[test]
    fn an_address_ends_before_the_sentence_does() {
        for (text, html) in [
            ("no address", "no address"),
            (
                "CNIL, https://cnil.example/plaintes, or",
                "CNIL, <a href=\"https://cnil.example/plaintes\">https://cnil.example/plaintes</a>, or",
            ),
            ("to https://a.example/.", "to <a href=\"https://a.example/\">https://a.example/</a>."),
            (
                "<b> https://a.example/\"><i>",
                "&#60;b&#62; <a href=\"https://a.example/&#34;&#62;&#60;i&#62;\">https://a.example/&#34;&#62;&#60;i&#62;</a>",
            ),
            ("javascript:alert(1) http://a.example", "javascript:alert(1) http://a.example"),
            ("https://", "<a href=\"https://\">https://</a>"),
        ] {
            assert_eq!(Linked(text).to_string(), html);
        }
    }
}
