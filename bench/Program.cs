using Rapport.Bench;

// Wiring only: `limit` is the limit program itself, started by the benchmarks as a process of its own.
return args is ["limit", ..] ? await Limit.Serve(args[1..]) : await Benchmarks.Run(args);
