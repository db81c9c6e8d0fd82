//! What Art. 15(1) and (2) list is told beside the copy, each item, in each language.

use rightsdesk::{law::regime::Regime, staff::role::Role};
use stage::{desk::On, on_both};

use super::{disclosing::about, shop, shop_mailing};
use crate::desk_pages::Colleague;

/// What is told, where the law asks for it, and by which words it is found in English, French and German.
const ITEMS: [(&str, &str, [&str; 3]); 15] = [
    (
        "whether we hold data",
        "15(1)",
        ["We hold data about you.", "Nous avons des données sur vous.", "Wir haben Daten über Sie."],
    ),
    ("where was searched", "UK 15(1A)", ["Where we looked", "Où nous avons cherché", "Wo wir gesucht haben"]),
    ("purposes", "15(1)(a)", ["Selling", "Selling", "Selling"]),
    ("legal basis", "13(1)(c)", ["Art. 6(1)(b)", "art. 6, § 1, b", "Art. 6 Abs. 1 Buchst. b"]),
    ("categories", "15(1)(b)", ["your account", "votre compte", "Ihr Konto"]),
    ("recipients by name", "15(1)(c)", ["Mailer Ltd", "Mailer Ltd", "Mailer Ltd"]),
    ("what they are to us", "4(8)", ["works for us", "travaille pour nous", "arbeitet für uns"]),
    (
        "retention",
        "15(1)(d)",
        ["As long as you have an account.", "As long as you have an account.", "As long as you have an account."],
    ),
    ("rights", "15(1)(e)", ["(Article 17)", "(article 17)", "(Artikel 17)"]),
    (
        "complaint to us",
        "UK 15(1)(ea)",
        ["You can complain to us", "nous adresser une réclamation", "bei uns beschweren"],
    ),
    ("complaint to an authority", "15(1)(f)", ["ico.org.uk", "cnil.fr", "cnil.fr"]),
    ("source", "15(1)(g)", ["From you.", "De vous.", "Von Ihnen."]),
    (
        "automated decisions",
        "15(1)(h)",
        ["Decisions made by machines", "Décisions prises par des machines", "Entscheidungen"],
    ),
    (
        "safeguards of transfers",
        "15(2)",
        ["standard contractual clauses", "standard contractual clauses", "standard contractual clauses"],
    ),
    ("another form", "12(3), 15(3)", ["In another form", "Sous une autre forme", "In anderer Form"]),
];

on_both! {
    async fn every_item_that_the_law_lists_stands_in_the_copy(on: On) {
        let (_database, stage) = shop(on, "en").await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        for (at, language) in ["en", "fr", "de"].into_iter().enumerate() {
            let page = about(&stage, &mut ana, language).await.replace('\u{a0}', " ");
            for (item, article, words) in ITEMS {
                assert!(page.contains(words[at]), "{item} ({article}) is missing in {language}: {page}");
            }
        }
    }

    async fn each_law_names_its_own_authority_and_the_settings_who_answers_and_how_long(on: On) {
        let both = ["ico.org.uk", "cnil.fr"];
        for (regime, named) in [(Regime::Uk, &both[..1]), (Regime::Eu, &both[1..]), (Regime::Both, &both[..])] {
            let (_database, stage) = shop_mailing(on, "en", move |config| {
                config.desk.regime = regime;
                config.desk.officer = Some("Dora Byron, officer@example.org".to_owned());
                config.desk.representative = Some("Analytical SARL, Paris".to_owned());
                config.retention.register_years = 2;
                config.retention.correspondence_months = 6;
            })
            .await;
            let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
            let copy = about(&stage, &mut ana, "en").await.replace('\u{a0}', " ");
            for authority in both {
                assert_eq!(copy.contains(authority), named.contains(&authority), "{authority} under {regime}: {copy}");
            }
            let notice = stage.visitor().get("/en/data/shop").await.is(200);
            for (settings, place) in [(&copy, "copy"), (&notice.words(), "notice")] {
                for words in ["Dora Byron, officer@example.org", "Analytical SARL, Paris"] {
                    assert!(settings.contains(words), "{words} in the {place}: {settings}");
                }
            }
            assert!(copy.contains("2 years at most") && !copy.contains("six years"), "{copy}");
            stage.visitor().get("/en/privacy").await.is(200).sees("officer@example.org");
        }
    }
}
