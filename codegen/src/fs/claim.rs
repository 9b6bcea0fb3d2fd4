//! One writer of a folder at a time, and what is removed when one ended midway.
//!
//! While a run writes into a folder, it holds the system's advisory lock on the folder itself. Nothing has to lie
//! around for that, and the lock ends with the process, however that ends. So whoever holds it knows that staging
//! folders and temporary files in the folder belong to nobody any more.
//!
//! A name alone does not make a leftover: people may call a folder `.docwright-2024`. One that holds anything that
//! no run puts there is not removed.
//!
//! Some systems cannot lock a folder: Windows, and network file systems. There, several runs may write at once; names
//! are fresh all the same, and only leftovers that are a day old are removed.

use std::fs::{self, DirEntry, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::{IoError, Result, read_head};
use crate::files::{MARKER_WITHIN, has_marker};

/// What names of staging folders and temporary files start with; digits and `-` follow.
const PREFIX: &str = ".docwright-";
/// What the names of temporary files end with, and of files in a staging folder that go to their places.
pub(crate) const SUFFIX: &str = ".new";
/// What the names of files end with that are kept in a staging folder until all is done.
pub(crate) const KEPT: &str = ".old";
/// How long to wait for another run; writing takes a fraction of a second.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often to look whether the other run has ended.
const PAUSE: Duration = Duration::from_millis(20);
/// The age at which leftovers are removed where no lock tells that they are nobody's.
const OLD: Duration = Duration::from_secs(24 * 60 * 60);
/// How many names are tried. Each is made of the time in nanoseconds, so that the second one is rarely needed.
const ATTEMPTS: u128 = 1000;

/// The sole right, among runs of this program, to write into a folder.
#[derive(Debug)]
pub(crate) struct Claim {
    folder: PathBuf,
    /// The locked folder; `None` where it cannot be locked.
    lock: Option<File>,
}

impl Claim {
    /// Waits until no other run writes into the folder, which has to exist.
    ///
    /// # Errors
    /// Another run does not end for half a minute.
    pub(crate) fn of(folder: &Path) -> Result<Self> {
        Self::within(folder, PATIENCE)
    }

    fn within(folder: &Path, patience: Duration) -> Result<Self> {
        let claim = |lock| Ok(Self { folder: folder.to_owned(), lock });
        let Ok(mut file) = File::open(folder) else { return claim(None) };
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) if is_at(&file, folder) => return claim(Some(file)),
                // The run before has removed the folder, or somebody has put another one in its place.
                Ok(()) => {
                    super::create_dirs(folder)?;
                    file = File::open(folder).map_err(|error| IoError::new("write into", folder, error))?;
                }
                Err(TryLockError::Error(_)) => return claim(None),
                Err(TryLockError::WouldBlock) if start.elapsed() < patience => thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => {
                    let busy = io::Error::new(io::ErrorKind::WouldBlock, "another run is writing there");
                    return Err(IoError::new("write into", folder, busy));
                }
            }
        }
    }

    /// Removes what runs left that were ended midway, and tells how many there were; what cannot be removed stays.
    pub(crate) fn tidy(&self) -> usize {
        let Ok(entries) = fs::read_dir(&self.folder) else { return 0 };
        let left = entries.filter_map(io::Result::ok).filter(|entry| is_leftover(entry) && self.is_nobodys(entry));
        left.filter(|entry| remove(entry).is_ok()).count()
    }

    fn is_nobodys(&self, entry: &DirEntry) -> bool {
        let age = || SystemTime::now().duration_since(entry.metadata().ok()?.modified().ok()?).ok();
        self.lock.is_some() || age().is_some_and(|age| age > OLD)
    }

    /// Creates a folder that did not exist before.
    pub(crate) fn fresh_dir(&self) -> Result<PathBuf> {
        self.fresh("", |path| fs::create_dir(path)).map(|(path, ())| path)
    }

    /// Creates a file that did not exist before.
    pub(super) fn fresh_file(&self) -> Result<(PathBuf, File)> {
        self.fresh(SUFFIX, |path| File::create_new(path))
    }

    /// Calls `create`, which fails where something exists, with one name after the other.
    fn fresh<T>(&self, suffix: &str, create: impl Fn(&Path) -> io::Result<T>) -> Result<(PathBuf, T)> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
        let names = (now..now + ATTEMPTS).map(|time| format!("{PREFIX}{}-{time}{suffix}", process::id()));
        let mut taken = io::Error::from(io::ErrorKind::AlreadyExists);
        for path in names.map(|name| self.folder.join(name)) {
            match create(&path) {
                Ok(created) => return Ok((path, created)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => taken = error,
                Err(error) => return Err(IoError::new("write into", &self.folder, error)),
            }
        }
        Err(IoError::new("write into", &self.folder, taken))
    }
}

/// Whether a path leads to an open folder, and not to one that was made later.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    file.metadata().map(id).ok() == fs::metadata(path).map(id).ok()
}

/// Elsewhere folders cannot be locked.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

/// Whether a folder holds nothing, or nothing but leftovers.
pub(crate) fn is_unused_dir(path: &Path) -> Result<bool> {
    let entries = fs::read_dir(path).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let entries = entries.map_err(|error| IoError::new("read the folder", path, error))?;
    Ok(entries.iter().all(is_leftover))
}

/// Whether an entry is what a run needed for a moment: it has such a name, and holds nothing else. Links are none.
fn is_leftover(entry: &DirEntry) -> bool {
    let (Ok(kind), name) = (entry.file_type(), entry.file_name()) else { return false };
    let own = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
    own.is_some_and(|own| match own.strip_suffix(SUFFIX) {
        Some(own) => kind.is_file() && own.split_once('-').is_some_and(|(id, time)| is_number(id) && is_number(time)),
        None => kind.is_dir() && own.split('-').all(is_number) && is_staging(&entry.path()),
    })
}

/// Whether a folder holds nothing but staged and kept files, and generated ones.
fn is_staging(folder: &Path) -> bool {
    let is_staged = |path: &Path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.strip_suffix(SUFFIX).or_else(|| name.strip_suffix(KEPT)).is_some_and(is_number)
    };
    holds_only(folder, &|file| is_staged(file) || is_generated(file))
}

/// Whether all files below a folder are of a kind, and nothing is there but files and folders. What cannot be read is
/// of no kind.
fn holds_only(folder: &Path, kind: &dyn Fn(&Path) -> bool) -> bool {
    let is_fine = |entry: &DirEntry| match entry.file_type() {
        Ok(found) if found.is_dir() => holds_only(&entry.path(), &is_generated),
        Ok(found) => found.is_file() && kind(&entry.path()),
        Err(_) => false,
    };
    fs::read_dir(folder).is_ok_and(|mut entries| entries.all(|entry| entry.is_ok_and(|entry| is_fine(&entry))))
}

fn is_generated(file: &Path) -> bool {
    read_head(file, MARKER_WITHIN).is_ok_and(|head| has_marker(&head))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn remove(entry: &DirEntry) -> io::Result<()> {
    match entry.file_type()?.is_dir() {
        true => fs::remove_dir_all(entry.path()),
        false => fs::remove_file(entry.path()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_fresh() {
        let dir = tempfile::tempdir().unwrap();
        let claim = Claim::of(dir.path()).unwrap();
        let (one, two) = (claim.fresh_dir().unwrap(), claim.fresh_dir().unwrap());
        let (file, _) = claim.fresh_file().unwrap();
        assert!(one != two && one.is_dir() && two.is_dir() && file.is_file());
    }

    #[test]
    fn only_what_is_named_as_a_leftover_is_one() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        for name in [".docwright-12", ".docwright-12-345", ".docwright-", ".docwright-cache", "docwright-1"] {
            fs::create_dir_all(at(name).join("deep")).unwrap();
            fs::write(at(name).join("0.new"), "").unwrap();
            fs::write(at(name).join("deep/a.rs"), format!("// {}", crate::files::MARKER)).unwrap();
        }
        for name in [".docwright-12-345.new", ".docwright-1", "docwright.lock.new", ".docwright-2024.new"] {
            let _ = fs::write(at(name), "");
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(at("docwright-1"), at(".docwright-99")).unwrap();
        assert!(!is_unused_dir(dir.path()).unwrap());
        assert_eq!(Claim::of(dir.path()).unwrap().tidy(), if cfg!(unix) { 3 } else { 0 });
        let mut left: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        if cfg!(unix) {
            let kept = [
                ".docwright-",
                ".docwright-1",
                ".docwright-2024.new",
                ".docwright-99",
                ".docwright-cache",
                "docwright-1",
                "docwright.lock.new",
            ];
            assert_eq!(left, kept);
            assert!(at("docwright-1/0.new").exists());
        }
    }

    #[test]
    fn a_folder_that_holds_anything_else_is_no_leftover() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join(".docwright-2024");
        let is_unused = || is_unused_dir(dir.path()).unwrap();
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("0.old"), "").unwrap();
        assert!(is_unused());
        for path in ["notes", "deep/0.new", "0.new/mine", "x.old", ".old", "0-1.new"] {
            let file = folder.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, "mine").unwrap();
            assert!(!is_unused(), "{path}");
            assert_eq!(Claim::of(dir.path()).unwrap().tidy(), 0);
            assert_eq!(fs::read_to_string(&file).unwrap(), "mine", "{path}");
            fs::remove_file(&file).unwrap();
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("0.old", folder.join("1.old")).unwrap();
            assert!(!is_unused(), "a run makes no links");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_second_run_waits_for_the_first_and_says_so_when_that_does_not_end() {
        let dir = tempfile::tempdir().unwrap();
        let claim = Claim::of(dir.path()).unwrap();
        let error = Claim::within(dir.path(), Duration::from_millis(50)).unwrap_err();
        assert!(error.to_string().contains("another run is writing there"), "{error}");
        assert!(error.help().contains("has ended"), "{}", error.help());
        let path = dir.path().to_owned();
        let second = thread::spawn(move || Claim::of(&path).map(drop));
        thread::sleep(Duration::from_millis(50));
        assert!(!second.is_finished());
        drop(claim);
        second.join().unwrap().unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_claim_is_one_of_the_folder_that_is_there() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("out");
        fs::create_dir(&folder).unwrap();
        let first = Claim::of(&folder).unwrap();
        let path = folder.clone();
        let second = thread::spawn(move || Claim::of(&path).unwrap());
        thread::sleep(Duration::from_millis(50));
        fs::remove_dir(&folder).unwrap();
        drop(first);
        let second = second.join().unwrap();
        second.fresh_dir().unwrap();
        Claim::within(&folder, Duration::from_millis(50)).unwrap_err();
    }
}
