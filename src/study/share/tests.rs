//! How work is divided: all of it, nothing twice, and evenly.

use super::*;
use std::collections::BTreeMap;
use std::path::Path;

fn study(effort: &str) -> Study {
    let text = format!(r#"Study(scenario: Scenario(opponents: [(count: 3)]), vary: ["boards=1..3"], {effort})"#);
    Study::from_text("s.ron", &text, Path::new(""), &[]).unwrap()
}

#[test]
fn every_replication_is_in_one_share_and_shares_are_even() {
    for points in [1, 2, 3, 7, 30, 100, 129] {
        for replications in [1, 2, 5, 24, 100, 1_000] {
            let study = study(&format!("replications: {replications}"));
            for shares in [1, 2, 3, 7, 16, 100] {
                let (division, mut loads) = (Division::new(&study, points, shares), BTreeMap::new());
                for place in 0..points {
                    let (mut next, mut owners) = (0, Vec::new());
                    for (share, slice) in division.slices(place) {
                        assert_eq!(slice.start, next);
                        assert!(!slice.is_empty() && (1..=shares).contains(&share));
                        next = slice.end;
                        owners.push(share);
                        *loads.entry(share).or_insert(0) += slice.end - slice.start;
                    }
                    assert_eq!(next, replications, "nothing is left out");
                    let slices = owners.len();
                    owners.sort_unstable();
                    owners.dedup();
                    assert_eq!(owners.len(), slices, "a share has one slice of a point at most");
                }
                let what = format!("{points} points of {replications} among {shares}");
                let all = points as u64 * replications;
                let most = loads.values().max().unwrap();
                // A slice more than what is even.
                let slice = replications.div_ceil(division.slices);
                assert!(*most <= all.div_ceil(shares) + 2 * slice, "{what}: {most}");
                if all >= POINTS_EACH * shares && replications >= shares {
                    assert_eq!(loads.len() as u64, shares, "{what}: everybody has something to do");
                    assert!(*most <= all.div_ceil(shares) * 5 / 4 + 1, "{what}: {most}");
                }
            }
        }
    }
}

#[test]
fn many_points_are_divided_by_points_and_so_are_those_of_a_precision() {
    let fixed = study("replications: 1000");
    assert_eq!(Division::new(&fixed, 80, 10).slices(3).collect::<Vec<_>>(), [(4, 0..1000)]);
    assert_eq!(Division::new(&fixed, 79, 10).slices, 2);
    let precise = study(r#"precision: "1%", max_replications: 500"#);
    assert_eq!(Division::new(&precise, 1, 10).slices(0).collect::<Vec<_>>(), [(1, 0..500)]);
    // Each round begins one share later.
    let owner = |place| Division::new(&fixed, 80, 10).slices(place).next().unwrap().0;
    assert_eq!([0, 1, 9, 10, 11, 19, 20].map(owner), [1, 2, 10, 2, 3, 1, 3]);
}

#[test]
fn a_share_is_written_as_two_numbers() {
    let refused = |text: &str| text.parse::<Share>().unwrap_err();
    assert_eq!("7/7".parse::<Share>().map(|share| share.to_string()), Ok("share 7 of 7".to_owned()));
    for wrong in ["", "7", "/", "1/", "/7", "a/7", "1/b", "-1/7", "+1/7", "1.5/7", "1/7/9", "0/0"] {
        assert_eq!(refused(wrong), "expected I/N, such as 2/7 for the second of seven shares", "{wrong}");
    }
    assert_eq!(refused("0/7"), "there is no share 0 of 7; the first is 1/7");
    assert_eq!(refused("8/7"), "there is no share 8 of 7; the first is 1/7");
    assert_eq!(refused("8/1000001"), "there can be at most 1000000 shares");
}
