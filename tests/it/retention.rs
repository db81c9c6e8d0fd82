//! What the desk knows of its own work goes when its time is over, and only then.

use chrono::{Days, Months, NaiveDate, TimeDelta};
use rightsdesk::{
    audit,
    casework::{
        accounts::note_deactivations,
        answering::withdraw,
        holding::{
            lift_hold,
            set_hold::{self, Holding},
        },
        report::{gather, span::Span},
    },
    deactivation::{self, sighting::Sighting, state::Source},
    hold::ground::Ground,
    kernel::{actor::Actor, ids::TicketId},
    rights::right::Right,
    staff::role::Role,
    suppression,
    ticket::{self, keys},
};
use rightsdesk_exporters::contract::subject::Identifier;
use sea_orm::EntityTrait;
use stage::{
    desk::{On, Stage},
    satellite::Satellite,
    system::by_hand,
};

use crate::desk_pages::{Colleague, asks_verified};

/// A request that was verified and taken back.
async fn withdrawn(stage: &Stage, by: &Colleague, email: &str) -> TicketId {
    let receipt = asks_verified(stage, by.id, email, &[Right::Access]).await;
    withdraw::withdraw(&stage.desk, receipt.id, Actor::Subject).await.unwrap();
    receipt.id
}

async fn later(stage: &Stage, months: u32) {
    let now = stage.desk.now();
    let then = now.checked_add_months(Months::new(months)).unwrap() + Days::new(1);
    stage.clock.advance(then - now);
    stage.run_due_work().await;
}

async fn events(stage: &Stage, id: TicketId) -> Vec<String> {
    audit::store::about(&stage.desk.db, id).await.unwrap().into_iter().map(|line| line.event).collect()
}

stage::on_both! {
    async fn contents_go_after_a_year_and_names_after_six_and_nothing_of_the_held(on: On) {
        let bridge = Satellite::new("bridge");
        let stage = Stage::setting(on).with_systems([by_hand("paper", "Paper files", "Look."), bridge.connected()]).set().await;
        let (db, masters) = (&stage.desk.db, &stage.desk.masters);
        let day = stage.desk.today();
        let mut ana = Colleague::enters(&stage, "ana", Role::Officer).await;
        let ada = withdrawn(&stage, &ana, "ada@example.org").await;
        let bob = withdrawn(&stage, &ana, "bob@example.org").await;
        let open = asks_verified(&stage, ana.id, "cat@example.org", &[Right::Access]).await;
        let holding = Holding {
            names: vec![Identifier::parse("email=ada@example.org").unwrap()],
            ticket: None,
            ground: Ground::LegalClaims,
            places: Vec::new(),
            reason: "Claim 4711.".to_owned(),
            review_on: NaiveDate::from_ymd_opt(2027, 6, 1).unwrap(),
            untold: None,
        };
        let hold = set_hold::set(&stage.desk, ana.id, holding).await.unwrap();
        let seen = Sighting { account: "@old:example.org".to_owned(), closed_at: None };
        note_deactivations::note(&stage.desk, Source::Synapse, vec![seen]).await.unwrap();

        stage.clock.advance(TimeDelta::days(300));
        stage.run_due_work().await;
        let readable = async |id| keys::of(db, masters, id).await.is_ok();
        assert!(readable(ada).await && readable(bob).await, "a question may still come");
        later(&stage, 3).await;
        assert!(!readable(bob).await, "what was written is unreadable");
        assert!(readable(ada).await, "hers is held");
        assert!(readable(open.id).await, "what is open stays");
        assert_eq!(events(&stage, bob).await.last().map(String::as_str), Some("contents_forgotten"));
        let known = async |id| !ticket::store::by_id(db, id).await.unwrap().unwrap().contact_blind.is_empty();
        assert!(known(bob).await, "whoever complains is found");
        ana.signs_in("ana").await;
        ana.get(&format!("/desk/t/{}", ticket::store::by_id(db, bob).await.unwrap().unwrap().reference)).await.is(410);

        lift_hold::lift(&stage.desk, ana.id, hold, "It was settled.").await.unwrap();
        later(&stage, 1).await;
        assert!(!readable(ada).await, "nothing holds it any more");

        later(&stage, 61).await;
        assert!(!known(ada).await && !known(bob).await, "nothing leads to them");
        assert!(known(open.id).await);
        assert_eq!(events(&stage, bob).await.last().map(String::as_str), Some("register_forgotten"));
        assert_eq!(deactivation::entity::Entity::find().all(db).await.unwrap().len(), 1, "it ended later than they did");
        later(&stage, 12).await;
        assert!(deactivation::entity::Entity::find().all(db).await.unwrap().is_empty());
        let report = gather::gather(&stage.desk, Span::new(day, day).unwrap()).await.unwrap();
        assert_eq!((report.all.received, report.all.withdrawn_or_not_confirmed), (3, 2), "counts stay");
    }

    async fn who_is_not_written_to_is_put_forward_every_three_years_and_never_forgotten(on: On) {
        let stage = Stage::set(on).await;
        let ana = Colleague::enters(&stage, "ana", Role::Officer).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access]).await;
        let now = stage.desk.now();
        suppression::store::add(&stage.desk.db, vec![b"one".to_vec(), b"two".to_vec()], receipt.id, now).await.unwrap();
        let asked_for = async || {
            let lines = audit::entity::Entity::find().all(&stage.desk.db).await.unwrap();
            let due = lines.into_iter().filter(|line| line.event == "suppression_review_due");
            due.map(|line| line.details).collect::<Vec<_>>()
        };
        later(&stage, 35).await;
        assert_eq!(asked_for().await, [""; 0]);
        later(&stage, 1).await;
        assert_eq!(asked_for().await, [r#"{"entries":2}"#]);
        stage.run_due_work().await;
        assert_eq!(asked_for().await.len(), 1, "once");
        later(&stage, 37).await;
        assert_eq!(asked_for().await.len(), 2, "and every three years again");
        assert_eq!(suppression::store::count(&stage.desk.db).await.unwrap(), 2, "nobody is taken off by itself");
    }
}
