package io.pinelink.benchmarks.bulk;

import io.pinelink.Pinelink;
import io.pinelink.benchmarks.Embeddings;
import io.pinelink.benchmarks.stores.CpuClock;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Metric;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A process that starts embedded servers, prints {@code ready}, and ends with its input. */
public final class StartingServer {
  private static final int TIMES = 10;
  private static final int INDEXES = 10;
  private static final int BATCH = 500;

  private StartingServer() {}

  /**
   * Starts servers. A further server and a reset print a line with their milliseconds and their CPU
   * milliseconds.
   *
   * @param args {@code none}, {@code start} for a server, {@code call} for a server and a call to
   *     it over TLS, {@code further} for ten servers after the first, or {@code reset} for ten
   *     resets of a server with data
   */
  public static void main(String... args) throws IOException {
    if (!args[0].equals("none")) {
      EmbeddedPinecone server = EmbeddedPinecone.start();
      switch (args[0]) {
        case "call" -> server.clientBuilder().build().controlPlane().listIndexes();
        case "further" -> print(() -> {}, EmbeddedPinecone::start);
        case "reset" -> {
          List<Vector> vectors = vectors();
          Pinelink client = server.clientBuilder().build();
          print(() -> fill(client, vectors), server::reset);
        }
        default -> {
          // The server has started.
        }
      }
    }
    System.out.println("ready");
    int end = System.in.read();
    System.exit(end < 0 ? 0 : 1);
  }

  private static List<Vector> vectors() {
    Embeddings embeddings = new Embeddings(5);
    List<Vector> vectors = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      vectors.add(Vector.of("vector-" + i, embeddings.next(Source.DIMENSION)));
    }
    return vectors;
  }

  private static void fill(Pinelink client, List<Vector> vectors) {
    for (int i = 0; i < INDEXES; i++) {
      CreateIndexRequest request =
          CreateIndexRequest.builder("index-" + i, IndexSpec.serverless(Cloud.AWS, "us-east-1"))
              .dimension(Source.DIMENSION)
              .metric(Metric.COSINE)
              .build();
      client.controlPlane().createIndex(request); // refused if the reset has left it
      client.index("index-" + i).namespace("first").upsert(vectors);
      client.index("index-" + i).namespace("second").upsert(vectors);
    }
  }

  private static void print(Runnable preparation, Runnable action) throws IOException {
    CpuClock cpu = new CpuClock();
    for (int i = 0; i < TIMES; i++) {
      preparation.run();
      long before = cpu.nanos();
      long start = System.nanoTime();
      action.run();
      double millis = (System.nanoTime() - start) / 1e6;
      System.out.println(millis + " " + (cpu.nanos() - before) / 1e6);
    }
  }
}
