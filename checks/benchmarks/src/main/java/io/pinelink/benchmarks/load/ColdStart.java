package io.pinelink.benchmarks.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/**
 * A process that sends a single query. Prints milliseconds from the start of the JVM to its answer,
 * milliseconds of CPU, and the number of loaded classes.
 */
public final class ColdStart {
  private ColdStart() {}

  /**
   * Runs the query.
   *
   * @param args the client's name, the sink's port and, for TLS, the PEM file of its authority
   */
  public static void main(String... args) throws Exception {
    Target target = Target.of(args[1], args.length > 2 ? Path.of(args[2]) : null);
    BenchmarkSubject subject = BenchmarkSubject.open(args[0], target);
    subject.work(Call.QUERY, Shape.USUAL).run(0);
    long millis = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    long cpu =
        ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    System.out.printf(
        "%d %d %d%n",
        millis,
        cpu / 1_000_000,
        ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
    System.exit(0); // Not every client's threads are daemons.
  }
}
