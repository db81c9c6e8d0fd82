//! A file that cannot be read or understood, and where in it. What is written there is never repeated: it may be a password.

use std::path::PathBuf;

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It cannot be read.
    #[error("the configuration {path} cannot be read")]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// It is not what it should be.
    #[error("the configuration {path} is not right: {what}")]
    Parse {
        /// Which.
        path: PathBuf,
        /// Where and why. The line itself is not shown: it may hold a password.
        what: String,
    },
}

/// What a number may be that has its type's name in the library's words.
const NUMBERS: [(&str, u64); 4] =
    [("u8", u8::MAX as u64), ("u16", u16::MAX as u64), ("u32", u32::MAX as u64), ("u64", i64::MAX as u64)];

/// What is wrong with `text`: on which line, under which key, and why.
pub fn in_words(text: &str, error: &toml::de::Error) -> String {
    let mut what = error.message().trim().to_owned();
    // "invalid type: string "hunter2", expected …": what was written is left out.
    if let (Some(start), Some(end)) = (what.find(": string \""), what.rfind("\", expected")) {
        what.replace_range(start + ": string".len()..=end, "");
    }
    if let Some((before, kind)) = what.rsplit_once(", expected ")
        && let Some((_, most)) = NUMBERS.iter().find(|(name, _)| *name == kind)
    {
        what = format!("{before}, expected a whole number between 0 and {most}");
    }
    match error.span() {
        // Something that is missing in the whole file is on no line.
        None | Some(std::ops::Range { start: 0, .. }) => what,
        Some(span) => {
            let before = text.get(..span.start).unwrap_or_default();
            let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
            match key(before) {
                Some(key) => format!("line {line}: {key}: {what}"),
                None => format!("line {line}: {what}"),
            }
        }
    }
}

/// Under which key stands what comes after `before`; none if no key stands right before it.
fn key(before: &str) -> Option<String> {
    let (above, line) = before.rsplit_once('\n').unwrap_or(("", before));
    let mut path = Vec::new();
    let (around, own) = line.rsplit_once(['{', ',']).unwrap_or(("", line));
    for part in around.split('{') {
        // A table that was closed before is none of those around.
        if let Some(name) = part.trim_end().strip_suffix('=').filter(|_| !part.contains('}')) {
            path.extend(name_at_the_end(name));
        }
    }
    path.push(name_at_the_end(own.trim_end().strip_suffix('=')?)?);
    let section = above.lines().rev().find_map(|line| line.trim().strip_prefix('['));
    let section = section.map(|name| name.trim_matches(['[', ']']).to_owned());
    Some(section.into_iter().chain(path.into_iter().map(str::to_owned)).collect::<Vec<_>>().join("."))
}

/// The bare key that `text` ends with.
fn name_at_the_end(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let start = text.rfind(|c: char| !(c.is_ascii_alphanumeric() || "_-.".contains(c))).map_or(0, |place| place + 1);
    text.get(start..).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::file::Config;

    const EXAMPLE: &str = include_str!("../../../rightsdesk.example.toml");

    fn told(good: &str, bad: &str) -> String {
        assert!(EXAMPLE.contains(good), "{good}");
        let text = EXAMPLE.replacen(good, bad, 1);
        in_words(&text, &toml::from_str::<Config>(&text).expect_err("a fault"))
    }

    #[test]
    fn a_number_that_cannot_be_is_told_with_its_key() {
        let whole = "expected a whole number between 0 and";
        let workers = told("\nworkers = 4\n", "\nworkers = -4\n");
        assert!(workers.contains(": work.workers: ") && workers.ends_with(&format!("{whole} 4294967295")), "{workers}");
        let by_file = "transport = { directory = { path = \"outbox\" } }";
        let port = told(by_file, "transport = { smtp = { host = \"hunter2=\", port = 65536 } }");
        assert!(port.contains(": mail.transport.smtp.port: ") && port.ends_with(&format!("{whole} 65535")), "{port}");
        assert!(!port.contains("hunter2"), "{port}");
        let law = told("on = \"2099-06-15\"", "on = 5");
        assert!(law.starts_with("line ") && law.contains("on: invalid type"), "{law}");
    }

    #[test]
    fn what_was_written_is_left_out() {
        let told = told("connections = 10", "connections = \"hunter2\"");
        assert!(told.contains("database.connections: invalid type: string") && !told.contains("hunter2"), "{told}");
    }
}
