package io.pinelink.pipelines;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * A number of loaded vectors, and the nanoseconds that the load took.
 *
 * @param vectors how many vectors are loaded
 * @param nanos the time
 * @param connector the CPU time of the processes where a connector runs, or of the bulk engine's
 * @param others the CPU time of the other processes of a cluster
 * @param server the CPU time of the embedded server
 */
record Load(long vectors, long nanos, long connector, long others, long server) {
  /** The CPU times that processes have had so far. */
  record Processes(Supplier<Duration> connector, Supplier<Duration> others) {}

  /** Returns what has been loaded by now, with the time since an arbitrary point. */
  static Load now(long vectors, Processes processes) {
    return new Load(
        vectors,
        System.nanoTime(),
        processes.connector().get().toNanos(),
        processes.others().get().toNanos(),
        CpuTime.of(ProcessHandle.current()).toNanos());
  }

  Load minus(Load part) {
    return new Load(
        vectors - part.vectors,
        nanos - part.nanos,
        connector - part.connector,
        others - part.others,
        server - part.server);
  }

  double perSecond() {
    return 1e9 * vectors / nanos;
  }

  /** Returns how many processors were busy on average. */
  double processors() {
    return (double) (connector + others + server) / nanos;
  }

  /** Returns the microseconds for each vector. */
  double micros(long time) {
    return time / 1e3 / vectors;
  }
}
