//! The list of tickets: views with counts, filters as a plain form, one row for each ticket.

use askama::Template;

use super::{paging::Paging, select::Select};
use crate::{
    rights::right::Right,
    web::page::{
        frame::DeskFrame,
        tag::{TicketTag, TimeLeft},
    },
    words::{fill::Fill, number, public::Rights},
};

/// The queue.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/queue.html")]
pub struct Queue {
    /// What stands around it.
    pub frame: DeskFrame,
    /// How many findings of later looks at erasures nobody has seen to.
    pub alarms: usize,
    /// How many complaints are open.
    pub complaints: u64,
    /// The views, in order.
    pub views: Vec<ViewLink>,
    /// What the list is narrowed to.
    pub filter: Filter,
    /// The tickets of this page, most urgent first.
    pub rows: Vec<Row>,
    /// How many tickets match in all.
    pub total: u64,
    /// Where in the list this page is.
    pub paging: Paging,
    /// The ticket that is due next, shown when the list is empty: reference and day.
    pub next_due: Option<(String, String)>,
    /// Whether the desk has never had a ticket: then the page says how to get one.
    pub is_first_run: bool,
}

/// A saved filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Something must be done by a person now.
    NeedsAction,
    /// Mine.
    Mine,
    /// Nobody's.
    Unassigned,
    /// Due within a week, or late.
    DueSoon,
    /// All that are open and verified.
    Open,
    /// Somebody carries out a task by hand, or one was given up.
    ByHand,
    /// Not confirmed yet.
    Unverified,
    /// Closed in whatever way.
    Closed,
}

impl View {
    /// All of them, in the page's order.
    pub const ALL: [Self; 8] = [
        Self::NeedsAction,
        Self::Mine,
        Self::Unassigned,
        Self::DueSoon,
        Self::Open,
        Self::ByHand,
        Self::Unverified,
        Self::Closed,
    ];

    /// The value of `view` in an address.
    pub fn code(self) -> &'static str {
        match self {
            Self::NeedsAction => "action",
            Self::Mine => "mine",
            Self::Unassigned => "unassigned",
            Self::DueSoon => "soon",
            Self::Open => "open",
            Self::ByHand => "by-hand",
            Self::Unverified => "unverified",
            Self::Closed => "closed",
        }
    }

    /// The view with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.code() == code)
    }
}

/// A view with its count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ViewLink {
    /// The view.
    pub view: View,
    /// How many tickets are in it; `None` where counting costs more than it tells.
    pub count: Option<u64>,
    /// Whether it is the one that is shown.
    pub is_current: bool,
}

/// What the list is narrowed to. Empty values do not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// `q`: a reference or an exact identifier.
    pub search: String,
    /// `right`: its code.
    pub right: Option<Right>,
    /// `state`: the code of a ticket's state.
    pub state: String,
    /// `assignee`: `me`, `nobody` or the id of a member of staff.
    pub assignee: String,
    /// `due`: `late`, `week` or `month`.
    pub due: String,
    /// Whom one can choose: id and name.
    pub staff: Vec<(String, String)>,
}

impl Filter {
    /// Whether anything is narrowed.
    pub fn is_set(&self) -> bool {
        self.right.is_some() || [&self.search, &self.state, &self.assignee, &self.due].iter().any(|v| !v.is_empty())
    }
}

/// One ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The contact, masked.
    pub subject: String,
    /// The rights that are exercised.
    pub rights: Vec<Right>,
    /// What an objection is aimed at, in words; empty for none, or for the usual one.
    pub aims: String,
    /// Where it stands.
    pub state: TicketTag,
    /// What is left of the earliest deadline.
    pub time_left: TimeLeft,
    /// That day for a table; empty when no clock runs.
    pub due_on: String,
    /// That day for machines.
    pub due_machine: String,
    /// Who works on it.
    pub assignee: Option<String>,
    /// Systems that are done, of those that were asked; `None` before any was.
    pub systems: Option<(u32, u32)>,
}

impl Queue {
    fn view_name(&self, view: &View) -> &'static str {
        let w = &self.frame.w.queue;
        match view {
            View::NeedsAction => w.needs_action,
            View::Mine => w.mine,
            View::Unassigned => w.unassigned,
            View::DueSoon => w.due_soon,
            View::Open => w.all_open,
            View::ByHand => w.by_hand,
            View::Unverified => w.unverified,
            View::Closed => w.closed,
        }
    }

    fn has_complaints(&self) -> bool {
        self.complaints > 0
    }

    fn view_code(&self) -> &'static str {
        self.views.iter().find(|link| link.is_current).map_or("", |link| link.view.code())
    }

    fn count(&self, number: &u64) -> String {
        number::count(*number, self.frame.language)
    }

    fn right_names(&self, row: &Row) -> String {
        if row.rights.is_empty() {
            return self.frame.language.complaining().alone_word.to_owned();
        }
        let name = |right: &Right| {
            let name = self.frame.rights.of(*right).name;
            if *right == Right::Objection && !row.aims.is_empty() {
                format!("{name} ({})", row.aims)
            } else {
                name.to_owned()
            }
        };
        row.rights.iter().map(name).collect::<Vec<_>>().join(", ")
    }

    fn any(&self) -> (String, String) {
        (String::new(), self.frame.w.site.any.to_owned())
    }

    fn right_select(&self) -> Select {
        let chosen = self.filter.right.map_or("", Right::code);
        let rights = Rights::IN_FORM_ORDER
            .into_iter()
            .map(|right| (right.code().to_owned(), self.frame.rights.of(right).name.to_owned()));
        Select::new("right", self.frame.w.queue.right, chosen, std::iter::once(self.any()).chain(rights))
    }

    /// The states as the database knows them; `NeedsPerson` is no state of its own.
    fn state_select(&self) -> Select {
        let w = &self.frame.w.ticket_state;
        let states = [
            ("unverified", w.unverified),
            ("received", w.received),
            ("collecting", w.collecting),
            ("review", w.review),
            ("answered", w.answered),
            ("withdrawn", w.withdrawn),
            ("denied", w.denied),
            ("expired", w.expired),
            ("no_reply", w.no_reply),
            ("merged", w.merged),
        ]
        .map(|(code, word)| (code.to_owned(), word.to_owned()));
        Select::new("state", self.frame.w.queue.state, &self.filter.state, std::iter::once(self.any()).chain(states))
    }

    fn assignee_select(&self) -> Select {
        let w = &self.frame.w.queue;
        let fixed =
            [self.any(), ("me".to_owned(), w.me.to_owned()), ("nobody".to_owned(), w.nobody.to_owned())].into_iter();
        Select::new("assignee", w.assignee, &self.filter.assignee, fixed.chain(self.filter.staff.iter().cloned()))
    }

    fn due_select(&self) -> Select {
        let w = &self.frame.w.queue;
        let spans = [("late", w.due_late), ("week", w.due_week), ("month", w.due_month)]
            .map(|(code, word)| (code.to_owned(), word.to_owned()));
        Select::new("due", w.due, &self.filter.due, std::iter::once(self.any()).chain(spans))
    }
}
