//! What the configuration says of systems by their keys, held against the systems that there are: what leads nowhere would be
//! missed only when somebody waits for it.

use rightsdesk_exporters::contract::notifier::Deed;

use crate::{
    config::{check::Trouble, file::Config},
    register::connected::Systems,
};

/// Everything that leads nowhere.
pub fn wrong(config: &Config, systems: &Systems) -> Vec<Trouble> {
    let mut wrong = Vec::new();
    for section in &config.recipients {
        let Some(key) = &section.system else { continue };
        let (name, knows) = (&section.name, &section.knows);
        let what = match systems.get(key).map(|system| system.connector.notifier()) {
            None => format!("{name}: no system is called {key}"),
            Some(None) => format!(
                "{name}: {key} takes no notices; its manifest says how by `notify`, and the configuration has the credential for it"
            ),
            Some(Some(notifier)) if !Deed::ALL.iter().any(|deed| notifier.takes(*deed, knows)) => {
                format!("{name}: {key} is told of nobody by {knows}; write under `knows` what its `notify` goes by")
            }
            Some(Some(_)) => continue,
        };
        wrong.push(Trouble::wrong("recipient.system", what));
    }
    let is_there = |key: &&String| systems.iter().any(|system| system.key == **key);
    for customer in &config.customers {
        for key in customer.instructed.iter().filter(|key| !is_there(key)) {
            let what =
                format!("{}: no system is called {key}; nothing would be answered for them there", customer.name);
            wrong.push(Trouble::wrong("customer.instructed", what));
        }
    }
    wrong
}
