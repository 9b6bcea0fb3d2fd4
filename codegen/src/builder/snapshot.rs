//! What files were like when a build script looked at them.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::fs::{IoError, read, read_up_to};
use crate::read::Docs;
use crate::walk::{self, MAX_PAGE_BYTES};

/// What is added to the names of links.
const LINK: &str = " is a link";

/// A file that changed this short before it was looked at may change again and look the same: some file
/// systems count time in steps of two seconds.
const STEP: Duration = Duration::from_secs(2);

/// What a file looks like from outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Look {
    length: u64,
    /// When it was written, in nanoseconds since 1970.
    written: u64,
    /// When anything about it changed, where the platform tells: programs that copy files set `written`.
    changed: Option<(i64, i64)>,
}

impl Look {
    /// Looks at a file; `None` where it cannot be told what it looks like.
    pub(super) fn at(file: &Path) -> Option<Self> {
        let metadata = fs::metadata(file).ok()?;
        let written = nanoseconds(metadata.modified().ok()?)?;
        Some(Self { length: metadata.len(), written, changed: changed(&metadata) })
    }

    /// Without what also changes when nothing but the place or the name of the file does.
    pub(super) fn written(self) -> Self {
        Self { changed: None, ..self }
    }

    /// Whether the file did not change shortly before a time, nor after it.
    fn is_older_than(&self, time: u64) -> bool {
        let changed = self.changed.and_then(|(seconds, _)| u64::try_from(seconds).ok()?.checked_mul(1_000_000_000));
        let latest = changed.map_or(self.written, |changed| changed.max(self.written));
        latest.checked_add(STEP.as_nanos() as u64).is_some_and(|latest| latest < time)
    }
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> Option<(i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.ctime(), metadata.ctime_nsec()))
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> Option<(i64, i64)> {
    None
}

fn nanoseconds(time: SystemTime) -> Option<u64> {
    u64::try_from(time.duration_since(UNIX_EPOCH).ok()?.as_nanos()).ok()
}

/// Hashes of the contents that a generation used, by the names of the files.
#[derive(Debug, Default)]
pub(super) struct Contents(BTreeMap<String, u64>);

impl Contents {
    /// Reads a file, and remembers what it held.
    pub(super) fn read(&mut self, file: &Path) -> Result<Vec<u8>, IoError> {
        let contents = crate::fs::read(file)?;
        self.add(file, Some(&contents));
        Ok(contents)
    }

    /// Remembers what pages held.
    pub(super) fn add_pages(&mut self, docs: &Docs) {
        docs.all_used().for_each(|(file, contents)| self.add(&file, contents));
    }

    fn add(&mut self, file: &Path, contents: Option<&[u8]>) {
        // A file without a name makes no snapshot; see `Snapshot::add`.
        if let Some(name) = file.to_str() {
            self.0.insert(name.to_owned(), hash(contents));
        }
    }
}

/// All inputs of a generation.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Snapshot {
    /// When it was begun, in nanoseconds since 1970.
    begun: u64,
    files: BTreeMap<String, (Look, u64)>,
}

impl Snapshot {
    /// Looks at the pages of `folders` and at `files`; reads what may have changed since `before`.
    ///
    /// `None` where that is not possible: then nothing is known to be unchanged.
    pub(super) fn take<'a>(
        folders: impl Iterator<Item = &'a PathBuf>,
        files: impl Iterator<Item = &'a PathBuf>,
        before: Option<&Self>,
    ) -> Option<Self> {
        let mut snapshot = Self { begun: nanoseconds(SystemTime::now())?, files: BTreeMap::new() };
        for folder in folders {
            let walk = walk::walk(folder).ok()?;
            for page in walk.files {
                snapshot.add(&page.file, before, |page| read_up_to(page, MAX_PAGE_BYTES as u64))?;
            }
            // Links are not followed, but reported.
            for link in walk.links {
                let look = Look { length: 0, written: 0, changed: None };
                snapshot.files.insert(format!("{}{LINK}", link.file.to_str()?), (look, 0));
            }
        }
        for file in files {
            snapshot.add(file, before, |file| read(file).map(Some))?;
        }
        Some(snapshot)
    }

    /// The same with the contents that were used, which may be others by now than when the files were looked at.
    ///
    /// `None` where these are not the same files.
    pub(super) fn with_contents(mut self, used: Contents) -> Option<Self> {
        let files = self.files.iter_mut().filter(|(name, _)| !name.ends_with(LINK));
        let mut used = used.0.into_iter();
        for (name, (_, hash)) in files {
            let (other, contents) = used.next()?;
            (other == *name).then_some(())?;
            *hash = contents;
        }
        used.next().is_none().then_some(self)
    }

    fn add(
        &mut self,
        file: &Path,
        before: Option<&Self>,
        read: impl Fn(&Path) -> Result<Option<Vec<u8>>, IoError>,
    ) -> Option<()> {
        let (name, look) = (file.to_str()?, Look::at(file)?);
        let hash = match before.and_then(|before| before.hash(name, &look)) {
            Some(hash) => hash,
            None => hash(read(file).ok()?.as_deref()),
        };
        self.files.insert(name.to_owned(), (look, hash));
        Some(())
    }

    /// The hash of a file that has not changed since.
    fn hash(&self, name: &str, look: &Look) -> Option<u64> {
        let (before, hash) = self.files.get(name)?;
        (before == look && look.is_older_than(self.begun)).then_some(*hash)
    }

    /// Whether there are the same files with the same contents.
    pub(super) fn has_contents_of(&self, other: &Self) -> bool {
        let contents =
            |snapshot: &'_ Self| -> Vec<_> { Vec::from_iter(snapshot.files.values().map(|(_, hash)| *hash)) };
        self.files.keys().eq(other.files.keys()) && contents(self) == contents(other)
    }
}

/// Hashes of two contents are compared by the program that made both, so that the algorithm may change with it.
///
/// A page that is too large is not read to the end; it is no page, whatever it holds.
fn hash(contents: Option<&[u8]>) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write_u8(u8::from(contents.is_some()));
    hasher.write(contents.unwrap_or_default());
    hasher.finish()
}
