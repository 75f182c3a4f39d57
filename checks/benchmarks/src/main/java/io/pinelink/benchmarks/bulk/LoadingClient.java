package io.pinelink.benchmarks.bulk;

import com.sun.management.OperatingSystemMXBean;
import io.pinelink.Pinelink;
import io.pinelink.benchmarks.Measure;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.model.Protocol;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * A client process that loads a {@link Source} with the default options of a bulk operation, and
 * prints one {@link Measure} per line.
 */
public final class LoadingClient {
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
    String source = args[0];
    String host = args[2];
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    try (Pinelink client =
        Pinelink.builder()
            .apiKey(args[5])
            .tls(TlsOptions.trustOnly(Path.of(args[4])))
            .connectRule(ConnectRule.forHost(host).dial("localhost", Integer.parseInt(args[3])))
            .protocols(Protocol.valueOf(args[1]))
            .build()) {
      Memory memory = new Memory();
      Peaks peaks = new Peaks();
      long cpu = SYSTEM.getProcessCpuTime();
      BulkOptions options =
          BulkOptions.builder()
              .expect(Source.size(source))
              .listener(peaks)
              .progressInterval(Duration.ofMillis(50))
              .build();
      BulkReport report =
          Source.isOfDocuments(source)
              ? client
                  .documentsAt(host)
                  .bulkUpsert(BulkSource.of(Source.documents(source)), options)
              : client.indexAt(host).bulkUpsert(BulkSource.of(Source.vectors(source)), options);
      double micros = (SYSTEM.getProcessCpuTime() - cpu) / 1e3;
      memory.addTo(values);
      double seconds = report.elapsed().toNanos() / 1e9;
      values.put(Measure.SECONDS, seconds);
      values.put(Measure.LOAD_RATE, report.accepted() / seconds);
      values.put(Measure.LOAD_CPU, micros / report.accepted());
      values.put(Measure.MEGABYTES, report.acceptedBytes() / 1e6);
      values.put(Measure.IN_FLIGHT, (double) peaks.inFlight);
      values.put(Measure.HELD, peaks.held / 1e6);
    }
    values.forEach((measure, value) -> System.out.println(measure + " " + value));
  }

  /** The maximum of each reported value, sampled 20 times per second and at the end. */
  private static final class Peaks implements BulkListener {
    private int inFlight;
    private long held;

    @Override
    public void progress(BulkProgress progress) {
      inFlight = Math.max(inFlight, progress.callsInFlight());
      held = Math.max(held, progress.bytesHeld());
    }
  }
}
