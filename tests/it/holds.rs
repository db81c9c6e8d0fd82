//! Legal holds: what is held is not erased by anything, the rest goes on, and what was stopped is done when it may be.

use chrono::{NaiveDate, TimeDelta};
use rightsdesk::{
    casework::holding::{
        lift_hold, review_hold,
        set_hold::{self, Holding},
    },
    hold::{
        self,
        ground::{Ground, Keeps},
        step,
    },
    kernel::ids::{HoldId, StaffId, TicketId},
    ledger,
    rights::right::Right,
    staff::role::Role,
    task::{
        self,
        state::{Operation, Outcome, State},
    },
    ticket::{keys, state::State as TicketState},
};
use rightsdesk_exporters::{contract::subject::Identifier, open::Settings};
use sea_orm::{ConnectionTrait, Statement};
use stage::{
    company::connected,
    databases::{self, Database},
    desk::{On, Stage},
    on_both,
};

use crate::desk_pages::{Colleague, asks, asks_verified, ticket};

const SHOP: &str = "
    CREATE TABLE customer (id INTEGER PRIMARY KEY, email VARCHAR(100) NOT NULL);
    CREATE TABLE purchase (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), thing TEXT NOT NULL);
    INSERT INTO customer VALUES (1, 'ada@example.org'), (2, 'ada@example.org.evil.net'), (3, 'bob@example.net');
    INSERT INTO purchase VALUES (11, 1, 'an engine'), (12, 1, 'cards'), (21, 2, 'a mask'), (31, 3, 'a book');
";

/// Two systems of the same shape, and a desk.
struct Town {
    shop: Database,
    outlet: Database,
    stage: Stage,
}

async fn town(on: On) -> Town {
    let (shop, outlet) = match on {
        On::Sqlite => (databases::postgres().await, databases::sqlite()),
        On::Postgres => (databases::sqlite(), databases::postgres().await),
    };
    let mut systems = Vec::new();
    for (key, database) in [("shop", &shop), ("outlet", &outlet)] {
        database.load(SHOP).await;
        let settings = Settings { url: Some(database.url.clone().into()), ..Settings::default() };
        systems.push(connected(key, include_str!("desk_pages/erasing.yml"), settings));
    }
    Town { shop, outlet, stage: Stage::setting(on).with_systems(systems).set().await }
}

async fn rows(database: &Database) -> i64 {
    let connection = database.connect().await;
    let statement = Statement::from_string(connection.get_database_backend(), "SELECT count(*) AS n FROM purchase");
    connection.query_one_raw(statement).await.unwrap().unwrap().try_get("", "n").unwrap()
}

fn holding(name: &str, systems: &[&str]) -> Holding {
    Holding {
        names: vec![Identifier::parse(name).unwrap()],
        ticket: None,
        ground: Ground::LegalClaims,
        places: systems.iter().map(|system| ((*system).to_owned(), String::new())).collect(),
        reason: "Claim 4711 of last spring.".to_owned(),
        review_on: day("2027-02-01"),
        untold: None,
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn erasing(stage: &Stage, ticket: TicketId, system: &str) -> task::entity::Model {
    let tasks = task::store::of(&stage.desk.db, ticket).await.unwrap();
    let mut of_system = tasks.into_iter().filter(|task| task.system == system && task.operation == Operation::Erase);
    of_system.next().expect("a task that erases")
}

/// Both look at the plan and approve it.
async fn both_approve(stage: &Stage, of: [&mut Colleague; 2], ticket_path: &str, task: &task::entity::Model) {
    let path = format!("{ticket_path}/tasks/{}", task.id);
    for by in of {
        let plan = by.get(&path).await.is(200).field("plan");
        by.does(&format!("{path}/approve"), &[("plan", &plan)]).await;
    }
    stage.run_due_work().await;
}

/// What stands in the first field of several lines of this name.
fn textarea(page: &stage::visitor::Page, name: &str) -> String {
    let source = page.source();
    let field = source.split("<textarea").find(|part| part.contains(&format!("name=\"{name}\""))).expect("a field");
    let text = field.split_once('>').unwrap().1.split("</textarea").next().unwrap();
    text.trim().replace("&#39;", "'")
}

async fn lift(stage: &Stage, by: StaffId, hold: HoldId) {
    lift_hold::lift(&stage.desk, by, hold, "The claim was settled.").await.unwrap();
    stage.run_due_work().await;
}

on_both! {
    async fn what_is_held_stays_the_rest_goes_on_and_the_person_is_told(on: On) {
        let Town { shop, outlet, stage } = town(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Erasure]).await;
        let page = ticket(&receipt);

        // Set from the ticket, on its page, for one of the two systems.
        ana.get(&page).await.sees("Nothing is held.").sees("Set a hold");
        let form = format!("/desk/holds/new?ticket={}", receipt.reference);
        ana.get(&form).await.is(200).sees(&receipt.reference).sees("Needed for a legal claim (Art. 17(3)(e))");
        let mut fields = vec![
            ("ticket", receipt.reference.as_str()), ("names", ""), ("ground", "ERASURE_LEGAL_CLAIMS"), ("place", "shop"),
            ("reason", ""), ("review_on", "2027-02-01"),
        ];
        ana.post("/desk/holds", &fields).await.is(422).sees("Write down why");
        fields[4].1 = "Claim 4711 of last spring.";
        fields[5].1 = "2029-02-01";
        ana.post("/desk/holds", &fields).await.is(422).sees("within a year");
        fields[5].1 = "2027-02-01";
        ana.does("/desk/holds", &fields).await.sees("The hold is set.").sees("ada@example.org").sees("Claim 4711");
        ana.get(&page).await.sees("A legal hold was set on this person").sees("Needed for a legal claim (Art. 17(3)(e)). Next review: 1 Feb 2027");

        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        let held = erasing(&stage, receipt.id, "shop").await;
        assert_eq!((held.state, held.outcome), (State::Ended, Some(Outcome::Partial)));
        ana.get(&format!("{page}/tasks/{}", held.id)).await.sees("to bring a legal claim or to answer one").sees("1 February 2027");
        let free = erasing(&stage, receipt.id, "outlet").await;
        both_approve(&stage, [&mut ana, &mut otto], &page, &free).await;
        assert_eq!((rows(&shop).await, rows(&outlet).await), (4, 2), "what is held is there, the rest is gone");

        // Whoever answers sees what was kept; the letter tells it by itself, so that nobody has to write it again.
        let shown = ana.get(&page).await.sees("Not erased because of a legal hold");
        let request = shown.source().split("/requests/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        assert_eq!(textarea(&shown, "text"), "");
        // What is kept is not nothing.
        let nothing = [("outcome", "nothing_held"), ("text", "We hold nothing.")];
        let refused = ana.post(&format!("{page}/requests/{request}/answer"), &nothing).await.is(422);
        refused.sees("A system found something of theirs");
        let answer = [
            ("outcome", "partly_granted"),
            ("ground", "ERASURE_LEGAL_CLAIMS"),
            ("evidence", "See the hold."),
            ("text", "We have erased what may go."),
        ];
        ana.does(&format!("{page}/requests/{request}/answer"), &answer).await;
        otto.settles(&format!("{page}/requests/{request}/agreement"), &[]).await;
        stage.run_due_work().await;
        let mail = stage.mail_to("ada@example.org").pop().unwrap();
        let (went, stays) = mail.text().split_once("What stays, and why:").map(|(one, other)| (one.to_owned(), other.to_owned())).expect("what stays");
        assert!(went.contains("What we did, system by system:") && went.contains("- deleted:"), "{went}");
        assert!(stays.contains("Art. 17(3)(e)") && stays.contains("1 February 2027"), "{stays}");
        assert_eq!(mail.text().matches("1 February 2027").count(), 1, "it is said once: {}", mail.text());

        // Months later it is lifted: what was stopped goes before people again, and is erased then.
        stage.clock.advance(TimeDelta::days(80));
        ana.signs_in("ana").await;
        otto.signs_in("otto").await;
        ana.get("/desk/holds").await.is(200).sees("Review is due").sees("a***@example.org").sees_no("ada@example.org");
        let hold = hold::store::standing(&stage.desk.db, Keeps::Hold).await.unwrap().remove(0);
        let path = format!("/desk/holds/{}", hold.id);
        ana.post(&format!("{path}/lift"), &[("reason", " ")]).await.is(422).sees("Write down why");
        ana.does(&format!("{path}/lift"), &[("reason", "Settled.")]).await.sees("The hold is lifted.").sees("Settled.");
        ana.post(&format!("{path}/lift"), &[("reason", "Settled.")]).await.is(422).sees("This hold was lifted");
        stage.run_due_work().await;
        assert_eq!(rows(&shop).await, 4, "nothing is erased that nobody has approved");
        let owed = erasing(&stage, receipt.id, "shop").await;
        assert_eq!(owed.state, State::ByHand);
        both_approve(&stage, [&mut ana, &mut otto], &page, &owed).await;
        assert_eq!(rows(&shop).await, 2, "hers are gone, nobody else's");
        assert_eq!(ledger::store::first_broken(&stage.desk.db).await.unwrap(), None);
    }

    async fn a_hold_that_comes_after_the_last_approval_comes_in_time(on: On) {
        let Town { shop, outlet, stage } = town(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Erasure]).await;
        let page = ticket(&receipt);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        for system in ["shop", "outlet"] {
            let path = format!("{page}/tasks/{}", erasing(&stage, receipt.id, system).await.id);
            for by in [&mut ana, &mut otto] {
                let plan = by.get(&path).await.field("plan");
                by.does(&format!("{path}/approve"), &[("plan", &plan)]).await;
            }
        }
        // Written in another way than the system has it: a hold would rather stop too much.
        let hold = set_hold::set(&stage.desk, ana.id, holding("email=Ada@Example.ORG", &["shop"])).await.unwrap();
        // Of somebody who only looks like her: it stops nothing.
        set_hold::set(&stage.desk, ana.id, holding("email=ada@example.org.evil.net", &[])).await.unwrap();
        stage.run_due_work().await;
        assert_eq!((rows(&shop).await, rows(&outlet).await), (4, 2));
        let held = erasing(&stage, receipt.id, "shop").await;
        let begun = ledger::store::of(&stage.desk.db, held.ticket_id).await.unwrap();
        assert!(begun.iter().all(|line| line.system == "outlet") && !begun.is_empty(), "{begun:?}");
        assert_eq!(held.outcome, Some(Outcome::Partial));

        // Two holds: as long as one stands, nothing is erased.
        let second = set_hold::set(&stage.desk, ana.id, holding("email=ada@example.org", &["shop"])).await.unwrap();
        lift(&stage, ana.id, hold).await;
        assert_eq!(erasing(&stage, receipt.id, "shop").await.outcome, Some(Outcome::Partial));
        lift(&stage, ana.id, second).await;
        assert_eq!(erasing(&stage, receipt.id, "shop").await.state, State::ByHand);
        assert_eq!(rows(&shop).await, 4);
    }

    async fn a_hold_takes_a_plan_away_from_those_who_were_to_approve_it(on: On) {
        let Town { shop, outlet: _outlet, stage } = town(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Erasure]).await;
        let page = ticket(&receipt);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        let path = format!("{page}/tasks/{}", erasing(&stage, receipt.id, "shop").await.id);
        let plan = ana.get(&path).await.field("plan");
        let mut from_ticket = holding("email=ada@example.org", &[]);
        (from_ticket.names, from_ticket.ticket) = (Vec::new(), Some(receipt.id));
        let hold = set_hold::set(&stage.desk, ana.id, from_ticket).await.unwrap();
        ana.post(&format!("{path}/approve"), &[("plan", &plan)]).await.is(422);
        stage.run_due_work().await;
        for system in ["shop", "outlet"] {
            let task = erasing(&stage, receipt.id, system).await;
            assert_eq!(task.outcome, Some(Outcome::Partial), "{:?}", task.problem);
        }
        assert_eq!(rows(&shop).await, 4);
        // Taken back meanwhile: lifting the hold begins nothing.
        ana.does(&format!("{page}/withdraw"), &[("said", "She rang.")]).await;
        lift(&stage, ana.id, hold).await;
        assert_eq!(erasing(&stage, receipt.id, "shop").await.state, State::Ended);
    }

    async fn our_own_periods_pass_by_who_is_held(on: On) {
        let Town { shop: _shop, outlet: _outlet, stage } = town(on).await;
        let ana = stage.staff("ana", Role::Agent).await;
        let hers = asks(&stage, "ada@example.org", &[Right::Access]).await;
        let his = asks(&stage, "bob@example.net", &[Right::Access]).await;
        let hold = set_hold::set(&stage.desk, ana, holding("email=ada@example.org", &[])).await.unwrap();
        stage.clock.advance(TimeDelta::days(30));
        stage.run_due_work().await;
        let (desk, masters) = (&stage.desk, &stage.desk.masters);
        let has_key = async |id| keys::of(&desk.db, masters, id).await.is_ok();
        assert!(has_key(hers.id).await, "hers is held");
        assert!(!has_key(his.id).await, "his is forgotten");

        lift(&stage, ana, hold).await;
        stage.clock.advance(TimeDelta::minutes(11));
        stage.run_due_work().await;
        assert!(!has_key(hers.id).await, "nothing holds it any more");
        let row = rightsdesk::ticket::store::by_id(&desk.db, hers.id).await.unwrap().unwrap();
        assert_eq!(row.state, TicketState::Expired);
    }

    async fn a_hold_is_asked_for_many_people_at_once_and_is_reviewed(on: On) {
        let Town { shop: _shop, outlet: _outlet, stage } = town(on).await;
        let db = &stage.desk.db;
        let ana = stage.staff("ana", Role::Agent).await;
        let id = set_hold::set(&stage.desk, ana, holding("matrix_id=@ada:example.org", &["shop"])).await.unwrap();
        let name = |text: &str| Identifier::parse(text).unwrap();
        let mut people: Vec<_> = (0..700).map(|number| name(&format!("matrix_id=@u{number}:example.org"))).collect();
        people.push(name("matrix_id=@ada:example.org"));
        let blinds = hold::name::blinds_of_all(&stage.desk.index, &people);
        let before = stage.statements();
        let held = hold::store::held(db, "shop", &blinds).await.unwrap();
        assert_eq!(stage.statements() - before, 1, "one statement for all of them");
        let found: Vec<_> = held.iter().map(|held| (held.hold_id, held.ground, held.review_on)).collect();
        assert_eq!(found, [(id, Ground::LegalClaims, day("2027-02-01"))]);
        assert_eq!(hold::store::held(db, "outlet", &blinds).await.unwrap(), []);

        for (review_on, why) in [("2026-11-14", "Today."), ("2027-11-16", "In more than a year."), ("2027-05-01", " ")] {
            review_hold::review(&stage.desk, ana, id, day(review_on), why).await.unwrap_err();
        }
        review_hold::review(&stage.desk, ana, id, day("2027-05-01"), "The court has not decided.").await.unwrap();
        assert_eq!(hold::store::held(db, "shop", &blinds).await.unwrap()[0].review_on, day("2027-05-01"));
        assert_eq!(step::of(db, id).await.unwrap().len(), 2);
        lift(&stage, ana, id).await;
        assert_eq!(hold::store::held(db, "shop", &blinds).await.unwrap(), []);

        // Nobody has to know for ever whom it was about; of those that stand, somebody has.
        let standing = set_hold::set(&stage.desk, ana, holding("matrix_id=@bob:example.org", &[])).await.unwrap();
        let known = async |id| {
            let names = hold::store::by_id(db, id).await.unwrap().unwrap().knows_names();
            (names, !hold::store::blinds(db, id).await.unwrap().is_empty())
        };
        stage.clock.advance(TimeDelta::days(29));
        stage.run_due_work().await;
        assert_eq!((known(id).await, known(standing).await), ((true, true), (true, true)));
        stage.clock.advance(TimeDelta::days(2));
        stage.run_due_work().await;
        assert_eq!((known(id).await, known(standing).await), ((false, false), (true, true)));
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let page = otto.get(&format!("/desk/holds/{id}")).await.is(200).sees("Destroyed: it was lifted long ago.");
        page.sees("The claim was settled.");
        otto.get("/desk/holds").await.is(200).sees("Destroyed: it was lifted long ago.");
    }
}
