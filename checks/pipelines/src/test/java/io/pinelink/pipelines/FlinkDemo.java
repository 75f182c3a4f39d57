package io.pinelink.pipelines;

import static org.awaitility.Awaitility.await;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Metadata;
import io.pinelink.model.Vector;
import io.pinelink.pipelines.flink.SqlScript;
import io.pinelink.pipelines.flink.VectorOf;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Writes rows into an index and searches it, in SQL: a job manager and two task managers as
 * processes, and an embedded server on the private route over TLS. Then it loads the same vectors
 * with the bulk engine alone, for comparison. {@code examples/flink} runs it.
 */
final class FlinkDemo {
  private static final String INDEX = "docs";
  private static final Duration POLL = Duration.ofMillis(50);

  private FlinkDemo() {}

  public static void main(String... args) throws Exception {
    int rows = args.length == 0 ? 20_000 : Integer.parseInt(args[0]);
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client =
            server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build()) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.builder(INDEX, IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                  .dimension(VectorOf.DIMENSION)
                  .build());
      System.out.println("Starting a job manager and two task managers.");
      try (FlinkCluster cluster = new FlinkCluster(server, 2, "-XX:TieredStopAtLevel=4")) {
        await().atMost(KafkaCluster.LONG).until(() -> cluster.slots() == 2 * FlinkCluster.SLOTS);
        Path script = cluster.work.resolve("demo.sql");
        Files.writeString(script, script(cluster, rows));
        try (JavaProcess sql = cluster.submit("sql", SqlScript.class, 2, script.toString())) {
          follow(cluster.work.resolve("sql.log"), sql, client.index(INDEX), rows);
        }
      }
      System.out.printf(
          "%d data calls were public.%n",
          server.requests().stream()
              .filter(request -> request.listener() == Listener.PUBLIC_DATA)
              .count());
      compare(client.index(INDEX), rows);
    }
    System.exit(0);
  }

  private static String script(FlinkCluster cluster, int rows) {
    String options =
        cluster.connection().entrySet().stream()
            .map(option -> ",\n  '" + option.getKey() + "' = '" + option.getValue() + "'")
            .collect(Collectors.joining());
    return """
        CREATE TABLE texts (
          id STRING,
          PRIMARY KEY (id) NOT ENFORCED
        ) WITH (
          'connector' = 'datagen',
          'rows-per-second' = '1000000000',
          'fields.id.kind' = 'sequence',
          'fields.id.start' = '1',
          'fields.id.end' = '%d'
        );
        CREATE FUNCTION VECTOR_OF AS '%s';
        CREATE TABLE docs (
          id STRING,
          embedding ARRAY<FLOAT>,
          title STRING,
          PRIMARY KEY (id) NOT ENFORCED
        ) WITH (
          'connector' = 'pinelink',
          'index.name' = '%s'%s
        );
        INSERT INTO docs
          SELECT id, VECTOR_OF(id), CONCAT('Text ', id) FROM texts;
        CREATE TABLE questions (
          question STRING,
          asked AS VECTOR_OF(question)
        ) WITH (
          'connector' = 'datagen',
          'fields.question.kind' = 'sequence',
          'fields.question.start' = '7',
          'fields.question.end' = '8'
        );
        SELECT question, id, title, score
          FROM questions, LATERAL TABLE(VECTOR_SEARCH(
            TABLE docs, DESCRIPTOR(embedding), questions.asked, 3));
        """
        .formatted(rows, VectorOf.class.getName(), INDEX, options);
  }

  /** Prints what the script prints, and how many rows are in the index, until the script ends. */
  private static void follow(Path log, JavaProcess script, Index index, int rows)
      throws InterruptedException {
    Load load = new Load("the sink", rows);
    long printed = 0;
    while (!script.awaitExit(POLL)) {
      printed += print(log, printed);
      load.progress(index.describeIndexStats().totalVectorCount());
    }
    print(log, printed);
    script.await();
  }

  /** Prints what a log has after a position, and returns how many characters these are. */
  private static int print(Path log, long from) {
    try {
      String text = Files.exists(log) ? Files.readString(log).substring((int) from) : "";
      System.out.print(text);
      return text.length();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compare(Index index, int rows) {
    CompletableFuture<BulkReport> bulk =
        CompletableFuture.supplyAsync(
            () ->
                index
                    .namespace("bulk")
                    .bulkUpsert(
                        BulkSource.of(
                            LongStream.rangeClosed(1, rows)
                                .mapToObj(String::valueOf)
                                .map(
                                    id ->
                                        Vector.of(
                                            id,
                                            VectorOf.values(id),
                                            Metadata.of("title", "Text " + id)))),
                        BulkOptions.defaults()));
    Load load = new Load("the bulk engine alone", rows);
    await()
        .atMost(KafkaCluster.LONG)
        .pollInterval(POLL)
        .until(
            () -> {
              boolean ended = bulk.isDone();
              load.progress(index.describeIndexStats().totalVectorCount() - rows);
              return ended;
            });
    bulk.join();
  }

  /** A load whose second half is measured, since the JVMs are warm by then. */
  private static final class Load {
    private final String name;
    private final int rows;
    private long stored;
    private long measuredFrom;
    private long start;
    private Duration startCpu = Duration.ZERO;

    Load(String name, int rows) {
      this.name = name;
      this.rows = rows;
    }

    void progress(long now) {
      if (now == stored) {
        return;
      }
      stored = now;
      System.out.printf("%,d of %,d rows are in the index.%n", now, rows);
      if (start == 0 && now >= rows / 2) {
        start = System.nanoTime();
        measuredFrom = now;
        startCpu = cpu();
      } else if (now == rows) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "%s: the last %,d rows in %.1f s, %,.0f per second, %.1f s of CPU with the server%n",
            name,
            now - measuredFrom,
            seconds,
            (now - measuredFrom) / seconds,
            cpu().minus(startCpu).toMillis() / 1e3);
      }
    }

    /** Returns the CPU time of this process, in which the server is, and of the cluster. */
    private static Duration cpu() {
      return Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().children())
          .flatMap(process -> process.info().totalCpuDuration().stream())
          .reduce(Duration.ZERO, Duration::plus);
    }
  }
}
