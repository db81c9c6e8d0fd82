//! A server of somebody else's that one story starts for itself, and that ends with it.
//!
//! What it says is read as it says it: one line tells that it is ready, and the last lines are shown when it never is.

use std::{
    collections::VecDeque,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// How many of its last lines are remembered.
const REMEMBERED: usize = 400;

/// Longer than any of them needs on a busy machine.
const PATIENCE: Duration = Duration::from_secs(100);

/// A program that runs.
#[derive(Debug)]
pub struct Program {
    child: Child,
    said: Arc<Mutex<VecDeque<String>>>,
}

impl Program {
    /// Starts a program, and waits until it says a line that holds `ready`.
    ///
    /// It is ended with the thread that started it.
    ///
    /// # Errors
    /// When it ends, or waits for too long, before it is ready: its last words.
    ///
    /// # Panics
    /// When it cannot be run at all.
    pub async fn start(command: &Command, ready: &str) -> Result<Self, String> {
        let (listening, speaking) = std::io::pipe().expect("a pipe");
        let child = Command::new("setpriv")
            .arg("--pdeathsig=KILL")
            .arg(command.get_program())
            .args(command.get_args())
            .envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))))
            .current_dir(command.get_current_dir().expect("a program is started in a folder of its own"))
            .stdin(Stdio::null())
            .stdout(speaking.try_clone().expect("a pipe has a second end"))
            .stderr(speaking)
            .spawn()
            .unwrap_or_else(|e| panic!("cannot run {command:?}: {e}"));
        let program = Self { child, said: Arc::default() };

        let (said, ready) = (Arc::clone(&program.said), ready.to_owned());
        let (tell, told) = tokio::sync::oneshot::channel();
        // A thread of its own, which ends with the program: a full pipe would stop the program.
        std::thread::spawn(move || {
            let mut tell = Some(tell);
            for line in BufReader::new(listening).split(b'\n').map_while(Result::ok) {
                let line = String::from_utf8_lossy(&line).into_owned();
                if line.contains(&ready)
                    && let Some(tell) = tell.take()
                {
                    let _ = tell.send(());
                }
                let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
                said.push_back(line);
                if said.len() > REMEMBERED {
                    said.pop_front();
                }
            }
        });

        match tokio::time::timeout(PATIENCE, told).await {
            Ok(Ok(())) => Ok(program),
            Ok(Err(_)) | Err(_) => Err(program.last_words()),
        }
    }

    /// The last lines that it has said.
    pub fn last_words(&self) -> String {
        let said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        said.iter().map(String::as_str).collect::<Vec<_>>().join("\n")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // One that is gone by itself cannot be killed; the story will have noticed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port of the loopback that was free a moment ago.
pub fn free_port() -> u16 {
    let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr());
    free.expect("there is a loopback").port()
}
