package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.netty.shaded.io.netty.buffer.PooledByteBufAllocator;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests what a server keeps of connections, requests and indexes that no longer exist. The figures
 * of a run with {@code -Dpinelink.requests=100000} are in docs/decisions/server-memory.md.
 */
@Tag("slow")
class EnduranceTest {
  private static final int CONNECTIONS = 10_000;
  private static final int REQUESTS = Integer.getInteger("pinelink.requests", 20_000);
  private static final int INDEXES = 1_000;
  private static final int PIPELINED = 100;
  private static final int DIMENSION = 64;
  private static final int VECTORS = 200;
  private static final double KIBIBYTE = 1 << 10;

  /** Several times the measured figure: handlers and timeouts, but no buffer. */
  private static final double MAX_PER_CONNECTION = 32 * KIBIBYTE;

  /** The log of requests is full before, so no request may leave anything. */
  private static final double MAX_LEFT = 4096 * KIBIBYTE;

  /** The name of the index and the time of its deletion are kept, for the answers of backups. */
  private static final double MAX_PER_DELETED_INDEX = 2 * KIBIBYTE;

  private final EmbeddedPinecone server = EmbeddedPinecone.builder().localMode().start();

  @Test
  void idleConnectionsAndRequestsTakeLimitedMemory() throws Exception {
    try (server;
        Pinelink client = server.clientBuilder().build()) {
      String host = create(client, "kept");
      client.index("kept").upsert(vectors());
      requests(host, 12_000);
      long before = heap();
      Process idle = idle();
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(idle.getInputStream(), StandardCharsets.UTF_8))) {
        assertThat(out.readLine()).isEqualTo(Integer.toString(CONNECTIONS));
        long connected = heap();
        assertThat((connected - before) / (double) CONNECTIONS)
            .as("bytes per idle connection")
            .isLessThan(MAX_PER_CONNECTION);

        requests(host, REQUESTS);

        long after = heap();
        assertThat((double) after - connected).as("bytes left by requests").isLessThan(MAX_LEFT);
        System.out.printf(
            Locale.ROOT,
            "%,d idle connections: %.1f KiB of heap each; %,d requests: %.0f KiB left; %d MiB of"
                + " buffers%n",
            CONNECTIONS,
            (connected - before) / KIBIBYTE / CONNECTIONS,
            REQUESTS,
            (after - connected) / KIBIBYTE,
            PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() >> 20);
      } finally {
        idle.destroy();
        idle.waitFor();
      }
    }
  }

  @Test
  void deletedIndexesLeaveNothingBehind() throws Exception {
    try (server) {
      createAndDelete("warm", 20);
      long before = heapWithoutLog();
      int threads = Thread.activeCount();
      int lastPort = createAndDelete("index", INDEXES);

      double left = (heapWithoutLog() - before) / (double) INDEXES;
      assertThat(left).as("bytes per deleted index").isLessThan(MAX_PER_DELETED_INDEX);
      assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 2);
      assertThat(refuses(lastPort)).isTrue();
      System.out.printf(
          Locale.ROOT, "%,d deleted indexes: %.2f KiB left each%n", INDEXES, left / KIBIBYTE);
    }
  }

  private static String create(Pinelink client, String name) {
    return client
        .controlPlane()
        .ensureIndex(
            CreateIndexRequest.dense(name, DIMENSION, IndexSpec.serverless(Cloud.AWS, "us-east-1")),
            Duration.ofMinutes(1))
        .host()
        .orElseThrow();
  }

  /** Creates, fills and deletes indexes one after another, and returns the port of the last. */
  private int createAndDelete(String prefix, int count) {
    try (Pinelink client = server.clientBuilder().build()) {
      String host = "";
      for (int i = 0; i < count; i++) {
        host = create(client, prefix + "-" + i);
        client.indexAt(host).upsert(vectors());
        client.controlPlane().deleteIndex(prefix + "-" + i);
      }
      assertThat(client.controlPlane().listIndexes().items()).isEmpty();
      return Integer.parseInt(host.substring(host.indexOf(':') + 1));
    }
  }

  private long heapWithoutLog() {
    server.clearRequests();
    return heap();
  }

  private static List<Vector> vectors() {
    return IntStream.range(0, VECTORS)
        .mapToObj(
            i -> {
              float[] values = new float[DIMENSION];
              values[i % DIMENSION] = 1 + i;
              return Vector.of("v" + i, values);
            })
        .toList();
  }

  private static boolean refuses(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("localhost", port));
      return false;
    } catch (ConnectException e) {
      return true;
    }
  }

  private Process idle() throws IOException {
    return new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            IdleConnections.class.getName(),
            Integer.toString(server.address(Listener.CONTROL).getPort()),
            Integer.toString(CONNECTIONS))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Returns the used bytes of the heap after a collection. */
  private static long heap() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  /** Sends requests of all kinds on one connection, and reads their answers. */
  private static void requests(String host, int count) throws IOException {
    List<byte[]> kinds = new ArrayList<>();
    String zeros = "0,".repeat(DIMENSION - 1);
    kinds.add(request(host, "POST", "/query", "{\"topK\":1,\"vector\":[" + zeros + "1]}"));
    kinds.add(
        request(
            host,
            "POST",
            "/vectors/upsert",
            "{\"vectors\":[{\"id\":\"v1\",\"values\":[" + zeros + "2]}]}"));
    kinds.add(request(host, "GET", "/vectors/fetch?ids=v1&ids=v2", ""));
    kinds.add(request(host, "GET", "/vectors/list", ""));
    kinds.add(request(host, "POST", "/query", "{\"topK\":0}"));
    int port = Integer.parseInt(host.substring(host.indexOf(':') + 1));
    try (Socket socket = new Socket("localhost", port)) {
      OutputStream out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int first = 0; first < count; first += PIPELINED) {
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        for (int i = first; i < first + PIPELINED; i++) {
          batch.write(kinds.get(i % kinds.size()));
        }
        out.write(batch.toByteArray());
        for (int i = first; i < first + PIPELINED; i++) {
          int status = status(in);
          assertThat(status).isEqualTo(i % kinds.size() == kinds.size() - 1 ? 400 : 200);
        }
      }
    }
  }

  private static byte[] request(String host, String method, String path, String body) {
    return (method
            + " "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nApi-Key: "
            + EmbeddedPinecone.API_KEY
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads a response, and returns its status. */
  private static int status(InputStream in) throws IOException {
    String first = line(in);
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    in.skipNBytes(length);
    return Integer.parseInt(first.split(" ", -1)[1]);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new UncheckedIOException(new IOException("the connection was closed"));
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
