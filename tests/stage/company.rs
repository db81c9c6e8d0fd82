//! The demo's company on the stage: its databases in a folder, its error tracker on the loopback.

use std::path::Path;

use rightsdesk::{
    demo::{
        company::{ERROR_TRACKER, SYSTEMS, found},
        error_tracker::{company, server::ErrorTracker},
    },
    register::connected::Connected,
};
use rightsdesk_exporters::{
    manifest::read,
    open::{Settings, open},
};

/// The connected systems. The error tracker listens as long as it is kept.
pub async fn found_in(folder: &Path) -> (Vec<Connected>, ErrorTracker) {
    // The client for HTTP needs a provider of TLS; a second one is told so and changes nothing.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut systems = Vec::new();
    for system in SYSTEMS {
        let path = folder.join(format!("{}.db", system.key));
        found(system, &path).await.expect("the company can be founded");
        let url = format!("sqlite://{}", path.display());
        systems.push(connected(system.key, system.manifest, Settings { url: Some(url.into()), ..Settings::default() }));
    }
    let began = crate::desk::BEGIN.parse().expect("a moment");
    let tracker = ErrorTracker::start(company::company(began)).await.expect("the loopback has free ports");
    let mut settings = Settings { url: Some(tracker.url().into()), ..Settings::default() };
    settings.secrets.insert("token".to_owned(), company::TOKEN.to_owned().into());
    settings.secrets.insert("org".to_owned(), "example".to_owned().into());
    systems.push(connected("sentry", ERROR_TRACKER, settings));
    (systems, tracker)
}

/// A connected system.
pub fn connected(key: &str, manifest: &str, settings: Settings) -> Connected {
    let manifest = read::read(manifest, key).expect("a manifest without faults");
    let connector = open(&manifest, &settings).expect("a connector");
    Connected { key: key.to_owned(), name: None, parallel: 2, connector }
}
