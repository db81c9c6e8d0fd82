//! What staff see of closed accounts, at their pages and through the API.

use super::closed;
use chrono::TimeDelta;
use rightsdesk::{
    casework::accounts::import_deactivations::{self, Line},
    deactivation::sighting::Sighting,
    staff::role::Role,
};
use stage::{
    desk::{On, Stage},
    satellite::Satellite,
};

use crate::{api::Program, desk_pages::Colleague};

const ADA: &str = "@ada:example.org";
const PAGE: &str = "/desk/deactivations";

stage::on_both! {
    async fn staff_see_days_one_accounts_evidence_and_what_was_refused(on: On) {
        let bridge = Satellite::new("bridge");
        bridge.hold(ADA, 3);
        let stage = Stage::setting(on).with_systems([bridge.connected()]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        ana.get(PAGE).await.is(200).sees("No account has been closed yet").sees("No file has been read in");
        closed(&stage, &[ADA]).await;
        let lines = [
            Line { number: 2, read: Ok(Sighting { account: "@bob:example.org".into(), closed_at: None }) },
            Line { number: 3, read: Ok(Sighting { account: "bob".into(), closed_at: None }) },
            Line { number: 5, read: Err("it is no JSON object".into()) },
        ];
        let mut told = Vec::new();
        let refused = |number: u64, why: &str| told.push((number, why.to_owned()));
        import_deactivations::import(&stage.desk, lines.into_iter(), refused).await.unwrap();
        assert_eq!(told.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [3, 5]);
        let page = ana.get(PAGE).await.is(200).sees("3 lines, 1 new, 0 known, 2 refused").sees("it is no JSON object");
        page.sees("it is not a Matrix ID").sees("14 Nov 2026").sees_no("bob");

        bridge.is_down(true);
        stage.clock.advance(TimeDelta::days(26));
        stage.run_due_work().await;
        ana.signs_in("ana").await;
        let program = Program::of(&stage, "robot", Role::Auditor).await;
        ana.get("/desk").await.is(200).sees("2 accounts come near their thirtieth day");
        ana.get(PAGE).await.is(200).sees("2 accounts come near their thirtieth day");
        let told = program.get("/deactivations").await.is(200).body;
        assert_eq!((told["urgent"].clone(), told["days"][0]["running"].clone()), (2.into(), 2.into()));
        bridge.is_down(false);
        stage.clock.advance(TimeDelta::hours(1));
        stage.run_due_work().await;
        ana.signs_in("ana").await;
        ana.get(PAGE).await.is(200).sees_no("near their thirtieth");
        let page = ana.get(&format!("{PAGE}?account=%40ada%3Aexample.org")).await.is(200);
        page.sees("What was done in each system").sees("No homeserver could be asked").sees("1 10 Dec 2026, 13:00 begun bridge");
        ana.get(&format!("{PAGE}?account=%40Ada%3Aexample.org")).await.is(200).sees("Nobody has told us");
        let told = program.get("/deactivations/accounts/@ada:example.org").await.is(200).body;
        assert_eq!((told[0]["state"].as_str(), told[0]["systems"][0]["erased"].as_u64()), (Some("proven"), Some(3)));
        program.get("/deactivations/accounts/@Ada:example.org").await.is(404);
        let told = program.get("/deactivations/import").await.is(200).body;
        assert_eq!(told[0]["refused_lines"][1]["line"], 5);
    }

    async fn one_account_is_one_and_what_is_past_its_day_is_not_near_it(on: On) {
        let bridge = Satellite::new("bridge");
        bridge.hold(ADA, 3);
        let stage = Stage::setting(on).with_systems([bridge.connected()]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        closed(&stage, &[ADA]).await;
        bridge.is_down(true);
        for (days, seen, unseen) in [
            (26, "1 account comes near its thirtieth day", "past"),
            (6, "1 account is past its thirtieth day", "near its"),
        ] {
            stage.clock.advance(TimeDelta::days(days));
            stage.run_due_work().await;
            ana.signs_in("ana").await;
            for page in ["/desk", PAGE] {
                ana.get(page).await.is(200).sees(seen).sees_no(unseen).sees_no("1 accounts come").sees_no("1 accounts are");
            }
        }
    }

    async fn what_was_given_up_is_shown_and_tried_again_by_those_who_may(on: On) {
        let bridge = Satellite::new("bridge");
        bridge.hold(ADA, 3);
        let stage = Stage::setting(on).with_systems([bridge.connected()]).set().await;
        let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Auditor).await;
        closed(&stage, &[ADA]).await;
        bridge.breaks(true);
        stage.clock.advance(TimeDelta::days(8));
        stage.run_due_work().await;
        ana.signs_in("ana").await;
        otto.signs_in("otto").await;
        let page = ana.get(PAGE).await.is(200).sees("Given up").sees("somebody has to mend it");
        let body = page.source();
        let start = body.find("/desk/deactivations/sweeps/").unwrap();
        let action = body[start..].split('"').next().unwrap().to_owned();
        otto.post(&action, &[]).await.is(403);
        bridge.breaks(false);
        ana.does(&action, &[]).await.sees_no("Given up");
        stage.run_due_work().await;
        assert!(bridge.rows().is_empty());
    }
}
