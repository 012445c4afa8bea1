//! Counterexamples to play: as a command, or as a scenario file.

use crate::cli::failure::Failure;
use crate::cli::output::shell;
use crate::file;
use crate::law::{Law, Refutation};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// The command that plays a counterexample; `None` if its template has no file.
pub(in crate::cli) fn command(law: &Law, refutation: &Refutation, seed: u64) -> Option<String> {
    let file = law.template_file.as_ref()?;
    let settings = refutation.settings.iter().map(|setting| format!("--set {}", shell::quoted(setting)));
    let replication = refutation.replication.map(|number| format!("--seed {seed} --replication {}", number + 1));
    let replications = refutation.replications.map(|count| format!("--seed {seed} -n {count}"));
    let run = format!("zeitnot run {}", shell::quoted(&plain(file)));
    Some(std::iter::once(run).chain(settings).chain(replication).chain(replications).collect::<Vec<_>>().join(" "))
}

/// The path without detours such as `laws/../scenarios`.
fn plain(path: &Path) -> String {
    let mut parts: Vec<std::path::Component<'_>> = Vec::new();
    for part in path.components() {
        let before = parts.last().is_some_and(|last| matches!(last, std::path::Component::Normal(_)));
        if part == std::path::Component::ParentDir && before {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.iter().collect::<std::path::PathBuf>().to_string_lossy().into_owned()
}

/// Writes a counterexample into `folder`, unless it is there already.
pub(in crate::cli) fn save(folder: &Path, law: &Law, refutation: &Refutation, seed: u64) -> Result<(), Failure> {
    let stem =
        Path::new(&law.file).file_stem().map_or_else(|| "law".into(), |stem| stem.to_string_lossy().into_owned());
    let failed = |what: &Path, why: &io::Error| {
        Failure::new(format!("can't write {}: {why}", what.display()), "choose another folder with --save DIR")
    };
    fs::create_dir_all(folder).map_err(|why| failed(folder, &why))?;
    // Only now is there a folder from which files can be named.
    let text = text(folder, law, refutation, seed)?;
    for number in 1.. {
        let path = folder.join(format!("{stem}-{number}.ron"));
        match file::create(&path, text.as_bytes()) {
            Ok(()) => return Ok(()),
            Err(why) if why.kind() == io::ErrorKind::AlreadyExists => {
                if fs::read_to_string(&path).is_ok_and(|known| known == text) {
                    return Ok(());
                }
            }
            Err(why) => return Err(failed(&path, &why)),
        }
    }
    Ok(())
}

/// The scenario, with a comment on why it was written.
fn text(folder: &Path, law: &Law, refutation: &Refutation, seed: u64) -> Result<String, Failure> {
    let mut text = format!("// Refutes \"{}\" of {}:\n//   {}\n", law.title, law.file, refutation.claim);
    if let Some(sides) = &refutation.sides {
        for (side, value) in [&sides.left, &sides.right] {
            let _ = writeln!(text, "//   {side} is {value}");
        }
    }
    if let Some(replication) = refutation.replication {
        let _ = writeln!(text, "// Play it with --replication {}.", replication + 1);
    }
    if let Some(replications) = refutation.replications {
        let _ = writeln!(text, "// Play it with -n {replications}.");
    }
    let is_random = refutation.replication.is_some() || refutation.replications.is_some();
    let scenario = law.scenario_in(folder, &refutation.case, is_random.then_some(seed))?;
    Ok(text + scenario.trim() + "\n")
}
