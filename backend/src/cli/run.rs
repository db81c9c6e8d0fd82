//! `serve`, `work` and `migrate`.

use std::sync::Arc;

use anyhow::Context;
use rightsdesk_exporters::counted::counted;
use tokio_util::sync::CancellationToken;

use super::print;
use crate::{config::file::Config, setup, web, worker::driver};

/// Brings the tables up to date.
pub async fn migrate(config: &Config) -> anyhow::Result<()> {
    let (_, taken) = setup::migrated_database(config).await?;
    print::line(format_args!("{} taken; the database is up to date", counted(taken, "step", "steps")));
    Ok(())
}

/// What to do about a desk that cannot be set up: only the first fault is told.
const LOOK: &str = "the desk cannot start; `rightsdesk check` lists everything that is wrong";

/// Works on the queue until told to stop.
pub async fn work(config: Config) -> anyhow::Result<()> {
    let desk = Arc::new(setup::desk(config).await.context(LOOK)?);
    let stop = until_told();
    tracing::info!("working");
    driver::run(desk, stop).await;
    tracing::info!("stopped");
    Ok(())
}

/// Serves and works until told to stop.
pub async fn serve(config: Config) -> anyhow::Result<()> {
    let desk = Arc::new(setup::desk(config).await.context(LOOK)?);
    let stop = until_told();
    let listening = web::server::listen(&desk).await.context("the pages cannot be served")?;
    let at = &desk.config.listen;
    tracing::info!(
        public = %desk.config.desk.public_url, staff = %desk.config.desk.staff_url,
        public_listener = %at.public, staff_listener = %at.staff, "serving"
    );
    let worker = tokio::spawn(driver::run(Arc::clone(&desk), stop.clone()));
    listening.serve(desk, stop.clone()).await?;
    stop.cancel();
    worker.await?;
    tracing::info!("stopped");
    Ok(())
}

/// A token that is cancelled by Ctrl-C or by SIGTERM.
pub fn until_told() -> CancellationToken {
    let stop = CancellationToken::new();
    let told = stop.clone();
    // Listened for from here on, not from the task's first turn: a word that comes before would end everything at once.
    #[cfg(unix)]
    let terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
    tokio::spawn(async move {
        let interrupted = tokio::signal::ctrl_c();
        #[cfg(unix)]
        match terminated {
            Ok(mut terminated) => tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            },
            Err(_) => {
                let _ = interrupted.await;
            }
        }
        #[cfg(not(unix))]
        {
            let _ = interrupted.await;
        }
        tracing::info!("stopping; what is under way is ended first");
        told.cancel();
    });
    stop
}
