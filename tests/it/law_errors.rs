//! Every `tests/law_errors/NAME.ron` is broken, and gets exactly the messages in `NAME.stderr`.

use crate::broken::Broken;
use std::fs;
use zeitnot::law::Law;

#[test]
fn every_broken_law_gets_its_message() {
    let read = |path: &std::path::Path| {
        let text = fs::read_to_string(path).unwrap();
        Law::from_text(&path.file_name().unwrap().to_string_lossy(), &text, path.parent()).map(drop)
    };
    Broken { folder: "law_errors", read }.assert(50);
}
