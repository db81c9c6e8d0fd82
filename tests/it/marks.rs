//! Systems whose manifest says how: they mark by themselves that data is locked, or that somebody wants no marketing.

use chrono::TimeDelta;
use rightsdesk::{
    casework::{
        locking::plan_lift,
        receiving::{receive, verify_by_hand},
    },
    hold::{self, ground::Keeps},
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

use crate::desk_pages::{Colleague, asking, asks_verified, ticket};

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

async fn club(on: On) -> (Database, Stage) {
    let database = match on {
        On::Sqlite => databases::postgres().await,
        On::Postgres => databases::sqlite(),
    };
    database.load(TABLES).await;
    let settings = Settings { url: Some(database.url.clone().into()), ..Settings::default() };
    let stage = Stage::setting(on).with_systems([connected("club", MANIFEST, settings)]).set().await;
    (database, stage)
}

/// What stands there of everybody: standing and newsletter.
async fn members(database: &Database) -> Vec<String> {
    let connection = database.connect().await;
    let sql = "SELECT standing || ' ' || newsletter AS words FROM member ORDER BY id";
    let rows = connection.query_all_raw(Statement::from_string(connection.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get("", "words").unwrap()).collect()
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
        let receipt = receive::receive(&stage.desk, aimed, rightsdesk::kernel::actor::Actor::Subject).await.unwrap();
        verify_by_hand::verify(&stage.desk, ana, receipt.id, "She rang.").await.unwrap();
        stage.run_due_work().await;
        stage.clock.advance(TimeDelta::minutes(2));
        stage.run_due_work().await;
        assert_eq!(members(&database).await, ["usual no", "usual yes"]);
        let requests = request::store::of(&stage.desk.db, receipt.id).await.unwrap();
        assert_eq!(requests[0].outcome, Some(Answered::Granted), "nobody had to do anything");
        assert!(stage.mail_to("ada@example.org").pop().unwrap().subject().contains("no more advertising"));
    }
}
