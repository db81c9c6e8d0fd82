//! One writing step.

use std::collections::BTreeSet;

use crate::{
    contract::{restrictor::Mark, subject::IdentifierKind, text::Text},
    rest::{
        section::{
            Section,
            step::StepSpec,
            write::{SendsSpec, SortSpec, WriteFieldSpec, WriteSpec},
        },
        write::plan::{Kind, Sort, Spot, WriteField, WriteStep},
    },
};

use super::{Found, listed::Listed};

impl Found {
    pub(super) fn write(
        &mut self,
        n: usize,
        all: &[Listed],
        steps: &[StepSpec],
        section: &Section,
    ) -> Option<WriteStep> {
        let Listed { path, kind, spec } = &all[n];
        let name_is_fine = IdentifierKind::parse(&spec.name).is_ok()
            && !matches!(&*spec.name, "settings" | "identity" | "value" | "job" | "as_of");
        if !name_is_fine || all[..n].iter().any(|other| other.spec.name == spec.name) {
            return self.add(path, "a writing step needs a name of its own: lower case letters, digits and _");
        }
        let change = self.change(path, &spec.as_change(), (steps, section, &[]), true)?;
        self.only_where_it_fits(path, *kind, spec)?;
        let is_whole = match (kind, spec.sends) {
            (Kind::Rectify, Some(SendsSpec::Whole)) => true,
            (Kind::Rectify, None) if spec.put.is_some() => {
                let what = "say what this PUT sends: `fields`, if what is not sent stays as it is, or `whole`, if it would be emptied";
                return self.add(path, what);
            }
            (Kind::Rectify | Kind::Set(_) | Kind::Lift(_), _) => false,
        };
        let from = steps.iter().find(|step| Some(&step.name) == spec.for_each.as_ref());
        let mut fields = Vec::new();
        let mut names = BTreeSet::new();
        for (nth, field) in spec.fields.iter().enumerate() {
            let at = format!("{path}/fields/{nth}");
            if !names.insert(&field.field) {
                return self.add(&at, format!("{:?} is listed twice", field.field));
            }
            fields.push(self.write_field(&at, (field, spec), from, is_whole)?);
        }
        Some(WriteStep {
            kind: *kind,
            change,
            stands: self.tests(&format!("{path}/stands_when"), &spec.stands_when),
            stands_not: self.tests(&format!("{path}/stands_unless"), &spec.stands_unless),
            unless_objecting: spec.unless_objecting,
            fields,
            is_whole,
        })
    }

    /// Keys that mean nothing for this kind of step would be passed over.
    fn only_where_it_fits(&mut self, path: &str, kind: Kind, spec: &WriteSpec) -> Option<()> {
        let of_marks = [
            (!spec.any_of.is_empty(), "any_of"),
            (spec.unless_found.is_some(), "unless_found"),
            (!spec.only_when.is_empty(), "only_when"),
            (!spec.stands_when.is_empty(), "stands_when"),
            (!spec.stands_unless.is_empty(), "stands_unless"),
            (spec.delete.is_some(), "delete"),
        ];
        let of_corrections = [(!spec.fields.is_empty(), "fields"), (spec.sends.is_some(), "sends")];
        let (others, what) = match kind {
            Kind::Rectify => (&of_marks[..], "a correction"),
            Kind::Set(_) | Kind::Lift(_) => (&of_corrections[..], "a mark"),
        };
        if let Some((_, key)) = others.iter().find(|(is_there, _)| *is_there) {
            return self.add(path, format!("{key} means nothing for {what}"));
        }
        if spec.unless_objecting && kind != Kind::Lift(Mark::Restrict) {
            return self.add(path, "unless_objecting means something only where a lock is lifted");
        }
        if kind == Kind::Rectify && spec.fields.is_empty() {
            return self.add(path, "say which fields may be corrected by this step");
        }
        Some(())
    }

    fn write_field(
        &mut self,
        path: &str,
        (field, spec): (&WriteFieldSpec, &WriteSpec),
        from: Option<&StepSpec>,
        is_whole: bool,
    ) -> Option<WriteField> {
        let declared = from.and_then(|step| step.export.as_ref()).into_iter().flat_map(|export| &export.fields);
        let Some(declared) = declared.into_iter().find(|declared| declared.name == field.field) else {
            let what = format!(
                "{:?} is not among the fields of a collection: nobody could see what stands there",
                field.field
            );
            return self.add(path, what);
        };
        if declared.secret {
            return self.add(path, "it is a credential, so nobody is shown what would be corrected");
        }
        if field.statement && field.renames.is_some() {
            return self.add(path, "what the person says about the rest names nobody");
        }
        if field.sort != SortSpec::Text && field.longest.is_some() {
            return self.add(path, "only a text has a longest form");
        }
        let at = self.spot(path, (field, spec), is_whole)?;
        Some(WriteField {
            name: field.field.clone(),
            description: if declared.description.is_empty() {
                Text::Plain(declared.name.clone())
            } else {
                declared.description.clone()
            },
            at,
            sort: match field.sort {
                SortSpec::Text => Sort::Text,
                SortSpec::Integer => Sort::Integer,
                SortSpec::Boolean => Sort::Boolean,
            },
            longest: field.longest,
            clears: field.clears,
            renames: match &field.renames {
                None => None,
                Some(kind) => Some(self.kind(path, kind)?),
            },
            is_statement: field.statement,
        })
    }

    fn spot(&mut self, path: &str, (field, spec): (&WriteFieldSpec, &WriteSpec), is_whole: bool) -> Option<Spot> {
        let Some(pointer) = field.at.strip_prefix('/') else {
            let is_json = spec.json.is_some() || is_whole || spec.fields.iter().any(|other| other.at.starts_with('/'));
            if is_json || field.at.trim().is_empty() {
                return self.add(path, "in a JSON body a new value goes to a place such as /contact/mail");
            }
            return Some(Spot::Parameter(field.at.clone()));
        };
        if !spec.form.is_empty() {
            return self.add(path, "in a form a new value goes into a parameter, which does not begin with /");
        }
        if spec.json.as_ref().is_some_and(|json| is_whole || !json.is_object()) {
            return self
                .add(path, "the body is an object, and with `sends: whole` it is the row itself: take json out");
        }
        let keys: Vec<String> = pointer.split('/').map(|key| key.replace("~1", "/").replace("~0", "~")).collect();
        let is_key = |key: &String| !key.is_empty() && key != "-" && key.parse::<u64>().is_err();
        if !keys.iter().all(is_key) {
            return self.add(path, "a new value goes to a place that keys lead to, and not into a list");
        }
        if is_whole && keys.join(".") != field.field {
            return self.add(path, "with `sends: whole` a new value goes to where the field stands in the row");
        }
        Some(Spot::Keys(keys))
    }
}
