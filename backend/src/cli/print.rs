//! What a command says on standard output, and how an error is told.

use std::{
    fmt::Display,
    io::{self, Write},
    process,
};

/// What a shell shows of a program that a closed pipe has ended: 128 + SIGPIPE.
const PIPE_CLOSED: i32 = 141;

/// Prints a line. If nobody reads any more, as behind `| head`, the program ends quietly: there is nothing left to tell.
pub fn line(text: impl Display) {
    match writeln!(io::stdout().lock(), "{text}") {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => process::exit(PIPE_CLOSED),
        Err(error) => {
            eprintln!("rightsdesk: standard output cannot be written: {error}");
            process::exit(2)
        }
    }
}

/// An error with its causes. Many libraries repeat the cause in their own words; here everything is said once.
pub fn causes(error: &anyhow::Error) -> String {
    let mut said = String::new();
    for cause in error.chain() {
        let words = cause.to_string();
        if said.contains(&words) {
            continue;
        }
        if !said.is_empty() {
            said.push_str(": ");
        }
        said.push_str(&words);
    }
    said
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;

    #[test]
    fn what_a_library_repeats_is_said_once() {
        let error = anyhow!("pool timed out").context("Connection Error: pool timed out").context("the database");
        assert_eq!(causes(&error), "the database: Connection Error: pool timed out");
        let different = anyhow!("no such file").context("the key");
        assert_eq!(causes(&different), "the key: no such file");
    }
}
