package io.pinelink.pipelines;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Writes a table of Spark into an index, reads it and queries it: a master and two workers as
 * processes, and an embedded server on the private route over TLS. {@code examples/spark} runs it;
 * the job is {@code DemoJob}.
 */
final class SparkDemo {
  private static final String INDEX = "docs";
  private static final int DIMENSION = 384;
  private static final Duration POLL = Duration.ofMillis(100);

  private SparkDemo() {}

  public static void main(String... args) throws Exception {
    int rows = args.length == 0 ? 20_000 : Integer.parseInt(args[0]);
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client =
            server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build()) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.builder(INDEX, IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                  .dimension(DIMENSION)
                  .build());
      System.out.println("Starting a master and two workers.");
      try (SparkCluster cluster = new SparkCluster(server, 2)) {
        Map<String, String> options = cluster.options(INDEX);
        options.put("namespace", "spark");
        JavaProcess driver =
            cluster.submit(
                "demo",
                "DemoJob",
                options,
                cluster.work.resolve("table").toString(),
                String.valueOf(rows));
        follow(cluster, driver, client.index(INDEX), rows);
        if (driver.awaitExit() != 0) {
          throw new IllegalStateException("the driver failed:\n" + cluster.log("demo"));
        }
      }
      System.out.printf(
          "%d requests over the public route.%n",
          server.requests().stream()
              .filter(request -> request.listener() == Listener.PUBLIC_DATA)
              .count());
    }
    System.exit(0);
  }

  /** Prints what the driver prints, and how many rows are in the index, until the driver ends. */
  private static void follow(SparkCluster cluster, JavaProcess driver, Index index, int rows)
      throws InterruptedException {
    List<Load> loads =
        List.of(
            new Load("the data source", "spark", rows),
            new Load("the bulk engine alone", "bulk", rows));
    int printed = 0;
    boolean ended = false;
    while (!ended) {
      ended = driver.awaitExit(POLL);
      String log = cluster.log("demo");
      String complete = log.substring(0, log.lastIndexOf('\n') + 1);
      List<String> lines = complete.lines().filter(line -> line.startsWith("> ")).toList();
      lines.subList(printed, lines.size()).forEach(line -> System.out.println(line.substring(2)));
      printed = lines.size();
      Map<String, Long> stored = index.describeIndexStats().namespaces();
      loads.forEach(load -> load.progress(stored, cluster));
    }
  }

  /** The rows that arrive in a namespace, from the first of them to the last. */
  private static final class Load {
    private final String name;
    private final String namespace;
    private final int rows;
    private long before;
    private long start;
    private Duration startCpu = Duration.ZERO;

    Load(String name, String namespace, int rows) {
      this.name = name;
      this.namespace = namespace;
      this.rows = rows;
    }

    void progress(Map<String, Long> stored, SparkCluster cluster) {
      long now = stored.getOrDefault(namespace, 0L);
      if (now == before) {
        return;
      }
      if (before == 0) {
        start = System.nanoTime();
        startCpu = cluster.cpuTime();
      }
      before = now;
      System.out.printf("%,d of %,d rows are in the index.%n", now, rows);
      if (now == rows) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
            "%s: %,d rows in %.1f s, %,.0f per second, %.1f s of CPU in driver and executors%n",
            name,
            rows,
            seconds,
            rows / seconds,
            cluster.cpuTime().minus(startCpu).toMillis() / 1e3);
      }
    }
  }
}
