//! One writer of a folder at a time, and what is removed when one ended midway.
//!
//! While a run writes into a folder, it holds the system's advisory lock on the folder itself. Nothing has to lie
//! around for that, and the lock ends with the process, however that ends. So whoever holds it knows that staging
//! folders and temporary files in the folder belong to nobody any more.
//!
//! Some systems cannot lock a folder: Windows, and network file systems. There, several runs may write at once; names
//! are fresh all the same, and only leftovers that are a day old are removed.

use std::fs::{self, DirEntry, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::{IoError, Result};

/// What names of staging folders and temporary files start with; digits and `-` follow.
const PREFIX: &str = ".docwright-";
/// What the names of temporary files end with.
const SUFFIX: &str = ".new";
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
pub struct Claim {
    folder: PathBuf,
    /// The locked folder; `None` where it cannot be locked.
    lock: Option<File>,
}

impl Claim {
    /// Waits until no other run writes into the folder, which has to exist.
    ///
    /// # Errors
    /// Another run does not end for half a minute.
    pub fn of(folder: &Path) -> Result<Self> {
        Self::within(folder, PATIENCE)
    }

    fn within(folder: &Path, patience: Duration) -> Result<Self> {
        let claim = |lock| Ok(Self { folder: folder.to_owned(), lock });
        let Ok(file) = File::open(folder) else { return claim(None) };
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return claim(Some(file)),
                Err(TryLockError::Error(_)) => return claim(None),
                Err(TryLockError::WouldBlock) if start.elapsed() < patience => thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => {
                    let busy = io::Error::new(io::ErrorKind::ResourceBusy, "another run is writing there");
                    return Err(IoError::new("write into", folder, busy));
                }
            }
        }
    }

    /// Removes what runs left that were ended midway, and tells how many there were; what cannot be removed stays.
    pub fn tidy(&self) -> usize {
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

/// Whether a folder holds nothing, or nothing but leftovers.
pub fn is_unused_dir(path: &Path) -> Result<bool> {
    let entries = fs::read_dir(path).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let entries = entries.map_err(|error| IoError::new("read the folder", path, error))?;
    Ok(entries.iter().all(is_leftover))
}

/// Whether an entry is named as this program names what it needs for a moment. Links are not.
fn is_leftover(entry: &DirEntry) -> bool {
    let (Ok(kind), name) = (entry.file_type(), entry.file_name()) else { return false };
    let unique = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let own = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
    own.is_some_and(|own| match own.strip_suffix(SUFFIX) {
        Some(own) => kind.is_file() && unique(own),
        None => kind.is_dir() && unique(own),
    })
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
            fs::write(at(name).join("deep/0.new"), "").unwrap();
        }
        for name in [".docwright-12-345.new", ".docwright-1", "docwright.lock.new"] {
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
                ".docwright-99",
                ".docwright-cache",
                "docwright-1",
                "docwright.lock.new",
            ];
            assert_eq!(left, kept);
            assert!(at("docwright-1/deep/0.new").exists());
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
}
