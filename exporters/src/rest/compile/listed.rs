//! The writing steps of a section in one list: corrections first, then the marks.

use crate::{
    contract::restrictor::Mark,
    rest::{
        problem::Problems,
        section::{Section, write::WriteSpec},
        write::plan::Kind,
    },
};

/// A writing step as it is written, and what it is for.
pub(super) struct Listed {
    /// Its place in the section.
    pub(super) path: String,
    pub(super) kind: Kind,
    pub(super) spec: WriteSpec,
}

/// All writing steps of a section, in their order.
pub(super) fn listed(section: &Section) -> Result<Vec<Listed>, Problems> {
    let mut all = Vec::new();
    let mut add = |at: &str, kind: Kind, specs: Vec<WriteSpec>| {
        let each = specs.into_iter().enumerate();
        all.extend(each.map(|(n, spec)| Listed { path: format!("/{at}/{n}"), kind, spec }));
    };
    add("rectify", Kind::Rectify, section.rectify()?);
    for (mark, at, marks) in
        [(Mark::Restrict, "restrict", &section.restrict), (Mark::Object, "object", &section.object)]
    {
        let (set, lift) = marks.read(at)?;
        add(&format!("{at}/set"), Kind::Set(mark), set);
        add(&format!("{at}/lift"), Kind::Lift(mark), lift);
    }
    Ok(all)
}
