package io.pinelink.pipelines;

import java.util.function.Supplier;

/**
 * A number of loaded vectors, and what the load took.
 *
 * @param vectors how many vectors are loaded
 * @param nanos the time
 * @param connector the CPU time of the processes where a connector runs, or of the bulk engine's
 * @param others the CPU time of the other processes of a cluster
 * @param server the CPU time of the embedded server
 * @param idle the nanoseconds for which processors were idle
 */
record Load(
    long vectors, long nanos, CpuTime connector, CpuTime others, CpuTime server, double idle) {
  /** The CPU times that processes have had so far. */
  record Processes(Supplier<CpuTime> connector, Supplier<CpuTime> others) {}

  /** Returns what has been loaded by now, with the time since an arbitrary point. */
  static Load now(long vectors, Processes processes) {
    return new Load(
        vectors,
        System.nanoTime(),
        processes.connector().get(),
        processes.others().get(),
        CpuTime.of(ProcessHandle.current()),
        Processors.idle());
  }

  Load plus(Load other) {
    return new Load(
        vectors + other.vectors,
        nanos + other.nanos,
        connector.plus(other.connector),
        others.plus(other.others),
        server.plus(other.server),
        idle + other.idle);
  }

  Load minus(Load part) {
    return new Load(
        vectors - part.vectors,
        nanos - part.nanos,
        connector.minus(part.connector),
        others.minus(part.others),
        server.minus(part.server),
        idle - part.idle);
  }

  double perSecond() {
    return 1e9 * vectors / nanos;
  }

  /** Returns the CPU time of all measured processes. */
  CpuTime all() {
    return connector.plus(others).plus(server);
  }

  /** Returns how many processors were busy with the work of a time, on average. */
  double processors(CpuTime time) {
    return (double) time.work() / nanos;
  }

  /** Returns how many processors were busy with compilers of measured processes, on average. */
  double compilerProcessors() {
    return (double) all().compilers() / nanos;
  }

  /** Returns how many processors were idle on average. */
  double idleProcessors() {
    return idle / nanos;
  }

  /** Returns the microseconds of work for each vector. */
  double micros(CpuTime time) {
    return time.work() / 1e3 / vectors;
  }
}
