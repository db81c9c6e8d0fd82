//! The only place that draws randomness.

use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest, Sha256};

/// A source of random bytes, handed to whoever needs some.
pub trait Chance: Send + Sync {
    /// Fills all of `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// `N` random bytes.
pub fn draw<const N: usize>(chance: &dyn Chance) -> [u8; N] {
    let mut bytes = [0; N];
    chance.fill(&mut bytes);
    bytes
}

/// The operating system's randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemChance;

impl Chance for SystemChance {
    /// # Panics
    /// If the operating system has no randomness to give. Nothing that we do would be safe then.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that everybody else is sent to")]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}

/// A source that gives the same bytes in the same order for the same seed: for tests, never for a desk that is in use.
#[derive(Debug)]
pub struct CountedChance {
    seed: u64,
    drawn: AtomicU64,
}

impl CountedChance {
    /// A source that starts anew.
    pub fn seeded(seed: u64) -> Self {
        Self { seed, drawn: AtomicU64::new(0) }
    }
}

impl Chance for CountedChance {
    fn fill(&self, bytes: &mut [u8]) {
        for piece in bytes.chunks_mut(32) {
            let number = self.drawn.fetch_add(1, Ordering::Relaxed);
            let block =
                Sha256::new().chain_update(self.seed.to_be_bytes()).chain_update(number.to_be_bytes()).finalize();
            piece.copy_from_slice(&block[..piece.len()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_never_says_the_same_twice() {
        assert_ne!(draw::<32>(&SystemChance), draw::<32>(&SystemChance));
    }

    #[test]
    fn a_seed_says_the_same_every_time() {
        let (first, second) = (CountedChance::seeded(7), CountedChance::seeded(7));
        let drawn = draw::<70>(&first);
        assert_eq!(drawn, draw::<70>(&second));
        assert_ne!(drawn, draw::<70>(&first), "but it goes on");
        assert_ne!(drawn, draw::<70>(&CountedChance::seeded(8)));
    }
}
