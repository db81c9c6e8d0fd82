//! An erasure was broken off on the way: what is gone cannot be brought back, and everybody is told so.
//!
//! An API is asked for one object after the other, so that a hold may find the half of them gone. What is gone is the plan that
//! people approved, less what is still there. It stays with the task, whatever becomes of the rest.

use rightsdesk_exporters::contract::{
    beyond::Hidden,
    erasure::{Effect, Outlook, Preview},
    outcome::{Count, Located, ManualWork},
    text::Text,
};

use crate::{
    task::{erasure::Stood, result::TaskResult},
    words::{fill::Fill, language::Language, number},
};

/// What was done of the plan, if this is what is there now; collections where nothing was done are left out.
pub(super) fn gone(plan: &Preview, now: &Preview) -> Vec<Effect> {
    let effects = plan.collections.iter().map(|before| {
        let after = now.collections.iter().find(|after| after.collection == before.collection);
        let less = |of: fn(&Outlook) -> u64| of(before).saturating_sub(after.map_or(0, of));
        let hidden_rows = less(|it| it.hidden.map_or(0, |hidden| hidden.rows));
        Effect {
            collection: before.collection.clone(),
            before: before.in_table,
            after: after.map_or(0, |after| after.in_table),
            found: before.found,
            deleted: less(|it| it.deleted),
            blanked: less(|it| it.blanked),
            hidden: before.hidden.filter(|_| hidden_rows > 0).map(|hidden| Hidden { rows: hidden_rows, ..hidden }),
            ended: less(|it| it.ended),
            suppressed: less(|it| it.suppressed),
            ..Effect::default()
        }
    });
    effects.filter(|effect| rows(effect) > 0).collect()
}

fn rows(effect: &Effect) -> u64 {
    effect.deleted + effect.blanked + effect.ended + effect.suppressed
}

/// What stays with the task: what is gone, and what is there still, which nobody approves any more.
pub(super) fn result(earlier: &TaskResult, gone: Vec<Effect>, now: &Preview) -> TaskResult {
    let counts = now.collections.iter().map(|outlook| Count {
        collection: outlook.collection.clone(),
        records: outlook.found,
        shared: outlook.shared.as_ref().map_or(0, |shared| shared.rows),
    });
    let located = Some(Located { counts: counts.collect() });
    let gone = earlier.gone.iter().cloned().chain(gone).collect();
    let stood = Some(Stood::of(now));
    TaskResult {
        located,
        gone,
        stood,
        erasure: None,
        manual: None,
        gaps: Vec::new(),
        untold: Vec::new(),
        ..earlier.clone()
    }
}

/// What staff read: how much is gone and how much is left, in these words, and what there is to say beyond.
pub(in crate::casework) fn work(
    result: &TaskResult,
    words: fn(Language) -> &'static str,
    beyond: Option<&Text>,
    days: u16,
) -> ManualWork {
    let gone: u64 = result.gone.iter().map(rows).sum();
    let left = left(result);
    let in_language = |language: Language| {
        let count = |rows| number::count(rows, language);
        let mut text = words(language).with2(count(gone), count(left));
        if let Some(beyond) = beyond {
            text.push('\n');
            text.push_str(beyond.for_language(language.code()));
        }
        (language.code().to_owned(), text)
    };
    ManualWork { instructions: Text::ByLanguage(Language::ALL.map(in_language).into()), days }
}

/// How much was still there.
pub(super) fn left(result: &TaskResult) -> u64 {
    result.located.iter().flat_map(|located| &located.counts).map(|count| count.records).sum()
}

#[cfg(test)]
mod tests {
    use rightsdesk_exporters::contract::erasure::Order;

    use super::*;

    fn preview(rows: &[(&str, u64, u64)]) -> Preview {
        let outlook = |(name, deleted, blanked): &(&str, u64, u64)| Outlook {
            collection: (*name).to_owned(),
            found: deleted + blanked,
            deleted: *deleted,
            blanked: *blanked,
            ..Outlook::default()
        };
        Preview {
            system: "crm".into(),
            order: Order::by_the_manifest(chrono::DateTime::UNIX_EPOCH),
            collections: rows.iter().map(outlook).collect(),
            along: Vec::new(),
            obstacles: Vec::new(),
            remarks: Vec::new(),
            frozen: Vec::new(),
            parts: Vec::new(),
            hash: String::new(),
        }
    }

    #[test]
    fn what_is_gone_is_the_plan_less_what_is_there() {
        let plan = preview(&[("crm.people", 20, 0), ("crm.notes", 2, 3), ("crm.calls", 4, 0)]);
        let now = preview(&[("crm.people", 4, 0), ("crm.notes", 2, 1), ("crm.calls", 4, 0)]);
        let gone = gone(&plan, &now);
        let told: Vec<_> = gone.iter().map(|it| (it.collection.as_str(), it.deleted, it.blanked)).collect();
        assert_eq!(told, [("crm.people", 16, 0), ("crm.notes", 0, 2)]);
        let result = result(&TaskResult::default(), gone, &now);
        assert_eq!(left(&result), 11);
        let work = work(&result, |language| language.erased().stopped, None, 5);
        assert!(work.instructions.for_language("en").contains("18"), "{work:?}");
    }

    #[test]
    fn nothing_is_gone_of_what_is_all_there() {
        let plan = preview(&[("crm.people", 20, 0)]);
        assert_eq!(gone(&plan, &preview(&[("crm.people", 21, 0)])), []);
    }
}
