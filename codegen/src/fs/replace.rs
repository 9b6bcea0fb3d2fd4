//! Replacing a file as a whole.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Claim, IoError, Result};

/// How many links are followed at most; systems have limits of this kind, too.
const MAX_LINKS: usize = 40;

/// Creates a file, or replaces it as a whole: whoever reads it finds what was there before, or the new contents, also
/// when this process is killed or the disk is full.
///
/// The new file has the permissions of the one before; one that is read-only for everybody is not replaced. A
/// symbolic link stays and the file that it leads to is replaced. What is no file, such as a pipe or `/dev/stdout`, is
/// written to.
///
/// # Errors
/// The file cannot be written. It is as it was then.
pub(crate) fn replace(path: &Path, contents: &[u8]) -> Result<()> {
    replace_if(path, contents, || true).map(drop)
}

/// As [`replace`], if a condition still holds when no other run can replace the file; says whether it did.
///
/// # Errors
/// As [`replace`].
pub(crate) fn replace_if(path: &Path, contents: &[u8], holds: impl FnOnce() -> bool) -> Result<bool> {
    put(path, contents, holds, |fresh, file| fs::rename(fresh, file))
}

/// Does all of [`replace`] that can fail for want of space or rights, but leaves everything as it is.
///
/// # Errors
/// As [`replace`].
pub(crate) fn rehearse(path: &Path, contents: &[u8]) -> Result<()> {
    match destination(path).map_err(|error| IoError::new("write", path, error))? {
        Destination::Stream => Ok(()),
        Destination::File(..) => put(path, contents, || true, |fresh, _| fs::remove_file(fresh)).map(drop),
    }
}

/// Writes a file beside another one; `finish` gets both.
fn put(
    path: &Path,
    contents: &[u8],
    holds: impl FnOnce() -> bool,
    finish: impl FnOnce(&Path, &Path) -> io::Result<()>,
) -> Result<bool> {
    let refused = |error| IoError::new("write", path, error);
    match destination(path).map_err(refused)? {
        Destination::Stream => write_to(path, contents).map_err(refused).map(|()| true),
        Destination::File(_, Some(permissions)) if permissions.readonly() => {
            Err(refused(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only")))
        }
        Destination::File(file, permissions) => {
            let claim = Claim::of(folder_of(&file))?;
            if !holds() {
                return Ok(false);
            }
            claim.tidy();
            let (fresh, opened) = claim.fresh_file()?;
            let moved = fill(opened, contents, permissions).and_then(|()| finish(&fresh, &file));
            moved.map(|()| true).map_err(|error| {
                // The next run removes it if this one cannot.
                let _ = fs::remove_file(&fresh);
                refused(error)
            })
        }
    }
}

/// Where contents go.
enum Destination {
    /// To a file, which has these permissions if it exists.
    File(PathBuf, Option<Permissions>),
    /// To something that cannot be replaced.
    Stream,
}

fn destination(path: &Path) -> io::Result<Destination> {
    let mut place = path.to_owned();
    for _ in 0..MAX_LINKS {
        if is_of_processes(&place) {
            return Ok(Destination::Stream);
        }
        let metadata = match fs::symlink_metadata(&place) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Destination::File(place, None)),
            Err(error) => return Err(error),
        };
        if metadata.is_file() {
            return Ok(Destination::File(place, Some(metadata.permissions())));
        }
        if metadata.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if !metadata.is_symlink() {
            return Ok(Destination::Stream);
        }
        place = folder_of(&place).join(fs::read_link(&place)?);
    }
    Err(io::Error::other("too many symbolic links"))
}

/// Whether a place stands for what a process has opened; links there do not lead to paths. Files of `/dev/shm` are
/// files like others, and `/dev/stdout` is a link to such a place.
fn is_of_processes(place: &Path) -> bool {
    let folder = fs::canonicalize(folder_of(place)).unwrap_or_default();
    cfg!(unix) && (folder.starts_with("/proc") || folder == Path::new("/dev/fd"))
}

/// The folder of a file, which is the working folder for a name alone.
fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn fill(mut file: File, contents: &[u8], permissions: Option<Permissions>) -> io::Result<()> {
    file.write_all(contents)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    // Otherwise a crash of the system could leave the new name with nothing behind it.
    file.sync_all()
}

/// Adds to what was written before, as standard output may be a file that others write to.
fn write_to(path: &Path, contents: &[u8]) -> io::Result<()> {
    File::options().append(true).open(path)?.write_all(contents)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(dir: &Path) -> Vec<String> {
        let names = fs::read_dir(dir).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    }

    #[test]
    fn nothing_but_the_file_is_left_also_of_a_run_before() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.json");
        if cfg!(unix) {
            fs::write(dir.path().join(".docwright-7-8.new"), "half").unwrap();
        }
        for contents in ["one", "two"] {
            replace(&file, contents.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&file).unwrap(), contents);
            assert_eq!(names(dir.path()), ["a.json"]);
        }
    }

    #[test]
    fn what_cannot_be_written_is_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("folder")).unwrap();
        for path in ["folder", "none/a.json"] {
            let error = replace(&dir.path().join(path), b"x").unwrap_err();
            assert!(error.to_string().starts_with("cannot write "), "{error}");
        }
        let file = dir.path().join("a.json");
        fs::write(&file, "one").unwrap();
        let mut permissions = fs::metadata(&file).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&file, permissions).unwrap();
        assert!(replace(&file, b"two").unwrap_err().to_string().contains("read-only"));
        assert_eq!(fs::read_to_string(&file).unwrap(), "one");
        assert_eq!(names(dir.path()), ["a.json", "folder"]);
    }

    #[cfg(unix)]
    mod unix {
        use super::*;
        use std::os::unix::fs::{PermissionsExt, symlink};

        #[test]
        fn permissions_stay() {
            let dir = tempfile::tempdir().unwrap();
            let file = dir.path().join("a.json");
            fs::write(&file, "one").unwrap();
            fs::set_permissions(&file, Permissions::from_mode(0o640)).unwrap();
            replace(&file, b"two").unwrap();
            assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        }

        #[test]
        fn a_link_stays_and_what_it_leads_to_is_replaced() {
            let dir = tempfile::tempdir().unwrap();
            fs::create_dir(dir.path().join("real")).unwrap();
            let link = dir.path().join("link");
            symlink("real/a.json", &link).unwrap();
            for contents in ["created", "replaced"] {
                replace(&link, contents.as_bytes()).unwrap();
                assert_eq!(fs::read_to_string(dir.path().join("real/a.json")).unwrap(), contents);
                assert!(link.is_symlink());
            }
            assert_eq!(names(&dir.path().join("real")), ["a.json"]);
            symlink("circle", dir.path().join("circle")).unwrap();
            assert!(replace(&dir.path().join("circle"), b"").is_err());
        }

        #[test]
        fn devices_are_written_to() {
            replace(Path::new("/dev/null"), b"x").unwrap();
            assert!(!fs::symlink_metadata("/dev/null").unwrap().is_file());
        }

        #[cfg(target_os = "linux")]
        #[test]
        fn files_in_memory_are_replaced_like_others() {
            let dir = tempfile::tempdir_in("/dev/shm").unwrap();
            let (file, link) = (dir.path().join("a.json"), dir.path().join("link"));
            symlink("a.json", &link).unwrap();
            for (path, contents) in [(&file, "created"), (&file, "replaced"), (&link, "through a link")] {
                replace(path, contents.as_bytes()).unwrap();
                assert_eq!(fs::read_to_string(&file).unwrap(), contents);
            }
        }
    }
}
