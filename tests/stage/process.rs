//! The program itself as a process, which can be killed.

use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A process of the program.
#[derive(Debug)]
pub struct Process(Child);

impl Process {
    /// Starts `program` with one of its commands and a configuration. It is ended with the thread that started it, and
    /// what it says goes where the test's own words go.
    pub fn start(program: &str, command: &str, config: &Path) -> Self {
        let process = Command::new("setpriv")
            .args(["--pdeathsig=KILL", program, command, "--config"])
            .arg(config)
            .env("RIGHTSDESK_LOG", "warn")
            .stdin(Stdio::null())
            .spawn();
        Self(process.expect("setpriv is part of every Linux"))
    }

    /// Kills it as `kill -9` does: it learns nothing of it.
    pub fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        // One that is gone by itself cannot be killed; the story will notice.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}
