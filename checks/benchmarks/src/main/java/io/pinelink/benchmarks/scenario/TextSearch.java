package io.pinelink.benchmarks.scenario;

import io.pinelink.DocumentIndex;
import io.pinelink.Pinelink;
import io.pinelink.benchmarks.Measure;
import io.pinelink.benchmarks.bulk.ZipfTexts;
import io.pinelink.benchmarks.stores.CpuClock;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.FieldSelection;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Searches of the embedded server for two words, beside a plain loop that reads and scores all
 * documents, in one process. Both results must be the same.
 */
final class TextSearch implements Scenario {
  private static final String SERVER = "embedded server";
  private static final String LOOP = "plain loop";
  private static final String FIRST = "first search";
  private static final String WRITE = "one upsert and a search for two middle words";
  private static final String FIELD = "text";
  private static final String ID = "document-";
  private static final int TOP = 10;
  private static final int ROUNDS = 5;
  private static final double MAX_MILLIS = 20;
  private static final double K1 = 1.2;
  private static final double B = 0.75;

  /** The relative difference of scores, which Lucene computes with floats. */
  private static final double TOLERANCE = 1e-5;

  /** The frequency of a search's words, as ranks. */
  private enum Frequency {
    RARE("two rare words", 10_000, 20_000),
    MIDDLE("two middle words", 500, 2_000),
    FREQUENT("two frequent words", 1, 21);

    private final String title;
    private final int fromRank;
    private final int toRank;

    Frequency(String title, int fromRank, int toRank) {
      this.title = title;
      this.fromRank = fromRank;
      this.toRank = toRank;
    }
  }

  private final Readings readings = new Readings();
  private final ZipfTexts texts = new ZipfTexts(11);
  private final Random random = new Random(13);
  private final CpuClock cpu = new CpuClock();

  @Override
  public boolean run(Settings settings, Path scratch) throws Exception {
    int count = settings.count(1_000_000, 50_000);
    int searches = settings.quick() ? 5 : 21;
    List<String> stored = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      stored.add(texts.next());
    }
    try (EmbeddedPinecone server = EmbeddedPinecone.builder().localMode(0).start();
        Pinelink client = server.clientBuilder().timeout(Duration.ofMinutes(5)).build()) {
      IndexSchema schema = IndexSchema.builder().text(FIELD, FullTextSearch.defaults()).build();
      client
          .controlPlane()
          .createDocumentIndex(
              CreateDocumentIndexRequest.builder(
                      "texts", schema, IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                  .build());
      measure(settings.rounds(ROUNDS), searches, client.documents("texts"), stored);
    }
    List<Bar> bars = new ArrayList<>();
    for (Frequency frequency : Frequency.values()) {
      bars.add(
          Bar.atMost(
              frequency.title + ", ms",
              readings.spread(frequency.title, SERVER, Measure.MILLIS),
              MAX_MILLIS,
              MAX_MILLIS));
    }
    new ResultPage(
            settings,
            "text",
            "Text search of the embedded server",
            """
            %,d documents with one text of 200 bytes in one namespace, top %d without fields, over REST in plaintext on
            loopback, client and server in one JVM. The texts have 50,000 words by Zipf's law; rare words have the ranks
            10,000 to 20,000, middle words 500 to 2,000, and frequent words 1 to 20. The plain loop counts the words of all
            documents with one thread, scores those that match by BM25, and sorts them. Both results are compared in every
            round. The first search indexes the texts. %d rounds; in each the median of %d searches of the server for
            different words and one of the loop. CPU is the process's, without the compilers. Medians of the rounds, with
            their minimum and maximum.
            """
                .formatted(count, TOP, settings.rounds(ROUNDS), searches))
        .bars(bars)
        .table(readings, List.of(Measure.MILLIS, Measure.CPU_MILLIS))
        .write();
    return true;
  }

  private void measure(int rounds, int searches, DocumentIndex index, List<String> stored)
      throws IOException {
    Iterable<Document> documents =
        () -> IntStream.range(0, stored.size()).mapToObj(i -> document(i, stored)).iterator();
    index.bulkUpsert(BulkSource.of(documents), BulkOptions.defaults());
    add(FIRST, 0, 1, () -> index.search(request(words(Frequency.MIDDLE))));
    for (Frequency frequency : Frequency.values()) {
      for (int i = 0; i < searches; i++) {
        index.search(request(words(frequency)));
      }
    }
    double[] scores = new double[stored.size()];
    for (int round = 1; round <= rounds; round++) {
      // A search after an upsert finds its text: the loops of this round have it.
      add(
          WRITE,
          round,
          searches,
          () -> {
            int changed = random.nextInt(stored.size());
            stored.set(changed, texts.next());
            index.upsert(List.of(document(changed, stored)));
            index.search(request(words(Frequency.MIDDLE)));
          });
      for (Frequency frequency : Frequency.values()) {
        List<String> words = words(frequency);
        long before = cpu.nanos();
        long start = System.nanoTime();
        List<Integer> best = loop(words, stored, scores);
        double millis = (System.nanoTime() - start) / 1e6;
        add(frequency.title, LOOP, round, millis, (cpu.nanos() - before) / 1e6);
        check(words, scores, best, index.search(request(words)).matches());
        add(frequency.title, round, searches, () -> index.search(request(words(frequency))));
      }
    }
  }

  private List<String> words(Frequency frequency) {
    return texts.pair(frequency.fromRank, frequency.toRank);
  }

  private static SearchDocumentsRequest request(List<String> words) {
    return SearchDocumentsRequest.builder(ScoringClause.text(String.join(" ", words), FIELD))
        .topK(TOP)
        .fields(FieldSelection.none())
        .build();
  }

  private static Document document(int position, List<String> stored) {
    return Document.builder(ID + position).put(FIELD, stored.get(position)).build();
  }

  /** Adds the median of an operation of the server that is repeated. */
  private void add(String what, int round, int times, Runnable operation) throws IOException {
    List<Double> millis = new ArrayList<>();
    long before = cpu.nanos();
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      operation.run();
      millis.add((System.nanoTime() - start) / 1e6);
    }
    double cpuMillis = (cpu.nanos() - before) / 1e6 / times;
    add(what, SERVER, round, Spread.of(millis).median(), cpuMillis);
  }

  private void add(String what, String client, int round, double millis, double cpuMillis) {
    Map<Measure, Double> values = Map.of(Measure.MILLIS, millis, Measure.CPU_MILLIS, cpuMillis);
    readings.add(new Reading(what, client, round, values));
    System.out.println("round " + round + ", " + what + ", " + client + ": " + values);
  }

  /** Sets the score of each document, 0 for no match, and returns the best documents. */
  private static List<Integer> loop(List<String> words, List<String> stored, double[] scores) {
    int[][] counts = new int[stored.size()][];
    int[] sums = new int[words.size() + 1];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = counts(words, stored.get(i));
      for (int word = 0; word < words.size(); word++) {
        sums[word] += counts[i][word] > 0 ? 1 : 0;
      }
      sums[words.size()] += counts[i][words.size()];
    }
    Arrays.fill(scores, 0);
    for (int i = 0; i < counts.length; i++) {
      double length = counts[i][words.size()] * (double) counts.length / sums[words.size()];
      for (int word = 0; word < words.size(); word++) {
        double weight = Math.log(1 + (counts.length - sums[word] + 0.5) / (sums[word] + 0.5));
        scores[i] += weight * counts[i][word] / (counts[i][word] + K1 * (1 - B + B * length));
      }
    }
    return IntStream.range(0, scores.length)
        .filter(i -> scores[i] > 0)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -scores[i]))
        .limit(TOP)
        .toList();
  }

  /** Returns how often each of the words occurs in a text, and the number of the text's words. */
  private static int[] counts(List<String> words, String text) {
    int[] counts = new int[words.size() + 1];
    for (int start = 0; start < text.length(); counts[words.size()]++) {
      int space = text.indexOf(' ', start);
      int end = space < 0 ? text.length() : space;
      for (int i = 0; i < words.size(); i++) {
        String word = words.get(i);
        counts[i] += end - start == word.length() && text.startsWith(word, start) ? 1 : 0;
      }
      start = end + 1;
    }
    return counts;
  }

  private static void check(
      List<String> words, double[] scores, List<Integer> best, List<DocumentMatch> found) {
    long distinct = found.stream().map(DocumentMatch::id).distinct().count();
    boolean isSame = distinct == best.size() && found.size() == best.size();
    for (int i = 0; isSame && i < best.size(); i++) {
      double score = found.get(i).score().orElseThrow();
      int position = Integer.parseInt(found.get(i).id().substring(ID.length()));
      isSame = isNear(score, scores[position]) && isNear(score, scores[best.get(i)]);
    }
    if (!isSame) {
      throw new IllegalStateException(words + ": found " + found + ", expected " + best);
    }
  }

  private static boolean isNear(double score, double expected) {
    return Math.abs(score - expected) <= TOLERANCE * expected;
  }
}
