//! Whoever was told of a lock is told of its end: once, when nothing keeps the data locked any more, and unless they cannot be told.

use super::{ADA, shop};
use chrono::TimeDelta;
use rightsdesk::{
    casework::{locking::lock_data, receiving::receive::Receipt},
    hold::{
        self,
        ground::{Ground, Keeps},
    },
    kernel::ids::HoldId,
    notice::{
        self,
        state::{Deed, State},
    },
    rights::right::Right,
    staff::role::Role,
    task::{self, state::Operation},
    words::language::Language,
};
use rightsdesk_exporters::contract::subject::Identifier;
use stage::{
    desk::{On, Stage},
    on_both,
};

use crate::desk_pages::{Colleague, asks_verified, ticket};

const MAILER: &str = "privacy@mailer.example";

/// Ada’s data in the shop is locked, and both recipients are to be told of it.
async fn locked(stage: &Stage, rights: &[Right]) -> (Receipt, Colleague) {
    let mut ana = Colleague::enters(stage, "ana", Role::Officer).await;
    let asked = asks_verified(stage, ana.id, ADA, rights).await;
    let page = ticket(&asked);
    let fields = [
        ("ticket", asked.reference.as_str()),
        ("names", ""),
        ("case", "RESTRICTION_ACCURACY"),
        ("purpose", ""),
        ("reason", "She says that her name is wrong."),
    ];
    ana.does("/desk/locks", &fields).await;
    ana.does(&format!("{page}/start"), &[]).await;
    stage.run_due_work().await;
    done_by_hand(stage, &mut ana, &asked, Operation::Lock).await;
    pass(stage, TimeDelta::minutes(11)).await;
    (asked, ana)
}

/// People have done these tasks.
async fn done_by_hand(stage: &Stage, ana: &mut Colleague, asked: &Receipt, operation: Operation) {
    let tasks = task::store::of(&stage.desk.db, asked.id).await.unwrap();
    let tasks: Vec<_> = tasks.into_iter().filter(|task| task.operation == operation).collect();
    assert!(!tasks.is_empty(), "there is something to do");
    for task in tasks {
        let path = format!("{}/tasks/{}", ticket(asked), task.id);
        ana.finishes(&path, "done", "Seen to, see the record.", &[]).await.is(303);
    }
}

async fn pass(stage: &Stage, time: TimeDelta) {
    stage.clock.advance(time);
    stage.run_due_work().await;
}

async fn lock_of(stage: &Stage) -> HoldId {
    hold::store::standing(&stage.desk.db, Keeps::Lock).await.unwrap().remove(0).id
}

/// Its end is planned for a week from now, and comes.
async fn ends(stage: &Stage, ana: &mut Colleague, lock: HoldId) {
    let day = (stage.desk.today() + TimeDelta::days(8)).to_string();
    let fields = [("ends_on", day.as_str()), ("why", "It is corrected."), ("told", "By phone.")];
    ana.does(&format!("/desk/locks/{lock}/lift"), &fields).await;
    stage.run_due_work().await;
    pass(stage, TimeDelta::days(8)).await;
    pass(stage, TimeDelta::minutes(11)).await;
    ana.signs_in("ana").await;
}

/// Who has a notice of this deed, and how it stands.
async fn told(stage: &Stage, asked: &Receipt, what: Deed) -> Vec<(String, State)> {
    let rows = notice::store::of(&stage.desk.db, asked.id).await.unwrap();
    rows.into_iter().filter(|row| row.what == what).map(|row| (row.recipient, row.state)).collect()
}

fn says(stage: &Stage, words: &str) -> bool {
    let mail = stage.mail_to(MAILER).pop().expect("a mail");
    let text = mail.text().split_whitespace().collect::<Vec<_>>().join(" ");
    text.contains(&words.replace('\u{a0}', " "))
}

on_both! {
    async fn who_was_told_of_a_lock_is_told_once_that_it_has_ended(on: On) {
        for language in Language::ALL {
            let (_database, stage) = shop(on, language.code()).await;
            let (asked, mut ana) = locked(&stage, &[Right::Restriction]).await;
            let page = format!("{}/notices", ticket(&asked));
            assert!(says(&stage, language.telling().please_restricted));
            let rows = notice::store::of(&stage.desk.db, asked.id).await.unwrap();
            let courier = rows.iter().find(|row| row.recipient == "Courier").expect("a notice").id;
            ana.does(&format!("{page}/{courier}"), &[("state", "impossible"), ("words", "They have closed.")]).await;
            assert_eq!(told(&stage, &asked, Deed::Unrestricted).await, [], "it stands");

            ends(&stage, &mut ana, lock_of(&stage).await).await;
            assert_eq!(told(&stage, &asked, Deed::Unrestricted).await, [("Mailer Ltd".to_owned(), State::Sent)]);
            assert_eq!(stage.mail_to(MAILER).len(), 2);
            assert!(says(&stage, language.telling().please_unrestricted) && says(&stage, ADA));
            ana.get(&page).await.is(200).sees("lock ended").sees("locked");

            // They say that it is done, by the button like any other.
            let links = stage.mail_to(MAILER).pop().expect("a mail").links();
            let link = links.into_iter().find(|link| link.contains("/notices/")).expect("a link");
            let mut mailer = stage.visitor();
            mailer.post(link.strip_prefix(stage::desk::PUBLIC).expect("ours"), &[]).await.is(200);
            assert_eq!(told(&stage, &asked, Deed::Unrestricted).await, [("Mailer Ltd".to_owned(), State::Acknowledged)]);
            done_by_hand(&stage, &mut ana, &asked, Operation::Unlock).await;
            pass(&stage, TimeDelta::days(1)).await;
            assert_eq!(stage.mail_to(MAILER).len(), 2, "once is enough");
        }
    }

    async fn while_another_lock_covers_the_data_nobody_is_told_that_one_has_ended(on: On) {
        let (_database, stage) = shop(on, "en").await;
        let (asked, mut ana) = locked(&stage, &[Right::Restriction]).await;
        let first = lock_of(&stage).await;
        let other = lock_data::Locking {
            names: vec![Identifier::parse("email=ada@example.org").unwrap()],
            ticket: None,
            ground: Ground::PersonsClaims,
            systems: std::collections::BTreeSet::new(),
            purpose: None,
            reason: "She needs it for her claim.".to_owned(),
        };
        let other = lock_data::lock(&stage.desk, ana.id, other).await.unwrap();
        ends(&stage, &mut ana, first).await;
        assert_eq!(told(&stage, &asked, Deed::Unrestricted).await, [], "it is locked still");
        ends(&stage, &mut ana, other).await;
        let told = told(&stage, &asked, Deed::Unrestricted).await;
        assert_eq!(told.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["Courier", "Mailer Ltd"]);
        assert!(says(&stage, Language::En.telling().please_unrestricted));
    }

    async fn who_wants_it_erased_instead_has_nobody_told_to_use_it_again(on: On) {
        let (_database, stage) = shop(on, "en").await;
        let (asked, mut ana) = locked(&stage, &[Right::Restriction, Right::Erasure]).await;
        let page = ticket(&asked);
        ana.does(&format!("{page}/preference"), &[("preference", "She rang: erase it.")]).await;
        pass(&stage, TimeDelta::minutes(11)).await;
        assert_eq!(told(&stage, &asked, Deed::Unrestricted).await, [], "it may be erased any day");

        // She takes all of it back: now it may be used again, and whoever was told of the lock hears it.
        ana.does(&format!("{page}/withdraw"), &[("said", "She rang again.")]).await;
        pass(&stage, TimeDelta::minutes(11)).await;
        assert_eq!(told(&stage, &asked, Deed::Unrestricted).await.len(), 2);
        assert!(says(&stage, Language::En.telling().please_unrestricted));
    }
}
