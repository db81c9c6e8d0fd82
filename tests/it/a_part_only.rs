//! Erasure of a part only: from chosen systems, and without the account.

use chrono::TimeDelta;
use rightsdesk::{
    kernel::ids::TicketId,
    request,
    rights::right::Right,
    staff::role::Role,
    task::{self, state::Operation},
};
use rightsdesk_exporters::open::Settings;
use serde_json::json;
use stage::{
    company::connected,
    databases::{self, Database},
    desk::{On, Stage},
    form::Form,
    on_both,
};

use crate::{
    api::Program,
    desk_pages::{Colleague, asks_verified},
};

const ADA: &str = "ada@example.org";

/// A bridge, a shop, and the account.
pub(crate) async fn town(on: On) -> (Vec<Database>, Stage) {
    let (mut databases, mut systems) = (Vec::new(), Vec::new());
    for (key, turn) in [("bridge", "satellite"), ("shop", "usual"), ("account", "root_account")] {
        let database = databases::sqlite();
        database
            .load(
                "CREATE TABLE customer (id INTEGER PRIMARY KEY, email VARCHAR(100) NOT NULL);
                 CREATE TABLE purchase (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL, thing TEXT NOT NULL);
                 INSERT INTO customer VALUES (1, 'ada@example.org');",
            )
            .await;
        let manifest = include_str!("desk_pages/erasing.yml")
            .replace("location: [GB]", &format!("location: [GB], turn: {turn}"))
            .replace("name: Web shop", &format!("name: The {key}"));
        let settings = Settings { url: Some(database.url.clone().into()), ..Settings::default() };
        systems.push(connected(key, &manifest, settings));
        databases.push(database);
    }
    (databases, Stage::setting(on).with_systems(systems).set().await)
}

/// From which systems something is to be erased.
pub(crate) async fn erased_from(stage: &Stage, id: TicketId) -> Vec<String> {
    let tasks = task::store::of(&stage.desk.db, id).await.unwrap();
    let mut systems: Vec<_> =
        tasks.into_iter().filter(|task| task.operation == Operation::Erase).map(|task| task.system).collect();
    systems.sort();
    systems
}

pub(crate) async fn ticket(stage: &Stage, reference: &str) -> TicketId {
    rightsdesk::ticket::store::by_reference(&stage.desk.db, reference).await.unwrap().unwrap().id
}

on_both! {
    async fn a_person_keeps_their_account_and_says_where(on: On) {
        let (_databases, stage) = town(on).await;
        let mut ada = stage.visitor();
        let details = [("parts", "shown"), ("part", "shop"), ("part", "account"), ("keep_account", "yes")];
        let form = Form { language: "en", rights: &["erasure"], email: ADA, matrix_id: "", details: &details };
        let part = "only in The account, The shop; the account stays";
        form.fill_in(&mut ada).await.sees("From where should we delete your data?").sees(part);
        let nowhere = [("parts", "shown")];
        let state = ada.post("/en/r/rights", &[("right", "erasure")]).await.field("state");
        let state = ada.post("/en/r/contact", &[("email", ADA), ("state", &state)]).await;
        let state = state.sees("The bridge").sees("Keep my account").field("state");
        let again = ada.post("/en/r/details", &[nowhere[0], ("state", &state)]).await;
        again.is(422).sees("Choose at least one place to delete from.");

        let sent = form.send(&mut ada).await.is(200);
        stage.run_due_work().await;
        let mail = stage.mail_to(ADA).pop().unwrap();
        // Mails are folded at their margin.
        let text = mail.text().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(part), "{text}");
        let link = mail.links().into_iter().find(|link| link.contains("/v/")).unwrap();
        let path = link.split_once("example.org").unwrap().1.to_owned();
        ada.get(&path).await.is(200).sees(part);
        ada.post(&path, &[("answer", "yes")]).await;

        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let reference = sent.by_id("reference");
        let page = format!("/desk/t/{reference}");
        ana.get(&page).await.is(200).sees(part);
        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        assert_eq!(erased_from(&stage, ticket(&stage, &reference).await).await, ["shop"]);
    }

    async fn whoever_takes_nothing_away_asks_for_all_of_it_and_staff_may_change_it(on: On) {
        let (_databases, stage) = town(on).await;
        let mut ada = stage.visitor();
        let all = [("parts", "shown"), ("part", "shop"), ("part", "bridge"), ("part", "account")];
        let form = Form { language: "en", rights: &["erasure"], email: ADA, matrix_id: "", details: &all };
        let sent = form.send(&mut ada).await.is(200);
        let reference = sent.by_id("reference");
        let id = ticket(&stage, &reference).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let page = format!("/desk/t/{reference}");
        ana.does(&format!("{page}/verify"), &[("how", "She showed us her badge.")]).await.sees_no("only in The");
        let request = request::store::of(&stage.desk.db, id).await.unwrap().remove(0);
        assert_eq!(request.part, None);

        let change = format!("{page}/requests/{}/part", request.id);
        ana.post(&change, &[]).await.is(422).sees("Choose at least one place");
        ana.does(&change, &[("part", "bridge")]).await.sees("only in The bridge").sees("What is erased was changed");
        stage.run_due_work().await;
        let mail = stage.mail_to(ADA).pop().unwrap();
        assert!(mail.text().contains("only in The bridge"), "{}", mail.text());

        ana.does(&format!("{page}/start"), &[]).await;
        stage.run_due_work().await;
        assert_eq!(erased_from(&stage, id).await, ["bridge"]);
        ana.post(&change, &[("part", "shop")]).await.is(422).sees("The systems are asked already");
    }

    async fn the_part_of_another_ticket_is_not_changed_through_ones_own(on: On) {
        let (_databases, stage) = town(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let hers = asks_verified(&stage, ana.id, ADA, &[Right::Erasure]).await;
        let his = asks_verified(&stage, ana.id, "bob@example.org", &[Right::Erasure]).await;
        let request = async |id: TicketId| request::store::of(&stage.desk.db, id).await.unwrap().remove(0);
        let foreign = request(his.id).await.id;
        ana.post(&format!("/desk/t/{}/requests/{foreign}/part", hers.reference), &[("part", "shop")]).await.is(404);
        let program = Program::for_somebody(&stage, ana.id, TimeDelta::days(1)).await;
        let part = json!({ "systems": ["shop"], "keeps_account": false });
        let path = format!("/tickets/{}/requests/{foreign}/part", hers.reference);
        program.post(&path, part).await.is(404);
        assert_eq!((request(hers.id).await.part, request(his.id).await.part), (None, None));
        // On its own ticket it is.
        let path = format!("/desk/t/{}/requests/{foreign}/part", his.reference);
        ana.does(&path, &[("part", "shop")]).await.sees("only in The shop");
    }
}
