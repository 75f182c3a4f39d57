package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares the data of {@code pinelink demo} with the dictionary and the model of the examples. To
 * write it again, in a few minutes: {@code mvn test -pl examples -Pthorough -Dtest=DemoFileTest
 * -DwriteDemo}.
 */
@Tag("slow")
class DemoFileTest {
  private static final int ENTRIES = 3_000;
  private static final int DIMENSION = 128;

  /** The texts from which the vectors of words are computed. */
  private static final int TEXTS = 13_000;

  private static final Embedder EMBEDDER = new Embedder();

  private static DemoFile demo;

  @BeforeAll
  static void read() throws IOException {
    if (System.getProperty("writeDemo") != null) {
      made().write(DemoFile.PATH);
    }
    demo = DemoFile.read(DemoFile.PATH);
  }

  private static DemoFile made() throws IOException {
    List<Entry> all = Dictionary.mostUsedNouns(TEXTS);
    List<String> glosses = all.stream().map(Entry::gloss).toList();
    EmbeddingCache cache =
        new EmbeddingCache(
            Path.of("target/demo-embeddings"), Embedder.MODEL, Embedder.DIMENSION, glosses);
    cache.fill(texts -> EMBEDDER.embedAll(texts, done -> {}), done -> {});
    List<float[]> embeddings = new ArrayList<>();
    try (EmbeddingCache.Reader reader = cache.read()) {
      for (int i = 0; i < TEXTS; i++) {
        embeddings.add(reader.next());
      }
    }
    WordVectors words = WordVectors.of(glosses, embeddings, DIMENSION);
    Map<String, float[]> queries = new LinkedHashMap<>();
    PrivateSearch.allQueries()
        .forEach(query -> queries.put(query, words.project(EMBEDDER.embed(query))));
    return new DemoFile(
        all.subList(0, ENTRIES),
        embeddings.subList(0, ENTRIES).stream().map(words::project).toList(),
        queries,
        words.byWord());
  }

  @Test
  void theEntriesAreTheFirstOfTheExample() {
    assertThat(demo.entries()).isEqualTo(Dictionary.mostUsedNouns(ENTRIES));
  }

  @Test
  void theQueriesAreTheTextsOfTheExample() {
    assertThat(demo.queries()).containsOnlyKeys(PrivateSearch.allQueries());
  }

  @Test
  void theEmbeddingsOfEntriesKeepTheModelsSimilarities() {
    List<Integer> sample = IntStream.range(0, 40).map(i -> i * 70).boxed().toList();
    List<float[]> embeddings =
        EMBEDDER.embedAll(
            sample.stream().map(i -> demo.entries().get(i).gloss()).toList(), done -> {});

    double error = 0;
    for (int i = 1; i < sample.size(); i++) {
      double expected = cosine(embeddings.get(0), embeddings.get(i));
      double actual = cosine(demo.embeddings().get(0), demo.embeddings().get(sample.get(i)));
      error += Math.abs(expected - actual);
    }
    assertThat(error / (sample.size() - 1)).as("mean error of similarities").isLessThan(0.08);
  }

  @Test
  void theWordsOfAQueryAreCloseToTheModelsEmbedding() {
    for (Map.Entry<String, float[]> query : demo.queries().entrySet()) {
      float[] sum = new float[DIMENSION];
      for (String word : WordVectors.words(query.getKey())) {
        float[] vector = demo.words().getOrDefault(word, new float[DIMENSION]);
        for (int i = 0; i < DIMENSION; i++) {
          sum[i] += vector[i];
        }
      }
      assertThat(cosine(sum, query.getValue())).as(query.getKey()).isGreaterThan(0.6);
    }
  }

  private static double cosine(float[] one, float[] other) {
    return Cosine.of(one, other) / Math.sqrt(Cosine.of(one, one) * Cosine.of(other, other));
  }
}
