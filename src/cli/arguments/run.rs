//! The arguments of `zeitnot run`.

use super::options::values::{count, instant, measure, outcomes, picture_or_terminal, share, trace};
use super::{
    EffortOptions, EngineOptions, Format, PrecisionOptions, ScenarioOptions, TitleOptions, is_stdout, refuse,
    refuse_two_on_stdout,
};
use crate::experiment::{Choice, Chooser, Sequential};
use crate::file::is_same;
use crate::model::Measure;
use crate::time::Instant;
use clap::Args;
use std::path::PathBuf;

/// Play scenarios and report how long they take
///
/// Zeitnot checks all files first: if one is wrong, it plays none. Then it plays them one after another.
#[derive(Debug, Args)]
#[command(mut_arg("replications", |arg| arg.help("How many independent replications to play [default: 1]")))]
#[command(after_help = "\
Examples:
  zeitnot run larry.ron                          one replication, in one table
  zeitnot run larry.ron --log | less             every move of the games
  zeitnot run larry.ron -n 1000                  means with 95 % intervals
  zeitnot run larry.ron --precision 1%           as many replications as needed
  zeitnot run larry.ron --set master.count=2     with two masters
  zeitnot run larry.ron -n 1000 --outcomes larry.csv
  zeitnot run larry.ron -n 1000 --worst makespan --log
  zeitnot run larry.ron -n 1000 --chart larry.svg
  zeitnot run larry.ron -n 1000 --fail-if 'P(makespan > 2h) > 5%'
  zeitnot run *.ron -n 1000 --format csv > results.csv

Ctrl-C ends the run, and so does the end of --max-time. The results of the replications completed by then are still \
printed, marked as partial (in JSON and CSV by the number of replications). The exit code after Ctrl-C is 130. A \
second Ctrl-C exits at once and prints nothing.")]
pub(in crate::cli) struct RunOptions {
    #[command(flatten)]
    pub scenarios: ScenarioOptions,
    #[command(flatten)]
    pub effort: EffortOptions,
    #[command(flatten)]
    pub precision: PrecisionOptions,
    /// The measure that --precision, --quantile or --chart is about [default: makespan; throughput of endless games]
    ///
    /// With --precision it may be given several times: the means of all of them must be precise.
    #[arg(long = "measure", value_name = "NAME", value_parser = measure)]
    pub measures: Vec<Measure>,
    /// Show the replication with the worst value of this measure: its number, its table, and with --log or --trace its
    /// games
    #[arg(long, value_name = "MEASURE", value_parser = measure, group = "choice", conflicts_with = "replication")]
    pub worst: Option<Measure>,
    /// Show the replication with the best value of this measure
    #[arg(long, value_name = "MEASURE", value_parser = measure, group = "choice", conflicts_with = "replication")]
    pub best: Option<Measure>,
    /// Show the replication at this quantile of the makespan, or of --measure, such as 99%
    #[arg(long, value_name = "SHARE", value_parser = share, group = "choice", conflicts_with = "replication")]
    pub quantile: Option<f64>,
    /// Also show quantiles of waits, response times and games, over visits and games
    ///
    /// Zeitnot records every visit and game for this, which takes some time and memory. In JSON and CSV they are
    /// separate measures (`waiting_q99_s`, `response_q50_s`, `game_q95_s`, …). Other commands compute them if a measure
    /// or a condition names one.
    #[arg(long)]
    pub quantiles: bool,
    /// Play only the K-th replication (counted from 1) of those that --replications would play
    #[arg(long, value_name = "K", value_parser = count, conflicts_with_all = ["replications", "precision", "max_time"])]
    pub replication: Option<u64>,
    /// Print the games move by move, before the result
    ///
    /// Each line begins with the exact virtual time in seconds: with three decimals if all times of the scenario are
    /// whole milliseconds, otherwise with six or nine. Boards are counted from 1, opponents within their group. The log
    /// needs a single replication and the table format.
    #[arg(long)]
    pub log: bool,
    /// Write what every master and board did, with start and end times: .pftrace for <https://ui.perfetto.dev>, or .csv
    ///
    /// The file is written while the run is played. In CSV there is a row for each span of time, with boards and
    /// masters counted from 1. For a single replication of one scenario only.
    #[arg(long, value_name = "FILE", value_parser = trace)]
    pub trace: Option<PathBuf>,
    /// With --trace: begin here, such as 1h30m
    #[arg(long, value_name = "TIME", value_parser = instant, requires = "trace", default_value = "0s")]
    pub from: Instant,
    /// With --trace: end here [default: where the run ends]
    #[arg(long, value_name = "TIME", value_parser = instant, requires = "trace")]
    pub to: Option<Instant>,
    /// Fail (exit code 1) if this is shown to be so, such as 'P(makespan > 60s) > 5%' or 'makespan > 2h'; may be given
    /// several times
    ///
    /// A condition is written as for `zeitnot seek`. Where neither it nor its opposite is shown, the exit code is 2.
    #[arg(long = "fail-if", value_name = "CONDITION")]
    pub gates: Vec<String>,
    /// Write the outcomes into this file: a row for each replication, a column for each measure; .csv or .parquet
    ///
    /// Of several groups each has its own columns: `hobbyist.waiting_mean_s`. The rows are written as the replications
    /// are played. With `-` they go to stdout as CSV, in place of the result. For a single scenario only.
    #[arg(long, value_name = "FILE", value_parser = outcomes)]
    pub outcomes: Option<PathBuf>,
    /// Draw how the makespan, or --measure, is distributed: a histogram with the share of runs that are done by then
    ///
    /// .svg or .png; may be given several times. A small one appears in the terminal; `-` draws only that one.
    #[arg(long = "chart", value_name = "FILE", value_parser = picture_or_terminal)]
    pub charts: Vec<PathBuf>,
    #[command(flatten)]
    pub title: TitleOptions,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    #[command(flatten)]
    pub engine: EngineOptions,
}

impl RunOptions {
    /// Whether quantiles over visits and games are recorded: if requested, and for the table of a single replication.
    pub fn takes_quantiles(&self) -> bool {
        let table_of_one = self.is_single() && self.shows_table() && self.outcomes.is_none();
        let mut named = self.measures.iter().chain(&self.worst).chain(&self.best);
        self.quantiles || table_of_one || named.any(|measure| measure.is_quantile())
    }

    /// Whether results are tables.
    pub fn shows_table(&self) -> bool {
        self.format == Format::Table
    }

    /// Who chooses the replication to show, if one of many is wanted: by `principal` unless a measure is named.
    pub fn chooser(&self, principal: Measure) -> Option<Chooser> {
        let measure = self.measures.first().copied().unwrap_or(principal);
        let worst = self.worst.map(|measure| (Choice::Worst, measure));
        let best = self.best.map(|measure| (Choice::Best, measure));
        let at = self.quantile.map(|order| (Choice::Quantile(order), measure));
        let (choice, measure) = worst.or(best).or(at)?;
        let chooser = Chooser::new(choice, measure);
        if chooser.is_none() {
            let name = measure.short_name();
            let tip = format!("tip: '--quantile 0% --measure {name}' is the least, '--quantile 100%' the greatest");
            refuse("run", &format!("neither more nor less of {name} is worse by itself\n\n  {tip}"));
        }
        chooser
    }

    /// The measure that is drawn, if anything is: `principal` unless one is named.
    pub fn drawn(&self, principal: Measure) -> Option<Measure> {
        (!self.charts.is_empty()).then(|| self.measures.first().copied().unwrap_or(principal))
    }

    /// The files that pictures are drawn into.
    pub fn pictures(&self) -> Vec<PathBuf> {
        self.charts.iter().filter(|path| !is_stdout(path)).cloned().collect()
    }

    /// Whether a single replication is shown: the only one, or a chosen one.
    fn shows_one(&self) -> bool {
        self.is_single() || self.worst.is_some() || self.best.is_some() || self.quantile.is_some()
    }

    /// The largest number of replications.
    pub fn replications(&self) -> u64 {
        self.precision.most().unwrap_or_else(|| self.effort.replications.unwrap_or(1))
    }

    /// The stopping rule of `--precision`, if it was given: of `principal` unless measures are named.
    pub fn rule(&self, principal: Measure) -> Option<Sequential> {
        let measures = if self.measures.is_empty() { &[principal][..] } else { &self.measures };
        self.precision.rule(measures, &self.effort)
    }

    /// Whether a single replication is to be played, and shown in detail.
    pub fn is_single(&self) -> bool {
        self.precision.precision.is_none() && self.replications() == 1
    }

    /// Refuses contradictory options as clap does: with a message and exit code 2.
    pub fn check(&self) {
        if self.is_single() && (self.effort.level.is_some() || self.precision.time.max_time.is_some()) {
            let option = if self.effort.level.is_some() { "--level" } else { "--max-time" };
            refuse(
                "run",
                &format!(
                    "{option} is for several replications\n\n  tip: ask for them with '-n 100' or '--precision 1%'"
                ),
            );
        }
        if self.is_single() && self.chooser(Measure::Makespan).is_some() {
            refuse("run", "of one replication there is nothing to choose\n\n  tip: play several with '-n 1000'");
        }
        if self.is_single() && !self.charts.is_empty() {
            refuse(
                "run",
                "--chart draws how replications differ, and there is one\n\n  tip: play several with '-n 1000'",
            );
        }
        if !self.measures.is_empty()
            && self.precision.precision.is_none()
            && self.quantile.is_none()
            && self.charts.is_empty()
        {
            refuse(
                "run",
                "--measure says what --precision, --quantile or --chart is about, and there is none of them\n\n  tip: \
                 leave it out: the table shows all measures",
            );
        }
        if self.quantile.is_some() && self.measures.len() > 1 {
            refuse("run", "--quantile is about one measure\n\n  tip: name one with '--measure'");
        }
        for (option, is_asked) in [("--log", self.log), ("--trace", self.trace.is_some())] {
            if is_asked && !self.shows_one() {
                self.refuse_many(option);
            }
        }
        let for_one = [
            ("--trace", "the run", self.trace.is_some()),
            ("--outcomes", "the outcomes", self.outcomes.is_some()),
            ("--chart", "the distribution", !self.pictures().is_empty()),
        ];
        for (option, what, _) in
            for_one.into_iter().filter(|(.., is_asked)| *is_asked && self.scenarios.files.len() > 1)
        {
            let tip = "tip: name one file, or play the files one by one";
            refuse("run", &format!("{option} writes {what} of one scenario\n\n  {tip}"));
        }
        let files: Vec<_> = self.charts.iter().chain(&self.trace).chain(&self.outcomes).collect();
        if let Some((_, twice)) =
            files.iter().enumerate().find(|(index, file)| files[..*index].iter().any(|before| is_same(before, file)))
        {
            refuse("run", &format!("`{}` can't hold two outputs\n\n  tip: name two files", twice.display()));
        }
        refuse_two_on_stdout("run", self.outcomes.as_deref(), self.log || self.format != Format::Table);
        if self.to.is_some_and(|to| to <= self.from) {
            refuse("run", "the trace ends before it begins\n\n  tip: give --to a later time than --from");
        }
        if self.charts.iter().any(|path| is_stdout(path)) && self.format != Format::Table {
            refuse("run", "--chart - draws below a table\n\n  tip: leave '--format' out, or name a file");
        }
        if self.log && self.format != Format::Table {
            refuse(
                "run",
                "--log prints text to stdout, so stdout would no longer be JSON or CSV\n\n  tip: leave '--format' out",
            );
        }
    }

    /// Refuses an option for one replication if several are requested.
    fn refuse_many(&self, option: &str) {
        let asked = match self.precision.precision {
            Some(_) => "--precision asks for many".to_owned(),
            None => format!("--replications asks for {}", self.replications()),
        };
        refuse(
            "run",
            &format!(
                "{option} needs a single replication, but {asked}\n\n  \
                 tip: leave it out, or choose one with '--worst makespan'; '--replication K' plays that one only"
            ),
        );
    }
}
