//! Requests that affect each other, and what must end when one of them does. `backend/LAW.md` has the whole list.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use rightsdesk::{
    casework::{answering::withdraw, locking::lock_data, receiving::receive::Receipt},
    hold::{
        self,
        entity::Model,
        ground::{Ground, Keeps},
        lock, place,
        step::What,
    },
    kernel::{actor::Actor, ids::TicketId},
    law::regime::Regime,
    request,
    rights::right::Right,
    staff::role::Role,
    task::{self, state::Operation},
    ticket::keys,
};
use rightsdesk_exporters::{contract::subject::Identifier, open::Settings};
use sea_orm::{ConnectionTrait, Statement};
use stage::{
    company::connected,
    databases::{self, Database},
    desk::{On, Stage},
    on_both,
    visitor::Page,
};

use crate::desk_pages::{Colleague, addresses, asks_verified, ticket};

const ADA: &str = "ada@example.org";
const BOB: &str = "bob@example.net";

const TABLES: &str = "
    CREATE TABLE customer (id INTEGER PRIMARY KEY, email VARCHAR(100) NOT NULL);
    CREATE TABLE purchase (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), thing TEXT NOT NULL);
    INSERT INTO customer VALUES (1, 'ada@example.org'), (3, 'bob@example.net');
    INSERT INTO purchase VALUES (11, 1, 'an engine'), (31, 3, 'a book');
";

/// Two systems of the same shape: the shop sells on a contract, the radar watches for our own interests.
async fn town(on: On, does_lock: bool) -> (Vec<Database>, Stage) {
    town_under(on, does_lock, Regime::Both).await
}

async fn town_under(on: On, does_lock: bool, regime: Regime) -> (Vec<Database>, Stage) {
    let sells = include_str!("desk_pages/erasing.yml");
    let watches = sells.replace(
        "legal_basis_for_processing: Contract",
        "legal_basis_for_processing: Legitimate interests\n        rightsdesk_meta: {interests: to know who buys}",
    );
    let (mut databases, mut systems) = (Vec::new(), Vec::new());
    for (key, manifest) in [("shop", sells), ("radar", &watches)] {
        let database = databases::sqlite();
        database.load(TABLES).await;
        let settings = Settings { url: Some(database.url.clone().into()), ..Settings::default() };
        systems.push(connected(key, manifest, settings));
        databases.push(database);
    }
    let stage = Stage::setting(on).with_systems(systems).with_config(move |config| {
        config.restriction.lock_objections = does_lock;
        config.desk.regime = regime;
    });
    (databases, stage.set().await)
}

/// The locks that stand, of this ticket.
async fn locks(stage: &Stage, ticket: TicketId) -> Vec<Model> {
    let standing = hold::store::standing(&stage.desk.db, Keeps::Lock).await.unwrap();
    standing.into_iter().filter(|row| row.ticket_id == Some(ticket)).collect()
}

/// On which day the only lock of a ticket ends, if that is planned.
async fn ends_on(stage: &Stage, ticket: TicketId) -> Option<String> {
    let lock = locks(stage, ticket).await.pop().expect("a lock");
    let lock = lock::of(&stage.desk.db, lock.id).await.unwrap().expect("its line");
    lock.ends_on.map(|day| day.to_string())
}

/// Work that is done at intervals has its turn, and letters leave.
async fn a_while_later(stage: &Stage) {
    for _ in 0..2 {
        stage.clock.advance(TimeDelta::minutes(15));
        stage.run_due_work().await;
    }
}

async fn rows(database: &Database) -> i64 {
    let connection = database.connect().await;
    let statement = Statement::from_string(connection.get_database_backend(), "SELECT count(*) AS n FROM purchase");
    connection.query_one_raw(statement).await.unwrap().unwrap().try_get("", "n").unwrap()
}

async fn erasing(stage: &Stage, ticket: TicketId, system: &str) -> task::entity::Model {
    let tasks = task::store::of(&stage.desk.db, ticket).await.unwrap();
    let mut of_system = tasks.into_iter().filter(|task| task.system == system && task.operation == Operation::Erase);
    of_system.next().expect("a task that erases")
}

fn form(page: &Page, end: &str) -> String {
    page.source().split('"').find(|text| text.ends_with(end)).expect("a form").to_owned()
}

fn words(text: String) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Started, and all that people have to do is done.
async fn worked(stage: &Stage, by: &mut Colleague, receipt: &Receipt) -> Page {
    let page = ticket(receipt);
    by.does(&format!("{page}/start"), &[]).await;
    stage.run_due_work().await;
    for task in addresses(&by.get(&page).await, "tasks").into_iter().filter(|path| !path.ends_with("/retry")) {
        by.finishes(&task, "done", "It is done.", &[]).await.is(303);
    }
    stage.run_due_work().await;
    by.get(&page).await
}

on_both! {
    async fn the_lock_of_an_objection_that_is_refused_ends_after_the_person_was_told(on: On) {
        let (_databases, stage) = town(on, true).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let refused = asks_verified(&stage, ana.id, ADA, &[Right::Objection]).await;
        let upheld = asks_verified(&stage, ana.id, BOB, &[Right::Objection]).await;
        let answer = form(&worked(&stage, &mut ana, &upheld).await, "/answer");
        ana.does(&answer, &[("outcome", "granted"), ("text", "We have stopped.")]).await;
        let answer = form(&worked(&stage, &mut ana, &refused).await, "/answer");
        let weighing = [("theirs", "She was stalked."), ("ours", "Fraud: see the file."), ("weight", "ours")];
        ana.does(&answer.replace("/answer", "/balance"), &weighing).await;
        let no = [("outcome", "refused"), ("ground", "OVERRIDING_GROUNDS"), ("evidence", "See the weighing."), ("text", "We go on.")];
        ana.does(&answer, &no).await.sees("Proposed: Refused");
        a_while_later(&stage).await;
        assert_eq!(ends_on(&stage, refused.id).await, None, "nobody has agreed");
        otto.signs_in("otto").await;
        otto.settles(&answer.replace("/answer", "/agreement"), &[]).await.sees("Objection answered: Refused");
        a_while_later(&stage).await;
        assert_eq!(ends_on(&stage, refused.id).await.as_deref(), Some("2026-11-21"));
        assert_eq!(ends_on(&stage, upheld.id).await, None, "what may not be used stays locked");
        let mail = words(stage.mail_to(ADA).pop().unwrap().text());
        for part in ["ends on 21 November 2026", "We have weighed your objection", "Since 14 November 2026"] {
            assert!(mail.contains(part), "{part}: {mail}");
        }
        stage.clock.advance(TimeDelta::days(6));
        a_while_later(&stage).await;
        assert_eq!(locks(&stage, refused.id).await.len(), 1, "the day has not come");
        stage.clock.advance(TimeDelta::days(1));
        a_while_later(&stage).await;
        assert_eq!(locks(&stage, refused.id).await, []);
        assert_eq!(locks(&stage, upheld.id).await.len(), 1);
    }

    async fn the_weighing_says_whether_the_lock_of_an_objection_upheld_in_part_ends(on: On) {
        let (_databases, stage) = town(on, true).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let ours = asks_verified(&stage, ana.id, ADA, &[Right::Objection]).await;
        let theirs = asks_verified(&stage, ana.id, BOB, &[Right::Objection]).await;
        for (receipt, weight, ground) in [(&ours, "ours", "OVERRIDING_GROUNDS"), (&theirs, "theirs", "OBJECTION_LEGAL_CLAIMS")] {
            let answer = form(&worked(&stage, &mut ana, receipt).await, "/answer");
            let weighing = [("theirs", "Stalked."), ("ours", "Fraud: see the file."), ("weight", weight)];
            ana.does(&answer.replace("/answer", "/balance"), &weighing).await;
            let partly = [("outcome", "partly_granted"), ("ground", ground), ("evidence", "See the file."), ("text", "In part.")];
            ana.does(&answer, &partly).await.sees("Proposed: Granted in part");
            otto.settles(&answer.replace("/answer", "/agreement"), &[]).await.sees("Granted in part");
        }
        a_while_later(&stage).await;
        assert_eq!(ends_on(&stage, ours.id).await.as_deref(), Some("2026-11-21"));
        let mail = words(stage.mail_to(ADA).pop().unwrap().text());
        for part in ["ends on 21 November 2026", "upheld it in part", "the rest of the data may be used again"] {
            assert!(mail.contains(part), "{part}: {mail}");
        }
        assert_eq!(ends_on(&stage, theirs.id).await, None, "what may not be used stays locked");
        stage.clock.advance(TimeDelta::days(7));
        a_while_later(&stage).await;
        assert_eq!((locks(&stage, ours.id).await.len(), locks(&stage, theirs.id).await.len()), (0, 1));
    }

    async fn what_is_passed_on_is_locked_no_longer_than_the_person_is_told(on: On) {
        let (_databases, stage) = town(on, true).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Objection]).await;
        ana.does(&format!("{}/pass-on", ticket(&receipt)), &[("customer", "Initech")]).await.sees("Passed on to Initech");
        a_while_later(&stage).await;
        assert_eq!(ends_on(&stage, receipt.id).await.as_deref(), Some("2026-11-21"));
        assert!(words(stage.mail_to(ADA).pop().unwrap().text()).contains("our own lock ends"));
        // Staff may let it go on, and then the desk does not plan it again.
        let lock = locks(&stage, receipt.id).await.remove(0);
        ana.signs_in("ana").await;
        ana.does(&format!("/desk/locks/{}/stay", lock.id), &[("reason", "Initech asks for it.")]).await;
        a_while_later(&stage).await;
        assert_eq!(ends_on(&stage, receipt.id).await, None);
    }

    async fn a_lock_goes_on_when_the_person_replies_after_all(on: On) {
        let (_databases, stage) = town_under(on, true, Regime::Uk).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Objection]).await;
        let identity = [
            ("what", "identity"), ("concerns", ""), ("wording", "In which month did you sign up?"),
            ("reason", "The address of the account was changed yesterday."), ("amount", ""), ("late_because", ""),
        ];
        let asked = ana.does(&format!("{}/questions", ticket(&receipt)), &identity).await;
        let close = form(&asked, "/enough").replace("/enough", "/close");
        stage.clock.advance(TimeDelta::days(30));
        ana.signs_in("ana").await;
        ana.does(&close, &[]).await.sees("closed for want of a reply");
        a_while_later(&stage).await;
        assert_eq!(ends_on(&stage, receipt.id).await.as_deref(), Some("2026-12-21"));
        ana.signs_in("ana").await;
        ana.does(&format!("{}/reopen", ticket(&receipt)), &[]).await;
        a_while_later(&stage).await;
        assert_eq!(ends_on(&stage, receipt.id).await, None, "it is weighed after all");
        assert_eq!(locks(&stage, receipt.id).await.len(), 1);
    }

    async fn a_bare_wish_to_be_erased_is_an_objection_too(on: On) {
        let (_databases, stage) = town(on, true).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Erasure]).await;
        let page = ticket(&receipt);
        let lock = locks(&stage, receipt.id).await.pop().expect("a lock");
        assert_eq!(lock.ground, Ground::ObjectionPending);
        let places = place::of_all(&stage.desk.db, &[lock.id]).await.unwrap();
        assert_eq!(places.iter().map(|it| it.system.as_str()).collect::<Vec<_>>(), ["radar"], "a contract is another matter");
        ana.get(&page).await.sees("a bare wish to be erased counts as an objection as well");
        let record = ana.get(&format!("{page}/record")).await.is(200);
        for right in ["eu-gdpr:A17", "eu-gdpr:A21"] {
            assert!(record.source().contains(right), "{right}");
        }
        // Such a lock keeps nobody from erasing what is locked: here, or on another ticket of hers.
        let again = asks_verified(&stage, ana.id, ADA, &[Right::Informed, Right::Erasure]).await;
        for receipt in [&receipt, &again] {
            ana.does(&format!("{}/start", ticket(receipt)), &[]).await;
            stage.run_due_work().await;
            let task = erasing(&stage, receipt.id, "radar").await;
            ana.get(&format!("{}/tasks/{}", ticket(receipt), task.id)).await.sees_no("ask which they want").field("plan");
        }
        ana.post(&format!("{page}/preference"), &[("preference", "She rang.")]).await.is(422).sees("No lock keeps an erasure");
    }

    async fn an_objection_that_is_taken_back_leaves_the_lock_of_the_erasure_beside_it(on: On) {
        let (_databases, stage) = town(on, true).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Erasure, Right::Objection]).await;
        let requests = request::store::of(&stage.desk.db, receipt.id).await.unwrap();
        let of = |right: Right| requests.iter().find(|row| row.right == right).expect("a request").id;
        let set_for = async || {
            let lock = locks(&stage, receipt.id).await.pop().expect("a lock");
            let places = place::of_all(&stage.desk.db, &[lock.id]).await.unwrap();
            assert_eq!(places.iter().map(|it| it.system.as_str()).collect::<Vec<_>>(), ["radar"]);
            lock::of(&stage.desk.db, lock.id).await.unwrap().expect("its line").request_id
        };
        assert_eq!((locks(&stage, receipt.id).await.len(), set_for().await), (1, Some(of(Right::Objection))));
        let path = format!("{}/requests/{}/withdraw", ticket(&receipt), of(Right::Objection));
        ana.does(&path, &[("said", "She rang: she only wants to be erased.")]).await;
        assert_eq!((locks(&stage, receipt.id).await.len(), set_for().await), (1, Some(of(Right::Erasure))));
        a_while_later(&stage).await;
        assert_eq!(set_for().await, Some(of(Right::Erasure)), "it stays until that is decided");
        // And it keeps nobody from erasing. Ana's session has run out meanwhile.
        let mut ana = Colleague::enters(&stage, "anna", Role::Agent).await;
        ana.does(&format!("{}/start", ticket(&receipt)), &[]).await;
        stage.run_due_work().await;
        let task = erasing(&stage, receipt.id, "radar").await;
        ana.get(&format!("{}/tasks/{}", ticket(&receipt), task.id)).await.sees_no("ask which they want").field("plan");

        // Nothing is left to lock where nothing else counts as one.
        let other = asks_verified(&stage, ana.id, BOB, &[Right::Access, Right::Objection]).await;
        let objection = request::store::of(&stage.desk.db, other.id).await.unwrap().into_iter().find(|row| row.right == Right::Objection);
        let path = format!("{}/requests/{}/withdraw", ticket(&other), objection.expect("it").id);
        ana.does(&path, &[("said", "He rang.")]).await;
        assert_eq!(locks(&stage, other.id).await, []);
    }

    async fn who_is_locked_still_gets_their_own_copy(on: On) {
        let (_databases, stage) = town(on, true).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Access, Right::Objection]).await;
        assert_eq!(locks(&stage, receipt.id).await.len(), 1);
        let page = worked(&stage, &mut ana, &receipt).await;
        let seen = page.field("package");
        ana.does(&format!("{}/release", ticket(&receipt)), &[("package", &seen)]).await.sees("Access Art. 15 ✓ Granted answered");
        let tasks = task::store::of(&stage.desk.db, receipt.id).await.unwrap();
        let records = |system: &str| {
            tasks.iter().filter(|it| it.system == system && it.operation == Operation::Export).map(|it| it.records).sum::<i64>()
        };
        assert_eq!((records("shop"), records("radar")), (2, 2), "from the locked system as well");
    }

    async fn what_is_taken_along_stays_where_it_is(on: On) {
        let (databases, stage) = town(on, true).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let before = [rows(&databases[0]).await, rows(&databases[1]).await];
        let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Portability]).await;
        let seen = worked(&stage, &mut ana, &receipt).await.field("package");
        ana.does(&format!("{}/release", ticket(&receipt)), &[("package", &seen)]).await.sees("Answered");
        a_while_later(&stage).await;
        assert_eq!([rows(&databases[0]).await, rows(&databases[1]).await], before);
        let tasks = task::store::of(&stage.desk.db, receipt.id).await.unwrap();
        let does_more = |it: &&task::entity::Model| !matches!(it.operation, Operation::Resolve | Operation::Export);
        assert_eq!(tasks.iter().filter(does_more).count(), 0, "nothing is erased, locked or stopped");
        assert_eq!(locks(&stage, receipt.id).await, []);
    }

    async fn our_own_period_puts_what_it_passes_by_before_staff(on: On) {
        let (_databases, stage) = town(on, true).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let hers = asks_verified(&stage, ana.id, ADA, &[Right::Access]).await;
        let his = asks_verified(&stage, ana.id, BOB, &[Right::Access]).await;
        for receipt in [&hers, &his] {
            withdraw::withdraw(&stage.desk, receipt.id, Actor::Subject).await.unwrap();
        }
        let locking = lock_data::Locking {
            names: vec![Identifier::parse("email=ada@example.org").unwrap()],
            ticket: None,
            ground: Ground::PersonsClaims,
            systems: BTreeSet::new(),
            purpose: None,
            reason: "She needs it for her claim.".to_owned(),
        };
        let lock = lock_data::lock(&stage.desk, ana.id, locking).await.unwrap();
        let told = async || {
            let steps = hold::step::of(&stage.desk.db, lock).await.unwrap();
            steps.iter().filter(|step| step.what == What::KeptPast).count()
        };
        stage.clock.advance(TimeDelta::days(300));
        a_while_later(&stage).await;
        assert_eq!(told().await, 0, "its time is not over");
        stage.clock.advance(TimeDelta::days(100));
        a_while_later(&stage).await;
        a_while_later(&stage).await;
        assert_eq!(told().await, 1, "once");
        assert!(keys::of(&stage.desk.db, &stage.desk.masters, hers.id).await.is_ok(), "hers is locked");
        assert!(keys::of(&stage.desk.db, &stage.desk.masters, his.id).await.is_err(), "his is forgotten");
        ana.signs_in("ana").await;
        ana.get(&format!("/desk/locks/{lock}")).await.sees("its time is over").sees("Our own period");
        ana.get("/desk/locks").await.sees("Review is due");
    }
}

#[tokio::test]
async fn where_the_configuration_says_so_a_wish_to_be_erased_locks_nothing() {
    let (_databases, stage) = town(On::Sqlite, false).await;
    let ana = Colleague::enters(&stage, "ana", Role::Agent).await;
    let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Erasure]).await;
    assert_eq!(locks(&stage, receipt.id).await, []);
}
