//! Headless Chromium, driven through its protocol for developers over a pair of pipes, for other tests.
//!
//! On Debian it comes with `apt install chromium`. Where there is none, tests say so and are skipped.

use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// Longer than the slowest machine takes for an answer.
const PATIENCE: Duration = Duration::from_mins(2);

/// A browser with one page, as large as that of a laptop.
pub struct Browser {
    process: Child,
    requests: File,
    messages: Receiver<Value>,
    session: String,
    requests_sent: u64,
    /// What the page complained of: exceptions, messages of the console, breaches of its policy.
    pub faults: Vec<String>,
}

impl Browser {
    /// Starts one, whose files are in `folder`; `None` where there is none.
    pub fn start(folder: &Path) -> Option<Self> {
        let Some(program) = program() else {
            eprintln!("SKIPPED: there is no Chromium here (Debian: apt install chromium)");
            return None;
        };
        let [requests, answers] = ["requests", "answers"].map(|name| {
            let pipe = folder.join(name);
            drop(fs::remove_file(&pipe));
            assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
            pipe
        });
        // It reads from descriptor 3 and writes to 4.
        let process = Command::new("sh")
            .args(["-c", r#"in=$1 out=$2; shift 2; exec "$0" "$@" 3<"$in" 4>"$out""#])
            .arg(program)
            .args([&requests, &answers])
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-pipe"])
            .arg(format!("--user-data-dir={}", folder.join("profile").display()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let requests = File::options().write(true).open(&requests).unwrap();
        let (sender, messages) = channel();
        let answers = File::open(&answers).unwrap();
        std::thread::spawn(move || {
            for message in BufReader::new(answers).split(0) {
                let Some(message) = message.ok().and_then(|message| serde_json::from_slice(&message).ok()) else {
                    return;
                };
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let (session, faults) = (String::new(), Vec::new());
        let mut browser = Self { process, requests, messages, session, requests_sent: 0, faults };
        let page = browser.call("Target.createTarget", &json!({"url": "about:blank"}));
        let attached = browser.call("Target.attachToTarget", &json!({"targetId": page["targetId"], "flatten": true}));
        attached["sessionId"].as_str().unwrap().clone_into(&mut browser.session);
        for domain in ["Runtime", "Log", "Page"] {
            browser.call(&format!("{domain}.enable"), &json!({}));
        }
        browser.resize(1200, 900);
        Some(browser)
    }

    /// Has a request carried out, and gives its result.
    pub fn call(&mut self, method: &str, params: &Value) -> Value {
        self.requests_sent += 1;
        let mut request = json!({"id": self.requests_sent, "method": method, "params": params});
        if !self.session.is_empty() {
            request["sessionId"] = self.session.clone().into();
        }
        self.requests.write_all(format!("{request}\0").as_bytes()).unwrap();
        loop {
            let mut message = self.next();
            if message["id"] == self.requests_sent {
                assert!(message["error"].is_null(), "{method}: {message}");
                return message["result"].take();
            }
        }
    }

    /// The next message, of whatever kind.
    fn next(&mut self) -> Value {
        let message = self.messages.recv_timeout(PATIENCE).expect("the browser answers");
        let complaints = ["Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"];
        if complaints.iter().any(|complaint| message["method"] == *complaint) {
            self.faults.push(message["params"].to_string());
        }
        message
    }

    /// Opens a file at a fragment, such as `t=130s`, and waits until its script has run.
    pub fn open(&mut self, page: &Path, fragment: &str) {
        // To another fragment of the same page, nothing would be loaded.
        self.call("Page.navigate", &json!({"url": "about:blank"}));
        self.call("Page.navigate", &json!({"url": format!("file://{}#{fragment}", page.display())}));
        self.wait_for("location.protocol === 'file:' && document.readyState === 'complete'");
    }

    /// The value of an expression in the page.
    pub fn evaluate(&mut self, expression: &str) -> Value {
        let params = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let mut answer = self.call("Runtime.evaluate", &params);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {answer}");
        answer["result"]["value"].take()
    }

    /// Waits until an expression in the page is true.
    pub fn wait_for(&mut self, expression: &str) {
        let began = Instant::now();
        while self.evaluate(expression) != true {
            assert!(began.elapsed() < PATIENCE, "{expression}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The text of the first element that matches.
    pub fn text(&mut self, selector: &str) -> String {
        let text = self.evaluate(&format!("document.querySelector({selector:?}).textContent"));
        text.as_str().unwrap_or_else(|| panic!("{selector}: {text}")).to_owned()
    }

    /// Presses a key.
    pub fn press(&mut self, key: &str) {
        let text = if key.chars().count() == 1 { key } else { "" };
        for kind in ["keyDown", "keyUp"] {
            self.call("Input.dispatchKeyEvent", &json!({"type": kind, "key": key, "text": text}));
        }
    }

    /// Presses the button of the mouse, moves it and lets go, along places in pixels.
    pub fn drag(&mut self, places: &[(f64, f64)]) {
        let mut mouse = |kind: &str, (x, y): (f64, f64)| {
            let buttons = u8::from(kind != "mouseReleased");
            let params = json!({"type": kind, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": 1});
            self.call("Input.dispatchMouseEvent", &params);
        };
        mouse("mousePressed", places[0]);
        for place in places {
            mouse("mouseMoved", *place);
        }
        mouse("mouseReleased", places[places.len() - 1]);
    }

    /// Gives the page this size, in pixels.
    pub fn resize(&mut self, width: u32, height: u32) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500});
        self.call("Emulation.setDeviceMetricsOverride", &size);
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Where the browser is.
fn program() -> Option<PathBuf> {
    let folders: Vec<_> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|path| path.is_file())
}
