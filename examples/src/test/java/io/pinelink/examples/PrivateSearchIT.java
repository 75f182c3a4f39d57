package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Index;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Match;
import io.pinelink.routing.Cloud;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests the main example on a smaller dictionary, with real embeddings, real TLS and the private
 * route.
 */
class PrivateSearchIT {
  private static final int COUNT = 600;
  @TempDir private static Path cache;
  private static Backend backend;
  private static SemanticDictionary dictionary;

  @BeforeAll
  static void fill() throws IOException {
    backend = Backend.open(Arguments.parse(), Map.of());
    backend
        .client()
        .controlPlane()
        .createIndex(
            CreateIndexRequest.dense(
                "dictionary", Embedder.DIMENSION, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
    Index index = backend.client().index("dictionary");
    dictionary = new SemanticDictionary(index, new Embedder());
    try (DictionaryVectors nouns = DictionaryVectors.open(COUNT, cache)) {
      dictionary.add(nouns, done -> {});
    }
  }

  @AfterAll
  static void stop() {
    backend.close();
  }

  @ParameterizedTest
  @CsvSource({
    "a small domesticated feline, cat",
    "the star that the earth goes around, sun",
    "someone with a licence to practise medicine, doctor",
  })
  void aQueryFindsTheWordAmongTheFirstThree(String query, String word) {
    assertThat(words(dictionary.search(query, 3))).contains(word);
  }

  @Test
  void aFilterLeavesOnlyWordsOfItsFile() {
    assertThat(dictionary.search("the star that the earth goes around", 5, "noun.animal"))
        .hasSize(5)
        .allSatisfy(
            match -> assertThat(match.metadata().string("lexicalFile")).contains("noun.animal"));
  }

  @Test
  void anUpdateShowsInTheNextQueryAndADeleteToo() {
    String query = "a child who is a boy";
    Match best = dictionary.search(query, 1).get(0);

    dictionary.annotate(best.id(), "seen");
    Match updated = dictionary.search(query, 1).get(0);
    assertThat(updated.id()).isEqualTo(best.id());
    assertThat(updated.metadata().string("note")).contains("seen");
    assertThat(updated.metadata().string("gloss")).isEqualTo(best.metadata().string("gloss"));

    dictionary.remove(best.id());
    assertThat(dictionary.search(query, 3)).extracting(Match::id).doesNotContain(best.id());
  }

  @Test
  void theProgramPrintsEachStep() throws IOException {
    String output = run("--count", "300", "--query", "a small domesticated feline");

    assertThat(output)
        .contains("route: private dictionary-a1b234c.svc.private.aped-4627-b74a.pinecone.io")
        .containsPattern("\"a small domesticated feline\"\n.*\n(.*\n){0,3}.* cat ")
        .contains("after an update of", "seen", "after the delete of")
        .contains("PRIVATE_DATA dictionary-a1b234c.svc.private.aped-4627-b74a.pinecone.io")
        .contains("CONTROL api.pinecone.io")
        .containsPattern("PUBLIC_DATA +nothing +0\n")
        .doesNotContain("PUBLIC_DATA dictionary");
    assertThat(cache.resolve("pinelink-examples/glosses-300.embeddings"))
        .as("the file that the next run reads")
        .exists();
  }

  @Test
  void helpIsShownOnRequest() throws IOException {
    assertThat(run("--help")).isEqualTo(Arguments.USAGE);
  }

  @Test
  void theRealServiceNeedsAKey() {
    assertThatThrownBy(() -> run("--index", "docs"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PINECONE_API_KEY");
  }

  private static String run(String... args) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    PrivateSearch.run(Arguments.parse(args), Map.of("XDG_CACHE_HOME", cache.toString()), out);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static List<String> words(List<Match> matches) {
    return matches.stream().map(match -> match.metadata().string("lemma").orElse("")).toList();
  }
}
