//! JSON Lines: an object on each line.

use serde_json::Value;

use super::{ACCOUNT, CLOSED_AT, NO_TIME, lines::Lines, time};
use crate::{casework::accounts::import_deactivations::Line, deactivation::sighting::Sighting};

/// A file of objects.
pub(super) struct Objects(pub(super) Lines);

impl Iterator for Objects {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        loop {
            let (number, line) = self.0.next()?;
            return match line {
                Ok(text) if text.trim().is_empty() => continue,
                Ok(text) => Some(Line { number, read: object(&text) }),
                Err(why) => Some(Line { number, read: Err(why) }),
            };
        }
    }
}

fn object(line: &str) -> Result<Sighting, String> {
    let value: Value = serde_json::from_str(line).map_err(|_| "it is no JSON object".to_owned())?;
    let field = |names: &[&str]| names.iter().find_map(|name| value.get(name)).filter(|value| !value.is_null());
    let Some(Value::String(account)) = field(ACCOUNT) else {
        return Err(format!("it has no text called {}", ACCOUNT.join(", ")));
    };
    let closed_at = match field(CLOSED_AT) {
        None => None,
        Some(Value::String(text)) => time(text)?,
        Some(Value::Number(number)) => time(&number.to_string())?,
        Some(_) => return Err(NO_TIME.to_owned()),
    };
    Ok(Sighting { account: account.clone(), closed_at })
}
