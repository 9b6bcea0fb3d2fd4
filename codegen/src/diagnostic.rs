//! What can be wrong with the docs: stable codes, located messages, a collector.
//!
//! Stages report every fault they find into [`Diagnostics`]; the driver stops *between* stages when
//! errors stand. Rendering lives with the frontends, so that a build-dependency carries none.

use std::collections::BTreeMap;
use std::fmt;

use crate::source::Origin;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// For the reader's information; nothing needs to be done.
    Note,
    /// Output is right, but says less than it could or differs from what a page claims.
    Warning,
    /// The page cannot be understood; nothing is written.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $id:literal, $severity:ident, $help:literal;)+) => {
        /// Every kind of finding. The identifier of a kind is stable: it is never reused for another.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $variant,)+ }

        impl Code {
            /// All kinds, in order of their identifiers.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)+];

            /// The stable identifier, such as `DW0101`.
            pub const fn id(self) -> &'static str {
                match self { $(Code::$variant => $id,)+ }
            }

            /// The severity of every finding of this kind.
            pub const fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)+ }
            }

            /// The next action: the edit or the command that settles it.
            pub const fn help(self) -> &'static str {
                match self { $(Code::$variant => $help,)+ }
            }

            /// What this kind of finding means, in a sentence or two.
            pub const fn meaning(self) -> &'static str {
                match self { $(Code::$variant => concat!($($doc),+).trim_ascii(),)+ }
            }
        }
    };
}

codes! {
    // 01xx: reading files
    /// The file is not valid UTF-8.
    NotUtf8 = "DW0101", Error, "save the page as UTF-8";
    /// The page names an include file that does not exist; the page is read without it.
    IncludeMissing = "DW0102", Warning, "add the included file, or remove the include";
    /// The page includes a file outside of the docs folder; it is not read.
    IncludeOutside = "DW0103", Error, "move the included file below the docs folder";
    /// The file is larger than any endpoint page may be.
    TooLarge = "DW0104", Error, "split the page, or keep the file out of the docs folder";
    /// A folder given as docs holds no endpoint page.
    NoPages = "DW0105", Error, "give the folder that holds the endpoint pages with --docs";
    /// A symbolic link stands among the pages; what it leads to is not read through it.
    LinkNotFollowed = "DW0106", Warning, "copy the pages to the place of the link, or give their folder with a further --docs";

    // 02xx: the frame of a page
    /// The page does not start with front matter (`---`, keys, `---`).
    FrontMatterMissing = "DW0201", Error, "start the page with '---', 'title: ..', 'uid: ..', '---'";
    /// The front matter is not valid YAML, or not a mapping of names to texts.
    FrontMatterInvalid = "DW0202", Error, "correct the YAML between the two '---' lines";
    /// The front matter has no id, or one that is not of the form that the dialect tells.
    OperationIdInvalid = "DW0203", Error, "give the page its id in the front matter";
    /// The page has no `http` fence with one request line such as `GET /api/v1/Contact/{id}`.
    RequestLineMissing = "DW0204", Error, "add a fence ```http with one line 'METHOD /path'";
    /// The request line is not `METHOD /path`, or its path template is malformed.
    RequestLineInvalid = "DW0205", Error, "write the request line as 'METHOD /path/{parameter}'";
    /// A part that every page has is missing.
    SectionMissing = "DW0206", Warning, "add the section, as in the other pages";
    /// A heading or a line is of no known kind; it was left out.
    LineNotUnderstood = "DW0207", Warning, "report the page, or turn the line into prose of the description";
    /// The first heading differs from the title of the front matter.
    TitleDiffers = "DW0208", Note, "make the first heading and the title equal";

    /// The page has two operation ids, or one that is not the name of its file.
    OperationIdDiffers = "DW0209", Warning, "name the file as the id of the page, and give the page one id";
    /// A fence has no closing line, so it takes in everything up to the end of the page.
    FenceUnclosed = "DW0210", Warning, "close the fence with a line of three back-ticks";
    /// The page cannot be understood, and is left out, as an entry of `fixups` says of all such pages.
    PageLeftOut = "DW0211", Warning, "correct the page to have its operation, or leave it as it is";

    // 03xx: tables
    /// The table's columns are not those of any known kind of table.
    TableUnknown = "DW0301", Error, "give the table the columns of its kind, such as '| Property Name | Type | Description |'";
    /// The row is not one of its table: it has other cells than the header, or no name.
    RowInvalid = "DW0302", Error, "give the row a name and as many cells as the header";
    /// The row names something that an earlier row of the table names; the first one counts.
    RowDuplicate = "DW0303", Warning, "remove one of the two rows";
    /// The row is broken over several lines; they were joined.
    RowContinued = "DW0304", Note, "put the row on one line";
    /// A status is not a number from 100 to 599.
    StatusInvalid = "DW0305", Error, "write the status as three digits";
    /// A closed list of values is empty or repeats a value.
    EnumInvalid = "DW0306", Warning, "list each value once, as in 'Enum: A, B'";
    /// The path template and the path table name different parameters.
    PathParametersDiffer = "DW0307", Error, "list exactly the path's parameters in the table 'Path Part'";

    /// The table is of a known kind, but stands where that kind has no place, or is the second one.
    TableMisplaced = "DW0308", Error, "put the table under the heading of its kind, once";
    /// A type is neither a known word nor a name; it is read as if it was left blank.
    TypeInvalid = "DW0309", Warning, "write one of the known types, or one name of letters and digits";

    /// The docs do not tell the type of a parameter; any text is taken for it.
    ParameterUntold = "DW0310", Warning, "write a type such as 'int32' in the cell, or correct it with 'fixups' in docwright.yaml";
    /// A name or a value holds characters that cannot be seen, or that look like a plain space; it is used as it stands.
    NameInvisible = "DW0311", Warning, "type it anew: it was copied with characters that an API does not know";
    /// A cell of a column that says yes or no says neither; it is read as if it was left blank.
    PresenceUnknown = "DW0312", Warning, "write one of the words that the dialect has under 'presence', or add the word there";
    /// A row says both that its value must be there and that it may be left out, or that it is never `null` and that it may
    /// be; it is taken for optional, and for nullable.
    PresenceContradicted = "DW0313", Warning, "remove one of the two";

    /// The name of a row tells that it is a part of another one, which is not there: what is missing was made up, or the
    /// row stands where the next higher level ends.
    RowOrphan = "DW0314", Warning, "add the row of which it is a part above it, or correct the marks of its name";

    // 04xx: samples
    /// The sample message is not of the form start line, headers, empty line, body.
    SampleInvalid = "DW0401", Warning, "correct the sample message";
    /// The body of a sample is not valid JSON; nothing is learned from it.
    SampleNotJson = "DW0402", Warning, "correct the JSON of the sample";
    /// The sample shows other properties than the table.
    SampleDiffers = "DW0403", Warning, "make the sample show the properties of the table";
    /// The sample names another operation or status than the page.
    SampleMessageDiffers = "DW0404", Note, "make the sample's first line agree with the page";
    /// A whole number in a sample is beyond 64 bits, so that it is read as a double, which does not keep all digits.
    NumberTooWide = "DW0405", Warning, "show a number of at most 64 bits, or as text if all digits of what the API sends matter";
    /// The JSON of a sample is not valid; what was wrong with it was repaired, as the dialect says.
    SampleRepaired = "DW0406", Note, "correct the JSON of the sample";
    /// Samples show whole numbers of 64 bits and decimals as one value; it is a double, which does not hold all of the former.
    DigitsLost = "DW0407", Warning, "tell the type in the docs, or correct it with 'fixups' in docwright.yaml";

    // 05xx: meaning, over all pages
    /// Two pages have the same operation id; the first one, by path, counts.
    OperationDuplicate = "DW0501", Error, "remove one of the two pages, or give it an id of its own";
    /// Two pages describe the same method and path, but for the case of letters; both are kept.
    RouteDuplicate = "DW0502", Warning, "remove the stale page; until then the server prefers the first by id";
    /// Two routes of the same shape cannot be told apart by the types of their parameters.
    RouteAmbiguous = "DW0503", Warning, "choose with 'routes.prefer' in docwright.yaml which one a request reaches";
    /// The page names a type that no page describes.
    TypeUndescribed = "DW0504", Note, "add a page that shows the type, or an earlier edition with --evidence; until then it is any JSON";
    /// Evidence for a type contradicts itself; the stronger kind, or none, was taken.
    EvidenceConflict = "DW0505", Warning, "correct the weaker of the two places";
    /// A status without a body is documented with a body; the body was ignored.
    BodyIgnored = "DW0507", Note, "remove the body section of the page";
    /// What pages mean changes each time that what was learned of them is recalled, so nothing is remembered of them.
    Unsettled = "DW0508", Warning, "give each of these types one name on all pages; until then docwright.lock learns nothing of them";

    /// `routes.prefer` names an operation that no selected service has.
    PreferenceUnknown = "DW0509", Warning, "name an operation by its id under 'routes.prefer' in docwright.yaml";

    /// A link in the place of a type leads to nothing that defines one; what it is called was taken.
    TypeLinkBroken = "DW0511", Warning, "correct the link, or give the folder of the page that it leads to with a further --docs";
    /// Several successes of an operation hold different things; calls answer what the first of them holds.
    SuccessesDiffer = "DW0512", Warning, "where another success may come, read it with 'raw' of the call, which gives the status too";
    /// A page refers to an operation that no page describes.
    OperationMissing = "DW0513", Warning, "add the page of the operation, or correct the reference";
    /// No page lists the values of a property any more, and those that the lock knows cannot be told apart from others.
    ValuesForgotten = "DW0514", Warning, "list the values on the page again, or correct the type with 'fixups' in docwright.yaml";

    // 06xx: Rust
    /// Two names become the same Rust name; one of them got a suffix.
    NameCollision = "DW0601", Note, "nothing: the name on the wire stays as it is";
    /// A Rust name stands for another name on the wire than before, as what had it is gone from the docs.
    NameMoved = "DW0602", Warning, "read the code that uses the Rust name: it compiles, and sends or reads something else";

    // 07xx: configuration
    /// docwright.yaml cannot be read.
    ConfigInvalid = "DW0701", Error, "correct docwright.yaml";
    /// A selected service exists on no page.
    ServiceUnknown = "DW0702", Error, "name a service such as 'ChatAgent' or a docs folder such as 'Chat_Agent' or 'rest/Contact'";
    /// A correction in docwright.yaml does not fit what the docs say.
    FixupMisfit = "DW0703", Error, "compare with the docs, then correct the entry of 'fixups' in docwright.yaml, or remove it";
    /// Something is to be added to, or put in the place of, a type or property that does not exist.
    CustomizationUnknown = "DW0704", Error, "name a type such as 'ContactEntity' or a property such as 'ContactEntity.Name', as the docs spell it";
    /// The file of a dialect cannot be read.
    DialectInvalid = "DW0705", Error, "correct the file of the dialect; codegen/schema/dialect-v1.schema.json describes its keys";

    // 08xx: exports
    /// An OpenAPI document may have one operation of a method and path, whatever the names and types of parameters are;
    /// the other one stands in an extension, where most tools do not see it.
    OperationHidden = "DW0801", Warning, "read it from 'x-docwright-alternatives'; tools that know no extensions see one of the two only";
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where; `None` only for findings about the input as a whole.
    pub origin: Option<Origin>,
    /// What kind.
    pub code: Code,
    /// One line, specific enough to make sense on its own.
    pub message: String,
    /// Further places that matter, each with what stands there.
    pub related: Vec<(Origin, String)>,
}

impl Diagnostic {
    /// The severity, given by the code.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

impl fmt::Display for Diagnostic {
    /// `path:line:column: severity[code]: message`, on one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(origin) = &self.origin {
            write!(f, "{origin}: ")?;
        }
        write!(f, "{}[{}]: {}", self.severity(), self.code.id(), self.message)
    }
}

/// Collects findings; their order does not depend on the order in which they were made.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// An empty collection.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding about one place.
    pub fn report(&mut self, code: Code, origin: &Origin, message: impl Into<String>) {
        self.add(Diagnostic { origin: Some(origin.clone()), code, message: message.into(), related: Vec::new() });
    }

    /// Adds a finding.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Takes over the findings of another collection.
    pub fn extend(&mut self, other: Diagnostics) {
        self.found.extend(other.found);
    }

    /// Whether a finding is an error.
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|found| found.severity() == Severity::Error)
    }

    /// The findings, in the order in which they were made.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.found.iter()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All findings by file, line, column and code.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.found.sort();
        self.found
    }

    /// Keeps the findings for which `keep` holds.
    pub fn retain(&mut self, keep: impl Fn(&Diagnostic) -> bool) {
        self.found.retain(keep);
    }

    /// How many findings there are.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// How many findings there are of each kind.
    pub fn counts(&self) -> BTreeMap<Code, usize> {
        let mut counts = BTreeMap::new();
        for found in &self.found {
            *counts.entry(found.code).or_insert(0) += 1;
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn identifiers_are_unique_sorted_and_every_help_is_an_action() {
        let ids: Vec<_> = Code::ALL.iter().map(|code| code.id()).collect();
        assert!(ids.is_sorted());
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        assert!(Code::ALL.iter().all(|code| !code.help().is_empty() && code.meaning().ends_with('.')));
    }

    #[test]
    fn findings_come_out_by_place() {
        let origin = |file: &str, line| Origin { file: file.into(), line, column: 1, length: 0 };
        let mut diagnostics = Diagnostics::new();
        diagnostics.report(Code::RowInvalid, &origin("b.md", 1), "second");
        diagnostics.report(Code::RowDuplicate, &origin("a.md", 9), "first");
        assert!(diagnostics.has_errors());
        let lines: Vec<_> = diagnostics.into_sorted().iter().map(ToString::to_string).collect();
        assert_eq!(lines, ["a.md:9:1: warning[DW0303]: first", "b.md:1:1: error[DW0302]: second"]);
    }
}
