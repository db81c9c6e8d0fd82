//! What an erasure leaves on purpose, in words that the person may read.

use rightsdesk_exporters::contract::{
    erasure::{Because, Expiring, Kept},
    outcome::Gap,
    text::Text,
};

use crate::{
    law::grounds::Ground,
    task::result::TaskResult,
    words::{date, language::Language},
};

/// What stays becomes part of the answer.
pub(super) fn with_gaps(mut result: TaskResult) -> TaskResult {
    let Some(erasure) = &result.erasure else { return result };
    for outlook in &erasure.preview.collections {
        for kept in &outlook.kept {
            let why = stays(kept);
            result.gaps.push(Gap { what: format!("{} ({})", outlook.collection, kept.rows), why });
        }
        for expiring in &outlook.expiring {
            let why = expires(expiring);
            result.gaps.push(Gap { what: format!("{} ({})", outlook.collection, expiring.rows), why });
        }
    }
    result
}

/// Why something stays, and until when, in words that the person may read.
fn stays(kept: &Kept) -> Text {
    let text = |language: Language| {
        let ground = Ground::find(&kept.ground);
        let why = ground.map_or(language.erased().other_ground, |ground| language.choose(&ground.name));
        let why = why.trim_end_matches('.');
        match kept.until {
            Some(day) => format!("{why} ({})", date::date(day, language)),
            None => why.to_owned(),
        }
    };
    Text::ByLanguage(Language::ALL.map(|language| (language.code().to_owned(), text(language))).into())
}

/// Why something is left to expire, and when it has, in words that the person may read.
fn expires(expiring: &Expiring) -> Text {
    let text = |language: Language| {
        let why = match expiring.because {
            Because::Others => language.erased().gap_others,
            Because::NoWay => language.erased().gap_no_way,
        };
        match expiring.until {
            Some(day) => format!("{why} ({})", date::date(day, language)),
            None => why.to_owned(),
        }
    };
    Text::ByLanguage(Language::ALL.map(|language| (language.code().to_owned(), text(language))).into())
}
