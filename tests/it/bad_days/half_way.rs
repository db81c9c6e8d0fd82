//! An API is asked to delete one object after the other, and on the way it says no, or nothing. What is gone by then is told, to staff,
//! in the ledger and in the person's letter, and the rest is not forgotten.

use chrono::TimeDelta;
use rightsdesk::{
    casework::answering::withdraw,
    ledger::what::What,
    recheck::{self, state::Found},
    task::state::{Outcome, State},
};
use stage::{
    desk::{On, Stage},
    on_both,
};

use super::crm::{ADA, ALL, Approved, Mood, approved};
use crate::desk_pages::ticket;

impl Approved {
    /// Does all work while the CRM deletes whatever it is asked to.
    async fn works(&self) {
        self.crm.lets(ALL);
        self.stage.run_due_work().await;
    }

    /// Staff ask again, two of them approve what is there, and it is done.
    async fn is_asked_again_and_done(&mut self) {
        self.asks_again().await;
        for by in [&mut self.ana, &mut self.otto] {
            let plan = by.get(&self.path).await.field("plan");
            by.does(&format!("{}/approve", self.path), &[("plan", &plan)]).await;
        }
        self.works().await;
        assert_eq!(self.crm.left(), 0);
        let task = self.task().await;
        assert_eq!((task.state, task.outcome), (State::Ended, Some(Outcome::Done)));
    }

    async fn asks_again(&mut self) {
        self.ana.does(&format!("{}/retry", self.path), &[]).await;
        self.works().await;
    }

    /// The answer says that all were deleted, whenever each of them was.
    async fn is_told_that_all_are_gone(&mut self) {
        let shown = self.ana.get(&ticket(&self.receipt)).await;
        let request = shown.source().split("/requests/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        let answer = [("outcome", "granted"), ("text", "We have erased it.")];
        self.ana.does(&format!("{}/requests/{request}/answer", ticket(&self.receipt)), &answer).await;
        self.stage.run_due_work().await;
        let mail = self.stage.mail_to(ADA).pop().unwrap();
        let text = mail.text().split_whitespace().collect::<Vec<_>>().join(" ");
        let deleted: u64 = text
            .split("deleted: ")
            .skip(1)
            .map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next().unwrap().parse::<u64>().unwrap())
            .sum();
        assert_eq!(deleted, ALL, "{text}");
    }
}

on_both! {
    async fn a_system_that_refuses_on_the_way_is_given_up_with_what_is_gone(on: On) {
        let mut desk = approved(on).await;
        desk.crm.is(Mood::RefusesAt(4));
        desk.works().await;
        assert_eq!(desk.crm.left(), 4);
        assert_eq!(desk.told().await, [(What::Begun, None), (What::Interrupted, Some(2))]);
        let task = desk.task().await;
        assert_eq!((task.state, task.outcome), (State::Ended, Some(Outcome::Abandoned)));
        let page = desk.ana.get(&desk.path).await;
        page.sees("Gone for good: 2. Still there: 4.").sees("403").sees_no("What would be erased");

        desk.crm.is(Mood::Well);
        desk.is_asked_again_and_done().await;
        assert_eq!(desk.told().await[2..], [(What::Begun, None), (What::Done, Some(4))]);
        desk.is_told_that_all_are_gone().await;
    }

    async fn what_was_gone_when_it_was_given_up_is_looked_at_again_and_what_stayed_alarms_nobody(on: On) {
        let mut desk = approved(on).await;
        desk.crm.is(Mood::RefusesAt(4));
        desk.works().await;
        let id = desk.task().await.id;
        let looks = async |stage: &Stage| {
            let looks = recheck::store::of_task(&stage.desk.db, id).await.unwrap();
            looks.into_iter().map(|look| (look.found, look.remark)).collect::<Vec<_>>()
        };
        desk.stage.clock.advance(TimeDelta::hours(2));
        desk.stage.run_due_work().await;
        assert_eq!(looks(&desk.stage).await, [(Some(Found::Clean), None), (None, None), (None, None)]);

        desk.crm.regains(2);
        desk.stage.clock.advance(TimeDelta::days(1));
        desk.stage.run_due_work().await;
        let back = (Some(Found::Left), Some("crm.people (2)".to_owned()));
        assert_eq!(looks(&desk.stage).await[1], back);
        assert_eq!(recheck::store::alarms(&desk.stage.desk.db).await.unwrap().len(), 1);

        // When all of it is done, it is looked at anew, from then on; the alarm stands until somebody has seen to it.
        desk.crm.is(Mood::Well);
        desk.ana.signs_in("ana").await;
        desk.otto.signs_in("otto").await;
        desk.is_asked_again_and_done().await;
        assert_eq!(looks(&desk.stage).await, [back, (None, None), (None, None)]);
        desk.stage.clock.advance(TimeDelta::hours(2));
        desk.stage.run_due_work().await;
        assert_eq!(looks(&desk.stage).await[1], (Some(Found::Clean), None));
    }

    async fn a_system_that_goes_away_on_the_way_is_looked_at_before_anything_else_when_it_is_back(on: On) {
        let mut desk = approved(on).await;
        desk.crm.is(Mood::AwayAt(4));
        desk.works().await;
        assert_eq!(desk.told().await, [(What::Begun, None)], "nobody could look");
        assert_eq!(desk.task().await.outcome, Some(Outcome::Abandoned));
        // Nobody ends that as if nothing had been done.
        for nothing in ["skipped", "not_found"] {
            let page = desk.ana.finishes(&desk.path, nothing, "It is away.", &[]).await;
            page.is(422).sees("It had begun to erase, and nobody knows how far it came.");
        }

        desk.crm.is(Mood::Well);
        desk.is_asked_again_and_done().await;
        let told = [(What::Begun, None), (What::Interrupted, Some(2)), (What::Begun, None), (What::Done, Some(4))];
        assert_eq!(desk.told().await, told);
        desk.is_told_that_all_are_gone().await;
    }

    async fn what_was_done_stands_in_the_ledger_though_it_cannot_be_read_back(on: On) {
        let mut desk = approved(on).await;
        desk.crm.is(Mood::AwayAt(0));
        desk.works().await;
        assert_eq!((desk.crm.left(), desk.task().await.outcome), (0, Some(Outcome::Abandoned)));
        let told = [(What::Begun, None), (What::Done, Some(ALL))];
        assert_eq!(desk.told().await, told);

        desk.crm.is(Mood::Well);
        desk.asks_again().await;
        assert_eq!(desk.task().await.outcome, Some(Outcome::Done));
        assert_eq!(desk.told().await, told, "it was done once");
        desk.is_told_that_all_are_gone().await;
    }

    async fn an_erasure_that_goes_on_after_a_stumble_is_told_as_a_whole(on: On) {
        let mut desk = approved(on).await;
        desk.crm.is(Mood::StumblesAt(4));
        desk.works().await;
        assert_eq!(desk.crm.left(), 4, "it is tried again later");
        desk.stage.clock.advance(chrono::TimeDelta::minutes(10));
        desk.works().await;
        assert_eq!((desk.crm.left(), desk.task().await.outcome), (0, Some(Outcome::Done)));
        assert_eq!(desk.told().await, [(What::Begun, None), (What::Done, Some(ALL))]);
        desk.is_told_that_all_are_gone().await;
    }

    async fn what_was_refused_before_anything_was_gone_had_not_begun(on: On) {
        let desk = approved(on).await;
        desk.crm.is(Mood::RefusesAt(6));
        desk.works().await;
        assert_eq!(desk.crm.left(), 6);
        assert_eq!(desk.told().await, [(What::Begun, None), (What::Interrupted, None)]);
        withdraw::record(&desk.stage.desk, desk.ana.id, desk.receipt.id, "She rang.").await.unwrap();
        desk.stage.run_due_work().await;
        let mail = desk.stage.mail_to(ADA).pop().unwrap();
        assert!(mail.text().contains("withdrew"), "{}", mail.text());
        assert!(!mail.text().contains("brought back"), "{}", mail.text());
    }
}
