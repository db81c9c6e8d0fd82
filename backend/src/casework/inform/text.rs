//! The notices as plain text, for the letter that answers somebody who asked.

use super::content;
use crate::{
    desk::Desk,
    words::{fill::Fill, language::Language},
};

/// The notices of all products, one after the other, and where they can be read.
pub fn all(desk: &Desk, language: Language) -> String {
    let w = language.informing();
    let mut text = String::new();
    for (product, mut notice) in content::all(desk) {
        text.push_str(&w.title.with(&product));
        for section in notice.remove(language.code()).unwrap_or_default() {
            text.push_str(&format!("\n\n{} ({})", section.heading, article(&section.article, language)));
            for line in section.lines {
                text.push_str(&format!("\n- {line}"));
            }
        }
        text.push_str("\n\n");
    }
    let base = desk.config.desk.public_url.trim_end_matches('/');
    text.push_str(&w.letter_more.with(format!("{base}/{}/data", language.code())));
    text
}

/// The article as the language writes it.
pub fn article(article: &str, language: Language) -> String {
    match language {
        Language::En | Language::De => format!("Art. {article}"),
        Language::Fr => format!("art. {article}"),
    }
}
