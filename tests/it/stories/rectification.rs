//! Art. 16: Ada says what is right, field by field; it is written where she said, read back, and passed on to whoever got it.

use chrono::TimeDelta;
use rightsdesk::{rights::right::Right, task::state::Operation};
use serde_json::json;

use super::{
    ada::{ADA, Ada},
    clerk::Answer,
    tale::{Tale, told},
    town::{ALL, MAILER, Town, rows, with_ada},
};

told! {
    async fn what_is_wrong_is_put_right_where_it_was_said_and_nowhere_else(tale: Tale) {
        let mut town = Town::founded(tale).await;
        let mut ada = Ada::asks(&town, &["rectification"], &[]).await;
        town.ana.starts(&ada.reference).await;
        town.stage.run_due_work().await;
        let task = town.task(&ada, Operation::Correct, "shop").await;

        // The code alone shows nothing that is held; with the mailbox as well she sees hers and nobody else's.
        ada.enters().await.sees(tale.language.correcting().own_title).sees_no("Lovelase");
        ada.proves(&town).await;
        let page = ada.sees("/status/corrections").await.sees("Adda Lovelase").sees_no("Bob").sees_no("evil.net");
        page.sees(tale.of("Your name", "Votre nom", "Ihr Name"));
        ada.corrects(&task, "name", "Ada Lovelace").await;
        town.stage.run_due_work().await;
        assert_eq!(rows(&town.shop).await, ALL, "what is only said changes nothing");

        town.pass(TimeDelta::days(1)).await;
        let page = town.ana.looks(&ada.reference, &format!("/tasks/{task}")).await;
        let plan = page.sees("Adda Lovelase").sees("Ada Lovelace").sees("0 of 1 approvals").field("plan");
        let (form, body) = ([("plan", plan.as_str())], json!({ "plan": plan }));
        let below = format!("/tasks/{task}");
        let page = format!("/desk/t/{}{below}/correct/approve", ada.reference);
        let operation = format!("/tickets/{}{below}/corrections/approval", ada.reference);
        town.ana.does_at(&page, &form, &operation, body).await;
        town.stage.run_due_work().await;
        assert_eq!(rows(&town.shop).await, with_ada("1 ada@example.org Ada Lovelace usual yes"), "read back, and hers only");
        assert_eq!(rows(&town.radar).await, ALL, "she said nothing of that");
        for (system, task) in town.tasks(&ada, Operation::Correct).await {
            if system != "shop" {
                town.ana.finishes(&ada.reference, &task, "She said nothing of it.").await;
            }
        }

        // Whoever got the wrong name hears the right one, and says that it is done.
        town.pass(TimeDelta::minutes(11)).await;
        town.last_letter_to(MAILER).await.says(&[ADA, "Ada Lovelace", &ada.reference]);
        ada.enters().await.sees_no("Lovelace");

        let thanks = tale.of("Thank you for telling us.", "Merci de nous l’avoir dit.", "Danke für den Hinweis.");
        let request = town.request(&ada, Right::Rectification).await;
        town.ana.answers(&ada.reference, &request, Answer::granted(thanks)).await;
        let corrected = tale.of("Your name: corrected", "Votre nom : corrigé", "Ihr Name: berichtigt");
        let letter = town.last_letter().await.says(&[thanks, corrected]).keeps_quiet_about(&["Lovelase", "Lovelace"]);
        town.tells_remedies(letter);
        ada.enters().await.sees(tale.language.public().status.step_answered);
        town.ends(&ada, "rectification").await;
    }
}
