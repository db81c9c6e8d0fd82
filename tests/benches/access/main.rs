//! What an access request costs: a hundred of them over a system of eleven tables and ten thousand people, from the
//! start to the sealed archive, against the bare SELECTs and a zip in the same run.
//!
//! ```text
//! cargo bench -p rightsdesk-tests --bench access
//! ```
//!
//! Nothing is asserted about time; what is asserted is that as many records were gathered for each request as the floor reads, and
//! that each has its archive.

mod cost;
mod floor;
mod shop;

use cost::{Cost, Meter};
use rightsdesk::{
    archive,
    casework::{
        collecting::start,
        receiving::{
            receive::{Asking, receive},
            verify_by_hand,
        },
    },
    identifier::check,
    kernel::{actor::Actor, ids::TicketId},
    rights::right::Right,
    staff::role::Role,
    task,
    ticket::intake::{Channel, Delivery},
    words::language::Language,
};
use stage::desk::{On, Stage};

/// How many people ask.
const REQUESTS: u32 = 100;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{REQUESTS} access requests, eleven tables, ten thousand people; a request costs:\n");
    println!("{:<34} {:>10} {:>10} {:>12}", "", "CPU ms", "wall ms", "statements");
    for on in [On::Sqlite, On::Postgres] {
        let database = shop::open(on).await;
        let floor = floor::select_and_zip(&database, REQUESTS).await;
        let desk = requests(on, &database).await;
        floor.cost.print(&format!("{on:?}: bare SELECTs and a zip"), REQUESTS);
        desk.print(&format!("{on:?}: start to sealed archive"), REQUESTS);
        println!(
            "{:<34} {:>9.1}x {:>9.1}x\n",
            "ratio",
            desk.cpu.as_secs_f64() / floor.cost.cpu.as_secs_f64(),
            desk.wall.as_secs_f64() / floor.cost.wall.as_secs_f64()
        );
    }
    println!("With PostgreSQL, CPU is that of this process; what the server spends is not in it.");
}

/// The whole way, except for taking in and verifying.
async fn requests(on: On, database: &stage::databases::Database) -> Cost {
    let stage = Stage::setting(on)
        .with_systems([shop::connected_to(database)])
        .with_config(|config| config.limits.mails_per_hour = i32::MAX)
        .set()
        .await;
    let officer = stage.staff("olive", Role::Officer).await;
    let mut tickets: Vec<TicketId> = Vec::new();
    for person in 1..=REQUESTS {
        let receipt = receive(&stage.desk, asking(person), Actor::Subject).await.expect("a request");
        verify_by_hand::verify(&stage.desk, officer, receipt.id, "a benchmark").await.expect("an open ticket");
        tickets.push(receipt.id);
    }
    stage.run_due_work().await;

    let meter = Meter::start(stage.statements());
    for &ticket in &tickets {
        start::start(&stage.desk, officer, ticket).await.expect("a ticket that starts");
    }
    stage.run_due_work().await;
    let cost = meter.stop(stage.statements());

    for ticket in tickets {
        let tasks = task::store::of(&stage.desk.db, ticket).await.expect("its tasks");
        assert_eq!(tasks.iter().map(|task| task.records).sum::<i64>(), shop::RECORDS_OF_ONE, "{tasks:?}");
        let built = archive::store::current(&stage.desk.db, ticket).await.expect("archives").expect("an archive");
        assert!(built.sha256.is_some(), "{built:?}");
    }
    cost
}

fn asking(person: u32) -> Asking {
    Asking {
        part: None,
        rights: [Right::Access].into(),
        contact: check::read("email", &shop::email(person)).expect("an address"),
        others: Vec::new(),
        message: String::new(),
        delivery: Delivery::Link,
        language: Language::En,
        channel: Channel::Web,
        agent: None,
        received_on: None,
    }
}
