//! The columns in use: each is read once.

use super::reading::read;
use super::request::{ColumnError, ColumnRequest};
use crate::time::Duration;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// The columns in use. All variants of a scenario share one copy of each.
#[derive(Clone, Debug, Default)]
pub struct ColumnCache {
    in_use: Arc<Mutex<InUse>>,
    /// Those that were given, and are in use as long as this is.
    #[cfg(feature = "cli")]
    given: Vec<Arc<[Duration]>>,
}

type InUse = BTreeMap<ColumnRequest, Weak<[Duration]>>;

impl ColumnCache {
    /// The values of the requested column of a file that is relative to `base_dir`; the same copy for everyone. They
    /// are read only if nobody has them yet.
    pub fn values(&self, base_dir: Option<&Path>, asked: &ColumnRequest) -> Result<Arc<[Duration]>, ColumnError> {
        let mut in_use = self.in_use.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(values) = in_use.get(asked).and_then(Weak::upgrade) {
            return Ok(values);
        }
        let values = read(base_dir, asked)?.into();
        in_use.insert(asked.clone(), Arc::downgrade(&values));
        Ok(values)
    }

    /// The files of all columns that are in use.
    #[cfg(feature = "cli")] // which does not replace them
    pub fn files(&self) -> Vec<String> {
        let in_use = self.in_use.lock().unwrap_or_else(PoisonError::into_inner);
        in_use.iter().filter(|(_, values)| values.strong_count() > 0).map(|(asked, _)| asked.file.clone()).collect()
    }

    /// These with a column that is given, so that nothing is read for it.
    #[cfg(feature = "cli")] // `fit` tries out files before it writes them
    pub fn with(&self, file: &str, name: &str, values: Arc<[Duration]>) -> Self {
        let mut in_use = self.in_use.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let (file, column) = (file.to_owned(), name.to_owned());
        let asked = ColumnRequest { file, column, unit: None, separator: b',', decimal: None, rows: Vec::new() };
        in_use.insert(asked, Arc::downgrade(&values));
        let given = self.given.iter().cloned().chain([values]).collect();
        Self { in_use: Arc::new(Mutex::new(in_use)), given }
    }
}
