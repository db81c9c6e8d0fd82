//! The form by which somebody ends a task by hand. It has files, so it comes in parts; they stay in memory, because what
//! is personal is written to disk sealed or not at all.

use std::borrow::Cow;

use poem::web::Field;
use poem_openapi::{
    Multipart,
    registry::{MetaSchema, MetaSchemaRef},
    types::{ParseError, ParseFromMultipartField, ParseResult, ToJSON, Type},
};

use crate::casework::collecting::finish_by_hand::{HowItEnded, Upload};

/// How a task ended.
#[derive(Debug, Multipart)]
#[oai(deny_unknown_fields)]
pub struct TaskReport {
    /// How it ended.
    pub outcome: HowItEnded,
    /// What was done or found: the evidence. Of a part that is missing, the person reads it.
    pub note: String,
    /// What goes into the package.
    #[oai(default)]
    pub files: Vec<UploadedFile>,
}

/// A file, with the name and type that its part gives.
#[derive(Debug)]
pub struct UploadedFile(pub Upload);

impl Type for UploadedFile {
    const IS_REQUIRED: bool = true;
    type RawValueType = Self;
    type RawElementValueType = Self;

    fn name() -> Cow<'static, str> {
        "string_binary".into()
    }

    fn schema_ref() -> MetaSchemaRef {
        MetaSchemaRef::Inline(Box::new(MetaSchema::new_with_format("string", "binary")))
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }

    fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
        Box::new(std::iter::once(self))
    }
}

/// For the document, which shows the default: no files.
impl ToJSON for UploadedFile {
    fn to_json(&self) -> Option<serde_json::Value> {
        None
    }
}

impl ParseFromMultipartField for UploadedFile {
    async fn parse_from_multipart(field: Option<Field>) -> ParseResult<Self> {
        let field = field.ok_or_else(ParseError::expected_input)?;
        let name = field.file_name().filter(|name| !name.is_empty()).map(str::to_owned);
        let name = name.ok_or_else(|| ParseError::<Self>::custom("a file has a name"))?;
        let media_type = field.content_type().map(str::to_owned);
        Ok(Self(Upload { name, media_type, bytes: field.bytes().await? }))
    }
}
