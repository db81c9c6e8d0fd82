//! Data that is not ours to decide about: it is recognised, passed on to the customer where there is one, and otherwise the person is
//! told whom to ask. What we hold for somebody else we neither look into nor erase, unless they have told us to.

use rightsdesk::{
    casework::{
        copying::look_into,
        receiving::{
            receive::{self, Asking, Receipt},
            verify_by_hand,
        },
    },
    config::{customer::CustomerSection, file::Config},
    identifier::check,
    kernel::{actor::Actor, ids::StaffId},
    request::{self, state::Outcome},
    rights::right::Right,
    staff::role::Role,
    task::{
        self,
        state::{Operation, Outcome as Ended},
    },
};
use rightsdesk_exporters::open::Settings;
use serde_json::json;
use stage::{
    company::connected,
    databases::{self, Database},
    desk::{On, Stage},
    on_both,
};

use crate::{
    api::Program,
    code_alone::proves,
    desk_pages::{Colleague, asking, erasing, ticket},
};

const ADA: &str = "ada@example.org";

/// We run example.org for ourselves, and acme.example for Acme.
fn known_servers(config: &mut Config) {
    config.desk.servers = vec!["example.org".to_owned()];
    config.customers.push(CustomerSection {
        name: "Acme".to_owned(),
        mail: Some("privacy@acme.example".to_owned()),
        servers: vec!["acme.example".to_owned()],
        ..CustomerSection::default()
    });
}

/// Ada asks, and says which Matrix ID she has.
async fn asks_with(stage: &Stage, by: StaffId, matrix_id: &str, rights: &[Right]) -> Receipt {
    let asking = Asking {
        rights: rights.iter().copied().collect(),
        others: vec![check::read("matrix_id", matrix_id).unwrap()],
        ..asking(ADA)
    };
    let receipt = receive::receive(&stage.desk, asking, Actor::Subject).await.unwrap();
    verify_by_hand::verify(&stage.desk, by, receipt.id, "They showed us their badge.").await.unwrap();
    receipt
}

async fn last_letter(stage: &Stage) -> String {
    stage.run_due_work().await;
    let mail = stage.mail_to(ADA).pop().expect("a mail");
    mail.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The shop, and what we host for others: Ada is in both.
async fn company(on: On, change: impl FnOnce(&mut Config) + Send + 'static) -> (Database, Database, Stage) {
    let (shop, hosting) = (databases::sqlite(), databases::sqlite());
    let mut systems = Vec::new();
    let held = include_str!("desk_pages/erasing.yml").replace("name: Web shop", "name: Hosting");
    let held = held.replace("role: controller", "role: processor");
    for (key, database, manifest) in
        [("shop", &shop, include_str!("desk_pages/erasing.yml")), ("hosting", &hosting, held.as_str())]
    {
        database.load(erasing::SHOP).await;
        let settings = Settings { url: Some(database.url.clone().into()), ..Settings::default() };
        systems.push(connected(key, manifest, settings));
    }
    let stage = Stage::setting(on).with_systems(systems).with_config(change).set().await;
    (shop, hosting, stage)
}

on_both! {
    async fn an_account_on_a_customers_server_is_shown_as_theirs_to_answer(on: On) {
        let stage = Stage::setting(on).with_config(known_servers).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_with(&stage, ana.id, "@ada:acme.example", &[Right::Access]).await;
        let page = ana.get(&ticket(&receipt)).await.sees("acme.example is a homeserver that we keep for Acme");
        let page = page.sees("(Art. 28(3)(e))").sees("Look whether the person has anything with us as well");
        assert_eq!(page.field("customer"), "Acme", "nobody has to type it");
        let program = Program::of(&stage, "jo", Role::Agent).await;
        let told = program.get(&format!("/tickets/{}", receipt.reference)).await.is(200);
        assert_eq!(told.body["elsewhere"], json!([{ "server": "acme.example", "customer": "Acme" }]));

        // Who is a customer gets the request, and it is not only said that they should be asked.
        let form = format!("{}/pass-on", ticket(&receipt));
        let told = [("customer", "Acme"), ("way", "told")];
        ana.post(&form, &told).await.is(422).sees("This is a customer of ours with an address");
        ana.does(&form, &[("customer", "Acme"), ("way", "passed_on")]).await.sees("The request is passed on.").sees_no("we keep for Acme");
        assert!(last_letter(&stage).await.contains("We passed your request on to them"));
        assert_eq!(stage.mail_to("privacy@acme.example").len(), 1);

        // One of our own is no riddle.
        let own = asks_with(&stage, ana.id, "@ada:Example.org", &[Right::Objection]).await;
        let page = ana.get(&ticket(&own)).await.sees_no("what lies there").sees_no("Look whether the person");
        assert_eq!(page.field("customer"), "");
    }

    async fn of_a_server_that_is_nobodys_we_know_the_person_is_told_whom_to_ask_and_nothing_is_passed_on(on: On) {
        let stage = Stage::setting(on).with_config(known_servers).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_with(&stage, ana.id, "@ada:chat.example.net", &[Right::Access]).await;
        let page = ana.get(&ticket(&receipt)).await.sees("chat.example.net is not one of our homeservers");
        let whom = page.field("customer");
        assert_eq!(whom, "whoever runs the homeserver chat.example.net");
        let form = format!("{}/pass-on", ticket(&receipt));
        ana.post(&form, &[("customer", &whom), ("way", "sideways")]).await.is(400);
        let page = ana.does(&form, &[("customer", &whom), ("way", "told")]).await.sees("The person is told whom to ask.");
        page.sees("nothing was passed on").sees("Not ours").sees_no("Passed on");
        let letter = last_letter(&stage).await;
        for told in ["Please ask: whoever runs the homeserver chat.example.net", "We passed nothing on to them", "ico.org.uk"] {
            assert!(letter.contains(told), "{told} is missing:\n{letter}");
        }
        assert!(!letter.contains("passed your request on"), "{letter}");
        assert!(stage.mails().iter().all(|mail| mail.to() == [ADA]), "nobody else hears of her");
        let requests = request::store::of(&stage.desk.db, receipt.id).await.unwrap();
        assert_eq!(requests[0].outcome, Some(Outcome::NotOurs));

        let page = proves(&stage, &receipt, ADA).await;
        let page = page.sees("We do not decide about this data").sees("we passed nothing on");
        page.sees_no("We passed your request on").sees_no("This request is closed.");
    }

    async fn where_nobody_has_said_which_servers_are_ours_no_server_is_called_a_strangers(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_with(&stage, ana.id, "@ada:chat.example.net", &[Right::Access]).await;
        ana.get(&ticket(&receipt)).await.sees_no("not one of our homeservers").sees("It is for a customer to decide");
    }

    async fn what_we_hold_for_somebody_else_is_neither_handed_over_nor_erased_and_the_person_reads_why(on: On) {
        let (shop, hosting, stage) = company(on, |_| ()).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let receipt = asks_with(&stage, ana.id, "@ada:example.org", &[Right::Access, Right::Erasure]).await;
        let page = ticket(&receipt);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        let tasks = async || task::store::of(&stage.desk.db, receipt.id).await.unwrap();
        let held = tasks().await.into_iter().find(|task| task.system == "hosting").expect("it stands there");
        assert_eq!((held.operation, held.outcome, held.attempts), (Operation::Export, Some(Ended::Skipped), 0), "nobody asked it");
        ana.get(&page).await.sees("We only hold this data for somebody else");
        ana.post(&format!("{page}/tasks/{}/retry", held.id), &[]).await.is(422);
        let contents = look_into::contents(&stage.desk, receipt.id).await.unwrap().systems;
        let hosted = contents.iter().find(|system| system.key == "hosting").expect("it is in the list");
        assert_eq!(hosted.records, 0);
        assert!(hosted.reason.as_deref().is_some_and(|why| why.starts_with("We only hold this data for somebody else")), "{hosted:?}");
        ana.releases(&page).await;
        stage.run_due_work().await;

        let all = tasks().await;
        let erase = all.iter().filter(|task| task.operation == Operation::Erase);
        let (held, own): (Vec<_>, Vec<_>) = erase.partition(|task| task.system == "hosting");
        assert_eq!((held[0].outcome, own.len()), (Some(Ended::Skipped), 1));
        let path = format!("{page}/tasks/{}", own[0].id);
        let plan = ana.get(&path).await.field("plan");
        for by in [&mut ana, &mut otto] {
            by.does(&format!("{path}/approve"), &[("plan", plan.as_str())]).await;
        }
        stage.run_due_work().await;
        assert_eq!(erasing::things(&shop).await, erasing::ALL[2..]);
        assert_eq!(erasing::things(&hosting).await, erasing::ALL, "it is not ours to erase");
        let requests = request::store::of(&stage.desk.db, receipt.id).await.unwrap();
        let erasure = requests.iter().find(|request| request.right == Right::Erasure).unwrap().id;
        let answer = [("outcome", "granted"), ("text", "All of ours is gone.")];
        ana.does(&format!("{page}/requests/{erasure}/answer"), &answer).await.sees("Answered");
        let letter = last_letter(&stage).await;
        assert!(letter.contains("Hosting") && letter.contains("ask them (Art. 28(3)(e))"), "{letter}");
    }

    async fn a_customer_who_has_instructed_us_has_us_answer_for_its_people_alone(on: On) {
        for (servers, is_asked) in [(vec![], true), (vec!["acme.example".to_owned()], false)] {
            let instructs = move |config: &mut Config| {
                let instructed = vec!["hosting".to_owned()];
                config.customers.push(CustomerSection { name: "Acme".to_owned(), servers, instructed, ..CustomerSection::default() });
            };
            let (_shop, _hosting, stage) = company(on, instructs).await;
            let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
            // That she is on Acme's server nobody has looked at: it is only what she says.
            let receipt = asks_with(&stage, ana.id, "@ada:acme.example", &[Right::Access]).await;
            ana.does(&format!("{}/start", ticket(&receipt)), &[]).await;
            stage.run_due_work().await;
            let tasks = task::store::of(&stage.desk.db, receipt.id).await.unwrap();
            let hosting = tasks.iter().find(|task| task.system == "hosting").expect("a task");
            assert_eq!(hosting.records > 0, is_asked, "{hosting:?}");
        }
    }
}
