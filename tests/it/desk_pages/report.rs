//! What the desk can say of its own work: counts that name nobody, and a record of one ticket that other programs read.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use rightsdesk::{
    casework::report::{gather, span::Span},
    law::regime::Regime,
    question,
    rights::right::Right,
    staff::role::Role,
};
use stage::{
    desk::{On, Stage},
    system::by_hand,
};

use super::{Colleague, asks, asks_verified, deciding::answerable, ticket};
use crate::api::Program;

stage::on_both! {
    async fn what_was_asked_for_and_what_became_of_it_is_counted(on: On) {
        let stage = Stage::setting(on).with_systems([by_hand("paper", "Paper files", "Look.")]).set().await;
        let first_day = stage.desk.today();
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut ben = Colleague::enters(&stage, "ben", Role::Agent).await;
        // One is done on the tenth day, one refused on the fiftieth, one waits, and one was never confirmed.
        let (_, answer) = answerable(&stage, &mut ana, Right::Rectification).await;
        let (page, refusal) = answerable(&stage, &mut ana, Right::Rectification).await;
        answerable(&stage, &mut ana, Right::Rectification).await;
        asks(&stage, "bob@example.org", &[Right::Erasure]).await;
        stage.clock.advance(TimeDelta::days(10));
        ana.signs_in("ana").await;
        ana.does(&answer, &[("outcome", "granted"), ("text", "It was corrected.")]).await;
        stage.clock.advance(TimeDelta::days(40));
        let fields = [("outcome", "refused"), ("ground", "DATA_ACCURATE"), ("evidence", "The passport."), ("text", "It is right.")];
        ana.signs_in("ana").await;
        ben.signs_in("ben").await;
        ana.does(&refusal, &fields).await;
        ben.settles(&refusal.replace("/answer", "/agreement"), &[]).await;
        let record = ana.get(&format!("{page}/record")).await.is(200);
        assert!(record.source().contains("dpv:RequestRejected"), "nobody has told the person yet: {}", record.source());
        stage.run_due_work().await;

        let days = format!("?from={first_day}&to={first_day}");
        let table = ana.get(&format!("/desk/report.csv{days}")).await.is(200);
        let table = table.source();
        for line in [
            "requests,received,4", "rectification,received,3", "rectification,granted,1", "rectification,refused,1",
            "rectification,open,1", "rectification,overdue,1", "rectification,in_time,1", "rectification,late,1",
            "rectification,in_time_percent,50", "rectification,median_days,10", "rectification,p95_days,50",
            "erasure,withdrawn_or_not_confirmed,1", "access,received,0", "access,median_days,", "ground,DATA_ACCURATE,1", "channel,web,3",
            "verification,by_hand,3", "people,asked_again,1", "erasures,proofs_missing,0",
        ] {
            assert!(table.lines().any(|it| it == line), "{line} in {table}");
        }
        let shown = ana.get(&format!("/desk/report{days}")).await.is(200).sees("It is right as it is").sees_no("ada");
        // Received, open, overdue, taken back or not confirmed, granted, partly, refused, nothing held, passed on, not ours.
        assert!(shown.row("Rectification").ends_with(" 3 1 1 0 1 0 1 0 0 0"), "{}", shown.row("Rectification"));
        assert!(shown.row("Erasure").ends_with(" 1 0 0 1 0 0 0 0 0 0"), "{}", shown.row("Erasure"));
        // The command and the API call each count as the table does.
        let report = gather::gather(&stage.desk, Span::new(first_day, first_day).unwrap()).await.unwrap();
        let printed = serde_json::to_value(&report).unwrap();
        let answered = Program::of(&stage, "program", Role::Auditor).await.get(&format!("/report{days}")).await.is(200);
        let of_right = |right: &str| answered.body["by_right"].as_array().unwrap().iter().find(|it| it["right"] == right);
        for (section, printed, answered) in [
            ("requests", &printed["all"], &answered.body["all"]),
            ("rectification", &printed["by_right"]["rectification"], of_right("rectification").unwrap()),
            ("erasure", &printed["by_right"]["erasure"], of_right("erasure").unwrap()),
        ] {
            let lines = table.lines().map(|line| line.splitn(3, ',').collect::<Vec<_>>());
            // What nobody can count is empty in the table and left out elsewhere.
            let of_section = lines.filter(|line| line[0] == section && !line[2].is_empty());
            let tabled: BTreeMap<_, _> =
                of_section.map(|line| (line[1].to_owned(), line[2].parse::<u64>().unwrap())).collect();
            assert!(tabled.len() >= 12 && tabled.contains_key("withdrawn_or_not_confirmed"), "{tabled:?}");
            for (told, what) in [(printed, "printed"), (answered, "answered")] {
                let told: BTreeMap<_, _> =
                    told.as_object().unwrap().iter().filter_map(|(name, count)| Some((name.clone(), count.as_u64()?))).collect();
                assert_eq!(told, tabled, "{section} as it is {what}");
            }
        }
        let later = first_day + TimeDelta::days(1);
        let nothing = ana.get(&format!("/desk/report.csv?from={later}&to={later}")).await.is(200);
        assert!(nothing.source().lines().any(|line| line == "requests,received,0"), "other days tell of other requests");
        ana.get("/desk/report?from=2026-02-02&to=2026-02-01").await.is(400).sees("The first day comes after the last");
        ana.get("/desk/report?from=yesterday").await.is(400).sees("Write a day");

        ana.get("/desk/open-points").await.is(200).sees("How long may the desk keep its own records?").sees("retention");
        let record = ana.get(&format!("{page}/record")).await.is(200);
        let record: serde_json::Value = serde_json::from_str(record.source()).unwrap();
        let activity = &record["dct:hasPart"][0];
        assert_eq!(record["@type"], "dpv:RightExerciseRecord");
        assert_eq!(activity["dpv:hasRight"][0]["@id"], "eu-gdpr:A16");
        assert_eq!(activity["dpv:hasRequestStatus"]["@id"], "dpv:RequestUnfulfilled");
        assert_eq!(activity["dpv:hasJustification"][0]["dct:identifier"], "DATA_ACCURATE");
        assert!(!record.to_string().contains("ada"), "it names nobody");
    }

    async fn what_waited_and_what_was_complained_about_is_counted(on: On) {
        let stage = Stage::setting(on).with_config(|config| config.desk.regime = Regime::Uk).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let doubted = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access]).await;
        let plain = asks_verified(&stage, ana.id, "bob@example.org", &[Right::Access]).await;
        for (receipt, what) in [(&doubted, "identity"), (&plain, "something_else")] {
            let fields = [("what", what), ("concerns", ""), ("wording", "Which month was it?"), ("reason", "We have to know."),
                ("amount", ""), ("late_because", "")];
            ana.does(&format!("{}/questions", ticket(receipt)), &fields).await.sees("The person is asked.");
        }
        // One is acknowledged on its day, one came by letter long before anybody wrote it down.
        for (said, came_on) in [("It takes too long.", "2026-11-14"), ("Nobody answers.", "2026-10-01")] {
            let fields = [("complaint", said), ("came_on", came_on)];
            ana.does(&format!("{}/complaints", ticket(&plain)), &fields).await.sees("The complaint is recorded.");
        }
        stage.run_due_work().await;
        let days = format!("?from=2026-09-01&to={}", stage.desk.today());
        let table = ana.get(&format!("/desk/report.csv{days}")).await.is(200);
        for line in [
            // The question who somebody is stops the time in the United Kingdom; any other does not.
            "access,received,2", "access,paused,1", "question,identity,1", "question,something_else,1", "complaints,received,2",
            "complaints,acknowledged_in_time,1", "complaints,acknowledged_late,1", "complaints,closed,0",
        ] {
            assert!(table.source().lines().any(|it| it == line), "{line} in {}", table.source());
        }
        let page = ana.get(&format!("/desk/report{days}")).await.is(200);
        page.sees("Waited for the person").sees("Who they are").sees("Acknowledged within 30 days");
    }

    async fn a_record_says_whose_turn_it_is_and_what_is_exercised(on: On) {
        let stage = Stage::setting(on).with_config(|config| config.desk.regime = Regime::Uk).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        for (what, lacks) in [
            ("identity", "eu-gdpr:JustificationA12IdentityRequired"),
            ("something_else", "eu-gdpr:JustificationA12InformationRequired"),
        ] {
            let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access]).await;
            let before = activity(&mut ana, &receipt.reference).await;
            assert_eq!(before["dpv:hasRequestStatus"]["@id"], "dpv:RequestAcknowledged");
            let fields = [("what", what), ("concerns", ""), ("wording", "Which month was it?"), ("reason", "We have to know."),
                ("amount", ""), ("late_because", "")];
            ana.does(&format!("{}/questions", ticket(&receipt)), &fields).await.sees("The person is asked.");
            let asked = activity(&mut ana, &receipt.reference).await;
            assert_eq!(asked["dpv:hasRequestStatus"]["@id"], "dpv:RequestRequiresAction");
            assert_eq!(asked["dpv:hasJustification"][0]["@id"], lacks);

            let question = question::store::of(&stage.desk.db, receipt.id).await.unwrap().remove(0);
            assert!(question::store::reply(&stage.desk.db, question.id, stage.desk.today()).await.unwrap());
            let replied = activity(&mut ana, &receipt.reference).await;
            assert_eq!(replied["dpv:hasRequestStatus"]["@id"], "dpv:RequestRequiredActionPerformed");
            assert_eq!(replied["dpv:hasJustification"], serde_json::json!([]), "they did what was needed");
        }
        for (aims, rights) in [
            (&["consent"][..], &["eu-gdpr:A7-3"][..]),
            (&["marketing"][..], &["eu-gdpr:A21"][..]),
            (&["consent", "situation"][..], &["eu-gdpr:A21", "eu-gdpr:A7-3"][..]),
        ] {
            let contact = serde_json::json!({ "kind": "email", "value": "bob@example.org" });
            let wish = serde_json::json!({ "rights": ["objection"], "contact": contact, "object_to": aims });
            let receipt = Program::outside(&stage).post("/requests", wish).await.is(202);
            let activity = activity(&mut ana, receipt.body["reference"].as_str().unwrap()).await;
            let has: Vec<_> = activity["dpv:hasRight"].as_array().unwrap().iter().map(|it| it["@id"].as_str().unwrap()).collect();
            assert_eq!(has, rights);
        }
    }
}

/// What the record of a ticket says of its first request.
async fn activity(by: &mut Colleague, reference: &str) -> serde_json::Value {
    let record = by.get(&format!("/desk/t/{reference}/record")).await.is(200);
    let record: serde_json::Value = serde_json::from_str(record.source()).unwrap();
    record["dct:hasPart"][0].clone()
}
