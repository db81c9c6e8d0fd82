//! What stays of an erasure and why: a reason that several systems have in common is told once, with their names.

use crate::{
    letter::wording::fulfil_erasure::InSystem,
    words::{fill::Fill, language::Language},
};

/// Something that stays in one system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stay {
    /// How much, and until when; empty where that is not counted.
    pub(super) rows: String,
    /// Why; empty where the count says it.
    pub(super) why: String,
}

impl Stay {
    /// What says all by itself.
    pub(super) fn counted(rows: String) -> Self {
        Self { rows, why: String::new() }
    }

    /// A reason without a count.
    pub(super) fn because(why: String) -> Self {
        Self { rows: String::new(), why }
    }

    /// All of it.
    pub(super) fn line(&self) -> String {
        match (self.rows.is_empty(), self.why.is_empty()) {
            (false, false) => format!("{}. {}", self.rows, self.why),
            (true, _) => self.why.clone(),
            (false, true) => self.rows.clone(),
        }
    }
}

/// What stays in each system by its name: each reason where it is met first, and once.
pub(super) fn together(systems: &[(&str, &[Stay])], language: Language) -> Vec<InSystem> {
    let with = |why: &str| -> Vec<&(&str, &[Stay])> {
        systems.iter().filter(|(_, stays)| stays.iter().any(|stay| stay.why == why)).collect()
    };
    let (mut told, mut all) = (Vec::<&str>::new(), Vec::new());
    for (name, stays) in systems {
        let mut own = InSystem { name: (*name).to_owned(), lines: Vec::new() };
        let mut shared = Vec::new();
        for stay in *stays {
            let same = if stay.why.is_empty() { Vec::new() } else { with(&stay.why) };
            if same.len() < 2 {
                let line = stay.line();
                if !own.lines.contains(&line) {
                    own.lines.push(line);
                }
            } else if !told.contains(&stay.why.as_str()) {
                told.push(&stay.why);
                shared.push(in_several(&same, &stay.why, language));
            }
        }
        all.extend((!own.lines.is_empty()).then_some(own));
        all.extend(shared);
    }
    all
}

/// What several systems keep for the same reason: how much of it in each, and the reason.
fn in_several(systems: &[&(&str, &[Stay])], why: &str, language: Language) -> InSystem {
    let mut lines = Vec::new();
    for (name, stays) in systems {
        let counted = stays.iter().filter(|stay| stay.why == why && !stay.rows.is_empty());
        lines.extend(counted.map(|stay| language.wishing().pair.with2(name, &stay.rows)));
    }
    lines.push(why.to_owned());
    let names: Vec<&str> = systems.iter().map(|(name, _)| *name).collect();
    InSystem { name: names.join(", "), lines }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(rows: &str, why: &str) -> Stay {
        Stay { rows: rows.to_owned(), why: why.to_owned() }
    }

    #[test]
    fn a_reason_that_systems_have_in_common_is_told_once_with_their_names() {
        let shop = [kept("kept: 4", "The law."), Stay::counted("also about others: 1".to_owned())];
        let (billing, paper) = ([kept("kept: 2", "The law.")], [Stay::because("A claim.".to_owned())]);
        let told = together(&[("Shop", &shop), ("Billing", &billing), ("Paper", &paper)], Language::En);
        let told: Vec<_> = told.into_iter().map(|it| (it.name, it.lines)).collect();
        let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        assert_eq!(told[0], ("Shop".to_owned(), lines(&["also about others: 1"])));
        assert_eq!(told[1], ("Shop, Billing".to_owned(), lines(&["Shop: kept: 4", "Billing: kept: 2", "The law."])));
        assert_eq!(told[2], ("Paper".to_owned(), lines(&["A claim."])));
        assert_eq!(told.len(), 3);
    }

    #[test]
    fn what_one_system_keeps_stands_there_with_its_reason_and_not_twice() {
        let stays =
            [kept("kept: 4", "The law."), Stay::because("A claim.".to_owned()), Stay::because("A claim.".to_owned())];
        let told = together(&[("Shop", &stays)], Language::En);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].lines, ["kept: 4. The law.", "A claim."]);
    }
}
