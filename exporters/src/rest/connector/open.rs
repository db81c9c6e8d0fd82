//! From a plan and the configuration to a connector.

use std::collections::BTreeMap;

use reqwest::header::{HeaderMap, HeaderName};
use secrecy::ExposeSecret as _;

use crate::{
    contract::{register::System, subject::Identifier},
    rest::{
        auth::{Credential, Leave},
        http::Http,
        plan::Plan,
        section::AuthSpec,
        settings::Settings,
        template::{Place, Template},
    },
};

use super::RestConnector;

/// What is wrong with the configuration of a system.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NotOpened(String);

impl RestConnector {
    /// Makes a connector from the register entry, the plan of its manifest, and the configuration. Calls nothing.
    ///
    /// What the system accepts and teaches is taken from the plan.
    pub fn open(mut system: System, plan: Plan, settings: Settings) -> Result<Self, NotOpened> {
        let missing =
            plan.settings.iter().find(|setting| !setting.optional && !settings.values.contains_key(&setting.name));
        if let Some(setting) = missing {
            return Err(NotOpened(format!(
                "the setting {} is missing: {}",
                setting.name,
                setting.description.for_language("en")
            )));
        }
        if let Some(stranger) =
            settings.values.keys().find(|name| !plan.settings.iter().any(|setting| setting.name == **name))
        {
            return Err(NotOpened(format!("the setting {stranger} is not known to the manifest")));
        }
        let mut plain = BTreeMap::new();
        for setting in plan.settings.iter().filter(|setting| !setting.secret) {
            let said = settings.values.get(&setting.name).map(|value| value.expose_secret().to_owned());
            if let Some(value) = said.or_else(|| setting.default.clone()) {
                plain.insert(setting.name.clone(), value);
            }
        }
        let fill = |template: &Template| {
            let filled = template
                .fill(Place::Whole, |hole| plain.get(hole.strip_prefix("settings.")?).map(|v| v.as_str().into()));
            filled.map_err(|unbound| NotOpened(unbound.to_string()))
        };
        let mut headers = HeaderMap::new();
        for (name, template) in &plan.headers {
            let name: HeaderName =
                name.parse().map_err(|_| NotOpened(format!("{name:?} is not the name of a header")))?;
            let value =
                fill(template)?.parse().map_err(|_| NotOpened(format!("the header {name} cannot hold its value")))?;
            headers.insert(name, value);
        }
        let canary = match &plan.canary {
            Some(canary) => match plain.get(&canary.setting) {
                Some(value) => Some(
                    Identifier::new(canary.kind.clone(), value)
                        .map_err(|e| NotOpened(format!("the setting {}: {e}", canary.setting)))?,
                ),
                None => None,
            },
            None => None,
        };
        let open = |auth: &AuthSpec| {
            let token_url = match auth {
                AuthSpec::Oauth2ClientCredentials { token_url, .. } => {
                    Some(fill(&Template::parse(token_url).map_err(NotOpened)?)?)
                }
                AuthSpec::None {}
                | AuthSpec::Bearer { .. }
                | AuthSpec::Basic { .. }
                | AuthSpec::Header { .. }
                | AuthSpec::Query { .. }
                | AuthSpec::Form { .. } => None,
            };
            Credential::open(auth, &settings.values, token_url).map_err(NotOpened)
        };
        let credential = open(&plan.auth)?;
        // Without their settings nobody is erased and nothing is written; the preview says so.
        let if_configured = |auth: Option<&AuthSpec>| match auth {
            Some(auth) if auth.settings().all(|name| settings.values.contains_key(name)) => open(auth).map(Some),
            Some(_) | None => Ok(None),
        };
        let leave = Leave {
            erase: if_configured(plan.erase_auth.as_ref())?,
            write: if_configured(plan.write_auth.as_ref())?,
            notify: if_configured(plan.notify_auth.as_ref())?,
        };
        let http = Http::new(&plan, &settings, credential, leave, headers).map_err(NotOpened)?;
        system.accepts = plan.accepts();
        system.learns = plan.learns();
        system.told_only = plan.is_told_only();
        Ok(Self { system, plan, http, settings: plain, canary })
    }
}
