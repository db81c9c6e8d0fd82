//! A field that holds codes says what they stand for, and takes no others.

use rightsdesk::{rights::right::Right, staff::role::Role, words::language::Language};
use rightsdesk_exporters::open::Settings;
use stage::{
    company::connected,
    databases,
    desk::{On, Stage},
    on_both,
};

use super::{Colleague, SHOP, asks, enters, everything, proves, started, which, with_ada};

const CODES: &str = "rightsdesk_meta: {correct: true, values: {Engines: {en: makes engines, fr: fabrique des machines, \
    de: baut Maschinen}, Looms: {en: makes looms, fr: fabrique des métiers, de: baut Webstühle}}}";

on_both! {
    async fn a_code_is_shown_with_what_it_stands_for_and_chosen_from_a_list(on: On) {
        let database = match on {
            On::Sqlite => databases::postgres().await,
            On::Postgres => databases::sqlite(),
        };
        database.load(SHOP).await;
        let (before_company, from_company) = include_str!("shop.yml").split_once("- name: company").expect("a field");
        let coded = from_company.replacen("rightsdesk_meta: {correct: true}", CODES, 1);
        let manifest = format!("{before_company}- name: company{coded}");
        let settings = Settings { url: Some(database.url.clone().into()), ..Settings::default() };
        let stage = Stage::setting(on).with_systems([connected("shop", &manifest, settings)]).set().await;
        let before = everything(&database).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks(&stage, &ana, "ada@example.org", &[Right::Rectification], Language::En).await;
        let task = started(&stage, &mut ana, &receipt).await;
        ana.get(&task).await.sees("makes engines (Engines)");

        let mut ada = enters(&stage, &receipt).await;
        proves(&stage, &mut ada, &receipt, "ada@example.org").await;
        let page = ada.get("/en/status/corrections").await.is(200).sees("We hold: makes engines (Engines)");
        assert!(page.source().contains("<option value=\"Looms\">makes looms (Looms)</option>"), "{}", page.source());
        let (csrf, codes) = (page.field("csrf"), which(&page));
        let company = codes.iter().find(|it| it.contains("|company|")).expect("the company");
        let form = |right| [("csrf", csrf.as_str()), ("which", company.as_str()), ("right", right)];
        ada.post("/en/status/corrections", &form("Steam")).await.is(422).sees("Choose one of the values");
        let typed = [("field", "shop.customer.company"), ("held", ""), ("right", "Steam")];
        ana.post(&format!("{task}/correct"), &typed).await.is(422).sees("This field holds codes");
        ada.post("/en/status/corrections", &form("Looms")).await.is(303);
        ada.get("/en/status/corrections").await.sees("You said: makes looms (Looms)");
        stage.run_due_work().await;
        let plan = ana.get(&task).await.field("plan");
        ana.does(&format!("{task}/correct/approve"), &[("plan", &plan)]).await;
        stage.run_due_work().await;
        let after = with_ada(&before, "1|ada@example.org|Adda Lovelase|Looms|-");
        assert_eq!(everything(&database).await, after, "the code is written, not its words");
    }
}
