//! The sections of a notice, in the order in which a person reads them, each with where the law asks for it.

use std::collections::{BTreeMap, BTreeSet};

use rightsdesk_exporters::contract::register::{LegalBasis, Role, System};

use crate::{
    casework::{telling::recipients, writing::remedies},
    desk::Desk,
    privacy_notice::content::{InLanguages, Section},
    register::{connected::Connected, recipient::RecipientRole},
    words::{
        countries,
        fill::{Fill, fill},
        kinds_of_data,
        language::Language,
    },
};

/// The notices of all products, by product.
pub fn all(desk: &Desk) -> BTreeMap<String, InLanguages> {
    let products: BTreeSet<&str> = desk.systems.iter().map(|it| it.connector.about().product.as_str()).collect();
    let notice = |product: &str| -> InLanguages {
        let in_language = |language: Language| (language.code().to_owned(), of(desk, product, language));
        Language::ALL.into_iter().map(in_language).collect()
    };
    products.into_iter().map(|product| (product.to_owned(), notice(product))).collect()
}

/// What a product is called for people: where it is one system, by that system's name, as in the form and in the copy.
pub fn name_of(desk: &Desk, product: &str, language: Language) -> String {
    let mut systems = desk.systems.iter().filter(|system| system.connector.about().product == product);
    match (systems.next(), systems.next()) {
        (Some(only), None) => only.name(language.code()),
        _ => product.to_owned(),
    }
}

/// The notice of one product in one language.
pub fn of(desk: &Desk, product: &str, language: Language) -> Vec<Section> {
    let systems: Vec<&Connected> =
        desk.systems.iter().filter(|system| system.connector.about().product == product).collect();
    let writer = Writer { desk, language, systems };
    let mut sections = writer.identity();
    sections.extend(writer.use_of_data());
    sections.extend(writer.others());
    sections.extend(writer.rights());
    sections.extend(writer.rest());
    sections.retain(|section| !section.lines.is_empty());
    sections
}

struct Writer<'a> {
    desk: &'a Desk,
    language: Language,
    systems: Vec<&'a Connected>,
}

fn section(item: &str, article: &str, heading: &str, lines: Vec<String>) -> Section {
    let mut once: Vec<String> = Vec::new();
    for line in lines {
        if !once.contains(&line) {
            once.push(line);
        }
    }
    Section { item: item.to_owned(), article: article.to_owned(), heading: heading.to_owned(), lines: once }
}

impl Writer<'_> {
    fn about(&self) -> impl Iterator<Item = (&Connected, &System)> {
        self.systems.iter().map(|system| (*system, system.connector.about()))
    }

    /// Those that we decide about.
    fn ours(&self) -> impl Iterator<Item = (&Connected, &System)> {
        self.about().filter(|(_, about)| match about.role {
            Role::Controller => true,
            Role::Processor => false,
        })
    }

    fn has(&self, bases: &[LegalBasis]) -> bool {
        self.ours().any(|(_, about)| about.purposes.iter().any(|purpose| bases.contains(&purpose.legal_basis)))
    }

    /// 13(1)(a) and (b).
    fn identity(&self) -> Vec<Section> {
        let (w, desk) = (self.language.informing(), &self.desk.config.desk);
        let who = w.who_text.with2(&desk.organisation, &desk.contact);
        let representative = desk.representative.as_ref().map(|it| w.representative_text.with(it));
        let held = self.about().filter(|(_, about)| match about.role {
            Role::Processor => true,
            Role::Controller => false,
        });
        let held = held.map(|(system, _)| w.held_for.with(system.name(self.language.code())));
        vec![
            section(
                "controller_identity",
                "13(1)(a), 14(1)(a)",
                w.who,
                std::iter::once(who).chain(representative).chain(held).collect(),
            ),
            section("dpo_contact", "13(1)(b), 14(1)(b)", w.officer, vec![w.officer_text.with(desk.officer())]),
        ]
    }

    /// 13(1)(c) and (d), 14(1)(d), 13(2)(a).
    fn use_of_data(&self) -> Vec<Section> {
        let (w, code) = (self.language.informing(), self.language.code());
        let (mut why, mut what, mut how_long) = (Vec::new(), Vec::new(), Vec::new());
        for (system, about) in self.ours() {
            for purpose in &about.purposes {
                let name = purpose.name.for_language(code);
                let basis = self.language.about().bases.of(purpose.legal_basis);
                let interests = purpose.interests.for_language(code);
                let mut line = w.from.with2(name, basis);
                if !interests.trim().is_empty() {
                    line.push_str(". ");
                    line.push_str(&w.interests.with(interests));
                }
                why.push(line);
                let kinds = kinds_of_data::all_in_words(&purpose.data_categories, self.language).join(", ");
                what.push(w.from.with2(system.name(code), kinds));
                how_long.push(w.from.with2(name, purpose.retention.for_language(code)));
            }
        }
        vec![
            section("purposes", "13(1)(c)–(d), 14(1)(c), 14(2)(b)", w.why, why),
            section("categories", "14(1)(d)", w.what, what),
            section("retention", "13(2)(a), 14(2)(a)", w.how_long, how_long),
        ]
    }

    /// 13(1)(e) and (f).
    fn others(&self) -> Vec<Section> {
        let (w, code) = (self.language.informing(), self.language.code());
        let keys: BTreeSet<&str> = self.systems.iter().map(|system| system.key.as_str()).collect();
        let recipients = recipients::of(self.desk, &keys);
        let (mut who, mut abroad) = (Vec::new(), Vec::new());
        for recipient in &recipients {
            let role = recipient.role.map(|role| match role {
                RecipientRole::Processor => w.processor,
                RecipientRole::Joint => w.joint,
                RecipientRole::Controller => w.controller,
            });
            let purpose = recipient.purpose.for_language(code);
            let words = [Some(purpose), role, Some(countries::name(recipient.country, self.language))];
            let words: Vec<&str> = words.into_iter().flatten().filter(|it| !it.trim().is_empty()).collect();
            who.push(if words.is_empty() {
                recipient.name.to_owned()
            } else {
                format!("{} ({})", recipient.name, words.join(", "))
            });
            let safeguard = recipient.safeguard.for_language(code);
            if !safeguard.trim().is_empty() {
                abroad.push(fill(
                    w.abroad_line,
                    &[&recipient.name, &countries::name(recipient.country, self.language), &safeguard],
                ));
            }
        }
        if who.is_empty() {
            who.push(w.nobody.to_owned());
        }
        if abroad.is_empty() {
            abroad.push(w.no_abroad.to_owned());
        }
        let named = |place: &String| countries::name(place, self.language).to_owned();
        let places: BTreeSet<String> = self.about().flat_map(|(_, about)| &about.location).map(named).collect();
        abroad.push(w.kept_in.with(places.into_iter().collect::<Vec<_>>().join(", ")));
        vec![
            section("recipients", "13(1)(e), 14(1)(e)", w.recipients, who),
            section("third_country", "13(1)(f), 14(1)(f)", w.abroad, abroad),
        ]
    }

    /// 13(2)(b)–(d), 21(4).
    fn rights(&self) -> Vec<Section> {
        use LegalBasis::{Consent, LegitimateInterests, PublicTask, RecognisedLegitimateInterest};
        let w = self.language.informing();
        let one = |is_there: bool, text: &str| if is_there { vec![text.to_owned()] } else { Vec::new() };
        let may_object = self.has(&[LegitimateInterests, PublicTask, RecognisedLegitimateInterest]);
        let desk = &self.desk.config.desk;
        let ways = remedies::of(self.desk, desk.regime, self.language);
        vec![
            section("object_prominent", "21(4)", w.object, one(may_object, w.object_text)),
            section("withdraw", "13(2)(c), 14(2)(d)", w.withdraw, one(self.has(&[Consent]), w.withdraw_text)),
            section("rights", "13(2)(b), 14(2)(c)", w.rights, vec![w.rights_text.to_owned()]),
            // To us (UK: 13(2)(ca), 14(2)(da), since 19 June 2026), and to the authorities.
            section("complaints", "13(2)(ca) UK, 13(2)(d), 14(2)(e)", w.complain, ways),
        ]
    }

    /// 13(2)(e) and (f), 14(2)(f), 13(3).
    fn rest(&self) -> Vec<Section> {
        let (w, code) = (self.language.informing(), self.language.code());
        let (mut must, mut source) = (Vec::new(), Vec::new());
        for (system, about) in self.ours() {
            for purpose in &about.purposes {
                let text = match purpose.legal_basis {
                    LegalBasis::Contract => w.must_contract,
                    LegalBasis::LegalObligation => w.must_law,
                    LegalBasis::Consent
                    | LegalBasis::VitalInterests
                    | LegalBasis::PublicTask
                    | LegalBasis::RecognisedLegitimateInterest
                    | LegalBasis::LegitimateInterests => w.must_not,
                };
                must.push(text.with(purpose.name.for_language(code)));
            }
            let from = about.source.for_language(code);
            source.push(if from.trim().is_empty() {
                w.from_you.with(system.name(code))
            } else {
                w.from.with2(system.name(code), from)
            });
        }
        let decisions = &self.desk.config.automated;
        let mut automated: Vec<String> = decisions.iter().map(|decision| decision.told(self.language)).collect();
        if automated.is_empty() {
            automated.push(w.no_automated.to_owned());
        }
        vec![
            section("statutory_or_contractual", "13(2)(e)", w.must, must),
            section("source", "14(2)(f)", w.source, source),
            section("automated", "13(2)(f), 14(2)(g)", w.automated, automated),
            section("further_purpose", "13(3), 14(4)", w.new_purpose, vec![w.new_purpose_text.to_owned()]),
        ]
    }
}
