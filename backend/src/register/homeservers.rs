//! The homeservers whose accounts we hear of: how each is asked, and who may tell us of its accounts.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::{FutureExt, StreamExt, TryStreamExt, stream};
use rightsdesk_exporters::{
    accounts::{
        account::Account,
        homeserver::{Homeserver, Standing},
    },
    contract::{call::Call, error::ConnectorError},
};

use super::hook::{Delivery, HookKey};

/// How many look-ups of accounts are under way at once.
const AT_ONCE: usize = 8;

/// What sort of service is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Synapse, which tells no time.
    Synapse,
    /// The Matrix Authentication Service.
    Mas,
}

/// Whom to ask, and how often.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What sort of service it is.
    pub sort: Sort,
    /// How it is reached.
    pub homeserver: Arc<dyn Homeserver>,
    /// How often its list is read.
    pub every: TimeDelta,
}

/// One homeserver.
#[derive(Clone, Debug)]
pub struct Connected {
    /// What its accounts end with.
    pub server_name: String,
    /// Whom to ask; none if it only calls us.
    pub asked: Option<Asked>,
    /// What its calls are signed with; none if it never calls.
    pub hook_keys: Vec<HookKey>,
    /// What localparts begin with that are no people's.
    pub leave_out: Vec<String>,
}

impl Connected {
    /// Whether an account is one of a person, and of this server.
    pub fn is_meant(&self, account: &Account) -> bool {
        account.server_name() == self.server_name
            && !self.leave_out.iter().any(|prefix| account.localpart().starts_with(prefix))
    }

    /// The key under which its state and its turn are written down.
    pub fn key(&self) -> String {
        format!("homeserver {}", self.server_name)
    }
}

/// All of them, by server name.
#[derive(Clone, Debug, Default)]
pub struct Homeservers(BTreeMap<String, Connected>);

impl Homeservers {
    /// These; of two with the same name the later counts, which the configuration refuses before.
    pub fn new(homeservers: impl IntoIterator<Item = Connected>) -> Self {
        Self(homeservers.into_iter().map(|one| (one.server_name.clone(), one)).collect())
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Connected> {
        self.0.values()
    }

    /// The one with this name.
    pub fn get(&self, server_name: &str) -> Option<&Connected> {
        self.0.get(server_name)
    }

    /// Whether a list may have this account on it: where homeservers are configured, only theirs.
    pub fn may_be_told_of(&self, name: &str) -> bool {
        self.0.is_empty() || Account::parse(name).is_ok_and(|account| self.iter().any(|one| one.is_meant(&account)))
    }

    /// Whether any of them can be asked at all.
    pub fn can_be_asked(&self) -> bool {
        self.iter().any(|one| one.asked.is_some())
    }

    /// Whether the homeserver of this account can be asked about it.
    pub fn can_ask_about(&self, name: &str) -> bool {
        self.asked_about(name).is_some()
    }

    fn asked_about(&self, name: &str) -> Option<(Account, &Asked)> {
        let account = Account::parse(name).ok()?;
        let asked = self.get(account.server_name())?.asked.as_ref()?;
        Some((account, asked))
    }

    /// Who has signed this call, if anybody and if it was about `now`. Every key is tried, so that the time it takes tells
    /// nothing.
    pub fn who_calls(&self, delivery: &Delivery<'_>, now: DateTime<Utc>) -> Option<&Connected> {
        let mut who = None;
        for one in self.iter() {
            for key in &one.hook_keys {
                if key.has_signed(delivery) {
                    who = Some(one);
                }
            }
        }
        who.filter(|_| delivery.is_fresh(now))
    }

    /// How each of these accounts stands now, in their order; none for those whose homeserver cannot be asked because
    /// none is configured.
    ///
    /// # Errors
    /// If a homeserver that is configured gave no answer about one of them: then nothing is known about any.
    pub async fn standings(&self, names: &[String], call: &Call) -> Result<Vec<Option<Standing>>, ConnectorError> {
        // Boxed and gathered first: a closure that lends is not to be held across an answer, or no worker could take it.
        let questions: Vec<_> = names.iter().map(|name| self.standing(name, call).boxed()).collect();
        // All answers are of this minute, and in order.
        stream::iter(questions).buffered(AT_ONCE).try_collect().await
    }

    async fn standing(&self, name: &str, call: &Call) -> Result<Option<Standing>, ConnectorError> {
        let Some((account, asked)) = self.asked_about(name) else { return Ok(None) };
        asked.homeserver.standing(&account, call).await.map(Some)
    }

    /// Those of the accounts that are open again, as their homeservers say now.
    ///
    /// # Errors
    /// As for [`Homeservers::standings`].
    pub async fn open_among(&self, names: &[String], call: &Call) -> Result<Vec<String>, ConnectorError> {
        let standings = self.standings(names, call).await?;
        let open = names.iter().zip(standings).filter(|(_, standing)| *standing == Some(Standing::Open));
        Ok(open.map(|(name, _)| name.clone()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_tells_of_accounts_of_our_own_homeservers_only() {
        let ours = Connected {
            server_name: "example.org".to_owned(),
            asked: None,
            hook_keys: Vec::new(),
            leave_out: vec!["_bridge_".to_owned()],
        };
        let known = Homeservers::new([ours]);
        assert!(known.may_be_told_of("@ada:example.org"));
        for foreign in ["@ada:example.org.evil.net", "@ada:evil.net", "@_bridge_ada:example.org", "ada"] {
            assert!(!known.may_be_told_of(foreign), "{foreign}");
        }
        assert!(
            Homeservers::default().may_be_told_of("@ada:anywhere.net"),
            "without any, nobody says whose accounts count"
        );
    }
}
