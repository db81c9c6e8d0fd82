//! What was learned of the person, and who else may decide, as the page of a ticket shows them.

use crate::{
    casework::{
        circumstances::{
            only_processor::{self, Elsewhere},
            pass_on::Way,
        },
        error::CaseError,
        sealing::Place,
    },
    circumstance::kind::{Decision, Kind, Wish},
    desk::Desk,
    staff::role::Role,
    web::{
        case::Case,
        page::{
            desk::{
                circumstances::{CircumstanceRow, Circumstances, PassOn},
                select::Select,
            },
            field::Field,
        },
        staff::{shown::Times, signed_in::SignedIn},
    },
    words::{fill::Fill, language::Language},
};

/// What was learned, in words.
pub fn kind(kind: Kind, language: Language) -> &'static str {
    let w = language.handing_on();
    match kind {
        Kind::Child => w.child,
        Kind::Deceased => w.deceased,
        Kind::Authority => w.authority,
    }
}

/// What was decided, in words.
pub fn decision(decision: Decision, language: Language) -> &'static str {
    let w = language.handing_on();
    match decision {
        Decision::GoOn => w.go_on,
        Decision::Erase => w.erase,
        Decision::Close => w.close,
    }
}

/// What is wanted, in words.
pub fn wish(wish: Wish, language: Language) -> &'static str {
    let w = language.handing_on();
    match wish {
        Wish::ChildErase => w.wish_child_erase,
        Wish::ChildKeep => w.wish_child_keep,
        Wish::GuardianErase => w.wish_guardian_erase,
        Wish::GuardianKeep => w.wish_guardian_keep,
        Wish::NotAsked => w.wish_not_asked,
    }
}

/// The part of the page.
pub fn of(desk: &Desk, by: &SignedIn, case: &Case) -> Result<Circumstances, CaseError> {
    let (w, times, ticket) = (by.language.handing_on(), Times::of(desk, by.language), &case.opened.ticket);
    let may_work = by.role().may_work();
    let rows = case.circumstances.iter().map(|row| {
        let id = row.id.to_string();
        let open = |place, sealed: &[u8]| case.opened.unseal(place, sealed);
        let choices = row.kind.decisions().iter();
        let choices = choices.map(|it| (it.code().to_owned(), decision(*it, by.language).to_owned()));
        let wishes = Wish::ALL.iter().map(|it| (it.code().to_owned(), wish(*it, by.language).to_owned()));
        let wishes = std::iter::once((String::new(), w.wish_choose.to_owned())).chain(wishes);
        let former = by.language.terms().who.former_staff;
        let who = case.name_of(row.noted_by).unwrap_or(former);
        Ok(CircumstanceRow {
            what: kind(row.kind, by.language).to_owned(),
            noted: format!("{who}, {}", times.short(row.noted_at)),
            how: open(Place::CircumstanceHow(row.id), &row.how_sealed)?,
            decision: match row.decision {
                Some(it) => match row.wish {
                    Some(wanted) => format!("{} ({})", decision(it, by.language), wish(wanted, by.language)),
                    None => decision(it, by.language).to_owned(),
                },
                None if row.is_undecided() => w.undecided.to_owned(),
                None => w.authority_checked.to_owned(),
            },
            wish: row.kind.asks_wish().then(|| Select::new("wish", w.wish, "", wishes).of_part(&id)),
            why: row.why_sealed.as_deref().map(|sealed| open(Place::CircumstanceWhy(row.id), sealed)).transpose()?,
            decide: (by.role() == Role::Officer && row.is_undecided())
                .then(|| (Select::new("decision", w.decision, "", choices).of_part(&id), Field::default())),
            id,
        })
    });
    let kinds = Kind::ALL.iter().filter(|it| **it != Kind::Authority || ticket.has_agent());
    let kinds = kinds.filter(|it| !case.circumstances.iter().any(|row| row.kind == **it));
    let kinds: Vec<_> = kinds.map(|it| (it.code().to_owned(), kind(*it, by.language).to_owned())).collect();
    let customers: Vec<_> =
        desk.config.customers.iter().filter(|it| it.mail.is_some()).map(|it| it.name.clone()).collect();
    let mailed = if customers.is_empty() { w.nobody_mailed.to_owned() } else { w.mailed_to.with(customers.join(", ")) };
    let may_pass_on = may_work && ticket.state.is_open() && ticket.state.is_verified();
    let names = only_processor::names(&case.opened, &case.identifiers);
    let elsewhere = if ticket.state.is_open() { only_processor::elsewhere(desk, &names) } else { Vec::new() };
    Ok(Circumstances {
        rows: rows.collect::<Result<_, CaseError>>()?,
        note: (may_work && !kinds.is_empty())
            .then(|| (Select::new("what_learned", w.what, "", kinds), Field::default())),
        pass_on: may_pass_on.then(|| {
            let (first, way) = prefilled(elsewhere.first(), by.language);
            PassOn { customer: Field::holding(first), hint: w.customer_hint.with(mailed), way: ways(by.language, way) }
        }),
        elsewhere: hints(&elsewhere, by.language),
    })
}

/// What can happen with a request that somebody else decides about.
fn ways(language: Language, chosen: Way) -> Select {
    let w = language.elsewhere();
    let words = |way: Way| match way {
        Way::PassedOn => w.way_passed_on,
        Way::Told => w.way_told,
    };
    let ways = Way::ALL.iter().map(|way| (way.code().to_owned(), words(*way).to_owned()));
    Select::new("way", w.way, chosen.code(), ways)
}

/// Whom the form names before anybody has typed anything, and what is done then. Several would be for people to tell apart.
fn prefilled(elsewhere: Option<&Elsewhere<'_>>, language: Language) -> (String, Way) {
    match elsewhere {
        None => (String::new(), Way::PassedOn),
        Some(one) if one.customer.is_some() => (only_processor::whom(one, language), Way::PassedOn),
        Some(one) => (only_processor::whom(one, language), Way::Told),
    }
}

/// Which homeservers are not ours, and what the law says of them.
fn hints(elsewhere: &[Elsewhere<'_>], language: Language) -> Vec<String> {
    let w = language.elsewhere();
    let each = elsewhere.iter().map(|one| match one.customer {
        Some(customer) => w.of_customer.with2(&one.server, &customer.name),
        None => w.of_foreign.with(&one.server),
    });
    let law = (!elsewhere.is_empty()).then(|| w.law.to_owned());
    each.chain(law).collect()
}
