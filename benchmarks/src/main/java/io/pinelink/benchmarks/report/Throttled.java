package io.pinelink.benchmarks.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.CallOptions;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.PinelinkException;
import io.pinelink.model.Cloud;
import io.pinelink.model.Protocol;
import io.pinelink.model.Vector;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.RateLimit;
import io.pinelink.spi.DataOperations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A comparison of loads into a server with a rate limit: by the bulk engine, and by a pool of 16
 * threads that upsert batches and retry, as programs do without the engine. Started by {@code
 * benchmarks/throttled.sh}.
 */
public final class Throttled {
  private static final int DIMENSION = 384;
  private static final int BATCH = 100;
  private static final int POOL = 16;
  private static final int[] RATES = {20, 100};
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** A method of loading. */
  private enum Way {
    ENGINE("`bulkUpsert`") {
      @Override
      void load(Index index, List<List<Vector>> batches) {
        index.bulkUpsert(
            BulkSource.of(batches.stream().flatMap(Collection::stream)),
            BulkOptions.builder().maxBatchItems(BATCH).build());
      }
    },
    POOL_WITH_RETRIES("pool of 16, the client's retries") {
      @Override
      void load(Index index, List<List<Vector>> batches) throws Exception {
        pooled(index, batches);
      }
    },
    POOL_OF_ITS_OWN("pool of 16, retries after 100 ms") {
      @Override
      void load(Index index, List<List<Vector>> batches) throws Exception {
        pooled(index.with(CallOptions.defaults().once()), batches);
      }
    };

    private final String title;

    Way(String title) {
      this.title = title;
    }

    abstract void load(Index index, List<List<Vector>> batches) throws Exception;
  }

  /** The result of a load. */
  private record Run(
      Protocol protocol,
      int rate,
      Way way,
      double seconds,
      long taken,
      long refused,
      long vectors) {
    double amplification() {
      return (taken + refused) * (double) BATCH / vectors;
    }
  }

  private Throttled() {}

  /**
   * Runs the loads and writes the report.
   *
   * @param args the directory of the results, and {@code --quick} or nothing
   */
  public static void main(String... args) throws Exception {
    boolean quick = args.length > 1 && args[1].equals("--quick");
    if (args.length > 1 && !quick) {
      throw new IllegalArgumentException(args[1] + " is not --quick");
    }
    List<Run> runs = new ArrayList<>();
    for (Protocol protocol : List.of(Protocol.GRPC, Protocol.REST)) {
      for (int rate : RATES) {
        List<List<Vector>> batches = batches((quick ? 3 : 20) * rate);
        for (Way way : Way.values()) {
          Run run = run(protocol, rate, way, batches);
          System.out.println(row(run));
          runs.add(run);
        }
      }
    }
    write(runs, Path.of(args[0]), quick);
  }

  private static List<List<Vector>> batches(int count) {
    float[] values = new float[DIMENSION];
    return IntStream.range(0, count)
        .mapToObj(
            batch ->
                IntStream.range(batch * BATCH, (batch + 1) * BATCH)
                    .mapToObj(
                        i -> {
                          values[0] = i + 1f;
                          return Vector.of("v" + i, values);
                        })
                    .toList())
        .toList();
  }

  private static Run run(Protocol protocol, int rate, Way way, List<List<Vector>> batches)
      throws Exception {
    try (EmbeddedPinecone server = EmbeddedPinecone.builder().countingOnly().start();
        Pinelink client = server.clientBuilder().protocols(protocol, Protocol.REST).build()) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.dense(
                  "load", DIMENSION, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
      Index index = client.index("load");
      RateLimit limit = server.faults().limit(DataOperations.UPSERT, rate);
      long begin = System.nanoTime();
      way.load(index, batches);
      double seconds = (System.nanoTime() - begin) / 1e9;
      long stored = index.describeIndexStats().totalVectorCount();
      long sent = (long) batches.size() * BATCH;
      if (stored != sent) {
        throw new IllegalStateException(way + " left " + stored + " of " + sent + " vectors");
      }
      return new Run(protocol, rate, way, seconds, limit.taken(), limit.refused(), sent);
    }
  }

  private static void pooled(Index index, List<List<Vector>> batches) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(POOL);
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      batches.forEach(batch -> tasks.add(() -> untilItGoesIn(index, batch)));
      for (Future<Boolean> task : pool.invokeAll(tasks)) {
        task.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static boolean untilItGoesIn(Index index, List<Vector> batch)
      throws InterruptedException {
    while (true) {
      try {
        index.upsert(batch);
        return true;
      } catch (PinelinkException e) {
        if (!e.isRetryable()) {
          throw e;
        }
        Thread.sleep(PAUSE.toMillis());
      }
    }
  }

  private static String row(Run run) {
    return "| %s | %d | %s | %.1f | %.2f | %,d | %.2f |"
        .formatted(
            run.protocol().name().toLowerCase(Locale.ROOT),
            run.rate(),
            run.way().title,
            run.seconds(),
            run.seconds() / ideal(run),
            run.refused(),
            run.amplification());
  }

  /**
   * Returns the seconds that an ideal client needs, which sends each request as soon as it is
   * accepted.
   */
  private static double ideal(Run run) {
    return run.vectors() / (double) BATCH / run.rate() - 1;
  }

  private static void write(List<Run> runs, Path results, boolean quick) throws IOException {
    String name = LocalDate.now(ZoneOffset.UTC) + "-throttled" + (quick ? "-quick" : "");
    StringBuilder text = new StringBuilder();
    text.append("# Loads into a server that throttles, ").append(name).append("\n\n");
    text.append(Machine.describe());
    text.append(
        """


        Batches of 100 vectors of 384 values, over TLS on loopback, into an embedded server in the same process that accepts
        a number of upserts per second and rejects the others, without a retry delay. It starts with one second's worth of
        burst. The ideal time is reached by a client that sends each request as soon as it is accepted. Amplification is the
        number of requests per batch. All vectors arrived with every method.

        | protocol | requests per second | method | seconds | relative to ideal | rejected | amplification |
        |---|---|---|---|---|---|---|
        """);
    runs.forEach(run -> text.append(row(run)).append('\n'));
    Files.createDirectories(results);
    Files.writeString(results.resolve(name + ".md"), text);
    json(results.resolve(name + ".json"), runs);
    System.out.println("Written to " + results.resolve(name + ".md"));
  }

  private static void json(Path file, List<Run> runs) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(Files.newBufferedWriter(file))) {
      json.useDefaultPrettyPrinter();
      json.writeStartArray();
      for (Run run : runs) {
        json.writeStartObject();
        json.writeStringField("protocol", run.protocol().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("requests_a_second", run.rate());
        json.writeStringField("way", run.way().name().toLowerCase(Locale.ROOT));
        number(json, run, "seconds", Run::seconds);
        number(json, run, "taken", Run::taken);
        number(json, run, "refused", Run::refused);
        number(json, run, "amplification", Run::amplification);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  private static void number(JsonGenerator json, Run run, String name, ToDoubleFunction<Run> figure)
      throws IOException {
    json.writeNumberField(name, figure.applyAsDouble(run));
  }
}
