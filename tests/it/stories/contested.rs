//! Three at once: Ada objects, wants her name put right, and complains how it is dealt with. Each has its own clock and its own
//! end, and none loses sight of the others: refused on weighed grounds, corrected, and partly right.

use chrono::TimeDelta;
use rightsdesk::{complaint, rights::right::Right, task::state::Operation};
use serde_json::json;

use super::{
    ada::{ADA, Ada},
    clerk::Answer,
    tale::{Tale, told},
    town::{ALL, MAILER, Town, rows, with_ada},
};

told! {
    async fn an_objection_a_correction_and_a_complaint_each_come_to_their_end(tale: Tale) {
        let mut town = Town::founded(tale).await;
        let mut ada = Ada::asks(&town, &["objection", "rectification"], &[]).await;
        let reference = ada.reference.clone();
        town.ana.starts(&reference).await;
        town.stage.run_due_work().await;
        let task = town.task(&ada, Operation::Correct, "shop").await;
        ada.proves(&town).await;
        ada.corrects(&task, "name", "Ada Lovelace").await;
        town.stage.run_due_work().await;

        // A week later nothing has come, and she says so on her page. It is acknowledged with a number of its own.
        town.pass(TimeDelta::days(7)).await;
        let complaint = tale.of("Nobody has answered me.", "Personne ne m’a répondu.", "Niemand hat mir geantwortet.");
        ada.enters().await;
        ada.sends("/status/complaint", &[("complaint", complaint)]).await;
        let case = format!("{reference}/1");
        town.last_letter().await.says(&[&case, &ada.day("2026-11-21")]);
        ada.enters().await.sees(&case);
        town.ana.reads("/desk/complaints").await.sees(&case).sees("acknowledged on 21 Nov 2026");

        // What is right is written in the shop; what is locked for the objection is another system's.
        let plan = town.ana.looks(&reference, &format!("/tasks/{task}")).await.field("plan");
        let (form, body) = ([("plan", plan.as_str())], json!({ "plan": plan }));
        let page = format!("/desk/t/{reference}/tasks/{task}/correct/approve");
        let operation = format!("/tickets/{reference}/tasks/{task}/corrections/approval");
        town.ana.does_at(&page, &form, &operation, body).await;
        town.stage.run_due_work().await;
        assert_eq!(rows(&town.shop).await, with_ada("1 ada@example.org Ada Lovelace usual yes"));
        for (system, task) in town.tasks(&ada, Operation::Correct).await {
            if system != "shop" {
                town.ana.finishes(&reference, &task, "She said nothing of it.").await;
            }
        }
        for (_, task) in town.tasks(&ada, Operation::Stop).await {
            town.ana.finishes(&reference, &task, "It stands still.").await;
        }
        town.stage.run_due_work().await;

        // Our grounds weigh more: written down by one person, agreed to by the officer.
        let objection = town.request(&ada, Right::Objection).await;
        let (theirs, ours) = ("She would rather not be counted.", "Fraud: see the file.");
        let form = [("theirs", theirs), ("ours", ours), ("weight", "ours")];
        let body = json!({ "theirs": theirs, "ours": ours, "weight": "ours" });
        town.ana.does(&reference, &format!("/requests/{objection}/balance"), &form, body).await;
        let text = tale.of("We have to go on.", "Nous devons continuer.", "Wir müssen weitermachen.");
        let refused = Answer { outcome: "refused", ground: "OVERRIDING_GROUNDS", evidence: "See the weighing.", text };
        town.ana.answers(&reference, &objection, refused).await;
        let before = town.post.mailbox.to(ADA).len();
        town.stage.run_due_work().await;
        assert_eq!(town.post.mailbox.to(ADA).len(), before, "one person alone refuses nobody");
        town.otto.agrees(&reference, &objection).await;
        let weighed = tale.of("compelling reasons", "motifs impérieux", "Zwingende Gründe");
        let letter = town.last_letter().await.says(&[text]).keeps_quiet_about(&[theirs, ours, "See the weighing."]);
        assert!(letter.words.to_lowercase().contains(&weighed.to_lowercase()), "{}", letter.words);
        town.tells_remedies(letter);

        let right = town.request(&ada, Right::Rectification).await;
        let thanks = tale.of("It is right now.", "C’est rectifié.", "Es stimmt jetzt.");
        town.ana.answers(&reference, &right, Answer::granted(thanks)).await;
        let letter = town.last_letter().await.says(&[thanks]);
        town.tells_remedies(letter);
        let status = tale.language.public().status;
        ada.enters().await.sees(status.step_answered).sees_no(status.not_done);

        // Whoever got the wrong name hears the right one.
        town.pass(TimeDelta::minutes(11)).await;
        town.last_letter_to(MAILER).await.says(&["Ada Lovelace"]);

        // The complaint has an end of its own.
        let rows_of = complaint::store::open(&town.stage.desk.db).await.unwrap();
        let (found, done) = tale.of(
            ("We took seven days to begin.", "We have put somebody else on it."),
            ("Nous avons mis sept jours à commencer.", "Nous y avons affecté quelqu’un d’autre."),
            ("Wir haben erst nach sieben Tagen begonnen.", "Jemand anderes kümmert sich nun darum."),
        );
        let form = [("outcome", "partly_upheld"), ("found", found), ("done", done)];
        let body = json!({ "outcome": "partly_upheld", "found": found, "done": done });
        town.otto.does(&reference, &format!("/complaints/{}/answer", rows_of[0].id), &form, body).await;
        let letter = town.last_letter().await.says(&[found, done, &case]);
        let (named, others) = town.remedies();
        // She has complained to us: that she can do so is of no use to her any more.
        let us = tale.of("You can complain to us", "nous adresser une réclamation", "bei uns beschweren");
        letter.says(&named[1..]).keeps_quiet_about(&others).keeps_quiet_about(&[us]);
        assert_eq!(rows(&town.radar).await.len(), ALL.len());
        town.ends(&ada, "contested").await;
    }
}
