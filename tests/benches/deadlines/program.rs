//! The command, as a process that reads a list and prints the answers.

use std::{
    fs,
    io::{Read, Write},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use tokio::time::Instant;

/// What the command did.
pub struct Ran {
    /// From its start to its end.
    pub wall: Duration,
    /// The most memory that was resident, in MiB, as far as it was seen.
    pub peak: u64,
    /// How many bytes it printed.
    pub printed: usize,
}

/// Runs `rightsdesk deadline` on a list.
pub fn deadline(list: String) -> Ran {
    let began = Instant::now();
    let mut program = Command::new(env!("CARGO_BIN_EXE_rightsdesk-on-stage"))
        .arg("deadline")
        .current_dir(std::env::temp_dir())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program was built beside this one");
    let mut input = program.stdin.take().expect("it is piped");
    let writing = thread::spawn(move || input.write_all(list.as_bytes()));
    let mut output = program.stdout.take().expect("it is piped");
    let status = format!("/proc/{}/status", program.id());
    // As long as it has something to print that nobody has read it is there, and remembers the most that it ever had.
    let (mut printed, mut peak, mut part) = (0, 0, vec![0; 1 << 16]);
    loop {
        let read = output.read(&mut part).expect("a pipe can be read");
        if read == 0 {
            break;
        }
        printed += read;
        peak = peak.max(resident(&status).unwrap_or_default());
    }
    writing.join().expect("no panic").expect("it reads its input");
    assert!(program.wait().expect("it ends").success(), "every case can be answered");
    Ran { wall: began.elapsed(), peak, printed }
}

fn resident(status: &str) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes / 1024)
}
