//! Whatever name of a person staff accept or add after something was held or locked is held or locked too.

use rightsdesk::{
    casework::receiving::{
        receive::{self, Asking},
        verify_by_hand,
    },
    hold::{self, ground::Keeps},
    identifier::{self, check, standing::Origin},
    kernel::actor::Actor,
    rights::right::Right,
    staff::role::Role,
};
use stage::{
    desk::{On, Stage},
    on_both,
};

use crate::desk_pages::{
    Colleague, addresses, asking, asks_verified,
    erasing::{self, task_of},
    ticket,
};

const ADA: &str = "ada@example.org";
const BOB: &str = "bob@example.net";

/// Somebody asks from another address than the shop knows, and names the shop's.
async fn asks_as_countess(stage: &Stage, ana: &Colleague) -> (String, String) {
    let asking = Asking {
        rights: [Right::Access].into(),
        others: vec![check::read("email", ADA).unwrap()],
        ..asking("countess@example.com")
    };
    let receipt = receive::receive(&stage.desk, asking, Actor::Subject).await.unwrap();
    verify_by_hand::verify(&stage.desk, ana.id, receipt.id, "She showed us her badge.").await.unwrap();
    (ticket(&receipt), receipt.reference)
}

/// Ada's name is accepted, and Bob's, which is another one of hers here, is added.
async fn accepts_and_adds(ana: &mut Colleague, page: &str) {
    let claimed = addresses(&ana.get(page).await, "identifiers").pop().expect("a claimed name");
    ana.does(&claimed, &[("standing", "trusted")]).await;
    ana.does(&format!("{page}/identifiers"), &[("kind", "email"), ("value", BOB)]).await;
}

/// Erasure is asked for from these addresses; what the page of each task then says.
async fn nothing_goes(stage: &Stage, ana: &mut Colleague, told: &str) {
    for name in [ADA, BOB] {
        let erasure = asks_verified(stage, ana.id, name, &[Right::Erasure]).await;
        ana.does(&format!("{}/start", ticket(&erasure)), &[]).await;
        stage.run_due_work().await;
        let path = format!("{}{}", ticket(&erasure), task_of(stage, erasure.id).await.1);
        let shown = ana.get(&path).await.sees(told);
        assert!(!shown.source().contains("name=\"plan\""), "{name}: nobody can approve it");
    }
}

on_both! {
    async fn a_hold_takes_in_what_staff_accept_and_add_afterwards(on: On) {
        let (database, stage) = erasing::shop(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let (page, reference) = asks_as_countess(&stage, &ana).await;
        let fields = [
            ("ticket", reference.as_str()), ("names", ""), ("ground", "ERASURE_LEGAL_CLAIMS"), ("place", "shop"),
            ("reason", "Claim 4711."), ("review_on", "2027-02-01"),
        ];
        ana.does("/desk/holds", &fields).await.sees("The hold is set.").sees_no(ADA);
        accepts_and_adds(&mut ana, &page).await;
        nothing_goes(&stage, &mut ana, "to bring a legal claim or to answer one").await;
        assert_eq!(erasing::things(&database).await, erasing::ALL);
    }

    async fn what_a_hold_stopped_of_somebody_elses_goes_on_once_their_name_is_refused(on: On) {
        let (database, stage) = erasing::shop(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let (page, reference) = asks_as_countess(&stage, &ana).await;
        let fields = [
            ("ticket", reference.as_str()), ("names", ""), ("ground", "ERASURE_LEGAL_CLAIMS"), ("place", "shop"),
            ("reason", "Claim 4711."), ("review_on", "2027-02-01"),
        ];
        ana.does("/desk/holds", &fields).await.sees("The hold is set.");
        accepts_and_adds(&mut ana, &page).await;
        let mut tasks = Vec::new();
        for name in [ADA, BOB] {
            let erasure = asks_verified(&stage, ana.id, name, &[Right::Erasure]).await;
            ana.does(&format!("{}/start", ticket(&erasure)), &[]).await;
            stage.run_due_work().await;
            tasks.push(format!("{}{}", ticket(&erasure), task_of(&stage, erasure.id).await.1));
        }
        let [of_ada, of_bob] = tasks.as_slice() else { panic!("two erasures") };
        for task in [of_ada, of_bob] {
            assert!(!ana.get(task).await.source().contains("name=\"plan\""), "held");
        }

        let id = rightsdesk::ticket::store::by_reference(&stage.desk.db, &reference).await.unwrap().unwrap().id;
        let names = identifier::store::of(&stage.desk.db, id).await.unwrap();
        let added = names.into_iter().find(|name| name.origin == Origin::Staff).expect("the name that was added");
        ana.does(&format!("{page}/identifiers/{}", added.id), &[("standing", "refused")]).await;
        stage.run_due_work().await;
        assert!(!ana.get(of_ada).await.source().contains("name=\"plan\""), "hers is held as before");
        for by in [&mut ana, &mut otto] {
            let plan = by.get(of_bob).await.field("plan");
            by.does(&format!("{of_bob}/approve"), &[("plan", &plan)]).await;
        }
        stage.run_due_work().await;
        assert_eq!(erasing::things(&database).await, erasing::ALL[..3], "his book alone is gone");

        // Later the hold is lifted: what is erased is not asked for again, and what proves it stays.
        ana.get(of_bob).await.sees("What was erased").sees("This task is finished.");
        let hold = hold::store::standing(&stage.desk.db, Keeps::Hold).await.unwrap().remove(0);
        otto.get(&format!("/desk/holds/{}", hold.id)).await.is(200).sees_no(of_bob.split('/').next_back().unwrap());
        otto.does(&format!("/desk/holds/{}/lift", hold.id), &[("reason", "Settled.")]).await.sees("The hold is lifted.");
        stage.run_due_work().await;
        ana.get(of_bob).await.sees("What was erased").sees("This task is finished.");
        assert!(ana.get(of_ada).await.source().contains("name=\"plan\""), "hers goes on");
    }

    async fn a_lock_takes_in_what_staff_accept_and_add_afterwards(on: On) {
        let (_database, stage) = erasing::shop(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let (page, reference) = asks_as_countess(&stage, &ana).await;
        let fields = [
            ("ticket", reference.as_str()), ("names", ""), ("case", "RESTRICTION_ACCURACY"), ("purpose", ""),
            ("place", "shop"), ("reason", "She says that her name is wrong."),
        ];
        ana.does("/desk/locks", &fields).await.sees("The data is locked.").sees_no(ADA);
        accepts_and_adds(&mut ana, &page).await;
        nothing_goes(&stage, &mut ana, "ask which they want").await;
    }
}
