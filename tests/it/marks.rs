//! Systems whose manifest says how: they mark by themselves that data is locked, or that somebody wants no marketing.

use chrono::TimeDelta;
use rightsdesk::{
    casework::{
        collecting::decide_identifier,
        locking::plan_lift,
        receiving::{
            receive::{self, Aimed, Asking, Receipt},
            verify_by_hand,
        },
    },
    hold::{self, ground::Keeps},
    identifier::{
        self, check,
        standing::{Origin, Standing},
    },
    kernel::actor::Actor,
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
};
use rightsdesk_exporters::open::Settings;
use sea_orm::{ConnectionTrait, Statement};
use stage::{
    company::connected,
    databases::{self, Database},
    desk::{On, Stage},
    on_both,
};

use crate::desk_pages::{Colleague, addresses, asking, asks_verified, ticket};

const MANIFEST: &str = r#"
system:
  - fides_key: club
    name: The club
    description: Who is a member.
    privacy_declarations:
      - name: Running the club
        data_categories: [user.account]
        data_use: essential.service
        data_subjects: [customer]
        legal_basis_for_processing: Contract
        retention_period: As long as you are a member.
    rightsdesk_meta: {product: Club, role: controller, location: [GB], recipients: []}
dataset:
  - fides_key: club
    collections:
      - name: member
        description: Your membership
        fields:
          - name: id
            description: Its number
            data_categories: [user.unique_id]
            fides_meta: {primary_key: true, data_type: integer}
          - name: email
            description: Your address
            data_categories: [user.contact.email]
            fides_meta: {identity: email, data_type: string}
            rightsdesk_meta: {match: exact}
          - name: standing
            description: Whether it is locked
            data_categories: [user.account.settings]
            rightsdesk_meta: {marks: {restrict: {set: locked, lift: usual}}}
          - name: newsletter
            description: Whether you get our newsletter
            data_categories: [user.account.settings]
            rightsdesk_meta: {marks: {object: {set: "no"}}}
"#;

const TABLES: &str = "
    CREATE TABLE member (id INTEGER PRIMARY KEY, email VARCHAR(100) NOT NULL, standing VARCHAR(10) NOT NULL, newsletter VARCHAR(10));
    INSERT INTO member VALUES (1, 'ada@example.org', 'usual', 'yes'), (2, 'bob@example.net', 'usual', 'yes');
";

const ADA: &str = "ada@example.org";
const BOB: &str = "bob@example.net";

async fn club(on: On) -> (Database, Stage) {
    club_as(on, MANIFEST).await
}

async fn club_as(on: On, manifest: &str) -> (Database, Stage) {
    let database = match on {
        On::Sqlite => databases::postgres().await,
        On::Postgres => databases::sqlite(),
    };
    database.load(TABLES).await;
    let settings = Settings { url: Some(database.url.clone().into()), ..Settings::default() };
    let stage = Stage::setting(on).with_systems([connected("club", manifest, settings)]).set().await;
    (database, stage)
}

/// What stands there of everybody: standing and newsletter.
async fn members(database: &Database) -> Vec<String> {
    let connection = database.connect().await;
    let sql = "SELECT standing || ' ' || newsletter AS words FROM member ORDER BY id";
    let rows = connection.query_all_raw(Statement::from_string(connection.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get("", "words").unwrap()).collect()
}

/// The standings alone.
async fn marked(database: &Database) -> Vec<String> {
    members(database).await.iter().map(|words| words.split(' ').next().unwrap().to_owned()).collect()
}

/// Ada says that Bob's address is hers as well, and asks for this.
fn as_both(right: Right) -> Asking {
    Asking { rights: [right].into(), others: vec![check::read("email", BOB).unwrap()], ..asking(ADA) }
}

/// She does, and is known to be who she says.
async fn asks_as_both(stage: &Stage, ana: &Colleague, asking: impl Into<Aimed>) -> Receipt {
    let receipt = receive::receive(&stage.desk, asking, Actor::Subject).await.unwrap();
    verify_by_hand::verify(&stage.desk, ana.id, receipt.id, "She rang.").await.unwrap();
    receipt
}

/// Locks what is known of whoever asks.
async fn locks(ana: &mut Colleague, reference: &str) {
    let fields = [
        ("ticket", reference),
        ("names", ""),
        ("case", "RESTRICTION_ACCURACY"),
        ("purpose", ""),
        ("reason", "She says that her name is wrong."),
    ];
    ana.does("/desk/locks", &fields).await;
}

async fn outcomes(stage: &Stage, receipt: &Receipt) -> Vec<(Operation, Option<Outcome>)> {
    let tasks = task::store::of(&stage.desk.db, receipt.id).await.unwrap();
    tasks.into_iter().map(|task| (task.operation, task.outcome)).collect()
}

on_both! {
    async fn a_lock_is_marked_in_the_system_and_taken_away_when_it_ends(on: On) {
        let (database, stage) = club(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let asked = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Restriction]).await;
        let page = ticket(&asked);
        let fields = [
            ("ticket", asked.reference.as_str()), ("names", ""), ("case", "RESTRICTION_ACCURACY"), ("purpose", ""),
            ("reason", "She says that her name is wrong."),
        ];
        ana.does("/desk/locks", &fields).await;
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        assert_eq!(members(&database).await, ["locked yes", "usual yes"], "hers is marked, his is not");
        let outcomes = async || {
            let tasks = task::store::of(&stage.desk.db, asked.id).await.unwrap();
            tasks.into_iter().map(|task| (task.operation, task.outcome)).collect::<Vec<_>>()
        };
        assert_eq!(outcomes().await, [(Operation::Lock, Some(Outcome::Done))]);

        let lock = hold::store::standing(&stage.desk.db, Keeps::Lock).await.unwrap().remove(0);
        let plan = plan_lift::Plan { ends_on: "2026-11-21".parse().unwrap(), why: "It was corrected.", told: "" };
        plan_lift::plan(&stage.desk, ana.id, lock.id, plan).await.unwrap();
        stage.run_due_work().await;
        stage.clock.advance(TimeDelta::days(6));
        stage.run_due_work().await;
        assert_eq!(members(&database).await, ["locked yes", "usual yes"]);
        stage.clock.advance(TimeDelta::days(1));
        stage.run_due_work().await;
        assert_eq!(outcomes().await, [(Operation::Lock, Some(Outcome::Done)), (Operation::Unlock, Some(Outcome::Done))]);
        assert_eq!(members(&database).await, ["usual yes", "usual yes"]);
    }

    async fn an_objection_to_marketing_reaches_the_system_and_the_person_hears_of_it(on: On) {
        let (database, stage) = club(on).await;
        let ana = stage.staff("ana", Role::Agent).await;
        let aimed = asking("ada@example.org").aimed_at(Aims::of([Aim::Marketing].into()));
        let receipt = receive::receive(&stage.desk, aimed, Actor::Subject).await.unwrap();
        verify_by_hand::verify(&stage.desk, ana, receipt.id, "She rang.").await.unwrap();
        stage.run_due_work().await;
        stage.clock.advance(TimeDelta::minutes(2));
        stage.run_due_work().await;
        assert_eq!(members(&database).await, ["usual no", "usual yes"]);
        let requests = request::store::of(&stage.desk.db, receipt.id).await.unwrap();
        assert_eq!(requests[0].outcome, Some(Answered::Granted), "nobody had to do anything");
        assert!(stage.mail_to("ada@example.org").pop().unwrap().subject().contains("no more advertising"));
    }

    async fn what_was_marked_by_a_name_that_is_refused_is_a_strangers_and_is_unmarked(on: On) {
        for is_doubted in [false, true] {
            let (database, stage) = club(on).await;
            let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
            let hers = asks_as_both(&stage, &ana, as_both(Right::Restriction)).await;
            let page = ticket(&hers);
            let name = addresses(&ana.get(&page).await, "identifiers").pop().expect("a claimed name");
            ana.does(&name, &[("standing", "trusted")]).await;
            locks(&mut ana, &hers.reference).await;
            ana.does(&format!("{page}/start"), &[]).await;
            stage.run_due_work().await;
            assert_eq!(members(&database).await, ["locked yes", "locked yes"], "both addresses are taken for hers");
            if is_doubted {
                let names = identifier::store::of(&stage.desk.db, hers.id).await.unwrap();
                let his = names.iter().find(|name| name.origin == Origin::Given).expect("what she gave");
                decide_identifier::decide(&stage.desk, ana.id, hers.id, his.id, Standing::Claimed).await.unwrap();
                stage.run_due_work().await;
                assert_eq!(members(&database).await, ["locked yes", "locked yes"], "nobody has decided");
            }

            ana.does(&name, &[("standing", "refused")]).await;
            stage.run_due_work().await;
            assert_eq!(members(&database).await, ["locked yes", "usual yes"], "he has asked for nothing");
            let mut done = outcomes(&stage, &hers).await;
            done.sort();
            assert_eq!(done, [(Operation::Lock, Some(Outcome::Done)), (Operation::Unlock, Some(Outcome::Done))]);
            let tasks = task::store::of(&stage.desk.db, hers.id).await.unwrap();
            let unlock = tasks.iter().find(|task| task.operation == Operation::Unlock).expect("a task of its own");
            assert_eq!(unlock.records, 1, "what came of it is written down");
            ana.get(&format!("{page}/tasks/{}", unlock.id)).await.is(200).sees("This task is finished.");

            // The end of her own lock is asked for as ever.
            let lock = hold::store::standing(&stage.desk.db, Keeps::Lock).await.unwrap().remove(0);
            let plan = plan_lift::Plan { ends_on: "2026-11-21".parse().unwrap(), why: "It was corrected.", told: "" };
            plan_lift::plan(&stage.desk, ana.id, lock.id, plan).await.unwrap();
            stage.run_due_work().await;
            stage.clock.advance(TimeDelta::days(7));
            stage.run_due_work().await;
            assert_eq!(members(&database).await, ["usual yes", "usual yes"]);
        }
    }

    async fn whoever_has_a_lock_of_their_own_keeps_the_mark_of_it(on: On) {
        let (database, stage) = club(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let hers = asks_as_both(&stage, &ana, as_both(Right::Restriction)).await;
        let his = asks_verified(&stage, ana.id, BOB, &[Right::Restriction]).await;
        let name = addresses(&ana.get(&ticket(&hers)).await, "identifiers").pop().expect("a claimed name");
        ana.does(&name, &[("standing", "trusted")]).await;
        for of in [&hers, &his] {
            locks(&mut ana, &of.reference).await;
            ana.does(&format!("{}/start", ticket(of)), &[]).await;
        }
        stage.run_due_work().await;
        ana.does(&name, &[("standing", "refused")]).await;
        stage.run_due_work().await;
        assert_eq!(members(&database).await, ["locked yes", "locked yes"]);
        let page = ana.get(&ticket(&hers)).await;
        page.sees("another lock covers this data: it stays locked");
    }

    async fn a_stranger_gets_the_newsletter_again(on: On) {
        for can_lift in [true, false] {
            let manifest = if can_lift { MANIFEST.replace("set: \"no\"", "set: \"no\", lift: \"yes\"") } else { MANIFEST.to_owned() };
            let (database, stage) = club_as(on, &manifest).await;
            let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
            let hers = asks_as_both(&stage, &ana, as_both(Right::Access).aimed_at(Aims::of([Aim::Marketing].into()))).await;
            let name = addresses(&ana.get(&ticket(&hers)).await, "identifiers").pop().expect("a claimed name");
            ana.does(&name, &[("standing", "trusted")]).await;
            stage.run_due_work().await;
            assert_eq!(members(&database).await, ["usual no", "usual no"]);

            ana.does(&name, &[("standing", "refused")]).await;
            stage.run_due_work().await;
            if !can_lift {
                // Its manifest does not say how: a person does it.
                let tasks = task::store::of(&stage.desk.db, hers.id).await.unwrap();
                let unlock = tasks.iter().find(|task| task.operation == Operation::Unlock).expect("a task");
                let task = format!("{}/tasks/{}", ticket(&hers), unlock.id);
                ana.get(&task).await.sees("bob@example.net is somebody else");
                ana.finishes(&task, "done", "Ticked in the club's own program.", &[]).await.is(303);
                continue;
            }
            assert_eq!(members(&database).await, ["usual no", "usual yes"]);
        }
    }

    async fn a_name_that_is_learned_after_a_lock_was_answered_is_locked_too_while_the_lock_stands(on: On) {
        for has_ended in [false, true] {
            let (database, stage) = club(on).await;
            let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
            let hers = asks_verified(&stage, ana.id, ADA, &[Right::Restriction, Right::Access]).await;
            let page = ticket(&hers);
            locks(&mut ana, &hers.reference).await;
            ana.does(&format!("{page}/start"), &[]).await;
            stage.run_due_work().await;
            let requests = request::store::of(&stage.desk.db, hers.id).await.unwrap();
            let lock = requests.iter().find(|row| row.right == Right::Restriction).expect("a request to lock").id;
            let granted = [("outcome", "granted"), ("text", "It is locked.")];
            let answer = format!("{page}/requests/{lock}/answer");
            ana.does(&answer, &granted).await;
            assert_eq!(members(&database).await, ["locked yes", "usual yes"]);
            if has_ended {
                let lock = hold::store::standing(&stage.desk.db, Keeps::Lock).await.unwrap().remove(0);
                let plan = plan_lift::Plan { ends_on: "2026-11-21".parse().unwrap(), why: "It was corrected.", told: "" };
                plan_lift::plan(&stage.desk, ana.id, lock.id, plan).await.unwrap();
                stage.run_due_work().await;
                stage.clock.advance(TimeDelta::days(7));
                stage.run_due_work().await;
                assert_eq!(members(&database).await, ["usual yes", "usual yes"]);
                ana.signs_in("ana").await;
            }

            // Staff hear that his address is one of hers.
            ana.does(&format!("{page}/identifiers"), &[("kind", "email"), ("value", BOB)]).await;
            stage.run_due_work().await;
            let wanted = if has_ended { ["usual yes", "usual yes"] } else { ["locked yes", "locked yes"] };
            assert_eq!(members(&database).await, wanted, "what was asked for holds for all of her names");
        }
    }

    async fn a_name_that_is_learned_after_an_objection_was_answered_gets_no_newsletter_either(on: On) {
        let (database, stage) = club(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let aimed = Asking { rights: [Right::Access].into(), ..asking(ADA) }.aimed_at(Aims::of([Aim::Marketing].into()));
        let hers = asks_as_both(&stage, &ana, aimed).await;
        let page = ticket(&hers);
        stage.run_due_work().await;
        stage.clock.advance(TimeDelta::minutes(2));
        stage.run_due_work().await;
        let requests = request::store::of(&stage.desk.db, hers.id).await.unwrap();
        assert!(requests.iter().any(|row| row.outcome == Some(Answered::Granted)), "it is answered");
        assert_eq!(members(&database).await, ["usual no", "usual yes"]);
        ana.does(&format!("{page}/identifiers"), &[("kind", "email"), ("value", BOB)]).await;
        stage.run_due_work().await;
        assert_eq!(members(&database).await, ["usual no", "usual no"], "the club is asked by that address too");

        // Somebody else's after all: what was marked by it only is taken away, as ever.
        let names = identifier::store::of(&stage.desk.db, hers.id).await.unwrap();
        let his = names.iter().find(|name| name.origin == Origin::Staff).expect("what staff added");
        ana.does(&format!("{page}/identifiers/{}", his.id), &[("standing", "refused")]).await;
        let tasks = task::store::of(&stage.desk.db, hers.id).await.unwrap();
        assert!(tasks.iter().any(|task| task.operation == Operation::Unlock), "the club, or a person, is asked to");
    }

    async fn what_was_marked_by_a_name_that_came_by_a_refused_one_is_unmarked_too(on: On) {
        let database = match on {
            On::Sqlite => databases::postgres().await,
            On::Postgres => databases::sqlite(),
        };
        // The club knows people by their telephones, and the register whose address is whose telephone.
        database.load(&TABLES.replace(ADA, "+441").replace(BOB, "+442")).await;
        database.load("CREATE TABLE person (id INTEGER PRIMARY KEY, email VARCHAR(100) NOT NULL, phone VARCHAR(100) NOT NULL)").await;
        database.load("INSERT INTO person VALUES (1, 'ada@example.org', '+441'), (2, 'bob@example.net', '+442')").await;
        let club = MANIFEST.replace("{identity: email, data_type: string}", "{identity: phone_number, data_type: string}");
        let (head, fields) = MANIFEST.split_once("          - name: standing").expect("the marks");
        assert!(fields.contains("newsletter"));
        let phone = "          - name: phone\n            description: Your telephone\n            data_categories: [user.contact.phone_number]\n            \
                     rightsdesk_meta: {resolves: phone_number}\n";
        let register = format!("{}{phone}", head.replace("club", "register").replace("name: member", "name: person"));
        let settings = || Settings { url: Some(database.url.clone().into()), ..Settings::default() };
        let systems = [connected("club", &club, settings()), connected("register", &register, settings())];
        let stage = Stage::setting(on).with_systems(systems).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let hers = asks_as_both(&stage, &ana, as_both(Right::Restriction)).await;
        let page = ticket(&hers);
        let name = addresses(&ana.get(&page).await, "identifiers").pop().expect("a claimed name");
        ana.does(&name, &[("standing", "trusted")]).await;
        locks(&mut ana, &hers.reference).await;
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        assert_eq!(marked(&database).await, ["locked", "locked"], "both telephones are taken for hers");

        ana.does(&name, &[("standing", "refused")]).await;
        for _ in 0..3 {
            stage.run_due_work().await;
            stage.clock.advance(TimeDelta::minutes(2));
        }
        assert_eq!(marked(&database).await, ["locked", "usual"], "his telephone was known by his address alone");
    }
}
