//! A ticket from the first look to the answer.

use chrono::TimeDelta;
use rightsdesk::{audit, rights::right::Right, staff::role::Role};
use stage::{
    desk::{On, Stage},
    system::{Pretended, by_hand},
};

use super::{Colleague, addresses, asks, asks_verified, ticket};

stage::on_both! {
    async fn a_request_is_worked_from_the_queue_to_the_mailbox(on: On) {
        let shop = Pretended::new("shop", "Web shop")
            .holding("ada@example.org", r#"{"email": "ada@example.org", "note": "paid 1.10"}"#)
            .sharing("ada@example.org", r#"{"email": "office@example.org", "note": "ada and bob"}"#)
            .holding("bob@example.org", r#"{"email": "bob@example.org", "note": "not hers"}"#)
            .knowing("ada@example.org", "customer_id", "K-4711");
        let payroll = Pretended::new("payroll", "Payroll");
        let systems = [shop.connected(), payroll.connected(), by_hand("paper", "Paper files", "Look into the cabinet.")];
        let stage = Stage::setting(on).with_systems(systems).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks(&stage, "ada@example.org", &[Right::Access]).await;
        let at = |rest: &str| format!("{}{rest}", ticket(&receipt));

        ana.get("/desk?view=unverified").await.sees(&receipt.reference).sees("a***@example.org");
        ana.get(&ticket(&receipt)).await.is(200).sees("Unverified").sees("Please send me everything since 2019.");
        let page = ana.post(&at("/verify"), &[("how", " ")]).await.is(422);
        page.sees("Say how you checked that the person is who they say");
        ana.post(&at("/start"), &[]).await.is(409).sees("The ticket cannot be started: it is “Unverified”");
        let page = ana.does(&at("/verify"), &[("how", "Called back on the number in the contract.")]).await;
        page.sees("The person is verified.").sees("Verified by hand").sees("Called back on the number in the contract.");
        let page = ana.does(&at("/assign"), &[("assignee", "me")]).await;
        page.sees("Assigned to ana").sees("14 Dec 2026").sees("How this was worked out").sees("Monday 14 December 2026");

        payroll.breaks("the table salaries is missing");
        ana.does(&at("/start"), &[]).await.sees("Started. The systems are being asked.").sees("Collecting");
        stage.run_due_work().await;
        let page = ana.get(&ticket(&receipt)).await.sees("Needs a person").sees("1 of 3 done");
        let page = page.sees("given up, needs a person").sees("the table salaries is missing").sees("by hand, ana");
        let page = page.sees("Customer ID").sees("K***").sees("read in shop.account.name").sees_no("Release");
        payroll.is_mended();
        let again = addresses(&page, "tasks").into_iter().find(|path| path.ends_with("/retry")).expect("it can be retried");
        ana.does(&again, &[]).await.sees("The system is asked again.");
        stage.run_due_work().await;
        let page = ana.get(&ticket(&receipt)).await.sees("2 of 3 done");
        let paper = &addresses(&page, "tasks")[0];
        let task = ana.get(paper).await.is(200).sees("Finish Paper files by hand").sees("Look into the cabinet.");
        task.sees("ada@example.org").sees("24 November 2026");
        let task = ana.finishes(paper, "", "", &[]).await.is(422);
        task.sees("Choose how it ended").sees("Write a note that says why");
        let files = [("../../letter.txt", "Dear Ada"), ("photo.jpg", "not really")];
        let done = ana.finishes(paper, "done", "One letter and a photo.", &files).await.is(303);
        ana.visitor.follow(done).await.sees("The task is finished.");
        ana.get(paper).await.sees("This task is finished.").sees("letter.txt");
        let task = ana.finishes(paper, "done", "again", &[]).await.is(422);
        task.sees("This task is not waiting for a person");

        ana.get(&ticket(&receipt)).await.sees("Review").sees("It is being built.");
        stage.run_due_work().await;
        let page = ana.get(&ticket(&receipt)).await.sees("It waits for your review.").sees("1 shared").sees("free text");
        let preview = addresses(&page, "package").into_iter().find(|path| path.ends_with("/account")).unwrap();
        let preview = ana.get(&preview).await.is(200).sees("2 of 2 records").sees("paid 1.10").sees("ada and bob");
        preview.sees("Shared").sees("free text").sees_no("not hers").sees_no("bob@example.org");
        let contents = ana.get(&at("/package")).await.is(200).sees("START-HERE.html").sees("shop/account.json");
        assert!(contents.words().contains("letter.txt"), "{}", contents.words());
        // What a file is called may say whose it is.
        let list = format!("href=\"{}\"", at("/package"));
        assert!(ana.get(&ticket(&receipt)).await.sees("letter.txt").source().contains(&list));
        let mut audrey = Colleague::enters(&stage, "audrey", Role::Auditor).await;
        let page = audrey.get(&ticket(&receipt)).await.is(200).sees("It waits for your review.");
        assert!(!page.sees_no("letter.txt").sees_no("photo.jpg").source().contains(&list));
        audrey.get(&at("/package")).await.is(403).sees_no("letter.txt");

        ana.releases(&ticket(&receipt)).await.sees("Released. The person gets a mail, if one reaches them.").sees("Answered").sees("Granted");
        stage.run_due_work().await;
        assert_eq!(stage.mail_to("ada@example.org").len(), 3, "was this you, we have it, it is ready");
        let page = ana.get(&ticket(&receipt)).await.sees("Your data is ready").sees("Sent").sees("Available until");
        let page = page.sees("Records looked at: Web shop, account").sees("Package released").sees("Letter sent: We have your request");
        page.sees("The person has the answer.");
        ana.post(&at("/release"), &[("package", "0")]).await.is(422).sees("The ticket is not ready to be answered");
        ana.get("/desk?view=closed").await.sees(&receipt.reference);
        assert_eq!(audit::store::first_broken(&stage.desk.db).await.unwrap(), None);
    }

    async fn any_other_right_ends_with_a_written_answer(on: On) {
        let shop = Pretended::new("shop", "Web shop").holding("ada@example.org", r#"{"email": "ada@example.org"}"#);
        let stage = Stage::setting(on).with_systems([shop.connected(), Pretended::new("blog", "Blog").connected()]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Rectification]).await;
        let at = |rest: &str| format!("{}{rest}", ticket(&receipt));
        ana.does(&at("/start"), &[]).await.sees_no("Your answer");
        stage.run_due_work().await;
        let page = ana.get(&ticket(&receipt)).await.sees("1 of 2 done").sees("nothing held");
        let page = page.sees("Write down what is wrong, unless the person does so on their page: Web shop");
        let task = &addresses(&page, "tasks")[0];
        let page = ana.get(task).await.sees("Correct what the person says is wrong").sees("shop.account: 1");
        page.sees_no("Files for the package");
        ana.finishes(task, "done", "The name is corrected.", &[]).await.is(303);
        let page = ana.get(&ticket(&receipt)).await.sees("Review").sees("Your answer");
        let answer = page.source().split('"').find(|text| text.ends_with("/answer")).unwrap().to_owned();
        let page = ana.post(&answer, &[("outcome", ""), ("text", "We corrected your name.")]).await.is(422);
        page.sees("Choose how it ended").sees("We corrected your name.");
        ana.post(&answer, &[("outcome", "granted"), ("text", "")]).await.is(422).sees("Write what you have done");
        let page = ana.does(&answer, &[("outcome", "granted"), ("text", "We corrected your name.")]).await;
        page.sees("The answer is on its way.").sees("Answered").sees("ana to subject").sees("Rectification answered: Granted");
        stage.run_due_work().await;
        let mails = stage.mail_to("ada@example.org");
        assert!(mails.last().unwrap().text().contains("We corrected your name."));
        ana.post(&answer, &[("outcome", "granted"), ("text", "Twice.")]).await.is(422);
        ana.get(&ticket(&receipt)).await.sees("Sent");
    }

    async fn the_contact_is_masked_until_somebody_looks_and_the_log_tells_of_it(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks(&stage, "ada@example.org", &[Right::Access]).await;
        let page = ana.get(&ticket(&receipt)).await.sees("a***@example.org").sees("@a***:example.org");
        page.sees_no("ada@example.org").sees_no("@ada:example.org").sees_no("Contact and identifiers shown");
        let shown = ana.post(&format!("{}/show", ticket(&receipt)), &[]).await.is(200);
        shown.sees("ada@example.org").sees("@ada:example.org").sees("Contact and identifiers shown");
        ana.get(&ticket(&receipt)).await.sees_no("ada@example.org").sees("Contact and identifiers shown");
    }

    async fn claimed_names_are_accepted_refused_and_added(on: On) {
        let stage = Stage::setting(on).with_systems([Pretended::new("shop", "Web shop").connected()]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access]).await;
        let at = |rest: &str| format!("{}{rest}", ticket(&receipt));
        let page = ana.get(&ticket(&receipt)).await.sees("Claimed").sees("given in the request");
        let claimed = addresses(&page, "identifiers");
        assert_eq!(claimed.len(), 1, "the contact is not to be decided");
        ana.does(&claimed[0], &[("standing", "refused")]).await.sees("The identifier is refused.").sees("Not theirs");
        ana.post(&claimed[0], &[("standing", "maybe")]).await.is(400);
        let add = at("/identifiers");
        let page = ana.post(&add, &[("kind", "email"), ("value", "no address")]).await.is(422);
        assert_eq!(page.sees("Enter an email address").field("value"), "no address");
        ana.post(&add, &[("kind", "x y"), ("value", "1")]).await.is(422).sees("no identifier of this kind");
        ana.post(&add, &[("kind", "email"), ("value", "ada@example.org")]).await.is(422).sees("on the ticket already");
        let page = ana.does(&add, &[("kind", "email"), ("value", "ada2@example.org")]).await;
        page.sees("The identifier is added.").sees("added by staff").sees("Identifier added: Email");
    }

    async fn messages_leave_and_notes_stay(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access]).await;
        let at = |rest: &str| format!("{}{rest}", ticket(&receipt));
        ana.post(&at("/messages"), &[("message", "\n ")]).await.is(422).sees("Write something first");
        let long = "x".repeat(10_001);
        ana.post(&at("/messages"), &[("message", &long)]).await.is(422).sees("Shorten this to 10,000 characters").sees(&long);
        ana.does(&at("/messages"), &[("message", "Did you write\nfrom elsewhere?")]).await.sees("ana to subject");
        ana.does(&at("/notes"), &[("note", "They sound worried.")]).await.sees("the subject never sees this");
        stage.run_due_work().await;
        let mails = stage.mail_to("ada@example.org");
        assert_eq!(mails.iter().filter(|mail| mail.text().contains("from elsewhere?")).count(), 1);
        assert!(!mails.iter().any(|mail| mail.text().contains("worried")));
    }

    async fn somebody_else_was_faster_is_said_in_words(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut jo = Colleague::enters(&stage, "jo", Role::Agent).await;
        let auditor = stage.staff("audrey", Role::Auditor).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access]).await;
        let at = |rest: &str| format!("{}{rest}", ticket(&receipt));
        ana.does(&at("/withdraw"), &[("said", "She called: it is settled.")]).await.sees("Withdrawn").sees("it is settled");
        jo.post(&at("/start"), &[]).await.is(409).sees("The ticket cannot be started: it is “Withdrawn”");
        jo.post(&at("/withdraw"), &[("said", "again")]).await.is(409).sees("cannot be withdrawn");
        jo.post(&at("/withdraw"), &[("said", "")]).await.is(422);
        let other = asks_verified(&stage, ana.id, "bob@example.org", &[Right::Access]).await;
        let assign = format!("{}/assign", ticket(&other));
        jo.post(&assign, &[("assignee", &auditor.to_string())]).await.is(422).sees("Tickets cannot be given to this person");
        jo.post(&assign, &[("assignee", "bob")]).await.is(400);
        jo.does(&assign, &[("assignee", &ana.id.to_string())]).await.sees("Assigned to ana");
        jo.does(&assign, &[("assignee", "")]).await.sees("The ticket is assigned to nobody.");
    }

    async fn a_refusal_is_said_in_the_readers_language(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks(&stage, "ada@example.org", &[Right::Access]).await;
        let says = async |ana: &mut Colleague, form: &str, fields: &[(&str, &str)], language: &str| {
            let mut all = vec![("csrf", ana.token.as_str())];
            all.extend_from_slice(fields);
            let path = format!("{}{form}", ticket(&receipt));
            let request = ana.visitor.request(reqwest::Method::POST, &path).header("accept-language", language).form(&all);
            ana.visitor.send(request).await
        };
        let page = says(&mut ana, "/verify", &[("how", "")], "de").await.is(422);
        page.sees("Schreiben Sie, wie Sie geprüft haben, dass es die Person ist").sees_no("Say how");
        let page = says(&mut ana, "/start", &[], "fr").await.is(409);
        page.sees("Le dossier ne peut pas être commencé : il est « ").sees_no("cannot");
        let page = says(&mut ana, "/release", &[("package", "0")], "de").await.is(422);
        page.sees("Das Ticket kann jetzt nicht beantwortet werden");
    }

    async fn what_time_has_destroyed_is_not_there(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks(&stage, "ada@example.org", &[Right::Access]).await;
        stage.run_due_work().await;
        stage.clock.advance(TimeDelta::hours(80));
        stage.run_due_work().await;
        ana.signs_in("ana").await;
        ana.get("/desk?view=closed").await.is(200).sees(&receipt.reference).sees("Expired").sees_no("a***");
        ana.get("/desk/outbox").await.is(200).sees(&receipt.reference).sees_no("a***");
        ana.get(&ticket(&receipt)).await.is(410).sees("There is no page here");
    }
}
