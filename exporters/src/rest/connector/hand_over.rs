//! Hands what one turn of a walk brought to the sink.

use reqwest::Response;

use crate::{
    contract::{
        call::Call,
        error::ConnectorError,
        outcome::Scope,
        sink::{FileHead, Record, Sink},
    },
    rest::{
        download,
        plan::{Export, FilePlan, Output, Step},
        reshape::reshape,
        template::{Place, Template},
        walk::{FileTurn, Ground, Page, Turn},
    },
};

use super::place::Place as Position;

/// The circumstances of one export.
#[derive(Clone, Copy)]
pub struct HandOver<'a> {
    /// What values are looked up in.
    pub ground: Ground<'a>,
    /// How much is asked for.
    pub scope: Scope,
    /// Who asks.
    pub call: &'a Call,
}

impl HandOver<'_> {
    /// Hands over one turn, and notes in `position` what was found and what is missing.
    pub async fn turn(
        &self,
        step: &Step,
        turn: Turn,
        sink: &mut dyn Sink,
        position: &mut Position,
    ) -> Result<(), ConnectorError> {
        match (turn, &step.output) {
            (Turn::Rows(page), Output::Records(export)) => {
                position.found |= !page.taken.is_empty();
                self.records(step, export, &page, sink).await
            }
            (Turn::File(response, file), Output::File(plan)) => {
                position.found = true;
                match response {
                    Some(response) => self.file(step, plan, response, &file, sink, position).await,
                    None => {
                        position.missing.entry(step.name.clone()).or_default().gone += 1;
                        Ok(())
                    }
                }
            }
            (Turn::Done | Turn::OnTheWay | Turn::Rows(_) | Turn::File(..), _) => Ok(()),
        }
    }

    async fn records(
        &self,
        step: &Step,
        export: &Export,
        page: &Page,
        sink: &mut dyn Sink,
    ) -> Result<(), ConnectorError> {
        let fields = export.head.fields.iter();
        let portable: Vec<_> = fields.filter(|field| field.portable).map(|field| field.name.as_str()).collect();
        let only = match self.scope {
            Scope::Everything => None,
            Scope::Portable => Some(portable.as_slice()),
        };
        let rows = page.reply.rows(&step.records, &step.name)?;
        for taken in &page.taken {
            let row = rows[taken.index];
            let json = reshape(row, &export.drop, &export.mask, only);
            let shared = export.shared_when.as_ref().is_some_and(|test| test.holds(row.value));
            sink.record(Record { json: &json, reached_by: &taken.reached_by, shared }).await?;
        }
        Ok(())
    }

    async fn file(
        &self,
        step: &Step,
        plan: &FilePlan,
        response: Response,
        turn: &FileTurn,
        sink: &mut dyn Sink,
        position: &mut Position,
    ) -> Result<(), ConnectorError> {
        let words = format!("{}: GET {}", step.name, step.request.path_as_written);
        let hosts = &self.ground.plan.file_hosts;
        let response = download::follow(self.ground.http, hosts, &words, response, self.call).await?;
        if response.content_length().is_some_and(|length| length > step.max_bytes) {
            position.missing.entry(step.name.clone()).or_default().too_large += 1;
            return Ok(());
        }
        let text = |template: &Template| {
            let filled = self.ground.fill(template, Place::Whole, &turn.input);
            filled.map_err(|unbound| ConnectorError::permanent(format!("{}: {unbound}", step.name)))
        };
        let name = text(&plan.name)?;
        let told = response.headers().get("content-type").and_then(|value| value.to_str().ok()).map(str::to_owned);
        let head = FileHead {
            name: if turn.is_one_of_many { numbered(&name, turn.page + 1) } else { name },
            media_type: plan.media_type.as_ref().and_then(|template| text(template).ok()).or(told),
            belongs_to: text(&plan.belongs_to)?,
        };
        sink.file(&head, download::body(response, words, step.max_bytes, self.call)).await
    }
}

/// `replay.json` → `replay-2.json`.
fn numbered(name: &str, page: u32) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{page}.{extension}"),
        None => format!("{name}-{page}"),
    }
}
