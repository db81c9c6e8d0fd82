//! What becomes of a step's answers.

use serde_json_path::JsonPath;

use crate::{
    contract::sink::Collection,
    rest::{
        plan::{Export, FilePlan, Output},
        section::step::{ExportSpec, FileSpec, StepSpec},
    },
};

use super::Found;

impl Found {
    pub(super) fn output(&mut self, path: &str, spec: &StepSpec) -> Option<Output> {
        match (&spec.export, &spec.file) {
            (None, None) => Some(Output::Nothing),
            (Some(export), None) => self.export(&format!("{path}/export"), &spec.name, export),
            (None, Some(file)) => self.file(&format!("{path}/file"), spec, file),
            (Some(_), Some(_)) => self.add(path, "a step is an export or a file, not both"),
        }
    }

    fn export(&mut self, path: &str, name: &str, spec: &ExportSpec) -> Option<Output> {
        if spec.description.is_empty() {
            return self.add(path, "a collection needs a description for people");
        }
        let secrets = spec
            .fields
            .iter()
            .filter(|field| field.secret)
            .map(|field| field.name.split('.').fold("$".to_owned(), |at, part| format!("{at}['{part}']")));
        let masks: Vec<_> = spec.mask.iter().cloned().chain(secrets).collect();
        let shared_when = match &spec.shared_when {
            None => None,
            Some(test) => Some(self.test(&format!("{path}/shared_when"), test)?),
        };
        let is_field = |name: &str| spec.fields.iter().any(|field| field.name == name && !field.secret);
        if let Some(wrong) = spec.discloses.as_ref().and_then(|discloses| discloses.wrong(is_field)) {
            return self.add(&format!("{path}/discloses"), wrong);
        }
        let head = Collection {
            name: name.to_owned(),
            description: spec.description.clone(),
            fields: spec.fields.iter().cloned().map(Into::into).collect(),
            tabular: spec.tabular,
        };
        Some(Output::Records(Box::new(Export {
            head,
            drop: self.json_paths(&format!("{path}/drop"), &spec.drop)?,
            mask: self.json_paths(&format!("{path}/mask"), &masks)?,
            shared_when,
            discloses: spec.discloses.clone(),
        })))
    }

    fn json_paths(&mut self, path: &str, texts: &[String]) -> Option<Vec<JsonPath>> {
        texts.iter().map(|text| self.json_path(path, text)).collect()
    }

    fn file(&mut self, path: &str, step: &StepSpec, spec: &FileSpec) -> Option<Output> {
        let reads_rows =
            step.records.is_some() || step.key.is_some() || !step.only_if.is_empty() || !step.learns.is_empty();
        if step.for_each.is_none() || reads_rows {
            return self.add(path, "a file is fetched for_each row of a step, and has no rows of its own");
        }
        let media_type = match &spec.media_type {
            None => None,
            Some(media_type) => Some(self.template(path, media_type)?),
        };
        Some(Output::File(Box::new(FilePlan {
            name: self.template(path, &spec.name)?,
            media_type,
            belongs_to: self.template(path, &spec.belongs_to)?,
            portable: spec.portable,
        })))
    }
}
