//! Rectification: the person says what is wrong, staff approve what they saw, and exactly that is written.

mod codes;
mod held;
mod meanwhile;
mod packages;
mod programs;

use std::collections::BTreeSet;

use rightsdesk::{
    casework::receiving::{
        receive::{self, Asking, Receipt},
        verify_by_hand,
    },
    correction,
    identifier::check,
    kernel::actor::Actor,
    rights::right::Right,
    staff::role::Role,
    task::{self, state::Operation},
    ticket::intake::{Channel, Delivery},
    words::language::Language,
};
use rightsdesk_exporters::open::Settings;
use sea_orm::{ConnectionTrait, Statement};
use stage::{
    company::connected,
    databases::{self, Database},
    desk::{On, PUBLIC, Stage},
    on_both,
    visitor::{Page, Visitor},
};

use crate::desk_pages::{Colleague, addresses, ticket};

const SHOP: &str = "
    CREATE TABLE customer (id INTEGER PRIMARY KEY, email VARCHAR(100) NOT NULL UNIQUE, name VARCHAR(20) NOT NULL CHECK (name <> 'The Countess'),
        company VARCHAR(40), remark VARCHAR(200));
    CREATE TABLE purchase (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), thing TEXT NOT NULL);
    INSERT INTO customer VALUES (1, 'ada@example.org', 'Adda Lovelase', 'Engines', NULL),
        (2, 'ada@example.org.evil.net', 'Adda Lovelase', 'Engines', NULL), (3, 'bob@example.net', 'Bob', 'Engines', NULL);
    INSERT INTO purchase VALUES (11, 1, 'an engine'), (21, 2, 'a mask'), (31, 3, 'a book');
";

/// The shop, on the engine that the desk is not on, and a desk.
async fn shop(on: On) -> (Database, Stage) {
    let database = match on {
        On::Sqlite => databases::postgres().await,
        On::Postgres => databases::sqlite(),
    };
    database.load(SHOP).await;
    let settings = Settings { url: Some(database.url.clone().into()), ..Settings::default() };
    let system = connected("shop", include_str!("shop.yml"), settings);
    (database, Stage::setting(on).with_systems([system]).set().await)
}

/// All that is in the shop.
async fn everything(database: &Database) -> Vec<String> {
    let connection = database.connect().await;
    let sql = "SELECT id || '|' || email || '|' || name || '|' || COALESCE(company, '-') || '|' || COALESCE(remark, '-') AS it FROM customer UNION ALL
        SELECT id || '|' || customer_id || '|' || thing FROM purchase ORDER BY 1";
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let rows = connection.query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| row.try_get("", "it").unwrap()).collect()
}

/// The same with Ada's line written otherwise.
fn with_ada(before: &[String], line: &str) -> Vec<String> {
    before.iter().map(|it| if it.starts_with("1|") { line.to_owned() } else { it.clone() }).collect()
}

/// Somebody asks, and is known to be who they say.
async fn asks(stage: &Stage, by: &Colleague, email: &str, rights: &[Right], language: Language) -> Receipt {
    let asking = Asking {
        part: None,
        rights: rights.iter().copied().collect::<BTreeSet<_>>(),
        contact: check::read("email", email).unwrap(),
        others: Vec::new(),
        message: "My name is written wrongly.".to_owned(),
        delivery: Delivery::Link,
        language,
        channel: Channel::Web,
        agent: None,
        received_on: None,
    };
    let receipt = receive::receive(&stage.desk, asking, Actor::Subject).await.unwrap();
    verify_by_hand::verify(&stage.desk, by.id, receipt.id, "They showed us their badge.").await.unwrap();
    receipt
}

/// The address of the task that corrects, once the systems were asked.
async fn started(stage: &Stage, by: &mut Colleague, receipt: &Receipt) -> String {
    by.does(&format!("{}/start", ticket(receipt)), &[]).await;
    stage.run_due_work().await;
    let page = by.get(&ticket(receipt)).await;
    addresses(&page, "tasks").into_iter().find(|path| !path.ends_with("/retry")).expect("a task for a person")
}

/// The person behind reference and access code alone.
async fn enters(stage: &Stage, receipt: &Receipt) -> Visitor {
    let mut visitor = stage.visitor();
    let code = receipt.access_code.for_people().to_string();
    let fields = [("reference", receipt.reference.as_str()), ("access_code", code.as_str())];
    visitor.post("/en/status", &fields).await.is(303);
    visitor
}

/// The same person behind a mailed link as well.
async fn proves(stage: &Stage, visitor: &mut Visitor, receipt: &Receipt, email: &str) {
    let csrf = visitor.get("/en/status/view").await.field("csrf");
    visitor.post("/en/status/link", &[("csrf", &csrf)]).await.is(200);
    stage.run_due_work().await;
    let links = stage.mail_to(email).into_iter().rev().flat_map(|mail| mail.links());
    let link = links.into_iter().find(|link| link.contains("/files/")).expect("a link");
    let link = link.strip_prefix(PUBLIC).expect("a link to our own pages").to_owned();
    let code = receipt.access_code.for_people().to_string();
    // Nothing lies there to be fetched, and no page says so.
    visitor.get(&link).await.is(200).sees("Open my request").sees_no("Show my files");
    visitor.post(&link, &[("access_code", &code)]).await.is(303);
}

/// What the form calls each value, in the order of the page.
fn which(page: &Page) -> Vec<String> {
    let parts = page.source().split("name=\"which\" value=\"").skip(1);
    parts.map(|part| part.split('"').next().unwrap().to_owned()).collect()
}

on_both! {
    async fn whom_nobody_knows_is_promised_nothing(on: On) {
        let (_database, stage) = shop(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks(&stage, &ana, "eve@example.org", &[Right::Rectification], Language::En).await;
        let mut eve = enters(&stage, &receipt).await;
        eve.get("/en/status/view").await.sees("As soon as our systems have told us what we hold");
        ana.does(&format!("{}/start", ticket(&receipt)), &[]).await;
        stage.run_due_work().await;
        // The code alone is told the same as of somebody who is known.
        let page = eve.get("/en/status/view").await.sees("As soon as our systems have told us").sees("Mail me the link");
        page.sees_no("nothing was found");
        proves(&stage, &mut eve, &receipt, "eve@example.org").await;
        let page = eve.get("/en/status/view").await.sees("nothing was found under the names that you gave us");
        page.sees_no("As soon as our systems");
    }

    async fn what_the_person_says_is_written_once_somebody_has_seen_it(on: On) {
        let (database, stage) = shop(on).await;
        let before = everything(&database).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks(&stage, &ana, "ada@example.org", &[Right::Rectification], Language::En).await;
        let task = started(&stage, &mut ana, &receipt).await;
        stage.run_due_work().await;
        let told = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ").contains("field by field");
        let invited = stage.mail_to("ada@example.org").into_iter().filter(|mail| told(mail.text()));
        assert_eq!(invited.count(), 1, "she is told that she can say what is wrong");

        // Whoever filled in the form has the code, and sees nothing by that alone.
        let mut ada = enters(&stage, &receipt).await;
        let page = ada.get("/en/status/view").await.is(200).sees("Mail me the link").sees_no("Lovelase");
        page.sees("As soon as our systems have told us").sees_no("You can see what we hold");
        ada.get("/en/status/corrections").await.is(303).sees_no("Lovelase");
        proves(&stage, &mut ada, &receipt, "ada@example.org").await;
        ada.get("/en/status/view").await.sees("See what we hold");
        let page = ada.get("/en/status/corrections").await.is(200).sees("We hold: Adda Lovelase").sees("We hold: Engines").sees_no("You said");
        let page = page.sees_no("Bob").sees_no("evil.net");
        let csrf = page.field("csrf");
        let name = which(&page).into_iter().find(|it| it.contains("|name|")).expect("the name");
        let address = which(&page).into_iter().find(|it| it.contains("|email|")).expect("the address");
        let form = |which: &str, right: &str| {
            [("csrf", csrf.clone()), ("which", which.to_owned()), ("right", right.to_owned())]
        };
        let post = async |ada: &mut Visitor, which: &str, right: &str| {
            let form = form(which, right);
            let fields = form.each_ref().map(|(name, value)| (*name, value.as_str()));
            ada.post("/en/status/corrections", &fields).await
        };
        post(&mut ada, &name, " ").await.is(422).sees("Write what is right in at least one place");
        let elsewhere = name.replace("|name|", "|id|");
        post(&mut ada, &elsewhere, "2").await.is(422).sees("cannot be taken down right now");
        post(&mut ada, &name, "Ada Lovelace").await.is(303);
        ada.get("/en/status/corrections").await.is(200).sees("Thank you.").sees("You said: Ada Lovelace (we are looking at it)");
        stage.run_due_work().await;
        assert_eq!(everything(&database).await, before, "what is only said changes nothing");

        let page = ana.get(&task).await.is(200).sees("What would be corrected").sees("Adda Lovelase").sees("Ada Lovelace");
        let page = page.sees("the person").sees("0 of 1 approvals");
        let plan = page.field("plan");
        // An address is a way in: it becomes no other that is not proven to be theirs.
        post(&mut ada, &address, "mallory@example.net").await.is(303);
        stage.run_due_work().await;
        let page = ana.get(&task).await.sees("no proven name").sees("needs a person").sees_no("I have looked at it");
        ana.post(&format!("{task}/correct/approve"), &[("plan", &plan)]).await.is(422).sees("is not what would be written now");
        let decide = addresses(&page, "corrections");
        let rows = correction::store::of(&stage.desk.db, receipt.id).await.unwrap();
        let stolen = rows.iter().find(|row| row.field == "email").expect("the address");
        let path = decide.into_iter().find(|path| path.ends_with(&stolen.id.to_string())).expect("a form");
        ana.post(&path, &[("decision", "ERASURE_LEGAL_CLAIMS")]).await.is(422);
        ana.does(&path, &[("decision", "DATA_ACCURATE")]).await.sees("Decided.");
        stage.run_due_work().await;
        assert_eq!(everything(&database).await, before);

        let page = ana.get(&task).await.sees("Ada Lovelace");
        let plan = page.field("plan");
        ana.post(&format!("{task}/correct/approve"), &[("plan", "0000")]).await.is(422);
        ana.does(&format!("{task}/correct/approve"), &[("plan", &plan)]).await.sees("Approved.");
        stage.run_due_work().await;
        let after = with_ada(&before, "1|ada@example.org|Ada Lovelace|Engines|-");
        assert_eq!(everything(&database).await, after, "hers is right, and nobody else's has changed");
        ana.get(&task).await.sees("What was corrected").sees("right now in rows: 1; still wrong in: 0").sees("This task is finished.");
        ana.get(&ticket(&receipt)).await.sees("Corrected: Web shop, shop.customer.name").sees("Review");

        let page = ana.get(&ticket(&receipt)).await;
        let answer = page.source().split('"').find(|text| text.ends_with("/answer")).expect("a form").to_owned();
        ana.does(&answer, &[("outcome", "granted"), ("text", "Thank you for telling us.")]).await.sees("Answered");
        stage.run_due_work().await;
        let mails = stage.mail_to("ada@example.org");
        let answer = mails.iter().find(|mail| mail.text().contains("Thank you for telling us.")).expect("an answer").text();
        for part in ["Your name: corrected", "Address: not changed.", "What stood there before is no longer used."] {
            assert!(answer.contains(part), "{part}: {answer}");
        }
        for value in ["Lovelase", "Lovelace", "mallory"] {
            assert!(!answer.contains(value), "a letter lies open in a mailbox: {answer}");
        }
        // What stood there is gone from the desk too; that it was changed is not.
        let rows = correction::store::of(&stage.desk.db, receipt.id).await.unwrap();
        assert_eq!(rows.len(), 2);
        assert!(rows.iter().all(|row| row.held_sealed.is_none() && row.right_sealed.is_none() && !row.held_hash.is_empty()));
        ana.get(&task).await.sees("What was corrected").sees("destroyed").sees_no("Lovelase").sees_no("Lovelace");
        ada.get("/en/status/corrections").await.sees_no("Lovelase");
    }

    async fn what_staff_write_down_somebody_else_approves(on: On) {
        let (database, stage) = shop(on).await;
        let before = everything(&database).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut ben = Colleague::enters(&stage, "ben", Role::Agent).await;
        let receipt = asks(&stage, &ana, "ada@example.org", &[Right::Rectification], Language::De).await;
        let task = started(&stage, &mut ana, &receipt).await;
        ana.get(&task).await.sees("Nobody has said yet which field is wrong").sees("Adda Lovelase");
        let add = format!("{task}/correct");
        for wrong in [
            &[("field", ""), ("held", ""), ("right", "Ada")][..],
            &[("field", "shop.customer.name"), ("held", ""), ("right", "")],
            &[("field", "shop.customer.name"), ("held", ""), ("right", "Ada"), ("clear", "yes")],
            &[("field", "shop.customer.id"), ("held", ""), ("right", "7")],
            &[("field", "shop.purchase.thing"), ("held", ""), ("right", "7")],
        ] {
            ana.post(&add, wrong).await.is(422);
        }
        ana.does(&add, &[("field", "shop.customer.company"), ("held", "Engines"), ("right", ""), ("clear", "yes")]).await;
        stage.run_due_work().await;
        ana.does(&add, &[("field", "shop.customer.name"), ("held", ""), ("right", "The Countess")]).await;
        stage.run_due_work().await;
        let page = ana.get(&task).await.sees("would not be met any more").sees_no("I have looked at it");
        // It is kept beside what stands there; the rest can go on.
        let rows = correction::store::of(&stage.desk.db, receipt.id).await.unwrap();
        let name = rows.iter().find(|row| row.field == "name").expect("the name").id.to_string();
        let path = addresses(&page, "corrections").into_iter().find(|path| path.ends_with(&name)).expect("a form");
        ana.does(&path, &[("decision", "statement")]).await.sees("kept as a statement");
        stage.run_due_work().await;
        let mut cleo = Colleague::enters(&stage, "cleo", Role::Agent).await;
        let plan = ben.get(&task).await.sees("0 of 2 approvals").field("plan");
        ana.post(&format!("{add}/approve"), &[("plan", &plan)]).await.is(422).sees("somebody else has to approve it");
        stage.run_due_work().await;
        assert_eq!(everything(&database).await, before, "whoever wrote it down cannot let it through");
        ben.does(&format!("{add}/approve"), &[("plan", &plan)]).await.sees("Approved.");
        stage.run_due_work().await;
        assert_eq!(everything(&database).await, before, "what empties a field is an erasure, and one person lets none through");
        cleo.does(&format!("{add}/approve"), &[("plan", &plan)]).await.sees("Approved.");
        stage.run_due_work().await;
        let after = with_ada(&before, "1|ada@example.org|Adda Lovelase|-|Ihr Name: The Countess");
        assert_eq!(everything(&database).await, after, "the statement stands where the system has a place for it");
        let page = ana.get(&ticket(&receipt)).await;
        let answer = page.source().split('"').find(|text| text.ends_with("/answer")).expect("a form").to_owned();
        ana.does(&answer, &[("outcome", "granted"), ("text", "Danke.")]).await;
        stage.run_due_work().await;
        let mails = stage.mail_to("ada@example.org");
        let answer = mails.iter().find(|mail| mail.text().contains("Danke.")).expect("an answer").text();
        assert!(answer.contains("Ihre Firma: berichtigt"), "{answer}");
        assert!(answer.contains("Ihr Name: nicht geändert; was Sie dazu sagen, wird dabei aufbewahrt"), "{answer}");
        // Everything else is destroyed; the statement is what she wants to have kept.
        ana.get(&task).await.sees("The Countess").sees("destroyed").sees_no("Lovelase");
    }

    async fn what_changed_after_the_look_is_looked_at_again(on: On) {
        let (database, stage) = shop(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut ben = Colleague::enters(&stage, "ben", Role::Agent).await;
        let receipt = asks(&stage, &ana, "ada@example.org", &[Right::Rectification], Language::En).await;
        let task = started(&stage, &mut ana, &receipt).await;
        ana.does(&format!("{task}/correct"), &[("field", "shop.customer.name"), ("held", ""), ("right", "Ada")]).await;
        stage.run_due_work().await;
        let plan = ben.get(&task).await.field("plan");
        ben.does(&format!("{task}/correct/approve"), &[("plan", &plan)]).await;
        database.load("UPDATE customer SET name = 'Countess' WHERE id = 1").await;
        let before = everything(&database).await;
        stage.run_due_work().await;
        assert_eq!(everything(&database).await, before, "nobody has seen that");
        let page = ben.get(&task).await.sees("Countess").sees("0 of 1 approvals");
        assert_ne!(page.field("plan"), plan);
    }

    async fn what_is_contested_is_not_erased_meanwhile(on: On) {
        let (database, stage) = shop(on).await;
        let before = everything(&database).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let rights = [Right::Rectification, Right::Erasure];
        let receipt = asks(&stage, &ana, "ada@example.org", &rights, Language::En).await;
        ana.does(&format!("{}/start", ticket(&receipt)), &[]).await;
        stage.run_due_work().await;
        let tasks = task::store::of(&stage.desk.db, receipt.id).await.unwrap();
        let of = |operation| {
            let task = tasks.iter().find(|task| task.operation == operation).expect("a task");
            format!("{}/tasks/{}", ticket(&receipt), task.id)
        };
        let (correct, erase) = (of(Operation::Correct), of(Operation::Erase));
        let plan = ana.get(&erase).await.sees("is being corrected; that comes first").field("plan");
        for colleague in [&mut ana, &mut otto] {
            colleague.does(&format!("{erase}/approve"), &[("plan", &plan)]).await;
        }
        stage.run_due_work().await;
        assert_eq!(everything(&database).await, before, "it is being checked whether it is right");

        // Once that is over, the erasure goes on by itself.
        ana.finishes(&correct, "skipped", "She would rather have it erased.", &[]).await.is(303);
        stage.run_due_work().await;
        let left: Vec<_> = before.iter().filter(|it| !it.starts_with("1|") && !it.starts_with("11|")).cloned().collect();
        assert_eq!(everything(&database).await, left);
    }
}
