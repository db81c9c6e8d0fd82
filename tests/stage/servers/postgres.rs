//! PostgreSQL: `initdb`, and how to run what it made.

use std::path::PathBuf;

use super::{Kind, Plan, find};

/// Makes the cluster and says what to run.
pub(super) fn prepare(plan: &Plan) -> Vec<String> {
    let data = plan.home.join("data").display().to_string();
    // `initdb` wants the password in a file, and may come from a user who cannot see ours: a line on its command line
    // would be seen by everybody.
    let password = plan.home.join("password");
    std::fs::write(&password, &plan.password).expect("the folder is new");
    plan.hand_over(&password);
    let mut initdb = vec![program("initdb"), "--no-sync".to_owned(), format!("--pgdata={data}")];
    initdb.extend(["--username=stage", "--auth=password", "--encoding=UTF8", "--locale=C.UTF-8"].map(str::to_owned));
    initdb.push(format!("--pwfile={}", password.display()));
    plan.run(&initdb);

    let mut server = vec![program("postgres"), "-D".to_owned(), data, "-p".to_owned(), plan.port.to_string()];
    for setting in [
        "listen_addresses=127.0.0.1",
        // The default folder of sockets is not ours.
        "unix_socket_directories=",
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "max_connections=300",
        "timezone=UTC",
    ] {
        server.extend(["-c".to_owned(), setting.to_owned()]);
    }
    server
}

/// Debian keeps the programs of each version apart and out of the path: the newest is taken.
fn program(name: &str) -> String {
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    versions.sort();
    let folders: Vec<PathBuf> = versions.into_iter().rev().map(|(_, folder)| folder).collect();
    find(Kind::Postgres, name, &folders)
}
