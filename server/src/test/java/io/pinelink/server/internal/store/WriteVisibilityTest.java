package io.pinelink.server.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Tests that reads lag behind writes by the configured delay, and report it. */
class WriteVisibilityTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final WriteVisibility visibility = new WriteVisibility(Duration.ofSeconds(2), now::get);
  private final StoredIndex index =
      new StoredIndex(new IndexShape(2, SimilarityFunction.COSINE, null), visibility);

  @Test
  void aWriteIsVisibleAfterTheDelay() {
    long first = index.upsert("n", List.of(vector("a")));
    pass(1);
    long second = index.upsert("n", List.of(vector("b")));

    assertThat(ids()).isEmpty();
    assertThat(index.list("n", "", 100, "").lsn()).isZero();
    assertThat(index.counts()).isEmpty();
    pass(1);
    assertThat(ids()).containsExactly("a");
    assertThat(index.list("n", "", 100, "").lsn()).isEqualTo(first);
    pass(1);
    assertThat(ids()).containsExactly("a", "b");
    assertThat(index.fetch("n", List.of("a")).lsn()).isEqualTo(second);
    assertThat(index.counts()).isEqualTo(Map.of("n", 2));
  }

  @Test
  void aReadReportsTheLastWriteOfItsNamespace() {
    long written = index.upsert("n", List.of(vector("a")));
    long elsewhere = index.upsert("other", List.of(vector("a")));
    pass(2);

    assertThat(elsewhere).isGreaterThan(written);
    assertThat(index.list("n", "", 100, "").lsn()).isEqualTo(written);
    assertThat(index.list("never", "", 100, "").lsn()).isZero();
  }

  @Test
  void aWriteAppliesToRecordsThatAreNotVisibleYet() {
    index.upsert("n", List.of(vector("a")));
    // If the namespace were considered missing, this would be refused.
    index.delete("n", List.of("a"));
    index.upsert("n", List.of(vector("b")));
    pass(2);

    assertThat(ids()).containsExactly("b");
  }

  @Test
  void anUpdateByFilterIsVisibleAfterTheDelay() {
    index.upsert("n", List.of(vector("a")));
    Sequenced<Integer> updated =
        index.updateMatching("n", index.filters("n").compile(Map.of("x", 1.0)), Map.of("y", true));
    assertThat(updated.value()).isEqualTo(1);
    assertThat(index.countMatching("n", index.filters("n").compile(Map.of("y", true))))
        .isEqualTo(1);

    assertThat(index.fetch("n", List.of("a")).value()).isEmpty();
    pass(2);
    assertThat(index.fetch("n", List.of("a")).value().get("a"))
        .extracting(StoredVector::metadata)
        .isEqualTo(Map.of("x", 1.0, "y", true));
  }

  @Test
  void namespacesAreVisibleAfterTheDelay() {
    index.createNamespace("n", Set.of("x"));
    assertThatThrownBy(() -> index.describeNamespace("n")).hasMessage("Namespace not found");
    assertThatThrownBy(() -> index.createNamespace("n", null)).hasMessageContaining("exists");
    pass(2);
    assertThat(index.describeNamespace("n").value())
        .isEqualTo(new NamespaceEntry("n", 0, 0L, Set.of("x")));

    long deleted = index.deleteNamespace("n");
    assertThat(index.listNamespaces("n", 10, "").total()).isEqualTo(1);
    pass(2);
    assertThat(index.listNamespaces("n", 10, "").total()).isZero();
    assertThat(index.list("n", "", 100, "").lsn()).isEqualTo(deleted);
  }

  @Test
  void heldWritesWaitForTheirRelease() {
    StoredIndex held =
        new StoredIndex(new IndexShape(2, SimilarityFunction.COSINE, null), visibility);
    visibility.hold(true);
    held.upsert("n", List.of(vector("a")));
    pass(10);
    assertThat(held.list("n", "", 100, "").value().ids()).isEmpty();

    visibility.hold(false);
    assertThat(held.list("n", "", 100, "").value().ids()).containsExactly("a");
  }

  @Test
  void aHoldWithoutADelayShowsTheEarlierState() {
    WriteVisibility switched = WriteVisibility.immediate();
    StoredIndex held =
        new StoredIndex(new IndexShape(2, SimilarityFunction.COSINE, null), switched);
    held.upsert("n", List.of(vector("a")));
    switched.hold(true);
    held.delete("n", List.of("a"));
    held.upsert("n", List.of(vector("b")));
    assertThat(held.list("n", "", 100, "").value().ids()).containsExactly("a");

    switched.hold(false);
    assertThat(held.list("n", "", 100, "").value().ids()).containsExactly("b");
    held.upsert("n", List.of(vector("c")));
    assertThat(held.list("n", "", 100, "").value().ids()).containsExactly("b", "c");
  }

  private List<String> ids() {
    return index.list("n", "", 100, "").value().ids();
  }

  private void pass(int seconds) {
    now.updateAndGet(then -> then.plusSeconds(seconds));
  }

  private static StoredVector vector(String id) {
    return StoredVector.of(id, new float[] {1, 2}, null, Map.of("x", 1.0));
  }
}
