//! The engine that is kept for the page: it is whole, and gives what the library gives, golden digests and all.
//!
//! Whether it is built of today's sources is for `page/engine/build --check` to say, which `.ci/run` calls.

use crate::shipped::{names, scenario};
use flate2::read::GzDecoder;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::io::Read;
use wasmi::{Engine, Instance, Linker, Memory, Module, Store, TypedFunc, WasmParams};
use zeitnot::playback::Dialogue;

const KEPT: &[u8] = include_bytes!("../../src/report/page/engine.wasm.gz");
const SIDECAR: &str = include_str!("../../src/report/page/engine.txt");
const EVENTS_MAX: u32 = 10_000_000;

fn unpacked() -> Vec<u8> {
    let mut wasm = Vec::new();
    GzDecoder::new(KEPT).read_to_end(&mut wasm).unwrap();
    wasm
}

/// The module with one dialogue in it, as a browser has it.
struct PageEngine {
    store: Store<()>,
    instance: Instance,
    memory: Memory,
}

fn module() -> Module {
    let module = Module::new(&Engine::default(), unpacked()).unwrap();
    assert_eq!(module.imports().count(), 0, "a page has nothing to give it");
    module
}

impl PageEngine {
    fn start(module: &Module) -> Self {
        let mut store = Store::new(module.engine(), ());
        let instance = Linker::new(module.engine()).instantiate_and_start(&mut store, module).unwrap();
        let memory = instance.get_memory(&store, "memory").unwrap();
        Self { store, instance, memory }
    }

    fn call<P: WasmParams>(&mut self, name: &str, parameters: P) -> u32 {
        let function: TypedFunc<P, u32> = self.instance.get_typed_func(&self.store, name).unwrap();
        function.call(&mut self.store, parameters).unwrap()
    }

    fn write(&mut self, text: &str) {
        let at = self.call("request", u32::try_from(text.len()).unwrap());
        self.memory.write(&mut self.store, at as usize, text.as_bytes()).unwrap();
    }

    fn read(&mut self, length: u32) -> String {
        let at = self.call("answer", ()) as usize;
        String::from_utf8(self.memory.data(&self.store)[at..at + length as usize].to_vec()).unwrap()
    }

    fn load(&mut self, text: &str) -> String {
        self.write(text);
        let length = self.call("load", ());
        self.read(length)
    }

    fn play(&mut self, settings: &str) -> String {
        self.write(settings);
        let length = self.call("play", (0_u64, EVENTS_MAX));
        self.read(length)
    }
}

#[test]
fn it_is_what_its_sidecar_says() {
    let sum = Sha256::digest(unpacked()).iter().fold(String::new(), |mut sum, byte| {
        write!(sum, "{byte:02x}").unwrap();
        sum
    });
    assert!(SIDECAR.lines().any(|line| line == format!("wasm {sum}")), "{sum}\n{SIDECAR}");
}

#[test]
fn all_golden_digests_come_out_of_it() {
    let module = module();
    for name in names() {
        let mut engine = PageEngine::start(&module);
        let text = scenario(&name, &[]).to_ron();
        let loaded: Value = serde_json::from_str(&engine.load(&text)).unwrap();
        assert!(loaded["settings"].is_array(), "{name}: {loaded}");
        let played: Value = serde_json::from_str(&engine.play("")).unwrap();
        let digest = played["run"]["digest"].as_str().unwrap_or_else(|| panic!("{name}: {played}"));
        let golden = format!("\n{name} {digest} ");
        assert!(include_str!("../golden.txt").contains(&golden), "{golden}");
    }
}

/// What does not depend on words, which may have changed since the engine was built.
fn result(answer: &str) -> Vec<Value> {
    let answer: Value = serde_json::from_str(answer).unwrap();
    let run = ["digest", "end_ns", "film"].map(|name| answer["run"][name].clone());
    run.into_iter().chain([answer["error"].is_string().into()]).collect()
}

#[test]
fn it_gives_what_the_library_gives() {
    let mut engine = PageEngine::start(&module());
    let mut dialogue = Dialogue::new();
    for name in ["south-station-async", "club-evening"] {
        let text = scenario(name, &[]).to_ron();
        engine.load(&text);
        dialogue.load(&text);
        for settings in ["", "master.count=2", "visit=Cyclic\nmaster.think*=1.5", "master.cont=2", "master.count=0"] {
            let [there, here] = [engine.play(settings), dialogue.play(settings, 0, EVENTS_MAX.into())];
            assert_eq!(result(&there), result(&here), "{name}, {settings}");
        }
    }
    assert!(engine.load("(").contains("\"error\":"));
}
