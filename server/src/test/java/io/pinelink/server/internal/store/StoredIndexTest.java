package io.pinelink.server.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoredIndexTest {
  @Test
  void anUpdateByFilterChangesALimitedNumberAtATime() {
    List<StoredVector> vectors = new ArrayList<>();
    for (int i = 0; i <= StoredIndex.MAX_UPDATED; i++) {
      vectors.add(
          StoredVector.of("v" + i, new float[] {1, 2}, null, Map.<String, Object>of("x", true)));
    }
    cosine.upsert("", vectors);
    FilterCompiler filters = cosine.filters("");
    Map<String, Object> seen = Map.of("seen", true);

    assertThat(cosine.updateMatching("", filters.compile(Map.of("x", true)), seen).value())
        .isEqualTo(StoredIndex.MAX_UPDATED + 1);
    assertThat(cosine.countMatching("", filters.compile(seen))).isEqualTo(StoredIndex.MAX_UPDATED);
    cosine.updateMatching("", filters.compile(Map.of("x", true)), seen);
    assertThat(cosine.countMatching("", filters.compile(seen)))
        .isEqualTo(StoredIndex.MAX_UPDATED + 1);
  }

  private static final float[] NONE = {};

  private final StoredIndex cosine =
      new StoredIndex(new IndexShape(2, SimilarityFunction.COSINE, null));
  private final StoredIndex dotProduct =
      new StoredIndex(new IndexShape(2, SimilarityFunction.DOTPRODUCT, null));
  private final StoredIndex sparse =
      new StoredIndex(new IndexShape(0, SimilarityFunction.DOTPRODUCT, null));

  @Test
  void aWriteThatMemoryDidNotSufficeForKeepsItsNumber() {
    List<Long> saved = new ArrayList<>();
    AtomicBoolean isFull = new AtomicBoolean(true);
    StoredIndex index =
        new StoredIndex(
            new IndexShape(2, SimilarityFunction.COSINE, null),
            WriteVisibility.immediate(),
            filterable -> {
              if (isFull.getAndSet(false)) {
                throw new OutOfMemoryError("simulated");
              }
              return new StoredNamespace(filterable);
            });
    index.saveTo(new NumberJournal(saved));
    assertThatThrownBy(() -> index.upsert("", List.of(dense("a", 1, 2))))
        .isInstanceOf(OutOfMemoryError.class);
    index.upsert("", List.of(dense("b", 1, 2)));
    assertThat(saved).containsExactly(1L, 2L);
  }

  /** Notes the numbers of writes. */
  private record NumberJournal(List<Long> saved) implements WriteJournal {
    @Override
    public long wrote(String namespace, long lsn, Mutation mutation) {
      saved.add(lsn);
      return lsn;
    }

    @Override
    public void aliased(String name, @Nullable AliasEntry alias) {
      throw new AssertionError(name);
    }

    @Override
    public void copied(UUID copy) {
      throw new AssertionError(copy);
    }

    @Override
    public long position() {
      return 0;
    }

    @Override
    public void await(long position) {
      // Nothing is on a disk.
    }
  }

  @Test
  void anUpsertReplacesTheWholeRecord() {
    dotProduct.upsert(
        "", List.of(StoredVector.of("a", floats(1, 2), part(7), Map.of("lang", "et"))));
    dotProduct.upsert("", List.of(dense("a", 3, 4)));

    StoredVector stored = only(dotProduct, "a");
    assertThat(stored.values()).containsExactly(3, 4);
    assertThat(stored.sparse()).isNull();
    assertThat(stored.metadata()).isEmpty();
  }

  @Test
  void theLastOfTwoVectorsWithOneIdWins() {
    cosine.upsert("", List.of(dense("a", 1, 2), dense("a", 3, 4)));

    assertThat(only(cosine, "a").values()).containsExactly(3, 4);
  }

  @Test
  void oneInvalidVectorRefusesTheWholeUpsert() {
    assertInvalid(
        () -> cosine.upsert("new", List.of(dense("a", 1, 2), dense("b", 1, 2, 3))),
        "Vector dimension 3 does not match the dimension of the index 2");

    assertThat(cosine.counts()).isEmpty();
  }

  @Test
  void valuesAreFinite() {
    assertInvalid(
        () -> cosine.upsert("", List.of(dense("a", 1, Float.NaN))),
        "Vector values must be finite numbers, got NaN");
    assertInvalid(
        () -> query(cosine, "", 1, floats(1, Float.POSITIVE_INFINITY)),
        "Vector values must be finite numbers, got Infinity");
  }

  @Test
  void aZeroVectorCannotBeStoredButCanBeQueried() {
    assertInvalid(
        () -> cosine.upsert("", List.of(dense("z", 0, 1e-9f))),
        "Dense vectors must contain at least one non-zero value");
    assertInvalid(
        () -> cosine.upsert("", List.of(dense("z", -9e-9f, 9e-9f))),
        "has none: values below 1e-8 count as zero");
    cosine.upsert("", List.of(dense("a", 0, -1e-8f)));
    assertThat(query(cosine, "", 1, floats(0, 0))).containsExactly("a");
  }

  @Test
  void theKindOfIndexDecidesWhichPartsARecordHas() {
    assertInvalid(() -> cosine.upsert("", List.of(sparseOnly("a"))), "needs values");
    assertInvalid(
        () -> cosine.upsert("", List.of(StoredVector.of("a", floats(1, 2), part(1), Map.of()))),
        "does not take sparse values");
    assertInvalid(() -> sparse.upsert("", List.of(dense("a", 1, 2))), "needs sparse values");
    assertInvalid(
        () -> sparse.upsert("", List.of(StoredVector.of("a", floats(1, 2), part(1), Map.of()))),
        "does not take dense values");
    cosine.upsert("", List.of(dense("a", 1, 2)));
    sparse.upsert("", List.of(sparseOnly("a")));
    dotProduct.upsert(
        "", List.of(dense("a", 1, 2), StoredVector.of("b", floats(1, 2), part(1), Map.of())));
    assertThat(only(cosine, "a").values()).containsExactly(1, 2);
    assertThat(only(sparse, "a").sparse()).isNotNull();
    assertThat(only(dotProduct, "b").sparse()).isNotNull();
  }

  @Test
  void anUpdateMergesMetadataAndKeepsTheRest() {
    dotProduct.upsert(
        "",
        List.of(
            StoredVector.of(
                "a", floats(1, 2), part(7), Map.of("lang", "et", "tags", List.of("x", "y")))));
    dotProduct.update(
        "", VectorUpdate.of("a", NONE, null, Map.of("tags", List.of("z"), "pages", 3.0)));

    StoredVector stored = only(dotProduct, "a");
    assertThat(stored.values()).containsExactly(1, 2);
    assertThat(stored.sparse()).isNotNull();
    assertThat(stored.metadata())
        .isEqualTo(Map.of("lang", "et", "tags", List.of("z"), "pages", 3.0));
  }

  @Test
  void anUpdateOfOnePartKeepsTheOther() {
    Map<String, Object> metadata = Map.of("n", 1.0);
    dotProduct.upsert("", List.of(StoredVector.of("a", floats(1, 2), part(7), metadata)));
    dotProduct.update("", VectorUpdate.of("a", floats(5, 6), null, Map.of()));

    assertThat(only(dotProduct, "a").values()).containsExactly(5, 6);
    assertThat(only(dotProduct, "a").sparse()).isNotNull();
    assertThat(only(dotProduct, "a").metadata()).isEqualTo(metadata);

    dotProduct.update("", VectorUpdate.of("a", NONE, part(9), Map.of()));
    assertThat(only(dotProduct, "a").values()).containsExactly(5, 6);
    assertThat(only(dotProduct, "a").sparse()).hasToString("SparsePart[9]");
    assertThat(only(dotProduct, "a").metadata()).isEqualTo(metadata);

    dotProduct.update("", VectorUpdate.of("a", NONE, null, Map.of("m", true)));
    assertThat(only(dotProduct, "a").values()).containsExactly(5, 6);
    assertThat(only(dotProduct, "a").sparse()).hasToString("SparsePart[9]");
  }

  @Test
  void anUpdateOfAnUnknownIdCreatesNothing() {
    cosine.update("new", VectorUpdate.of("a", floats(1, 2), null, Map.of()));

    assertThat(cosine.counts()).isEmpty();
  }

  @Test
  void anUpdateCannotGrowMetadataPastTheLimit() {
    cosine.upsert(
        "", List.of(StoredVector.of("a", floats(1, 2), null, Map.of("x", "y".repeat(30_000)))));

    assertInvalid(
        () -> cosine.update("", VectorUpdate.of("a", NONE, null, Map.of("z", "y".repeat(30_000)))),
        "exceeds the limit of 40960 bytes per vector");
  }

  @Test
  void theDefaultNamespaceHasTwoNames() {
    cosine.upsert("__default__", List.of(dense("a", 1, 2)));
    cosine.upsert("", List.of(dense("b", 1, 2)));

    assertThat(cosine.counts()).isEqualTo(Map.of("", 2));
  }

  @Test
  void aMissingNamespaceReadsAsEmpty() {
    assertThat(query(cosine, "absent", 5, floats(1, 2))).isEmpty();
    assertThat(cosine.fetch("absent", List.of("a")).value()).isEmpty();
    assertThat(cosine.list("absent", "", 100, "").value()).isEqualTo(new IdPage(List.of(), null));
  }

  @Test
  void aDeleteFromAMissingNamespaceIsNotFound() {
    for (ThrowingCallable delete :
        List.<ThrowingCallable>of(
            () -> cosine.delete("absent", List.of("a")),
            () -> cosine.deleteAll("absent"),
            () -> cosine.deleteMatching("absent", metadata -> true))) {
      assertThatThrownBy(delete)
          .hasMessage("Namespace not found")
          .isInstanceOfSatisfying(
              RpcException.class, e -> assertThat(e.code()).isEqualTo(RpcCode.NOT_FOUND));
    }
    cosine.deleteAll("");
  }

  @Test
  void changesOfOneRequestSeeEachOther() {
    cosine.upsert("n", List.of(dense("a", 1, 2)));

    cosine.update("n", List.of(adding("a", "x"), adding("unknown", "x"), adding("a", "y")));

    assertThat(cosine.read("n", Namespace::vectors).value())
        .extracting(StoredVector::id)
        .containsExactly("a");
    assertThat(cosine.read("n", Namespace::vectors).value())
        .allSatisfy(vector -> assertThat(vector.metadata()).containsOnlyKeys("x", "y"));
  }

  @Test
  void aRefusedChangeLeavesAllRecordsUnchanged() {
    cosine.upsert("n", List.of(dense("a", 1, 2), dense("b", 1, 2)));
    RecordChange refused =
        new RecordChange(
            "b",
            old -> {
              throw RpcException.invalid("no");
            });

    assertThatThrownBy(() -> cosine.update("n", List.of(adding("a", "x"), refused)))
        .hasMessage("no");
    assertThat(cosine.read("n", Namespace::vectors).value())
        .allSatisfy(vector -> assertThat(vector.metadata()).isEmpty());
  }

  private static RecordChange adding(String id, String field) {
    return new RecordChange(id, old -> old.withMetadata(Map.of(field, true)));
  }

  @Test
  void deletesTakeIdsAFilterOrAll() {
    cosine.upsert(
        "n",
        List.of(
            dense("a", 1, 2),
            dense("b", 1, 2),
            StoredVector.of("c", floats(1, 2), null, Map.of("x", 1.0)),
            dense("d", 1, 2)));

    cosine.delete("n", List.of("a", "unknown"));
    assertThat(cosine.deleteMatching("n", metadata -> metadata.containsKey("x")).value())
        .isEqualTo(1);
    assertThat(cosine.list("n", "", 100, "").value().ids()).containsExactly("b", "d");

    cosine.deleteAll("n");
    assertThat(cosine.counts()).isEqualTo(Map.of("n", 0));
  }

  @Test
  void aFilterIsAppliedBeforeTheRanking() {
    cosine.upsert(
        "",
        List.of(
            dense("near", 1, 0), StoredVector.of("far", floats(0, 1), null, Map.of("x", true))));

    VectorQuery query =
        new VectorQuery(1, "", floats(1, 0), null, cosine.filters("").compile(Map.of("x", true)));
    assertThat(cosine.query("", query).value())
        .singleElement()
        .extracting(match -> match.vector().id())
        .isEqualTo("far");
  }

  @Test
  void aQueryByIdFindsThatRecordFirst() {
    cosine.upsert("", List.of(dense("a", 1, 0), dense("b", 1, 0.1f)));

    assertThat(queryById(cosine, "b")).containsExactly("b", "a");
    assertThat(queryById(cosine, "unknown")).isEmpty();
  }

  @Test
  void aSparseQueryOmitsRecordsWithoutASharedPosition() {
    sparse.upsert("", List.of(sparseOnly("a"), StoredVector.of("b", NONE, part(99), Map.of())));

    VectorQuery query = new VectorQuery(10, "", NONE, part(1), metadata -> true);
    assertThat(sparse.query("", query).value())
        .singleElement()
        .extracting(match -> match.vector().id())
        .isEqualTo("a");
  }

  @Test
  void aSparseRecordWhoseProductsCancelOutIsAMatch() {
    SparsePart pair = SparsePart.of(new int[] {1, 2}, floats(1, 1));
    sparse.upsert("", List.of(StoredVector.of("a", NONE, pair, Map.of()), sparseOnly("b")));
    sparse.upsert("", List.of(StoredVector.of("c", NONE, part(99), Map.of())));

    SparsePart opposite = SparsePart.of(new int[] {1, 2}, floats(1, -1));
    VectorQuery query = new VectorQuery(10, "", NONE, opposite, metadata -> true);
    assertThat(sparse.query("", query).value())
        .filteredOn(match -> match.vector().id().equals("a"))
        .singleElement()
        .extracting(match -> match.score())
        .isEqualTo(0f);
    assertThat(sparse.query("", query).value()).noneMatch(match -> match.vector().id().equals("c"));
  }

  @Test
  void aQueryHasOneSourceThatFitsTheIndex() {
    assertInvalid(() -> new VectorQuery(1, "a", floats(1, 2), null, m -> true), "both 'id' and");
    assertInvalid(() -> new VectorQuery(1, "a", NONE, part(1), m -> true), "both 'id' and");
    assertInvalid(() -> new VectorQuery(1, "", NONE, null, m -> true), "one of");
    assertInvalid(
        () -> query(cosine, "", 1, floats(1, 2, 3)),
        "Vector dimension 3 does not match the dimension of the index 2");
    assertInvalid(
        () -> dotProduct.query("", new VectorQuery(1, "", NONE, part(1), m -> true)),
        "needs a dense vector");
    assertInvalid(() -> query(sparse, "", 1, floats(1, 2)), "does not take dense values");

    dotProduct.upsert("", List.of(dense("d", 1, 2)));
    sparse.upsert("", List.of(sparseOnly("s")));
    for (VectorQuery accepted :
        List.of(
            new VectorQuery(1, "", floats(1, 2), null, m -> true),
            new VectorQuery(1, "", floats(1, 2), part(1), m -> true),
            new VectorQuery(1, "d", NONE, null, m -> true))) {
      assertThat(dotProduct.query("", accepted).value()).hasSize(1);
    }
    assertThat(sparse.query("", new VectorQuery(1, "", NONE, part(1), m -> true)).value())
        .hasSize(1);
  }

  @Test
  void topKIsOneToTenThousand() {
    for (long bad : new long[] {0, 10_001, 4_294_967_295L}) {
      assertInvalid(() -> query(cosine, "", bad, floats(1, 2)), "topK must be between 1 and 10000");
    }
    assertThat(query(cosine, "", 10_000, floats(1, 2))).isEmpty();
  }

  @Test
  void idsAreListedByPrefixInByteOrder() {
    List<StoredVector> vectors = new ArrayList<>();
    IntStream.range(0, 7).forEach(i -> vectors.add(dense("b-" + i, 1, 2)));
    vectors.add(dense("B-9", 1, 2));
    vectors.add(dense("b", 1, 2));
    vectors.add(dense("c-1", 1, 2));
    Collections.reverse(vectors);
    cosine.upsert("", vectors);

    List<List<String>> pages = new ArrayList<>();
    String token = "";
    while (token != null) {
      IdPage page = cosine.list("", "b-", 3, token).value();
      pages.add(page.ids());
      token = page.next();
    }

    assertThat(pages)
        .containsExactly(
            List.of("b-0", "b-1", "b-2"), List.of("b-3", "b-4", "b-5"), List.of("b-6"));
    assertThat(cosine.list("", "", 100, "").value().ids()).startsWith("B-9", "b", "b-0");
  }

  @Test
  void aFullLastPageHasNoToken() {
    cosine.upsert("", List.of(dense("a", 1, 2), dense("b", 1, 2)));

    assertThat(cosine.list("", "", 2, "").value().next()).isNull();
  }

  @Test
  void aPageHasOneToAHundredIdsAndATokenOfTheSameListing() {
    assertInvalid(() -> cosine.list("", "", 0, ""), "limit must be between 1 and 100");
    assertInvalid(() -> cosine.list("", "", 101, ""), "limit must be between 1 and 100");
    assertInvalid(() -> cosine.list("", "", 1, "?"), "Invalid pagination token");
    assertInvalid(() -> cosine.list("", "", 1, "e30="), "Invalid pagination token");
    assertInvalid(
        () ->
            cosine.list("", "b", 1, new ListingToken("a", ListingToken.Scope.ofIds("a")).encode()),
        "another listing");
  }

  @Test
  void aReadReportsTheSequenceNumberOfTheWriteBeforeIt() {
    long first = cosine.upsert("n", List.of(dense("a", 1, 2)));
    long second = cosine.delete("n", List.of("a"));

    assertThat(second).isGreaterThan(first);
    assertThat(cosine.fetch("n", List.of("a")).lsn()).isGreaterThanOrEqualTo(second);
  }

  private static void assertInvalid(ThrowingCallable call, String reason) {
    assertThatThrownBy(call)
        .hasMessageContaining(reason)
        .isInstanceOfSatisfying(
            RpcException.class, e -> assertThat(e.code()).isEqualTo(RpcCode.INVALID_ARGUMENT));
  }

  private static List<String> query(
      StoredIndex index, String namespace, long topK, float[] values) {
    return ids(index.query(namespace, new VectorQuery(topK, "", values, null, m -> true)));
  }

  private static List<String> queryById(StoredIndex index, String id) {
    return ids(index.query("", new VectorQuery(10, id, NONE, null, metadata -> true)));
  }

  private static List<String> ids(Sequenced<List<ScoredRecord>> read) {
    return read.value().stream().map(match -> match.vector().id()).toList();
  }

  private static StoredVector only(StoredIndex index, String id) {
    return index.fetch("", List.of(id)).value().values().iterator().next();
  }

  private static StoredVector dense(String id, float... values) {
    return StoredVector.of(id, values, null, Map.of());
  }

  private static StoredVector sparseOnly(String id) {
    return StoredVector.of(id, NONE, part(1), Map.of());
  }

  private static @Nullable SparsePart part(int index) {
    return SparsePart.of(new int[] {index}, floats(1));
  }

  private static float[] floats(float... values) {
    return values;
  }
}
