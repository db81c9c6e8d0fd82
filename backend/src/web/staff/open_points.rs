//! Points of law that the data protection officer decides.

use std::sync::Arc;

use poem::{Response, Result, handler, web::Data};

use super::{shown, signed_in::SignedIn};
use crate::{
    desk::Desk,
    law::open_points::OpenPoint,
    web::page::{desk::open_points::OpenPoints, frame::DeskPlace},
};

/// The list.
#[handler]
pub async fn show(desk: Data<&Arc<Desk>>, by: SignedIn) -> Result<Response> {
    shown::page(&OpenPoints { frame: by.frame(&desk, DeskPlace::OpenPoints), points: OpenPoint::all() })
}
