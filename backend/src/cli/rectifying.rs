//! `system rectify`: corrects what one system holds about somebody, with a look before and a look after.

use std::fmt::Write;

use anyhow::{Context, bail};
use rightsdesk_exporters::contract::{
    call::Call,
    correction::{Correctable, Correction, Corrections, Held, MisfitKind, Proposal, ReadAgain, Rectified},
    rectifier::Rectifier,
    subject::Subject,
};

use super::{ask, print, system_arguments::RectifyWish};

/// Shows what would change or, with a plan, writes it; whether nothing is in the way, or it was written.
pub async fn rectify(wish: &RectifyWish) -> anyhow::Result<bool> {
    let (connector, subject) = ask::prepare(&wish.ask)?;
    let rectifier = connector.rectifier().context(
        "nothing can be corrected in this system by us: its manifest says of no field how (`correct: true` in a \
         dataset, `rectify` under `rest`)",
    )?;
    let corrections = corrections(wish, &rectifier.correctable())?;
    match &wish.plan {
        None => {
            let proposal = rectifier.propose(&subject, &corrections, &Call::unhurried("propose")).await?;
            show(wish, &proposal)?;
            Ok(proposal.is_ready() || proposal.is_settled())
        }
        Some(plan) => carry_out(wish, rectifier, &subject, &corrections, plan).await,
    }
}

async fn carry_out(
    wish: &RectifyWish,
    rectifier: &dyn Rectifier,
    subject: &Subject,
    corrections: &Corrections,
    plan: &str,
) -> anyhow::Result<bool> {
    match rectifier.rectify(subject, corrections, plan, &Call::unhurried("rectify")).await? {
        Rectified::Changed(now) => {
            if now.misfits.iter().any(|misfit| misfit.kind == MisfitKind::Refused) {
                eprintln!("the system did not take all that was shown as {plan}. This is what is there now:");
            } else {
                eprintln!(
                    "what is there now is not what was shown as {plan}; nothing was written. This is what is there:"
                );
            }
            show(wish, &now)?;
            Ok(false)
        }
        Rectified::Done(written) => {
            let again = rectifier.read_back(subject, corrections, &Call::unhurried("read back")).await?;
            if wish.json {
                let answer = serde_json::json!({"written": written, "read_back": again});
                print::line(serde_json::to_string_pretty(&answer)?);
            } else {
                print::line(read_again(&again).trim_end());
            }
            Ok(again.is_clean())
        }
    }
}

/// What was typed, as corrections. A collection may be named with its dataset or without.
fn corrections(wish: &RectifyWish, known: &[Correctable]) -> anyhow::Result<Corrections> {
    let mut each = Vec::new();
    for typed in &wish.set {
        let (name, value) = typed.split_once('=').context("what to correct is written COLLECTION.FIELD=VALUE")?;
        each.push(one(name, Some(value.to_owned()), wish, known)?);
    }
    for name in &wish.clear {
        each.push(one(name, None, wish, known)?);
    }
    let named = |typed: &String| typed.split('=').next().unwrap_or_default().to_owned();
    let wanted: Vec<String> = wish.set.iter().map(named).chain(wish.clear.iter().cloned()).collect();
    for typed in &wish.only {
        if !typed.contains('=') || !wanted.contains(&named(typed)) {
            bail!("--where is written COLLECTION.FIELD=VALUE, for a field that --set or --clear names in the same way");
        }
    }
    Ok(Corrections::new(each)?)
}

fn one(name: &str, right: Option<String>, wish: &RectifyWish, known: &[Correctable]) -> anyhow::Result<Correction> {
    let is_it = |it: &&Correctable| {
        let whole = format!("{}.{}", it.collection, it.field);
        whole == name || whole.split_once('.').is_some_and(|(_, rest)| rest == name)
    };
    let found: Vec<&Correctable> = known.iter().filter(is_it).collect();
    let [found] = found.as_slice() else {
        let names: Vec<String> = known.iter().map(|it| format!("{}.{}", it.collection, it.field)).collect();
        bail!("`{name}` names no field that may be corrected here; these may: {}", names.join(", "));
    };
    let only = wish.only.iter().filter_map(|typed| typed.split_once('=')).find(|(field, _)| *field == name);
    let held = only.map_or(Held::Whatever, |(_, old)| Held::This(Some(old.to_owned())));
    Ok(Correction { collection: found.collection.clone(), field: found.field.clone(), held, right })
}

fn show(wish: &RectifyWish, proposal: &Proposal) -> anyhow::Result<()> {
    if wish.json {
        print::line(serde_json::to_string_pretty(proposal)?);
    } else {
        print::line(words(proposal).trim_end());
    }
    Ok(())
}

/// Row by row, what stands there and what would.
fn words(proposal: &Proposal) -> String {
    let said = |value: &Option<String>| value.as_ref().map_or_else(|| "nothing".to_owned(), |text| format!("{text:?}"));
    let mut text = String::new();
    // Writing to a String cannot fail.
    for change in &proposal.changes {
        let (old, new) = (said(&change.old), said(&change.new));
        let _ = writeln!(text, "{}.{}, row {}: {old} becomes {new}", change.collection, change.field, change.row);
    }
    for field in proposal.fields.iter().filter(|field| field.right > 0) {
        let _ = writeln!(text, "{}.{}: is so already on {} rows", field.collection, field.field, field.right);
    }
    if proposal.is_settled() {
        let _ = writeln!(text, "\nNothing would change.");
    } else if proposal.is_ready() {
        let _ = writeln!(text, "\nNothing is in the way. To write exactly this:  --plan {}", proposal.hash);
    } else {
        let _ = writeln!(text, "\nThis cannot be written:");
        for misfit in &proposal.misfits {
            let _ = writeln!(text, "  {}: {}; {}", misfit.at, misfit.what, misfit.advice);
        }
    }
    text
}

fn read_again(again: &ReadAgain) -> String {
    let mut text = format!("{:>8} {:>8}  field\n", "right", "wrong");
    for field in &again.fields {
        let _ = writeln!(text, "{:>8} {:>8}  {}.{}", field.right, field.wrong, field.collection, field.field);
    }
    text
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use rightsdesk_exporters::contract::text::Text;

    use super::*;
    use crate::cli::{
        arguments::{Arguments, Command},
        system_arguments::System,
    };

    fn typed(words: &[&str]) -> anyhow::Result<Corrections> {
        let start = ["rightsdesk", "system", "rectify", "--manifest", "m.yml", "--identity", "email=a@b"];
        let Command::System(System::Rectify(wish)) = Arguments::try_parse_from(start.iter().chain(words))?.command
        else {
            panic!("a correction")
        };
        let known = |collection: &str| Correctable {
            collection: collection.to_owned(),
            field: "name".to_owned(),
            description: Text::default(),
            renames: false,
            is_statement: false,
            values: Vec::new(),
        };
        corrections(&wish, &[known("ems.account"), known("ems.contact")])
    }

    #[test]
    fn a_field_is_named_with_its_dataset_or_without() {
        for name in ["ems.account.name", "account.name"] {
            let corrections = typed(&["--set", &format!("{name}=Ada=B")]).expect("a correction");
            let one = &corrections.each()[0];
            assert_eq!((one.collection.as_str(), one.field.as_str()), ("ems.account", "name"));
            assert_eq!((one.right.as_deref(), one.held == Held::Whatever), (Some("Ada=B"), true));
        }
    }

    #[test]
    fn a_slip_is_an_error_and_never_a_default() {
        for slip in [
            &["--set", "account.name"][..],
            &["--set", "account.nam=Ada"],
            &["--set", "name=Ada"],
            &["--set", "account.name=Ada", "--where", "contact.name=Eda"],
            &["--set", "account.name=Ada", "--where", "account.name"],
            &["--set", "account.name=Ada", "--clear", "account.name"],
            &[],
        ] {
            assert!(typed(slip).is_err(), "{slip:?}");
        }
        let only = typed(&["--clear", "account.name", "--where", "account.name=Eda"]).expect("a correction");
        assert_eq!(only.each()[0].right, None);
        assert!(only.each()[0].held == Held::This(Some("Eda".to_owned())));
    }
}
