//! Taking values in, as a format finds them: which are wanted, to which class they belong, and what is left out.

use super::{Class, Data, LeftOut, MAX_VALUES, Measured, ReadOptions, Recognised, Sequence};
use crate::document::{Diagnostic, did_you_mean};
use crate::time::Duration;
use std::collections::{BTreeMap, BTreeSet};

/// More classes are not kept apart.
const MAX_CLASSES: usize = 1_000;
/// This many different labels are remembered, for the message that there is no such one.
const LABELS_REMEMBERED: usize = 200;

/// Something that is known of a value: what it is called, and what it is. `("label", "GET /")`.
pub type Label<'l> = (&'l str, &'l str);

/// What was found so far.
pub struct Harvest<'r> {
    file: &'r str,
    request: &'r ReadOptions,
    classes: Vec<Class>,
    by_name: BTreeMap<String, usize>,
    left_out: Vec<LeftOut>,
    labels: BTreeSet<String>,
    count: usize,
    /// The sequence under way, and its number.
    sequence: Option<(usize, String)>,
    sequences: usize,
    /// For each class, the number of the sequence that it took a value of last.
    last: Vec<usize>,
}

impl<'r> Harvest<'r> {
    /// Nothing is found yet. `keys` are the names of what is known of each value.
    ///
    /// # Errors
    /// If values are to be kept apart by what is not known of them.
    pub fn new<'k>(
        file: &'r str,
        request: &'r ReadOptions,
        keys: impl IntoIterator<Item = &'k str> + Clone,
    ) -> Result<Self, Diagnostic> {
        if let Some(by) = &request.by
            && !keys.clone().into_iter().any(|key| key.eq_ignore_ascii_case(by))
        {
            let what = format!("`{file}` knows no `{by}` of its values");
            return Err(Diagnostic::new(what).help(did_you_mean(by, keys, "choices for --by")));
        }
        let (classes, by_name, left_out, labels) = (Vec::new(), BTreeMap::new(), Vec::new(), BTreeSet::new());
        Ok(Self {
            file,
            request,
            classes,
            by_name,
            left_out,
            labels,
            count: 0,
            sequence: None,
            sequences: 0,
            last: Vec::new(),
        })
    }

    /// Whether anybody wants to know the labels of values.
    pub fn wants_labels(&self) -> bool {
        self.request.only.is_some() || self.request.by.is_some()
    }

    /// From here on values are a new sequence: the moves of a game, the steps of a task.
    pub fn begin(&mut self, name: String) {
        self.sequences += 1;
        self.sequence = Some((self.sequences, name));
    }

    /// Takes a value.
    ///
    /// # Errors
    /// If there are too many values, or classes.
    pub fn take(&mut self, value: Duration, labels: &[Label<'_>]) -> Result<(), Diagnostic> {
        let Some(index) = self.class(labels)? else { return Ok(()) };
        if self.count == MAX_VALUES {
            let what = format!("`{}` has more than 10,000,000 values", self.file);
            return Err(Diagnostic::new(what).help("take a sample of them"));
        }
        self.count += 1;
        let class = &mut self.classes[index];
        if let Data::Values { values, sequences } = &mut class.data {
            if let Some((number, name)) = &self.sequence
                && self.last[index] != *number
            {
                sequences.push(Sequence { name: name.clone(), first: values.len() });
                self.last[index] = *number;
            }
            values.push(value);
        }
        Ok(())
    }

    /// Takes a class of which only percentiles are known.
    ///
    /// # Errors
    /// If there are too many classes.
    pub fn take_percentiles(&mut self, data: Data, labels: &[Label<'_>]) -> Result<(), Diagnostic> {
        let Some(index) = self.class(labels)? else { return Ok(()) };
        self.count += 1;
        self.classes[index].data = data;
        Ok(())
    }

    /// The class of a value with these labels; `None` if it is not wanted.
    fn class(&mut self, labels: &[Label<'_>]) -> Result<Option<usize>, Diagnostic> {
        if !self.wants_labels() && !self.classes.is_empty() {
            return Ok(Some(0));
        }
        if let Some(only) = &self.request.only
            && !labels.iter().any(|(_, label)| label == only)
        {
            for (_, label) in labels {
                if self.labels.len() < LABELS_REMEMBERED && !self.labels.contains(*label) {
                    self.labels.insert((*label).to_owned());
                }
            }
            self.leave_out("values without the label asked for");
            return Ok(None);
        }
        let by = self.request.by.as_ref();
        let name = by.and_then(|by| labels.iter().find(|(key, _)| key.eq_ignore_ascii_case(by)));
        let name = name.map_or("", |(_, label)| label);
        if let Some(index) = self.by_name.get(name) {
            return Ok(Some(*index));
        }
        if self.classes.len() == MAX_CLASSES {
            let what = format!("`{}` has more than 1,000 classes of values", self.file);
            return Err(Diagnostic::new(what).help("choose another column with --by, or one class with --only"));
        }
        let index = self.classes.len();
        self.by_name.insert(name.to_owned(), index);
        self.last.push(0);
        let data = Data::Values { values: Vec::new(), sequences: Vec::new() };
        let name = Some(name.to_owned()).filter(|_| self.request.by.is_some());
        self.classes.push(Class { name, data, is_service: false });
        Ok(Some(index))
    }

    /// Counts something that is not taken, and why.
    pub fn leave_out(&mut self, why: &str) {
        self.leave_out_all(1, why);
    }

    /// Counts several.
    fn leave_out_all(&mut self, count: u64, why: &str) {
        if let Some(left_out) = self.left_out.iter_mut().find(|left_out| left_out.why == why) {
            left_out.count += count;
        } else if count > 0 {
            self.left_out.push(LeftOut { count, why: why.to_owned() });
        }
    }

    /// Counts the lines of a text that are comments.
    pub fn leave_out_comments(&mut self, text: &str) {
        let first = u64::from(text.starts_with('#'));
        self.leave_out_all(first + text.matches("\n#").count() as u64, "lines that begin with `#`");
    }

    /// All that was found.
    ///
    /// # Errors
    /// If that is nothing.
    pub fn finish(self, recognised: Recognised) -> Result<Measured, Diagnostic> {
        if self.count > 0 {
            return Ok(Measured { recognised, classes: self.classes, left_out: self.left_out, doubts: Vec::new() });
        }
        if let Some(only) = &self.request.only {
            let what = format!("no value in `{}` has the label `{only}`", self.file);
            return Err(Diagnostic::new(what).help(did_you_mean(
                only,
                self.labels.iter().map(String::as_str),
                "labels",
            )));
        }
        let left_out: Vec<_> = self.left_out.iter().map(LeftOut::to_string).collect();
        let what = format!("`{}` ({}) holds no values", self.file, recognised.format);
        Err(Diagnostic::new(what).help(match left_out.as_slice() {
            [] => String::new(),
            left_out => format!("left out: {}", left_out.join(", ")),
        }))
    }
}
