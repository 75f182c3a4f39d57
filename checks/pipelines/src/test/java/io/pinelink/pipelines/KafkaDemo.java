package io.pinelink.pipelines;

import static org.awaitility.Awaitility.await;

import io.pinelink.model.Match;
import io.pinelink.model.QueryRequest;
import io.pinelink.pipelines.demo.DemoVectors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes a topic into an index and searches it: a broker and a Connect worker as processes, and an
 * embedded server on the private route over TLS. Then it compares the rate with the bulk engine
 * alone, if it has arguments. {@code examples/kafka} runs it.
 */
final class KafkaDemo implements Comparison.Connector {
  private static final String TOPIC = Demo.INDEX;

  /** A topic with the first half of the records. */
  private static final String HALF = "half";

  private final KafkaCluster cluster;
  private final Demo demo;
  private String connector = "";
  private int connectors;

  private KafkaDemo(KafkaCluster cluster, Demo demo) {
    this.cluster = cluster;
    this.demo = demo;
  }

  public static void main(String... args) throws Exception {
    try (Demo demo = new Demo(args)) {
      System.out.println("Starting a broker and a Connect worker.");
      try (KafkaCluster cluster = new KafkaCluster(demo.server, 1, Comparison.JVM)) {
        cluster.createTopics(topic(TOPIC), topic(HALF));
        KafkaDemo kafka = new KafkaDemo(cluster, demo);
        kafka.produce(TOPIC, demo.vectors);
        kafka.write("first");
        var unused =
            new LoadMeter(demo.vectors)
                .follow(
                    "the first load", () -> demo.stored("first"), kafka::ended, kafka.processes());
        kafka.search();
        demo.delete("first");
        if (demo.compares) {
          kafka.compare();
        }
      }
      demo.printPublicCalls();
    }
    System.exit(0);
  }

  private static NewTopic topic(String name) {
    return new NewTopic(name, 2, (short) 1);
  }

  private void produce(String topic, int records) {
    try (KafkaProducer<String, String> producer = cluster.producer()) {
      for (long i = 0; i < records; i++) {
        ByteBuffer bytes =
            ByteBuffer.allocate(demo.dimension * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(DemoVectors.values(i, demo.dimension));
        var unused =
            producer.send(
                new ProducerRecord<>(
                    topic,
                    DemoVectors.id(i),
                    "{\"values\": \""
                        + Base64.getEncoder().encodeToString(bytes.array())
                        + "\", \"title\": \""
                        + DemoVectors.title(i)
                        + "\"}"));
      }
    }
    System.out.printf("%,d records are in the topic %s.%n", records, topic);
  }

  private void search() {
    for (Match match :
        demo.namespace("first")
            .query(
                QueryRequest.builder()
                    .vector(DemoVectors.values(7, demo.dimension))
                    .topK(3)
                    .includeMetadata()
                    .build())
            .matches()) {
      System.out.printf(
          Locale.ROOT,
          "%.3f  %s  %s%n",
          match.score(),
          match.id(),
          match.metadata().string("title").orElse(""));
    }
  }

  private void compare() throws Exception {
    produce(HALF, demo.vectors / 2);
    Path plugins = Path.of(System.getProperty("pipelines.plugins"));
    Map<String, String> options = options();
    options.remove("api.key");
    options.put("index.name", Demo.INDEX);
    try (Stream<Path> archives = Files.list(plugins)) {
      Comparison.run(
          demo,
          this,
          new ComparisonTables.Names("sink", "worker", "consumer and JSON", "broker"),
          Path.of(System.getProperty("pipelines.work")),
          archives.findFirst().orElseThrow().resolve("lib").toString(),
          options);
    }
  }

  private Map<String, String> options() {
    Map<String, String> options = new HashMap<>(cluster.connector(TOPIC));
    options.put("tasks.max", "2");
    options.put("metadata.fields", "title");
    options.put("linger.ms", "100");
    return options;
  }

  /**
   * Ends the connector before, and starts one with a name of its own, so that it reads the topic
   * from its start.
   */
  private void start(Map<String, String> options) {
    if (connectors > 0) {
      String unused = worker().send("DELETE", "/connectors/" + connector, "");
    }
    connector = "connector-" + ++connectors;
    String response =
        worker().send("PUT", "/connectors/" + connector + "/config", ConnectWorker.write(options));
    if (!response.contains("\"name\":\"" + connector + "\"")) {
      throw new IllegalStateException(response);
    }
  }

  private ConnectWorker worker() {
    return cluster.workers.get(0);
  }

  @Override
  public void write(String namespace) {
    Map<String, String> options = options();
    options.put("namespace", namespace);
    start(options);
  }

  /** Returns true: a connector waits for more records. */
  @Override
  public boolean ended() {
    return true;
  }

  @Override
  public Load read(LoadMeter meter) {
    return meter.difference("reading alone", () -> read(HALF), () -> read(TOPIC), processes());
  }

  private void read(String topic) {
    Map<String, String> options = options();
    options.put("topics", topic);
    options.put("transforms", "drop");
    options.put("transforms.drop.type", "org.apache.kafka.connect.transforms.Filter");
    start(options);
    await()
        .atMost(KafkaCluster.LONG)
        .ignoreExceptions()
        .until(() -> cluster.lag(topic, connector) == 0);
  }

  @Override
  public Load.Processes processes() {
    return new Load.Processes(worker()::cpuTime, cluster.broker::cpuTime);
  }
}
