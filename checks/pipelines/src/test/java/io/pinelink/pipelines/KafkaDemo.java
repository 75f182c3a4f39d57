package io.pinelink.pipelines;

import static org.awaitility.Awaitility.await;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Match;
import io.pinelink.model.Metadata;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes a topic into an index and searches it: a broker and a Connect worker as processes, and an
 * embedded server on the private route over TLS. Then it loads the same vectors with the bulk
 * engine alone, for comparison. {@code examples/kafka} runs it.
 */
final class KafkaDemo {
  private static final int DIMENSION = 384;
  private static final String TOPIC = "docs";

  private KafkaDemo() {}

  public static void main(String... args) throws Exception {
    int records = args.length == 0 ? 20_000 : Integer.parseInt(args[0]);
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client =
            server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build()) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.builder(TOPIC, IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                  .dimension(DIMENSION)
                  .build());
      System.out.println("Starting a broker and a Connect worker.");
      try (KafkaCluster cluster = new KafkaCluster(server, 1)) {
        cluster.createTopics(new NewTopic(TOPIC, 2, (short) 1));
        produce(cluster, records);
        deliver(cluster, client.index(TOPIC), records);
      }
      search(client.index(TOPIC));
      compare(client.index(TOPIC).namespace("bulk"), records);
    }
    System.exit(0);
  }

  private static void produce(KafkaCluster cluster, int records) {
    try (KafkaProducer<String, String> producer = cluster.producer()) {
      for (long i = 0; i < records; i++) {
        ByteBuffer bytes = ByteBuffer.allocate(DIMENSION * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values(i));
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

  private static float[] values(long i) {
    SplittableRandom random = new SplittableRandom(i);
    float[] values = new float[DIMENSION];
    for (int j = 0; j < DIMENSION; j++) {
      values[j] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  private static void deliver(KafkaCluster cluster, Index index, int records) {
    Map<String, String> config = cluster.connector(TOPIC);
    config.put("tasks.max", "2");
    config.put("metadata.fields", "title");
    config.put("linger.ms", "100");
    ConnectWorker worker = cluster.workers.get(0);
    String response = worker.send("PUT", "/connectors/docs/config", ConnectWorker.write(config));
    if (!response.contains("\"name\":\"docs\"")) {
      throw new IllegalStateException(response);
    }
    long start = 0;
    for (long stored = 0; stored < records; ) {
      long before = stored;
      stored =
          await()
              .atMost(KafkaCluster.LONG)
              .until(() -> index.describeIndexStats().totalVectorCount(), n -> n > before);
      start = start == 0 ? System.nanoTime() : start;
      System.out.printf("%,d of %,d records are in the index.%n", stored, records);
    }
    // The first batches are in the index when the measurement starts.
    rate("the sink", records, System.nanoTime() - start);
  }

  private static void search(Index index) {
    for (Match match :
        index
            .query(QueryRequest.builder().vector(values(7)).topK(3).includeMetadata().build())
            .matches()) {
      System.out.printf(
          Locale.ROOT,
          "%.3f  %s  %s%n",
          match.score(),
          match.id(),
          match.metadata().string("title").orElse(""));
    }
  }

  private static void compare(Index index, int records) {
    long start = System.nanoTime();
    BulkReport report =
        index.bulkUpsert(
            BulkSource.of(
                LongStream.range(0, records)
                    .mapToObj(
                        i ->
                            Vector.of(
                                "doc-" + i, values(i), Metadata.of("title", "Document " + i)))),
            BulkOptions.defaults());
    rate("the bulk engine alone", (int) report.accepted(), System.nanoTime() - start);
  }

  private static void rate(String what, int records, long nanos) {
    System.out.printf(
        "%s: %,d records in %.1f s, %,.0f per second%n",
        what, records, nanos / 1e9, records / (nanos / 1e9));
  }
}
