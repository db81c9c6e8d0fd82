//! A real heisenbridge, the application service that keeps people on IRC networks. It needs no IRC network to remember things.

use std::process::Command;

use serde_json::{Value, json};

use super::program::{Program, free_port};
use crate::{
    build::python_of,
    scratch::{Scratch, chance},
};

/// How it stands in the homeserver's configuration, before either of them runs.
#[derive(Clone, Debug)]
pub struct Registration {
    /// What the homeserver reads.
    pub file: Value,
    /// The token by which the bridge speaks to the homeserver.
    pub as_token: String,
    port: u16,
}

/// A bridge that runs; killed when it is dropped.
#[derive(Debug)]
pub struct Heisenbridge {
    _program: Program,
    _home: Scratch,
}

impl Registration {
    /// A new one, whose bot is `@heisenbridge`.
    pub fn draw() -> Self {
        let (port, as_token) = (free_port(), chance(16));
        let file = json!({
            "id": "heisenbridge",
            "url": format!("http://127.0.0.1:{port}"),
            "as_token": as_token,
            "hs_token": chance(16),
            "sender_localpart": "heisenbridge",
            "rate_limited": false,
            "namespaces": { "users": [{ "regex": "@irc_.*", "exclusive": true }], "aliases": [], "rooms": [] },
        });
        Self { file, as_token, port }
    }
}

impl Heisenbridge {
    /// Starts the bridge for a homeserver that has read its registration; `owner` is its administrator.
    ///
    /// # Panics
    /// When it does not start: with its last words.
    pub async fn start(registration: &Registration, homeserver: &str, owner: &str) -> Self {
        let home = Scratch::new("heisenbridge");
        let file = home.path().join("registration.yaml");
        std::fs::write(&file, registration.file.to_string()).expect("the folder is new");
        let mut command = Command::new(python_of("test-venv-heisenbridge"));
        command.args(["-m", "heisenbridge", "--config"]).arg(&file);
        command.args(["--listen-address", "127.0.0.1", "--listen-port", &registration.port.to_string()]);
        command.args(["--owner", owner, homeserver]).current_dir(home.path()).env("PYTHONUNBUFFERED", "1");
        let program = Program::start(&command, "bridge is now running").await;
        let program = program.unwrap_or_else(|words| panic!("heisenbridge did not start:\n{words}"));
        Self { _program: program, _home: home }
    }
}
