//! A real Synapse tells of its accounts: by its list, and by our module inside it.

use std::{path::PathBuf, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};
use rightsdesk::{
    deactivation::{
        entity::Model,
        state::{Source, State},
    },
    register::homeservers::{Asked, Connected, Sort},
};
use rightsdesk_exporters::{
    accounts::{
        account::Account,
        homeserver::{Homeserver as _, Standing},
        synapse::Synapse as Client,
    },
    contract::call::Call,
};
use serde_json::json;
use stage::{
    desk::{On, Stage, until},
    satellite::Satellite,
    servers::synapse::{Module, Synapse, Wishes},
};

use super::{
    feeds::{SECRET, key},
    lines, stands,
};

fn client(synapse: &Synapse) -> Client {
    Client::new(&synapse.url(), "example.org", &synapse.administrator().token.clone().into()).unwrap()
}

/// A homeserver that only calls.
fn hearing() -> Connected {
    Connected { server_name: "example.org".to_owned(), asked: None, hook_keys: vec![key()], leave_out: Vec::new() }
}

/// A homeserver that is asked every hour.
pub(super) fn asked(synapse: &Synapse) -> Connected {
    let asked = Asked { sort: Sort::Synapse, homeserver: Arc::new(client(synapse)), every: TimeDelta::hours(1) };
    Connected {
        server_name: "example.org".to_owned(),
        asked: Some(asked),
        hook_keys: vec![key()],
        leave_out: Vec::new(),
    }
}

/// Looks at the list in an hour.
pub(super) async fn an_hour_later(stage: &Stage) {
    stage.clock.advance(TimeDelta::hours(1));
    stage.run_due_work().await;
}

#[tokio::test]
async fn the_list_of_a_real_synapse_is_read_and_single_accounts_are_asked_about() {
    let synapse = Synapse::start(Wishes::default()).await;
    let client = client(&synapse).with_rows(21);
    let call = Call::unhurried("test");
    let standing = async |name: &str| client.standing(&Account::parse(name).unwrap(), &call).await.unwrap();
    for number in 0..30 {
        let user_id = synapse.user_id(&format!("user{number:02}"));
        let made = json!({ "password": "a password" });
        synapse.admin(reqwest::Method::PUT, &format!("/_synapse/admin/v2/users/{user_id}"), Some(made)).await.ok();
        synapse.deactivate(&user_id).await;
    }
    // Locked first, then closed: Synapse leaves these out of its list unless it is asked for them.
    let eve = synapse.register("eve").await;
    let path = format!("/_synapse/admin/v2/users/{}", eve.user_id);
    synapse.admin(reqwest::Method::PUT, &path, Some(json!({ "locked": true }))).await.ok();
    assert_eq!(standing(&eve.user_id).await, Standing::Open, "locked is not closed");
    synapse.deactivate(&eve.user_id).await;

    let mut place = None;
    let mut names = Vec::new();
    loop {
        let page = client.closed(place, &call).await.unwrap();
        assert_eq!(page.unreadable, 0);
        names.extend(page.accounts.into_iter().map(|closed| closed.account.as_str().to_owned()));
        match page.next {
            Some(next) => place = Some(next),
            None => break,
        }
    }
    assert_eq!((names.len(), &*names[0], &*names[30]), (31, "@eve:example.org", "@user29:example.org"));
    assert_eq!(standing("@user00:example.org").await, Standing::Closed { since: None });
    assert_eq!(standing("@nobody:example.org").await, Standing::Unknown);
    assert_eq!(standing(&synapse.administrator().user_id).await, Standing::Open);

    let stranger = synapse.register("stranger").await;
    for (token, why) in [(stranger.token.as_str(), "administrator"), ("syt_wrong", "refused")] {
        let client = Client::new(&synapse.url(), "example.org", &token.to_owned().into()).unwrap();
        let error = client.closed(None, &call).await.unwrap_err();
        assert!(error.to_string().contains(why), "{error}");
    }
    let other = Client::new(&synapse.url(), "other.example", &synapse.administrator().token.clone().into()).unwrap();
    assert!(other.closed(None, &call).await.unwrap_err().to_string().contains("another server"));
}

stage::on_both! {
    async fn accounts_of_a_real_synapse_go_after_their_days_and_whoever_comes_back_stays(on: On) {
        let mut synapse = Synapse::start(Wishes::default()).await;
        let [ada, bob, dan] = [synapse.register("ada").await, synapse.register("bob").await, synapse.register("dan").await];
        let bridge = Satellite::new("bridge");
        for account in [&ada, &bob, &dan] {
            bridge.hold(&account.user_id, 2);
        }
        let stage = Stage::setting(on).with_systems([bridge.connected()]).with_homeservers([asked(&synapse)]).set().await;
        synapse.deactivate(&ada.user_id).await;
        synapse.leaves(&bob).await;
        stage.run_due_work().await;
        let first_seen = stage.desk.now();
        let ada_line = &lines(&stage, &ada.user_id).await[0];
        assert_eq!((ada_line.closed_at, ada_line.knows_when, ada_line.source), (first_seen, false, Source::Synapse));
        assert!(lines(&stage, &dan.user_id).await.is_empty(), "who has an account keeps it");

        // Closed once more and erased there: it is the same closing. Bob comes back.
        synapse.deactivate_and_erase(&ada.user_id).await;
        synapse.reactivate(&bob.user_id, "another password").await;
        an_hour_later(&stage).await;
        assert_eq!(lines(&stage, &ada.user_id).await.len(), 1);
        assert_eq!(lines(&stage, &ada.user_id).await[0].closed_at, first_seen);
        assert_eq!(stands(&stage, &bob.user_id).await, State::Cancelled);
        // And leaves again: his days begin anew.
        synapse.deactivate(&bob.user_id).await;
        an_hour_later(&stage).await;
        assert_eq!(lines(&stage, &bob.user_id).await.iter().find(|line| line.reopened_at.is_none()).unwrap().closed_at, stage.desk.now());

        // The homeserver is away when their days of grace are over: nobody is erased who could not be asked about.
        synapse.stop();
        stage.clock.advance(TimeDelta::days(28));
        stage.run_due_work().await;
        assert_eq!(bridge.rows().len(), 3);
        // On day 29 Bob is back, and so is the homeserver.
        synapse.start_again().await;
        synapse.reactivate(&bob.user_id, "a third password").await;
        for _ in 0..4 {
            an_hour_later(&stage).await;
        }
        assert_eq!((stands(&stage, &ada.user_id).await, stands(&stage, &bob.user_id).await), (State::Proven, State::Cancelled));
        assert_eq!(bridge.rows().into_keys().collect::<Vec<_>>(), [bob.user_id.clone(), dan.user_id.clone()]);
        // Erased from the satellites, she is still on Synapse's list, and that is no news.
        an_hour_later(&stage).await;
        assert_eq!(lines(&stage, &ada.user_id).await.len(), 1);
    }
}

/// A Synapse with our module, which calls this stage.
async fn with_module(stage: &Stage) -> Synapse {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../exporters/systems/synapse/module");
    let config = json!({
        "url": format!("http://127.0.0.1:{}", stage.doors.public), "secret": SECRET, "every_seconds": 0.2
    });
    let class = "rightsdesk_synapse.RightsdeskModule".to_owned();
    let module = Some(Module { folder, class, config });
    Synapse::start(Wishes { module, ..Wishes::default() }).await
}

/// Sets the desk's clock to two minutes after the homeserver's: it stands still, and so nothing is told of its future.
async fn same_time(stage: &Stage, synapse: &Synapse) {
    let answer = reqwest::get(format!("{}/_matrix/client/versions", synapse.url())).await.unwrap();
    let date = answer.headers()["date"].to_str().unwrap();
    let now = DateTime::parse_from_rfc2822(date).unwrap().with_timezone(&Utc);
    stage.clock.advance(now + TimeDelta::minutes(2) - stage.desk.now());
}

/// Waits until the newest line of an account is as wanted.
async fn line_is(stage: &Stage, synapse: &Synapse, account: &str, is_wanted: impl Fn(&[Model]) -> bool) -> Vec<Model> {
    until(&format!("news of an account; Synapse says:\n{}", synapse.last_words()), async || {
        let lines = lines(stage, account).await;
        is_wanted(&lines).then_some(lines)
    })
    .await
}

#[tokio::test]
async fn the_module_tells_each_change_as_it_happens_and_what_the_desk_missed() {
    let stage = Stage::setting(On::Sqlite).with_homeservers([hearing()]).set().await;
    let mut synapse = with_module(&stage).await;
    same_time(&stage, &synapse).await;
    let [ada, bob] = [synapse.register("ada").await, synapse.register("bob").await];

    synapse.leaves(&ada).await;
    let ada_lines = line_is(&stage, &synapse, &ada.user_id, |lines| !lines.is_empty()).await;
    assert_eq!(
        (ada_lines[0].source, ada_lines[0].knows_when, ada_lines[0].state),
        (Source::Module, true, State::Waiting)
    );
    // The same once more, and with erasing: Synapse calls again, and it is the same closing.
    synapse.deactivate_and_erase(&ada.user_id).await;
    synapse.reactivate(&ada.user_id, "a password").await;
    line_is(&stage, &synapse, &ada.user_id, |lines| lines[0].state == State::Cancelled).await;
    assert_eq!(lines(&stage, &ada.user_id).await.len(), 1);

    // Six minutes ahead, the desk takes no call, and Synapse is restarted meanwhile.
    stage.clock.advance(TimeDelta::minutes(6));
    synapse.leaves(&bob).await;
    synapse.reactivate(&bob.user_id, "a password").await;
    synapse.deactivate(&bob.user_id).await;
    until("a call that is not taken", async || synapse.last_words().contains("the desk answered 401").then_some(()))
        .await;
    assert!(lines(&stage, &bob.user_id).await.is_empty());
    synapse.start_again().await;
    stage.clock.advance(-TimeDelta::minutes(6));
    let open = |lines: &[Model]| lines.iter().any(|line| line.reopened_at.is_none());
    let bob_lines = line_is(&stage, &synapse, &bob.user_id, |lines| lines.len() == 2 && open(lines)).await;
    assert_eq!(
        bob_lines.iter().filter(|line| line.state == State::Cancelled).count(),
        1,
        "in the order in which it happened"
    );
}
