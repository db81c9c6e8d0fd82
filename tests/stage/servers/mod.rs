//! Throw-away PostgreSQL and MariaDB servers, shared by all test processes of a run.
//!
//! With nextest each test is a process, and any of them may be killed at any moment. So nothing here relies on
//! somebody tidying up: what counts are locks on files, which the kernel takes back from the dead.
//!
//! Beside the build (`target/stage/`) there are four files for each kind of server:
//! - `users`: every process that uses the server holds a shared lock on it for as long as it lives.
//! - `start`: locked by the one process that looks whether a server is there, and starts one if not.
//! - `address`: where the running server is. It may be stale, so whoever reads it tries it.
//! - `log`: what the last server said.
//!
//! The server itself is the child of a keeper (`keep.sh`), which ends it when nobody has held the lock on `users`
//! for a while, and removes its files. If the keeper is killed, the kernel ends the server (`setpriv --pdeathsig`).
//!
//! The data lies in the temporary folder, with everything that makes a database safe turned off, and can be reached from
//! this machine only, with a password that was drawn for this one server.
//!
//! [`program`] and what stands on it is another thing: servers that one story starts for itself.

pub mod heisenbridge;
mod mariadb;
pub mod maubot;
mod postgres;
pub mod program;
pub mod synapse;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tokio::sync::OnceCell;

use crate::scratch::{Scratch, chance};

/// The servers we can start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// PostgreSQL, the newest that is installed.
    Postgres,
    /// MariaDB, which stands for MySQL as well.
    MariaDb,
}

/// A server that runs.
#[derive(Debug)]
pub struct Server {
    kind: Kind,
    /// User, password, host and port: what stands between the scheme and the name of the database.
    address: String,
    /// The shared lock that keeps the server alive.
    _using: File,
}

/// What is needed to start a server: where, and as whom.
struct Plan {
    home: PathBuf,
    port: u16,
    password: String,
    /// Whether we are root. Servers refuse to be, so then they run as nobody.
    root: bool,
}

impl Server {
    /// The server of this run, started if nobody has yet.
    ///
    /// # Panics
    /// When its programs are not installed, or it does not start: with what to do, or its log.
    pub async fn shared(kind: Kind) -> &'static Self {
        static POSTGRES: OnceCell<Server> = OnceCell::const_new();
        static MARIADB: OnceCell<Server> = OnceCell::const_new();
        let cell = match kind {
            Kind::Postgres => &POSTGRES,
            Kind::MariaDb => &MARIADB,
        };
        cell.get_or_init(|| Self::find_or_start(kind)).await
    }

    /// Which one it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The URL of a database on it; of the one that is always there if none is named.
    pub fn url(&self, database: Option<&str>) -> String {
        let scheme = match self.kind {
            Kind::Postgres => "postgres",
            Kind::MariaDb => "mysql",
        };
        let database = database.unwrap_or(match self.kind {
            Kind::Postgres => "postgres",
            Kind::MariaDb => "mysql",
        });
        format!("{scheme}://{}/{database}", self.address)
    }

    async fn find_or_start(kind: Kind) -> Self {
        let folder = crate::build::folder("stage");
        let name = kind.name();
        // First of all: the keeper holds this lock alone while it ends a server, so past this line a server that is
        // there stays there.
        let users = folder.join(format!("{name}.users"));
        let using = lock(&users, File::lock_shared).await;
        let starting = lock(&folder.join(format!("{name}.start")), File::lock).await;

        let address_file = folder.join(format!("{name}.address"));
        if let Ok(address) = std::fs::read_to_string(&address_file) {
            let server = Self { kind, address, _using: using.try_clone().expect("a lock can be held twice") };
            if server.answers().await {
                return server;
            }
        }

        let mut last_log = String::new();
        // Between our finding a free port and the server's taking it somebody else may: then we try another.
        for _ in 0..3 {
            let plan = Plan::draw(kind);
            let log = folder.join(format!("{name}.log"));
            let mut keeper = plan.start(kind, &users, &log);
            let address = format!("stage:{}@127.0.0.1:{}", plan.password, plan.port);
            let server = Self { kind, address, _using: using.try_clone().expect("a lock can be held twice") };
            let url = server.url(None);
            // A thread of its own and not a task that blocks: the runtime would wait for it at its end.
            let (tell, died) = tokio::sync::oneshot::channel();
            std::thread::spawn(move || tell.send(keeper.wait()));
            tokio::select! {
                connected = crate::databases::connect(&url) => if let Ok(connection) = connected {
                    connection.close().await.expect("closing cannot fail on a live server");
                    std::fs::write(&address_file, &server.address).expect("target/ can be written");
                    drop(starting);
                    return server;
                },
                _ = died => {}
            }
            last_log = std::fs::read_to_string(log).unwrap_or_default();
        }
        panic!("the {name} server for the tests did not start; its last words:\n{last_log}");
    }

    /// Whether the server that was noted down is still there, and is ours: its password tells.
    async fn answers(&self) -> bool {
        let host_and_port = self.address.rsplit('@').next().unwrap_or_default();
        // Tried by hand first, because a pool would wait for a server that is gone for ever.
        if tokio::net::TcpStream::connect(host_and_port).await.is_err() {
            return false;
        }
        let Ok(connection) = crate::databases::connect(&self.url(None)).await else { return false };
        connection.close().await.is_ok()
    }
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::MariaDb => "mariadb",
        }
    }
}

impl Plan {
    fn draw(kind: Kind) -> Self {
        let home = Scratch::new(kind.name()).keep();
        let plan = Self { home, port: program::free_port(), password: chance(16), root: answer("id", &["-u"]) == "0" };
        plan.hand_over(&plan.home);
        plan
    }

    /// Prepares the files and hands the server to a keeper of its own.
    fn start(&self, kind: Kind, users: &Path, log: &Path) -> std::process::Child {
        let (signal, server) = match kind {
            Kind::Postgres => ("QUIT", postgres::prepare(self)),
            Kind::MariaDb => ("KILL", mariadb::prepare(self)),
        };
        let log = File::create(log).expect("target/ can be written");
        // A session of its own: what ends a test, with all that it has started, spares the server of the others.
        Command::new("setsid")
            .args(["sh", "-c", include_str!("keep.sh"), "keep.sh"])
            .args([users.as_os_str(), self.home.as_os_str(), signal.as_ref()])
            .args(self.command(signal, &server))
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a file can be open twice"))
            .stderr(log)
            .spawn()
            .expect("setsid is part of every Linux")
    }

    /// The command line that runs `program` as the user that it wants, ended by the signal if its parent dies.
    fn command(&self, signal: &str, program: &[String]) -> Vec<String> {
        let mut words = vec!["setpriv".to_owned()];
        if self.root {
            // The group's name differs between systems, its number can be asked for.
            let group = answer("id", &["-g", "nobody"]);
            words.extend(["--reuid=nobody".to_owned(), format!("--regid={group}"), "--clear-groups".to_owned()]);
        }
        words.push(format!("--pdeathsig={signal}"));
        words.extend_from_slice(program);
        words
    }

    /// Makes the server's user the owner of a file or folder.
    fn hand_over(&self, path: &Path) {
        if self.root {
            answer("chown", &["nobody", &path.display().to_string()]);
        }
    }

    /// Runs a program that must succeed, as the server's user.
    fn run(&self, program: &[String]) {
        let words = self.command("KILL", program);
        let done = Command::new(&words[0]).args(&words[1..]).current_dir("/").stdin(Stdio::null()).output();
        let done = done.unwrap_or_else(|e| panic!("cannot run {}: {e}", program[0]));
        assert!(done.status.success(), "{} failed:\n{}", program[0], String::from_utf8_lossy(&done.stderr));
    }
}

/// `program` in one of the folders, or in the path.
fn find(kind: Kind, program: &str, folders: &[PathBuf]) -> String {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = folders.iter().cloned().chain(std::env::split_paths(&path)).map(|folder| folder.join(program));
    let Some(found) = found.into_iter().find(|candidate| candidate.is_file()) else {
        panic!("there is no {program} on this machine: {}", advice(kind));
    };
    found.display().to_string()
}

fn advice(kind: Kind) -> &'static str {
    match kind {
        Kind::Postgres => "tests/run installs it, or: apt-get install postgresql",
        Kind::MariaDb => "tests/run installs it, or: apt-get install mariadb-server-core mariadb-client-core",
    }
}

/// What one of the programs that every Unix has answers.
fn answer(program: &str, arguments: &[&str]) -> String {
    let done = Command::new(program).args(arguments).output().unwrap_or_else(|e| panic!("cannot run {program}: {e}"));
    assert!(done.status.success(), "{program} failed: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(done.stdout.trim_ascii()).into_owned()
}

async fn lock(path: &Path, take: fn(&File) -> std::io::Result<()>) -> File {
    let file = File::options().create(true).append(true).open(path).expect("target/ can be written");
    let locking = tokio::task::spawn_blocking(move || take(&file).map(|()| file)).await;
    locking.expect("locking does not panic").unwrap_or_else(|e| panic!("cannot lock {}: {e}", path.display()))
}
