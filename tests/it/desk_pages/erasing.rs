//! What is erased: exactly what two people have seen and approved, and nobody else's.

use rightsdesk::{ledger, register::connected::Connected, rights::right::Right, staff::role::Role, task};
use rightsdesk_exporters::{
    contract::{
        call::Call,
        erasure::{Erased, Order},
        pseudonym::Pseudonyms,
        subject::{Identifier, Subject},
    },
    open::Settings,
};
use sea_orm::{ConnectionTrait, Statement};
use stage::{
    company::connected,
    databases::{self, Database},
    desk::{On, Stage},
    on_both,
};

use super::{Colleague, asks_verified, ticket};

pub(crate) const SHOP: &str = "
    CREATE TABLE customer (id INTEGER PRIMARY KEY, email VARCHAR(100) NOT NULL);
    CREATE TABLE purchase (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), thing TEXT NOT NULL);
    INSERT INTO customer VALUES (1, 'ada@example.org'), (2, 'ada@example.org.evil.net'), (3, 'bob@example.net');
    INSERT INTO purchase VALUES (11, 1, 'an engine'), (12, 1, 'cards'), (21, 2, 'a mask'), (31, 3, 'a book');
";

/// The shop, on the engine that the desk is not on, and a desk at which Ada asks to be erased.
pub(crate) async fn shop(on: On) -> (Database, Stage) {
    shop_beside(on, Vec::new()).await
}

/// The same beside other systems.
pub(crate) async fn shop_beside(on: On, others: Vec<Connected>) -> (Database, Stage) {
    let database = match on {
        On::Sqlite => databases::postgres().await,
        On::Postgres => databases::sqlite(),
    };
    database.load(SHOP).await;
    let settings = Settings { url: Some(database.url.clone().into()), ..Settings::default() };
    let system = connected("shop", include_str!("erasing.yml"), settings);
    let systems = std::iter::once(system).chain(others);
    (database, Stage::setting(on).with_systems(systems).set().await)
}

/// What is in the shop.
pub(crate) async fn things(database: &Database) -> Vec<String> {
    let connection = database.connect().await;
    let sql =
        "SELECT c.email || ': ' || p.thing AS it FROM purchase p JOIN customer c ON c.id = p.customer_id ORDER BY p.id";
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let rows = connection.query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| row.try_get("", "it").unwrap()).collect()
}

pub(crate) const ALL: [&str; 4] = [
    "ada@example.org: an engine",
    "ada@example.org: cards",
    "ada@example.org.evil.net: a mask",
    "bob@example.net: a book",
];

/// The address of the task that erases.
pub(crate) async fn task_of(stage: &Stage, id: rightsdesk::kernel::ids::TicketId) -> (task::entity::Model, String) {
    let tasks = task::store::of(&stage.desk.db, id).await.unwrap();
    let task = tasks.into_iter().find(|task| task.operation == task::state::Operation::Erase).expect("a task");
    let path = format!("/tasks/{}", task.id);
    (task, path)
}

on_both! {
    async fn two_people_approve_what_they_saw_and_exactly_that_is_erased(on: On) {
        let (database, stage) = shop(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Erasure]).await;
        ana.does(&format!("{}/start", ticket(&receipt)), &[]).await;
        stage.run_due_work().await;
        let page = ana.get(&ticket(&receipt)).await.sees("Approve what is erased: Web shop").sees_no("Evidence of erasure");
        page.sees_no("Finish Web shop by hand").sees_no("Write the answer");
        let path = format!("{}{}", ticket(&receipt), task_of(&stage, receipt.id).await.1);
        ana.get(&path).await.sees("Approve what is erased: Web shop").sees_no("Finish Web shop by hand");
        let page = ana.get(&path).await.is(200).sees("What would be erased").sees("shop.purchase").sees("0 of 2 approvals");
        let plan = page.field("plan");
        assert_eq!(things(&database).await, ALL, "a look changes nothing");

        ana.post(&format!("{path}/approve"), &[("plan", "0000")]).await.is(422).sees("is not what would be erased now");
        ana.does(&format!("{path}/approve"), &[("plan", &plan)]).await.sees("1 of 2 approvals: ana");
        ana.get(&ticket(&receipt)).await.sees("You have approved it; somebody else has to as well");
        ana.post(&format!("{path}/approve"), &[("plan", &plan)]).await.is(422).sees("You have approved this");
        stage.run_due_work().await;
        assert_eq!(things(&database).await, ALL, "one person is not enough");

        otto.does(&format!("{path}/approve"), &[("plan", &plan)]).await.sees("It is being erased now.");
        stage.run_due_work().await;
        assert_eq!(things(&database).await, ALL[2..], "hers are gone, nobody else's");
        let page = ana.get(&path).await.sees("What was erased").sees("What happened, by collection").sees_no("What would").sees("None of the person’s names stands anywhere");
        page.sees("This task is finished.");
        let page = ana.get(&ticket(&receipt)).await.sees("Erasure approved: Web shop").sees("Review");
        page.sees("Write the answer: Erasure").sees("Evidence of erasure").sees_no("Nothing to do but wait");
        assert_eq!(ledger::store::first_broken(&stage.desk.db).await.unwrap(), None);

        // Once done it cannot be begun again, nor by another name of the person's: the evidence would be gone.
        let another = [("kind", "email"), ("value", "ada@example.com")];
        ana.post(&format!("{}/identifiers", ticket(&receipt)), &another).await.is(422).sees("has been erased");
        ana.get(&path).await.sees("What was erased");
        ana.post(&format!("{path}/retry"), &[]).await.is(422).sees("has been erased");
    }

    async fn what_appears_after_the_look_is_looked_at_first(on: On) {
        let (database, stage) = shop(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Erasure]).await;
        ana.does(&format!("{}/start", ticket(&receipt)), &[]).await;
        stage.run_due_work().await;
        let path = format!("{}{}", ticket(&receipt), task_of(&stage, receipt.id).await.1);
        let plan = ana.get(&path).await.field("plan");
        ana.does(&format!("{path}/approve"), &[("plan", &plan)]).await;
        otto.does(&format!("{path}/approve"), &[("plan", &plan)]).await;
        database.load("INSERT INTO purchase VALUES (13, 1, 'a late thing')").await;
        stage.run_due_work().await;
        assert_eq!(things(&database).await.len(), ALL.len() + 1, "nothing was erased");
        let page = ana.get(&path).await.sees("What would be erased").sees("0 of 2 approvals");
        assert_ne!(page.field("plan"), plan);
    }

    async fn an_erasure_whose_answer_was_lost_is_found_to_be_done(on: On) {
        let (database, stage) = shop(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Erasure]).await;
        ana.does(&format!("{}/start", ticket(&receipt)), &[]).await;
        stage.run_due_work().await;
        let (task, path) = task_of(&stage, receipt.id).await;
        let path = format!("{}{path}", ticket(&receipt));
        let plan = ana.get(&path).await.field("plan");
        for by in [&mut ana, &mut otto] {
            by.does(&format!("{path}/approve"), &[("plan", &plan)]).await;
        }
        // A worker wrote into the ledger, erased, and was killed before it could say so.
        let tx = rightsdesk::kernel::database::write(&stage.desk.db).await.unwrap();
        let begun = ledger::entry::Entry {
            at: stage.desk.now(),
            cause: ledger::cause::Cause::Task { ticket: receipt.id, task: task.id },
            system: task.system.clone(),
            plan: plan.clone(),
            what: ledger::what::What::Begun,
            people: Vec::new(),
            details: serde_json::json!({}),
        };
        ledger::store::append(&tx, begun).await.unwrap();
        tx.commit().await.unwrap();
        let ada = Subject::new([Identifier::parse("email=ada@example.org").unwrap()]).unwrap();
        let eraser = stage.desk.systems.get("shop").unwrap().connector.eraser().unwrap();
        let call = Call::unhurried("story");
        let seen = eraser.preview(&ada, &Order::by_the_manifest(stage.desk.now()), &call).await.unwrap();
        let done = eraser.erase(&ada, &seen, &Pseudonyms::keyed(vec![7; 32]), &call).await.unwrap();
        assert!(matches!(done, Erased::Done(_)));

        stage.run_due_work().await;
        ana.get(&path).await.sees("The system’s answer was lost").sees("This task is finished.");
        assert_eq!(things(&database).await, ALL[2..]);
    }
}
