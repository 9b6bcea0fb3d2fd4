//! Two editions of a small API, in our own words.

/// What an edition calls things.
pub(crate) struct Edition {
    /// The operation that brews.
    pub(crate) brew: &'static str,
    /// Who brews.
    pub(crate) brewer: &'static str,
}

pub(crate) const EARLIER: Edition = Edition { brew: "v1TeaAgent_Brew", brewer: "Brewer" };
pub(crate) const PRESENT: Edition = Edition { brew: "v1TeaAgent_Steep", brewer: "Steward" };

const ROWS: &str = "| PotId | int32 | Which pot |
| Kind | string | What it is made of. Enum: Iron, Clay |
| Volume | string | In litres |
| Warm | date-time | Until when it is warm |
";

impl Edition {
    /// The pages by path, below a folder for each service.
    pub(crate) fn pages(&self) -> Vec<(String, String)> {
        let Self { brew, brewer } = self;
        let rows = format!("{ROWS}| Owner |  | Carrier object for {brewer}. |\n");
        let pot = r#"{"PotId": 1, "Kind": "Iron", "Volume": "1.50", "Warm": "2024-01-31T08:00:00", "Owner": {"BrewerId": 3, "FullName": "a", "Seat": "b"}}"#;
        vec![
            (format!("Tea_Agent/{brew}.md"), page(brew, "POST /api/v1/Agents/Tea/Brew", &rows, pot)),
            (
                "Cup_Agent/v1CupAgent_Fill.md".to_owned(),
                page(
                    "v1CupAgent_Fill",
                    "POST /api/v1/Agents/Cup/Fill",
                    "| CupId | int32 | Which cup |\n",
                    r#"{"CupId": 1}"#,
                ),
            ),
        ]
    }
}

/// A page of an operation that answers with an object of these properties.
fn page(id: &str, request_line: &str, rows: &str, sample: &str) -> String {
    let title = request_line.replace("/api/v1/", "");
    format!(
        "---\ntitle: {title}\nuid: {id}\n---\n\n# {title}\n\n```http\n{request_line}\n```\n\nDoes what its name says.\n\n\
         ## Request Headers\n\n| Parameter Name | Description |\n|----------------|-------------|\n\
         | Accept | Content types: `application/json` |\n\n\
         ## Response: object\n\n| Response | Description |\n|----------------|-------------|\n| 200 | OK |\n\n\
         Response body: object\n\n| Property Name | Type |  Description |\n|---|---|---|\n{rows}\n\
         ## Sample Request\n\n```http!\n{request_line}\nAccept: application/json\n```\n\n\
         ```http_\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{sample}\n```\n"
    )
}
