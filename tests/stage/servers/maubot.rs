//! A real maubot, which runs bots: one bot, with a plugin that answers `!hello`.

use std::process::Command;

use reqwest::Method;
use serde_json::{Value, json};

use super::{
    program::{Program, free_port},
    synapse::{Account, Synapse},
};
use crate::{
    build::python,
    scratch::{Scratch, chance},
};

/// The plugin's two files.
const PLUGIN: [(&str, &str); 2] = [
    (
        "maubot.yaml",
        "{maubot: 0.1.0, id: org.example.hello, version: 1.0.0, license: MIT, modules: [hello], main_class: Hello}",
    ),
    (
        "hello.py",
        "from maubot import Plugin
from maubot.handlers import command


class Hello(Plugin):
    @command.new(\"hello\")
    async def hello(self, event):
        await event.reply(\"hello\")
",
    ),
];

/// A maubot that runs; killed when it is dropped.
#[derive(Debug)]
pub struct Maubot {
    _program: Program,
    _home: Scratch,
}

impl Maubot {
    /// Starts it on a database of its own, and lets it run a bot under this account.
    ///
    /// # Panics
    /// When it does not start: with its last words.
    pub async fn start(database: &str, synapse: &Synapse, bot: &Account) -> Self {
        let (home, port, password) = (Scratch::new("maubot"), free_port(), chance(8));
        std::fs::create_dir(home.path().join("plugins")).expect("the folder is new");
        let config = json!({
            "database": database,
            "crypto_database": "default",
            "plugin_directories": { "upload": "./plugins", "load": ["./plugins"], "trash": "delete" },
            "plugin_databases": { "sqlite": "./plugins" },
            "server": { "hostname": "127.0.0.1", "port": port, "unshared_secret": "generate" },
            "admins": { "stage": password },
            "logging": {
                "version": 1,
                "handlers": { "console": { "class": "logging.StreamHandler" } },
                "root": { "level": "INFO", "handlers": ["console"] },
            },
        });
        let file = home.path().join("config.yaml");
        std::fs::write(&file, config.to_string()).expect("the folder is new");
        let mut command = Command::new(python());
        command.args(["-m", "maubot", "-c"]).arg(&file).current_dir(home.path());
        let program = Program::start(&command, "now running forever").await;
        let program = program.unwrap_or_else(|words| panic!("maubot did not start:\n{words}"));

        let client = reqwest::Client::builder().no_proxy().build().expect("the homeserver has one too");
        let ask = async |method: Method, path: &str, token: &str, body: Vec<u8>| -> Value {
            let url = format!("http://127.0.0.1:{port}/_matrix/maubot/v1{path}");
            let answer = client.request(method, url).bearer_auth(token).body(body).send().await.expect("an answer");
            assert!(answer.status().is_success(), "{path}: {}", program.last_words());
            answer.json().await.expect("JSON")
        };
        let body = json!({ "username": "stage", "password": password }).to_string().into_bytes();
        let session = ask(Method::POST, "/auth/login", "", body).await;
        let token = session["token"].as_str().expect("who logs in has a token");

        let device = synapse.call(&bot.token, Method::GET, "/_matrix/client/v3/account/whoami", None).await.ok();
        let body = json!({
            "homeserver": synapse.url(),
            "access_token": bot.token,
            "device_id": device["device_id"],
            "enabled": true,
            "sync": true,
            "autojoin": true,
        });
        ask(Method::POST, "/client/new", token, body.to_string().into_bytes()).await;
        ask(Method::POST, "/plugins/upload", token, plugin(&home)).await;
        let body = json!({ "type": "org.example.hello", "primary_user": bot.user_id, "enabled": true });
        ask(Method::PUT, "/instance/hello", token, body.to_string().into_bytes()).await;
        Self { _program: program, _home: home }
    }
}

/// The plugin as maubot takes it: a zip.
fn plugin(home: &Scratch) -> Vec<u8> {
    for (name, text) in PLUGIN {
        std::fs::write(home.path().join(name), text).expect("the folder is ours");
    }
    let names = PLUGIN.map(|(name, _)| name);
    let packed = Command::new(python())
        .args(["-m", "zipfile", "-c", "hello.mbp"])
        .args(names)
        .current_dir(home.path())
        .status()
        .expect("the Python of the tests");
    assert!(packed.success(), "the plugin was not packed");
    std::fs::read(home.path().join("hello.mbp")).expect("it was just packed")
}
