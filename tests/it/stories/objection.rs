//! Art. 21: Ada objects to what rests on our interests. It stops at once, a person weighs it, hers weighs more, and what was
//! held for that use only is erased.

use chrono::TimeDelta;
use rightsdesk::{rights::right::Right, task::state::Operation};
use serde_json::json;

use super::{
    ada::Ada,
    clerk::Answer,
    letters::Letter,
    tale::{Tale, told},
    town::{ALL, OTHERS, Town, rows},
};

told! {
    async fn an_objection_locks_is_weighed_and_ends_the_use(tale: Tale) {
        let mut town = Town::founded(tale).await;
        let message = tale.of("I am being stalked.", "On me harcèle.", "Ich werde verfolgt.");
        let mut ada = Ada::asks(&town, &["objection"], &[("message", message)]).await;
        let page = town.ana.looks(&ada.reference, "").await.sees(message);
        page.sees("An objection is being weighed (Art. 18(1)(d))");
        town.ana.starts(&ada.reference).await;
        town.stage.run_due_work().await;

        // Nobody has it, so the desk itself is reminded a week before the day.
        town.pass(TimeDelta::days(23)).await;
        let reminded = town.post.mailbox.to("privacy@example.org");
        let reminded: Vec<_> = reminded.iter().map(|mail| Letter::of(mail)).collect();
        let last = reminded.into_iter().next_back().expect("a reminder");
        last.says(&[&ada.reference, "in 7 days"]).keeps_quiet_about(&["ada@"]);

        for (_, task) in town.tasks(&ada, Operation::Stop).await {
            town.ana.finishes(&ada.reference, &task, "It has stopped.").await;
        }
        town.stage.run_due_work().await;
        let request = town.request(&ada, Right::Objection).await;
        let ours = Answer {
            outcome: "refused", ground: "OVERRIDING_GROUNDS", evidence: "See the file.", text: "No.",
        };
        let form = [("outcome", "refused"), ("ground", ours.ground), ("evidence", ours.evidence), ("text", ours.text)];
        let body = json!({ "outcome": "refused", "grounds": [ours.ground], "evidence": ours.evidence, "text": ours.text });
        let answer = format!("/requests/{request}/answer");
        town.ana.is_refused(&ada.reference, &answer, &form, body, "Weigh it first").await;
        let (theirs, ours) = ("She is being stalked.", "We would like to know who buys.");
        let form = [("theirs", theirs), ("ours", ours), ("weight", "theirs")];
        let body = json!({ "theirs": theirs, "ours": ours, "weight": "theirs" });
        town.ana.does(&ada.reference, &format!("/requests/{request}/balance"), &form, body).await;
        let stopped = tale.of("We have stopped.", "Nous avons cessé.", "Wir haben aufgehört.");
        town.ana.answers(&ada.reference, &request, Answer::granted(stopped)).await;
        // She never asked for an erasure: that one follows she hears here.
        let follows = tale.of(
            "so we delete it, and you hear from us when that is done: - Radar",
            "nous l’effaçons, et vous aurez de nos nouvelles quand ce sera fait : - Radar",
            "Wir löschen es, und Sie hören von uns, wenn es geschehen ist: - Radar",
        );
        let letter = town.last_letter().await.says(&[stopped, follows]).keeps_quiet_about(&[theirs, ours]);
        town.tells_remedies(letter);

        // Erasure follows in the radar alone, with two pairs of eyes like any other.
        town.stage.run_due_work().await;
        let erasing = town.tasks(&ada, Operation::Erase).await;
        assert_eq!(erasing.iter().map(|(system, _)| system.as_str()).collect::<Vec<_>>(), ["radar"]);
        town.ana.approves(&ada.reference, &erasing[0].1).await;
        town.stage.run_due_work().await;
        assert_eq!(rows(&town.radar).await.len(), ALL.len(), "one person is not enough");
        town.otto.approves(&ada.reference, &erasing[0].1).await;
        town.stage.run_due_work().await;
        assert_eq!(rows(&town.radar).await, OTHERS);
        assert_eq!(rows(&town.shop).await, ALL, "nobody can object to a contract");
        let request = town.request(&ada, Right::Erasure).await;
        town.ana.answers(&ada.reference, &request, Answer::granted(stopped)).await;
        let rests_on = town.request_row(&ada, Right::Erasure).await.rests_on.expect("it is granted");
        assert_eq!(rests_on.codes(), ["objection_upheld"]);
        // The letter says why, and neither it nor her page says that she had asked for it.
        let why = tale.of("without your asking", "sans que vous ayez à le demander", "ohne dass Sie darum bitten");
        let asked = tale.of("you asked us to erase", "vous nous avez demandé d’effacer", "Ihre Daten zu löschen");
        town.last_letter().await.says(&[why, "17(1)(c)"]).keeps_quiet_about(&[asked]);
        let follows = tale.of("for I object", "car je m’y oppose", "denn ich widerspreche");
        let erasure = tale.language.public().rights.of(Right::Erasure).plain;
        let status = ada.enters().await.sees(follows).sees_no(erasure);
        status.sees(tale.language.public().status.closed);
        town.ends(&ada, "objection").await;
    }
}
