//! The graph bound to the tables as they are: prepared once for a connector, not for each question.

use crate::{
    contract::{error::ConnectorError, sink, text::Text},
    manifest::model::{DataType, Field},
};

use super::{
    catalogue::{Catalogue, Operand, Render, Table, Wanted},
    dialect::{BASE64, Dialect},
    graph::{Graph, Path, Source},
    record::Inside,
};

/// What is needed to ask.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) dialect: Dialect,
    /// As the graph's collections.
    pub(super) places: Vec<Bound>,
    /// As the graph's groups: whether every value is carried by one row, which is the person's alone if it was reached.
    pub(super) is_exclusive: Vec<bool>,
}

/// A collection bound to its table.
#[derive(Debug)]
pub(super) struct Bound {
    pub(super) table: Table,
    fields: Vec<BoundField>,
    /// Whether a row that was reached is certainly no other person's.
    pub(super) is_plain: bool,
    /// What inputs are called in records, in their order.
    pub(super) labels: Vec<String>,
    pub(super) everything: Head,
    /// `None`: nothing here is portable.
    pub(super) portable: Option<Head>,
}

#[derive(Debug)]
struct BoundField {
    name: String,
    /// The column's index in the table.
    column: usize,
    render: Render,
    is_secret: bool,
}

/// What is handed over of a collection.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) collection: sink::Collection,
    fields: Vec<usize>,
    /// What is done with the JSON in some columns.
    pub(super) inside: Vec<Inside>,
}

impl Bound {
    /// The columns that are handed over.
    pub(super) fn wanted<'a>(&'a self, head: &'a Head) -> Vec<Wanted<'a>> {
        let fields = head.fields.iter().map(|&index| &self.fields[index]);
        fields
            .map(|field| Wanted {
                name: &field.name,
                column: &self.table.columns[field.column],
                render: field.render,
                is_secret: field.is_secret,
            })
            .collect()
    }

    /// What is compared.
    pub(super) fn operand<'a>(&'a self, dialect: Dialect, path: &'a Path) -> Operand<'a> {
        let column = self.table.column(dialect, &path.column);
        Operand { column: column.expect("every declared column was found when the plan was made"), steps: &path.steps }
    }

    /// The operands of several paths.
    pub(super) fn operands<'a>(&'a self, dialect: Dialect, paths: &'a [Path]) -> Vec<Operand<'a>> {
        paths.iter().map(|path| self.operand(dialect, path)).collect()
    }
}

impl Plan {
    /// Binds the graph, or says everything that the database lacks.
    pub(super) fn of(graph: &Graph, dialect: Dialect, catalogue: &Catalogue) -> Result<Self, ConnectorError> {
        let mut missing = Vec::new();
        let mut places = Vec::new();
        for place in &graph.collections {
            let name = &place.collection.name;
            let Some(table) = catalogue.table(dialect, place.schema.as_deref(), name) else {
                missing.push(format!("{}: there is no such table", place.address()));
                continue;
            };
            let mut fields = Vec::new();
            for field in &place.collection.fields {
                let address = format!("{}.{}", place.address(), field.name);
                match bind_field(dialect, table, field) {
                    Ok(field) => fields.push(field),
                    Err(why) => missing.push(format!("{address}: {why}")),
                }
            }
            if fields.len() < place.collection.fields.len() {
                continue;
            }
            let all: Vec<usize> = (0..fields.len()).collect();
            let portable: Vec<usize> =
                all.iter().copied().filter(|&index| place.collection.fields[index].portable).collect();
            let head = |indices: Vec<usize>| head(&place.collection, table, &fields, indices);
            let everything = head(all);
            let portable = (!portable.is_empty()).then(|| head(portable));
            places.push(Bound {
                table: table.clone(),
                is_plain: place.owners.is_empty(),
                labels: place.inputs.iter().map(|input| input.label.clone()).collect(),
                everything,
                portable,
                fields,
            });
        }
        if !missing.is_empty() {
            let more = missing.len().saturating_sub(MOST_NAMED);
            missing.truncate(MOST_NAMED);
            let more = if more > 0 { format!("; and {more} more") } else { String::new() };
            let missing = missing.join("; ");
            return Err(ConnectorError::permanent(format!(
                "the database is not as the manifest says: {missing}{more}"
            )));
        }
        let mut plan = Self { dialect, places, is_exclusive: vec![true; graph.groups.len()] };
        plan.judge(graph);
        Ok(plan)
    }

    /// Finds where sharing is impossible: there nobody has to look for it.
    fn judge(&mut self, graph: &Graph) {
        loop {
            let mut changed = false;
            for (index, group) in graph.groups.iter().enumerate() {
                let place = &self.places[group.collection];
                let columns: Vec<&str> = group.columns.iter().map(|path| path.column.as_str()).collect();
                let is_whole = group.columns.iter().all(|path| path.steps.is_empty());
                let is_unique = is_whole && place.table.is_unique(self.dialect, &columns);
                // What is about nobody is not the person's either: nothing that it leads to is theirs alone by that.
                let is_about_nobody = graph.collections[group.collection].collection.about_nobody;
                let is_exclusive = is_unique && place.is_plain && !is_about_nobody;
                changed |= self.is_exclusive[index] != is_exclusive;
                self.is_exclusive[index] = is_exclusive;
            }
            for (bound, place) in self.places.iter_mut().zip(&graph.collections) {
                let is_alone = place.owners.is_empty()
                    && place.inputs.iter().all(|input| match input.source {
                        Source::Identity { .. } => true,
                        Source::Group(group) => self.is_exclusive[group],
                    });
                let is_plain = is_alone || place.collection.about_nobody;
                changed |= bound.is_plain != is_plain;
                bound.is_plain = is_plain;
            }
            if !changed {
                return;
            }
        }
    }
}

/// How many missing tables and columns one message names.
const MOST_NAMED: usize = 12;

fn bind_field(dialect: Dialect, table: &Table, field: &Field) -> Result<BoundField, String> {
    let same = |column: &super::catalogue::Column| dialect.is_same_name(&column.name, &field.name);
    let exact = table.columns.iter().position(|column| column.name == field.name);
    let Some(index) = exact.or_else(|| table.columns.iter().position(same)) else {
        return Err("there is no such column".to_owned());
    };
    let column = &table.columns[index];
    if !column.is_readable {
        return Err("we may not read this column; grant SELECT on it".to_owned());
    }
    let Some(render) = column.render else {
        return Err(format!("a column of type {} cannot be represented", column.declared));
    };
    Ok(BoundField { name: field.name.clone(), column: index, render, is_secret: field.secret })
}

fn head(
    collection: &crate::manifest::model::Collection,
    table: &Table,
    bound: &[BoundField],
    indices: Vec<usize>,
) -> Head {
    let mut fields = Vec::new();
    let mut inside = Vec::new();
    let mut tabular = true;
    for &index in &indices {
        let field = &collection.fields[index];
        let column = &table.columns[bound[index].column];
        let is_object = match field.data_type {
            Some(DataType::Object) => true,
            Some(DataType::Text | DataType::Integer | DataType::Float | DataType::Boolean | DataType::ObjectId)
            | None => false,
        };
        if !field.secret {
            tabular &= bound[index].render.is_flat() && !is_object;
            if is_object {
                let mut secrets = Vec::new();
                collect_secrets(&field.fields, &[], &mut secrets);
                inside.push(Inside { column: field.name.clone(), secrets });
            }
        }
        let mut categories = field.data_categories.clone();
        collect_categories(&field.fields, &mut categories);
        fields.push(sink::Field {
            name: field.name.clone(),
            description: if column.is_bytes() && !field.secret {
                noted(&field.description)
            } else {
                field.description.clone()
            },
            data_categories: categories,
            portable: field.portable,
            secret: field.secret,
            may_name_others: field.may_name_others,
        });
    }
    let collection = sink::Collection {
        name: collection.name.clone(),
        description: collection.description.clone(),
        fields,
        tabular,
    };
    Head { collection, fields: indices, inside }
}

fn collect_secrets(fields: &[Field], above: &[String], into: &mut Vec<Vec<String>>) {
    for field in fields {
        let mut path = above.to_vec();
        path.push(field.name.clone());
        if field.secret {
            into.push(path);
        } else {
            collect_secrets(&field.fields, &path, into);
        }
    }
}

fn collect_categories(fields: &[Field], into: &mut Vec<String>) {
    for field in fields {
        for category in &field.data_categories {
            if !into.contains(category) {
                into.push(category.clone());
            }
        }
        collect_categories(&field.fields, into);
    }
}

/// The description with a note that bytes are written in Base64.
fn noted(description: &Text) -> Text {
    let note = |language: &str| match language {
        "fr" => format!("octets, en Base64 après `{BASE64}`"),
        "de" => format!("Bytes, in Base64 nach `{BASE64}`"),
        _ => format!("bytes, in Base64 after `{BASE64}`"),
    };
    if description.is_empty() {
        let languages = ["en", "fr", "de"];
        return Text::ByLanguage(languages.map(|language| (language.to_owned(), note(language))).into());
    }
    match description {
        Text::Plain(text) => Text::Plain(format!("{text} ({})", note("en"))),
        Text::ByLanguage(texts) => {
            let noted = texts.iter().map(|(language, text)| (language.clone(), format!("{text} ({})", note(language))));
            Text::ByLanguage(noted.collect())
        }
    }
}
