//! Locks and objections: the system is marked by calls, and unmarked when a lock has ended.

use super::{MANIFEST, newspaper, newspaper_as, paper::Mood};
use chrono::TimeDelta;
use rightsdesk::{
    casework::{
        locking::plan_lift,
        receiving::{
            receive::{self, Asking},
            verify_by_hand,
        },
    },
    hold::{self, ground::Keeps},
    identifier::check,
    kernel::{actor::Actor, ids::TicketId},
    request::{
        self,
        aim::{Aim, Aims},
        state::Outcome as Answered,
    },
    rights::right::Right,
    staff::role::Role,
    task::{
        self,
        state::{Operation, Outcome},
    },
    worker::driver,
};
use stage::{
    desk::{On, Stage},
    on_both,
};

use crate::desk_pages::{Colleague, addresses, asking, asks_verified, ticket};

async fn outcomes(stage: &Stage, ticket: TicketId) -> Vec<(Operation, Option<Outcome>)> {
    let tasks = task::store::of(&stage.desk.db, ticket).await.unwrap();
    tasks.into_iter().map(|task| (task.operation, task.outcome)).collect()
}

on_both! {
    async fn a_lock_reaches_the_system_and_leaves_it_when_it_ends(on: On) {
        let (paper, stage) = newspaper(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let asked = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Restriction]).await;
        let page = ticket(&asked);
        let fields = [
            ("ticket", asked.reference.as_str()), ("names", ""), ("case", "RESTRICTION_ACCURACY"), ("purpose", ""),
            ("reason", "She says that her name is wrong."),
        ];
        ana.does("/desk/locks", &fields).await;

        // It says that it did, and it did not: nobody is told that her data is locked there.
        paper.is(Mood::Lies);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        assert_eq!(outcomes(&stage, asked.id).await, [(Operation::Lock, Some(Outcome::Abandoned))]);
        let seen = ana.get(&page).await.sees("read again it does not show");
        assert_eq!(paper.reader(7), "Adda Londn null true");

        paper.is(Mood::Honest);
        let again = addresses(&seen, "tasks").into_iter().find(|path| path.ends_with("/retry")).expect("a way to try again");
        ana.does(&again, &[]).await;
        stage.run_due_work().await;
        assert_eq!(outcomes(&stage, asked.id).await, [(Operation::Lock, Some(Outcome::Done))]);
        assert_eq!(paper.reader(7), "Adda Londn true true");
        assert_eq!(paper.reader(8), "Adda Londn null true", "his is not locked");

        let lock = hold::store::standing(&stage.desk.db, Keeps::Lock).await.unwrap().remove(0);
        let plan = plan_lift::Plan { ends_on: "2026-11-21".parse().unwrap(), why: "It was corrected.", told: "" };
        plan_lift::plan(&stage.desk, ana.id, lock.id, plan).await.unwrap();
        stage.run_due_work().await;
        stage.clock.advance(TimeDelta::days(6));
        stage.run_due_work().await;
        assert_eq!(paper.reader(7), "Adda Londn true true", "not before its day");
        stage.clock.advance(TimeDelta::days(1));
        stage.run_due_work().await;
        let both = [(Operation::Lock, Some(Outcome::Done)), (Operation::Unlock, Some(Outcome::Done))];
        assert_eq!(outcomes(&stage, asked.id).await, both);
        assert_eq!(paper.reader(7), "Adda Londn false true");
    }

    async fn an_objection_to_marketing_stops_it_in_the_system_and_puts_the_person_on_its_list(on: On) {
        let (paper, stage) = newspaper(on).await;
        let ana = stage.staff("ana", Role::Agent).await;
        let aimed = asking("ada@example.org").aimed_at(Aims::of([Aim::Marketing].into()));
        let receipt = receive::receive(&stage.desk, aimed, Actor::Subject).await.unwrap();
        verify_by_hand::verify(&stage.desk, ana, receipt.id, "She rang.").await.unwrap();
        paper.is(Mood::Says(503));
        stage.run_due_work().await;
        assert_eq!(paper.reader(7), "Adda Londn null true");
        let requests = request::store::of(&stage.desk.db, receipt.id).await.unwrap();
        assert_eq!(requests[0].outcome, None, "it has not stopped yet, and nobody says so");

        paper.is(Mood::Honest);
        stage.clock.advance(TimeDelta::minutes(5));
        stage.run_due_work().await;
        stage.clock.advance(TimeDelta::minutes(5));
        stage.run_due_work().await;
        assert_eq!(paper.reader(7), "Adda Londn null false");
        assert_eq!(paper.reader(8), "Adda Londn null true", "he goes on getting it");
        assert_eq!(paper.quiet(), ["ada%40example.org"]);
        let requests = request::store::of(&stage.desk.db, receipt.id).await.unwrap();
        assert_eq!(requests[0].outcome, Some(Answered::Granted), "nobody had to do anything");
        assert!(stage.mail_to("ada@example.org").pop().unwrap().subject().contains("no more advertising"));
    }

    async fn what_is_marked_by_a_name_that_is_refused_meanwhile_is_taken_away_behind_it(on: On) {
        let (paper, stage) = newspaper_as(on, &MANIFEST.replace(", timeout: 200ms}", "}")).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let others = vec![check::read("email", "bob@example.net").unwrap()];
        let both = Asking { rights: [Right::Restriction].into(), others, ..asking("ada@example.org") };
        let hers = receive::receive(&stage.desk, both, Actor::Subject).await.unwrap();
        verify_by_hand::verify(&stage.desk, ana.id, hers.id, "She rang.").await.unwrap();
        let page = ticket(&hers);
        let name = addresses(&ana.get(&page).await, "identifiers").pop().expect("a claimed name");
        ana.does(&name, &[("standing", "trusted")]).await;
        let fields = [
            ("ticket", hers.reference.as_str()), ("names", ""), ("case", "RESTRICTION_ACCURACY"), ("purpose", ""),
            ("reason", "She says that her name is wrong."),
        ];
        ana.does("/desk/locks", &fields).await;
        ana.does(&format!("{page}/start"), &[]).await;

        // A worker is about to mark both, and waits for the first of them.
        paper.is(Mood::Waits);
        let slow = stage.another_process().await;
        let slow = tokio::spawn(async move { driver::run_due(&slow).await.unwrap() });
        paper.has_begun_to_wait().await;
        // He is somebody else. What was to be taken off his data is taken off it, as far as anybody knows.
        ana.does(&name, &[("standing", "refused")]).await;
        stage.run_due_work().await;
        assert!(outcomes(&stage, hers.id).await.contains(&(Operation::Unlock, None)), "the worker has its time to stop");
        stage.clock.advance(TimeDelta::seconds(46));
        stage.run_due_work().await;
        assert!(!outcomes(&stage, hers.id).await.contains(&(Operation::Unlock, None)));
        // Now the worker comes to him.
        paper.goes_on();
        slow.await.unwrap();
        stage.run_due_work().await;
        assert!(paper.reader(7).contains("true true"), "hers is locked: {}", paper.reader(7));
        assert!(paper.reader(8).contains("false true"), "his was, and is not any more: {}", paper.reader(8));
    }
}
