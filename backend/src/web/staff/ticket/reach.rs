//! Which systems a right reaches by the legal basis in the register: said once for each answer of the law, with its conditions apart.

use rightsdesk_exporters::contract::register::LegalBasis;

use crate::{
    casework::answering::reach,
    desk::Desk,
    law::{
        applicability::{Applicability, Claim, condition::Condition},
        regime::Law,
    },
    request::entity::Model,
    web::{case::Case, page::desk::ticket::law::LawLine},
    words::{fill::Fill, language::Language},
};

/// What the law says on one basis, and of which systems.
struct Base {
    basis: LegalBasis,
    articles: Vec<(Law, &'static str)>,
    systems: Vec<String>,
}

/// One answer of the law.
struct Answer {
    verdict: String,
    conditions: Vec<&'static str>,
    bases: Vec<Base>,
}

/// The answers, in the order in which the systems bring them up.
pub fn lines(desk: &Desk, case: &Case, request: &Model, language: Language) -> Vec<LawLine> {
    let mut answers: Vec<Answer> = Vec::new();
    for reached in reach::of(desk, case.opened.ticket.regime(), request) {
        let name = reached.system.name(language.code());
        note(&mut answers, reached.says, (reached.basis, reached.law), &name, language);
    }
    answers.into_iter().map(|answer| answer.line(language)).collect()
}

fn note(answers: &mut Vec<Answer>, said: Applicability, on: (LegalBasis, Law), system: &str, language: Language) {
    let (basis, law) = on;
    let (verdict, article, conditions) = says(said, language);
    let place = answers.iter().position(|it| it.verdict == verdict && it.conditions == conditions);
    let place = place.unwrap_or_else(|| {
        answers.push(Answer { verdict, conditions, bases: Vec::new() });
        answers.len() - 1
    });
    let Some(answer) = answers.get_mut(place) else { return };
    match answer.bases.iter_mut().find(|it| it.basis == basis) {
        None => {
            answer.bases.push(Base { basis, articles: vec![(law, article)], systems: vec![system.to_owned()] });
        }
        Some(base) => {
            if !base.articles.contains(&(law, article)) {
                base.articles.push((law, article));
            }
            if !base.systems.iter().any(|known| known == system) {
                base.systems.push(system.to_owned());
            }
        }
    }
}

impl Answer {
    fn line(self, language: Language) -> LawLine {
        let bases = self.bases.into_iter().map(|base| {
            let basis = language.about().bases.of(base.basis);
            (format!("{basis} ({})", articles(&base.articles)), base.systems.join(", "))
        });
        LawLine { bases: bases.collect(), verdict: self.verdict, conditions: self.conditions }
    }
}

/// `Art. 17(1)(a)`; where the laws differ, `UK Art. 22C; EU Art. 22(1)`.
fn articles(articles: &[(Law, &'static str)]) -> String {
    let mut all = articles.iter().map(|(_, article)| *article);
    match all.next() {
        Some(first) if all.all(|article| article == first) => format!("Art. {first}"),
        _ => articles.iter().map(|(law, article)| format!("{law} Art. {article}")).collect::<Vec<_>>().join("; "),
    }
}

fn says(said: Applicability, language: Language) -> (String, &'static str, Vec<&'static str>) {
    let w = language.stopping();
    match said {
        Applicability::Applies { article } => (w.applies.to_owned(), article, Vec::new()),
        Applicability::OnCondition { article, conditions } => {
            let all = conditions == [Condition::SolelyAutomated, Condition::SignificantEffect];
            let text = if all { w.on_all } else { w.on_one };
            (text.to_owned(), article, conditions.iter().map(|it| condition(*it, language)).collect())
        }
        Applicability::Closed { article, instead: None } => (w.closed.to_owned(), article, Vec::new()),
        Applicability::Closed { article, instead: Some(instead) } => {
            let instead = match instead {
                Claim::Right(right) => language.public().rights.of(right).name,
                Claim::MarketingObjection => w.instead_marketing,
                Claim::ConsentWithdrawal => w.instead_consent,
            };
            (w.closed_instead.with(instead), article, Vec::new())
        }
    }
}

fn condition(condition: Condition, language: Language) -> &'static str {
    let w = language.stopping();
    match condition {
        Condition::NoLongerNecessary => w.no_longer_necessary,
        Condition::ConsentWithdrawn => w.consent_withdrawn,
        Condition::ObjectionUpheld => w.objection_upheld,
        Condition::MarketingObjection => w.marketing_objection,
        Condition::Unlawful => w.unlawful,
        Condition::DutyToErase => w.duty_to_erase,
        Condition::ChildsConsent => w.childs_consent,
        Condition::AccuracyContested => w.accuracy_contested,
        Condition::LockedRatherThanErased => w.locked_rather,
        Condition::NeededForTheirClaim => w.needed_for_claim,
        Condition::ObjectionPending => w.objection_pending,
        Condition::SolelyAutomated => w.solely_automated,
        Condition::SignificantEffect => w.significant_effect,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_said_once_with_all_its_systems() {
        let mut answers = Vec::new();
        let said = |basis, law| Applicability::of(Claim::Right(crate::rights::right::Right::Erasure), basis, law);
        for (system, basis) in
            [("EMS", LegalBasis::Contract), ("Bot", LegalBasis::Contract), ("Sentry", LegalBasis::LegalObligation)]
        {
            for law in [Law::Uk, Law::Eu] {
                note(&mut answers, said(basis, law), (basis, law), system, Language::En);
            }
        }
        let lines: Vec<LawLine> = answers.into_iter().map(|it| it.line(Language::En)).collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0].bases.len(), 1, "{lines:?}");
        assert!(lines[0].bases[0].0.ends_with("(Art. 17(1)(a), (d)-(e))"), "{lines:?}");
        assert_eq!(lines[0].bases[0].1, "EMS, Bot");
        assert!(lines[0].conditions.contains(&"no longer needed") && lines[1].conditions.is_empty());
        assert_eq!(articles(&[(Law::Uk, "22C"), (Law::Eu, "22(1)")]), "UK Art. 22C; EU Art. 22(1)");
    }
}
