//! How a story is told: in which language, under which law, on which database, and by whom the work is done.

use rightsdesk::{law::regime::Regime, words::language::Language};
use stage::desk::On;

/// Whose hands do what staff have to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hands {
    /// People, at their pages.
    Pages,
    /// Programs, at the API, for the same people.
    Programs,
}

/// One telling.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tale {
    pub(super) language: Language,
    pub(super) regime: Regime,
    pub(super) on: On,
    pub(super) hands: Hands,
}

impl Tale {
    pub(super) const ENGLISH: Self =
        Self { language: Language::En, regime: Regime::Uk, on: On::Sqlite, hands: Hands::Pages };
    pub(super) const FRENCH: Self =
        Self { language: Language::Fr, regime: Regime::Eu, on: On::Postgres, hands: Hands::Pages };
    pub(super) const GERMAN: Self =
        Self { language: Language::De, regime: Regime::Both, on: On::Sqlite, hands: Hands::Pages };
    pub(super) const BY_PROGRAMS: Self = Self { hands: Hands::Programs, ..Self::ENGLISH };

    /// What differs from one telling to the next: in English under UK law, in French under EU law, in German under both.
    pub(super) fn of<T>(self, english: T, french: T, german: T) -> T {
        match self.language {
            Language::En => english,
            Language::Fr => french,
            Language::De => german,
        }
    }
}

/// Declares a story: four tests, `NAME::in_english`, `in_french`, `in_german` and `by_programs`.
macro_rules! told {
    ($(#[$about:meta])* async fn $name:ident($tale:ident: Tale) $story:block) => {
        $(#[$about])*
        mod $name {
            use super::*;
            use stage::story::on_a_large_stack;

            async fn story($tale: Tale) $story

            #[test]
            fn in_english() {
                on_a_large_stack(|| story(Tale::ENGLISH));
            }

            #[test]
            fn in_french() {
                on_a_large_stack(|| story(Tale::FRENCH));
            }

            #[test]
            fn in_german() {
                on_a_large_stack(|| story(Tale::GERMAN));
            }

            #[test]
            fn by_programs() {
                on_a_large_stack(|| story(Tale::BY_PROGRAMS));
            }
        }
    };
}

pub(super) use told;
