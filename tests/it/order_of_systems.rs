//! In which order systems erase: what was asked for is handed over first, bridges log out next, the account goes last.

use rightsdesk::{
    kernel::ids::TicketId,
    ledger::entity,
    rights::right::Right,
    staff::role::Role,
    task::{self, state::Operation},
};
use rightsdesk_exporters::open::Settings;
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, Statement};
use stage::{
    company::connected,
    databases::{self, Database},
    desk::{On, Stage},
    on_both,
};

use crate::desk_pages::{Colleague, asks_verified, ticket};

const TABLES: &str = "
    CREATE TABLE customer (id INTEGER PRIMARY KEY, email VARCHAR(100) NOT NULL);
    CREATE TABLE purchase (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), thing TEXT NOT NULL);
    INSERT INTO customer VALUES (1, 'ada@example.org'), (3, 'bob@example.net');
    INSERT INTO purchase VALUES (11, 1, 'an engine'), (31, 3, 'a book');
";

pub(crate) struct Town {
    bridge: Database,
    account: Database,
    pub(crate) stage: Stage,
}

/// A bridge, an account, whose key comes first in the alphabet, and what else is to be there.
pub(crate) async fn town(on: On) -> Town {
    let (bridge, account) = match on {
        On::Sqlite => (databases::postgres().await, databases::sqlite()),
        On::Postgres => (databases::sqlite(), databases::postgres().await),
    };
    let mut systems = Vec::new();
    for (key, database, turn) in [("bridge", &bridge, "satellite"), ("account", &account, "root_account")] {
        database.load(TABLES).await;
        let manifest =
            include_str!("desk_pages/erasing.yml").replace("location: [GB]", &format!("location: [GB], turn: {turn}"));
        let settings = Settings { url: Some(database.url.clone().into()), ..Settings::default() };
        systems.push(connected(key, &manifest, settings));
    }
    Town { bridge, account, stage: Stage::setting(on).with_systems(systems).set().await }
}

async fn rows(database: &Database) -> i64 {
    let connection = database.connect().await;
    let statement = Statement::from_string(connection.get_database_backend(), "SELECT count(*) AS n FROM purchase");
    connection.query_one_raw(statement).await.unwrap().unwrap().try_get("", "n").unwrap()
}

pub(crate) async fn erasing(stage: &Stage, ticket: TicketId, system: &str) -> task::entity::Model {
    let tasks = task::store::of(&stage.desk.db, ticket).await.unwrap();
    let mut of_system = tasks.into_iter().filter(|task| task.system == system && task.operation == Operation::Erase);
    of_system.next().expect("a task that erases")
}

/// Both look at the plan of a system and approve it.
async fn both_approve(of: [&mut Colleague; 2], path: &str) {
    for by in of {
        let plan = by.get(path).await.is(200).field("plan");
        by.does(&format!("{path}/approve"), &[("plan", &plan)]).await;
    }
}

on_both! {
    async fn the_account_goes_after_its_bridge_whichever_was_approved_first(on: On) {
        let Town { bridge, account, stage } = town(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Erasure]).await;
        let page = ticket(&receipt);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        let path_of = async |system: &str| format!("{page}/tasks/{}", erasing(&stage, receipt.id, system).await.id);
        let (of_account, of_bridge) = (path_of("account").await, path_of("bridge").await);
        both_approve([&mut ana, &mut otto], &of_account).await;
        stage.run_due_work().await;
        ana.get(&of_account).await.sees("These come first and have not ended").sees("2 of 2 approvals");
        assert_eq!((rows(&bridge).await, rows(&account).await), (2, 2), "the account waits for its bridge");

        both_approve([&mut ana, &mut otto], &of_bridge).await;
        stage.run_due_work().await;
        assert_eq!((rows(&bridge).await, rows(&account).await), (1, 1), "then it goes on by itself");
        let ledger = entity::Entity::find().order_by_asc(entity::Column::Seq).all(&stage.desk.db).await.unwrap();
        let told: Vec<_> = ledger.iter().map(|line| (line.system.as_str(), line.what.code())).collect();
        assert_eq!(told, [("bridge", "begun"), ("bridge", "done"), ("account", "begun"), ("account", "done")]);
    }

    async fn a_person_may_decide_that_the_account_does_not_wait(on: On) {
        let Town { bridge, account, stage } = town(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Erasure]).await;
        let page = ticket(&receipt);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        let of_account = format!("{page}/tasks/{}", erasing(&stage, receipt.id, "account").await.id);
        let of_bridge = format!("{page}/tasks/{}", erasing(&stage, receipt.id, "bridge").await.id);
        both_approve([&mut ana, &mut otto], &of_account).await;
        ana.post(&format!("{of_bridge}/ahead"), &[]).await.is(422).sees("does not wait for other systems");
        ana.does(&format!("{of_account}/ahead"), &[]).await.sees("does not wait for the systems before it any more");
        stage.run_due_work().await;
        assert_eq!((rows(&bridge).await, rows(&account).await), (2, 1));
        ana.get(&page).await.sees("Erasure does not wait for the systems before it");
    }
}
