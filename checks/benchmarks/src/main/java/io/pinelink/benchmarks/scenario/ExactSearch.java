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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Searches of the embedded server beside a plain loop that scores and sorts all vectors, in one
 * process. Both results must be the same, to the last bit of the scores.
 */
final class ExactSearch implements Scenario {
  private static final String SERVER = "embedded server";
  private static final String LOOP = "plain loop";
  private static final int DIMENSION = 384;
  private static final int TOP = 10;
  private static final int CALLERS = 16;
  private static final int BATCH = 500;
  private static final int ROUNDS = 5;
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

  private final Readings readings = new Readings();
  private final Embeddings embeddings = new Embeddings(7);
  private final CpuClock cpu = new CpuClock();

  @Override
  public boolean run(Settings settings, Path scratch) throws Exception {
    int count = settings.count(1_000_000, 50_000);
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      vectors.add(embeddings.next(DIMENSION));
    }
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client = server.clientBuilder().timeout(READY).build()) {
      for (Metric metric : List.of(Metric.COSINE, Metric.DOT_PRODUCT, Metric.EUCLIDEAN)) {
        if (settings.selects(metric.value())) {
          client
              .controlPlane()
              .ensureIndex(
                  CreateIndexRequest.builder(
                          metric.value(), IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                      .dimension(DIMENSION)
                      .metric(metric)
                      .build(),
                  READY);
          measure(settings, client.index(metric.value()), metric, vectors);
          client.controlPlane().deleteIndex(metric.value());
        }
      }
    }
    List<Bar> bars = new ArrayList<>();
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
    new ResultPage(
            settings,
            "search",
            "Exact search of the embedded server",
            """
            %,d vectors of %d values in one namespace with two numbers as metadata, top %d, over gRPC in plaintext on
            loopback, client and server in one JVM. The plain loop scores the selected vectors with one thread and sorts
            all of them; it knows which they are and tests no filter. Both results are compared in every round, including
            the bits of the scores. %d rounds; in each the median of %d searches of the server and one of the loop. CPU is
            the process's, without the compilers. Medians of the rounds, with their minimum and maximum.
            """
                .formatted(count, DIMENSION, TOP, settings.rounds(ROUNDS), searches(settings)))
        .bars(bars)
        .table(readings, List.of(Measure.MILLIS, Measure.CPU_MILLIS, Measure.RATE))
        .write();
    return true;
  }

  private static int searches(Settings settings) {
    return settings.quick() ? 5 : 21;
  }

  private void measure(Settings settings, Index index, Metric metric, List<float[]> vectors)
      throws Exception {
    fill(index, vectors);
    long start = System.nanoTime();
    index.query(Selection.ALL.query(embeddings.next(DIMENSION)));
    readings.add(
        new Reading(
            metric.value() + ", first search",
            SERVER,
            1,
            Map.of(Measure.MILLIS, (System.nanoTime() - start) / 1e6)));
    for (int i = 0; i < searches(settings); i++) {
      index.query(Selection.ALL.query(embeddings.next(DIMENSION)));
    }
    for (int round = 1; round <= settings.rounds(ROUNDS); round++) {
      for (Selection selection : Selection.values()) {
        String what = metric.value() + ", " + selection.title;
        float[] query = embeddings.next(DIMENSION);
        List<Scored> expected = loop(what, round, metric, selection, query, vectors);
        check(what, expected, index.query(selection.query(query)).matches());
        searches(settings, what, round, selection, index);
      }
      callers(metric.value() + ", " + CALLERS + " callers", round, index);
    }
  }

  private static void fill(Index index, List<float[]> vectors) {
    for (int first = 0; first < vectors.size(); first += BATCH) {
      List<Vector> batch = new ArrayList<>();
      for (int i = first; i < Math.min(first + BATCH, vectors.size()); i++) {
        Metadata metadata = Metadata.builder().put("half", i % 2).put("percent", i % 100).build();
        batch.add(Vector.of(id(i), vectors.get(i), metadata));
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
      QueryRequest query = selection.query(embeddings.next(DIMENSION));
      long start = System.nanoTime();
      index.query(query);
      millis.add((System.nanoTime() - start) / 1e6);
    }
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    values.put(Measure.MILLIS, Spread.of(millis).median());
    values.put(Measure.CPU_MILLIS, (cpu.nanos() - before) / 1e6 / millis.size());
    readings.add(new Reading(what, SERVER, round, values));
  }

  private void callers(String what, int round, Index index) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      List<QueryRequest> queries = new ArrayList<>();
      for (int i = 0; i < CALLERS * 5; i++) {
        queries.add(Selection.ALL.query(embeddings.next(DIMENSION)));
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
      readings.add(new Reading(what, SERVER, round, values));
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Scored> loop(
      String what,
      int round,
      Metric metric,
      Selection selection,
      float[] query,
      List<float[]> vectors)
      throws IOException {
    long before = cpu.nanos();
    long start = System.nanoTime();
    double norm = Math.sqrt(dot(query, query));
    List<Scored> scored = new ArrayList<>();
    for (int i = 0; i < vectors.size(); i++) {
      if (selection.selects(i)) {
        scored.add(new Scored(i, (float) score(metric, query, norm, vectors.get(i))));
      }
    }
    Comparator<Scored> byScore = Comparator.comparingDouble(Scored::score);
    scored.sort(
        (metric.equals(Metric.EUCLIDEAN) ? byScore : byScore.reversed())
            .thenComparing(Scored::position));
    List<Scored> best = List.copyOf(scored.subList(0, TOP));
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    values.put(Measure.MILLIS, (System.nanoTime() - start) / 1e6);
    values.put(Measure.CPU_MILLIS, (cpu.nanos() - before) / 1e6);
    readings.add(new Reading(what, LOOP, round, values));
    return best;
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
