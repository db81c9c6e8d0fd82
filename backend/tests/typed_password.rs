//! Typing a password at a real terminal.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_rightsdesk");

/// Somebody at a terminal: waits until they are asked and their typing is hidden, then types each line. Prints all
/// that stood on the screen.
const TYPIST: &str = r#"
import os, pty, signal, sys, termios
signal.alarm(60)
lines, command = sys.argv[1].split(","), sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execv(command[0], command)
screen = seen = b""
for line in lines:
    while not seen.endswith(b": "):
        seen += os.read(terminal, 1024)
    screen, seen = screen + seen, b""
    while termios.tcgetattr(terminal)[3] & termios.ECHO:
        pass
    os.write(terminal, line.encode() + b"\n")
try:
    while True:
        screen += os.read(terminal, 1024)
except OSError:
    pass
sys.stdout.write(screen.decode())
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"#;

fn a_desk(name: &str) -> PathBuf {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // It is not there the first time.
    let _ = std::fs::remove_dir_all(&home);
    std::fs::create_dir_all(&home).expect("a folder");
    let config = include_str!("../../rightsdesk.example.toml");
    let desk = config.split("[[system]]").next().unwrap_or(config);
    std::fs::write(home.join("rightsdesk.toml"), desk).expect("a configuration");
    let key = Command::new(PROGRAM).arg("key").output().expect("a key");
    std::fs::write(home.join("master.key"), key.stdout).expect("a key's file");
    let owner_only = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(home.join("master.key"), owner_only).expect("a key's file");
    let migrated = Command::new(PROGRAM).arg("migrate").current_dir(&home).output().expect("tables");
    assert!(migrated.status.success(), "{migrated:?}");
    home
}

fn types(home: &Path, lines: &str, command: &[&str]) -> Output {
    let mut python = Command::new("python3");
    python.args(["-c", TYPIST, lines, PROGRAM]).args(command).current_dir(home).output().expect("python3")
}

#[test]
fn a_password_is_not_shown_while_it_is_typed() {
    let home = a_desk("typed-password");
    let add = ["staff", "add", "--login", "ana", "--name", "Ana Ruiz"];
    let differ = types(&home, "correct horse battery,correct house battery", &add);
    let screen = String::from_utf8(differ.stdout).unwrap();
    assert!(!differ.status.success() && screen.contains("not the same password twice"), "{screen}");

    let added = types(&home, "correct horse battery,correct horse battery", &add);
    let screen = String::from_utf8(added.stdout).unwrap();
    assert!(added.status.success() && screen.contains("ana can sign in now"), "{screen} {:?}", added.stderr);
    assert!(!screen.contains("horse"), "the password stood on the screen:\n{screen}");
}
