//! `show` from outside: the page in a real browser, what is refused, and ends that leave no half page.

#[cfg(unix)]
use crate::browser::Browser;
use crate::command::{folder, refused, zeitnot};
use std::fs;
use std::path::{Path, PathBuf};

const STATION: [&str; 2] = ["scenarios/south-station-one-at-a-time.ron", "scenarios/south-station-async.ron"];

/// Makes a page in a folder.
#[track_caller]
fn page(folder: &Path, arguments: &[&str]) -> PathBuf {
    let file = folder.join("page.html");
    let output = zeitnot().arg("show").args(arguments).arg("--html").arg(&file).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    file
}

#[test]
fn what_cant_be_shown_is_refused() {
    let refused = |arguments: &[&str]| refused(&zeitnot().arg("show").args(arguments).output().unwrap());
    assert!(refused(&STATION).contains("--html <FILE>"));
    assert!(refused(&[STATION[0], "--html", "x.pdf"]).contains("must end in .html"));
    assert!(refused(&[STATION[0], "--with", "master.cont=2", "--html", "x.html"]).contains("count"));
    let missing = folder("show/missing").join("no/x.html");
    assert!(refused(&[STATION[0], "--html", missing.to_str().unwrap()]).contains("can't write"));
}

#[test]
fn pages_stay_small_and_are_the_same_bytes_each_time() {
    let folder = folder("show/small");
    for (arguments, bytes_max) in [
        (&STATION[..], 600_000),
        (&["scenarios/record-604-boards.ron"], 3_000_000),
        (&["scenarios/web-scraper.ron", "--set", "opponents[0].count=100_000"], 700_000),
    ] {
        let [one, other] = [0, 1].map(|_| fs::read(page(&folder, arguments)).unwrap());
        assert!(one.len() < bytes_max, "{arguments:?}: {} bytes", one.len());
        assert!(one == other, "{arguments:?}");
    }
}

#[cfg(unix)]
mod in_a_browser {
    use super::*;
    use crate::shipped::{play, scenario};

    /// A counter of a hall.
    fn count(browser: &mut Browser, run: usize, name: &str) -> String {
        browser.text(&format!("[data-run='{run}'] [data-count='{name}']"))
    }

    fn counts(browser: &mut Browser, run: usize) -> [String; 5] {
        ["moves", "thinking", "ready", "in-line", "over"].map(|name| count(browser, run, name))
    }

    #[track_caller]
    fn assert_no_fault(browser: &Browser) {
        assert_eq!(browser.faults, [""; 0]);
    }

    #[test]
    fn south_station_is_played_by_one_clock() {
        let folder = folder("show/station");
        let Some(mut browser) = Browser::start(&folder) else { return };
        browser.open(&page(&folder, &STATION), "t=130s");
        assert_eq!(browser.text("#heading"), "South Station");
        assert_eq!(browser.text("#result"), "All at once: 11m45s instead of 2h10m, 11.06 times as fast.");
        assert_eq!(browser.text("#clock"), "2m10s");
        assert_eq!(counts(&mut browser, 0), ["2 of 120", "1", "0", "11", "0"]);
        assert_eq!(counts(&mut browser, 1), ["13 of 120", "11", "0", "0", "0"]);
        assert_eq!(browser.text("[data-run='1'] .doing"), "Larry thinks at hobbyist 2");
        let makespans = browser.text("[data-measure='makespan_s']");
        assert!(makespans.ends_with("2h10m11m45s"), "{makespans}");

        browser.press("End");
        assert_eq!(browser.text("#clock"), "2h10m");
        assert_eq!(counts(&mut browser, 0), ["120 of 120", "0", "0", "0", "12"]);
        assert_eq!(browser.text("[data-run='1'] .over"), "over at 11m45s");
        browser.press("Home");
        assert_eq!(counts(&mut browser, 1), ["0 of 120", "12", "0", "0", "0"]);
        browser.press("ArrowRight");
        assert_eq!(browser.text("#clock"), "1m00s");
        assert_eq!(counts(&mut browser, 1), ["0 of 120", "0", "11", "0", "0"]);
        browser.press("ArrowRight");
        browser.press("ArrowRight");
        assert_eq!(browser.text("#clock"), "1m10s");
        browser.press("ArrowLeft");
        assert_eq!(browser.text("#clock"), "1m05s");
        assert_no_fault(&browser);
    }

    #[test]
    fn it_plays_and_is_dragged() {
        let folder = folder("show/played");
        let Some(mut browser) = Browser::start(&folder) else { return };
        browser.open(&page(&folder, &STATION), "");
        let now = |browser: &mut Browser| {
            let seconds = browser.evaluate("Number(document.querySelector('#timeline').getAttribute('aria-valuenow'))");
            seconds.as_f64().unwrap()
        };
        browser.press("+");
        assert_eq!(browser.evaluate("document.querySelector('#speed').value"), "2");
        assert_eq!(browser.text("#pace"), "1 s shows 1m57.5s");
        browser.press(" ");
        while now(&mut browser) < 60.0 {}
        browser.press(" ");
        let paused = now(&mut browser);
        std::thread::sleep(std::time::Duration::from_millis(200));
        assert!(paused < 7_000.0 && now(&mut browser).to_bits() == paused.to_bits(), "{paused}");
        browser.evaluate("document.querySelector('#play').click()");
        browser.evaluate("new Promise(done => setTimeout(done, 200))");
        browser.evaluate("document.querySelector('#play').click()");
        assert!(now(&mut browser) > paused);

        let middle = browser.evaluate(
            "(() => { const r = document.querySelector('#timeline').getBoundingClientRect(); \
             scrollTo(0, 0); return [r.x, r.y, r.width, r.height]; })()",
        );
        let [x, y, width, height] = [0, 1, 2, 3].map(|at| middle[at].as_f64().unwrap());
        let place = |share: f64| (x + width * share, y + height / 2.0);
        browser.drag(&[place(0.3), place(0.5)]);
        let half = now(&mut browser);
        assert!((3_500.0..4_300.0).contains(&half), "{half}");
        browser.drag(&[place(0.4), place(1.5)]);
        assert_eq!(now(&mut browser).to_bits(), 7_800.0_f64.to_bits());
        assert_no_fault(&browser);
    }

    #[test]
    fn sliders_play_all_runs_again() {
        let folder = folder("show/sliders");
        let Some(mut browser) = Browser::start(&folder) else { return };
        browser.open(&page(&folder, &STATION), "t=1h");
        browser.wait_for("!document.querySelector('#what-if').hidden");
        let digests = |browser: &mut Browser| browser.text("[data-measure='digest']");
        let expected = |settings: [&[(&str, &str)]; 2]| {
            let names = ["south-station-one-at-a-time", "south-station-async"];
            let digest = |name, settings| play(&scenario(name, settings)).digest;
            format!("digest{:016x}{:016x}", digest(names[0], settings[0]), digest(names[1], settings[1]))
        };
        assert_eq!(digests(&mut browser), expected([&[], &[]]));

        let two = [("master.count", "2")];
        browser.evaluate("document.querySelector('[data-path=\"master.count\"] input').focus()");
        browser.press("ArrowRight");
        browser.wait_for("document.querySelector('#what-if .note').textContent.startsWith('played in')");
        assert_eq!(digests(&mut browser), expected([&two, &two]));
        assert_eq!(browser.text("[data-path='master.count'] output"), "2");
        assert_eq!(browser.text("[data-run='1'] [data-count='over']"), "12", "and the time is still 1 h");

        // Only where they differ, each run has a control of its own.
        browser.evaluate(
            "(() => { const [visit] = document.querySelectorAll('[data-path=visit] select'); \
             visit.value = 'FirstReady'; visit.dispatchEvent(new Event('change')); })()",
        );
        assert_eq!(digests(&mut browser), expected([&[two[0], ("visit", "FirstReady")], &two]));
        browser.evaluate("document.querySelector('.reset').click()");
        assert_eq!(digests(&mut browser), expected([&[], &[]]));
        assert_eq!(browser.text("#result"), "All at once: 11m45s instead of 2h10m, 11.06 times as fast.");
        assert_no_fault(&browser);
    }

    #[test]
    fn names_are_texts_whatever_they_hold() {
        let evil = "</script><img src=x onerror=window.hacked=1><b>";
        let folder = folder("show/evil");
        let Some(mut browser) = Browser::start(&folder) else { return };
        let file = folder.join("evil.ron");
        let text = format!(
            "(title: \"{evil}\", master: (name: \"{evil}\", think: Constant(\"5s\")),
              opponents: [(name: \"{evil}\", count: 3, think: Constant(\"60s\"), moves: Exactly(2))])"
        );
        fs::write(&file, text).unwrap();
        browser.open(&page(&folder, &[file.to_str().unwrap()]), "t=61s");
        assert_eq!(browser.text("#heading"), evil);
        assert_eq!(browser.evaluate("document.title"), evil);
        assert_eq!(browser.text(".doing"), format!("{evil} thinks at {evil} 1"));
        assert_eq!(browser.evaluate("document.querySelectorAll('img, b > b, body b:not(.doing b)').length"), 0);
        assert_eq!(browser.evaluate("typeof window.hacked"), "undefined");
        assert_no_fault(&browser);
        // What its policy forbids does not run, even if it gets in.
        browser.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'hacked = 1'}))");
        assert_eq!(browser.evaluate("typeof window.hacked"), "undefined");
    }

    #[test]
    fn many_boards_are_a_grid_and_more_are_counts() {
        let folder = folder("show/many");
        let Some(mut browser) = Browser::start(&folder) else { return };
        let total = |browser: &mut Browser| {
            let counts = counts(browser, 0).map(|count| count.replace(',', "").parse::<u32>().unwrap_or(0));
            counts.iter().sum::<u32>()
        };
        browser.open(&page(&folder, &["scenarios/record-604-boards.ron"]), "t=2h");
        assert!((590..=604).contains(&total(&mut browser)));
        browser.press("End");
        assert_eq!(count(&mut browser, 0, "over"), "604");
        let endless = "scenarios/repair-shop.ron";
        for arguments in [
            &["scenarios/web-scraper.ron", "--set", "opponents[0].count=3000"][..],
            &[endless],
            &[STATION[1], "--set", "master.think=Constant(0s)", "--set", "opponents[0].think=Constant(0s)"],
        ] {
            browser.open(&page(&folder, arguments), "");
            for key in ["End", "ArrowLeft", "Home", "ArrowRight", " ", " "] {
                browser.press(key);
            }
        }
        browser.resize(390, 800);
        for arguments in [&STATION[..], &["scenarios/record-604-boards.ron", STATION[0]]] {
            browser.open(&page(&folder, arguments), "t=130s");
            let widths = browser.evaluate("[document.documentElement.scrollWidth, innerWidth].join()");
            assert_eq!(widths, "390,390", "nothing sticks out on a phone");
        }
        assert_no_fault(&browser);
    }
}

#[cfg(unix)]
mod ends {
    use super::*;
    use crate::command::{interrupted, told, with_full_disk};

    #[test]
    fn an_interruption_leaves_the_old_page() {
        let file = folder("show/interrupted").join("page.html");
        fs::write(&file, "old").unwrap();
        let mut zeitnot = zeitnot();
        let endless = ["tests/cases/scenarios/endless.ron", "--set", "horizon=1000000h", "--set", "warm_up=0s"];
        let output = interrupted(zeitnot.arg("show").args(endless).arg("--html").arg(&file));
        assert_eq!((output.status.code(), output.stdout.len()), (Some(130), 0), "{output:?}");
        assert!(told(&output).contains("interrupted after"), "{output:?}");
        assert_eq!(fs::read(&file).unwrap(), b"old");
        assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1, "nothing is left behind");
    }

    #[test]
    fn a_full_disk_ends_with_a_message() {
        let file = folder("show/full").join("page.html");
        let mut show = zeitnot();
        let told = with_full_disk(show.arg("show").args(STATION).arg("--html").arg(&file), 8);
        assert!(told.contains("can't write `"), "{told}");
        assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 0, "nothing is left behind");
    }
}
