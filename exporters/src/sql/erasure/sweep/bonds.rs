//! Who shares rows with whom: they must not be parted, or each would be in the other's way.

/// Groups of people who share rows, directly or through others.
#[derive(Clone, Debug)]
pub(super) struct Bonds(Vec<usize>);

impl Bonds {
    /// So many people, none of whom shares anything yet.
    pub(super) fn among(people: usize) -> Self {
        Self((0..people).collect())
    }

    /// These share a row.
    pub(super) fn tie<'p>(&mut self, people: impl IntoIterator<Item = &'p usize>) {
        let mut people = people.into_iter();
        let Some(&first) = people.next() else { return };
        for &other in people {
            let (first, other) = (self.root(first), self.root(other));
            self.0[other.max(first)] = other.min(first);
        }
    }

    /// Two halves of about the same size, which share no rows; only if that cannot be, halves that do.
    pub(super) fn halves(&mut self) -> [Vec<usize>; 2] {
        let people = self.0.len();
        let mut in_order: Vec<(usize, usize)> = (0..people).map(|person| (self.root(person), person)).collect();
        in_order.sort_unstable();
        // The seam between two groups that is nearest to the middle.
        let seams = (1..people).filter(|&at| in_order[at].0 != in_order[at - 1].0);
        let middle = seams.min_by_key(|at| at.abs_diff(people / 2)).unwrap_or(people / 2);
        let (one, other) = in_order.split_at(middle);
        [one, other].map(|half| half.iter().map(|(_, person)| *person).collect())
    }

    fn root(&mut self, mut person: usize) -> usize {
        while self.0[person] != person {
            // Every other step is skipped the next time.
            self.0[person] = self.0[self.0[person]];
            person = self.0[person];
        }
        person
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_share_are_parted_last() {
        let mut bonds = Bonds::among(6);
        bonds.tie(&[0, 5]);
        bonds.tie(&[5, 3]);
        bonds.tie(&[1, 2]);
        assert_eq!(bonds.halves(), [vec![0, 3, 5], vec![1, 2, 4]]);
        let mut tied = Bonds::among(3);
        tied.tie(&[0, 1, 2]);
        assert_eq!(tied.halves(), [vec![0], vec![1, 2]]);
        assert_eq!(Bonds::among(2).halves(), [vec![0], vec![1]]);
    }
}
