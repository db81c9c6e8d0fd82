//! MariaDB: `mariadb-install-db`, and how to run what it made.

use std::path::PathBuf;

use super::{Kind, Plan, find};

/// Makes the data folder and says what to run.
pub(super) fn prepare(plan: &Plan) -> Vec<String> {
    let data = plan.home.join("data");
    plan.run(&[
        program("mariadb-install-db"),
        "--no-defaults".to_owned(),
        "--skip-test-db".to_owned(),
        format!("--datadir={}", data.display()),
    ]);

    // The root that was just made is let in by a socket only. Ours comes over the loopback, with a password.
    let first_words = plan.home.join("first.sql");
    let welcome = format!(
        "CREATE USER stage@'127.0.0.1' IDENTIFIED BY '{}';\nGRANT ALL ON *.* TO stage@'127.0.0.1' WITH GRANT OPTION;\n",
        plan.password
    );
    std::fs::write(&first_words, welcome).expect("the folder is new");
    plan.hand_over(&first_words);

    let mut server = vec![program("mariadbd"), "--no-defaults".to_owned()];
    server.extend([
        format!("--datadir={}", data.display()),
        format!("--socket={}", plan.home.join("socket").display()),
        format!("--init-file={}", first_words.display()),
        format!("--port={}", plan.port),
    ]);
    server.extend(
        [
            "--bind-address=127.0.0.1",
            "--skip-name-resolve",
            "--skip-log-bin",
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-flush-method=nosync",
            "--innodb-doublewrite=OFF",
            "--sync-frm=OFF",
            "--performance-schema=OFF",
            "--max-connections=300",
            "--character-set-server=utf8mb4",
            "--default-time-zone=+00:00",
        ]
        .map(str::to_owned),
    );
    server
}

/// Servers are not in everybody's path.
fn program(name: &str) -> String {
    find(Kind::MariaDb, name, &["/usr/sbin", "/usr/bin", "/usr/local/sbin"].map(PathBuf::from))
}
