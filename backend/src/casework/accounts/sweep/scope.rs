//! From which systems closed accounts are erased.

use crate::{desk::Desk, register::connected::Connected};

/// The systems that the configuration means, in the order of their keys.
pub fn covered(desk: &Desk) -> impl Iterator<Item = &Connected> {
    desk.systems.iter().filter(|system| desk.config.deactivation.covers(&system.key, system.connector.about()))
}

/// Whether everybody may see how it goes: not if the configuration says so, nor where closed accounts are erased from nowhere.
pub fn has_figures(desk: &Desk) -> bool {
    desk.config.deactivation.public_figures && covered(desk).next().is_some()
}
