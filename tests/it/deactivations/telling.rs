//! What staff are told by mail, and everybody on a page, of how it goes with closed accounts.

use chrono::TimeDelta;
use rightsdesk::config::file::Config;
use stage::{
    desk::{On, Stage},
    mailbox::MailServer,
    satellite::Satellite,
};

use super::closed;
use crate::bad_days::by_smtp;

const ADA: &str = "@ada:example.org";
const OFFICER: &str = "officer@example.org";

async fn later(stage: &Stage, by: TimeDelta) {
    stage.clock.advance(by);
    stage.run_due_work().await;
}

stage::on_both! {
    async fn staff_get_one_mail_a_day_for_as_long_as_somebody_comes_near_their_last_day(on: On) {
        let bridge = Satellite::new("bridge");
        bridge.hold(ADA, 3);
        bridge.is_down(true);
        let mut server = MailServer::start().await;
        let told = |config: &mut Config| {
            config.deactivation.alarm_to = vec![OFFICER.to_owned()];
            config.deactivation.alarm_language = "fr".to_owned();
        };
        let stage = Stage::setting(on).with_systems([bridge.connected()]);
        let stage = stage.with_config(by_smtp(server.port(), 5)).with_config(told).set().await;
        closed(&stage, &[ADA, "@bob:example.org"]).await;
        let mails = |server: &MailServer| server.mailbox.to(OFFICER);

        later(&stage, TimeDelta::days(24)).await;
        assert_eq!(mails(&server).len(), 0, "nobody is near their last day yet");
        later(&stage, TimeDelta::days(1)).await;
        let first = mails(&server);
        assert_eq!(first.len(), 1);
        assert_eq!(first[0].subject(), "Comptes fermés\u{a0}: 2 près du trentième jour ou au-delà");
        let text = first[0].text();
        for part in ["il y a 25 jours ou plus", "à effacer au plus tard le 14 décembre 2026", "/desk/deactivations"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        for name in ["@ada", "@bob", ":example.org"] {
            assert!(!text.contains(name), "nobody is named: {text}");
        }

        later(&stage, TimeDelta::hours(5)).await;
        assert_eq!(mails(&server).len(), 1, "once a day");
        server.stop().await;
        later(&stage, TimeDelta::days(1)).await;
        assert_eq!(mails(&server).len(), 1);
        server.start_again().await;
        later(&stage, TimeDelta::hours(2)).await;
        assert_eq!(mails(&server).len(), 2, "a mail server that was away is tried again");

        bridge.is_down(false);
        later(&stage, TimeDelta::hours(2)).await;
        later(&stage, TimeDelta::days(3)).await;
        assert_eq!(mails(&server).len(), 2, "nobody is open any more");
    }

    async fn everybody_may_see_that_nobody_is_late_and_when_somebody_is(on: On) {
        let bridge = Satellite::new("bridge");
        bridge.hold(ADA, 3);
        let stage = Stage::setting(on).with_systems([bridge.connected()]).set().await;
        let mut visitor = stage.visitor();
        closed(&stage, &[ADA]).await;
        later(&stage, TimeDelta::days(8)).await;
        closed(&stage, &["@bob:example.org"]).await;
        visitor.get("/en").await.is(200).sees("Closed accounts in numbers");
        let page = visitor.get("/en/closed-accounts").await.is(200).sees("Accounts that were closed");
        let page = page.sees("From 22 November 2025 to 22 November 2026").sees("Closed accounts 2").sees("Late 0");
        let page = page.sees("Erased within thirty days, and looked at again 1").sees("not done yet 1");
        page.sees("Nobody’s thirty days have passed without it.").sees_no("ada").sees_no("bob");
        visitor.get("/de/closed-accounts").await.is(200).sees("Zu spät 0");
        let nobody = "Aucun compte n’a dépassé les trente jours.";
        visitor.get("/fr/closed-accounts").await.is(200).sees("En retard 0").sees(nobody);

        bridge.is_down(true);
        later(&stage, TimeDelta::days(31)).await;
        let page = visitor.get("/fr/closed-accounts").await.is(200).sees("En retard 1");
        page.sees_no(nobody);
        later(&stage, TimeDelta::days(365)).await;
        visitor.get("/en/closed-accounts").await.is(200).sees("Closed accounts 0").sees("Late 0");
    }

    async fn the_figures_can_be_kept_back(on: On) {
        let bridge = Satellite::new("bridge");
        let stage = Stage::setting(on).with_systems([bridge.connected()]);
        let stage = stage.with_config(|config| config.deactivation.public_figures = false).set().await;
        let mut visitor = stage.visitor();
        visitor.get("/en").await.is(200).sees_no("Closed accounts in numbers");
        visitor.get("/en/closed-accounts").await.is(404);
    }
}
