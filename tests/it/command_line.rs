//! What the commands say of a desk that is not there yet, not any more, or not staffed, as somebody types them.

use std::{
    path::Path,
    process::{Command, Output, Stdio},
};

use rightsdesk_migrations::Migrator;
use rightsdesk_vault::{chance::SystemChance, master::MasterKey};
use sea_orm_migration::MigratorTrait;
use stage::scratch::Scratch;

const CONFIG: &str = r#"
desk = { organisation = "Example", contact = "privacy@example.org", public_url = "http://localhost", staff_url = "http://localhost/staff" }
listen = { public = "127.0.0.1:0", staff = "127.0.0.1:0" }
database = { url = "sqlite://desk.db?mode=rwc" }
keys = { master = { file = "master.key" } }
storage = { directory = "storage" }
mail = { from = "Example <privacy@example.org>", transport = { directory = { path = "mail" } } }
"#;

/// All commands that work with the desk's own database, but for the one that makes it.
const COMMANDS: &[&[&str]] = &[
    &["serve"],
    &["work"],
    &["check"],
    &["staff", "list"],
    &["staff", "revoke-token", "--login", "ana", "--name", "x"],
    &["audit", "verify"],
    &["ledger", "verify"],
    &["ledger", "replay", "--since", "2026-01-01"],
    &["deactivations", "status"],
    &["evidence", "DR-7KQ4-M2XW", "--out", "evidence.zip"],
];

/// A folder with a configuration and a key; no database.
fn house() -> Scratch {
    let home = Scratch::new("commands");
    std::fs::write(home.path().join("rightsdesk.toml"), CONFIG).unwrap();
    MasterKey::generate(&SystemChance).to_new_file(&home.path().join("master.key")).unwrap();
    home
}

/// How a command ends, what it prints, and what it complains of.
fn run(home: &Path, words: &[&str], typed: &str) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rightsdesk-on-stage"));
    command.args(words).current_dir(home).env_remove("RIGHTSDESK_CONFIG").env("RIGHTSDESK_LOG", "error");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), typed.as_bytes()).unwrap();
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// Every command refuses in one line that names `migrate`.
fn all_send_to_migrate(home: &Path, why: &str) {
    for words in COMMANDS {
        let (code, said, complained) = run(home, words, "");
        let all = said + &complained;
        let lines: Vec<_> = all.lines().filter(|line| line.contains("rightsdesk migrate")).collect();
        assert!(lines.len() == 1 && lines[0].contains(why), "{words:?}: {all}");
        assert_ne!(code, Some(0), "{words:?}");
        // `check` says more than what is wrong.
        assert!(words == &["check"] || all.trim().lines().count() == 1, "{words:?}: {all}");
    }
}

#[test]
fn only_migrate_makes_a_database() {
    let home = house();
    let home = home.path();
    all_send_to_migrate(home, "no database at ");
    assert!(!home.join("desk.db").exists(), "looking made one");

    let (code, said, _) = run(home, &["migrate"], "");
    assert!(code == Some(0) && said.contains("steps taken"), "{said}");
    let (code, said, complained) = run(home, &["staff", "list"], "");
    assert_eq!((code, said.as_str(), complained.as_str()), (Some(0), "", ""));
}

#[tokio::test]
async fn tables_of_an_earlier_version_are_told_of_and_left_alone() {
    let home = house();
    let home = home.path();
    let url = format!("sqlite://{}/desk.db?mode=rwc", home.display());
    // Somebody's empty file: nothing is put into it.
    let db = sea_orm::Database::connect(&url).await.unwrap();
    all_send_to_migrate(home, "steps are missing");
    assert!(rightsdesk_migrations::Migrator::get_applied_migrations_read_only(&db).await.unwrap().is_empty());

    let steps = u32::try_from(Migrator::migrations().len()).unwrap();
    Migrator::up(&db, Some(steps - 1)).await.unwrap();
    all_send_to_migrate(home, "1 step is missing");
    let (code, said, _) = run(home, &["migrate"], "");
    assert_eq!((code, said.trim()), (Some(0), "1 step taken; the database is up to date"));
    assert_eq!(run(home, &["audit", "verify"], "").0, Some(0));
}

#[test]
fn what_a_receiver_needs_is_looked_at_before_anything_is_sent() {
    let home = house();
    let home = home.path();
    run(home, &["migrate"], "");
    let receivers = r#"
[[receiver]]
name = "Other Host"
url = "https://other.example/archives"
token = { file = "other.token" }

[[receiver]]
name = "By Mail"
mail = "archives@mail.example"
passphrase = { file = "mail.passphrase" }
checked = { by = "ana", on = "2026-11-23" }
"#;
    std::fs::write(home.join("rightsdesk.toml"), format!("{CONFIG}{receivers}")).unwrap();
    let wrong = || -> Vec<String> {
        let (code, said, _) = run(home, &["check"], "");
        let wrong: Vec<_> = said.lines().filter(|line| line.starts_with("wrong")).map(str::to_owned).collect();
        assert_eq!(code == Some(0), wrong.is_empty(), "{said}");
        wrong
    };
    let missing = wrong();
    assert!(missing.len() == 2 && missing[0].contains("receiver Other Host: its token"), "{missing:?}");
    assert!(
        missing[1].contains("receiver By Mail: its passphrase") && missing[1].contains("mail.passphrase"),
        "{missing:?}"
    );

    let secret = |name: &str, text: &str| {
        use std::os::unix::fs::PermissionsExt;
        std::fs::write(home.join(name), text).unwrap();
        std::fs::set_permissions(home.join(name), std::fs::Permissions::from_mode(0o600)).unwrap();
    };
    secret("other.token", "a token");
    secret("mail.passphrase", "fifteen letters");
    let short = wrong();
    assert!(short.len() == 1 && short[0].contains("too short") && short[0].contains("16 characters"), "{short:?}");
    assert!(!short[0].contains("fifteen"), "it is no secret any more: {short:?}");
    secret("mail.passphrase", "sixteen letters!");
    assert_eq!(wrong(), [""; 0]);
}

/// What `check` calls wrong, without the word, and how it ends.
fn wrong(home: &Path, words: &[&str]) -> (Option<i32>, Vec<String>) {
    let (code, said, _) = run(home, words, "");
    (code, said.lines().filter_map(|line| line.strip_prefix("wrong   ")).map(str::to_owned).collect())
}

#[test]
fn nothing_starts_with_a_file_that_check_calls_wrong() {
    let home = house();
    let home = home.path();
    run(home, &["migrate"], "");
    assert_eq!(wrong(home, &["check"]), (Some(0), vec![]));
    let public = ("http://localhost\"", "http://privacy.example.org\"");
    let receiver =
        "[[receiver]]\nname = \"Other\"\nurl = \"https://other.example\"\ntoken = { file = \"other.token\" }\n";
    let homeserver = "[[homeserver]]\nserver_name = \"a.example\"\nwebhook_secrets = [{ file = \"a.secret\" }]\n";
    std::fs::write(home.join("a.secret"), "a secret of more than 24 bytes").unwrap();
    for (text, key) in [
        (CONFIG.replacen(public.0, public.1, 1), "desk.public_url"),
        (CONFIG.replace("organisation = \"Example\"", "organisation = \" \""), "desk.organisation"),
        (CONFIG.replace("contact", "time_zone = \"Europe/Londres\", contact"), "desk.time_zone"),
        (CONFIG.replace("Example <privacy@example.org>", "nobody"), "mail.from"),
        (CONFIG.replace("http://localhost/staff", "http://localhost/"), "desk.staff_url"),
        (CONFIG.replace("127.0.0.1:0", "127.0.0.1:1"), "listen.staff"),
        (format!("{CONFIG}calendars = {{ uk = \"nowhere.toml\" }}\n"), "calendars"),
        (format!("{CONFIG}limits = {{ unconfirmed_hours = 9223372036854775807 }}\n"), "limits.unconfirmed_hours"),
        (format!("{CONFIG}work = {{ lease_seconds = 0 }}\n"), "work.lease_seconds"),
        (format!("{CONFIG}erasure = {{ approvals = 0 }}\n"), "erasure.approvals"),
        (format!("{CONFIG}restriction = {{ notice_days = 0 }}\n"), "restriction.notice_days"),
        (format!("{CONFIG}retention = {{ register_years = 100 }}\n"), "retention.register_years"),
        (format!("{CONFIG}reminders = {{ days_before = [-1] }}\n"), "reminders.days_before"),
        (format!("{CONFIG}deactivation = {{ target_day = 31 }}\n"), "deactivation.target_day"),
        (format!("{CONFIG}[[customer]]\nname = \" \"\n"), "customer.name"),
        (format!("{CONFIG}[[recipient]]\nname = \"Mailer\"\nmail = \"nowhere\"\n"), "recipient.mail"),
        (format!("{CONFIG}[[recipient]]\nname = \"Mailer\"\nsystem = \"nowhere\"\n"), "recipient.system"),
        (format!("{CONFIG}[[customer]]\nname = \"Acme\"\ninstructed = [\"nowhere\"]\n"), "customer.instructed"),
        (format!("{CONFIG}{receiver}{receiver}"), "receiver.name"),
        (format!("{CONFIG}{receiver}"), "receiver Other: its token"),
        (format!("{CONFIG}{homeserver}{homeserver}"), "homeserver.server_name"),
        (format!("{CONFIG}[[system]]\nmanifest = \"nowhere.yml\"\n"), "system nowhere.yml"),
        (CONFIG.replace("sqlite://desk.db", "mysql://desk.db"), "database"),
        (CONFIG.replace("master.key", "nowhere.key"), "keys"),
    ] {
        std::fs::write(home.join("rightsdesk.toml"), text).unwrap();
        let (code, told) = wrong(home, &["check", "--offline"]);
        assert!(code == Some(1) && told[0].starts_with(&format!("{key}: ")), "{key}: {told:?}");
        // What leads to it is named in other words where it is no key of the file.
        let sentence = told[0].strip_prefix("system nowhere.yml: ").unwrap_or(&told[0]);
        let sentence = ["database: ", "keys: "].iter().find_map(|what| sentence.strip_prefix(what)).unwrap_or(sentence);
        // The one that ends by itself comes first: where nothing refuses, the others go on for ever.
        for words in [&["report"], &["serve"], &["work"]] {
            let (code, said, complained) = run(home, words, "");
            assert_eq!(
                (code, said.as_str(), complained.trim().lines().count()),
                (Some(2), "", 1),
                "{words:?}: {complained}"
            );
            assert!(complained.trim().ends_with(sentence), "{words:?}: {complained} for {sentence}");
        }
    }
}

#[test]
fn a_number_that_is_none_is_told_with_its_key() {
    let home = house();
    let home = home.path();
    let text = format!("{CONFIG}work = {{ attempts = 3, workers = -1 }}\n");
    std::fs::write(home.join("rightsdesk.toml"), text).unwrap();
    for words in ["serve", "check"] {
        let (code, _, complained) = run(home, &[words], "");
        assert!(code == Some(2) && complained.contains("line 8: work.workers: "), "{complained}");
        assert!(complained.contains("expected a whole number between 0 and 4294967295"), "{complained}");
    }
}

#[test]
fn too_few_people_to_approve_are_told_of() {
    let home = house();
    let home = home.path();
    run(home, &["migrate"], "");
    let noted = || -> Option<String> {
        let (code, said, _) = run(home, &["check"], "");
        assert_eq!(code, Some(0), "a desk can start without anybody: {said}");
        said.lines().find(|line| line.starts_with("note") && line.contains("rightsdesk staff add")).map(str::to_owned)
    };
    let note = noted().unwrap();
    assert!(note.contains("erasure.approvals, decisions.second_person") && note.contains("0 accounts can"), "{note}");
    let hire = |login: &str, role: &str| {
        let words = ["staff", "add", "--login", login, "--name", login, "--role", role];
        let (code, said, complained) = run(home, &words, "correct horse battery staple\n");
        assert_eq!(code, Some(0), "{said}{complained}");
    };
    hire("ana", "officer");
    hire("otto", "auditor");
    let note = noted().unwrap();
    assert!(note.contains("2 different people, and 1 account can"), "an auditor only looks: {note}");

    let alone = CONFIG.to_owned() + "erasure = { approvals = 1 }\n";
    std::fs::write(home.join("rightsdesk.toml"), &alone).unwrap();
    assert!(noted().unwrap().contains("note    decisions.second_person: a refusal waits"));
    std::fs::write(home.join("rightsdesk.toml"), alone + "decisions = { second_person = false }\n").unwrap();
    assert_eq!(noted(), None, "one person does it all");

    std::fs::write(home.join("rightsdesk.toml"), CONFIG).unwrap();
    hire("ben", "agent");
    assert_eq!(noted(), None);
}

#[test]
fn who_may_not_be_written_to_is_said_unmistakably() {
    let home = house();
    let home = home.path();
    run(home, &["migrate"], "");
    let (code, said, _) = run(home, &["suppression", "check"], "ada@example.org\nwhat is this\n");
    assert_eq!((code, said.as_str()), (Some(1), "not listed\nno address\n"));
    let (_, help, _) = run(home, &["suppression", "check", "--help"], "");
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help.contains("do not write") && !help.contains("may be written to") && !help.contains("yes"), "{help}");
}

#[test]
fn a_slip_in_the_kind_of_a_name_is_no_answer() {
    let home = house();
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../exporters/systems/telegram_bridge/manifest.yml");
    for command in ["locate", "resolve", "export"] {
        let words = [
            "system",
            command,
            "--manifest",
            manifest,
            "--url",
            "sqlite://nowhere.db",
            "--identity",
            "mail=ada@example.org",
        ];
        let (code, said, complained) = run(home.path(), &words, "");
        assert_eq!((code, said.as_str()), (Some(2), ""), "{complained}");
        assert!(
            complained.contains("knows nobody by mail; it knows people by") && complained.contains("matrix_id"),
            "{complained}"
        );
    }
}
