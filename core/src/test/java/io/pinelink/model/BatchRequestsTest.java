package io.pinelink.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Upsert, fetch and delete: requests about many vectors. */
class BatchRequestsTest {
  private static final Vector VECTOR = Vector.of("I", new float[] {1});

  @Test
  void anUpsertHas1To1000Vectors() {
    assertThat(UpsertRequest.of(Collections.nCopies(1_000, VECTOR)).vectors()).hasSize(1_000);
    assertThatIllegalArgumentException()
        .isThrownBy(UpsertRequest::of)
        .withMessage("vectors size is 0, expected 1 to 1000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpsertRequest.of(Collections.nCopies(1_001, VECTOR)))
        .withMessage("vectors size is 1001, expected 1 to 1000");
  }

  @Test
  void listsAreCopied() {
    List<Vector> vectors = new ArrayList<>(List.of(VECTOR));
    List<String> ids = new ArrayList<>(List.of("I"));
    UpsertRequest upsert = UpsertRequest.of(vectors);
    FetchRequest fetch = FetchRequest.byIds(ids);
    DeleteRequest delete = DeleteRequest.byIds(ids);
    vectors.clear();
    ids.clear();
    assertThat(upsert).isEqualTo(UpsertRequest.of(VECTOR));
    assertThat(fetch).isEqualTo(FetchRequest.byIds("I"));
    assertThat(delete).isEqualTo(DeleteRequest.byIds("I"));
  }

  @Test
  void aFetchHas1To1000Ids() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FetchRequest.byIds(new String[0]))
        .withMessage("ids size is 0, expected 1 to 1000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FetchRequest.byIds(Collections.nCopies(1_001, "I")))
        .withMessage("ids size is 1001, expected 1 to 1000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FetchRequest.byIds("I", ""))
        .withMessage("id is empty, expected 1 to 512 characters");
    assertThat(FetchRequest.byIds("I", "J")).hasToString("FetchRequest[2 ids]");
  }

  @Test
  void deletingNoIdsDoesNotDeleteAll() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeleteRequest.byIds(List.of()))
        .withMessage("ids size is 0, expected 1 to 1000");
    assertThatIllegalArgumentException().isThrownBy(() -> DeleteRequest.byIds(new String[0]));
  }

  @Test
  @SuppressWarnings("NullAway") // A caller without null checks can pass null.
  void aNullFilterDoesNotDeleteAll() {
    assertThatNullPointerException()
        .isThrownBy(() -> DeleteRequest.matching(null))
        .withMessage("filter is null");
  }

  @Test
  void aDeleteSelectsByIdsByFilterOrAll() {
    Filter filter = Filter.eq("f", "s3cret");
    assertThat(DeleteRequest.byIds("I").isAll()).isFalse();
    assertThat(DeleteRequest.byIds("I").ids()).containsExactly("I");
    assertThat(DeleteRequest.matching(filter).filter()).contains(filter);
    assertThat(DeleteRequest.matching(filter).isAll()).isFalse();
    assertThat(DeleteRequest.all().isAll()).isTrue();
    assertThat(DeleteRequest.all())
        .isEqualTo(DeleteRequest.all())
        .hasSameHashCodeAs(DeleteRequest.all())
        .isNotEqualTo(DeleteRequest.matching(filter))
        .isNotEqualTo(DeleteRequest.byIds("I"));
    assertThat(DeleteRequest.all()).hasToString("DeleteRequest[all]");
    assertThat(DeleteRequest.byIds("I", "J")).hasToString("DeleteRequest[2 ids]");
    assertThat(DeleteRequest.matching(filter)).hasToString("DeleteRequest[Filter[f]]");
  }
}
