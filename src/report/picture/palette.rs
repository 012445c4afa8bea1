//! The colours of all pictures.
//!
//! Those of lines and bars are distinct for people with colour-vision deficiency: M. Okabe & K. Ito, "Color Universal
//! Design" (2008), with a darker yellow for a white background.

use plotters::style::RGBColor;

/// One colour for each line or class.
pub(in crate::report) const COLOURS: [RGBColor; 8] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(230, 159, 0),
    RGBColor(86, 180, 233),
    RGBColor(120, 110, 20),
    RGBColor(0, 0, 0),
];

/// What all pictures have, on one background.
pub(in crate::report) struct Ground {
    /// The background.
    pub paper: RGBColor,
    /// Texts.
    pub ink: RGBColor,
    /// Less important texts, and axes.
    pub quiet: RGBColor,
    /// The lines of the grid.
    pub grid: RGBColor,
}

/// For paper.
pub(in crate::report) const LIGHT: Ground = Ground {
    paper: RGBColor(0xff, 0xff, 0xff),
    ink: RGBColor(0x1a, 0x1a, 0x1a),
    quiet: RGBColor(0x59, 0x59, 0x59),
    grid: RGBColor(0xe2, 0xe2, 0xe2),
};

/// For dark screens.
pub(in crate::report) const DARK: Ground = Ground {
    paper: RGBColor(0x16, 0x18, 0x1d),
    ink: RGBColor(0xec, 0xec, 0xec),
    quiet: RGBColor(0xa8, 0xa8, 0xa8),
    grid: RGBColor(0x34, 0x38, 0x41),
};

/// A colour as style sheets have it.
pub(in crate::report) fn hex(RGBColor(red, green, blue): RGBColor) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

impl Ground {
    /// The rules of a style sheet: for the background, for texts, and for lines of the grid.
    pub fn sheet(&self) -> String {
        let [paper, ink, quiet, grid] = [self.paper, self.ink, self.quiet, self.grid].map(hex);
        format!(".ground{{fill:{paper}}}text{{fill:{ink}}}.quiet{{fill:{quiet}}}.grid{{stroke:{grid}}}")
    }
}
