//! `generate --watch`

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};

use crate::docs::{page, project, write};

/// A run of the program that ends with the test.
struct Watch {
    child: Child,
    said: BufReader<ChildStderr>,
}

impl Watch {
    fn start(folder: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_docwright"));
        command.args(["generate", "--watch"]).current_dir(folder).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let said = BufReader::new(child.stderr.take().unwrap());
        Self { child, said }
    }

    /// What is said until the program waits again.
    fn until_it_waits(&mut self) -> String {
        let mut text = String::new();
        while !text.lines().last().is_some_and(|line| line.starts_with("watching ")) {
            assert_ne!(self.said.read_line(&mut text).unwrap(), 0, "it ended:\n{text}");
        }
        text
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn each_save_is_followed_by_new_code_and_what_changed() {
    const STIR: &str = "docs/agent/Tea_Agent/v1TeaAgent_Stir.md";
    let dir = project();
    write(dir.path(), "docwright.yaml", "docs: docs\n");
    let mut watch = Watch::start(dir.path());
    assert!(watch.until_it_waits().contains("operations  3 in 2 services"));

    let stir = page("v1TeaAgent_Stir", "POST /api/v1/Agents/Tea/Stir");
    write(dir.path(), STIR, &stir);
    let said = watch.until_it_waits();
    assert!(
        said.contains("changed     ") && said.contains("changes     1 operation added to TeaAgent: Stir\n"),
        "{said}"
    );
    let outline = || std::fs::read_to_string(dir.path().join("generated/outline.txt")).unwrap();
    assert!(outline().contains("TeaAgent.Stir POST"));

    // What goes wrong is shown, changes nothing, and ends nothing.
    write(dir.path(), STIR, stir.replace("POST /api/v1/Agents/Tea/Stir\n", "FETCH /x\n"));
    let said = watch.until_it_waits();
    assert!(said.contains("nothing was generated because of 1 error"), "{said}");
    assert!(outline().contains("TeaAgent.Stir POST"));
    write(dir.path(), STIR, &stir);
    let said = watch.until_it_waits();
    assert!(said.contains("0 written"), "{said}");

    write(dir.path(), "docwright.yaml", "docs: docs\nservices: [Tea_Agent]\n");
    let said = watch.until_it_waits();
    assert!(said.contains("changes     1 operation removed from CupEntity: GetAll\n"), "{said}");
}
