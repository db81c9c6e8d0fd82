//! While it is checked whether something is right, nothing else is done with it: the system is locked, and the lock ends with the
//! answer. Of a person who has died nothing of it is left over.

use chrono::TimeDelta;
use rightsdesk::{
    correction,
    hold::{
        self,
        entity::Model,
        ground::{Ground, Keeps},
        lock,
    },
    kernel::ids::TicketId,
    rights::right::Right,
    staff::role::Role,
    task::{self, state::Operation},
    words::language::Language,
};
use rightsdesk_exporters::open::Settings;
use stage::{
    company::connected,
    databases,
    desk::{On, Stage},
    on_both,
};

use super::{Colleague, SHOP, addresses, asks, shop, started};
use crate::desk_pages::ticket;

/// The locks that stand, of this ticket.
async fn locks(stage: &Stage, ticket: TicketId) -> Vec<Model> {
    let standing = hold::store::standing(&stage.desk.db, Keeps::Lock).await.unwrap();
    standing.into_iter().filter(|row| row.ticket_id == Some(ticket)).collect()
}

/// Work that is done at intervals has its turn, and letters leave.
async fn a_while_later(stage: &Stage) {
    for _ in 0..2 {
        stage.clock.advance(TimeDelta::minutes(15));
        stage.run_due_work().await;
    }
}

const NAME: [(&str, &str); 3] = [("field", "shop.customer.name"), ("held", ""), ("right", "Ada")];

on_both! {
    async fn a_contested_system_is_locked_for_everything_but_the_correction(on: On) {
        let (_database, stage) = shop(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut ben = Colleague::enters(&stage, "ben", Role::Agent).await;
        let receipt = asks(&stage, &ana, "ada@example.org", &[Right::Rectification], Language::En).await;
        let task = started(&stage, &mut ana, &receipt).await;
        assert_eq!(locks(&stage, receipt.id).await, [], "nobody has said yet what is wrong");
        ana.does(&format!("{task}/correct"), &NAME).await;
        ana.does(&format!("{task}/correct"), &[("field", "shop.customer.company"), NAME[1], ("right", "Looms")]).await;
        stage.run_due_work().await;
        let found = locks(&stage, receipt.id).await;
        assert_eq!(found.iter().map(|lock| lock.ground).collect::<Vec<_>>(), [Ground::AccuracyContested], "once");

        // Another request of hers to be erased waits; one of somebody else does not.
        for (email, waits) in [("ada@example.org", true), ("bob@example.net", false)] {
            let erasure = asks(&stage, &ana, email, &[Right::Erasure], Language::En).await;
            ana.does(&format!("{}/start", ticket(&erasure)), &[]).await;
            stage.run_due_work().await;
            let tasks = task::store::of(&stage.desk.db, erasure.id).await.unwrap();
            let erase = tasks.iter().find(|task| task.operation == Operation::Erase).expect("a task");
            let shown = ana.get(&format!("{}/tasks/{}", ticket(&erasure), erase.id)).await;
            assert_eq!(shown.source().contains("ask which they want"), waits, "{email}");
        }

        // It may be put right; answered, the end of the lock is planned, and she is told.
        let plan = ben.get(&task).await.field("plan");
        ben.does(&format!("{task}/correct/approve"), &[("plan", &plan)]).await.sees("Approved.");
        a_while_later(&stage).await;
        let lock = lock::of(&stage.desk.db, found[0].id).await.unwrap().expect("its line");
        assert_eq!(lock.ends_on, None, "it is not answered");
        ana.signs_in("ana").await;
        let page = ana.get(&ticket(&receipt)).await;
        let answer = page.source().split('"').find(|text| text.ends_with("/answer")).expect("a form").to_owned();
        ana.does(&answer, &[("outcome", "granted"), ("text", "It is right now.")]).await;
        a_while_later(&stage).await;
        let lock = lock::of(&stage.desk.db, found[0].id).await.unwrap().expect("its line");
        assert_eq!(lock.ends_on.map(|day| day.to_string()).as_deref(), Some("2026-11-21"));
        let mails = stage.mail_to("ada@example.org");
        let told = mails.iter().map(|mail| mail.text().split_whitespace().collect::<Vec<_>>().join(" "));
        assert!(told.into_iter().any(|text| text.contains("We have checked what you said is wrong")));
        stage.clock.advance(TimeDelta::days(7));
        a_while_later(&stage).await;
        assert_eq!(locks(&stage, receipt.id).await, []);
    }

    async fn of_somebody_who_has_died_no_former_value_is_left_over(on: On) {
        let (_database, stage) = shop(on).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = asks(&stage, &otto, "ada@example.org", &[Right::Rectification], Language::En).await;
        let task = started(&stage, &mut otto, &receipt).await;
        otto.does(&format!("{task}/correct"), &NAME).await;
        stage.run_due_work().await;
        let noted = [("what_learned", "deceased"), ("how_known", "Their sister sent a death certificate.")];
        let seen = otto.does(&format!("{}/circumstances", ticket(&receipt)), &noted).await;
        let holds = async || hold::store::standing(&stage.desk.db, Keeps::Hold).await.unwrap().len();
        assert_eq!(holds().await, 1, "their data is held");
        stage.run_due_work().await;
        let mails = stage.mail_to("ada@example.org").len();
        let decide = addresses(&seen, "circumstances").pop().expect("a form to decide");
        let close = [("decision", "close"), ("decided_why", "Nobody may have it.")];
        otto.does(&decide, &close).await.sees("It is decided.");
        let rows = correction::store::of(&stage.desk.db, receipt.id).await.unwrap();
        assert!(!rows.is_empty() && rows.iter().all(|row| row.held_sealed.is_none() && row.right_sealed.is_none()));
        a_while_later(&stage).await;
        assert_eq!((locks(&stage, receipt.id).await.len(), holds().await), (0, 1), "the hold keeps it");
        assert_eq!(stage.mail_to("ada@example.org").len(), mails, "nothing is written to somebody who has died");
    }
}

#[tokio::test]
async fn where_the_configuration_says_so_a_contested_field_locks_nothing() {
    let database = databases::sqlite();
    database.load(SHOP).await;
    let settings = Settings { url: Some(database.url.clone().into()), ..Settings::default() };
    let stage = Stage::setting(On::Sqlite)
        .with_systems([connected("shop", include_str!("shop.yml"), settings)])
        .with_config(|config| config.restriction.lock_contested = false)
        .set()
        .await;
    let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
    let receipt = asks(&stage, &ana, "ada@example.org", &[Right::Rectification], Language::En).await;
    let task = started(&stage, &mut ana, &receipt).await;
    ana.does(&format!("{task}/correct"), &NAME).await;
    assert_eq!(locks(&stage, receipt.id).await, []);
}
