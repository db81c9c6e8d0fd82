//! `check`: what is wrong with the configuration, in words.

use rightsdesk_exporters::contract::call::Call;

use crate::{
    config::{self, check::Trouble, file::Config},
    kernel::database,
    post::transport::Post,
    setup,
};

/// Prints what is wrong; whether nothing is.
pub async fn check(config: &Config, offline: bool) -> bool {
    let mut troubles = config::check::check(config);
    let mut say = |what: &str, result: Result<(), anyhow::Error>| match result {
        Ok(()) => println!("ok      {what}"),
        Err(error) => {
            println!("wrong   {what}: {error:#}");
            troubles.push(Trouble::wrong("", ""));
        }
    };
    say("master key", setup::masters(config).map(drop).map_err(Into::into));
    say("mail", Post::open(config).map(drop).map_err(Into::into));
    for section in &config.systems {
        let what = format!("system {}", section.key.clone().unwrap_or_else(|| section.manifest.display().to_string()));
        match setup::system(config, section) {
            Err(error) => say(&what, Err(error.into())),
            Ok(_) if offline => say(&what, Ok(())),
            Ok(system) => {
                let answer = system.connector.check(&Call::unhurried("check")).await;
                for remark in answer.iter().flat_map(|health| &health.remarks) {
                    println!("note    {what}: {remark}");
                }
                say(&what, answer.map(drop).map_err(Into::into));
            }
        }
    }
    if !offline {
        let database = async {
            let db = setup::database(config).await?;
            match database::pending_migrations(&db).await? {
                0 => Ok(()),
                missing => Err(anyhow::anyhow!("{missing} steps are missing; run `rightsdesk migrate`")),
            }
        };
        say("database", database.await);
    } else if let Err(error) = config.database.url.read(&config.base) {
        say("database", Err(error.into()));
    }
    let mut right = true;
    for trouble in troubles {
        right &= !trouble.is_wrong;
        if !trouble.key.is_empty() {
            println!("{}", trouble);
        }
    }
    right
}
