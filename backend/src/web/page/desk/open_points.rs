//! Points of law that the data protection officer decides.

use askama::Template;

use crate::{law::open_points::OpenPoint, web::page::frame::DeskFrame, words::reporting::Reporting};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/open_points.html")]
pub struct OpenPoints {
    /// What stands around it.
    pub frame: DeskFrame,
    /// The points, in the order of the list.
    pub points: &'static [OpenPoint],
}

impl OpenPoints {
    fn w(&self) -> &'static Reporting {
        self.frame.language.reporting()
    }
}
