//! Which homeservers are ours.

use super::file::Config;

/// All of them; none: nobody has said which.
pub fn of(config: &Config) -> Vec<String> {
    let heard = config.homeservers.iter().map(|it| it.server_name.clone());
    config.desk.servers.iter().cloned().chain(heard).collect()
}
