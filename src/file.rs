//! Atomic writing of files: whenever the process ends, a file holds its old content or its new one, never a mixture.
//!
//! The content goes to a temporary file in the same folder. Its name is random, and it is created exclusively, so no
//! other file is touched, whatever its name, and no link is followed. It replaces the target when its whole content is
//! on the disk. A process that is killed before may leave a file `.zeitnot-….tmp` behind; it can be removed.
//!
//! A file that is replaced keeps its permissions. If the target is a symbolic link, the file that it points to is
//! replaced, and the link stays.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tempfile::NamedTempFile;

/// The largest number of symbolic links followed one after another.
const LINKS_MAX: usize = 40;

/// The files that this process reads, so that a slip on the command line does not destroy them.
static INPUTS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// From now on, this process refuses to replace this file, by whatever name: it is one that it reads.
pub fn protect(path: &Path) {
    if let Ok(path) = fs::canonicalize(path) {
        INPUTS.lock().unwrap_or_else(PoisonError::into_inner).push(path);
    }
}

fn is_input(path: &Path) -> bool {
    let inputs = INPUTS.lock().unwrap_or_else(PoisonError::into_inner);
    fs::canonicalize(path).is_ok_and(|path| inputs.contains(&path))
}

/// A file that is being written. It is invisible until it is [published](Draft::replace); if dropped, it is deleted.
#[derive(Debug)]
pub struct Draft {
    target: PathBuf,
    file: BufWriter<NamedTempFile>,
}

impl Draft {
    /// Begins a file for `path`. If this succeeds, publishing is expected to succeed, too.
    ///
    /// # Errors
    /// If the folder is missing or can't be written to; if `path` is a folder, a device or a pipe, is read-only, or is
    /// [protected](protect).
    pub fn new(path: &Path) -> io::Result<Self> {
        let target = followed(path)?;
        if is_input(&target) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "this command reads it; name another file"));
        }
        let permissions = match fs::metadata(&target) {
            Ok(about) if about.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(about) if !about.is_file() => {
                return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"));
            }
            Ok(about) if about.permissions().readonly() => {
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
            }
            Ok(about) => Some(about.permissions()),
            Err(error) if error.kind() == io::ErrorKind::InvalidFilename => return Err(error),
            Err(_) => None,
        };
        let file = temporary_in(folder_of(&target))?;
        if let Some(permissions) = permissions {
            file.as_file().set_permissions(permissions)?;
        }
        Ok(Self { target, file: BufWriter::new(file) })
    }

    /// The file itself, for a writer that does not write from the beginning to the end.
    ///
    /// # Errors
    /// If the system has no file handle left.
    pub fn handle(&self) -> io::Result<File> {
        self.file.get_ref().as_file().try_clone()
    }

    /// Publishes the file, replacing an existing one. When this returns, it is on the disk.
    ///
    /// # Errors
    /// If it can't be written completely. Then the old file is unchanged.
    pub fn replace(self) -> io::Result<()> {
        let (target, file) = self.written()?;
        file.persist(&target)?;
        sync_folder_of(&target);
        Ok(())
    }

    /// Publishes the file if no file has this name.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] if there is one; or if it can't be written completely.
    pub fn create(self) -> io::Result<()> {
        let (target, file) = self.written()?;
        file.persist_noclobber(&target)?;
        sync_folder_of(&target);
        Ok(())
    }

    /// The target, and the temporary file with the whole content on the disk.
    fn written(self) -> io::Result<(PathBuf, NamedTempFile)> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        Ok((self.target, file))
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// A file without a name, for what memory has no room for. It is gone when the process is.
///
/// # Errors
/// If the folder for temporary files can't be written to.
pub fn scratch() -> io::Result<File> {
    tempfile::tempfile()
}

/// Writes a file, replacing an existing one.
///
/// # Errors
/// See [`Draft::new`] and [`Draft::replace`].
pub fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut draft = Draft::new(path)?;
    draft.write_all(content)?;
    draft.replace()
}

/// Writes a file if nothing has this name, not even a dangling link.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] if there is one; see [`Draft::new`] and [`Draft::create`].
pub fn create(path: &Path, content: &[u8]) -> io::Result<()> {
    if path.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let mut draft = Draft::new(path)?;
    draft.write_all(content)?;
    draft.create()
}

/// Checks that [`replace`] could write this file now. Nothing is left behind.
///
/// # Errors
/// See [`Draft::new`].
pub fn check(path: &Path) -> io::Result<()> {
    Draft::new(path).map(drop)
}

/// Checks that files can be written in this folder now. Nothing is left behind.
///
/// # Errors
/// If they can't.
pub fn check_folder(folder: &Path) -> io::Result<()> {
    temporary_in(folder).map(drop)
}

fn temporary_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".zeitnot-").suffix(".tmp").rand_bytes(12);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666)); // less the umask, as for any new file
    builder.tempfile_in(folder).map_err(|error| io::Error::new(error.kind(), why_not_in(folder, &error)))
}

/// Why a file can't be created in a folder. The file's random name would mean nothing to a reader.
fn why_not_in(folder: &Path, error: &io::Error) -> String {
    let name = folder.display();
    match error.kind() {
        io::ErrorKind::NotFound if folder.symlink_metadata().is_err() => format!("there is no folder `{name}`"),
        // Such as /proc.
        io::ErrorKind::NotFound => format!("no new files can be created in the folder `{name}`"),
        io::ErrorKind::NotADirectory => format!("`{name}` is not a folder"),
        io::ErrorKind::PermissionDenied => format!("no permission to create files in the folder `{name}`"),
        io::ErrorKind::ReadOnlyFilesystem => format!("the folder `{name}` is on a read-only file system"),
        _ => error.get_ref().and_then(|error| error.source()).map_or_else(|| error.to_string(), ToString::to_string),
    }
}

/// The target of a path after following all links, whether or not there is a file.
fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..LINKS_MAX {
        let Ok(link) = fs::read_link(&path) else { return Ok(path) };
        path = folder_of(&path).join(link);
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, "too many symbolic links"))
}

/// Whether two paths name one file, whether or not it exists.
#[must_use]
pub fn is_same(one: &Path, other: &Path) -> bool {
    let place = |path: &Path| {
        let path = followed(path).ok()?;
        Some(fs::canonicalize(folder_of(&path)).ok()?.join(path.file_name()?))
    };
    one == other || place(one).is_some_and(|one| place(other) == Some(one))
}

/// The folder that a file is in.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes a new name durable on the disk. On systems that can't, it is durable a moment later.
fn sync_folder_of(path: &Path) {
    drop(File::open(folder_of(path)).and_then(|folder| folder.sync_all()));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_that_is_read_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        fs::write(&file, "values").unwrap();
        protect(&file);
        let other_name = folder.path().join(".").join("a");
        assert_eq!(replace(&other_name, b"results").unwrap_err().kind(), io::ErrorKind::InvalidInput);
        assert_eq!(fs::read(&file).unwrap(), b"values");
        replace(&folder.path().join("b"), b"results").unwrap();
    }

    #[test]
    fn a_file_is_there_as_a_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        let mut draft = Draft::new(&file).unwrap();
        draft.write_all(b"half").unwrap();
        assert!(!file.exists());
        drop(draft);
        assert_eq!(names(folder.path()), [""; 0], "a draft that is dropped leaves nothing behind");
        replace(&file, b"one").unwrap();
        replace(&file, b"two").unwrap();
        check(&file).unwrap();
        assert_eq!((fs::read(&file).unwrap(), names(folder.path())), (b"two".to_vec(), vec!["a".to_owned()]));
    }

    #[test]
    fn what_exists_is_not_created_anew() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        create(&file, b"one").unwrap();
        assert_eq!(create(&file, b"two").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        let mut draft = Draft::new(&folder.path().join("b")).unwrap();
        fs::write(folder.path().join("b"), "mine").unwrap();
        draft.write_all(b"two").unwrap();
        assert_eq!(draft.create().unwrap_err().kind(), io::ErrorKind::AlreadyExists, "it came in between");
        assert_eq!(fs::read(&file).unwrap(), b"one");
        assert_eq!(fs::read(folder.path().join("b")).unwrap(), b"mine");
        assert_eq!(names(folder.path()), ["a", "b"]);
    }

    #[test]
    fn what_cant_be_written_is_refused_at_the_beginning() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(check(folder.path()).unwrap_err().kind(), io::ErrorKind::IsADirectory);
        let missing = check(&folder.path().join("no/such")).unwrap_err();
        assert_eq!(missing.kind(), io::ErrorKind::NotFound);
        assert_eq!(missing.to_string(), format!("there is no folder `{}`", folder.path().join("no").display()));
        let file = folder.path().join("a");
        fs::write(&file, "mine").unwrap();
        #[cfg(unix)]
        assert_eq!(check(&file.join("b")).unwrap_err().to_string(), format!("`{}` is not a folder", file.display()));
        let long = check(&folder.path().join("x".repeat(1_000))).unwrap_err();
        assert_eq!(long.kind(), io::ErrorKind::InvalidFilename, "before it is written");
        let mut permissions = fs::metadata(&file).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&file, permissions).unwrap();
        assert_eq!(check(&file).unwrap_err().kind(), io::ErrorKind::PermissionDenied);
    }

    #[test]
    fn why_a_folder_takes_no_file_is_said_by_kind() {
        let folder = tempfile::tempdir().unwrap();
        let why = |folder: &Path, kind: io::ErrorKind| why_not_in(folder, &kind.into());
        let name = folder.path().display();
        assert_eq!(
            why(folder.path(), io::ErrorKind::NotFound),
            format!("no new files can be created in the folder `{name}`")
        );
        let no_permission = format!("no permission to create files in the folder `{name}`");
        assert_eq!(why(folder.path(), io::ErrorKind::PermissionDenied), no_permission);
        let read_only = format!("the folder `{name}` is on a read-only file system");
        assert_eq!(why(folder.path(), io::ErrorKind::ReadOnlyFilesystem), read_only);
        assert_eq!(why(folder.path(), io::ErrorKind::StorageFull), "no storage space");
        #[cfg(target_os = "linux")]
        assert_eq!(
            check(Path::new("/proc/x")).unwrap_err().to_string(),
            "no new files can be created in the folder `/proc`"
        );
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_survive() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let [file, link, other] = ["a", "link", "other"].map(|name| folder.path().join(name));
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a", &link).unwrap();
        replace(&link, b"new").unwrap();
        assert_eq!(fs::read_link(&link).unwrap(), Path::new("a"), "the link is still one");
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);

        // A link that points nowhere yet.
        symlink(folder.path().join("far"), &other).unwrap();
        assert_eq!(create(&other, b"new").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        replace(&other, b"new").unwrap();
        assert_eq!(fs::read(folder.path().join("far")).unwrap(), b"new");
        // A new file has the permissions of any new file.
        fs::write(folder.path().join("plain"), "").unwrap();
        let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode("far"), mode("plain"));
        symlink("round", folder.path().join("round")).unwrap();
        assert!(check(&folder.path().join("round")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_regular_file_is_left_alone() {
        let error = check(Path::new("/dev/null")).unwrap_err();
        assert_eq!(error.to_string(), "it is not a regular file");
    }
}
