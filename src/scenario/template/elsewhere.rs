//! A scenario's text for another folder: the CSV files that it names are named from there.

use super::Template;
use crate::document::{Document, Node, NodeId, path_from, quoted};
use std::collections::BTreeMap;
use std::path::Path;

impl Template {
    /// The scenario's text, with all settings, for a file in `folder`: `Scenario(…)` alone. `None` if it names no CSV
    /// files, and if they can't be named from there.
    #[must_use]
    pub fn text_in(&self, folder: &Path) -> Option<String> {
        let root = self.document.root()?;
        let files = self.files_of(root, folder)?;
        let text = root.text_with(&files);
        let is_headed = root.head().is_some();
        (!files.is_empty()).then(|| if is_headed { text } else { format!("Scenario{text}") })
    }

    /// The text of a factor of this scenario (`PATH=VALUE,VALUE`), for a file in `folder`. Where it names no file that
    /// is there, it stays.
    #[must_use]
    pub fn factor_in(&self, folder: &Path, factor: &str) -> String {
        let moved = || {
            let (path, values) = factor.split_once('=')?;
            let document = Document::new("", &format!("[{values}]")).ok()?;
            let root = document.root()?;
            let files = self.files_of(root, folder).filter(|files| !files.is_empty())?;
            let text = root.text_with(&files);
            Some(format!("{path}={}", text.strip_prefix('[')?.strip_suffix(']')?))
        };
        moved().unwrap_or_else(|| factor.to_owned())
    }

    /// The names of all CSV files in a part of a scenario, as they are called from `folder`; `None` if one has no name
    /// there.
    fn files_of(&self, part: Node<'_>, folder: &Path) -> Option<BTreeMap<NodeId, String>> {
        let base = self.base_dir.as_deref().unwrap_or(Path::new(""));
        let named = part.leaves().into_iter().filter(|leaf| leaf.key() == Some("file"));
        named
            .map(|leaf| {
                let name = leaf.as_text().ok()?;
                let name = path_from(folder, &base.join(&*name))?;
                Some((leaf.id(), quoted(&name)))
            })
            .collect()
    }
}
