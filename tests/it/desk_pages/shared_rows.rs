//! Whoever decides about rows that belong to others too reads which rows they are, and nothing that stands in them.

use rightsdesk::{casework::erasing::evidence::bundle, kernel::actor::Actor, rights::right::Right, staff::role::Role};
use rightsdesk_exporters::open::Settings;
use rightsdesk_vault::signing::public_keys;
use stage::{
    company::connected,
    databases,
    desk::{On, Stage},
    on_both,
};

use crate::api::Program;

use super::{
    Colleague, asks_verified,
    erasing::{SHOP, task_of},
    ticket,
};

/// Where people live: a house is shared by all who live there.
const HOUSES: &str = "
      - name: house
        description: Where people live
        rightsdesk_meta: {erasure: {rows: delete, most_share: 100}}
        fields:
          - name: number
            description: Number
            data_categories: [user.unique_id]
            fides_meta: {primary_key: true, data_type: integer}
          - name: street
            description: Street
            data_categories: [user.contact.address.street]
            fides_meta: {data_type: string}
      - name: lives
        description: Who lives where
        rightsdesk_meta: {erasure: {rows: delete, most_share: 100}}
        fields:
          - name: id
            description: Number
            data_categories: [user.unique_id]
            fides_meta: {primary_key: true, data_type: integer}
          - name: customer_id
            description: Who
            data_categories: [user.unique_id]
            fides_meta: {data_type: integer, references: [{dataset: shop, field: customer.id, direction: from}]}
          - name: house_number
            description: Where
            data_categories: [user.unique_id]
            fides_meta: {data_type: integer, references: [{dataset: shop, field: house.number, direction: to}]}
";

on_both! {
    async fn the_rows_that_are_to_be_decided_about_are_named_by_their_keys(on: On) {
        let database = match on {
            On::Sqlite => databases::postgres().await,
            On::Postgres => databases::sqlite(),
        };
        let mut tables = SHOP.to_owned();
        tables.push_str("CREATE TABLE house (number INTEGER PRIMARY KEY, street VARCHAR(50) NOT NULL);
            CREATE TABLE lives (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL, house_number INTEGER NOT NULL);");
        for number in 1..=53 {
            tables.push_str(&format!("INSERT INTO house VALUES ({number}, 'Elm Street');
                INSERT INTO lives VALUES ({number}, 1, {number}), ({}, 3, {number});", number + 100));
        }
        database.load(&tables).await;
        let settings = Settings { url: Some(database.url.clone().into()), ..Settings::default() };
        let manifest = format!("{}{HOUSES}", include_str!("erasing.yml").trim_end());
        let stage = Stage::setting(on)
            .with_systems([connected("shop", &manifest, settings)])
            .with_config(|config| config.erasure.approvals = 1)
            .set()
            .await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Officer).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Erasure]).await;
        ana.does(&format!("{}/start", ticket(&receipt)), &[]).await;
        stage.run_due_work().await;
        let (task, path) = task_of(&stage, receipt.id).await;
        let path = format!("{}{path}", ticket(&receipt));
        let page = ana.get(&path).await.is(200).sees("number=1; number=2; number=3;").sees("number=50; and 3 more");
        page.sees_no("number=51").sees_no("Elm Street");

        // The API gives the plan with them.
        let program = Program::of(&stage, "otto", Role::Officer).await;
        let told = program.get(&format!("/tickets/{}/tasks/{}", receipt.reference, task.id)).await;
        let collections = told.body["erasure"]["preview"]["collections"].as_array().unwrap();
        let houses = collections.iter().find(|it| it["collection"] == "shop.house").expect("the houses");
        assert_eq!(houses["shared"]["rows"], 53);
        assert_eq!(houses["shared"]["keys"].as_array().unwrap().len(), 50);

        // Evidence is handed on, and says nothing of it.
        ana.does(&format!("{path}/decide"), &[("shared", "shop.house=keep"), ("large_share", "yes")]).await;
        stage.run_due_work().await;
        let plan = ana.get(&path).await.sees("number=1; number=2").field("plan");
        ana.does(&format!("{path}/approve"), &[("plan", &plan)]).await;
        stage.run_due_work().await;
        let made = bundle::make(&stage.desk, Actor::Desk, receipt.id).await.unwrap();
        let content = bundle::check(&made, &public_keys(&stage.desk.masters)).unwrap().content;
        let plan = content.systems[0].plan.as_ref().expect("a plan");
        let houses = plan.collections.iter().find(|it| it.collection == "shop.house").expect("the houses");
        let shared = houses.shared.as_ref().expect("shared rows");
        assert_eq!((shared.rows, shared.keys.len()), (53, 0));
    }
}
