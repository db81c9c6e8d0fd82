//! Words for people, in one language or in several.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A text of a manifest: either one string for everybody, or one for each language (`en`, `fr`, `de`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Text {
    /// The same words whatever the reader's language.
    Plain(String),
    /// By language code.
    ByLanguage(BTreeMap<String, String>),
}

impl Text {
    /// The words for `language`, else the English ones, else any.
    pub fn for_language(&self, language: &str) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::ByLanguage(texts) => texts
                .get(language)
                .or_else(|| texts.get("en"))
                .or_else(|| texts.values().next())
                .map_or("", String::as_str),
        }
    }

    /// The same words with `suffix` behind them, in every language.
    pub fn with_suffix(&self, suffix: &str) -> Self {
        match self {
            Self::Plain(text) => Self::Plain(format!("{text}{suffix}")),
            Self::ByLanguage(texts) => Self::ByLanguage(
                texts.iter().map(|(language, text)| (language.clone(), format!("{text}{suffix}"))).collect(),
            ),
        }
    }

    /// Whether no words stand here in any language.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Plain(text) => text.trim().is_empty(),
            Self::ByLanguage(texts) => texts.values().all(|text| text.trim().is_empty()),
        }
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::Plain(text.to_owned())
    }
}
