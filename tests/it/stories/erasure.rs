//! Art. 17: it takes longer, and Ada is told in time; two people approve what goes; it goes, of her and of nobody else; whoever
//! got it is told; and it is looked at again later.

use chrono::TimeDelta;
use rightsdesk::{rights::right::Right, task::state::Operation};
use serde_json::{Value, json};

use super::{
    ada::{ADA, Ada},
    clerk::Answer,
    tale::{Tale, told},
    town::{ALL, MAILER, OTHERS, Town, rows},
};

told! {
    async fn two_people_let_go_what_is_hers_and_nothing_that_looks_like_it(tale: Tale) {
        let mut town = Town::founded(tale).await;
        let mut ada = Ada::asks(&town, &["erasure"], &[]).await;

        town.pass(TimeDelta::days(10)).await;
        let reasons = tale.of(
            "Your data lies in three systems, one of them in an archive.",
            "Vos données sont dans trois systèmes, dont une archive.",
            "Ihre Daten liegen in drei Systemen, eines davon ein Archiv.",
        );
        let request = town.request(&ada, Right::Erasure).await;
        let extend = format!("/requests/{request}/extension");
        town.ana.does(&ada.reference, &extend, &[("reasons", reasons)], json!({ "reasons": reasons })).await;
        let letter = town.last_letter().await.says(&[reasons, &ada.day("2027-02-15"), &ada.day("2026-11-14")]);
        town.tells_remedies(letter);
        ada.enters().await.sees(&ada.day("2027-02-15"));

        town.ana.starts(&ada.reference).await;
        town.stage.run_due_work().await;
        let erasing = town.tasks(&ada, Operation::Erase).await;
        assert_eq!(erasing.len(), 3);
        for (_, task) in &erasing {
            town.ana.looks(&ada.reference, &format!("/tasks/{task}")).await.sees("What would be erased").sees("0 of 2 approvals");
            town.ana.approves(&ada.reference, task).await;
        }
        town.stage.run_due_work().await;
        assert_eq!(rows(&town.shop).await, ALL, "one person is not enough");
        for (_, task) in &erasing {
            town.otto.approves(&ada.reference, task).await;
        }
        town.stage.run_due_work().await;
        for database in [&town.shop, &town.radar, &town.newsletter] {
            assert_eq!(rows(database).await, OTHERS, "hers is gone, and nobody else's");
        }
        let id = town.ticket(&ada).await.id;
        assert_eq!(town.lines_of_the_ledger(id).await, 6, "begun and done, three times");

        // The mailer is told, confirms, and she hears who was.
        town.pass(TimeDelta::minutes(11)).await;
        town.last_letter_to(MAILER).await.says(&[ADA, "Web shop", &ada.reference]).keeps_quiet_about(&["an engine"]);
        let link = town.post.mailbox.to(MAILER)[0].links().into_iter().find(|link| link.contains("/notices/")).unwrap();
        town.stage.visitor().post(&link, &[]).await.is(200).sees(tale.language.telling().page_thanks);
        town.ana.does(&ada.reference, "/notices", &[], Value::Null).await;
        town.last_letter().await.says(&["Mailer Ltd"]);

        let done = tale.of("You are gone.", "C’est fait.", "Es ist getan.");
        town.ana.answers(&ada.reference, &request, Answer::granted(done)).await;
        let letter = town.last_letter().await.says(&[done, "Web shop", "Radar", "Newsletter"]);
        town.tells_remedies(letter);
        ada.enters().await.sees(tale.language.public().status.closed);

        // A day later it is looked at again, and still gone.
        town.pass(TimeDelta::hours(25)).await;
        town.otto.reads("/desk").await.sees_no("Erased data is there again");
        town.otto.looks(&ada.reference, "").await.sees("Evidence of erasure");
        town.ends(&ada, "erasure").await;
    }
}
