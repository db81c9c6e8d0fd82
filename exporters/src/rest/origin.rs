//! The one place that calls go to: scheme, host, port, and a path that all calls begin with.

use std::net::IpAddr;

use reqwest::Url;

/// An origin that calls are pinned to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    base: Url,
}

impl Origin {
    /// Reads the configured address. It must be `https`, except on the loopback interface, and must be nothing but an
    /// address: a name and password, a query or a fragment in it is a mistake that would show up in logs.
    pub fn parse(text: &str) -> Result<Self, String> {
        let base = Url::parse(text.trim()).map_err(|e| format!("the address is not a URL: {e}"))?;
        if base.host().is_none() {
            return Err("the address names no host".to_owned());
        }
        if !base.username().is_empty()
            || base.password().is_some()
            || base.query().is_some()
            || base.fragment().is_some()
        {
            return Err(
                "the address holds more than scheme, host, port and path; credentials have settings of their own"
                    .to_owned(),
            );
        }
        if is_safe(&base) { Ok(Self { base }) } else { Err("the address must begin with https://".to_owned()) }
    }

    /// The address of a path that was rendered from a template and so begins with `/`. An error if the path would
    /// leave the place its template describes.
    pub fn join(&self, path: &str) -> Result<Url, String> {
        if steps_out(path) {
            return Err("a value in the path is a dot segment".to_owned());
        }
        let prefix = self.base.path().trim_end_matches('/');
        let mut url = self.base.clone();
        url.set_path(&format!("{prefix}{path}"));
        Ok(url)
    }

    /// Whether the address is of this origin.
    pub fn is_of(&self, url: &Url) -> bool {
        url.origin() == self.base.origin()
    }
}

/// Whether a rendered path has a segment that would lead elsewhere, so that nothing can be called by it.
pub fn steps_out(path: &str) -> bool {
    path.split('/').any(|segment| {
        let plain = segment.to_ascii_lowercase().replace("%2e", ".");
        plain == "." || plain == ".."
    })
}

/// Whether an address may be called at all: encrypted, or on this machine.
pub fn is_safe(url: &Url) -> bool {
    match url.scheme() {
        "https" => true,
        "http" => is_loopback(url),
        _ => false,
    }
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let literal = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || literal.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_encrypted_addresses_and_this_machine_are_called() {
        for fine in
            ["https://us.sentry.io", "https://x/prefix/", "http://127.0.0.1:80", "http://[::1]:9", "http://localhost:1"]
        {
            assert!(Origin::parse(fine).is_ok(), "{fine}");
        }
        for wrong in [
            "http://sentry.example",
            "http://127.0.0.1.evil.net",
            "ftp://x",
            "https://u:p@x",
            "https://x/?t=1",
            "x",
            "",
        ] {
            assert!(Origin::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_path_stays_below_the_prefix() {
        let origin = Origin::parse("https://x/prefix/").unwrap();
        assert_eq!(origin.join("/api/a%2Fb/").unwrap().as_str(), "https://x/prefix/api/a%2Fb/");
        for escape in ["/api/../x", "/api/%2e%2E/x", "/./x"] {
            assert!(origin.join(escape).is_err(), "{escape}");
        }
        assert!(origin.is_of(&Url::parse("https://x:443/else").unwrap()));
        assert!(!origin.is_of(&Url::parse("https://y/prefix").unwrap()));
    }
}
