//! Somebody who goes through the pages of one site.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use reqwest::{
    Client, Response, StatusCode, Url,
    header::{CONTENT_TYPE, COOKIE, LOCATION, ORIGIN, SET_COOKIE},
};

use super::{form::Form, html};

/// A page that was opened.
#[derive(Clone, Debug)]
pub struct Page {
    /// Where it is, after redirects.
    pub url: Url,
    /// How the server answered.
    pub status: StatusCode,
    /// What it says.
    pub html: String,
}

/// A browser with its cookies.
#[derive(Debug)]
pub struct Visitor {
    client: Client,
    site: Url,
    cookies: BTreeMap<String, String>,
}

impl Visitor {
    /// Somebody who has not been on the site yet. `connect_to` is where it really listens: names such as `localhost`
    /// may mean two addresses.
    pub fn new(site: &str) -> anyhow::Result<Self> {
        let client = Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build()?;
        Ok(Self { client, site: Url::parse(site)?, cookies: BTreeMap::new() })
    }

    /// Opens a page by its path or by its whole address.
    pub async fn open(&mut self, address: &str) -> anyhow::Result<Page> {
        let url = self.site.join(address)?;
        self.follow(url, None).await
    }

    /// Sends a form.
    pub async fn send(&mut self, page: &Page, form: &Form) -> anyhow::Result<Page> {
        let url = page.url.join(&form.action)?;
        self.follow(url, Some(&form.fields)).await
    }

    /// Opens what is no page: the bytes.
    pub async fn fetch(&mut self, page: &Page, form: &Form) -> anyhow::Result<Vec<u8>> {
        let url = page.url.join(&form.action)?;
        let response = self.ask(&url, Some(&form.fields)).await?;
        if !response.status().is_success() {
            bail!("{url} answered {}", response.status());
        }
        Ok(response.bytes().await?.to_vec())
    }

    async fn follow(&mut self, mut url: Url, mut fields: Option<&Vec<(String, String)>>) -> anyhow::Result<Page> {
        for _ in 0..8 {
            let response = self.ask(&url, fields).await?;
            let status = response.status();
            if !status.is_redirection() {
                let html = response.text().await?;
                if status.is_server_error() {
                    bail!("{} answered {status}", url.path());
                }
                return Ok(Page { url, status, html });
            }
            let to = response.headers().get(LOCATION).context("a redirect to nowhere")?.to_str()?;
            url = url.join(to)?;
            fields = None;
        }
        bail!("{} redirects without end", url.path())
    }

    async fn ask(&mut self, url: &Url, fields: Option<&Vec<(String, String)>>) -> anyhow::Result<Response> {
        if url.origin() != self.site.origin() {
            bail!("the page leads to another site");
        }
        let request = match fields {
            None => self.client.get(url.clone()),
            Some(fields) => {
                let body = Url::parse_with_params("http://form.invalid/", fields)?;
                self.client
                    .post(url.clone())
                    .header(ORIGIN, self.site.origin().ascii_serialization())
                    .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                    .body(body.query().unwrap_or_default().to_owned())
            }
        };
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = if cookies.is_empty() { request } else { request.header(COOKIE, cookies.join("; ")) };
        let response = request.send().await.with_context(|| format!("{} did not answer", url.path()))?;
        for cookie in response.headers().get_all(SET_COOKIE) {
            let cookie = cookie.to_str()?.split(';').next().unwrap_or_default();
            if let Some((name, value)) = cookie.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(response)
    }
}

impl Page {
    /// The form that is sent to an address which ends like this.
    pub fn form(&self, action_ends: &str) -> anyhow::Result<Form> {
        let forms = Form::all(&self.html);
        let form = forms.iter().find(|form| form.action.ends_with(action_ends));
        form.cloned()
            .with_context(|| format!("the page {} ({}) has no form {action_ends}", self.url.path(), self.status))
    }

    /// The text of the element with this id.
    pub fn text(&self, id: &str) -> anyhow::Result<String> {
        html::text_of(&self.html, id)
            .with_context(|| format!("the page {} ({}) has no {id}", self.url.path(), self.status))
    }
}
