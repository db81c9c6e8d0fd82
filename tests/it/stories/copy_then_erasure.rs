//! Two rights on one ticket: Ada wants her data, and then to be gone. The copy comes first, from every system and every folder.

use chrono::TimeDelta;
use rightsdesk::{rights::right::Right, task::state::Operation};
use serde_json::json;
use stage::system::by_hand;

use super::{
    ada::Ada,
    clerk::Answer,
    tale::{Tale, told},
    town::{ALL, OTHERS, Town, rows},
};

/// The copy goes out, she fetches it, and it is all in it, of her and of nobody else.
async fn is_handed_over(town: &mut Town, ada: &mut Ada) {
    town.ana.releases(&ada.reference).await;
    let letter = town.last_letter().await.says(&["START-HERE.html"]);
    town.tells_remedies(letter);
    let files = ada.fetches(town).await;
    let all: String = files.iter().map(|(_, text)| text.as_str()).collect();
    assert!(all.contains("an engine") && all.contains("cards"), "what was copied before it went");
    assert!(!all.contains("a mask") && !all.contains("a lamp"), "look-alikes");
}

told! {
    async fn all_is_copied_before_anything_is_erased(tale: Tale) {
        let paper = by_hand("paper", "Paper files", "Look into the two folders.");
        let mut town = Town::founded_beside(tale, vec![paper], |_| ()).await;
        let mut ada = Ada::asks(&town, &["access", "erasure"], &[("delivery", "link")]).await;
        let first = |words: &'static str| words.split("{0}").next().unwrap_or_default().trim_end();
        let standing = tale.language.standing();
        ada.enters().await.sees(first(standing.waiting)).sees_no(first(tale.language.public().status.collecting));
        town.ana.starts(&ada.reference).await;
        town.stage.run_due_work().await;

        // While one folder has not been looked into nobody can approve an erasure, even where a plan lies there already.
        for (system, task) in town.tasks(&ada, Operation::Erase).await {
            if system == "paper" {
                continue;
            }
            let plan = town.ana.looks(&ada.reference, &format!("/tasks/{task}")).await.field("plan");
            let (form, body) = ([("plan", plan.as_str())], json!({ "plan": plan }));
            let approve = format!("/tasks/{task}/approve");
            town.ana.is_refused(&ada.reference, &approve, &form, body, "That comes before the erasure").await;
        }
        assert_eq!(rows(&town.shop).await, ALL);

        town.pass(TimeDelta::days(4)).await;
        let folder = town.task(&ada, Operation::Export, "paper").await;
        town.ana.finishes(&ada.reference, &folder, "Two folders, nothing in them.").await;
        town.stage.run_due_work().await;
        // Where the copy has to be out first, no system has been asked to erase anything yet.
        assert!(town.tasks(&ada, Operation::Erase).await.is_empty());
        is_handed_over(&mut town, &mut ada).await;
        let page = ada.enters().await.sees(standing.step_erasing);
        page.sees_no(first(tale.language.public().status.collecting));
        for (system, task) in town.tasks(&ada, Operation::Erase).await {
            if system == "paper" {
                town.ana.finishes(&ada.reference, &task, "There was nothing.").await;
                continue;
            }
            town.ana.approves(&ada.reference, &task).await;
            town.otto.approves(&ada.reference, &task).await;
        }
        town.stage.run_due_work().await;
        for database in [&town.shop, &town.radar, &town.newsletter] {
            assert_eq!(rows(database).await, OTHERS);
        }
        ada.enters().await.sees(tale.language.public().status.open);

        let done = tale.of("You are gone.", "C’est fait.", "Es ist getan.");
        let request = town.request(&ada, Right::Erasure).await;
        town.ana.answers(&ada.reference, &request, Answer::granted(done)).await;
        let letter = town.last_letter().await.says(&[done, "Web shop"]);
        town.tells_remedies(letter);
        ada.enters().await.sees_no(tale.language.public().status.open);
        town.ends(&ada, "copy_then_erasure").await;
    }
}
