//! Art. 13 and 14: Ada wants to know what is done with her data, and is told from the register.

use chrono::TimeDelta;
use rightsdesk::rights::right::Right;
use serde_json::Value;

use super::{
    ada::Ada,
    tale::{Tale, told},
    town::{ALL, Town, rows},
};

told! {
    async fn what_is_done_with_data_is_told_from_the_register(tale: Tale) {
        let mut town = Town::founded(tale).await;
        let w = tale.language.informing();
        let mut ada = Ada::asks(&town, &["informed"], &[]).await;
        town.last_letter().await.says(&[&ada.day("2026-11-14"), &ada.day("2026-12-14")]);

        // She could have read it all on a page, to whom her data goes by name.
        let page = ada.sees("/data/shop").await.sees(w.officer).sees("Mailer Ltd").sees("standard contractual clauses");
        // Countries are named, not coded.
        let page = page.sees(tale.of("United States", "États-Unis", "Vereinigte Staaten"));
        let period = tale.of("As long as you have an account.", "Tant que vous avez un compte.", "Solange Sie ein Konto haben.");
        page.sees(period);

        town.pass(TimeDelta::days(3)).await;
        // What she saw when she asked is on the ticket.
        town.ana.looks(&ada.reference, "").await.sees("Shop 1");
        town.ana.starts(&ada.reference).await;
        town.stage.run_due_work().await;
        ada.enters().await.sees(&ada.day("2026-12-14"));
        let request = town.request(&ada, Right::Informed).await;
        let inform = format!("/requests/{request}/inform");
        town.ana.does(&ada.reference, &inform, &[], Value::Null).await;
        let letter = town.last_letter().await.says(&[w.why, w.recipients, w.how_long, period, "Mailer Ltd", "/data"]);
        town.tells_remedies(letter);
        let status = tale.language.public().status;
        ada.enters().await.sees(status.closed).sees(status.step_answered);
        town.ana.is_refused(&ada.reference, &inform, &[], Value::Null, "").await;

        assert_eq!(rows(&town.shop).await, ALL, "nothing was done to any data");
        town.ends(&ada, "informed").await;
    }
}
