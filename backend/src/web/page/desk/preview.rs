//! The records of one collection, as the person will get them.

use askama::Template;

use super::{paging::Paging, select::Select};
use crate::{
    web::page::{
        field::{Field, Problem},
        frame::DeskFrame,
    },
    words::{fill::Fill, number},
};

/// The table.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/preview.html")]
pub struct Preview {
    /// What stands around it.
    pub frame: DeskFrame,
    /// The ticket's reference.
    pub reference: String,
    /// The system's name.
    pub system: String,
    /// The collection's name.
    pub collection: String,
    /// What the collection is.
    pub description: String,
    /// The fields.
    pub columns: Vec<Column>,
    /// The records of this page.
    pub records: Vec<Record>,
    /// How many records there are in all.
    pub total: u64,
    /// Where in the list this page is.
    pub paging: Paging,
    /// Where its forms go.
    pub path: String,
    /// What is withheld of it, in words.
    pub withheld: Vec<String>,
    /// The form that withholds; none if the package has gone out or is not built.
    pub form: Option<WithholdForm>,
}

/// What was typed to withhold something.
#[derive(Clone, Debug, Default)]
pub struct WithholdForm {
    /// Field `rows`.
    pub rows: Field,
    /// Field `field`: what was chosen.
    pub field: String,
    /// Field `ground`: what was chosen.
    pub ground: String,
    /// The grounds: code and words.
    pub grounds: Vec<(String, String)>,
    /// Field `words`.
    pub words: Field,
}

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Whether it is free text that may name other people.
    pub may_name_others: bool,
}

/// One record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its number, from 1.
    pub number: u64,
    /// Whether it belongs to other people too.
    pub is_shared: bool,
    /// A value for each column; long ones cut.
    pub values: Vec<String>,
}

impl Preview {
    fn problems(&self) -> Vec<Problem> {
        let form = self.form.iter();
        form.flat_map(|form| [form.rows.problem("rows"), form.words.problem("words")]).flatten().collect()
    }

    fn field_select(&self, form: &WithholdForm) -> Select {
        let w = self.frame.language.withholding();
        let whole = (String::new(), w.whole.to_owned());
        let columns = self.columns.iter().map(|column| (column.name.clone(), column.name.clone()));
        Select::new("field", w.which_field, &form.field, std::iter::once(whole).chain(columns))
    }

    fn ground_select(&self, form: &WithholdForm) -> Select {
        Select::new("ground", self.frame.language.withholding().ground, &form.ground, form.grounds.iter().cloned())
    }

    fn caption(&self) -> String {
        let count = |number| number::count(number, self.frame.language);
        self.frame.w.preview.caption.with2(count(self.records.len() as u64), count(self.total))
    }

    fn has_shared(&self) -> bool {
        self.records.iter().any(|record| record.is_shared)
    }

    fn has_free_text(&self) -> bool {
        self.columns.iter().any(|column| column.may_name_others)
    }
}
