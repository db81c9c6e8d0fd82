//! What is held or locked is not corrected, whatever was approved; what is locked because it is contested may be put right.

use std::collections::BTreeSet;

use super::{Colleague, asks, everything, shop, started, with_ada};
use rightsdesk::{
    casework::{
        holding::{
            lift_hold,
            set_hold::{self, Holding},
        },
        locking::lock_data::{self, Locking},
    },
    hold::ground::Ground,
    rights::right::Right,
    staff::role::Role,
    words::language::Language,
};
use rightsdesk_exporters::contract::subject::Identifier;
use stage::{desk::On, on_both};

on_both! {
    async fn nothing_is_written_while_it_is_held(on: On) {
        let (database, stage) = shop(on).await;
        let before = everything(&database).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut ben = Colleague::enters(&stage, "ben", Role::Agent).await;
        let otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = asks(&stage, &ana, "ada@example.org", &[Right::Rectification], Language::En).await;
        let task = started(&stage, &mut ana, &receipt).await;
        ana.does(&format!("{task}/correct"), &[("field", "shop.customer.name"), ("held", ""), ("right", "Ada")]).await;
        stage.run_due_work().await;
        let plan = ben.get(&task).await.field("plan");
        let holding = Holding {
            names: vec![Identifier::parse("email=ada@example.org").unwrap()],
            ticket: None,
            ground: Ground::LegalClaims,
            places: vec![("shop".to_owned(), String::new())],
            reason: "Claim 4711 of last spring.".to_owned(),
            review_on: "2027-02-01".parse().unwrap(),
            untold: None,
        };
        let hold = set_hold::set(&stage.desk, otto.id, holding).await.unwrap();
        ben.does(&format!("{task}/correct/approve"), &[("plan", &plan)]).await;
        stage.run_due_work().await;
        assert_eq!(everything(&database).await, before, "it is evidence");
        ben.get(&task).await.sees("A legal hold was set on this person").sees("Art. 17(3)(e)").sees("0 of 1 approvals");

        lift_hold::lift(&stage.desk, otto.id, hold, "The claim was settled.").await.unwrap();
        ben.does(&format!("{task}/correct/approve"), &[("plan", &plan)]).await;
        stage.run_due_work().await;
        assert_eq!(everything(&database).await, with_ada(&before, "1|ada@example.org|Ada|Engines|-"));
    }

    async fn only_the_lock_of_what_is_contested_here_lets_it_be_put_right(on: On) {
        for (ground, is_written) in [(Ground::AccuracyContested, true), (Ground::UnlawfulUse, false)] {
            let (database, stage) = shop(on).await;
            let before = everything(&database).await;
            let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
            let mut ben = Colleague::enters(&stage, "ben", Role::Agent).await;
            let receipt = asks(&stage, &ana, "ada@example.org", &[Right::Rectification], Language::En).await;
            let task = started(&stage, &mut ana, &receipt).await;
            let locking = Locking {
                names: Vec::new(),
                ticket: Some(receipt.id),
                ground,
                systems: BTreeSet::new(),
                purpose: None,
                reason: "She asked for it.".to_owned(),
            };
            lock_data::lock(&stage.desk, ana.id, locking).await.unwrap();
            ana.does(&format!("{task}/correct"), &[("field", "shop.customer.name"), ("held", ""), ("right", "Ada")]).await;
            stage.run_due_work().await;
            let plan = ben.get(&task).await.field("plan");
            ben.does(&format!("{task}/correct/approve"), &[("plan", &plan)]).await;
            stage.run_due_work().await;
            let after = if is_written { with_ada(&before, "1|ada@example.org|Ada|Engines|-") } else { before };
            assert_eq!(everything(&database).await, after, "{ground}");
        }
    }
}
