//! What the person is told of an erasure: for each system what went, what stays, on which ground and until when.
//!
//! Nothing of it is typed: it is read from what the tasks brought, so that the letter says what was done and not what was
//! meant. It names systems and counts, never tables or values.

use chrono::NaiveDate;
use rightsdesk_exporters::contract::outcome::Gap;
use sea_orm::ConnectionTrait;

use super::{
    broken_off,
    counted::{Counted, Sums, counted},
    staying::{self, Stay},
};
use crate::{
    casework::{error::CaseError, holding::untold::Untold, sealing::Opened},
    desk::Desk,
    kernel::ids::RequestId,
    letter::wording::fulfil_erasure::InSystem,
    task::{
        self,
        entity::Model,
        erasure::Done,
        result::TaskResult,
        state::{Operation, Outcome},
    },
    words::{date, fill::Fill, language::Language, number},
};

/// What is told of one system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Came {
    /// What was done, a line for each thing.
    done: Vec<String>,
    /// What stays, why and until when.
    stays: Vec<Stay>,
    /// Whether anything of the person's went or was overwritten, or a person saw to it.
    is_erased: bool,
    /// On which day the last of it was done there.
    done_on: Option<NaiveDate>,
    /// Whether nobody could be looked for there.
    is_not_looked: bool,
}

impl Came {
    fn of(sums: impl Iterator<Item = Sums>, language: Language) -> Self {
        let Counted { done, stays } = counted(sums.collect(), language);
        Self { done, stays, ..Self::default() }
    }

    /// With the day on which it was done, where anything was: Art. 17 has it done without undue delay, so people are told when.
    fn dated(mut self, on: Option<NaiveDate>, language: Language) -> Self {
        if let Some(day) = on.filter(|_| self.is_erased) {
            self.done.insert(0, language.erased().done_on.with(date::date(day, language)));
            self.done_on = on;
        }
        self
    }
}

/// What is told of an erasure, by the names of the systems.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told(Vec<(String, Came)>);

impl Told {
    /// Whether no system was asked.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was done, of the systems in which something was.
    pub fn done(&self) -> Vec<InSystem> {
        let all = self.0.iter().map(|(name, came)| InSystem { name: name.clone(), lines: came.done.clone() });
        all.filter(|it| !it.lines.is_empty()).collect()
    }

    /// What stays, of the systems in which something does: what several have in common is said once.
    pub fn stays(&self, language: Language) -> Vec<InSystem> {
        let systems: Vec<_> = self.0.iter().map(|(name, came)| (name.as_str(), came.stays.as_slice())).collect();
        staying::together(&systems, language)
    }

    /// The systems in which nobody could be looked for.
    pub fn not_looked(&self) -> Vec<String> {
        self.0.iter().filter(|(_, came)| came.is_not_looked).map(|(name, _)| name.clone()).collect()
    }

    /// The last day on which anything was erased anywhere; none if nothing was.
    pub fn last_erased_on(&self) -> Option<NaiveDate> {
        self.0.iter().filter(|(_, came)| came.is_erased).filter_map(|(_, came)| came.done_on).max()
    }

    /// What was done and what stays, system by system; then what stays in several of them for the same reason.
    fn by_system(&self, language: Language) -> Vec<InSystem> {
        let (mut systems, mut several) = (self.done(), Vec::new());
        for stays in self.stays(language) {
            match systems.iter_mut().find(|it| it.name == stays.name) {
                Some(system) => system.lines.extend(stays.lines),
                None if self.0.iter().any(|(name, _)| *name == stays.name) => systems.push(stays),
                None => several.push(stays),
            }
        }
        systems.sort_by(|one, other| one.name.cmp(&other.name));
        systems.into_iter().chain(several).collect()
    }

    /// All of it; empty if no system was asked.
    pub fn text(&self, language: Language) -> String {
        if self.is_empty() {
            return String::new();
        }
        let w = language.erased();
        let (not_looked, mut text) = (self.not_looked(), String::new());
        for InSystem { name, lines } in self.by_system(language) {
            if text.is_empty() {
                text.push_str(w.title);
            }
            text.push_str(&format!("\n\n{name}"));
            for line in lines {
                text.push_str(&format!("\n- {line}"));
            }
        }
        if !not_looked.is_empty() {
            let blank = if text.is_empty() { "" } else { "\n\n" };
            text.push_str(&format!("{blank}{}\n", w.not_looked));
            text.extend(not_looked.iter().map(|name| format!("\n- {name}")));
        }
        text
    }
}

/// What came of the erasure that a request asked for.
pub(in crate::casework) async fn of(
    db: &impl ConnectionTrait,
    desk: &Desk,
    opened: &Opened,
    request: RequestId,
) -> Result<Told, CaseError> {
    let language = Language::from_code(&opened.ticket.language).unwrap_or_default();
    let tasks = task::store::of(db, opened.ticket.id).await?;
    let untold = Untold::of(db, opened.ticket.id).await?;
    let mut systems = Vec::new();
    for task in tasks.iter().filter(|task| task.operation == Operation::Erase && task.request_id == Some(request)) {
        let result = opened.result_of(task)?;
        let name = desk.systems.name(&task.system, language.code());
        let mut came = lines(task, &result, language);
        if untold.keeps(task.id) {
            // What went is told. What stays, and that nobody says so, is not.
            came.stays.clear();
            if !came.is_erased {
                continue;
            }
        }
        systems.push((name, came.dated(task.ended_at.map(|at| desk.day_of(at)), language)));
    }
    systems.sort_by(|(one, _): &(String, Came), (other, _)| one.cmp(other));
    Ok(Told(systems))
}

/// Whether anything stays that may be used again: what is only kept because a law or a claim demands it may not, and what goes by
/// itself soon, or belongs to others as well, is nothing that a lock of this person's could keep.
pub(in crate::casework) async fn leaves_in_use(
    db: &impl ConnectionTrait,
    opened: &Opened,
    request: RequestId,
) -> Result<bool, CaseError> {
    let tasks = task::store::of(db, opened.ticket.id).await?;
    for task in tasks.iter().filter(|task| task.operation == Operation::Erase && task.request_id == Some(request)) {
        let result = opened.result_of(task)?;
        let is_carried_out = result.erasure.as_ref().is_some_and(|erasure| erasure.done.is_some());
        let is_gone = match task.outcome {
            Some(Outcome::Done | Outcome::NotFound | Outcome::NotLooked | Outcome::Manual) => true,
            // What somebody else decides about is none of our uses.
            Some(Outcome::Skipped) if task.is_held_for_others() => true,
            Some(Outcome::Partial) => is_carried_out,
            Some(Outcome::Skipped | Outcome::Abandoned) | None => false,
        };
        if !is_gone || (!is_carried_out && !result.gaps.is_empty()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What came of one system, a line for each thing.
fn lines(task: &Model, result: &TaskResult, language: Language) -> Came {
    let w = language.erased();
    let gone = || result.gone.iter().map(Sums::of_effect);
    let Some(erasure) = &result.erasure else { return without_plan(task, result, language) };
    match &erasure.done {
        Some(Done { evidence, verified }) => {
            // Where the answer was lost, the plan says what was done: it was done exactly, or not at all.
            let mut came = match evidence {
                Some(evidence) => Came::of(gone().chain(evidence.effects.iter().map(Sums::of_effect)), language),
                None => {
                    let planned = erasure.preview.collections.iter().map(Sums::of_outlook);
                    Came::of(gone().chain(planned), language)
                }
            };
            came.is_erased = !came.done.is_empty();
            if verified.is_clean() {
                came.done.push(w.read_back.to_owned());
            }
            came
        }
        // Nothing was changed, or nothing more: what was found stays.
        None => {
            let stays = erasure.preview.collections.iter().map(Sums::stays);
            let mut came = Came::of(gone().chain(stays), language);
            if came == Came::default() {
                return without_plan(task, result, language);
            }
            // What a person did in the system's stead, they did by the plan: the rest is what it leaves on purpose.
            if task.outcome == Some(Outcome::Manual) {
                came.done.push(w.by_hand.to_owned());
            }
            came.is_erased = !came.done.is_empty();
            came.stays.extend(reasons(result, language));
            came
        }
    }
}

/// Where a person saw to it, or nothing was there, or something kept us from it.
fn without_plan(task: &Model, result: &TaskResult, language: Language) -> Came {
    let w = language.erased();
    // What was gone when it was broken off is told whatever became of the rest.
    let Came { mut done, mut stays, is_erased: was_erased, done_on: _, is_not_looked: _ } =
        Came::of(result.gone.iter().map(Sums::of_effect), language);
    let was_broken_off = !result.gone.is_empty();
    match task.outcome {
        Some(Outcome::NotFound) if was_broken_off => {}
        Some(Outcome::Partial | Outcome::Skipped | Outcome::Abandoned) | None if was_broken_off => {
            let left = broken_off::left(result);
            stays.extend((left > 0).then(|| Stay::counted(w.left.with(number::count(left, language)))));
        }
        Some(Outcome::NotFound) => done.push(w.nothing.to_owned()),
        Some(Outcome::Manual) => done.push(w.by_hand.to_owned()),
        Some(Outcome::NotLooked | Outcome::Done | Outcome::Partial | Outcome::Skipped | Outcome::Abandoned) | None => {}
    }
    stays.extend(reasons(result, language));
    let is_not_looked = task.outcome == Some(Outcome::NotLooked);
    // What a hold keeps that the person is not told of was not done by anybody.
    if done.is_empty() && stays.is_empty() && !is_not_looked && result.untold.is_empty() {
        match task.outcome {
            // Nobody did anything there, and the letter must not say that somebody did.
            Some(Outcome::Skipped) if task.is_held_for_others() => {
                stays.push(Stay::because(language.elsewhere().held.to_owned()))
            }
            Some(Outcome::Skipped | Outcome::Abandoned) | None => stays.push(Stay::because(w.left_alone.to_owned())),
            Some(Outcome::Done | Outcome::Partial | Outcome::NotFound | Outcome::NotLooked | Outcome::Manual) => {
                done.push(w.by_hand.to_owned());
            }
        }
    }
    let is_erased = was_erased || done.iter().any(|line| line == w.by_hand);
    Came { done, stays, is_erased, done_on: None, is_not_looked }
}

/// Why something was not erased, as a hold or a member of staff said it.
fn reasons(result: &TaskResult, language: Language) -> impl Iterator<Item = Stay> {
    let why = move |gap: &Gap| language.erased().not_done.with(gap.why.for_language(language.code()));
    result.gaps.iter().map(move |gap| Stay::because(why(gap)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_nobody_could_be_looked_for_nothing_stays_and_nothing_went() {
        let nothing = Came { done: vec!["nothing about you is held there".to_owned()], ..Came::default() };
        let not_looked = || Came { is_not_looked: true, ..Came::default() };
        let told = Told(vec![
            ("IRC".to_owned(), not_looked()),
            ("Sentry".to_owned(), not_looked()),
            ("Shop".to_owned(), nothing),
        ]);
        assert!(told.stays(Language::En).is_empty() && told.0.iter().all(|(_, came)| !came.is_erased));
        assert_eq!(told.not_looked(), ["IRC", "Sentry"]);
        let text = told.text(Language::En);
        assert_eq!(text.matches("could not look").count(), 1, "{text}");
        assert!(text.starts_with("What we did") && text.ends_with("have of you:\n\n- IRC\n- Sentry"), "{text}");
    }

    #[test]
    fn each_system_says_when_it_was_done_and_one_where_nothing_was_does_not() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 2);
        let gone = Came { done: vec!["deleted: 4".to_owned()], is_erased: true, ..Came::default() };
        let came = gone.clone().dated(day, Language::En);
        assert_eq!(came.done, ["done on 2 December 2026", "deleted: 4"]);
        let nothing = Came { is_erased: false, ..gone }.dated(day, Language::En);
        assert_eq!(nothing.done, ["deleted: 4"]);
        let later = Came { done_on: NaiveDate::from_ymd_opt(2026, 12, 9), is_erased: true, ..Came::default() };
        let told = Told(vec![("A".to_owned(), came), ("B".to_owned(), nothing), ("C".to_owned(), later)]);
        assert_eq!(told.last_erased_on(), NaiveDate::from_ymd_opt(2026, 12, 9));
    }
}
