//! Locks: what is locked is not erased, the person is told before a lock ends, and it ends on the day.

use chrono::TimeDelta;
use rightsdesk::{
    casework::{
        holding::lift_hold,
        locking::{lock_data, plan_lift},
        refusal::Refusal,
    },
    config::file::{Tls, Transport},
    hold::{
        self,
        entity::Model,
        ground::{Ground, Keeps},
        lock, place,
    },
    kernel::ids::TicketId,
    request,
    rights::right::Right,
    staff::role::Role,
    task::{
        self,
        state::{Operation, State},
    },
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

use crate::desk_pages::{Colleague, addresses, asks, asks_verified, ticket};

const SHOP: &str = "
    CREATE TABLE customer (id INTEGER PRIMARY KEY, email VARCHAR(100) NOT NULL);
    CREATE TABLE purchase (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), thing TEXT NOT NULL);
    INSERT INTO customer VALUES (1, 'ada@example.org'), (3, 'bob@example.net');
    INSERT INTO purchase VALUES (11, 1, 'an engine'), (12, 1, 'cards'), (31, 3, 'a book');
";

/// Two systems of the same shape: the shop sells on a contract, the radar watches for our own interests.
pub(crate) struct Town {
    pub(crate) shop: Database,
    pub(crate) radar: Database,
    pub(crate) stage: Stage,
}

pub(crate) async fn town(on: On, locks_objections: bool) -> Town {
    let (shop, radar) = match on {
        On::Sqlite => (databases::postgres().await, databases::sqlite()),
        On::Postgres => (databases::sqlite(), databases::postgres().await),
    };
    let sells = include_str!("desk_pages/erasing.yml");
    let watches = sells.replace(
        "legal_basis_for_processing: Contract",
        "legal_basis_for_processing: Legitimate interests\n        rightsdesk_meta: {interests: to know who buys}",
    );
    let mut systems = Vec::new();
    for (key, database, manifest) in [("shop", &shop, sells), ("radar", &radar, &watches)] {
        database.load(SHOP).await;
        let settings = Settings { url: Some(database.url.clone().into()), ..Settings::default() };
        systems.push(connected(key, manifest, settings));
    }
    let stage = Stage::setting(on)
        .with_systems(systems)
        .with_config(move |config| config.restriction.lock_objections = locks_objections);
    Town { shop, radar, stage: stage.set().await }
}

async fn rows(database: &Database) -> i64 {
    let connection = database.connect().await;
    let statement = Statement::from_string(connection.get_database_backend(), "SELECT count(*) AS n FROM purchase");
    connection.query_one_raw(statement).await.unwrap().unwrap().try_get("", "n").unwrap()
}

pub(crate) async fn locks(stage: &Stage) -> Vec<Model> {
    hold::store::standing(&stage.desk.db, Keeps::Lock).await.unwrap()
}

pub(crate) async fn erasing(stage: &Stage, ticket: TicketId, system: &str) -> task::entity::Model {
    let tasks = task::store::of(&stage.desk.db, ticket).await.unwrap();
    let mut of_system = tasks.into_iter().filter(|task| task.system == system && task.operation == Operation::Erase);
    of_system.next().expect("a task that erases")
}

/// Both look at the plan and approve it.
async fn both_approve(stage: &Stage, of: [&mut Colleague; 2], page: &str, task: &task::entity::Model) {
    let path = format!("{page}/tasks/{}", task.id);
    for by in of {
        let plan = by.get(&path).await.is(200).field("plan");
        by.does(&format!("{path}/approve"), &[("plan", &plan)]).await;
    }
    stage.run_due_work().await;
}

/// People are asked to ask the person, and to approve nothing.
pub(crate) fn has_no_plan(page: &Page) {
    assert!(
        page.source().contains("ask which they want") && !page.source().contains("name=\"plan\""),
        "{}",
        page.source()
    );
}

fn words(text: String) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

on_both! {
    async fn what_is_locked_stays_until_the_day_that_the_person_was_told_of(on: On) {
        let Town { shop, radar, stage } = town(on, false).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let asked = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Restriction]).await;
        let page = ticket(&asked);

        // Locked from the ticket, in one of the two systems.
        ana.get(&page).await.sees("Nothing is locked.");
        let form = format!("/desk/locks/new?ticket={}", asked.reference);
        ana.get(&form).await.is(200).sees(&asked.reference).sees("Accuracy is contested (Art. 18(1)(a))");
        let mut fields = vec![
            ("ticket", asked.reference.as_str()), ("names", ""), ("case", "RESTRICTION_ACCURACY"), ("purpose", ""),
            ("place", "shop"), ("reason", ""),
        ];
        ana.post("/desk/locks", &fields).await.is(422).sees("Write down why");
        fields[5].1 = "She says that her name is wrong.";
        ana.does("/desk/locks", &fields).await.sees("The data is locked.").sees("ada@example.org").sees("Whatever purpose");
        ana.get("/desk/locks").await.sees("a***@example.org").sees_no("ada@example.org").sees("Accuracy is contested");
        ana.get("/desk/locks?case=RESTRICTION_OBJECTION").await.sees("Nothing is locked.");
        ana.get("/desk/holds").await.sees("Nothing is held.");
        let lock = locks(&stage).await.remove(0);
        let path = format!("/desk/locks/{}", lock.id);

        // Each system has a task for people; the answer says what is locked, and what that means.
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        for task in addresses(&ana.get(&page).await, "tasks") {
            ana.finishes(&task, "done", "The record has a mark, and the mailer skips it.", &[]).await.is(303);
        }
        let shown = ana.get(&page).await.sees("Data of this person was locked");
        let answer = shown.source().split('"').find(|text| text.ends_with("/answer")).expect("a form").to_owned();
        ana.does(&answer, &[("outcome", "granted"), ("text", "We have locked it.")]).await;
        stage.run_due_work().await;
        let mail = words(stage.mail_to("ada@example.org").pop().unwrap().text());
        for part in ["Web shop: since 14 November 2026", "We may use it only if you agree", "We tell you before the lock ends"] {
            assert!(mail.contains(part), "{part}: {mail}");
        }

        // She asks to be erased as well: in the radar she is, from the shop only once she has said which she wants.
        let erasure = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Erasure]).await;
        let page = ticket(&erasure);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        let waits = erasing(&stage, erasure.id, "shop").await;
        assert_eq!((waits.state, waits.outcome), (State::ByHand, None));
        has_no_plan(&ana.get(&format!("{page}/tasks/{}", waits.id)).await);
        both_approve(&stage, [&mut ana, &mut otto], &page, &erasing(&stage, erasure.id, "radar").await).await;
        assert_eq!((rows(&shop).await, rows(&radar).await), (3, 1), "what is locked is there, the rest is gone");
        ana.get(&path).await.sees(&erasure.reference);

        // A lock does not end without a word to her, and not a day after it either.
        let lifted = lift_hold::lift(&stage.desk, ana.id, lock.id, "It was corrected.").await;
        assert!(lifted.unwrap_err().to_string().contains(&Refusal::LockNeedsNotice.to_string()));
        ana.post(&format!("/desk/holds/{}/lift", lock.id), &[("reason", "Corrected.")]).await.is(404);
        let why = ("why", "We have corrected your name. The shop uses it again.");
        let soon = [("ends_on", "2026-11-20"), why, ("told", "")];
        ana.post(&format!("{path}/lift"), &soon).await.is(422).sees("Choose a later day");
        ana.post(&format!("{path}/lift"), &[("ends_on", "2026-11-30"), ("why", " "), ("told", "")]).await.is(422).sees("Write down why");
        let plan = [("ends_on", "2026-11-30"), why, ("told", "")];
        ana.does(&format!("{path}/lift"), &plan).await.sees("The end is planned").sees("The letter to the person has not left");
        stage.run_due_work().await;
        ana.get(&path).await.sees("It ends on 30 November 2026").sees_no("has not left");
        let mail = stage.mail_to("ada@example.org").pop().unwrap();
        let text = words(mail.text());
        for part in ["ends on 30 November 2026", "We have corrected your name", "Since 14 November 2026", "ico.org.uk"] {
            assert!(text.contains(part), "{part}: {text}");
        }

        stage.clock.advance(TimeDelta::days(15));
        stage.run_due_work().await;
        assert_eq!(locks(&stage).await.len(), 1, "the 29th: the day has not come");
        stage.clock.advance(TimeDelta::days(1));
        stage.run_due_work().await;
        assert_eq!(locks(&stage).await, [], "the 30th");
        assert_eq!(rows(&shop).await, 3, "nothing is erased that nobody has approved");
        ana.signs_in("ana").await;
        otto.signs_in("otto").await;
        ana.get(&path).await.sees("Lifted").sees("The desk");
        ana.get(&page).await.sees("A lock on this person has ended");
        both_approve(&stage, [&mut ana, &mut otto], &page, &erasing(&stage, erasure.id, "shop").await).await;
        assert_eq!(rows(&shop).await, 1);
    }

    async fn who_wants_it_erased_rather_than_locked_is_erased_without_waiting(on: On) {
        let Town { shop, radar: _radar, stage } = town(on, false).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let both = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Restriction, Right::Erasure]).await;
        let page = ticket(&both);
        ana.post(&format!("{page}/preference"), &[("preference", "She rang.")]).await.is(422).sees("No lock keeps an erasure");
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        // A plan lay before people when the lock came: it is taken away from them.
        let task = erasing(&stage, both.id, "shop").await;
        let seen = format!("{page}/tasks/{}", task.id);
        let plan = ana.get(&seen).await.field("plan");
        let fields = [
            ("ticket", both.reference.as_str()), ("names", ""), ("case", "RESTRICTION_UNLAWFUL"), ("purpose", "Selling"),
            ("reason", "See her letter."),
        ];
        ana.does("/desk/locks", &fields).await.sees("Selling");
        ana.post(&format!("{seen}/approve"), &[("plan", &plan)]).await.is(422);
        stage.run_due_work().await;
        has_no_plan(&ana.get(&seen).await);

        ana.post(&format!("{page}/preference"), &[("preference", " ")]).await.is(422).sees("They want it erased instead");
        ana.does(&format!("{page}/preference"), &[("preference", "She rang: erase it.")]).await.sees("the erasure goes on");
        assert_eq!(locks(&stage).await, []);
        stage.run_due_work().await;
        both_approve(&stage, [&mut ana, &mut otto], &page, &task).await;
        assert_eq!(rows(&shop).await, 1);
    }

    async fn what_people_have_ended_under_a_lock_is_not_opened_when_it_is_withdrawn(on: On) {
        let Town { shop, radar: _radar, stage } = town(on, false).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let both = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Erasure]).await;
        let page = ticket(&both);
        let fields = [
            ("ticket", both.reference.as_str()), ("names", ""), ("case", "RESTRICTION_UNLAWFUL"), ("purpose", ""),
            ("reason", "See her letter."),
        ];
        ana.does("/desk/locks", &fields).await;
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        for system in ["shop", "radar"] {
            let task = format!("{page}/tasks/{}", erasing(&stage, both.id, system).await.id);
            ana.finishes(&task, "partial", "She rang: it stays for now.", &[]).await.is(303);
        }
        stage.run_due_work().await;
        let state = async || rightsdesk::ticket::store::by_id(&stage.desk.db, both.id).await.unwrap().unwrap().state;
        assert_eq!(state().await, rightsdesk::ticket::state::State::Review);
        ana.does(&format!("{page}/preference"), &[("preference", "She rang again.")]).await;
        stage.run_due_work().await;
        assert_eq!(state().await, rightsdesk::ticket::state::State::Review, "nothing is asked again, so there is nothing to wait for");
        assert_eq!(rows(&shop).await, 3);
        ana.get(&page).await.sees("Write the answer");
    }

    async fn an_objection_locks_at_once_where_it_can_and_only_the_person_who_made_it(on: On) {
        let Town { shop: _shop, radar, stage } = town(on, true).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        asks(&stage, "ada@example.org", &[Right::Objection]).await;
        assert_eq!(locks(&stage).await, [], "anybody can type her address");
        let asked = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Objection]).await;
        let lock = locks(&stage).await.remove(0);
        assert_eq!((lock.ground, lock.ticket_id), (Ground::ObjectionPending, Some(asked.id)));
        let places = place::of_all(&stage.desk.db, &[lock.id]).await.unwrap();
        assert_eq!(places.iter().map(|it| it.system.as_str()).collect::<Vec<_>>(), ["radar"], "nobody can object to a contract");
        ana.get(&ticket(&asked)).await.sees("An objection is being weighed (Art. 18(1)(d))");
        ana.get(&format!("/desk/locks/{}", lock.id)).await.sees("The desk");

        // Another request of hers to be erased waits; one of somebody else does not.
        let mut stopped = Vec::new();
        for (email, is_locked) in [("ada@example.org", true), ("bob@example.net", false)] {
            let erasure = asks_verified(&stage, ana.id, email, &[Right::Erasure]).await;
            ana.does(&format!("{}/start", ticket(&erasure)), &[]).await;
            stage.run_due_work().await;
            let task = erasing(&stage, erasure.id, "radar").await;
            let path = format!("{}/tasks/{}", ticket(&erasure), task.id);
            let shown = ana.get(&path).await.is(200);
            assert_eq!(shown.source().contains("ask which they want"), is_locked, "{email}");
            stopped.extend(is_locked.then_some(path));
        }
        // Taken back, the objection locks nothing any more, and what it stopped goes before people.
        ana.does(&format!("{}/withdraw", ticket(&asked)), &[("said", "She rang.")]).await;
        assert!(locks(&stage).await.iter().all(|lock| lock.ticket_id != Some(asked.id)));
        stage.run_due_work().await;
        ana.get(&stopped[0]).await.is(200).sees_no("ask which they want").field("plan");
        // Whoever objects and wants to be erased in one go has said what they want.
        let both = asks_verified(&stage, ana.id, "bob@example.net", &[Right::Objection, Right::Erasure]).await;
        assert_eq!(locks(&stage).await.iter().filter(|lock| lock.ticket_id == Some(both.id)).count(), 1);
        ana.does(&format!("{}/start", ticket(&both)), &[]).await;
        stage.run_due_work().await;
        both_approve(&stage, [&mut ana, &mut otto], &ticket(&both), &erasing(&stage, both.id, "radar").await).await;
        assert_eq!(rows(&radar).await, 2, "his is gone");
    }

    async fn where_all_is_erased_a_lock_that_nobody_was_told_of_ends_without_a_letter(on: On) {
        let Town { shop, radar, stage } = town(on, true).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let asked = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Erasure]).await;
        assert_eq!(locks(&stage).await.len(), 1, "a bare wish to be erased counts as an objection");
        let page = ticket(&asked);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        for system in ["shop", "radar"] {
            both_approve(&stage, [&mut ana, &mut otto], &page, &erasing(&stage, asked.id, system).await).await;
        }
        assert_eq!((rows(&shop).await, rows(&radar).await), (1, 1));
        let shown = ana.get(&page).await;
        let answer = shown.source().split('"').find(|text| text.ends_with("/answer")).expect("a form").to_owned();
        let fields = [
            ("outcome", "partly_granted"), ("ground", "ERASURE_LEGAL_OBLIGATION"), ("evidence", "The tax code."),
            ("text", "All is gone but the paper invoices."),
        ];
        ana.does(&answer, &fields).await;
        otto.settles(&answer.replace("/answer", "/agreement"), &[]).await;
        stage.clock.advance(TimeDelta::minutes(11));
        stage.run_due_work().await;
        assert_eq!(locks(&stage).await, [], "it ended");
        ana.get(&page).await.sees("A lock on this person has ended");
        let mails = stage.mail_to("ada@example.org");
        let subjects: Vec<_> = mails.iter().map(|mail| mail.subject().replace(&asked.reference, "…")).collect();
        let told = ["Please confirm your request …", "We have your request …", "Our answer to your request …: erasure"];
        assert_eq!(subjects, told, "nothing told her of a lock before");
    }

    async fn our_own_periods_pass_by_who_is_locked(on: On) {
        let Town { shop: _shop, radar: _radar, stage } = town(on, true).await;
        let ana = stage.staff("ana", Role::Agent).await;
        let hers = asks(&stage, "ada@example.org", &[Right::Access]).await;
        let his = asks(&stage, "bob@example.net", &[Right::Access]).await;
        lock_data::lock(&stage.desk, ana, of("email=ADA@example.org")).await.unwrap();
        stage.clock.advance(TimeDelta::days(30));
        stage.run_due_work().await;
        let has_key = async |id| keys::of(&stage.desk.db, &stage.desk.masters, id).await.is_ok();
        assert!(has_key(hers.id).await, "hers is locked");
        assert!(!has_key(his.id).await, "his is forgotten");
    }
}

fn of(name: &str) -> lock_data::Locking {
    lock_data::Locking {
        names: vec![Identifier::parse(name).unwrap()],
        ticket: None,
        ground: Ground::PersonsClaims,
        systems: std::collections::BTreeSet::new(),
        purpose: None,
        reason: "She needs it for her claim.".to_owned(),
    }
}

#[tokio::test]
async fn where_the_configuration_says_so_an_objection_locks_nothing_by_itself() {
    let Town { shop: _shop, radar: _radar, stage } = town(On::Sqlite, false).await;
    let ana = stage.staff("ana", Role::Agent).await;
    asks_verified(&stage, ana, "ada@example.org", &[Right::Objection]).await;
    assert_eq!(locks(&stage).await, []);
}

#[tokio::test]
async fn a_lock_answers_the_open_request_to_lock_of_the_ticket_that_it_is_set_from() {
    let stage = Stage::set(On::Sqlite).await;
    let ana = stage.staff("ana", Role::Agent).await;
    let hers = asks_verified(&stage, ana, "ada@example.org", &[Right::Access, Right::Restriction]).await;
    let his = asks_verified(&stage, ana, "bob@example.net", &[Right::Access]).await;
    let asked = request::store::of(&stage.desk.db, hers.id).await.unwrap();
    let asked = asked.iter().find(|row| row.right == Right::Restriction).map(|row| row.id);
    assert!(asked.is_some());
    let name = "email=ada@example.org";
    for (ticket, answers) in [(Some(hers.id), asked), (Some(his.id), None), (None, None)] {
        let locking = lock_data::Locking { ticket, ..of(name) };
        let id = lock_data::lock(&stage.desk, ana, locking).await.unwrap();
        let lock = lock::of(&stage.desk.db, id).await.unwrap().expect("it is a lock");
        assert_eq!(lock.request_id, answers);
    }
}

#[tokio::test]
async fn a_letter_that_did_not_leave_ends_no_lock() {
    let transport = Transport::Smtp {
        host: "127.0.0.1".to_owned(),
        port: Some(1),
        tls: Tls::None,
        user: None,
        password: None,
        letter_seconds: 1,
    };
    let stage = Stage::setting(On::Sqlite).with_config(move |config| config.mail.transport = transport).set().await;
    let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
    let asked = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Restriction]).await;
    let locking = lock_data::Locking { ticket: Some(asked.id), ..of("email=ada@example.org") };
    let id = lock_data::lock(&stage.desk, ana.id, locking).await.unwrap();
    let plan = plan_lift::Plan { ends_on: "2026-11-21".parse().unwrap(), why: "It is settled.", told: "" };
    plan_lift::plan(&stage.desk, ana.id, id, plan).await.unwrap();
    stage.clock.advance(TimeDelta::days(20));
    stage.run_due_work().await;
    assert_eq!(locks(&stage).await.len(), 1, "nobody was told");
    ana.signs_in("ana").await;
    let path = format!("/desk/locks/{id}");
    ana.get(&path).await.sees("has not left");

    // Nobody reaches this person by letter: somebody has to tell them, and says how.
    let other = lock_data::lock(&stage.desk, ana.id, of("email=bob@example.net")).await.unwrap();
    let untold = plan_lift::Plan { ends_on: "2026-12-20".parse().unwrap(), why: "It is settled.", told: " " };
    plan_lift::plan(&stage.desk, ana.id, other, untold).await.unwrap_err();
    plan_lift::plan(&stage.desk, ana.id, other, plan_lift::Plan { told: "By phone.", ..untold }).await.unwrap();
    plan_lift::call_off(&stage.desk, ana.id, id, "She has written again.").await.unwrap();
    stage.clock.advance(TimeDelta::days(20));
    stage.run_due_work().await;
    assert_eq!(locks(&stage).await.iter().map(|lock| lock.id).collect::<Vec<_>>(), [id], "the other has ended");
}
