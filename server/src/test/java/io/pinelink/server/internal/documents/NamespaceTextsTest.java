package io.pinelink.server.internal.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.server.internal.fulltext.FullTextIndex;
import io.pinelink.server.internal.fulltext.TextAnalysis;
import io.pinelink.server.internal.fulltext.TextClause;
import io.pinelink.server.internal.fulltext.TextMatch;
import io.pinelink.server.internal.schema.DeclaredField;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.IndexShape;
import io.pinelink.server.internal.store.Namespace;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.store.WriteVisibility;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests that the index of a namespace's texts follows its changes. */
class NamespaceTextsTest {
  private static final String NAMESPACE = "n";
  private static final DocumentSchema SCHEMA =
      new DocumentSchema(
          Map.of("body", new DeclaredField.Text(TextAnalysis.defaults(), null, null, null)));

  private final WriteVisibility visibility = new WriteVisibility(Duration.ZERO, Instant::now);
  private final StoredIndex index = new StoredIndex(IndexShape.ofDocuments(), visibility);

  private static StoredVector document(String id, String text) {
    return StoredVector.ofDocument(id, new float[0], null, Map.of("body", text));
  }

  private void write(String id, String text) {
    index.upsert(NAMESPACE, List.of(document(id, text)));
  }

  private FullTextIndex texts() {
    return index.read(NAMESPACE, found -> NamespaceTexts.of(found, SCHEMA).upToDate()).value();
  }

  private List<String> found(String words) {
    return index
        .read(NAMESPACE, found -> ids(NamespaceTexts.of(found, SCHEMA).upToDate(), words))
        .value();
  }

  private static List<String> ids(FullTextIndex texts, String words) {
    return texts
        .search(
            List.of(new TextClause.Words(words, List.of("body"))), (id, document) -> true, 1_000)
        .stream()
        .map(TextMatch::id)
        .sorted()
        .toList();
  }

  @Test
  void aWriteAfterASearchDoesNotBuildTheIndexAgain() {
    write("a", "spring tide");
    FullTextIndex first = texts();
    assertThat(found("tide")).containsExactly("a");

    write("b", "neap tide");
    assertThat(found("tide")).containsExactly("a", "b");
    index.delete(NAMESPACE, List.of("a"));
    assertThat(found("tide")).containsExactly("b");
    index.updateMatching(NAMESPACE, fields -> true, old -> document("b", "ebb"));
    assertThat(found("tide")).isEmpty();
    assertThat(texts()).isSameAs(first);
  }

  @Test
  void moreChangesThanDocumentsBuildTheIndexAgain() {
    write("a", "spring tide");
    FullTextIndex first = texts();

    index.upsert(
        NAMESPACE,
        IntStream.rangeClosed(0, 10_000).mapToObj(i -> document("d" + i, "neap tide")).toList());

    assertThat(found("spring")).containsExactly("a");
    assertThat(found("neap")).hasSize(1_000);
    assertThat(texts()).isNotSameAs(first);
  }

  @Test
  void emptiedNamespacesHaveNoTexts() {
    write("a", "tide");
    assertThat(found("tide")).containsExactly("a");

    index.deleteAll(NAMESPACE);
    assertThat(found("tide")).isEmpty();
    write("b", "tide");
    assertThat(found("tide")).containsExactly("b");
    index.deleteNamespace(NAMESPACE);
    assertThat(found("tide")).isEmpty();
    write("c", "tide");
    assertThat(found("tide")).containsExactly("c");
  }

  @Test
  void heldWritesAreFoundOnceTheyAreVisible() {
    write("a", "tide");
    FullTextIndex first = texts();

    visibility.hold(true);
    write("b", "tide");
    index.delete(NAMESPACE, List.of("a"));
    assertThat(found("tide")).containsExactly("a");
    visibility.hold(false);
    assertThat(found("tide")).containsExactly("b");
    assertThat(texts()).isSameAs(first);
  }

  @Test
  void searchesBesideWritesSeeWholeWrites() {
    CompletableFuture<Void> writes =
        CompletableFuture.runAsync(
            () -> {
              for (int version = 0; version < 300; version++) {
                String text = "version v" + version;
                index.upsert(NAMESPACE, List.of(document("a", text), document("b", text)));
              }
            });
    boolean isLast;
    do {
      isLast = writes.isDone();
      index.read(NAMESPACE, found -> NamespaceTexts.of(found, SCHEMA)).value().upToDate();
      index.read(
          NAMESPACE,
          found -> {
            assertSameState(found);
            return "checked";
          });
    } while (!isLast);
    writes.join();
    assertThat(found("v299")).containsExactly("a", "b");
  }

  private static void assertSameState(Namespace namespace) {
    FullTextIndex texts = NamespaceTexts.of(namespace, SCHEMA).upToDate();
    if (namespace.size() > 0) {
      StoredVector a = Objects.requireNonNull(namespace.get("a"));
      String text = String.valueOf(a.metadata().get("body"));
      String version = text.substring(text.indexOf(' ') + 1);
      assertThat(ids(texts, version)).containsExactly("a", "b");
      assertThat(ids(texts, "version")).containsExactly("a", "b");
    }
  }
}
