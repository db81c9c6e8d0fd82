//! It takes longer: the person is told in time and with reasons, or it has no effect.

use chrono::TimeDelta;
use rightsdesk::{request, rights::right::Right, staff::role::Role};
use stage::{
    desk::{On, Stage},
    on_both,
};

use super::{Colleague, asks_verified, ticket};

on_both! {
    async fn a_request_is_extended_in_time_with_reasons_and_once(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access, Right::Objection]).await;
        let requests = request::store::of(&stage.desk.db, receipt.id).await.unwrap();
        let access = requests.iter().find(|request| request.right == Right::Access).unwrap().id;
        let form = format!("{}/requests/{access}/extension", ticket(&receipt));

        let page = ana.get(&ticket(&receipt)).await.sees("It takes longer…").sees("Say it by 14 Dec 2026");
        page.sees("then the answer is due on 15 Feb 2027");
        ana.post(&form, &[("reasons", "  ")]).await.is(422).sees("Say why it takes longer");
        let reasons = "Your data lies in twelve systems, two of them in archives.";
        let page = ana.does(&form, &[("reasons", reasons)]).await.sees("The person is told that it takes longer");
        let page = page.sees("due 15 Feb 2027").sees("extended on 14 Nov 2026").sees(reasons);
        // The objection was not extended, so the ticket as a whole is due as before.
        page.sees("due 14 Dec 2026").sees("Extended: Access, due 15 Feb 2027");
        ana.post(&form, &[("reasons", "once more")]).await.is(422).sees("cannot be extended");

        stage.run_due_work().await;
        let mail = stage.mail_to("ada@example.org").pop().expect("a letter");
        for told in ["15 February 2027", reasons, "three months after your request", "ico.org.uk", "cnil.fr"] {
            assert!(mail.text().contains(told), "{told} is missing:\n{}", mail.text());
        }
    }

    async fn what_is_answered_is_due_no_more(on: On) {
        let stage = Stage::set(on).await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access, Right::Objection]).await;
        let requests = request::store::of(&stage.desk.db, receipt.id).await.unwrap();
        let id = |right| requests.iter().find(|request| request.right == right).unwrap().id;
        let form = |right, what: &str| format!("{}/requests/{}/{what}", ticket(&receipt), id(right));
        ana.does(&form(Right::Access, "extension"), &[("reasons", "Your data lies in twelve systems.")]).await;
        ana.does(&format!("{}/start", ticket(&receipt)), &[]).await;
        let answer = [("outcome", "granted"), ("text", "We have stopped.")];
        let page = ana.does(&form(Right::Objection, "answer"), &answer).await;
        page.sees("Next answer due 15 Feb 2027").sees("93 days left");
    }

    async fn a_late_notice_has_no_effect(on: On) {
        let stage = Stage::set(on).await;
        let ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let receipt = asks_verified(&stage, ana.id, "ada@example.org", &[Right::Access]).await;
        let before = request::store::of(&stage.desk.db, receipt.id).await.unwrap();
        stage.clock.advance(TimeDelta::days(31));
        // Her session is long over.
        let mut otto = Colleague::enters(&stage, "otto", Role::Agent).await;
        otto.get(&ticket(&receipt)).await.sees_no("It takes longer…");
        let form = format!("{}/requests/{}/extension", ticket(&receipt), before[0].id);
        otto.post(&form, &[("reasons", "We were on holiday.")]).await.is(422).sees("The last day to say so has passed");
        assert_eq!(request::store::of(&stage.desk.db, receipt.id).await.unwrap(), before);
        stage.run_due_work().await;
        assert!(!stage.mail_to("ada@example.org").iter().any(|mail| mail.text().contains("on holiday")));
    }
}
