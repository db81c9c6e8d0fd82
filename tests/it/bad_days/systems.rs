//! Connected systems that are down, slow, changed or strange, as the desk goes through it: the ticket's row says in words
//! what is wrong, what passes is asked again, what stays is put before staff, and the other systems' answers are there.

use std::time::Duration;

use chrono::TimeDelta;
use rightsdesk::{
    casework::{collecting::start, receiving::receive::Receipt},
    config::file::Config,
    demo::{
        company::ERROR_TRACKER,
        error_tracker::{company, fault::Fault, server::ErrorTracker, world},
    },
    register::connected::Connected,
    rights::right::Right,
    staff::role::Role,
    task::{
        self,
        entity::Model,
        state::{Operation, Outcome, State},
    },
};
use rightsdesk_exporters::open::Settings;
use stage::{
    company::connected,
    databases,
    desk::{BEGIN, On, Stage},
    door::Door,
    system::Pretended,
};

use crate::desk_pages::{Colleague, addresses, asks_verified, ticket};

/// How a bad day goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    /// It is asked again, after so many seconds.
    Again(i64),
    /// A person has to look, and to say when it is to be asked again.
    Person,
}

/// A system that is always well.
fn shop() -> Connected {
    let json = r#"{"email": "ada@example.org", "note": "paid 1.10"}"#;
    Pretended::new("shop", "Web shop").holding("ada@example.org", json).connected()
}

/// Staff may sign in as often as they like.
fn often(config: &mut Config) {
    config.limits.sign_in_tries_per_hour = 1000;
}

async fn asks(stage: &Stage, ana: &Colleague) -> Receipt {
    let receipt = asks_verified(stage, ana.id, "ada@example.org", &[Right::Access]).await;
    start::start(&stage.desk, ana.id, receipt.id).await.unwrap();
    receipt
}

/// What the desk asks a system to hand over.
async fn export(stage: &Stage, receipt: &Receipt, system: &str) -> Model {
    let tasks = task::store::of(&stage.desk.db, receipt.id).await.unwrap();
    tasks.into_iter().find(|task| task.system == system && task.operation == Operation::Export).unwrap()
}

/// Asks while the day is bad, mends it, and sees the answer come. Staff read `words`.
async fn lives_through(stage: &Stage, system: &str, words: &str, then: Then, mend: impl AsyncFnOnce()) {
    let login = format!("ana{}", stage.desk.ids.fresh().simple());
    let mut ana = Colleague::enters(stage, &login, Role::Agent).await;
    let receipt = asks(stage, &ana).await;
    stage.run_due_work().await;
    let page = ana.get(&ticket(&receipt)).await.is(200).sees(words).sees("1 of 2 done").sees_no("Release");
    let row = export(stage, &receipt, system).await;
    assert!(row.problem.as_ref().is_some_and(|problem| !problem.contains("ada@")), "{:?}", row.problem);
    assert_eq!(export(stage, &receipt, "shop").await.outcome, Some(Outcome::Done), "others are not held up: {words}");
    match then {
        Then::Again(seconds) => {
            page.sees("failed 1×, next");
            assert_eq!(
                (row.state, (row.due_at - stage.desk.now()).num_seconds()),
                (State::Waiting, seconds),
                "{words}"
            );
            mend().await;
            stage.clock.advance(TimeDelta::seconds(seconds));
        }
        Then::Person => {
            assert_eq!((row.state, row.outcome), (State::Ended, Some(Outcome::Abandoned)), "{words}");
            let page = page.sees("Needs a person").sees("given up, needs a person");
            mend().await;
            let again = addresses(&page, "tasks").into_iter().find(|path| path.ends_with("/retry")).unwrap();
            ana.does(&again, &[]).await.sees("The system is asked again.");
        }
    }
    stage.run_due_work().await;
    let row = export(stage, &receipt, system).await;
    assert_eq!(row.outcome, Some(Outcome::Done), "{words}: {:?}", row.problem);
    ana.signs_in(&login).await;
    ana.get(&ticket(&receipt)).await.sees("2 of 2 done").sees_no(words);
    ana.get(&format!("{}/package", ticket(&receipt))).await.is(200).sees("START-HERE.html").sees(&format!("{system}/"));
}

stage::on_both! {
    async fn an_api_has_bad_days(on: On) {
        let world = world::World { users_a_minute: 1000, ..company::company(BEGIN.parse().unwrap()) };
        let tracker = ErrorTracker::start(world).await.unwrap();
        let patience = Some(Duration::from_millis(300));
        let mut settings = Settings { url: Some(tracker.url().into()), statement_time: patience, ..Settings::default() };
        settings.secrets.insert("token".to_owned(), company::TOKEN.to_owned().into());
        settings.secrets.insert("org".to_owned(), "example".to_owned().into());
        let manifest = ERROR_TRACKER.replace("rate: 5/60s", "rate: 1000/60s");
        // Nobody waits here until very many pages have come.
        let manifest = manifest.replacen("name: issues\n", "name: issues\n      max_pages: 40\n", 1);
        assert!(manifest.contains("max_pages: 40"));
        let setting = Stage::setting(on).with_systems([shop(), connected("sentry", &manifest, settings)]);
        // A call does not wait for the system to get better: it hands back.
        let stage = setting.with_config(|config| config.work.call_seconds = 1).with_config(often).set().await;
        let days = [
            (Fault::Status(401), "the credentials were refused", Then::Person),
            (Fault::Status(403), "the credentials were refused", Then::Person),
            (Fault::RetryAfter(7200), "is limited (429)", Then::Again(7200)),
            (Fault::Status(429), "is limited (429)", Then::Again(60)),
            (Fault::Status(500), "answered 500", Then::Again(10)),
            (Fault::Status(503), "answered 503", Then::Again(10)),
            (Fault::Html, "issues: ", Then::Again(10)),
            (Fault::HalfJson, "issues: ", Then::Again(10)),
            (Fault::BrokenOff, "issues: ", Then::Again(10)),
            (Fault::Silence, "did not answer in time", Then::Again(10)),
            (Fault::PagesForEver, "issues: ", Then::Person),
            (Fault::SamePageForEver, "issues: ", Then::Person),
        ];
        for (fault, words, then) in days {
            tracker.faults().always("/organizations/example/issues/?", fault);
            lives_through(&stage, "sentry", words, then, async || tracker.faults().clear()).await;
        }
    }

    async fn a_database_has_bad_days(on: On) {
        let database = databases::postgres().await;
        let table = "CREATE TABLE person (email text, note text); INSERT INTO person VALUES ('ada@example.org', 'hers')";
        database.load(table).await;
        let (mut door, url) = Door::before(&database.url).await;
        let patience = Some(Duration::from_millis(500));
        let settings = Settings { url: Some(url.into()), statement_time: patience, ..Settings::default() };
        let stage = Stage::setting(on).with_systems([shop(), connected("crm", CRM, settings)]).with_config(often).set().await;

        door.shut().await;
        let words = "the connection to the database failed";
        lives_through(&stage, "crm", words, Then::Again(10), async || door.open().await).await;

        let other = database.connect().await;
        let holding = rightsdesk::kernel::database::write(&other).await.unwrap();
        sea_orm::ConnectionTrait::execute_unprepared(&holding, "LOCK TABLE person").await.unwrap();
        let words = "the database does not answer";
        lives_through(&stage, "crm", words, Then::Again(10), async || holding.rollback().await.unwrap()).await;

        database.load("ALTER TABLE person RENAME TO persons").await;
        let mend = async || database.load("ALTER TABLE persons RENAME TO person").await;
        lives_through(&stage, "crm", "crm.person: there is no such table", Then::Person, mend).await;

        database.load("ALTER TABLE person RENAME COLUMN note TO notes").await;
        let mend = async || database.load("ALTER TABLE person RENAME COLUMN notes TO note").await;
        lives_through(&stage, "crm", "crm.person: there is no such column", Then::Person, mend).await;
    }
}

/// A system with one table.
const CRM: &str = "
system:
  - fides_key: crm
    name: CRM
    privacy_declarations:
      - name: Knowing people
        data_categories: [user]
        data_use: essential
        legal_basis_for_processing: Contract
        retention_period: a year
    rightsdesk_meta: {product: CRM, role: controller, location: [GB]}
dataset:
  - fides_key: crm
    collections:
      - name: person
        fields:
          - {name: email, fides_meta: {identity: email}}
          - {name: note}
";
