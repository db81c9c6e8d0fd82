//! Systems behind an HTTP API whose manifest says how they are written to: corrections, locks and objections reach them through
//! the desk; what such a system only says it did is not believed, and what it refuses is told.

mod correcting;
mod marking;
mod paper;

use rightsdesk_exporters::open::Settings;
use stage::{
    company::connected,
    desk::{On, Stage},
};

use paper::Paper;

const MANIFEST: &str = include_str!("paper.yml");

/// A newspaper with an API, and a desk that may write to it.
async fn newspaper(on: On) -> (Paper, Stage) {
    newspaper_as(on, MANIFEST).await
}

/// The same, described like this.
async fn newspaper_as(on: On, manifest: &str) -> (Paper, Stage) {
    // The client for HTTP needs a provider of TLS; a second one is told so and changes nothing.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let paper = Paper::opens().await;
    let mut settings = Settings { url: Some(paper.url.clone().into()), ..Settings::default() };
    settings.secrets.insert("token".to_owned(), "a token that may read".to_owned().into());
    settings.secrets.insert("writer".to_owned(), "a token that may write".to_owned().into());
    let stage = Stage::setting(on).with_systems([connected("paper", manifest, settings)]).set().await;
    (paper, stage)
}
