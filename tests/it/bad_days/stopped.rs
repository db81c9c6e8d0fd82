//! An API is asked to delete one object after the other, slowly. What stops that on the way stops it before the next object, and
//! nobody is told that nothing was erased.

use rightsdesk::{
    casework::{
        answering::withdraw,
        holding::{lift_hold, set_hold},
    },
    ledger::{self, what::What},
    task::state::{Outcome, State},
};
use serde_json::json;
use stage::{desk::On, on_both};

use super::crm::{ADA, approved};

on_both! {
    async fn a_hold_stops_the_deletions_before_the_next_object_and_the_letter_says_what_is_gone(on: On) {
        let mut desk = approved(on).await;
        let hold = std::cell::OnceCell::new();
        desk.in_the_middle(async {
            hold.set(set_hold::set(&desk.stage.desk, desk.otto.id, desk.holding()).await.unwrap()).unwrap();
        })
        .await;
        assert_eq!((desk.crm.asked(), desk.crm.left()), (3, 3), "what was under way ends, and nothing else begins");
        assert_eq!(desk.told().await, [(What::Begun, None), (What::Interrupted, Some(3))]);
        assert_eq!(desk.task().await.state, State::ByHand);
        desk.is_answered_truly(3).await;

        // The rest is still owed: it goes before people again, and what is gone stays told.
        lift_hold::lift(&desk.stage.desk, desk.otto.id, *hold.get().unwrap(), "Settled.").await.unwrap();
        desk.stage.run_due_work().await;
        for by in [&mut desk.ana, &mut desk.otto] {
            let plan = by.get(&desk.path).await.field("plan");
            by.does(&format!("{}/approve", desk.path), &[("plan", &plan)]).await;
        }
        desk.stage.run_due_work().await;
        assert_eq!((desk.crm.asked(), desk.crm.left()), (6, 0));
        assert_eq!(desk.told().await[2..], [(What::Begun, None), (What::Done, Some(3))]);
    }

    async fn a_hold_that_finds_a_killed_workers_half_says_what_is_gone(on: On) {
        let mut desk = approved(on).await;
        // A worker wrote into the ledger, deleted four, and was killed.
        let task = desk.task().await;
        let tx = rightsdesk::kernel::database::write(&desk.stage.desk.db).await.unwrap();
        let begun = ledger::entry::Entry {
            at: desk.stage.desk.now(),
            cause: ledger::cause::Cause::Task { ticket: desk.receipt.id, task: task.id },
            system: task.system.clone(),
            plan: desk.plan.clone(),
            what: What::Begun,
            people: Vec::new(),
            details: json!({}),
        };
        ledger::store::append(&tx, begun).await.unwrap();
        tx.commit().await.unwrap();
        desk.crm.loses(4);
        set_hold::set(&desk.stage.desk, desk.otto.id, desk.holding()).await.unwrap();
        desk.stage.run_due_work().await;
        assert_eq!((desk.crm.asked(), desk.crm.left()), (0, 2));
        assert_eq!(desk.told().await, [(What::Begun, None), (What::Interrupted, Some(4))]);
        desk.is_answered_truly(4).await;
    }

    async fn a_request_that_is_taken_back_stops_the_deletions_and_nobody_says_that_nothing_was_erased(on: On) {
        let desk = approved(on).await;
        desk.in_the_middle(async {
            withdraw::record(&desk.stage.desk, desk.ana.id, desk.receipt.id, "She rang.").await.unwrap();
        })
        .await;
        assert_eq!((desk.crm.asked(), desk.crm.left()), (3, 3));
        assert_eq!(desk.told().await, [(What::Begun, None), (What::Interrupted, Some(3))]);
        let task = desk.task().await;
        assert_eq!((task.state, task.outcome), (State::Ended, Some(Outcome::Partial)), "it was not skipped");
        desk.stage.run_due_work().await;
        let mail = desk.stage.mail_to(ADA).pop().unwrap();
        let text = mail.text().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("What was erased by then cannot be brought back"), "{text}");
    }

    async fn a_request_that_is_taken_back_before_anything_was_erased_says_nothing_of_erasing(on: On) {
        let desk = approved(on).await;
        withdraw::record(&desk.stage.desk, desk.ana.id, desk.receipt.id, "She rang.").await.unwrap();
        desk.stage.run_due_work().await;
        assert_eq!((desk.crm.asked(), desk.task().await.outcome), (0, Some(Outcome::Skipped)));
        let mail = desk.stage.mail_to(ADA).pop().unwrap();
        assert!(!mail.text().contains("brought back"), "{}", mail.text());
    }
}
