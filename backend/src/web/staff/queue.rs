//! The queue: one page of tickets, most urgent first, in a number of statements that does not grow with them.

use std::{collections::BTreeMap, sync::Arc};

use chrono::Days;
use poem::{Request, Response, Result, handler, web::Data};

use super::{
    closed_accounts, search,
    shown::{self, Times},
    signed_in::SignedIn,
    terms,
};
use crate::{
    casework::{asking::clock, error::CaseError, sealing, stopping::aim_words},
    complaint,
    desk::Desk,
    identifier::mask::masked,
    kernel::ids::{StaffId, TicketId},
    question, recheck, request,
    rights::right::Right,
    staff, task,
    ticket::{
        self,
        entity::Model,
        queue::{Awaited, Need, needs_person},
        state::State,
        store::{Order, Whose},
    },
    web::{
        fields::Fields,
        page::{
            desk::{
                paging::Paging,
                queue::{Filter, Queue, Row, View, ViewLink},
            },
            frame::DeskPlace,
            tag::TimeLeft,
        },
        problem::BadForm,
    },
    words::date,
};

/// How many tickets a page has.
const PAGE: u64 = 50;

/// How many days ahead is soon, and how many a month is for the filter.
const SOON: u64 = 7;
const MONTH: u64 = 30;

/// What the address asks for.
#[derive(Clone, Debug, Default)]
struct Asked {
    /// None while somebody searches: what is found is shown wherever it stands.
    view: Option<View>,
    filter: Filter,
    page: u64,
}

/// The page.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn, request: &Request) -> Result<Response> {
    let asked = Asked::read(&Fields::of_query(request)?)?;
    let page = fill(&desk, &by, asked).await?;
    shown::page(&page)
}

async fn fill(desk: &Desk, by: &SignedIn, asked: Asked) -> Result<Queue, CaseError> {
    let today = desk.today();
    let staff = staff::store::all(&desk.db).await?;
    let counts = ticket::queue::count(&desk.db, by.id(), today + Days::new(SOON)).await?;
    let offset = (asked.page - 1) * PAGE;
    let (tickets, total) = match asked.wanted(desk, by).await? {
        Some(wanted) => ticket::store::page(&desk.db, &wanted, offset, PAGE).await?,
        None => (Vec::new(), 0),
    };
    let mut page = Queue {
        frame: by.frame(desk, DeskPlace::Queue),
        alarms: recheck::store::alarms(&desk.db).await?.len(),
        complaints: complaint::store::count_open(&desk.db).await?,
        views: views(&counts, asked.view),
        rows: rows(desk, by, &tickets, &staff).await?,
        total,
        paging: asked.paging(total),
        filter: asked.filter,
        next_due: None,
        is_first_run: false,
    };
    page.filter.staff = staff
        .iter()
        .filter(|person| person.disabled_at.is_none() && person.role.may_work())
        .map(|person| (person.id.to_string(), person.name.clone()))
        .collect();
    if page.frame.notice.is_none() {
        page.frame.notice = closed_accounts::alarm(desk, by.language).await?;
    }
    if page.rows.is_empty() && !page.filter.is_set() {
        let next = ticket::store::next_due(&desk.db).await?;
        page.next_due = next.map(|next| (next.reference, date::date(next.due_on, by.language)));
        page.is_first_run = page.next_due.is_none() && ticket::store::is_empty(&desk.db).await?;
    }
    Ok(page)
}

fn views(counts: &ticket::queue::Counts, current: Option<View>) -> Vec<ViewLink> {
    View::ALL
        .into_iter()
        .map(|view| {
            let count = match view {
                View::NeedsAction => Some(counts.need_person),
                View::Mine => Some(counts.mine),
                View::Unassigned => Some(counts.unassigned),
                View::DueSoon => Some(counts.due_soon),
                View::Open => Some(counts.open),
                View::ByHand => Some(counts.by_hand),
                View::Unverified => Some(counts.unverified),
                View::Closed => None,
            };
            ViewLink { view, count, is_current: current == Some(view) }
        })
        .collect()
}

/// One statement for each kind of thing that the rows show, whatever their number.
async fn rows(
    desk: &Desk,
    by: &SignedIn,
    tickets: &[Model],
    staff: &[staff::entity::Model],
) -> Result<Vec<Row>, CaseError> {
    if tickets.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<TicketId> = tickets.iter().map(|ticket| ticket.id).collect();
    let keys = ticket::keys::of_all(&desk.db, &desk.masters, &ids).await?;
    let requests = request::store::of_all(&desk.db, &ids).await?;
    let questions = question::store::of_all(&desk.db, &ids).await?;
    let waits = |ticket: &Model| {
        let of_ticket = |row: &&request::entity::Model| row.ticket_id == ticket.id;
        let asked: Vec<_> = questions.iter().filter(|it| it.ticket_id == ticket.id).cloned().collect();
        !asked.is_empty()
            && clock::all_wait(desk, ticket, &requests.iter().filter(of_ticket).cloned().collect::<Vec<_>>(), &asked)
    };
    let progress: BTreeMap<_, _> =
        task::store::progress(&desk.db, &ids).await?.into_iter().map(|of| (of.ticket, of)).collect();
    let besides = ticket::queue::besides_tasks(&desk.db, &ids).await?;
    let names: BTreeMap<StaffId, &str> = staff.iter().map(|person| (person.id, person.name.as_str())).collect();
    let times = Times::of(desk, by.language);
    let rows = tickets.iter().map(|ticket| {
        let of = progress.get(&ticket.id);
        let task = of.is_some_and(|of| of.needs_person);
        let awaited = Awaited { task, ..besides.get(&ticket.id).copied().unwrap_or_default() };
        let contact = match keys.get(&ticket.id) {
            Some(key) => sealing::contact_in_list(key, ticket),
            // Its key was destroyed in due time.
            None => String::new(),
        };
        let is_open = ticket.state.is_open();
        Ok(Row {
            reference: ticket.reference.clone(),
            subject: masked(&ticket.contact_kind, &contact),
            rights: requests
                .iter()
                .filter(|request| request.ticket_id == ticket.id)
                .map(|request| request.right)
                .collect(),
            aims: requests
                .iter()
                .filter(|request| request.ticket_id == ticket.id)
                .filter_map(|request| request.aims.as_ref())
                .map(|aims| aim_words::words(desk, aims, by.language))
                .collect::<Vec<_>>()
                .join(", "),
            state: terms::ticket_tag(ticket.state, needs_person(ticket, awaited)),
            time_left: time_left(desk, ticket, waits(ticket)),
            due_on: if is_open { times.short_day(ticket.due_on) } else { String::new() },
            due_machine: date::machine_date(ticket.due_on),
            assignee: ticket.assignee.and_then(|person| names.get(&person)).map(|name| (*name).to_owned()),
            systems: of.map(|of| (of.done, of.asked)),
        })
    });
    rows.collect()
}

/// What is left of a ticket's earliest deadline; nothing runs while all its requests wait for the person.
pub fn time_left(desk: &Desk, ticket: &Model, all_wait: bool) -> TimeLeft {
    if !ticket.state.is_open() {
        TimeLeft::Over
    } else if all_wait {
        TimeLeft::Waits
    } else {
        TimeLeft::from_days((ticket.due_on - desk.today()).num_days())
    }
}

impl Asked {
    fn read(query: &Fields) -> Result<Self, BadForm> {
        let one = |name| query.one(name);
        let known = |value: &str, is_known: bool| {
            if value.is_empty() || is_known {
                Ok(value.to_owned())
            } else {
                Err(BadForm("it has a value that we do not know"))
            }
        };
        let (state, assignee, due, right) = (one("state")?, one("assignee")?, one("due")?, one("right")?);
        let is_person = assignee.parse::<uuid::Uuid>().is_ok() || matches!(assignee, "me" | "nobody");
        let filter = Filter {
            search: one("q")?.trim().to_owned(),
            right: Right::parse(right).ok(),
            state: known(state, state.parse::<State>().is_ok())?,
            assignee: known(assignee, is_person)?,
            due: known(due, matches!(due, "late" | "week" | "month"))?,
            staff: Vec::new(),
        };
        known(right, filter.right.is_some())?;
        let view = match one("view")? {
            _ if !filter.search.is_empty() => None,
            "" => Some(View::NeedsAction),
            code => Some(View::from_code(code).ok_or(BadForm("it asks for a view that we do not have"))?),
        };
        let page = match one("page")? {
            "" => 1,
            number => {
                number.parse().ok().filter(|page| (1..=1_000_000).contains(page)).ok_or(BadForm("no such page"))?
            }
        };
        Ok(Self { view, filter, page })
    }

    /// What the database is asked for; none when a search found nothing.
    async fn wanted(&self, desk: &Desk, by: &SignedIn) -> Result<Option<ticket::store::Filter>, CaseError> {
        let mut wanted = ticket::store::Filter { right: self.filter.right, ..Default::default() };
        let soon = |days| Some(desk.today() + Days::new(days));
        match self.view {
            None => {
                let found = search::find(desk, &self.filter.search).await?;
                if found.is_empty() {
                    return Ok(None);
                }
                wanted.only = Some(found);
                wanted.states = State::ALL.to_vec();
            }
            Some(View::NeedsAction) => wanted.need = Some(Need::Person),
            Some(View::ByHand) => wanted.need = Some(Need::WorkByHand),
            Some(View::Mine) => wanted.whose = Some(Whose::Of(by.id())),
            Some(View::Unassigned) => wanted.whose = Some(Whose::Nobodys),
            Some(View::DueSoon) => wanted.due_until = soon(SOON),
            Some(View::Open) => {}
            Some(View::Unverified) => wanted.states = vec![State::Unverified],
            Some(View::Closed) => {
                wanted.states = State::ALL.iter().copied().filter(|state| !state.is_open()).collect();
                wanted.order = Order::LastClosed;
            }
        }
        // A filter narrows what the view shows; one that the view contradicts is what the reader asked for last.
        if let Ok(state) = self.filter.state.parse::<State>() {
            wanted.states = vec![state];
        }
        match self.filter.assignee.as_str() {
            "" => {}
            "me" => wanted.whose = Some(Whose::Of(by.id())),
            "nobody" => wanted.whose = Some(Whose::Nobodys),
            id => wanted.whose = id.parse().ok().map(|id| Whose::Of(StaffId(id))),
        }
        let until = match self.filter.due.as_str() {
            "late" => desk.today().pred_opt(),
            "week" => soon(SOON),
            "month" => soon(MONTH),
            _ => None,
        };
        wanted.due_until = [wanted.due_until, until].into_iter().flatten().min();
        Ok(Some(wanted))
    }

    fn paging(&self, total: u64) -> Paging {
        let last = total.div_ceil(PAGE).max(1);
        let at = |page: u64| {
            let mut address = reqwest::Url::parse("http://desk/desk").expect("it is an address");
            {
                let mut query = address.query_pairs_mut();
                let filter = &self.filter;
                let pairs = [
                    ("view", self.view.map_or("", View::code)),
                    ("q", &filter.search),
                    ("right", filter.right.map_or("", Right::code)),
                    ("state", &filter.state),
                    ("assignee", &filter.assignee),
                    ("due", &filter.due),
                ];
                for (name, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
                    query.append_pair(name, value);
                }
                query.append_pair("page", &page.to_string());
            }
            format!("/desk?{}", address.query().unwrap_or_default())
        };
        paging(self.page, last, at)
    }
}

/// Where in a list the page `current` of `last` is; `at` gives the address of a page.
pub fn paging(current: u64, last: u64, at: impl Fn(u64) -> String) -> Paging {
    let number = |page: u64| u32::try_from(page).unwrap_or(u32::MAX);
    Paging {
        current: number(current),
        last: number(last),
        previous: (current > 1).then(|| at((current - 1).min(last))),
        next: (current < last).then(|| at(current + 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&str, &str)]) -> Result<Asked, BadForm> {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Asked::read(&Fields::of_pairs(pairs.collect()))
    }

    #[test]
    fn the_address_of_the_next_page_keeps_the_filters() {
        let asked = asked(&[("view", "mine"), ("right", "access"), ("assignee", ""), ("page", "2")]).unwrap();
        let paging = asked.paging(120);
        assert_eq!(paging.next.as_deref(), Some("/desk?view=mine&right=access&page=3"));
        assert_eq!(paging.previous.as_deref(), Some("/desk?view=mine&right=access&page=1"));
        assert!(asked.paging(100).next.is_none());
        let found = super::tests::asked(&[("view", "mine"), ("q", " a&b ")]).unwrap();
        assert_eq!(found.paging(51).next.as_deref(), Some("/desk?q=a%26b&page=2"), "a search looks everywhere");
    }

    #[test]
    fn an_address_that_makes_no_sense_is_refused() {
        for (name, value) in [
            ("view", "all"),
            ("page", "0"),
            ("page", "-1"),
            ("page", "x"),
            ("state", "open"),
            ("right", "flight"),
            ("assignee", "'; --"),
            ("due", "yesterday"),
        ] {
            assert!(asked(&[(name, value)]).is_err(), "{name}={value}");
        }
        assert!(asked(&[("view", "mine"), ("view", "open")]).is_err());
    }
}
