//! Reading a file of closed accounts in, as somebody types it.

use std::{
    path::Path,
    process::{Command, Output, Stdio},
};

use stage::{databases, desk::On, scratch::Scratch};

use super::killed;

fn run(home: &Path, words: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rightsdesk-on-stage"));
    command.arg("deactivations").args(words).current_dir(home).env_remove("RIGHTSDESK_CONFIG");
    command.env("RIGHTSDESK_LOG", "error");
    let Output { status, stdout, stderr } = command.stdin(Stdio::null()).output().unwrap();
    (status.code(), String::from_utf8([stdout, stderr].concat()).unwrap())
}

stage::on_both! {
    async fn a_file_is_read_in_line_by_line_and_what_is_refused_is_told_with_its_number(on: On) {
        let home = Scratch::new("import");
        let database = match on {
            On::Sqlite => databases::sqlite(),
            On::Postgres => databases::postgres().await,
        };
        let home = home.path();
        killed::desk(home, &database.url).await;
        let file = |name: &str, text: &str| std::fs::write(home.join(name), text).unwrap();
        // 2,100 lines are more than are noted at once; four of them cannot be true.
        let mut text = "account,closed_at\n".to_owned();
        for number in 2..=2101 {
            text += &match number {
                7 => "@user7:example.org,1970-01-21T10:00:00Z\n".to_owned(),
                1600 => "@user1600:example.org,2026-01-01T00:00:00Z,late\n".to_owned(),
                1500 => "user1500,\n".to_owned(),
                2101 => "@user2101:example.org,yesterday\n".to_owned(),
                _ => format!("@user{number}:example.org,2026-01-01T00:00:00Z\n"),
            };
        }
        file("closed.csv", &text);
        let (code, said) = run(home, &["import", "closed.csv"]);
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains("2100 lines: 2096 new, 0 known before that brought a better time only, 0 known before, 4 refused"), "{said}");
        for line in ["line 7: the time lies in 1970", "line 1500: it is not a Matrix ID", "line 2101: its time is neither"] {
            assert!(said.contains(line), "{said}");
        }
        let told: Vec<_> = said.lines().filter_map(|line| line.strip_prefix("line ")?.split(':').next()?.parse::<u64>().ok()).collect();
        assert_eq!(told, [7, 1500, 1600, 2101], "in the order of the file: {said}");
        assert!(!said.contains("user1500") && !said.contains("@user"), "nobody is named: {said}");

        // The same once more, and as JSON with a better time.
        file("again.jsonl", "{\"mxid\": \"@user2:example.org\", \"closed_at\": \"2025-12-01T00:00:00Z\"}\n");
        let (code, said) = run(home, &["import", "again.jsonl"]);
        assert_eq!((code, said.trim()), (Some(0), "1 line: 0 new, 1 known before that brought a better time only, 0 known before, 0 refused"));

        let (code, said) = run(home, &["status"]);
        assert_eq!(code, Some(1), "they are long overdue: {said}");
        assert!(said.contains(&format!("{:<16} {:>9}", "closed accounts", 2096)), "{said}");
        let (_, said) = run(home, &["status", "--json"]);
        let told: serde_json::Value = serde_json::from_str(&said).unwrap();
        assert_eq!((told["waiting"].as_u64(), told["late"].as_u64()), (Some(2096), Some(2096)));

        assert_eq!(run(home, &["import", "nowhere.csv"]).0, Some(2));
        file("strange.csv", "who,when\n@ada:example.org,\n");
        let (code, said) = run(home, &["import", "strange.csv"]);
        assert!(code == Some(2) && said.contains("no column is called account"), "{said}");
        let (code, said) = run(home, &["import", "--help"]);
        assert!(code == Some(0) && said.contains("@ada:example.org,2026-11-01T09:30:00Z"), "{said}");
    }

    async fn where_no_system_is_swept_it_is_told(on: On) {
        let home = Scratch::new("unswept");
        let database = match on {
            On::Sqlite => databases::sqlite(),
            On::Postgres => databases::postgres().await,
        };
        let home = home.path();
        killed::desk(home, &database.url).await;
        let config = std::fs::read_to_string(home.join("rightsdesk.toml")).unwrap();
        let homeserver = "\n[[homeserver]]\nserver_name = \"example.org\"\nwebhook_secrets = [{ file = \"hook.secret\" }]\n";
        let check = |config: &str| {
            std::fs::write(home.join("rightsdesk.toml"), config).unwrap();
            let mut command = Command::new(env!("CARGO_BIN_EXE_rightsdesk-on-stage"));
            command.args(["check", "--offline"]).current_dir(home).env_remove("RIGHTSDESK_CONFIG");
            String::from_utf8(command.stdin(Stdio::null()).output().unwrap().stdout).unwrap()
        };
        let said = check(&format!("{config}{homeserver}"));
        assert!(!said.contains("note    deactivation:"), "{said}");
        let (unswept, _) = config.split_once("\n[[system]]").unwrap();
        let said = check(&format!("{unswept}{homeserver}"));
        assert!(said.contains("note    deactivation: no connected system"), "{said}");

        // Who gets data from a swept system hears nothing of the sweeps, and that is told.
        let recipient = "\n[[recipient]]\nname = \"Mailer Ltd\"\nsystems = [\"SYSTEM\"]\n";
        for (system, is_told) in [("irc", true), ("paper", false)] {
            let said = check(&format!("{config}{homeserver}{}", recipient.replace("SYSTEM", system)));
            assert_eq!(said.contains("has recipients, whom nobody tells when closed accounts are erased"), is_told, "{said}");
        }

        // What holds the account itself is swept only if somebody says so, and then they are asked whether they mean it.
        let manifest = std::fs::read_to_string(home.join("bridge.yml")).unwrap();
        std::fs::write(home.join("bridge.yml"), manifest.replace("satellite: bridge", "turn: root_account")).unwrap();
        let said = check(&format!("{config}{homeserver}"));
        assert!(!said.contains("holds the account itself"), "{said}");
        let said = check(&format!("{config}{homeserver}").replace("batch = 4", "batch = 4, products = [\"Bridge\"]"));
        assert!(said.contains("note    deactivation: ") && said.contains("holds the account itself"), "{said}");

        std::fs::write(home.join("rightsdesk.toml"), unswept).unwrap();
        std::fs::write(home.join("closed.csv"), "account\n@ada:example.org\n").unwrap();
        for words in [["import", "closed.csv"].as_slice(), &["status"]] {
            let (code, said) = run(home, words);
            assert!(code == Some(0) && said.contains("they are noted and nothing is erased"), "{said}");
        }
    }
}
