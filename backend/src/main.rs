//! The program `rightsdesk`: reads the command line and calls what was asked for.

use std::{io::IsTerminal, process::ExitCode};

use clap::Parser;
use rightsdesk::cli::{
    arguments::{Arguments, Command},
    chain_arguments::Audit,
    chains, check, deactivations, deadline, disclosures, evidence,
    evidence_arguments::Key,
    key, ledger, print, report, run, staff, suppression, system,
};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let filter = tracing_subscriber::EnvFilter::try_from_env("RIGHTSDESK_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info,sea_orm_migration=warn,poem=warn,lettre=error"));
    // Colours are for people: https://no-color.org.
    let in_colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|no| no.is_empty());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(in_colour).init();
    // One provider of TLS for everything; a second call would only find it there.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("rightsdesk: no threads to work with: {error}");
            return ExitCode::from(2);
        }
    };
    match runtime.block_on(call(arguments)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("rightsdesk: {}", print::causes(&error));
            ExitCode::from(2)
        }
    }
}

/// Whether all is well: 0 and 1 to the shell; an error is 2.
async fn call(arguments: Arguments) -> anyhow::Result<bool> {
    match arguments.command {
        Command::Demo(demo) => rightsdesk::demo::run::demo(demo).await,
        Command::Serve(file) => run::serve(file.read()?).await.map(|()| true),
        Command::Work(file) => run::work(file.read()?).await.map(|()| true),
        Command::Migrate(file) => run::migrate(&file.read()?).await.map(|()| true),
        Command::Check(what) => Ok(check::check(&what.config.read()?, what.offline).await),
        Command::Deadline(command) => deadline::deadline(&command),
        Command::Key { command: None } => {
            key::key();
            Ok(true)
        }
        Command::Key { command: Some(Key::Public(config)) } => evidence::public_keys(&config.read()?).map(|()| true),
        Command::Evidence { config, asked } => evidence::evidence(&config, asked).await,
        Command::Staff { config, command } => staff::staff(&config.read()?, command).await.map(|()| true),
        Command::Disclosures { config, command } => disclosures::disclosures(config.read()?, command).await,
        Command::Deactivations { config, command } => deactivations::deactivations(config.read()?, command).await,
        Command::Suppression { config, command } => suppression::suppression(config.read()?, command).await,
        Command::System(command) => system::system(command).await,
        Command::Audit { config, command: Audit::Verify(anchored) } => {
            chains::verify_log(&config.read()?, &anchored).await
        }
        Command::Report(command) => report::report(command.config.read()?, command).await.map(|()| true),
        Command::Ledger { config, command } => ledger::ledger(config.read()?, command).await,
    }
}
