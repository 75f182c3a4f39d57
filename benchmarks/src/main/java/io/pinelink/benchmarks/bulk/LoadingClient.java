package io.pinelink.benchmarks.bulk;

import com.sun.management.OperatingSystemMXBean;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.model.Protocol;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A client process that loads a {@link Source} with the default options of a bulk operation, and
 * prints one {@link Figure} per line.
 */
public final class LoadingClient {
  private static final double MEGABYTE = 1e6;
  private static final double SECOND = 1e9;
  private static final double MICROS_OF_SECOND = 1e6;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private LoadingClient() {}

  /**
   * Runs the load.
   *
   * @param args the source, the protocol, the index's host, the port to dial on localhost, the PEM
   *     file of the server's authority and an API key
   */
  public static void main(String... args) throws IOException {
    CountedIndex target = CountedIndex.of(2, args);
    AtomicLong calls = new AtomicLong();
    AtomicLong failures = new AtomicLong();
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    try (Source source = Source.open(args[0]);
        Pinelink client = target.client(Protocol.valueOf(args[1]), calls, failures)) {
      // Excludes the source's garbage from the measurement.
      System.gc();
      Memory memory = new Memory();
      Peaks peaks = new Peaks();
      long cpu = SYSTEM.getProcessCpuTime();
      BulkOptions options =
          BulkOptions.builder()
              .expect(source.size())
              .listener(peaks)
              .progressInterval(Duration.ofMillis(50))
              .build();
      BulkReport report =
          Source.isOfDocuments(args[0])
              ? client
                  .documentsAt(target.host())
                  .bulkUpsert(BulkSource.of(source.documents()), options)
              : client.indexAt(target.host()).bulkUpsert(BulkSource.of(source.vectors()), options);
      double cpuSeconds = (SYSTEM.getProcessCpuTime() - cpu) / SECOND;
      memory.addTo(figures);
      double seconds = report.elapsed().toNanos() / SECOND;
      figures.put(Figure.VECTORS, (double) report.accepted());
      figures.put(Figure.SECONDS, seconds);
      figures.put(Figure.RATE, report.accepted() / seconds);
      figures.put(Figure.MEGABYTES, report.acceptedBytes() / MEGABYTE);
      figures.put(Figure.BYTE_RATE, report.acceptedBytes() / MEGABYTE / seconds);
      figures.put(Figure.CPU_SECONDS, cpuSeconds);
      figures.put(Figure.CPU, cpuSeconds * MICROS_OF_SECOND / report.accepted());
      figures.put(Figure.LIMIT, (double) peaks.limit);
      figures.put(Figure.IN_FLIGHT, (double) peaks.inFlight);
      figures.put(Figure.HELD, peaks.held / MEGABYTE);
      figures.put(Figure.CALLS, (double) calls.get());
      figures.put(Figure.FAILED_CALLS, (double) failures.get());
    }
    figures.forEach((figure, value) -> System.out.println(figure + " " + value));
  }

  /** The maximum of each reported value, sampled 20 times per second and at the end. */
  private static final class Peaks implements BulkListener {
    private int limit;
    private int inFlight;
    private long held;

    @Override
    public void progress(BulkProgress progress) {
      limit = Math.max(limit, progress.limit());
      inFlight = Math.max(inFlight, progress.callsInFlight());
      held = Math.max(held, progress.bytesHeld());
    }
  }
}
