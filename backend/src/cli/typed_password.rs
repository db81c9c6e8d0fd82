//! Asking for a new password: hidden and twice on a terminal, the first line of a pipe.

use std::io::{BufRead, IsTerminal};

use anyhow::{Context, bail};
use secrecy::{ExposeSecret, SecretString};

use crate::staff::password;

/// The new password. Whoever types cannot see it, so they type it twice; a program that writes into a pipe does not.
pub fn ask() -> anyhow::Result<SecretString> {
    let input = std::io::stdin();
    if !input.is_terminal() {
        let mut line = String::new();
        input.lock().read_line(&mut line)?;
        return Ok(SecretString::from(line.trim_end_matches(['\r', '\n']).to_owned()));
    }
    let typed = hidden(&format!("Password (at least {} characters, not shown): ", password::SHORTEST))?;
    let again = hidden("The same again: ")?;
    if typed.expose_secret() != again.expose_secret() {
        bail!("that was not the same password twice");
    }
    Ok(typed)
}

fn hidden(prompt: &str) -> anyhow::Result<SecretString> {
    let typed = rpassword::prompt_password(prompt).context("the terminal could not be read")?;
    Ok(SecretString::from(typed))
}
