//! Setting a desk up with nothing but the README: the program itself, as somebody types it.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    thread,
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_rightsdesk");
const README: &str = include_str!("../../README.md");
const EXAMPLE: &str = include_str!("../../rightsdesk.example.toml");
const BY_FILE: &str = "transport = { directory = { path = \"outbox\" } }";

/// A folder with the example and nothing else.
fn a_folder(name: &str) -> PathBuf {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // It is not there the first time.
    let _ = fs::remove_dir_all(&home);
    fs::create_dir_all(&home).expect("a folder");
    fs::write(home.join("rightsdesk.example.toml"), EXAMPLE).expect("a folder");
    home
}

/// A folder with a key and this configuration.
fn a_desk(name: &str, config: &str) -> PathBuf {
    let home = a_folder(name);
    fs::write(home.join("master.key"), run(&home, &["key"]).stdout).expect("a file");
    fs::set_permissions(home.join("master.key"), fs::Permissions::from_mode(0o600)).expect("a file");
    fs::write(home.join("rightsdesk.toml"), config).expect("a file");
    home
}

fn command(home: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(words).current_dir(home).env_remove("RIGHTSDESK_CONFIG").env_remove("RIGHTSDESK_LOG");
    command.stdin(Stdio::null());
    command
}

fn run(home: &Path, words: &[&str]) -> Output {
    command(home, words).output().expect("the program")
}

fn typed(home: &Path, words: &[&str], input: &str) -> Output {
    let mut command = command(home, words);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program");
    // A program that refuses its arguments reads nothing.
    let _ = child.stdin.take().expect("the program").write_all(input.as_bytes());
    child.wait_with_output().expect("the program")
}

/// Its exit code, and all that it said.
fn told(output: &Output) -> (Option<i32>, String) {
    let all = [&output.stdout[..], &output.stderr[..]].concat();
    (output.status.code(), String::from_utf8(all).expect("text"))
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("a file").permissions().mode() & 0o777
}

#[test]
fn the_readmes_lines_work_as_they_stand() {
    let home = a_folder("readme");
    let chapter = README.split("## Setting one up").nth(1).unwrap();
    let block = chapter.split("```").nth(1).unwrap();
    let (before, _) = block.split_once("rightsdesk serve").unwrap();
    let path = format!("{}:{}", Path::new(PROGRAM).parent().unwrap().display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    shell.args(["-euc", before]).current_dir(&home).env("PATH", path).env_remove("RIGHTSDESK_CONFIG");
    let mut shell = shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a shell");
    shell.stdin.take().unwrap().write_all(b"correct horse battery\n").unwrap();
    let (code, said) = told(&shell.wait_with_output().unwrap());
    assert!(code == Some(0) && said.contains("ana can sign in now"), "{said}");
    assert!(!said.contains("wrong "), "{said}");

    // Only the desk reads what it holds, also where an earlier version left it open.
    assert_eq!((mode(&home.join("rightsdesk.db")), mode(&home.join("outbox"))), (0o600, 0o700));
    fs::set_permissions(home.join("rightsdesk.db"), fs::Permissions::from_mode(0o644)).unwrap();
    run(&home, &["migrate"]);
    assert_eq!(mode(&home.join("rightsdesk.db")), 0o600);
    // A directory that somebody made for another program stays as they made it, and is told.
    fs::set_permissions(home.join("outbox"), fs::Permissions::from_mode(0o755)).unwrap();
    let (code, said) = told(&run(&home, &["check"]));
    assert!(code == Some(0) && said.contains("everybody on this machine can read the letters"), "{said}");
    assert_eq!(mode(&home.join("outbox")), 0o755);

    for (name, says) in [("Ana Ruiz", "ana is there already"), (" ", "at least one letter")] {
        let again = typed(&home, &["staff", "add", "--login", "ana", "--name", name], "correct horse battery\n");
        let (code, said) = told(&again);
        assert!(code == Some(2) && said.contains(says) && !said.contains("UNIQUE"), "{said}");
    }
}

#[test]
fn check_finds_what_serve_would_refuse() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../exporters/systems/ems/manifest.yml");
    let system =
        format!("[[system]]\nmanifest = \"{}\"\nurl = \"postgres://reader@127.0.0.1:1/ems\"\n", manifest.display());
    let once = format!("{EXAMPLE}\n{system}");
    assert_eq!(told(&run(&a_desk("fine", &once), &["check", "--offline"])).0, Some(0));
    for (name, config, says) in [
        ("listener", EXAMPLE.replace("127.0.0.1:8081", "127.0.0.1:8080"), "listen.staff"),
        ("mysql", EXAMPLE.replace("sqlite://rightsdesk.db?mode=rwc", "mysql://a:hunter2@b/c"), "neither sqlite"),
        ("twice", format!("{once}\n{system}"), "two systems are called"),
    ] {
        let (code, said) = told(&run(&a_desk(name, &config), &["check", "--offline"]));
        assert!(code == Some(1) && said.contains(says) && !said.contains("hunter2"), "{name}: {said}");
    }
    let home = a_desk("unmigrated", EXAMPLE);
    let (code, said) = told(&run(&home, &["check"]));
    assert!(code == Some(1) && said.contains("run `rightsdesk migrate`"), "{said}");
    let (code, said) = told(&run(&home, &["serve"]));
    assert!(code == Some(2) && said.contains("`rightsdesk check` lists everything"), "{said}");
}

/// A mail server for one caller, that answers AUTH with `signs_in`; ends with all that the caller said.
fn a_mail_server(signs_in: &'static str) -> (u16, thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("the loopback");
    let port = listener.local_addr().expect("the loopback").port();
    let talk = thread::spawn(move || {
        let (mut caller, _) = listener.accept().expect("the loopback");
        let mut heard = String::new();
        caller.write_all(b"220 here\r\n").expect("the loopback");
        let lines = BufReader::new(caller.try_clone().expect("the loopback")).lines();
        for line in lines.map_while(Result::ok) {
            let answer = match line.split(' ').next() {
                Some("EHLO") => "250-here\r\n250 AUTH PLAIN",
                Some("AUTH") => signs_in,
                Some("QUIT") => "221 bye",
                _ => "250 fine",
            };
            heard.push_str(&line);
            heard.push('\n');
            // Who has hung up hears nothing.
            let _ = caller.write_all(format!("{answer}\r\n").as_bytes());
        }
        heard
    });
    (port, talk)
}

fn with_mail_server(name: &str, port: u16) -> PathBuf {
    let smtp = format!(
        "transport = {{ smtp = {{ host = \"127.0.0.1\", port = {port}, tls = \"none\", user = \"desk\", password = {{ file = \
         \"smtp.password\" }} }} }}"
    );
    let home = a_desk(name, &EXAMPLE.replace(BY_FILE, &smtp));
    fs::write(home.join("smtp.password"), "hunter2\n").expect("a file");
    run(&home, &["migrate"]);
    home
}

#[test]
fn check_signs_in_to_the_mail_server_and_sends_nothing() {
    let (port, talk) = a_mail_server("235 welcome");
    let (code, said) = told(&run(&with_mail_server("mail-fine", port), &["check"]));
    let heard = talk.join().unwrap();
    assert!(code == Some(0) && said.contains("ok      mail"), "{said}");
    assert!(heard.contains("AUTH PLAIN") && !heard.contains("MAIL FROM"), "{heard}");
    assert!(!said.contains("WARN"), "{said}");

    let (port, talk) = a_mail_server("535 no such user");
    let (code, said) = told(&run(&with_mail_server("mail-refused", port), &["check"]));
    talk.join().unwrap();
    assert!(code == Some(1) && said.contains("does not take the user and the password: code 535"), "{said}");

    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (code, said) = told(&run(&with_mail_server("mail-closed", closed), &["check"]));
    assert!(code == Some(1) && said.contains(&format!("nobody answers at 127.0.0.1:{closed}")), "{said}");
    assert!(!said.contains("hunter2"), "{said}");
}

#[test]
fn an_error_is_said_once_and_shows_no_secret() {
    for (name, good, bad, says) in [
        ("inline", "{ file = \"master.key\" }", "\"hunter2\"", "write { file = "),
        ("typo", "organisation = ", "organization = ", "line 11: unknown field `organization`"),
        ("port", "\"127.0.0.1:8080\"", "\"hunter2\"", "listen.public: invalid socket address"),
        ("url", "url = \"sqlite:", "ulr = \"sqlite://hunter2", "unknown field `ulr`"),
    ] {
        let (code, said) = told(&run(&a_desk(name, &EXAMPLE.replacen(good, bad, 1)), &["check"]));
        assert!(code == Some(2) && said.contains(says) && !said.contains("hunter2"), "{name}: {said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    let (without_mail, _) = EXAMPLE.split_once("[mail]").unwrap();
    let (_, said) = told(&run(&a_desk("section", without_mail), &["check"]));
    assert!(said.contains("missing field `mail`") && !said.contains("line "), "{said}");
    let home = a_desk("no-key", EXAMPLE);
    fs::remove_file(home.join("master.key")).unwrap();
    let (_, said) = told(&run(&home, &["check", "--offline"]));
    assert!(said.contains("the master key in master.key: the file cannot be read: No such file"), "{said}");

    let elsewhere = EXAMPLE.replace("sqlite://rightsdesk.db?mode=rwc", "postgres://desk:hunter2@127.0.0.1:1/desk");
    let (code, said) = told(&run(&a_desk("no-postgres", &elsewhere), &["migrate"]));
    assert!(code == Some(2) && said.matches("refused").count() == 1 && !said.contains("hunter2"), "{said}");
}

#[test]
fn a_configuration_that_was_named_must_be_there() {
    let home = a_folder("named");
    let question = r#"{"regimes": ["UK"], "right": "access", "received_on": "2026-03-02"}"#;
    assert_eq!(told(&typed(&home, &["deadline"], question)).0, Some(0));
    let (code, said) = told(&typed(&home, &["deadline", "-c", "nope.toml"], question));
    assert!(code == Some(2) && said.contains("nope.toml"), "{said}");
    let (_, said) = told(&typed(&home, &["deadline"], r#"{"regimes": ["UK"], "right": "access", "received_on": 3}"#));
    assert_eq!(said.matches("not of the expected form").count(), 1, "{said}");
    let (form, cause) = said.split_once("form: ").unwrap();
    assert_eq!((form.matches(cause.trim()).count(), cause.matches("invalid type").count()), (0, 1), "{said}");
}

#[test]
fn a_question_without_an_answer_shows_in_the_exit_code_and_by_its_id() {
    let home = a_folder("deadline");
    let good = r#"{"id": "good", "input": {"regimes": ["UK"], "right": "access", "received_on": "2026-03-02"}}"#;
    let bad = r#"{"id": "bad", "input": {"regimes": ["UK"], "right": "everything", "received_on": "2026-03-02"}}"#;
    assert_eq!(told(&typed(&home, &["deadline"], &format!("[{good}]"))).0, Some(0));
    let (code, said) = told(&typed(&home, &["deadline"], &format!("[{good}, {bad}]")));
    assert!(code == Some(1) && said.contains("\"id\": \"good\"") && said.contains("\"id\": \"bad\""), "{said}");
}

#[test]
fn nobody_who_reads_ends_the_program_quietly() {
    let home = a_desk("pipe", EXAMPLE);
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let ended = command(&home, &["check", "--offline"]).stdout(writer).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(ended.status.code(), Some(141));
    assert_eq!(String::from_utf8(ended.stderr).unwrap(), "");
}

#[test]
fn help_tells_what_counts_and_nothing_else() {
    let home = a_folder("help");
    let help = |words: &[&str]| told(&run(&home, &[words, &["--help"]].concat())).1;
    let flat = |words: &[&str]| help(words).split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [&["demo"][..], &["key"], &["system", "locate"]] {
        assert!(!help(words).contains("--config"), "{words:?}");
    }
    for words in [&["serve"][..], &["work"], &["migrate"], &["staff", "list"], &["audit", "verify"], &["deadline"]] {
        assert!(help(words).contains("--config"), "{words:?}");
    }
    for words in ["serve", "work", "migrate", "key"] {
        assert!(help(&[words]).split("Usage").next().unwrap().lines().count() > 3, "{words}");
    }
    assert!(flat(&["check"]).contains("with 1 if a line says wrong") && flat(&[]).contains("ends with 0"));
    let deadline = help(&["deadline"]);
    assert!(deadline.contains("first_communication_on") && deadline.contains("first_disclosure_on"));
    // What is to be typed is not broken anywhere but where we broke it.
    let example: String = deadline.split("For example:").nth(1).unwrap().lines().skip(2).take(3).collect();
    assert!(example.ends_with("rightsdesk deadline --working"), "{example}");
    let echo = example.split("echo '").nth(1).unwrap().split('\'').next().unwrap().to_owned();
    assert_eq!(told(&typed(&home, &["deadline"], &echo)).0, Some(0), "{echo}");
}

#[test]
fn a_log_in_a_file_is_plain_text_and_tells_the_end() {
    let config = EXAMPLE.replace("127.0.0.1:8080", "127.0.0.1:0").replace("127.0.0.1:8081", "127.0.0.1:0");
    let home = a_desk("log", &config);
    run(&home, &["migrate"]);
    let mut serving = command(&home, &["serve"]).stderr(Stdio::piped()).spawn().unwrap();
    let mut log = BufReader::new(serving.stderr.take().unwrap());
    let mut said = String::new();
    while !said.contains("serving") {
        assert!(log.read_line(&mut said).unwrap() > 0, "{said}");
    }
    Command::new("kill").args(["-TERM", &serving.id().to_string()]).status().unwrap();
    log.read_to_string(&mut said).unwrap();
    assert!(serving.wait().unwrap().success());
    assert!(said.contains("stopping") && said.contains("stopped"), "{said}");
    assert!(!said.contains('\u{1b}'), "{said}");
}
