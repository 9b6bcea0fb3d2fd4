//! The program itself.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};

use reqwest::Client;

/// A running `docwright mock`, ended with the test.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(args: &[&str]) -> (Program, BufReader<ChildStderr>) {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input");
    let mut command = Command::new(env!("CARGO_BIN_EXE_docwright"));
    command.arg("mock").arg("--docs").arg(docs).args(args);
    let mut child = command.current_dir(env!("CARGO_TARGET_TMPDIR")).stderr(Stdio::piped()).spawn().unwrap();
    let err = BufReader::new(child.stderr.take().unwrap());
    (Program(child), err)
}

/// What was said up to the line with the address, and the address.
fn listening(err: &mut impl BufRead) -> (String, String) {
    let mut said = String::new();
    for line in err.lines() {
        let line = line.unwrap();
        if let Some(rest) = line.strip_prefix("listening on ") {
            return (said, rest.split(';').next().unwrap().to_owned());
        }
        said += &line;
        said.push('\n');
    }
    panic!("it does not listen:\n{said}");
}

#[tokio::test]
async fn it_tells_routes_and_address_and_answers_there() {
    let (_program, mut err) = start(&["--port", "0"]);
    let (said, origin) = listening(&mut err);
    let route = said.lines().find(|line| line.ends_with("  v1ContactEntity_GetContactEntity")).unwrap();
    assert_eq!(route.split_whitespace().take(2).collect::<Vec<_>>(), ["GET", "/api/v1/Contact/{id}"]);
    let response = Client::new().get(format!("{origin}/api/v1/Contact/5")).send().await.unwrap();
    assert_eq!(response.status(), 200);
}

#[test]
fn only_selected_services_are_served() {
    let (_program, mut err) = start(&["--port", "0", "--services", "ChatAgent"]);
    let (said, _) = listening(&mut err);
    assert!(said.lines().count() > 20 && said.lines().all(|line| line.contains("v1ChatAgent_")), "{said}");
}

#[test]
fn a_port_in_use_is_told_with_a_way_out() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (mut program, mut err) = start(&["--port", &port]);
    let mut said = String::new();
    err.read_to_string(&mut said).unwrap();
    assert_eq!(program.0.wait().unwrap().code(), Some(3), "{said}");
    assert!(said.contains(&format!("port {port} of 127.0.0.1 is in use")) && said.contains("--port 0"), "{said}");
}

#[cfg(unix)]
#[test]
fn it_finishes_what_is_under_way_when_it_is_asked_to_end() {
    for signal in ["INT", "TERM"] {
        let (mut program, mut err) = start(&["--port", "0"]);
        let (_, origin) = listening(&mut err);
        let mut stream = TcpStream::connect(origin.strip_prefix("http://").unwrap()).unwrap();
        let head = "PUT /api/v1/Contact/5 HTTP/1.1\r\nHost: mock\r\nContent-Type: application/json\r\n\
                    Content-Length: 2\r\nExpect: 100-continue\r\n\r\n";
        stream.write_all(head.as_bytes()).unwrap();
        // The server says so when it begins to read the body: the request is under way.
        let mut go_on = [0; "HTTP/1.1 100 Continue\r\n\r\n".len()];
        stream.read_exact(&mut go_on).unwrap();
        assert!(go_on.starts_with(b"HTTP/1.1 100"));

        let id = program.0.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &id]).status().unwrap().success());
        let mut line = String::new();
        err.read_line(&mut line).unwrap();
        assert!(line.starts_with("finishing the requests under way"), "{line}");

        stream.write_all(b"{}").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert_eq!(program.0.wait().unwrap().code(), Some(0));
    }
}

#[cfg(unix)]
#[test]
fn a_second_signal_does_not_wait() {
    let (mut program, mut err) = start(&["--port", "0"]);
    let (_, origin) = listening(&mut err);
    let mut stream = TcpStream::connect(origin.strip_prefix("http://").unwrap()).unwrap();
    let head = "PUT /api/v1/Contact/5 HTTP/1.1\r\nHost: mock\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    stream.read_exact(&mut [0; 12]).unwrap();
    let id = program.0.id().to_string();
    let interrupt = || Command::new("kill").args(["-s", "INT", &id]).status().unwrap();
    interrupt();
    err.read_line(&mut String::new()).unwrap();
    interrupt();
    assert_eq!(program.0.wait().unwrap().code(), Some(0));
}
