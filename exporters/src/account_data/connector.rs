//! A bot's account data as a connected system.

use std::collections::BTreeSet;

use async_trait::async_trait;

use crate::contract::{
    call::Call,
    connector::Connector,
    eraser::Eraser,
    error::ConnectorError,
    outcome::{Count, Cursor, Exported, Gap, Health, Learned, Located, Scope},
    register::System,
    roll::Roll,
    sink::{Record, Sink},
    subject::{IdentifierKind, Subject},
    text::Text,
};

use super::{
    export::{record, unspoken},
    find::of_rule,
    homeserver::Homeserver,
    section::{RuleField, Section},
    settings::Settings,
};

/// The engine, for one bot.
#[derive(Debug)]
pub struct AccountDataConnector {
    pub(super) system: System,
    pub(super) section: Section,
    pub(super) homeserver: Homeserver,
    /// An entry is read, cut and written back as a whole: two who did so at once would each bring back what the other has cut.
    /// Between processes the desk sees to it that one waits for the other.
    pub(super) writing: tokio::sync::Mutex<()>,
}

impl AccountDataConnector {
    /// Opens it; nothing is asked yet.
    ///
    /// # Errors
    /// If the settings lack `bot` or `admin_token`, or the address is none.
    pub fn open(system: System, section: Section, settings: &Settings) -> Result<Self, ConnectorError> {
        Ok(Self { system, section, homeserver: Homeserver::of(settings)?, writing: tokio::sync::Mutex::new(()) })
    }
}

/// The person's Matrix IDs.
pub(super) fn ids(subject: &Subject) -> Vec<&str> {
    subject.of_kind(IdentifierKind::MATRIX_ID).collect()
}

#[async_trait]
impl Connector for AccountDataConnector {
    fn about(&self) -> &System {
        &self.system
    }

    async fn check(&self, call: &Call) -> Result<Health, ConnectorError> {
        self.homeserver.all(call).await?;
        let mut remarks = Vec::new();
        if !self.homeserver.may_write(call).await? {
            remarks.push("`as_token` is missing or not the bot's: nothing can be erased".to_owned());
        }
        Ok(Health { remarks })
    }

    async fn resolve(&self, _subject: &Subject, _call: &Call) -> Result<Vec<Learned>, ConnectorError> {
        Ok(Vec::new())
    }

    async fn locate(&self, subject: &Subject, call: &Call) -> Result<Located, ConnectorError> {
        let ids = ids(subject);
        if ids.is_empty() {
            return Ok(Located::default());
        }
        let data = self.homeserver.all(call).await?;
        let counts = self.section.collections.iter().map(|rule| {
            let live = of_rule(rule, &data, &ids).iter().filter(|it| !it.is_erased()).count();
            Count { collection: format!("{}.{}", self.system.key, rule.name), records: live as u64, shared: 0 }
        });
        Ok(Located { counts: counts.collect() })
    }

    async fn export(
        &self,
        subject: &Subject,
        scope: Scope,
        _from: Option<&Cursor>,
        call: &Call,
        sink: &mut dyn Sink,
    ) -> Result<Exported, ConnectorError> {
        let ids = ids(subject);
        if ids.is_empty() {
            return Ok(Exported::Ends { gaps: Vec::new() });
        }
        let data = self.homeserver.all(call).await?;
        let is_wanted = |field: &RuleField| match scope {
            Scope::Everything => true,
            Scope::Portable => field.portable,
        };
        let mut unknown = BTreeSet::new();
        for rule in &self.section.collections {
            if !rule.fields.iter().any(is_wanted) {
                continue;
            }
            sink.collection(&rule.head(is_wanted)).await?;
            for found in of_rule(rule, &data, &ids) {
                call.still_wanted()?;
                unknown.extend(unspoken(rule, &found).map(|key| format!("{}.{key}", rule.name)));
                let Some(record) = record(rule, &found, is_wanted) else { continue };
                let json = serde_json::value::to_raw_value(&record)
                    .map_err(|_| ConnectorError::permanent("an entry cannot be written as JSON"))?;
                let reached_by = [IdentifierKind::MATRIX_ID.to_owned()];
                sink.record(Record { json: &json, reached_by: &reached_by, shared: false }).await?;
            }
        }
        let gaps = match scope {
            Scope::Everything => unknown.into_iter().map(gap).collect(),
            Scope::Portable => Vec::new(),
        };
        Ok(Exported::Ends { gaps })
    }

    fn eraser(&self) -> Option<&dyn Eraser> {
        Some(self)
    }

    fn roll(&self) -> Option<&dyn Roll> {
        Some(self)
    }
}

/// What a newer version of the bot keeps beside what we know may be a credential: it is told, not handed over.
fn gap(what: String) -> Gap {
    let why = [
        ("en", "This is held, but we do not know yet what it means."),
        ("fr", "Ceci est détenu, mais nous ne savons pas encore ce que cela signifie."),
        ("de", "Das ist vorhanden, aber wir wissen noch nicht, was es bedeutet."),
    ];
    let why = why.into_iter().map(|(language, text)| (language.to_owned(), text.to_owned())).collect();
    Gap { what, why: Text::ByLanguage(why) }
}
