package io.pinelink.pipelines;

import static org.awaitility.Awaitility.await;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Match;
import io.pinelink.model.QueryRequest;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes a topic into an index and searches it: a broker and a Connect worker as processes, and an
 * embedded server on the private route over TLS. Then the worker reads the topic without writing
 * it, and a process loads the same vectors with the bulk engine alone, for comparison. {@code
 * examples/kafka} runs it.
 */
final class KafkaDemo {
  private static final String TOPIC = "docs";

  /** As Kafka's scripts start a worker. */
  private static final List<String> JVM =
      List.of("-XX:TieredStopAtLevel=4", "-XX:-UseSerialGC", "-XX:+UseG1GC", "-Xmx2g");

  private final EmbeddedPinecone server;
  private final KafkaCluster cluster;
  private final Index index;
  private final int records;

  private KafkaDemo(EmbeddedPinecone server, KafkaCluster cluster, Index index, int records) {
    this.server = server;
    this.cluster = cluster;
    this.index = index;
    this.records = records;
  }

  public static void main(String... args) throws Exception {
    int records = args.length == 0 ? 20_000 : Integer.parseInt(args[0]);
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client =
            server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build()) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.builder(TOPIC, IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                  .dimension(BulkLoad.DIMENSION)
                  .build());
      System.out.println("Starting a broker and a Connect worker.");
      try (KafkaCluster cluster = new KafkaCluster(server, 1, JVM)) {
        cluster.createTopics(new NewTopic(TOPIC, 2, (short) 1));
        new KafkaDemo(server, cluster, client.index(TOPIC), records).run();
      }
    }
    System.exit(0);
  }

  private void run() throws Exception {
    produce();
    deliver("first");
    search(index.namespace("first"));
    // Again, since the processes have compiled most of their code by then.
    Measured sink = deliver("second");
    Measured none = readOnly();
    Measured bulk = loadAlone();
    if (Double.isNaN(sink.rate + none.rate + bulk.rate)) {
      return;
    }
    System.out.printf(
        Locale.ROOT,
        "The sink has %.2f of the rate of the bulk engine alone. Its part of the worker's CPU is"
            + " %.1f µs for each record; the bulk engine alone has %.1f µs.%n",
        sink.rate / bulk.rate,
        sink.micros - none.micros,
        bulk.micros);
  }

  private void produce() {
    try (KafkaProducer<String, String> producer = cluster.producer()) {
      for (long i = 0; i < records; i++) {
        ByteBuffer bytes =
            ByteBuffer.allocate(BulkLoad.DIMENSION * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(BulkLoad.values(i));
        var unused =
            producer.send(
                new ProducerRecord<>(
                    TOPIC,
                    "doc-" + i,
                    "{\"values\": \""
                        + Base64.getEncoder().encodeToString(bytes.array())
                        + "\", \"title\": \"Document "
                        + i
                        + "\"}"));
      }
    }
    System.out.printf("%,d records are in the topic.%n", records);
  }

  private Map<String, String> connector() {
    Map<String, String> config = cluster.connector(TOPIC);
    config.put("tasks.max", "2");
    config.put("metadata.fields", "title");
    config.put("linger.ms", "100");
    return config;
  }

  private void create(String connector, Map<String, String> config) {
    String response =
        worker().send("PUT", "/connectors/" + connector + "/config", ConnectWorker.write(config));
    if (!response.contains("\"name\":\"" + connector + "\"")) {
      throw new IllegalStateException(response);
    }
  }

  private ConnectWorker worker() {
    return cluster.workers.get(0);
  }

  private long stored(String namespace) {
    return index.describeIndexStats().namespaces().getOrDefault(namespace, 0L);
  }

  private Measured deliver(String round) {
    Map<String, String> config = connector();
    config.put("namespace", round);
    create(round, config);
    Measured measured =
        measure(
            "the sink, " + round + " round",
            () -> stored(round),
            new Cpu("worker", worker()::cpuTime),
            new Cpu("broker", cluster.broker::cpuTime),
            new Cpu("server", KafkaDemo::cpuTime));
    delete(round);
    return measured;
  }

  private void delete(String connector) {
    String unused = worker().send("DELETE", "/connectors/" + connector, "");
  }

  private void search(Index documents) {
    for (Match match :
        documents
            .query(
                QueryRequest.builder().vector(BulkLoad.values(7)).topK(3).includeMetadata().build())
            .matches()) {
      System.out.printf(
          Locale.ROOT,
          "%.3f  %s  %s%n",
          match.score(),
          match.id(),
          match.metadata().string("title").orElse(""));
    }
  }

  /** Measures what a record costs before the sink gets it. */
  private Measured readOnly() {
    Map<String, String> config = connector();
    config.put("transforms", "drop");
    config.put("transforms.drop.type", "org.apache.kafka.connect.transforms.Filter");
    create("none", config);
    Measured measured =
        measure(
            "the worker without the sink",
            () -> records - cluster.lag(TOPIC, "none"),
            new Cpu("worker", worker()::cpuTime),
            new Cpu("broker", cluster.broker::cpuTime));
    delete("none");
    return measured;
  }

  private Measured loadAlone() throws Exception {
    Map<String, String> options = connector();
    options.remove("api.key");
    options.put("index.name", TOPIC);
    Path work = Path.of(System.getProperty("pipelines.work"));
    Path plugins = Path.of(System.getProperty("pipelines.plugins"));
    Path classes =
        Path.of(BulkLoad.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> archives = Files.list(plugins);
        JavaProcess load =
            JavaProcess.start(
                work,
                "load",
                classes + ":" + archives.findFirst().orElseThrow().resolve("lib"),
                JVM,
                Map.of("PINECONE_API_KEY", server.project().apiKey()),
                BulkLoad.class.getName(),
                KafkaBroker.write(work.resolve("load.properties"), options).toString(),
                Integer.toString(records),
                "bulk-first",
                "bulk-second")) {
      measureBulk("first", load);
      return measureBulk("second", load);
    }
  }

  private Measured measureBulk(String round, JavaProcess load) {
    return measure(
        "the bulk engine alone, " + round + " round",
        () -> stored("bulk-" + round),
        new Cpu("load", load::cpuTime),
        new Cpu("server", KafkaDemo::cpuTime));
  }

  private static Duration cpuTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The CPU time that a process has had. */
  private record Cpu(String process, Supplier<Duration> time) {}

  /** Records per second, and the microseconds of CPU of the first process for each record. */
  private record Measured(double rate, double micros) {}

  /** Measures from the first batch to the last. */
  private Measured measure(String what, Callable<Long> progress, Cpu... cpus) {
    long first = next(progress, 0);
    long start = System.nanoTime();
    List<Duration> before = Stream.of(cpus).map(cpu -> cpu.time.get()).toList();
    for (long done = first; done < records; ) {
      System.out.printf("%s: %,d of %,d records%n", what, done, records);
      done = next(progress, done);
    }
    if (first == records) {
      System.out.printf("%s: too few records to measure%n", what);
      return new Measured(Double.NaN, Double.NaN);
    }
    double rate = (records - first) / ((System.nanoTime() - start) / 1e9);
    System.out.printf("%s: %,.0f records per second%n", what, rate);
    double[] micros = new double[cpus.length];
    for (int i = 0; i < cpus.length; i++) {
      Duration spent = cpus[i].time.get().minus(before.get(i));
      micros[i] = spent.toNanos() / 1e3 / (records - first);
      System.out.printf("  %s: %.1f µs of CPU for each record%n", cpus[i].process, micros[i]);
    }
    return new Measured(rate, micros[0]);
  }

  private static long next(Callable<Long> progress, long before) {
    return await()
        .atMost(KafkaCluster.LONG)
        .ignoreExceptions()
        .until(progress, done -> done > before);
  }
}
