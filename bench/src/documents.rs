//! The JSON documents that are measured: compact, with properties in the order in which servers write them.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The rows of a big list.
const ROWS: usize = 3_000;

/// The sample response of a page in the docs of this repository.
///
/// # Errors
/// The page cannot be read or shows no JSON.
pub fn sample(page: &str) -> io::Result<String> {
    response(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input").join(page))
}

/// A list of one sample response: that of a page in the folder that `DOCWRIGHT_CORPUS` names, or
/// else in the docs of this repository.
///
/// # Errors
/// The page cannot be read or shows no JSON.
pub fn repeated(page: &str) -> io::Result<String> {
    let corpus = env::var_os("DOCWRIGHT_CORPUS");
    let sample = match corpus.map(|corpus| PathBuf::from(corpus).join("2021-11/restful").join(page)) {
        Some(page) => response(&page)?,
        None => sample(page)?,
    };
    Ok(list(&vec![sample; ROWS / 10]))
}

/// A list of companies with dates, nested structs, maps and properties that no model has.
///
/// # Errors
/// It is no JSON.
pub fn companies() -> io::Result<String> {
    const COMPANY: &str = r#"{
        "ContactId": ROW,
        "Name": "Company \"ROW\"",
        "OrgNr": null,
        "UpdatedDate": "2024-01-31T08:00:00.1234567",
        "CreatedDate": "2011-02-25T18:28:47+01:00",
        "Emails": [{ "Value": "info@example.com", "StrippedValue": "info@example.com", "Verified": true }],
        "Associate": { "AssociateId": 7, "Name": "ANN", "Rank": 3, "Deleted": false, "FullName": "Ann Ærlig" },
        "Country": { "CountryId": 578, "Name": "Norge", "TwoLetterISOCountry": "NO" },
        "Xstop": false,
        "Address": { "Wgs84Latitude": 59.91273, "Wgs84Longitude": 10.74609, "Formatted": "Street 1\n0150 Oslo" },
        "Domains": ["example.com", "example.org"],
        "CustomFields": { "SuperOffice:1": "True", "SuperOffice:2": "4711", "x_color": "Green" },
        "TableRight": { "Mask": "FULL", "Reason": "" },
        "Score": "A",
        "CreditLimit": { "Amount": 1250.5, "Currency": "NOK", "Steps": [1, 2, 3] }
    }"#;
    let companies: Vec<_> = (0..ROWS).map(|row| COMPANY.replace("ROW", &row.to_string())).collect();
    compact(&list(&companies))
}

/// A line of a conversation with a long text.
///
/// # Errors
/// It is no JSON.
pub fn chat_message() -> io::Result<String> {
    const LINE: &str = r"The second parcel has not arrived; could you please look where it is?\n";
    const MESSAGE: &str = r#"{
        "ChatMessageId": 4711,
        "ChatSessionId": 12,
        "Type": "Customer",
        "Message": "LINES",
        "Author": "Ann Ærlig",
        "ReadByCustomer": 1,
        "WhenPosted": "2024-01-31T08:00:00.1234567"
    }"#;
    compact(&MESSAGE.replace("LINES", &LINE.repeat(40)))
}

fn list(items: &[String]) -> String {
    format!("[{}]", items.join(","))
}

/// Without white space between values. A `serde_json::Value` would sort the properties.
fn compact(document: &str) -> io::Result<String> {
    let mut reader = serde_json::Deserializer::from_str(document);
    let mut output = Vec::new();
    serde_transcode::transcode(&mut reader, &mut serde_json::Serializer::new(&mut output))?;
    String::from_utf8(output).map_err(io::Error::other)
}

/// Samples are HTTP messages in fenced blocks; that of the response is the last one.
fn response(page: &Path) -> io::Result<String> {
    let text = fs::read_to_string(page)?.replace("\r\n", "\n");
    let message = text.rsplit_once("```http_\n").and_then(|(_, rest)| rest.split_once("```"));
    let body = message.and_then(|(message, _)| message.split_once("\n\n"));
    let (_, body) = body.ok_or_else(|| io::Error::other(format!("{} shows no response", page.display())))?;
    compact(body)
}
