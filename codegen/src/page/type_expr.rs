//! What a type cell or a heading says of a type.

/// What a type cell or a heading says of a type; whether it is so is not told here.
///
/// Invariants: what is nested deeper than [`MAX_DEPTH`](Self::MAX_DEPTH) levels on the page is not in it; a union has at
/// least two members, of which none is a union or nullable; a list of values has at least one value, and none twice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TypeExpr {
    /// Nothing: the cell is empty, or has only words that mean nothing.
    Blank,
    /// A word of the vocabulary, which is closed.
    Word(TypeWord),
    /// Any other word: the name of a type.
    Name(String),
    /// A link to what defines a type; in a box, as links are larger than all else and rare.
    Link(Box<TypeLink>),
    /// Words of a sentence, of which the last ones may name a type.
    Words(String),
    /// A list, and what its elements are, where that is told.
    List(Option<Box<Self>>),
    /// A dictionary with text keys, and what its values are, where that is told.
    Map(Option<Box<Self>>),
    /// One of several types.
    Union(Vec<Self>),
    /// A list of one element of each type, in this order.
    Tuple(Vec<Self>),
    /// A closed list of values.
    Values(Vec<String>),
    /// The type, or `null`.
    Nullable(Box<Self>),
    /// The type, of which properties may be missing.
    Partial(Box<Self>),
}

/// The words for types, whatever a dialect spells them like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TypeWord {
    /// `true` or `false`
    Bool,
    /// A whole number of 32 bits
    Int32,
    /// A whole number of 64 bits
    Int64,
    /// A binary floating-point number
    Double,
    /// Text
    String,
    /// Text that may also be a date or bytes
    AnyString,
    /// A date and time
    DateTime,
    /// Bytes: base64 in JSON, a stream as a whole body
    Bytes,
    /// Text of a form of its own
    Text(TextForm),
    /// An object of which nothing more is told: with neither properties nor a sample, a dictionary
    Object,
    /// Any value
    Any,
    /// `null`
    Null,
}

/// The forms of text that have words, besides a date and time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextForm {
    /// A date
    Date,
    /// A time of day
    Time,
    /// A length of time
    Duration,
    /// A UUID
    Uuid,
    /// A URI
    Uri,
    /// A decimal number, as text
    Decimal,
}

/// A link, as it stands on the page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeLink {
    /// The text, without marks of emphasis and code.
    pub text: String,
    /// Where the link leads: a path, an anchor behind `#`, or both.
    pub target: String,
    /// Where it leads, if that is written in a form of the vendor's own.
    pub flat: Option<FlatTarget>,
}

/// The target of a link that has the path of a file without the signs between its segments.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FlatTarget {
    /// The end of the path, with underscores for slashes, such as `resources_user`.
    pub file: String,
    /// The anchor in the file; blank for the file itself.
    pub anchor: String,
}

impl TypeExpr {
    /// How many levels of lists, dictionaries, unions and so on there may be.
    pub const MAX_DEPTH: usize = 16;

    /// A list of something.
    pub fn list(of: Self) -> Self {
        Self::List(Some(Box::new(of)))
    }

    /// A dictionary of something.
    pub fn map(of: Self) -> Self {
        Self::Map(Some(Box::new(of)))
    }

    /// The type, without that it may be `null` or have parts only.
    pub fn bare(&self) -> &Self {
        match self {
            Self::Nullable(of) | Self::Partial(of) => of.bare(),
            _ => self,
        }
    }

    /// What lists and dictionaries hold in the end, if they tell it.
    pub fn innermost(&self) -> &Self {
        match self.bare() {
            Self::List(Some(of)) | Self::Map(Some(of)) => of.innermost(),
            bare => bare,
        }
    }

    /// The values of all closed lists in it.
    pub fn values(&self) -> Vec<&str> {
        match self {
            Self::Values(values) => values.iter().map(String::as_str).collect(),
            Self::List(Some(of)) | Self::Map(Some(of)) | Self::Nullable(of) | Self::Partial(of) => of.values(),
            Self::Union(members) | Self::Tuple(members) => members.iter().flat_map(Self::values).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether it is a list.
    pub fn is_list(&self) -> bool {
        matches!(self.bare(), Self::List(_))
    }

    /// Whether the value may be `null`.
    pub fn is_nullable(&self) -> bool {
        match self {
            Self::Nullable(_) | Self::Word(TypeWord::Null) => true,
            Self::Partial(of) => of.is_nullable(),
            _ => false,
        }
    }

    /// Whether it tells no more of a type than its name.
    pub fn leaves_open(&self) -> bool {
        matches!(self.bare(), Self::Blank | Self::Name(_) | Self::Link(_) | Self::Words(_))
    }
}
