package io.pinelink.benchmarks.bulk;

import io.pinelink.AsyncIndex;
import io.pinelink.Pinelink;
import io.pinelink.benchmarks.Embeddings;
import io.pinelink.benchmarks.stores.CpuClock;
import io.pinelink.model.Metadata;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.server.EmbeddedPinecone;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A client process that upserts vectors over gRPC in plaintext. Each line of input is a command,
 * and each has a line of output. It ends with its input.
 */
public final class UpsertingClient {
  static final int CATEGORIES = 20;
  private static final int BATCH = 200;
  private static final int IN_FLIGHT = 8;
  private static final int DIFFERENT = 2_000;
  private static final int SINGLE_UPSERTS = 200;

  private final AsyncIndex index;
  private final List<float[]> values = new ArrayList<>();
  private final CpuClock cpu = new CpuClock();

  private UpsertingClient(AsyncIndex index) {
    this.index = index;
    Embeddings embeddings = new Embeddings(5);
    for (int i = 0; i < DIFFERENT; i++) {
      values.add(embeddings.next(Source.DIMENSION));
    }
  }

  /**
   * Runs the client.
   *
   * @param args the index's host
   */
  public static void main(String... args) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Pinelink pinelink =
        Pinelink.builder().apiKey(EmbeddedPinecone.API_KEY).protocols(Protocol.GRPC).build()) {
      UpsertingClient client = new UpsertingClient(pinelink.async().indexAt(args[0]).join());
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ", -1);
        System.out.println(
            words[0].equals("load")
                ? client.load(words[1], Integer.parseInt(words[2]))
                : client.upsertDuringSearches(words[1], Integer.parseInt(words[2])));
      }
    }
    System.exit(0);
  }

  /** Returns an id; ids are in the order of the numbers. */
  static String id(int number) {
    return "vector-%08d".formatted(number);
  }

  private Vector vector(int number) {
    Metadata metadata =
        Metadata.builder()
            .put("category", "category " + number % CATEGORIES)
            .put("price", number / 4.0)
            .build();
    return Vector.of(id(number), values.get(number % DIFFERENT), metadata);
  }

  /** Loads vectors into a namespace; returns the seconds and the microseconds of CPU. */
  private String load(String namespace, int count) throws IOException, InterruptedException {
    long before = cpu.nanos();
    long start = System.nanoTime();
    AsyncIndex loaded = index.namespace(namespace);
    Semaphore free = new Semaphore(IN_FLIGHT);
    List<CompletableFuture<?>> calls = new ArrayList<>();
    for (int first = 0; first < count; first += BATCH) {
      List<Vector> batch = new ArrayList<>(BATCH);
      for (int i = first; i < Math.min(count, first + BATCH); i++) {
        batch.add(vector(i));
      }
      free.acquire();
      calls.add(loaded.upsert(batch).whenComplete((response, failure) -> free.release()));
    }
    calls.forEach(CompletableFuture::join);
    double seconds = (System.nanoTime() - start) / 1e9;
    return seconds + " " + (cpu.nanos() - before) / 1_000;
  }

  /**
   * Upserts single vectors one after another while callers search all the time; returns the median
   * and the longest time in milliseconds, and the number of searches meanwhile.
   */
  private String upsertDuringSearches(String namespace, int callers) {
    AsyncIndex searched = index.namespace(namespace);
    AtomicBoolean ends = new AtomicBoolean();
    AtomicLong searches = new AtomicLong();
    List<CompletableFuture<Void>> searching = new ArrayList<>();
    for (int caller = 0; caller < callers; caller++) {
      float[] query = values.get(caller);
      searching.add(
          CompletableFuture.runAsync(
              () -> {
                while (!ends.get()) {
                  searched.query(QueryRequest.builder().vector(query).topK(10).build()).join();
                  searches.incrementAndGet();
                }
              },
              task -> new Thread(task, "caller").start()));
    }
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < SINGLE_UPSERTS; i++) {
      long start = System.nanoTime();
      searched.upsert(List.of(vector(i * 37))).join();
      millis.add((System.nanoTime() - start) / 1e6);
    }
    ends.set(true);
    searching.forEach(CompletableFuture::join);
    millis.sort(null);
    return millis.get(SINGLE_UPSERTS / 2)
        + " "
        + millis.get(SINGLE_UPSERTS - 1)
        + " "
        + searches.get();
  }
}
