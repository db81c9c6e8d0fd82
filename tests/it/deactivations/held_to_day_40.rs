//! Two people of a real Synapse are held past their thirty days, on the page where staff set holds. On day 40 the holds are lifted:
//! whose account is closed still is erased then, whoever came back meanwhile stays.

use chrono::TimeDelta;
use rightsdesk::{
    deactivation::{
        figures,
        state::{State, Why},
    },
    hold::{self, ground::Keeps},
    staff::role::Role,
};
use stage::{
    desk::{On, Stage},
    satellite::Satellite,
    servers::synapse::{Synapse, Wishes},
};

use super::{
    feeds_synapse::{an_hour_later, asked},
    lines, stands,
};
use crate::desk_pages::Colleague;

stage::on_both! {
    async fn on_a_real_synapse_whoever_is_still_gone_when_the_hold_ends_on_day_40_is_erased(on: On) {
        let synapse = Synapse::start(Wishes::default()).await;
        let [ada, bob, dan] = [synapse.register("ada").await, synapse.register("bob").await, synapse.register("dan").await];
        let bridge = Satellite::new("bridge");
        for account in [&ada, &bob, &dan] {
            bridge.hold(&account.user_id, 2);
        }
        let stage = Stage::setting(on).with_systems([bridge.connected()]).with_homeservers([asked(&synapse)]).set().await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        for account in [&ada, &bob] {
            let fields = [
                ("ticket", ""), ("names", account.user_id.as_str()), ("ground", "ERASURE_LEGAL_CLAIMS"),
                ("reason", "Claim 4711."), ("review_on", "2027-02-01"),
            ];
            otto.does("/desk/holds", &fields).await.sees("The hold is set.");
        }
        for account in [&ada, &bob, &dan] {
            synapse.deactivate(&account.user_id).await;
        }
        stage.run_due_work().await;
        for _ in 0..4 {
            stage.clock.advance(TimeDelta::days(8));
            an_hour_later(&stage).await;
        }
        for account in [&ada, &bob] {
            let line = lines(&stage, &account.user_id).await.remove(0);
            assert_eq!((line.state, line.why), (State::Aside, Some(Why::Held)));
        }
        assert_eq!(stands(&stage, &dan.user_id).await, State::Proven);
        assert_eq!(bridge.rows().into_keys().collect::<Vec<_>>(), [ada.user_id.clone(), bob.user_id.clone()]);

        // Day 40. Bob came back on the homeserver, which nobody has told the desk yet.
        stage.clock.advance(TimeDelta::days(8) - TimeDelta::hours(4));
        synapse.reactivate(&bob.user_id, "another password").await;
        let mut olga = Colleague::enters(&stage, "olga", Role::Officer).await;
        for held in hold::store::standing(&stage.desk.db, Keeps::Hold).await.unwrap() {
            let path = format!("/desk/holds/{}/lift", held.id);
            olga.does(&path, &[("reason", "Settled.")]).await.sees("The hold is lifted.");
        }
        for _ in 0..3 {
            an_hour_later(&stage).await;
        }
        assert_eq!((stands(&stage, &ada.user_id).await, stands(&stage, &bob.user_id).await), (State::Proven, State::Cancelled));
        assert_eq!(bridge.rows().into_keys().collect::<Vec<_>>(), std::slice::from_ref(&bob.user_id));
        let today = stage.desk.today();
        let days = figures::by_day(&stage.desk.db, today - TimeDelta::days(60), today).await.unwrap();
        assert_eq!(days.iter().map(|(_, day)| day.late).sum::<u64>(), 1, "Ada, whom the hold kept past her last day");
    }
}
