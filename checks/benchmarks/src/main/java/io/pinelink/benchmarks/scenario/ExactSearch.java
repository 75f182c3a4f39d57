package io.pinelink.benchmarks.scenario;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.benchmarks.Embeddings;
import io.pinelink.benchmarks.Measure;
import io.pinelink.benchmarks.stores.CpuClock;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Filter;
import io.pinelink.model.Match;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.util.VectorUtil;

/**
 * Searches of the embedded server beside a plain loop that scores and sorts all vectors, and beside
 * a loop over Lucene's scores of floats. The loops run first, in the same process, so that the
 * memory is the server's alone. The server's results and the plain loop's must be the same, to the
 * last bit of the scores.
 */
final class ExactSearch implements Scenario {
  private static final String SERVER = "embedded server";
  private static final String LOOP = "plain loop";
  private static final String LUCENE = "loop over Lucene's VectorUtil";
  private static final int DIMENSION = 384;
  private static final int TOP = 10;
  private static final int CALLERS = 16;

  /** Below the 2 MB of a request, also with 1,536 values. */
  private static final int BATCH = 300;

  private static final int ROUNDS = 5;

  /** The vectors that a thread of Lucene's loop scores before it takes others. */
  private static final int BLOCK = 1 << 14;

  /** The difference that sums of floats may have from sums of doubles. */
  private static final double TOLERANCE = 1e-4;

  private static final Duration READY = Duration.ofMinutes(1);

  /** A filter of the scenario, and the goal for a search with it. */
  private enum Selection {
    ALL("all", 60),
    HALF("half match", 100),
    PERCENT("1 % match", 20);

    private final String title;
    private final double maxMillis;

    Selection(String title, double maxMillis) {
      this.title = title;
      this.maxMillis = maxMillis;
    }

    QueryRequest query(float[] values) {
      QueryRequest.Builder query = QueryRequest.builder().vector(values).topK(TOP);
      return switch (this) {
        case ALL -> query.build();
        case HALF -> query.filter(Filter.eq("half", 1)).build();
        case PERCENT -> query.filter(Filter.eq("percent", 1)).build();
      };
    }

    boolean selects(int position) {
      return switch (this) {
        case ALL -> true;
        case HALF -> position % 2 == 1;
        case PERCENT -> position % 100 == 1;
      };
    }
  }

  private record Scored(int position, float score) {}

  /** A query of a round and what the plain loop found. */
  private record Expected(QueryRequest query, List<Scored> best) {}

  private final Readings readings = new Readings();
  private final Embeddings embeddings = new Embeddings(7);
  private final CpuClock cpu = new CpuClock();
  private final Map<String, Expected> expected = new HashMap<>();
  private int count;
  private int dimension;

  @Override
  public boolean run(Settings settings, Path scratch) throws Exception {
    count = settings.count(1_000_000, 50_000);
    dimension = settings.dimension(DIMENSION);
    List<Metric> metrics =
        Stream.of(Metric.COSINE, Metric.DOT_PRODUCT, Metric.EUCLIDEAN)
            .filter(metric -> settings.selects(metric.value()))
            .toList();
    loops(settings, metrics);
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client = server.clientBuilder().timeout(READY).build()) {
      for (Metric metric : metrics) {
        client
            .controlPlane()
            .ensureIndex(
                CreateIndexRequest.builder(
                        metric.value(), IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                    .dimension(dimension)
                    .metric(metric)
                    .build(),
                READY);
        measure(settings, client.index(metric.value()), metric);
        client.controlPlane().deleteIndex(metric.value());
      }
    }
    List<Bar> bars = new ArrayList<>();
    if (dimension == DIMENSION) {
      addBars(bars);
    }
    new ResultPage(
            settings,
            "search" + (dimension == DIMENSION ? "" : "-" + dimension),
            "Exact search of the embedded server",
            """
            %,d vectors of %,d values in one namespace with two numbers as metadata, top %d, over gRPC in plaintext on
            loopback, client and server in one JVM. The plain loop scores the selected vectors with one thread and sorts
            all of them; it knows which they are and tests no filter. The server's results and its are compared in every
            round, including the bits of the scores. The loop over `VectorUtil` of Lucene 9.12.3, %s,
            has arrays of floats and as many threads as processors. The loops end before the server starts. %d rounds; in
            each the median of %d searches of the server and one of each loop. CPU is the process's, without the compilers.
            Bytes are the heap after a collection, beside four for each value: with a million vectors, as many MB. Medians
            of the rounds, with their minimum and maximum.
            """
                .formatted(
                    count,
                    dimension,
                    TOP,
                    vectorApi(),
                    settings.rounds(ROUNDS),
                    searches(settings)))
        .bars(bars)
        .table(
            readings, List.of(Measure.MILLIS, Measure.CPU_MILLIS, Measure.RATE, Measure.HELD_BYTES))
        .write();
    return true;
  }

  private static String vectorApi() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? "with the incubating Vector API"
        : "without the incubating Vector API";
  }

  private void addBars(List<Bar> bars) {
    for (String what : readings.whats()) {
      for (Selection selection : Selection.values()) {
        if (what.endsWith(", " + selection.title)) {
          bars.add(
              Bar.atMost(
                  what + ", ms",
                  readings.spread(what, SERVER, Measure.MILLIS),
                  selection.maxMillis,
                  selection.maxMillis));
        }
      }
      if (what.endsWith(" callers")) {
        bars.add(
            Bar.atLeast(
                what + ", per second", readings.spread(what, SERVER, Measure.RATE), 20, 20));
      }
    }
  }

  private static int searches(Settings settings) {
    return settings.quick() ? 5 : 21;
  }

  /** Runs both loops over all vectors in memory, and keeps what the plain one finds. */
  private void loops(Settings settings, List<Metric> metrics) throws IOException {
    float[][] vectors = new float[count][];
    for (int i = 0; i < count; i++) {
      vectors[i] = vector(i);
    }
    for (Metric metric : metrics) {
      for (int round = 0; round <= settings.rounds(ROUNDS); round++) {
        for (Selection selection : Selection.values()) {
          String what = metric.value() + ", " + selection.title;
          float[] query = embeddings.next(dimension);
          List<Scored> best = loop(what, round, metric, selection, query, vectors);
          expected.put(what + round, new Expected(selection.query(query), best));
          if (selection == Selection.ALL) {
            checkClose(what, best, lucene(what, round, metric, query, vectors));
          }
        }
      }
    }
  }

  /** Returns the vector of a position, whose values are the same each time. */
  private float[] vector(int position) {
    SplittableRandom random = new SplittableRandom(position);
    float[] values = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      values[i] = (float) (random.nextGaussian() / Math.sqrt(dimension));
    }
    return values;
  }

  private void measure(Settings settings, Index index, Metric metric) throws Exception {
    long before = heap();
    fill(index);
    memory(metric.value() + ", before the first search", before, Map.of());
    long start = System.nanoTime();
    index.query(Selection.ALL.query(embeddings.next(dimension)));
    Map<Measure, Double> first = Map.of(Measure.MILLIS, (System.nanoTime() - start) / 1e6);
    memory(metric.value() + ", first search", before, first);
    for (int i = 0; i < searches(settings); i++) {
      index.query(Selection.ALL.query(embeddings.next(dimension)));
    }
    for (int round = 1; round <= settings.rounds(ROUNDS); round++) {
      for (Selection selection : Selection.values()) {
        String what = metric.value() + ", " + selection.title;
        Expected known = Objects.requireNonNull(expected.get(what + round));
        check(what, known.best(), index.query(known.query()).matches());
        searches(settings, what, round, selection, index);
      }
      callers(metric.value() + ", " + CALLERS + " callers", round, index);
    }
  }

  private void memory(String what, long before, Map<Measure, Double> others) {
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    values.putAll(others);
    values.put(
        Measure.HELD_BYTES, (heap() - before) / (double) count - (double) Float.BYTES * dimension);
    add(new Reading(what, SERVER, 1, values));
  }

  private void add(Reading reading) {
    if (reading.round() > 0) {
      readings.add(reading);
      System.out.println(reading);
    }
  }

  private static long heap() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  private void fill(Index index) {
    for (int first = 0; first < count; first += BATCH) {
      List<Vector> batch = new ArrayList<>();
      for (int i = first; i < Math.min(first + BATCH, count); i++) {
        Metadata metadata = Metadata.builder().put("half", i % 2).put("percent", i % 100).build();
        batch.add(Vector.of(id(i), vector(i), metadata));
      }
      index.upsert(batch);
    }
  }

  /** Returns an id; ids are in the order of the positions. */
  private static String id(int position) {
    return "vector-%08d".formatted(position);
  }

  private void searches(Settings settings, String what, int round, Selection selection, Index index)
      throws IOException {
    List<Double> millis = new ArrayList<>();
    long before = cpu.nanos();
    for (int i = 0; i < searches(settings); i++) {
      QueryRequest query = selection.query(embeddings.next(dimension));
      long start = System.nanoTime();
      index.query(query);
      millis.add((System.nanoTime() - start) / 1e6);
    }
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    values.put(Measure.MILLIS, Spread.of(millis).median());
    values.put(Measure.CPU_MILLIS, (cpu.nanos() - before) / 1e6 / millis.size());
    add(new Reading(what, SERVER, round, values));
  }

  private void callers(String what, int round, Index index) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      List<QueryRequest> queries = new ArrayList<>();
      for (int i = 0; i < CALLERS * 5; i++) {
        queries.add(Selection.ALL.query(embeddings.next(dimension)));
      }
      long before = cpu.nanos();
      long start = System.nanoTime();
      List<Future<?>> running = new ArrayList<>();
      for (QueryRequest query : queries) {
        running.add(threads.submit(() -> index.query(query)));
      }
      for (Future<?> each : running) {
        each.get();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      Map<Measure, Double> values = new EnumMap<>(Measure.class);
      values.put(Measure.RATE, queries.size() / seconds);
      values.put(Measure.CPU_MILLIS, (cpu.nanos() - before) / 1e6 / queries.size());
      add(new Reading(what, SERVER, round, values));
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Scored> loop(
      String what, int round, Metric metric, Selection selection, float[] query, float[][] vectors)
      throws IOException {
    long before = cpu.nanos();
    long start = System.nanoTime();
    double norm = Math.sqrt(dot(query, query));
    List<Scored> scored = new ArrayList<>();
    for (int i = 0; i < vectors.length; i++) {
      if (selection.selects(i)) {
        scored.add(new Scored(i, (float) score(metric, query, norm, vectors[i])));
      }
    }
    scored.sort(bestFirst(metric));
    List<Scored> best = List.copyOf(scored.subList(0, TOP));
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    values.put(Measure.MILLIS, (System.nanoTime() - start) / 1e6);
    values.put(Measure.CPU_MILLIS, (cpu.nanos() - before) / 1e6);
    add(new Reading(what, LOOP, round, values));
    return best;
  }

  private static Comparator<Scored> bestFirst(Metric metric) {
    Comparator<Scored> byScore = Comparator.comparingDouble(Scored::score);
    return (metric.equals(Metric.EUCLIDEAN) ? byScore : byScore.reversed())
        .thenComparing(Scored::position);
  }

  private List<Scored> lucene(
      String what, int round, Metric metric, float[] query, float[][] vectors) throws IOException {
    long before = cpu.nanos();
    long start = System.nanoTime();
    List<Scored> best =
        IntStream.rangeClosed(0, (vectors.length - 1) / BLOCK)
            .parallel()
            .mapToObj(block -> bestOf(block, metric, query, vectors))
            .flatMap(List::stream)
            .sorted(bestFirst(metric))
            .limit(TOP)
            .toList();
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    values.put(Measure.MILLIS, (System.nanoTime() - start) / 1e6);
    values.put(Measure.CPU_MILLIS, (cpu.nanos() - before) / 1e6);
    add(new Reading(what, LUCENE, round, values));
    return best;
  }

  private static List<Scored> bestOf(int block, Metric metric, float[] query, float[][] vectors) {
    Comparator<Scored> bestFirst = bestFirst(metric);
    PriorityQueue<Scored> best = new PriorityQueue<>(bestFirst.reversed());
    for (int i = block * BLOCK; i < Math.min(vectors.length, (block + 1) * BLOCK); i++) {
      float score =
          metric.equals(Metric.EUCLIDEAN)
              ? VectorUtil.squareDistance(query, vectors[i])
              : metric.equals(Metric.COSINE)
                  ? VectorUtil.cosine(query, vectors[i])
                  : VectorUtil.dotProduct(query, vectors[i]);
      Scored scored = new Scored(i, score);
      if (best.size() < TOP) {
        best.add(scored);
      } else if (bestFirst.compare(scored, best.element()) < 0) {
        best.remove();
        best.add(scored);
      }
    }
    return List.copyOf(best);
  }

  /** Checks that sums of floats found the same scores, except for what they are less exact. */
  private static void checkClose(String what, List<Scored> exact, List<Scored> found) {
    for (int i = 0; i < exact.size(); i++) {
      if (Math.abs(exact.get(i).score() - found.get(i).score()) > TOLERANCE) {
        throw new IllegalStateException(
            "%s: Lucene found %s, expected %s".formatted(what, found.get(i), exact.get(i)));
      }
    }
  }

  private static double score(Metric metric, float[] query, double norm, float[] vector) {
    if (metric.equals(Metric.EUCLIDEAN)) {
      double sum = 0;
      for (int i = 0; i < query.length; i++) {
        double difference = (double) query[i] - vector[i];
        sum += difference * difference;
      }
      return sum;
    }
    double dot = dot(query, vector);
    return metric.equals(Metric.COSINE) ? dot / (norm * Math.sqrt(dot(vector, vector))) : dot;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private static void check(String what, List<Scored> expected, List<Match> found) {
    for (int i = 0; i < expected.size(); i++) {
      Match match = found.get(i);
      Scored wanted = expected.get(i);
      if (!match.id().equals(id(wanted.position()))
          || Float.compare(match.score(), wanted.score()) != 0) {
        throw new IllegalStateException(
            "%s, match %d: found %s with %s, expected %s with %s"
                .formatted(
                    what, i, match.id(), match.score(), id(wanted.position()), wanted.score()));
      }
    }
  }
}
