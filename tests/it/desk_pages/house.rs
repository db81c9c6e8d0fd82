//! What belongs to no ticket: recording a request, systems, letters, people.

use rightsdesk::{rights::right::Right, staff::role::Role};
use stage::{
    desk::{On, Stage},
    system::{Pretended, by_hand},
    visitor::Page,
};

use super::{Colleague, addresses, asks, asks_verified, ticket};

stage::on_both! {
    async fn a_request_that_came_by_phone_is_recorded(on: On) {
        let stage = Stage::setting(on).with_systems([Pretended::new("shop", "Web shop").connected()]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let empty = ana.get("/desk/new").await.is(200).sees("Kinds: email.");
        assert_eq!(empty.heading().trim(), "Record a request");
        let form = empty.field("form");
        let wrong = [
            ("form", form.as_str()), ("channel", ""), ("received_on", "2026-11-15"), ("email", "ada"), ("matrix_id", "ada"), ("message", "Hello"),
            ("language", "fr"), ("agent_name", "Grace"), ("identifiers", "customer 4711"),
        ];
        let page = ana.post("/desk/new", &wrong).await.is(422).sees("Choose how it came").sees("This day has not come yet");
        let page = page.sees("Enter an email address").sees("Enter a whole Matrix ID").sees("Choose at least one right");
        let page = page.sees("a phone number on a line, or kind=value").sees("Hello").sees("customer 4711");
        assert_eq!(page.field("agent_name"), "Grace");
        assert_eq!(page.field("form"), form, "it is still the same form");
        let right = [
            ("form", form.as_str()), ("channel", "phone"), ("received_on", "2026-11-02"), ("email", "ada@example.org"),
            ("matrix_id", "@ada:example.org"), ("right", "access"), ("right", "erasure"), ("message", "Everything, please."),
            ("language", "fr"), ("agent_name", "Grace Hopper"), ("identifiers", "customer_id=4711\r\n\r\nphone_number = +44 20"),
        ];
        let page = ana.post("/desk/new", &right).await.is(200).sees("The request is recorded").sees("Access code");
        let reference = page.words().split_whitespace().find(|word| word.starts_with("DR-")).unwrap().to_owned();
        let path = format!("/desk/t/{reference}");
        let page = ana.get(&path).await.is(200).sees("Phone").sees("Français").sees("G***").sees("2 Dec 2026").sees("Erasure");
        let page = page.sees("Customer ID").sees("Phone number").sees("Everything, please.");
        let line = page.row("Request received: Phone");
        assert!(line.split(' ').any(|word| word == "ana"), "who wrote it down: {line}");
        for unlike in [("right", "flight"), ("language", "xx"), ("channel", "pigeon"), ("form", "none")] {
            let fields: Vec<_> = right.iter().filter(|(name, _)| *name != unlike.0).copied().chain([unlike]).collect();
            ana.post("/desk/new", &fields).await.is(400);
        }
    }

    async fn a_letter_of_somebody_without_a_mailbox_is_recorded_with_its_day_and_its_part(on: On) {
        let systems = [by_hand("paper", "Paper files", "Look."), by_hand("attic", "Attic", "Look.")];
        let stage = Stage::setting(on).with_systems(systems).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let empty = ana.get("/desk/new").await.is(200).sees("Only for an erasure: from which systems?");
        let form = empty.field("form");
        let letter = [
            ("form", form.as_str()), ("channel", "letter"), ("received_on", "2026-11-02"), ("elsewhere", "1 Hill Road, Ely CB7 1AA"),
            ("right", "erasure"), ("parts", "shown"), ("part", "attic"), ("message", "Burn it."), ("language", "de"),
        ];
        let page = ana.post("/desk/new", &letter).await.is(200).sees("The request is recorded");
        let reference = page.words().split_whitespace().find(|word| word.starts_with("DR-")).unwrap().to_owned();
        let path = format!("/desk/t/{reference}");
        let page = ana.get(&path).await.is(200).sees("Letter").sees("Deutsch").sees("2 Dec 2026").sees("To be erased:").sees("Attic");
        // Their address is masked like any other name, and no mail goes to it.
        page.sees("1***AA").sees("No mail reaches this person.").sees_no("Hill Road");
        // Nothing can be mailed, so the code of whoever is verified now is shown to the colleague.
        let page = ana.post(&format!("{path}/verify"), &[("how", "The signature is that of the contract.")]).await;
        page.is(200).sees("The access code is new");
        ana.does(&format!("{path}/start"), &[]).await;
        stage.run_due_work().await;
        assert_eq!(addresses(&ana.get(&path).await, "tasks").len(), 1, "only the attic is asked");
        assert!(stage.mails().is_empty());
    }

    async fn every_page_leads_to_those_that_are_looked_at_now_and_then(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let queue = ana.get("/desk").await.is(200);
        for path in ["complaints", "disclosures", "informed", "grounds", "open-points", "again", "notices"] {
            let link = format!("href=\"/desk/{path}\"");
            assert!(queue.source().contains(&link), "{link}");
            let page = ana.get(&format!("/desk/{path}")).await.is(200);
            assert!(page.source().contains(&format!("{link} aria-current=\"page\"")), "{path} says where the reader is");
        }
    }

    async fn a_form_that_is_sent_twice_records_one_request(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut ben = Colleague::enters(&stage, "ben", Role::Agent).await;
        let form = ana.get("/desk/new").await.field("form");
        let fields = |form| {
            [
                ("form", form), ("channel", "letter"), ("received_on", "2026-11-12"), ("email", "ada@example.org"),
                ("right", "access"), ("language", "en"),
            ]
        };
        let codes = |page: &Page| {
            let words = page.words();
            let after = words.split("Access code").nth(1).expect("an access code").split_whitespace().next().unwrap();
            let reference = words.split_whitespace().find(|word| word.starts_with("DR-")).unwrap();
            (reference.to_owned(), after.to_owned())
        };
        let first = codes(&ana.post("/desk/new", &fields(&form)).await.is(200));
        let again = codes(&ana.post("/desk/new", &fields(&form)).await.is(200));
        assert_eq!(again, first, "what was lost with the first answer is shown again");
        let another = codes(&ben.post("/desk/new", &fields(&form)).await.is(200));
        let form = ana.get("/desk/new").await.field("form");
        let later = codes(&ana.post("/desk/new", &fields(&form)).await.is(200));
        assert!(another != first && later != first && later != another, "a form of somebody else, another form");
        stage.run_due_work().await;
        assert_eq!(stage.mail_to("ada@example.org").len(), 3);
    }

    async fn who_lost_the_access_code_gets_another(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let unverified = asks(&stage, "ada@example.org", &[Right::Access]).await;
        ana.get(&ticket(&unverified)).await.is(200).sees_no("New access code");
        let refused = ana.post(&format!("{}/code", ticket(&unverified)), &[("checked", "by phone")]).await;
        refused.is(422).sees("The person is not verified");

        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access]).await;
        let mut ada = stage.visitor();
        let old = receipt.access_code.for_people().to_string();
        let enters = |code: String| [("reference", receipt.reference.clone()), ("access_code", code)];
        let fields = enters(old.clone());
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        ada.post("/en/status", &fields).await.is(303);
        let path = format!("{}/code", ticket(&receipt));
        ana.post(&path, &[("checked", " ")]).await.is(422).sees("Say how you checked");
        ada.get("/en/status/view").await.is(200);

        let page = ana.post(&path, &[("checked", "Called back.")]).await.is(200).sees("The access code is new");
        let words = page.words();
        let new = words.split("Access code").nth(1).expect("a code").split_whitespace().next().unwrap().to_owned();
        ada.get("/en/status/view").await.is(303);
        ada.post("/en/status", &fields).await.is(422).sees("do not belong together");
        let fields = enters(new);
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        let status = ada.post("/en/status", &fields).await.is(303);
        ada.follow(status).await.is(200).sees_no("Called back.");
        ana.get(&ticket(&receipt)).await.sees("Called back.").sees("New access code made");
    }

    async fn systems_are_listed_and_tried(on: On) {
        let shop = Pretended::new("shop", "Web shop").remarking("2 columns are not declared").knowing("a@b.example", "customer_id", "1");
        let systems = [shop.connected(), by_hand("paper", "Paper files", "Look.")];
        let stage = Stage::setting(on).with_systems(systems).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        ana.get("/desk/systems").await.is(200).sees("Not asked yet").sees("By hand").sees("Email").sees("Customer ID");
        let page = ana.post("/desk/systems/shop/test", &[]).await.is(200).sees("Web shop answered: all is well.");
        page.sees("Well").sees("2 columns are not declared");
        shop.breaks("the password is wrong");
        stage.clock.advance(chrono::TimeDelta::minutes(1));
        let page = ana.post("/desk/systems/shop/test", &[]).await.is(200);
        page.sees("Web shop did not answer as it should: the password is wrong").sees("Failing").sees("12:01");
        ana.get("/desk/systems").await.sees("Failing").sees("the password is wrong");
        ana.post("/desk/systems/nothing/test", &[]).await.is(404);
    }

    async fn a_letter_that_was_given_up_is_sent_again(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access]).await;
        let folder = stage.home.path().join("mail");
        let aside = stage.home.path().join("mail.aside");
        std::fs::rename(&folder, &aside).unwrap();
        for _ in 0..20 {
            stage.run_due_work().await;
            stage.clock.advance(chrono::TimeDelta::hours(2));
        }
        ana.signs_in("ana").await;
        let page = ana.get("/desk/outbox").await.is(200).sees("Given up").sees("a***@example.org").sees(&receipt.reference);
        let letters = addresses(&ana.get(&ticket(&receipt)).await.sees("A letter could not be sent"), "letters");
        assert_eq!(letters.len(), 2);
        std::fs::rename(&aside, &folder).unwrap();
        let again = page.source().split('"').find(|text| text.starts_with("/desk/outbox/")).unwrap().to_owned();
        ana.does(&again, &[]).await.sees("The letter is sent again.");
        for letter in &letters {
            ana.post(letter, &[]).await;
        }
        stage.run_due_work().await;
        assert_eq!(stage.mail_to("ada@example.org").len(), 2);
        ana.post(&again, &[]).await.is(303);
        ana.get("/desk/outbox").await.sees_no("Given up");
    }

    async fn people_are_listed(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Officer).await;
        stage.staff("jo", Role::Auditor).await;
        let page = ana.get("/desk/people").await.is(200).sees("ana data protection officer 14 Nov 2026, 12:00 Yes");
        page.sees("jo auditor never Yes").sees("rightsdesk staff add");
    }
}
