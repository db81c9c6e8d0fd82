//! Art. 7(3): Ada takes back a consent. What rests on it ends, without being weighed; what rested on it alone is erased; what
//! rests on something else goes on, and she is told so, without a list of what nobody has looked into.

use chrono::TimeDelta;
use rightsdesk::{
    rights::right::Right,
    task::state::{Operation, State},
};

use super::{
    ada::Ada,
    clerk::Answer,
    tale::{Tale, told},
    town::{ALL, OTHERS, Town, rows},
};

told! {
    async fn a_consent_that_is_taken_back_ends_what_rests_on_it_and_nothing_else(tale: Tale) {
        let mut town = Town::founded(tale).await;
        let mut ada = Ada::objects(&town, "consent").await.confirms(&town).await;
        town.stage.run_due_work().await;
        let stopping = town.task_row(&ada, Operation::Stop, "newsletter").await;
        assert_eq!(stopping.state, State::ByHand, "nobody had to start it");
        town.ana.looks(&ada.reference, "").await.sees_no("Weigh the objection");
        town.ana.finishes(&ada.reference, &stopping.id.to_string(), "It has stopped.").await;
        town.pass(TimeDelta::minutes(2)).await;
        let letter = town.last_letter().await.says(&[&ada.day("2026-11-14"), "- Newsletter"]).keeps_quiet_about(&["- Web shop", "- Radar"]);
        letter.keeps_quiet_about(&[tale.of("Art. 6(1)(a)", "art. 6, § 1, a", "Art. 6 Abs. 1 Buchst. a")]);

        let erasing = town.tasks(&ada, Operation::Erase).await;
        assert_eq!(erasing.iter().map(|(system, _)| system.as_str()).collect::<Vec<_>>(), ["newsletter"]);
        town.ana.approves(&ada.reference, &erasing[0].1).await;
        town.otto.approves(&ada.reference, &erasing[0].1).await;
        town.stage.run_due_work().await;
        assert_eq!(rows(&town.newsletter).await, OTHERS);
        assert_eq!(rows(&town.shop).await, ALL, "a contract is no consent");
        assert_eq!(rows(&town.radar).await, ALL, "interests are no consent");
        let request = town.request(&ada, Right::Erasure).await;
        let done = tale.of("It is gone.", "C’est effacé.", "Es ist gelöscht.");
        town.ana.answers(&ada.reference, &request, Answer::granted(done)).await;
        let rests_on = town.request_row(&ada, Right::Erasure).await.rests_on.expect("it is granted");
        assert_eq!(rests_on.codes(), ["consent_withdrawn"]);
        let letter = town.last_letter().await.says(&[done, "Newsletter"]).keeps_quiet_about(&["Web shop", "Radar"]);
        town.tells_remedies(letter);
        ada.enters().await.sees(tale.language.public().status.closed);
        town.ends(&ada, "consent").await;
    }
}
