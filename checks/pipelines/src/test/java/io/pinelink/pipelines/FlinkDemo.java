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
      compare(client.index(INDEX).namespace("bulk"), rows);
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
    long printed = 0;
    long stored = 0;
    long start = 0;
    Duration cpu = Duration.ZERO;
    while (!script.awaitExit(POLL)) {
      printed += print(log, printed);
      long before = stored;
      stored = index.describeIndexStats().totalVectorCount();
      if (stored > before) {
        System.out.printf("%,d of %,d rows are in the index.%n", stored, rows);
        if (before == 0) {
          // The first batches are in the index when the measurement starts.
          start = System.nanoTime();
          cpu = cpu(ProcessHandle.current().children());
        }
        if (stored == rows) {
          rate(
              "the sink",
              rows,
              System.nanoTime() - start,
              cpu(ProcessHandle.current().children()).minus(cpu));
        }
      }
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
    long start = System.nanoTime();
    Duration cpu = cpu(Stream.of());
    BulkReport report =
        index.bulkUpsert(
            BulkSource.of(
                LongStream.rangeClosed(1, rows)
                    .mapToObj(String::valueOf)
                    .map(
                        id ->
                            Vector.of(
                                id, VectorOf.values(id), Metadata.of("title", "Text " + id)))),
            BulkOptions.defaults());
    rate(
        "the bulk engine alone",
        report.accepted(),
        System.nanoTime() - start,
        cpu(Stream.of()).minus(cpu));
  }

  /** Returns the CPU time of this process, in which the server is, and of others. */
  private static Duration cpu(Stream<ProcessHandle> others) {
    return Stream.concat(Stream.of(ProcessHandle.current()), others)
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static void rate(String what, long rows, long nanos, Duration cpu) {
    System.out.printf(
        Locale.ROOT,
        "%s: %,d rows in %.1f s, %,.0f per second, %.1f s of CPU with the server%n",
        what,
        rows,
        nanos / 1e9,
        rows / (nanos / 1e9),
        cpu.toMillis() / 1e3);
  }
}
