use dateline::query::*;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;
#[global_allocator]
static A: mimalloc::MiMalloc = mimalloc::MiMalloc;
#[path = "generate.rs"]
#[allow(dead_code)]
mod generate;
fn main() {
    let n: usize = std::env::args().nth(1).unwrap().parse().unwrap();
    let mut bytes = Vec::new();
    generate::write_all(&mut bytes, n).unwrap();
    let record = dateline::format::read("g.ron", &bytes).record;
    drop(bytes);
    let t = Instant::now();
    let chron = Arc::new(dateline::model::build::build(record.into_iter().collect()).chronology);
    eprintln!("build {:?}", t.elapsed());
    let t = Instant::now();
    let index = Index::new(chron);
    eprintln!("index {:?}", t.elapsed());
    let (o, s) = (Outside::default(), AtomicBool::new(false));
    let single = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    for q in std::env::args().skip(2) {
        let query = Query::parse(&q, index.chronology(), &o).unwrap();
        let mut v: Vec<[f64; 4]> = (0..7)
            .map(|_| {
                single.install(|| {
                    let t = Instant::now();
                    let m = run(&index, &query, &o, &s).unwrap();
                    let a = t.elapsed().as_secs_f64() * 1e3;
                    let t = Instant::now();
                    m.by_rank();
                    let b = t.elapsed().as_secs_f64() * 1e3;
                    let t = Instant::now();
                    facets::count(&index, &query, &m, &o);
                    let c = t.elapsed().as_secs_f64() * 1e3;
                    [a, b, c, m.len() as f64]
                })
            })
            .collect();
        v.sort_by(|a, b| a[0].total_cmp(&b[0]));
        println!(
            "{q:30} run {:7.2} rank {:7.2} facets {:7.2} hits {}",
            v[0][0], v[0][1], v[0][2], v[0][3]
        );
    }
}
