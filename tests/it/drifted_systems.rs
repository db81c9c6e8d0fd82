//! A connected system that somebody has changed: the night tells staff, who say what it is.

use chrono::TimeDelta;
use rightsdesk::{audit, register::drift, staff::role::Role};
use rightsdesk_exporters::open::Settings;
use sea_orm::EntityTrait;
use stage::{
    company::connected,
    databases::{self, Database},
    desk::{On, Stage},
    on_both,
};

use crate::desk_pages::Colleague;

pub(crate) async fn shop(on: On) -> (Database, Stage) {
    let database = match on {
        On::Sqlite => databases::postgres().await,
        On::Postgres => databases::sqlite(),
    };
    database
        .load(
            "CREATE TABLE customer (id INTEGER PRIMARY KEY, email VARCHAR(100) NOT NULL);
             CREATE TABLE purchase (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL, thing TEXT NOT NULL);",
        )
        .await;
    let settings = Settings { url: Some(database.url.clone().into()), ..Settings::default() };
    let system = connected("shop", include_str!("desk_pages/erasing.yml"), settings);
    (database, Stage::setting(on).with_systems([system]).set().await)
}

async fn nights(stage: &Stage) {
    stage.clock.advance(TimeDelta::days(1));
    stage.run_due_work().await;
}

/// How often the log tells that a system is not as its manifest says.
async fn alarms(stage: &Stage) -> usize {
    let lines = audit::entity::Entity::find().all(&stage.desk.db).await.unwrap();
    lines.iter().filter(|line| line.event == "system_drifted").count()
}

on_both! {
    async fn a_new_table_does_not_quietly_escape(on: On) {
        let (database, stage) = shop(on).await;
        stage.run_due_work().await;
        nights(&stage).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        ana.get("/desk/systems").await.is(200).sees("Compare with its manifest").sees_no("Looks like people");
        assert_eq!(alarms(&stage).await, 0);

        database.load("CREATE TABLE newsletter (n INTEGER PRIMARY KEY, reader TEXT); INSERT INTO newsletter VALUES (1, 'ada@example.org')").await;
        nights(&stage).await;
        nights(&stage).await;
        assert_eq!(alarms(&stage).await, 1, "it is told once");
        ana.signs_in("ana").await;
        ana.get("/desk/systems").await.sees("Looks like people: 1");
        let page = ana.get("/desk/systems/shop/drift").await.is(200).sees("newsletter").sees("reader: mail addresses in 1 of the rows");
        page.sees_no("ada@example.org");
        let rows = drift::all(&stage.desk.db).await.unwrap();
        assert!(rows.iter().all(|row| !row.details.contains("example.org")), "no value is kept");
        let (place, shape) = (rows[0].place.clone(), rows[0].shape.clone());

        let known = "/desk/systems/shop/drift/known";
        ana.post(known, &[("place", &place), ("shape", &shape), ("why", " ")]).await.is(422).sees("Write down why");
        ana.post(known, &[("place", &place), ("shape", "00"), ("why", "Tests.")]).await.is(422).sees("The table has changed");
        let page = ana.does(known, &[("place", &place), ("shape", &shape), ("why", "Addresses of our own tests.")]).await;
        page.sees("Known, no personal data").sees("Addresses of our own tests.");
        nights(&stage).await;
        ana.signs_in("ana").await;
        ana.get("/desk/systems").await.sees_no("Looks like people");

        // Until the table changes.
        database.load("ALTER TABLE newsletter ADD COLUMN sent_to TEXT").await;
        ana.does("/desk/systems/shop/drift", &[]).await.sees("Looked at just now.").sees("Looks like people, and is not declared");
        assert_eq!(alarms(&stage).await, 2);
    }

    async fn what_is_declared_and_gone_is_loud_until_it_is_back(on: On) {
        let (database, stage) = shop(on).await;
        stage.run_due_work().await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let mut iris = Colleague::enters(&stage, "iris", Role::Auditor).await;
        let page = otto.get("/desk/systems/shop/drift").await.sees("It has not been looked at yet.");
        page.sees_no("Everything is as declared.");
        database.load("ALTER TABLE purchase RENAME COLUMN thing TO item").await;
        otto.does("/desk/systems/shop/drift", &[]).await.sees("Declared and gone").sees("shop.purchase.thing");
        iris.get("/desk/systems").await.is(200).sees("Gone: 1");
        iris.post("/desk/systems/shop/drift", &[]).await.is(403);
        assert_eq!(alarms(&stage).await, 1);
        database.load("ALTER TABLE purchase RENAME COLUMN item TO thing").await;
        otto.does("/desk/systems/shop/drift", &[]).await.sees("Everything is as declared.").sees("Last looked at: ");
        iris.get("/desk/systems").await.sees_no("Gone: 1");
    }
}
