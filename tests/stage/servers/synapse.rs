//! A real homeserver: Synapse, from the Python packages of the tests, with a SQLite database of its own.
//!
//! ```ignore
//! let synapse = Synapse::start(Wishes::default()).await;
//! let ada = synapse.register("ada").await;
//! synapse.deactivate_and_erase(&ada.user_id).await;
//! let users = synapse.admin(Method::GET, "/_synapse/admin/v3/users?deactivated=true", None).await.ok();
//! ```
//!
//! It starts in about two seconds and speaks with nobody but this machine. Nothing is limited in how often it may be
//! asked. It is killed when it is dropped.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use reqwest::Method;
use serde_json::{Map, Value, json};

use super::program::{Program, free_port};
use crate::{
    build::python,
    scratch::{Scratch, chance},
};

/// What a story wants of its homeserver.
#[derive(Clone, Debug)]
pub struct Wishes {
    /// The part of a Matrix ID after the colon.
    pub server_name: String,
    /// A module that it loads.
    pub module: Option<Module>,
    /// The registrations of application services, as their files would say it.
    pub appservices: Vec<Value>,
    /// Further keys of `homeserver.yaml`, which win over ours.
    pub further: Map<String, Value>,
}

/// A module for Synapse.
#[derive(Clone, Debug)]
pub struct Module {
    /// Where Python looks for it.
    pub folder: PathBuf,
    /// The module and the class in it: `package.Class`.
    pub class: String,
    /// What is handed to it.
    pub config: Value,
}

/// A homeserver that runs, or was stopped by its story.
#[derive(Debug)]
pub struct Synapse {
    port: u16,
    server_name: String,
    start: Command,
    program: Option<Program>,
    client: reqwest::Client,
    admin: Option<Account>,
    _home: Scratch,
}

/// Somebody with an account, who is logged in.
#[derive(Clone, Debug)]
pub struct Account {
    /// The whole Matrix ID.
    pub user_id: String,
    /// What to log in with once more.
    pub password: String,
    /// The token of the session that was opened at registration.
    pub token: String,
}

/// What the homeserver answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body; null if it was not JSON.
    pub body: Value,
}

impl Default for Wishes {
    fn default() -> Self {
        Self { server_name: "example.org".to_owned(), module: None, appservices: Vec::new(), further: Map::new() }
    }
}

impl Synapse {
    /// Starts a homeserver with one administrator and nobody else.
    ///
    /// # Panics
    /// When it does not start: with its last words.
    pub async fn start(wishes: Wishes) -> Self {
        let mut last_words = String::new();
        // Between our finding a free port and its taking it somebody else may: then we try another.
        for _ in 0..3 {
            let (home, port) = (Scratch::new("synapse"), free_port());
            let start = prepare(home.path(), port, &wishes);
            let program = match Program::start(&start, READY).await {
                Ok(program) => Some(program),
                Err(words) => {
                    last_words = words;
                    continue;
                }
            };
            // A second provider is not taken, and not needed.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let client = reqwest::Client::builder().no_proxy().build().expect("a client");
            let server_name = wishes.server_name;
            let mut synapse = Self { port, server_name, start, program, client, admin: None, _home: home };
            synapse.make_administrator().await;
            return synapse;
        }
        panic!("Synapse did not start; its last words:\n{last_words}");
    }

    /// Where it is, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The whole Matrix ID of one of its users.
    pub fn user_id(&self, localpart: &str) -> String {
        format!("@{localpart}:{}", self.server_name)
    }

    /// The administrator.
    pub fn administrator(&self) -> &Account {
        self.admin.as_ref().expect("made when it was started")
    }

    /// Takes it away, as a power cut does.
    pub fn stop(&mut self) {
        self.program = None;
    }

    /// Starts it again with all that it knew, where it was.
    ///
    /// # Panics
    /// When it does not start: with its last words.
    pub async fn start_again(&mut self) {
        self.stop();
        let program = Program::start(&self.start, READY).await;
        self.program = Some(program.unwrap_or_else(|words| panic!("Synapse did not start again:\n{words}")));
    }

    /// What it has said lately; nothing when it was stopped.
    pub fn last_words(&self) -> String {
        self.program.as_ref().map(Program::last_words).unwrap_or_default()
    }

    /// Asks it something as whoever the token belongs to.
    ///
    /// # Panics
    /// When there is no answer at all.
    pub async fn call(&self, token: &str, method: Method, path: &str, body: Option<Value>) -> Answer {
        let request = self.client.request(method, format!("{}{path}", self.url())).bearer_auth(token);
        let request = match body {
            Some(body) => request.json(&body),
            None => request,
        };
        let answer = request.send().await.unwrap_or_else(|e| panic!("{e}\n{}", self.last_words()));
        let status = answer.status().as_u16();
        // It never says what went wrong inside it but in its own log.
        assert!(status != 500, "{path}\n{}", self.last_words());
        Answer { status, body: answer.json().await.unwrap_or_default() }
    }

    /// Asks it something as the administrator.
    pub async fn admin(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        self.call(&self.administrator().token, method, path, body).await
    }

    /// Makes an account, and logs in.
    pub async fn register(&self, localpart: &str) -> Account {
        self.make(localpart, json!({})).await
    }

    /// Makes an account of an administrator, and logs in.
    pub async fn register_admin(&self, localpart: &str) -> Account {
        self.make(localpart, json!({ "admin": true })).await
    }

    /// Logs in; the answer holds an `access_token`, or says why not.
    pub async fn log_in(&self, localpart: &str, password: &str) -> Answer {
        let identifier = json!({ "type": "m.id.user", "user": localpart });
        let body = json!({ "type": "m.login.password", "identifier": identifier, "password": password });
        self.call("", Method::POST, "/_matrix/client/v3/login", Some(body)).await
    }

    /// An administrator deactivates the account, and nothing is erased.
    pub async fn deactivate(&self, user_id: &str) {
        self.end_account(user_id, json!({ "erase": false })).await;
    }

    /// An administrator deactivates the account and has it erased.
    pub async fn deactivate_and_erase(&self, user_id: &str) {
        self.end_account(user_id, json!({ "erase": true })).await;
    }

    /// Somebody deactivates their own account.
    pub async fn leaves(&self, account: &Account) {
        let auth = json!({
            "type": "m.login.password",
            "identifier": { "type": "m.id.user", "user": account.user_id },
            "password": account.password,
        });
        let path = "/_matrix/client/v3/account/deactivate";
        self.call(&account.token, Method::POST, path, Some(json!({ "auth": auth, "erase": false }))).await.ok();
    }

    /// An administrator gives a deactivated account back, with a new password.
    pub async fn reactivate(&self, user_id: &str, password: &str) {
        let body = json!({ "deactivated": false, "password": password });
        self.admin(Method::PUT, &format!("/_synapse/admin/v2/users/{user_id}"), Some(body)).await.ok();
    }

    /// Puts global account data of somebody.
    pub async fn put_account_data(&self, account: &Account, kind: &str, content: Value) {
        let path = format!("/_matrix/client/v3/user/{}/account_data/{kind}", account.user_id);
        self.call(&account.token, Method::PUT, &path, Some(content)).await.ok();
    }

    /// All account data of somebody: `{"global": {..}, "rooms": {..}}`.
    pub async fn account_data(&self, user_id: &str) -> Value {
        let path = format!("/_synapse/admin/v1/users/{user_id}/accountdata");
        self.admin(Method::GET, &path, None).await.ok()["account_data"].take()
    }

    async fn end_account(&self, user_id: &str, how: Value) {
        self.admin(Method::POST, &format!("/_synapse/admin/v1/deactivate/{user_id}"), Some(how)).await.ok();
    }

    async fn make(&self, localpart: &str, further: Value) -> Account {
        let (user_id, password) = (self.user_id(localpart), chance(8));
        let mut body = further;
        body["password"] = json!(password);
        self.admin(Method::PUT, &format!("/_synapse/admin/v2/users/{user_id}"), Some(body)).await.ok();
        self.session_of(localpart, password).await
    }

    async fn session_of(&self, localpart: &str, password: String) -> Account {
        let session = self.log_in(localpart, &password).await.ok();
        let token = session["access_token"].as_str().expect("who logs in has a token").to_owned();
        Account { user_id: self.user_id(localpart), password, token }
    }

    /// The first account cannot be made by an administrator: Synapse's own script makes it with the shared secret.
    async fn make_administrator(&mut self) {
        let password = chance(8);
        let made = Command::new(python())
            .args(["-m", "synapse._scripts.register_new_matrix_user", "--admin", "--user=admin"])
            .args([format!("--password={password}"), format!("--shared-secret={SHARED_SECRET}"), self.url()])
            .output()
            .expect("the Python of the tests");
        assert!(made.status.success(), "no administrator: {}", String::from_utf8_lossy(&made.stdout));
        self.admin = Some(self.session_of("admin", password).await);
    }
}

impl Answer {
    /// The body of an answer that says yes.
    ///
    /// # Panics
    /// When it says no.
    #[track_caller]
    pub fn ok(self) -> Value {
        assert!((200..300).contains(&self.status), "{}: {}", self.status, self.body);
        self.body
    }
}

/// It listens before this, but some of its own statements fail until it has made all indexes of a new database.
const READY: &str = "No more background updates to do";

/// It guards nothing: the homeserver can be reached from this machine only, and lives as long as its story.
const SHARED_SECRET: &str = "the stage";

/// Writes the files that it wants, and says how to start it.
fn prepare(home: &Path, port: u16, wishes: &Wishes) -> Command {
    let file = |name: &str, content: &str| {
        let path = home.join(name);
        std::fs::write(&path, content).expect("the folder is new");
        path
    };
    // 32 bytes without their padding.
    let key = file("signing.key", &format!("ed25519 a_stage {}A", &chance(21)));
    let appservices: Vec<PathBuf> = (wishes.appservices.iter().enumerate())
        .map(|(index, registration)| file(&format!("appservice-{index}.yaml"), &registration.to_string()))
        .collect();
    let unlimited = json!({ "per_second": 100_000, "burst_count": 100_000 });
    let mut config = json!({
        "server_name": wishes.server_name,
        "report_stats": false,
        "signing_key_path": key,
        "listeners": [{
            "port": port,
            "bind_addresses": ["127.0.0.1"],
            "type": "http",
            "resources": [{ "names": ["client", "federation", "openid"] }],
        }],
        "database": { "name": "sqlite3", "args": { "database": home.join("synapse.sqlite") } },
        "media_store_path": home.join("media"),
        "registration_shared_secret": SHARED_SECRET,
        "macaroon_secret_key": chance(16),
        "form_secret": chance(16),
        "bcrypt_rounds": 4,
        "background_updates": { "sleep_enabled": false },
        "trusted_key_servers": [],
        "suppress_key_server_warning": true,
        "federation_domain_whitelist": [],
        "app_service_config_files": appservices,
        "rc_message": unlimited,
        "rc_registration": unlimited,
        "rc_room_creation": unlimited,
        "rc_login": { "address": unlimited, "account": unlimited, "failed_attempts": unlimited },
        "rc_joins": { "local": unlimited, "remote": unlimited },
        "rc_joins_per_room": unlimited,
        "rc_invites": { "per_room": unlimited, "per_user": unlimited, "per_issuer": unlimited },
    });
    let mut command = Command::new(python());
    if let Some(module) = &wishes.module {
        config["modules"] = json!([{ "module": module.class, "config": module.config }]);
        command.env("PYTHONPATH", &module.folder);
    }
    for (name, value) in &wishes.further {
        config[name] = value.clone();
    }
    // Every JSON is YAML.
    let config = file("homeserver.yaml", &config.to_string());
    command.args(["-m", "synapse.app.homeserver", "--config-path"]).arg(config).current_dir(home);
    command
}
