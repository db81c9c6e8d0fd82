//! What reaches the desk of closed accounts: lists that are read, and calls that are signed.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::Client;
use rightsdesk::{
    deactivation::state::{Source, State},
    register::{
        homeservers::{Asked, Connected, Sort},
        hook::{Delivery, HookKey},
        state,
    },
    staff::role::Role,
};
use rightsdesk_exporters::accounts::mas::Mas;
use serde_json::{Value, json};
use stage::{
    desk::{On, Stage},
    satellite::Satellite,
};

use super::{lines, stands};
use crate::desk_pages::Colleague;

const ADA: &str = "@ada:example.org";
const BOB: &str = "@bob:example.org";

pub const SECRET: &str = "a secret that two machines share";

pub fn key() -> HookKey {
    HookKey::read(&SECRET.to_owned().into()).unwrap()
}

/// A homeserver that only calls.
fn calling(server_name: &str, secret: &str) -> Connected {
    Connected {
        server_name: server_name.to_owned(),
        asked: None,
        hook_keys: vec![HookKey::read(&secret.to_owned().into()).unwrap()],
        leave_out: vec!["telegram_".to_owned()],
    }
}

async fn called(on: On) -> Stage {
    let other = calling("other.example", "another secret that is long enough");
    Stage::setting(on).with_homeservers([calling("example.org", SECRET), other]).set().await
}

/// Calls the desk as the homeserver does whose key this is.
struct Call<'a> {
    stage: &'a Stage,
    key: HookKey,
    sent_at: DateTime<Utc>,
    body: Vec<u8>,
    kind: &'static str,
}

impl<'a> Call<'a> {
    fn of(stage: &'a Stage, accounts: &Value) -> Self {
        let body = json!({ "sender": "synapse_module", "accounts": accounts }).to_string().into_bytes();
        Self { stage, key: key(), sent_at: stage.desk.now(), body, kind: "application/json" }
    }

    async fn send(&self) -> (u16, Value) {
        let timestamp = self.sent_at.timestamp().to_string();
        let unsigned = Delivery { id: "msg_1", timestamp: &timestamp, signatures: "", body: &self.body };
        self.send_signed(&timestamp, &self.key.sign(&unsigned)).await
    }

    async fn send_signed(&self, timestamp: &str, signature: &str) -> (u16, Value) {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let answer = Client::builder()
            .no_proxy()
            .build()
            .unwrap()
            .post(format!("http://127.0.0.1:{}/api/v1/hooks/deactivations", self.stage.doors.public))
            .header("content-type", self.kind)
            .header("webhook-id", "msg_1")
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", signature)
            .body(self.body.clone())
            .send()
            .await
            .unwrap();
        let status = answer.status().as_u16();
        (status, answer.json().await.unwrap())
    }
}

fn told(account: &str, deactivated: bool, at: DateTime<Utc>) -> Value {
    json!({ "user_id": account, "deactivated": deactivated, "by_admin": false, "at": at.to_rfc3339() })
}

stage::on_both! {
    async fn a_signed_call_is_noted_once_however_often_it_comes(on: On) {
        let stage = called(on).await;
        let at = stage.desk.now() - TimeDelta::hours(30);
        let call = Call::of(&stage, &json!([told(ADA, true, at), told("@telegram_4711:example.org", true, at)]));
        assert_eq!(call.send().await, (200, json!({ "new": 1, "known": 0, "reopened": 0, "left_out": 1 })));
        assert_eq!(call.send().await, (200, json!({ "new": 0, "known": 1, "reopened": 0, "left_out": 1 })));
        let ada = lines(&stage, ADA).await;
        assert_eq!((ada.len(), ada[0].closed_at, ada[0].source), (1, at, Source::Module));
        assert!(ada[0].knows_when);
        assert!(lines(&stage, "@telegram_4711:example.org").await.is_empty());
    }

    async fn what_happened_counts_and_not_when_it_was_told(on: On) {
        let stage = called(on).await;
        let now = stage.desk.now();
        let [first, second, third] = [3, 2, 1].map(|hours| now - TimeDelta::hours(hours));
        // All at once and in disorder, as after a night without the desk.
        let all = json!([told(ADA, true, third), told(ADA, false, second), told(ADA, true, first), told(BOB, true, first)]);
        assert_eq!(Call::of(&stage, &all).send().await.0, 200);
        assert_eq!((stands(&stage, ADA).await, stands(&stage, BOB).await), (State::Waiting, State::Waiting));
        assert_eq!(lines(&stage, ADA).await.iter().find(|line| line.reopened_at.is_none()).unwrap().closed_at, third);
        // Told again, and late: the second change is older than the third.
        for change in [told(ADA, false, second), told(ADA, true, first)] {
            assert_eq!(Call::of(&stage, &json!([change])).send().await.0, 200);
            assert_eq!(lines(&stage, ADA).await.iter().filter(|line| line.reopened_at.is_none()).count(), 1);
        }
        let (_, heard) = Call::of(&stage, &json!([told(BOB, false, second)])).send().await;
        assert_eq!(heard["reopened"], 1);
        assert_eq!(stands(&stage, BOB).await, State::Cancelled);
        // An old closing does not bring it back.
        assert_eq!(Call::of(&stage, &json!([told(BOB, true, first)])).send().await.0, 200);
        assert_eq!(stands(&stage, BOB).await, State::Cancelled);
    }

    async fn without_a_signature_that_holds_nothing_is_told_and_nothing_changes(on: On) {
        let stage = called(on).await;
        let now = stage.desk.now();
        let good = Call::of(&stage, &json!([told(ADA, true, now)]));
        let timestamp = now.timestamp().to_string();
        let sign = |body: &[u8], timestamp: &str| {
            key().sign(&Delivery { id: "msg_1", timestamp, signatures: "", body })
        };
        let right = sign(&good.body, &timestamp);
        let mut answers = Vec::new();
        for signature in ["", "v1,", "v1,AAAA", "v1a", &right[3..], &right.replace('v', "V"), &sign(b"{}", &timestamp)] {
            answers.push(good.send_signed(&timestamp, signature).await);
        }
        // The signature is another's, of another time, or the time is not what was signed.
        let other = HookKey::read(&"a third secret that nobody has".to_owned().into()).unwrap();
        answers.push(Call { key: other, ..Call::of(&stage, &json!([])) }.send().await);
        for minutes in [-6, 6] {
            let sent_at = now + TimeDelta::minutes(minutes);
            answers.push(Call { sent_at, ..Call::of(&stage, &json!([told(ADA, true, now)])) }.send().await);
        }
        answers.push(good.send_signed("tomorrow", &right).await);
        // What the body is makes no difference, nor of which type.
        for (body, kind) in [("{", "application/json"), ("", "text/plain"), ("{\"accounts\": 1}", "application/json")] {
            let call = Call { body: body.into(), kind, ..Call::of(&stage, &json!([])) };
            answers.push(call.send_signed(&timestamp, &right).await);
        }
        for (status, problem) in &answers {
            assert_eq!(*status, 401);
            assert_eq!(*problem, answers[0].1, "all are told the same");
            assert_eq!(problem["type"], "urn:rightsdesk:problem:signature-needed");
        }
        assert!(lines(&stage, ADA).await.is_empty());
        // The same call with its own signature is taken.
        assert_eq!(good.send_signed(&timestamp, &format!("v1,AAAA {right}")).await.0, 200);
        assert_eq!(lines(&stage, ADA).await.len(), 1);
    }

    async fn a_homeserver_speaks_for_its_own_accounts_only_and_all_or_nothing_is_taken(on: On) {
        let stage = called(on).await;
        let now = stage.desk.now();
        for (accounts, places) in [
            (json!([told(ADA, true, now), told("@eve:other.example", true, now)]), vec!["/accounts/1/user_id"]),
            (json!([told(ADA, true, now), told("@ada:example.org.evil.net", true, now)]), vec!["/accounts/1/user_id"]),
            (json!([told("nobody", true, now), told(ADA, true, now + TimeDelta::hours(1))]),
                vec!["/accounts/0/user_id", "/accounts/1/at"]),
            (json!([{ "user_id": ADA, "deactivated": true }]), vec!["/accounts/0/at"]),
            (json!([{ "user_id": ADA, "deactivated": true, "at": "noon" }]), vec!["/accounts/0/at"]),
            (json!([{ "user_id": ADA, "deactivated": true, "at": "1970-01-21T18:42:55Z" }]), vec!["/accounts/0/at"]),
            (json!([{ "user_id": ADA, "deactivated": 1, "at": now.to_rfc3339(), "erase": true }]),
                vec!["/accounts/0/deactivated", "/accounts/0/erase"]),
            (json!([]), vec!["/accounts"]),
            (Value::Array(vec![told(ADA, true, now); 501]), vec!["/accounts"]),
        ] {
            let (status, problem) = Call::of(&stage, &accounts).send().await;
            assert_eq!(status, 422, "{problem}");
            let found: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|it| it["pointer"].as_str().unwrap()).collect();
            assert_eq!(found, places);
        }
        let call = Call { kind: "text/plain", ..Call::of(&stage, &json!([told(ADA, true, now)])) };
        assert_eq!(call.send().await.0, 415);
        let call = Call { body: b"{".to_vec(), ..Call::of(&stage, &json!([])) };
        assert_eq!(call.send().await.0, 400);
        let call = Call { body: vec![b' '; 300_000], ..Call::of(&stage, &json!([])) };
        assert_eq!(call.send().await.0, 413);
        assert!(lines(&stage, ADA).await.is_empty());
    }

    async fn the_list_of_an_authentication_service_tells_the_moment_and_who_has_come_back(on: On) {
        let service = fake::Service::start().await;
        let mas = Mas::new(&service.url, "example.org", "client".into(), fake::CLIENT_SECRET.into()).unwrap();
        let asked = Asked { sort: Sort::Mas, homeserver: Arc::new(mas), every: TimeDelta::hours(1) };
        let homeserver = Connected { asked: Some(asked), ..calling("example.org", SECRET) };
        let stage = Stage::setting(on).with_homeservers([homeserver]).set().await;
        let at = stage.desk.now() - TimeDelta::days(3);
        for number in 0..130 {
            service.has(&format!("user{number}"), Some(at + TimeDelta::minutes(number)));
        }
        service.has("dora", None);
        stage.run_due_work().await;
        let line = &lines(&stage, "@user129:example.org").await[0];
        assert_eq!((line.closed_at, line.source, line.knows_when), (at + TimeDelta::minutes(129), Source::Mas, true));
        assert!(lines(&stage, "@dora:example.org").await.is_empty());

        // Somebody comes back, somebody is gone without a trace, and the service breaks off in the middle of its list.
        service.has("user7", None);
        service.forgets("user8");
        service.breaks(true);
        stage.clock.advance(TimeDelta::hours(1));
        stage.run_due_work().await;
        assert_eq!(stands(&stage, "@user7:example.org").await, State::Waiting, "half a list says nothing of who is missing");
        let health = state::all(&stage.desk.db).await.unwrap().remove(0);
        assert_eq!(health.system, "homeserver example.org");
        assert!(health.last_problem.unwrap().contains("503"));
        service.breaks(false);
        stage.clock.advance(TimeDelta::minutes(4));
        stage.run_due_work().await;
        assert_eq!(stands(&stage, "@user7:example.org").await, State::Waiting, "its turn comes later");
        stage.clock.advance(TimeDelta::minutes(2));
        stage.run_due_work().await;
        assert_eq!(stands(&stage, "@user7:example.org").await, State::Cancelled);
        for name in ["@user6:example.org", "@user8:example.org", "@user129:example.org"] {
            assert_eq!(stands(&stage, name).await, State::Waiting, "{name}");
        }
    }
}

#[tokio::test]
async fn staff_are_told_when_a_list_cannot_be_read() {
    let homeserver = Satellite::new("homeserver");
    let stage = Stage::setting(On::Sqlite).with_homeservers([homeserver.as_homeserver()]).set().await;
    let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
    let told = "The closed accounts of example.org could not be read since 14 Nov 2026";
    ana.get("/desk/deactivations").await.is(200).sees_no("could not be read");
    homeserver.is_down(true);
    stage.run_due_work().await;
    for page in ["/desk/deactivations", "/desk"] {
        ana.get(page).await.is(200).sees(told).sees("it is down");
    }
    homeserver.is_down(false);
    stage.clock.advance(TimeDelta::minutes(6));
    stage.run_due_work().await;
    for page in ["/desk/deactivations", "/desk"] {
        ana.get(page).await.is(200).sees_no("could not be read");
    }
}

/// An authentication service that keeps its accounts in memory and pages through them as the real one does.
mod fake {
    use std::collections::BTreeMap;

    use poem::{
        Endpoint, IntoResponse, Request, Response, Result, Server, http::StatusCode, listener::TcpAcceptor, web::Json,
    };
    use tokio::{net::TcpListener, task::AbortHandle};

    use super::*;

    pub const CLIENT_SECRET: &str = "the secret of the client";

    /// User names, and since when each is closed.
    type Users = BTreeMap<String, Option<DateTime<Utc>>>;

    #[derive(Default)]
    struct Inside {
        users: Users,
        breaks: bool,
    }

    pub struct Service {
        pub url: String,
        inside: Arc<Mutex<Inside>>,
        serving: AbortHandle,
    }

    impl Service {
        pub async fn start() -> Self {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let url = format!("http://{}", listener.local_addr().unwrap());
            let inside = Arc::<Mutex<Inside>>::default();
            let door = Door(Arc::clone(&inside));
            let server = Server::new_with_acceptor(TcpAcceptor::from_tokio(listener).unwrap()).run(door);
            let serving = tokio::spawn(async { server.await.unwrap() }).abort_handle();
            Self { url, inside, serving }
        }

        pub fn has(&self, username: &str, deactivated_at: Option<DateTime<Utc>>) {
            self.inside.lock().unwrap().users.insert(username.to_owned(), deactivated_at);
        }

        pub fn forgets(&self, username: &str) {
            self.inside.lock().unwrap().users.remove(username);
        }

        /// Whether it breaks off after the first page.
        pub fn breaks(&self, breaks: bool) {
            self.inside.lock().unwrap().breaks = breaks;
        }
    }

    impl Drop for Service {
        fn drop(&mut self) {
            self.serving.abort();
        }
    }

    struct Door(Arc<Mutex<Inside>>);

    /// The last part stands for a ULID: what counts is that it has an order.
    fn resource(name: &str, deactivated_at: Option<DateTime<Utc>>) -> Value {
        json!({
            "type": "user", "id": name,
            "attributes": {
                "username": name, "created_at": "2026-01-01T00:00:00Z", "locked_at": null, "admin": false,
                "deactivated_at": deactivated_at, "legacy_guest": false
            },
            "links": { "self": format!("/api/admin/v1/users/{name}") }
        })
    }

    fn error(status: StatusCode, title: &str) -> Response {
        Json(json!({ "errors": [{ "title": title }] })).with_status(status).into_response()
    }

    impl Endpoint for Door {
        type Output = Response;

        async fn call(&self, mut request: Request) -> Result<Response> {
            let body = request.take_body().into_string().await.unwrap_or_default();
            let path = request.uri().path().to_owned();
            if path == "/oauth2/token" {
                let is_client =
                    body.contains("client_secret=the+secret+of+the+client") && body.contains("urn%3Amas%3Aadmin");
                return Ok(if is_client {
                    Json(json!({ "access_token": "mat_1", "expires_in": 300 })).into_response()
                } else {
                    error(StatusCode::UNAUTHORIZED, "invalid_client")
                });
            }
            if request.header("authorization") != Some("Bearer mat_1") {
                return Ok(error(StatusCode::UNAUTHORIZED, "Invalid access token"));
            }
            let inside = self.0.lock().unwrap();
            if let Some(name) = path.strip_prefix("/api/admin/v1/users/by-username/") {
                return Ok(match inside.users.get(name) {
                    Some(at) => Json(json!({ "data": resource(name, *at), "links": { "self": path } })).into_response(),
                    None => error(StatusCode::NOT_FOUND, "User with that username not found"),
                });
            }
            let query: BTreeMap<String, String> = request.params().unwrap();
            let after = query.get("page[after]").cloned().unwrap_or_default();
            if inside.breaks && !after.is_empty() {
                return Ok(error(StatusCode::SERVICE_UNAVAILABLE, "away"));
            }
            let first: usize = query["page[first]"].parse().unwrap();
            let is_meant = |at: &Option<DateTime<Utc>>| query["filter[status]"] != "deactivated" || at.is_some();
            let all: Vec<_> = inside.users.iter().filter(|(name, at)| is_meant(at) && **name > after).collect();
            let page: Vec<_> = all.iter().take(first).map(|(name, at)| resource(name, **at)).collect();
            let mut list = json!({ "meta": { "count": all.len() }, "data": page, "links": { "self": path } });
            if all.len() > first {
                let last = page[first - 1]["id"].as_str().unwrap();
                list["links"]["next"] =
                    format!("{path}?filter%5Bstatus%5D=deactivated&page%5Bafter%5D={last}&page%5Bfirst%5D={first}")
                        .into();
            }
            Ok(Json(list).into_response())
        }
    }
}
