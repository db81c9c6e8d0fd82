//! Two rights on one ticket, and a question about what one of them means: in the United Kingdom the time of the copy stands still
//! until Ada replies, and only that; in the Union it runs on.

use chrono::TimeDelta;
use rightsdesk::{question, rights::right::Right};
use serde_json::Value;

use super::{
    ada::Ada,
    tale::{Tale, told},
    town::{ALL, Town, rows},
};

told! {
    async fn a_question_stops_the_time_of_what_it_is_about_where_the_law_says_so(tale: Tale) {
        let mut town = Town::founded(tale).await;
        let mut ada = Ada::asks(&town, &["access", "informed"], &[("delivery", "link")]).await;
        let (wording, reason) = tale.of(
            ("Which of our services do you mean?", "We hold a great many records about you."),
            ("De quel service s’agit-il ?", "Nous avons un très grand nombre de données sur vous."),
            ("Welchen unserer Dienste meinen Sie?", "Wir haben sehr viele Einträge über Sie."),
        );
        town.ana.asks(&ada.reference, "clarification_large", wording, reason).await;
        town.last_letter().await.says(&[wording, reason, &ada.reference]);
        let questions = question::store::of(&town.stage.desk.db, town.ticket(&ada).await.id).await.unwrap();
        let question = questions[0].id.to_string();
        let close = format!("/questions/{question}/close");
        town.ana.is_refused(&ada.reference, &close, &[], Value::Null, "").await;

        town.pass(TimeDelta::days(10)).await;
        let reply = tale.of("The shop.", "La boutique.", "Den Laden.");
        ada.replies(reply).await;
        town.ana.looks(&ada.reference, "").await.sees(reply);
        town.ana.takes(&ada.reference, &question, "").await;
        // UK 12A(5): ten days, which were not ours. In the Union no text says that the time stands still, so on the strictest
        // reading it ran on, and that is the day that alarms go by.
        let copy = town.request_row(&ada, Right::Access).await;
        let days = (copy.due_on.to_string(), copy.due_safe_on.to_string());
        let strictest = tale.of("2026-12-24", "2026-12-14", "2026-12-14");
        assert_eq!(days, ("2026-12-24".to_owned(), strictest.to_owned()));
        let informed = town.request_row(&ada, Right::Informed).await;
        assert_eq!(informed.due_on.to_string(), "2026-12-14", "nobody asked anything about that");

        town.ana.starts(&ada.reference).await;
        town.stage.run_due_work().await;
        town.ana.releases(&ada.reference).await;
        let files = ada.fetches(&town).await;
        assert!(files.iter().any(|(_, text)| text.contains("an engine")), "it is all there");
        town.ana.does(&ada.reference, &format!("/requests/{}/inform", informed.id), &[], Value::Null).await;
        let letter = town.last_letter().await.says(&["Mailer Ltd", tale.language.informing().how_long]);
        town.tells_remedies(letter);
        assert_eq!(rows(&town.shop).await, ALL);
        town.ends(&ada, "which").await;
    }
}
