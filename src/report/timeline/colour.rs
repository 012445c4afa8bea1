//! The colours of pictures on light and dark backgrounds, and the hatching that makes them distinct without colour.
//!
//! The palette is that of M. Okabe & K. Ito, "Color Universal Design" (2008); large areas have tints of it.

use super::words::Meaning;
use crate::report::picture::palette::{self, hex};

/// The look of states.
pub(super) const fn class(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Thinks => "thinks",
        Meaning::OpponentThinks => "opponent",
        Meaning::Ready => "ready",
        Meaning::Walks => "walks",
        Meaning::Attends => "attends",
        Meaning::InLine => "line",
    }
}

/// Rules of a style sheet, for one background.
pub(super) struct Ground {
    plain: palette::Ground,
    /// A fill for thinking, for an opponent's thinking, and for the line.
    solid: [&'static str; 3],
    /// Stripes on a fill: for ready boards, for walking, for attending.
    striped: [[&'static str; 2]; 3],
}

/// For paper.
pub(super) const LIGHT: Ground = Ground {
    plain: palette::LIGHT,
    solid: ["#0072b2", "#a3d4f1", "#c9c9c9"],
    striped: [["#cb8c00", "#e69f00"], ["#007a59", "#009e73"], ["#d55e00", "#f9e2d3"]],
};

/// For dark screens.
pub(super) const DARK: Ground = Ground {
    plain: palette::DARK,
    solid: ["#56b4e9", "#1b4a68", "#50545d"],
    striped: [["#b87f00", "#e69f00"], ["#006b4e", "#00a87b"], ["#e8741c", "#3d2413"]],
};

/// The style sheet for a background.
pub(super) fn sheet(ground: &Ground) -> String {
    let (plain, ink) = (ground.plain.sheet(), hex(ground.plain.ink));
    let [thinks, opponent, line] = ground.solid;
    let [[ready, ready_on], [walks, walks_on], [attends, attends_on]] = ground.striped;
    format!(
        "{plain}.end{{stroke:{ink}}}.thinks{{fill:{thinks}}}.opponent{{fill:{opponent}}}.line{{fill:{line}}}\
         .ready-a{{fill:{ready_on}}}.ready-b{{stroke:{ready}}}.walks-a{{fill:{walks_on}}}.walks-b{{stroke:{walks}}}\
         .attends-a{{fill:{attends_on}}}.attends-b{{stroke:{attends}}}"
    )
}

/// How the striped fills are hatched: name, size, the line's path, its width.
const HATCHING: [(&str, u32, &str, &str); 3] = [
    ("ready", 5, "M-1 1l2-2M0 5l5-5M4 6l2-2", "1"),
    ("walks", 4, "M0 2h4", "1"),
    ("attends", 6, "M-1-1l8 8M-1 5l2 2M5-1l2 2", "1.6"),
];

/// The patterns that are hatched.
pub(super) fn patterns() -> String {
    let pattern = |(name, size, path, width): &(&str, u32, &str, &str)| {
        format!(
            "<pattern id=\"{name}\" width=\"{size}\" height=\"{size}\" patternUnits=\"userSpaceOnUse\">\
             <rect class=\"{name}-a\" width=\"{size}\" height=\"{size}\"/>\
             <path class=\"{name}-b\" d=\"{path}\" fill=\"none\" stroke-width=\"{width}\"/></pattern>"
        )
    };
    format!("<defs>{}</defs>\n", HATCHING.iter().map(pattern).collect::<String>())
}

/// The rules that give the striped fills their patterns.
pub(super) const PATTERNED: &str = ".ready{fill:url(#ready)}.walks{fill:url(#walks)}.attends{fill:url(#attends)}";
