//! `system drift`: holds live systems against their manifests.

use anyhow::bail;
use rightsdesk_exporters::{
    contract::{
        call::Call,
        connector::Connector,
        drift::{Drift, Likeness},
    },
    counted::counted,
    open,
};

use super::{ask::settings, print, system_arguments::DriftWish};
use crate::{config::file::Config, setup};

/// Looks; whether everything that is declared is there.
pub async fn drift(wish: &DriftWish) -> anyhow::Result<bool> {
    let mut is_right = true;
    if let Some(file) = &wish.manifest {
        let manifest = setup::read_manifest(file)?;
        let connector = open::open(&manifest, &settings(wish.place.url.clone(), &wish.place.named)?)?;
        is_right &= one(&manifest.system.key, &*connector, wish.json).await?;
        return Ok(is_right);
    }
    let Some(file) = &wish.config else { bail!("name a manifest (--manifest, --url) or a configuration (--config)") };
    let config = Config::read(file)?;
    for system in setup::systems(&config)?.iter() {
        is_right &= one(&system.key, &*system.connector, wish.json).await?;
    }
    Ok(is_right)
}

async fn one(key: &str, connector: &dyn Connector, is_json: bool) -> anyhow::Result<bool> {
    let Some(drifting) = connector.drifting() else {
        if !is_json {
            print::line(format_args!("{key}: has no shape that we could see"));
        }
        return Ok(true);
    };
    let drift = drifting.drift(&Call::unhurried("drift")).await?;
    if is_json {
        print::line(serde_json::json!({ "system": key, "drift": drift }));
    } else {
        print::line(words(key, &drift).trim_end());
    }
    Ok(!drift.is_alarming())
}

/// What was found, line by line: what is worst comes first.
fn words(key: &str, drift: &Drift) -> String {
    let mut text = String::new();
    let mut line = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    for place in &drift.gone {
        line(format!("{key}: gone: {place} is declared and is not there"));
    }
    for strange in drift.looking_like_people() {
        let looks: Vec<_> = strange
            .looks
            .iter()
            .map(|look| {
                let like = match look.like {
                    Likeness::Email => "mail addresses",
                    Likeness::MatrixId => "Matrix IDs",
                    Likeness::Phone => "phone numbers",
                };
                format!("{}: {like} in {}", look.column, counted(look.rows, "row", "rows"))
            })
            .collect();
        let (table, looks) = (&strange.table, looks.join("; "));
        let sampled = counted(strange.sampled, "row", "rows");
        line(format!("{key}: looks like people, not declared: {table} ({looks}; {sampled} looked at)"));
    }
    for strange in drift.strange.iter().filter(|strange| strange.looks.is_empty()) {
        let what = match (strange.is_whole, strange.columns.len()) {
            (true, _) => "table",
            (false, 1) => "column of",
            (false, _) => "columns of",
        };
        line(format!("{key}: not declared: {what} {} ({})", strange.table, strange.columns.join(", ")));
    }
    if drift.gone.is_empty() && drift.strange.is_empty() {
        line(format!("{key}: as declared"));
    }
    text
}
