//! Names that stand where no sweep looks come before staff, and hold nobody up.

use super::{
    closed,
    killed::{MANIFEST, TABLES},
    stands,
};
use chrono::TimeDelta;
use rightsdesk::{
    deactivation::{part, state::State},
    staff::role::Role,
};
use rightsdesk_exporters::open::Settings;
use sea_orm::EntityTrait;
use stage::{
    company::connected,
    databases,
    desk::{On, Stage},
};

use crate::{api::Program, desk_pages::Colleague};

const ADA: &str = "@ada:example.org";
const BOB: &str = "@bob:example.org";
const CAT: &str = "@cat:example.org";
const PAGE: &str = "/desk/deactivations";

/// How many parts have searched.
async fn searches(stage: &Stage) -> usize {
    let parts = part::Entity::find().all(&stage.desk.db).await.unwrap();
    parts.iter().filter(|part| part.residues.is_some()).count()
}

stage::on_both! {
    async fn what_no_sweep_reaches_is_found_now_and_then_and_shown_to_staff(on: On) {
        let database = databases::sqlite();
        database.load(TABLES).await;
        database
            .load(
                "CREATE TABLE gossip (n INTEGER PRIMARY KEY, words TEXT);
                 INSERT INTO puppet VALUES (1, '@ada:example.org'), (2, '@bob:example.org'), (3, '@cat:example.org');
                 INSERT INTO message VALUES (1, 1, 'hello'), (2, 2, 'hello'), (3, 3, 'hello');
                 INSERT INTO gossip VALUES (1, 'Have you seen @ada:example.org?'), (2, '@bob:example.org was here'),
                   (3, '@ada:example.organic and @bob:example.organic')",
            )
            .await;
        let settings = Settings { url: Some(database.url.clone().into()), ..Settings::default() };
        let stage = Stage::setting(on)
            .with_systems([connected("bridge", MANIFEST, settings)])
            .with_config(|config| config.deactivation.batch = 1)
            .set()
            .await;
        closed(&stage, &[ADA, BOB]).await;
        stage.clock.advance(TimeDelta::days(8));
        stage.run_due_work().await;
        assert_eq!((stands(&stage, ADA).await, stands(&stage, BOB).await), (State::Proven, State::Proven));
        assert_eq!(searches(&stage).await, 1, "of two batches in an hour one is searched for");

        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        ana.get(PAGE).await.is(200).sees("Names that still stand somewhere").sees("gossip.words (1)");
        let program = Program::of(&stage, "robot", Role::Auditor).await;
        let told = program.get("/deactivations").await.is(200).body;
        let place = &told["searches"][0]["places"][0];
        assert!(place["table"].as_str().is_some_and(|table| table.ends_with("gossip")), "{told}");
        assert_eq!((place["column"].as_str(), place["rows"].as_u64()), (Some("words"), Some(1)));
        let accounts = ["ada", "bob"].map(|name| format!("/deactivations/accounts/@{name}:example.org"));
        let mut searched = 0;
        for account in &accounts {
            let told = program.get(account).await.is(200).body;
            searched += usize::from(told[0]["systems"][0]["still_named"][0]["rows"] == 1);
        }
        assert_eq!(searched, 1);

        // Whose name stands nowhere is told so.
        closed(&stage, &[CAT]).await;
        stage.clock.advance(TimeDelta::days(8));
        stage.run_due_work().await;
        assert_eq!((stands(&stage, CAT).await, searches(&stage).await), (State::Proven, 2));
        ana.signs_in("ana").await;
        let page = ana.get(&format!("{PAGE}?account=%40cat%3Aexample.org")).await.is(200);
        page.sees("columns were searched after the batch");
    }
}
