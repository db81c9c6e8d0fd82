//! Of what somebody asked for and of what followed from it, as letters and pages say it to them.

pub mod de;
pub mod en;
pub mod fr;

use super::{catalogue::catalogue, fill::Fill};
use crate::law::regime::Law;

catalogue! {
    /// All of it in one language.
    Wishing {
        consent, consent_all, follows_objection, follows_consent, follows_both, follows_childhood, erased_asked, erased_objection, erased_consent,
        erased_both, erased_childhood, told_recipients, told_recipients_lock, under_uk, under_eu, pair, link_files, link_page, link_withdraw,
    }
}

impl super::language::Language {
    /// Of what somebody asked for and of what followed from it.
    pub fn wishing(self) -> &'static Wishing {
        match self {
            Self::En => &en::WORDS,
            Self::Fr => &fr::WORDS,
            Self::De => &de::WORDS,
        }
    }

    /// A sentence that is true under one law only, with the law that it belongs to.
    pub fn under(self, law: Law, sentence: &str) -> String {
        let sentence = match self {
            // What follows a colon goes on with a small letter; in German a whole sentence does not.
            Self::En | Self::Fr => {
                let mut rest = sentence.chars();
                rest.next().map_or_else(String::new, |first| first.to_lowercase().chain(rest).collect())
            }
            Self::De => sentence.to_owned(),
        };
        let w = self.wishing();
        match law {
            Law::Uk => w.under_uk.with(sentence),
            Law::Eu => w.under_eu.with(sentence),
        }
    }
}
