//! What became of a system's rows, added up and put into words: a line for each thing that happened at all.

use chrono::NaiveDate;
use rightsdesk_exporters::contract::erasure::{Because, Effect, Expiring, Kept, Outlook};

use super::staying::Stay;
use crate::{
    law::grounds::Ground,
    words::{
        date,
        fill::{self, Fill},
        language::Language,
        number,
    },
};

/// The lines for a whole system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counted {
    /// What was done.
    pub(super) done: Vec<String>,
    /// What stays, why and until when.
    pub(super) stays: Vec<Stay>,
}

/// What became of the rows of a collection, or of a system.
#[derive(Clone, Debug, Default)]
pub(super) struct Sums {
    pub(super) deleted: u64,
    pub(super) hidden: u64,
    pub(super) hours: u32,
    pub(super) blanked: u64,
    pub(super) ended: u64,
    pub(super) suppressed: u64,
    pub(super) shared: u64,
    pub(super) kept: Vec<Kept>,
    pub(super) expiring: Vec<Expiring>,
}

impl Sums {
    pub(super) fn of_effect(effect: &Effect) -> Self {
        Self {
            deleted: effect.deleted,
            hidden: effect.hidden.map_or(0, |hidden| hidden.rows),
            hours: effect.hidden.map_or(0, |hidden| hidden.hours),
            blanked: effect.blanked,
            ended: effect.ended,
            suppressed: effect.suppressed,
            shared: effect.shared.min(Self::left_of(effect)),
            kept: effect.kept.clone(),
            expiring: effect.expiring.clone(),
        }
    }

    /// The rows that are neither gone nor overwritten nor told of otherwise. Among those that were overwritten are rows that belong
    /// to others too: each row is told of once.
    fn left_of(effect: &Effect) -> u64 {
        let kept: u64 = effect.kept.iter().map(|it| it.rows).sum();
        let expiring: u64 = effect.expiring.iter().map(|it| it.rows).sum();
        effect.found.saturating_sub(effect.deleted + effect.blanked + kept + expiring)
    }

    pub(super) fn of_outlook(outlook: &Outlook) -> Self {
        Self {
            deleted: outlook.deleted,
            hidden: outlook.hidden.map_or(0, |hidden| hidden.rows),
            hours: outlook.hidden.map_or(0, |hidden| hidden.hours),
            blanked: outlook.blanked,
            ended: outlook.ended,
            suppressed: outlook.suppressed,
            shared: outlook.shared.as_ref().map_or(0, |shared| shared.rows),
            kept: outlook.kept.clone(),
            expiring: outlook.expiring.clone(),
        }
    }

    /// What a plan leaves on purpose, where it was not carried out by us: nothing of what it would do was done.
    pub(super) fn stays(outlook: &Outlook) -> Self {
        let Self { shared, kept, expiring, .. } = Self::of_outlook(outlook);
        Self { shared, kept, expiring, ..Self::default() }
    }
}

/// The lines for a whole system: one for each thing that happened at all, and one for each ground and day.
pub(super) fn counted(collections: Vec<Sums>, language: Language) -> Counted {
    let w = language.erased();
    let mut all = Sums::default();
    for one in collections {
        all.deleted += one.deleted;
        all.hidden += one.hidden;
        all.hours = all.hours.max(one.hours);
        all.blanked += one.blanked;
        all.ended += one.ended;
        all.suppressed += one.suppressed;
        all.shared += one.shared;
        all.kept.extend(one.kept);
        all.expiring.extend(one.expiring);
    }
    let count = |rows| number::count(rows, language);
    let (mut done, mut stays) = (Vec::new(), Vec::new());
    let hidden = if all.hours == 1 { w.hidden_one } else { w.hidden };
    let counts = [(w.deleted, all.deleted), (hidden, all.hidden), (w.blanked, all.blanked), (w.ended, all.ended)];
    let counts = counts.into_iter().chain([(w.suppressed, all.suppressed)]);
    done.extend(counts.filter(|(_, rows)| *rows > 0).map(|(text, rows)| text.with2(count(rows), all.hours)));
    stays.extend((all.shared > 0).then(|| Stay::counted(w.shared.with(count(all.shared)))));
    // In the order of the grounds: what stays on the same one is told together, and the ground once.
    let kept = together(all.kept.iter().map(|kept| ((&kept.ground, kept.until), kept.rows)));
    for same in kept.chunk_by(|((one, _), _), ((other, _), _)| one == other) {
        let Some(((ground, _), _)) = same.first() else { continue };
        let rows = same.iter().map(|((_, until), rows)| match until {
            Some(day) => fill::fill(w.kept_until, &[&count(*rows), &date::date(*day, language), &""]),
            None => w.kept.with2(count(*rows), ""),
        });
        let rows: Vec<_> = rows.map(|line| line.trim_end_matches([' ', '.']).to_owned()).collect();
        stays.push(Stay { rows: rows.join("; "), why: in_words(ground, language) });
    }
    stays.extend(
        together(all.expiring.iter().map(|it| ((it.because, it.until), it.rows)))
            .into_iter()
            .map(|((because, until), rows)| Stay::counted(expiring(because, until, &count(rows), language))),
    );
    Counted { done, stays }
}

fn expiring(because: Because, until: Option<NaiveDate>, rows: &str, language: Language) -> String {
    let w = language.erased();
    match (because, until) {
        (Because::Others, Some(day)) => w.expiring_others_until.with2(rows, date::date(day, language)),
        (Because::Others, None) => w.expiring_others.with(rows),
        (Because::NoWay, Some(day)) => w.expiring_no_way_until.with2(rows, date::date(day, language)),
        (Because::NoWay, None) => w.expiring_no_way.with(rows),
    }
}

/// The rows of each key together, in the order of the keys.
fn together<K: Ord>(rows: impl Iterator<Item = (K, u64)>) -> Vec<(K, u64)> {
    let mut sums = std::collections::BTreeMap::new();
    for (key, rows) in rows {
        *sums.entry(key).or_insert(0) += rows;
    }
    sums.into_iter().collect()
}

/// What a ground says to the person; one of a manifest's own says only that there is one.
pub(in crate::casework) fn in_words(ground: &str, language: Language) -> String {
    Ground::find(ground).map_or(language.erased().other_ground, |ground| language.choose(&ground.says)).to_owned()
}

#[cfg(test)]
mod tests {
    use rightsdesk_exporters::contract::beyond::Hidden;

    use super::*;

    fn kept(rows: u64, ground: &str, year: Option<i32>) -> Kept {
        Kept { rows, ground: ground.into(), until: year.and_then(|year| NaiveDate::from_ymd_opt(year, 4, 30)) }
    }

    #[test]
    fn what_stays_is_told_with_its_ground_and_its_day() {
        let invoices = Sums { kept: vec![kept(2, "ERASURE_LEGAL_OBLIGATION", Some(2032))], ..Sums::default() };
        let lines_too = Sums { kept: vec![kept(3, "ERASURE_LEGAL_OBLIGATION", Some(2032))], ..Sums::default() };
        let hosts = Sums { deleted: 4, kept: vec![kept(1, "OURS", None)], ..Sums::default() };
        let lines = counted(vec![invoices, lines_too, hosts], Language::En);
        assert_eq!(lines.done, ["deleted: 4"]);
        let stays: Vec<_> = lines.stays.iter().map(Stay::line).collect();
        assert!(stays[0].starts_with("kept until 30 April 2032: 5. The law requires us to keep this"), "{stays:?}");
        assert_eq!(stays[1], "kept: 1. We have to keep this.");
        assert_eq!(stays.len(), 2);
    }

    #[test]
    fn a_ground_is_told_once_with_all_its_days() {
        let years = [2032, 2033].map(|year| kept(2, "ERASURE_LEGAL_OBLIGATION", Some(year))).to_vec();
        for language in Language::ALL {
            let stays = counted(vec![Sums { kept: years.clone(), ..Sums::default() }], language).stays;
            let stays: Vec<_> = stays.iter().map(Stay::line).collect();
            let why = in_words("ERASURE_LEGAL_OBLIGATION", language);
            assert!(stays.len() == 1 && stays[0].matches(&why).count() == 1, "{stays:?}");
            assert!(stays[0].contains("2032") && stays[0].contains("2033"), "{stays:?}");
        }
    }

    #[test]
    fn what_cannot_be_erased_is_told_with_the_day_on_which_it_goes() {
        let day = NaiveDate::from_ymd_opt(2027, 2, 21);
        let expiring = vec![Expiring { rows: 7, because: Because::Others, until: day }];
        for (language, part) in [
            (Language::En, "deletes it by 21 February 2027: 7"),
            (Language::Fr, "d’ici au 21 février 2027\u{a0}: 7"),
            (Language::De, "bis 21. Februar 2027: 7"),
        ] {
            let lines = counted(vec![Sums { expiring: expiring.clone(), ..Sums::default() }], language);
            assert!(lines.stays[0].line().contains(part) && lines.done.is_empty(), "{lines:?}");
        }
    }

    #[test]
    fn nothing_of_a_plan_that_was_not_carried_out_was_done() {
        let plan = Outlook {
            found: 4,
            deleted: 1,
            blanked: 1,
            hidden: Some(Hidden { rows: 1, hours: 24 }),
            ended: 2,
            suppressed: 1,
            kept: vec![kept(2, "ERASURE_LEGAL_OBLIGATION", Some(2032))],
            ..Outlook::default()
        };
        let told = counted(vec![Sums::stays(&plan)], Language::En);
        assert_eq!((told.done.len(), told.stays.len()), (0, 1), "{told:?}");
        assert_eq!(counted(vec![Sums::of_outlook(&plan)], Language::En).done.len(), 5);
    }

    #[test]
    fn one_hour_is_one_hour() {
        let of = |hours| counted(vec![Sums { hidden: 2, hours, ..Sums::default() }], Language::En).done;
        assert_eq!(of(1), ["of these, hidden at once and gone for good within one hour: 2"]);
        assert_eq!(of(24), ["of these, hidden at once and gone for good within 24 hours: 2"]);
    }

    #[test]
    fn each_row_is_told_of_once() {
        // Of ten rows four go, three of the person's own are overwritten, and two that are others' too; one of these is left.
        let effect = Effect { found: 10, deleted: 4, blanked: 5, shared: 3, ..Effect::default() };
        let came = counted(vec![Sums::of_effect(&effect)], Language::En);
        assert_eq!(came.done, ["deleted: 4", "kept without anything that names you: 5"]);
        assert_eq!(came.stays, [Stay::counted("also about other people, so not deleted: 1".to_owned())]);
    }
}
