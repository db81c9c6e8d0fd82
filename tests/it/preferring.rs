//! Locks meet people who want to be erased: what they prefer ends as much of a lock as is to be erased, and whoever writes for
//! somebody else says nothing for them before it is seen that they may.

use rightsdesk::{
    casework::{
        locking::lock_data::{self, Locking},
        receiving::{
            receive::{self, Asking, Receipt},
            verify_by_hand,
        },
    },
    hold::{ground::Ground, place},
    identifier::check,
    kernel::{actor::Actor, ids::StaffId},
    request::part::Part,
    rights::right::Right,
    staff::role::Role,
};
use rightsdesk_exporters::contract::subject::Identifier;
use stage::{
    desk::{On, Stage},
    on_both,
};

use crate::{
    desk_pages::{Colleague, addresses, asking, asks_verified, ticket},
    locks::{Town, erasing, has_no_plan, locks, town},
};

const ADA: &str = "ada@example.org";
const BOB: &str = "bob@example.net";
const NOT_SHOWN: &str = "Somebody writes for the person";

async fn locked(stage: &Stage, by: StaffId, name: &str, systems: &[&str]) {
    let locking = Locking {
        names: vec![Identifier::parse(&format!("email={name}")).unwrap()],
        ticket: None,
        ground: Ground::PersonsClaims,
        systems: systems.iter().map(|system| (*system).to_owned()).collect(),
        purpose: None,
        reason: "They need it for their claim.".to_owned(),
    };
    lock_data::lock(&stage.desk, by, locking).await.unwrap();
}

async fn verified(stage: &Stage, by: StaffId, asking: Asking) -> Receipt {
    let receipt = receive::receive(&stage.desk, asking, Actor::Subject).await.unwrap();
    verify_by_hand::verify(&stage.desk, by, receipt.id, "They rang back.").await.unwrap();
    receipt
}

/// In which systems something is locked.
async fn locked_in(stage: &Stage) -> Vec<String> {
    let ids: Vec<_> = locks(stage).await.iter().map(|lock| lock.id).collect();
    let places = place::of_all(&stage.desk.db, &ids).await.unwrap();
    places.into_iter().map(|place| place.system).collect()
}

/// Bob, a customer himself, asks for Ada.
fn for_ada(right: Right) -> Asking {
    Asking {
        rights: [right].into(),
        others: vec![check::read("email", ADA).unwrap()],
        agent: Some("Bob".to_owned()),
        ..asking(BOB)
    }
}

async fn accepts_ada(ana: &mut Colleague, page: &str) {
    let path = addresses(&ana.get(page).await, "identifiers").pop().expect("a claimed name");
    ana.does(&path, &[("standing", "trusted")]).await;
}

on_both! {
    async fn who_wants_a_part_erased_lifts_no_lock_elsewhere(on: On) {
        let Town { shop: _shop, radar: _radar, stage } = town(on, false).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        locked(&stage, ana.id, ADA, &["shop"]).await;
        locked(&stage, ana.id, ADA, &["radar"]).await;
        locked(&stage, ana.id, BOB, &["radar", "shop"]).await;
        let from_shop = |contact| Asking {
            rights: [Right::Erasure].into(),
            part: Part::of(["shop".to_owned()].into(), false),
            ..asking(contact)
        };
        let said = [("preference", "They rang: erase it.")];

        let hers = verified(&stage, ana.id, from_shop(ADA)).await;
        ana.does(&format!("{}/preference", ticket(&hers)), &said).await.sees("the erasure goes on");
        assert_eq!(locked_in(&stage).await, ["radar", "radar", "shop"], "hers on the shop alone has ended");

        // One lock covers both: what stays has to stay locked.
        let his = verified(&stage, ana.id, from_shop(BOB)).await;
        let refused = ana.post(&format!("{}/preference", ticket(&his)), &said).await;
        refused.is(422).sees("covers more than what is to be erased");
        assert_eq!(locked_in(&stage).await, ["radar", "radar", "shop"]);
        let all = asks_verified(&stage, ana.id, BOB, &[Right::Erasure]).await;
        ana.does(&format!("{}/preference", ticket(&all)), &said).await.sees("the erasure goes on");
        assert_eq!(locked_in(&stage).await, ["radar"], "hers");
    }

    async fn nobody_prefers_for_another_before_it_is_seen_that_they_may(on: On) {
        let Town { shop: _shop, radar: _radar, stage } = town(on, false).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        locked(&stage, ana.id, ADA, &["shop"]).await;
        let page = ticket(&verified(&stage, ana.id, for_ada(Right::Erasure)).await);
        accepts_ada(&mut ana, &page).await;
        let said = [("preference", "He rang: erase it.")];
        ana.post(&format!("{page}/preference"), &said).await.is(422).sees(NOT_SHOWN);
        assert_eq!(locked_in(&stage).await, ["shop"]);
        let seen = [("what_learned", "authority"), ("how_known", "Seen her letter.")];
        ana.does(&format!("{page}/circumstances"), &seen).await;
        let died = [("what_learned", "deceased"), ("how_known", "A notice in the paper.")];
        let other = ticket(&asks_verified(&stage, ana.id, ADA, &[Right::Access]).await);
        ana.does(&format!("{other}/circumstances"), &died).await;
        ana.post(&format!("{page}/preference"), &said).await.is(422).sees("The person has died");
        assert_eq!(locked_in(&stage).await, ["shop"]);
    }

    async fn an_objection_for_somebody_else_locks_theirs_and_not_the_writers(on: On) {
        let Town { shop: _shop, radar: _radar, stage } = town(on, true).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let objection = ticket(&verified(&stage, ana.id, for_ada(Right::Objection)).await);
        ana.get(&objection).await.sees("An objection is being weighed");
        accepts_ada(&mut ana, &objection).await;
        for (contact, is_locked) in [(ADA, true), (BOB, false)] {
            let erasure = asks_verified(&stage, ana.id, contact, &[Right::Erasure]).await;
            ana.does(&format!("{}/start", ticket(&erasure)), &[]).await;
            stage.run_due_work().await;
            let task = erasing(&stage, erasure.id, "radar").await;
            let shown = ana.get(&format!("{}/tasks/{}", ticket(&erasure), task.id)).await;
            if is_locked {
                has_no_plan(&shown);
            } else {
                shown.sees_no("ask which they want").field("plan");
            }
        }
    }
}
