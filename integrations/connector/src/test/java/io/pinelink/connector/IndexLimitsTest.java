package io.pinelink.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.bulk.BulkChange;
import io.pinelink.documents.Document;
import io.pinelink.model.Fields;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.SparseValues;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import io.pinelink.model.VectorType;
import io.pinelink.records.TextRecord;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests what a connector refuses itself, by the limits of an index. */
class IndexLimitsTest {
  private static final SparseValues SPARSE = SparseValues.of(new int[] {1}, new float[] {0.5f});
  private static final IndexLimits COSINE = limits(2, VectorType.DENSE, Metric.COSINE);

  private static IndexLimits limits(
      int dimension, @Nullable VectorType type, @Nullable Metric metric) {
    return new IndexLimits(
        dimension, type == null ? "" : type.toString(), metric == null ? "" : metric.toString());
  }

  private static BulkChange upsert(float... values) {
    return BulkChange.upsert(Vector.of("a", values));
  }

  private static BulkChange update(float... values) {
    return BulkChange.update(UpdateRequest.builder("a").values(values).build());
  }

  private static BulkChange sparse(float... values) {
    Vector.Builder vector = Vector.builder("a").sparseValues(SPARSE);
    if (values.length > 0) {
      vector.values(values);
    }
    return BulkChange.upsert(vector.build());
  }

  private static void assertRefused(IndexLimits limits, BulkChange change, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limits.check(change))
        .withMessage(message);
  }

  @Test
  void valuesHaveTheDimensionOfTheIndex() {
    COSINE.check(upsert(1, 2));
    COSINE.check(update(1, 2));
    String message = "values has 3 elements, expected 2, the dimension of the index";
    assertRefused(COSINE, upsert(1, 2, 3), message);
    assertRefused(COSINE, update(1, 2, 3), message);
  }

  @Test
  void aVectorOfADenseIndexHasValuesAndNotOnlyZeros() {
    assertRefused(COSINE, sparse(), "values are missing, expected 2, the dimension of the index");
    assertRefused(COSINE, upsert(0, 1e-9f), "all values are 0, expected one of at least 1e-8");
    COSINE.check(upsert(0, 1e-7f));
    COSINE.check(
        BulkChange.update(
            UpdateRequest.builder("a").metadata(Metadata.of("title", "new")).build()));
  }

  @Test
  void sparseValuesNeedAnIndexThatTakesThem() {
    limits(2, VectorType.DENSE, Metric.DOT_PRODUCT).check(sparse(1, 2));
    assertRefused(
        COSINE,
        sparse(1, 2),
        "sparseValues are set, expected none by a dense index with the metric cosine");
    IndexLimits sparse = limits(0, VectorType.SPARSE, Metric.DOT_PRODUCT);
    sparse.check(sparse());
    assertRefused(sparse, sparse(1, 2), "values has 2 elements, expected none by a sparse index");
    assertRefused(sparse, upsert(1, 2), "sparseValues are missing, expected by a sparse index");
  }

  @Test
  void metadataAndFieldsHaveALimit() {
    String fits = "x".repeat(40_960 - "{\"t\":\"\"}".length());
    List<BulkChange> valid = List.of(ofText(fits), updateOfText(fits), recordOfText(fits));
    assertThat(valid).allSatisfy(change -> COSINE.check(change));
    assertRefused(
        COSINE, ofText(fits + "x"), "metadata has 40961 bytes as JSON, expected at most 40960");
    assertRefused(
        COSINE,
        updateOfText(fits + "x"),
        "metadata has 40961 bytes as JSON, expected at most 40960");
    assertRefused(
        COSINE, recordOfText(fits + "x"), "fields has 40961 bytes as JSON, expected at most 40960");
  }

  /** As in texts of PDF files, whose pages a form feed separates. */
  @Test
  void aFormFeedAndABackspaceHaveTwoBytesOfMetadata() {
    String fits = "\f\b".repeat((40_960 - "{\"t\":\"\"}".length()) / 4);
    COSINE.check(ofText(fits));
    COSINE.check(recordOfText(fits));
    assertRefused(
        COSINE, ofText(fits + "x"), "metadata has 40961 bytes as JSON, expected at most 40960");
  }

  private static BulkChange ofText(String text) {
    return BulkChange.upsert(
        Vector.builder("a").values(1, 2).metadata(Metadata.of("t", text)).build());
  }

  private static BulkChange updateOfText(String text) {
    return BulkChange.update(UpdateRequest.builder("a").metadata(Metadata.of("t", text)).build());
  }

  private static BulkChange recordOfText(String text) {
    return BulkChange.upsert(new TextRecord("a", Fields.of("t", text)));
  }

  @Test
  void unknownLimitsAreNotChecked() {
    IndexLimits unknown = limits(0, null, null);
    unknown.check(upsert(1, 2, 3));
    unknown.check(sparse());
    unknown.check(BulkChange.delete("a"));
    unknown.check(BulkChange.upsert(Document.builder("d").build()));
  }

  @Test
  void anIndexThatWasReplacedIsDescribedAgainBeforeAChangeIsRefused() {
    AtomicLong now = new AtomicLong();
    AtomicInteger dimension = new AtomicInteger(2);
    AtomicInteger calls = new AtomicInteger();
    RefreshedLimits check = refreshed(dimension, calls, now);

    assertThatThrownBy(() -> check.accept(upsert(1, 2, 3))).hasMessageContaining("expected 2");
    assertThat(calls).hasValue(1);
    dimension.set(3);
    assertThatThrownBy(() -> check.accept(upsert(1, 2, 3))).hasMessageContaining("expected 2");
    assertThat(calls).hasValue(1);
    now.addAndGet(RefreshedLimits.VALIDITY.toNanos());
    assertThatThrownBy(() -> check.accept(ofText("x".repeat(50_000)))).hasMessageContaining("JSON");
    assertThat(calls).hasValue(1);
    assertThatCode(() -> check.accept(upsert(1, 2, 3))).doesNotThrowAnyException();
    assertThat(calls).hasValue(2);
    assertThatThrownBy(() -> check.accept(upsert(1, 2))).hasMessageContaining("expected 3");
    assertThat(calls).hasValue(2);
  }

  /** A task of Spark has the limits that the driver read, maybe hours ago. */
  @Test
  void limitsThatAWriterStartsWithMayBeOld() {
    AtomicInteger calls = new AtomicInteger();
    RefreshedLimits check = refreshed(new AtomicInteger(3), calls, new AtomicLong());

    check.accept(upsert(1, 2));
    assertThat(calls).hasValue(0);
    assertThatCode(() -> check.accept(upsert(1, 2, 3))).doesNotThrowAnyException();
    assertThat(calls).hasValue(1);
  }

  private static RefreshedLimits refreshed(
      AtomicInteger dimension, AtomicInteger calls, AtomicLong now) {
    return new RefreshedLimits(
        COSINE,
        () -> {
          calls.incrementAndGet();
          return limits(dimension.get(), VectorType.DENSE, Metric.COSINE);
        },
        now::get);
  }
}
