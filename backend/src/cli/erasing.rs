//! `system preview|erase|verify`: erases somebody from one system, with a look before and a look after.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context, bail};
use rightsdesk_exporters::contract::{
    call::Call,
    connector::Connector,
    eraser::Eraser,
    erasure::{Erased, Order, SharedChoice},
    outcome::Certainty,
    pseudonym::Pseudonyms,
    subject::Subject,
};
use rightsdesk_vault::chance::{SystemChance, draw};
use serde::Serialize;

use super::{
    ask, erasing_words, print,
    system_arguments::{EraseWish, Wish},
};
use crate::kernel::clock::{Clock, SystemClock};

/// Shows what an erasure would do; whether nothing is in its way.
pub async fn preview(wish: &Wish) -> anyhow::Result<bool> {
    let (connector, subject) = ask::prepare(&wish.ask)?;
    let eraser = eraser(&*connector)?;
    let preview = eraser.preview(&subject, &order(wish)?, &Call::unhurried("preview")).await?;
    further_names(&*connector, &subject).await?;
    show(wish, &preview, erasing_words::preview)?;
    Ok(preview.is_ready())
}

/// Erases, if what is there is still what was previewed; whether it was done.
pub async fn erase(order_to: &EraseWish) -> anyhow::Result<bool> {
    let wish = &order_to.wish;
    let (connector, subject) = ask::prepare(&wish.ask)?;
    let eraser = eraser(&*connector)?;
    let call = Call::unhurried("erase");
    let plan = eraser.preview(&subject, &order(wish)?, &call).await?;
    if plan.hash != order_to.plan {
        eprintln!(
            "what is there now is not what was previewed as {}; nothing was done. This is what is there:",
            order_to.plan
        );
        show(wish, &plan, erasing_words::preview)?;
        return Ok(false);
    }
    if !plan.is_ready() {
        eprintln!("something is in the way; nothing was done.");
        show(wish, &plan, erasing_words::preview)?;
        return Ok(false);
    }
    let pseudonyms = pseudonyms(order_to.pseudonym_key.as_deref())?;
    match eraser.erase(&subject, &plan, &pseudonyms, &call).await? {
        Erased::Done(evidence) => {
            show(wish, &evidence, erasing_words::evidence)?;
            Ok(true)
        }
        Erased::Changed(now) => {
            eprintln!("it changed a moment ago; nothing was done. This is what is there:");
            show(wish, &*now, erasing_words::preview)?;
            Ok(false)
        }
    }
}

/// Reads back; whether nothing is left but what is kept.
pub async fn verify(wish: &Wish) -> anyhow::Result<bool> {
    let (connector, subject) = ask::prepare(&wish.ask)?;
    let eraser = eraser(&*connector)?;
    let verified = eraser.verify(&subject, &order(wish)?, &Call::unhurried("verify")).await?;
    show(wish, &verified, erasing_words::verified)?;
    Ok(verified.is_clean())
}

fn eraser(connector: &dyn Connector) -> anyhow::Result<&dyn Eraser> {
    connector.eraser().context(
        "nobody can be erased from this system by us: its manifest does not say what becomes of what is there \
         (`rightsdesk_meta: {erasure: …}` at each collection of a dataset, `erase` under `rest`)",
    )
}

/// After an erasure nobody can tell any more what else the person was called: so it is said before.
async fn further_names(connector: &dyn Connector, subject: &Subject) -> anyhow::Result<()> {
    for learned in connector.resolve(subject, &Call::unhurried("resolve")).await? {
        let how = match learned.certainty {
            Certainty::Known => "name it too, so that `verify` can look for it afterwards",
            Certainty::Claimed => "whoever filled that in chose it: name it too only if you know that it is theirs",
        };
        eprintln!(
            "note: also known here as {}={} (from {}); {how}",
            learned.identifier.kind(),
            learned.identifier.value(),
            learned.from
        );
    }
    Ok(())
}

/// What was decided, as it was typed.
pub(super) fn order(wish: &Wish) -> anyhow::Result<Order> {
    let mut shared = BTreeMap::new();
    for pair in &wish.shared {
        let choice = match pair.split_once('=') {
            Some((_, "keep")) => SharedChoice::Keep,
            Some((_, "detach")) => SharedChoice::Detach,
            Some((_, "blank")) => SharedChoice::Blank,
            Some(_) | None => bail!("a decision is written COLLECTION=keep, =detach or =blank, not {pair:?}"),
        };
        let collection = pair.split('=').next().unwrap_or_default();
        shared.insert(collection.to_owned(), choice);
    }
    Ok(Order { as_of: SystemClock.now(), shared, accepts_large_share: wish.accept_large_share })
}

/// With the key of a file, else with one that nobody keeps.
fn pseudonyms(file: Option<&Path>) -> anyhow::Result<Pseudonyms> {
    let Some(file) = file else { return Ok(Pseudonyms::keyed(draw::<32>(&SystemChance).to_vec())) };
    let key = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    if key.len() < 32 {
        bail!("{} holds no key: it has fewer than 32 bytes", file.display());
    }
    Ok(Pseudonyms::keyed(key))
}

fn show<T: Serialize>(wish: &Wish, answer: &T, words: impl Fn(&T) -> String) -> anyhow::Result<()> {
    if wish.json {
        print::line(serde_json::to_string_pretty(answer)?);
    } else {
        print::line(words(answer).trim_end());
    }
    Ok(())
}
