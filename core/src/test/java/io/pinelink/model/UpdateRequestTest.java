package io.pinelink.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class UpdateRequestTest {
  private static final SparseValues SPARSE = SparseValues.of(new int[] {3}, new float[] {9.5f});

  @Test
  void anEmptyUpdateIsRefused() {
    assertThat(UpdateRequest.builder("I").values(1).build().values()).containsExactly(1);
    assertThat(UpdateRequest.builder("I").sparseValues(SPARSE).build().sparseValues())
        .contains(SPARSE);
    Metadata metadata = Metadata.of("k", "v");
    assertThat(UpdateRequest.builder("I").metadata(metadata).build().metadata())
        .isEqualTo(metadata);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpdateRequest.builder("I").build())
        .withMessage("update of 'I' changes nothing, expected values, sparse values or metadata");
  }

  @Test
  void checksIdAndValues() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpdateRequest.builder(""))
        .withMessage("id is empty, expected 1 to 512 characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpdateRequest.builder("I").values())
        .withMessage("values of 'I' length is 0, expected 1 to 20000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpdateRequest.builder("I").values(1, Float.NEGATIVE_INFINITY))
        .withMessage("values of 'I' has -Infinity at position 1, expected a finite number");
  }

  @Test
  void copiesArraysInAndOut() {
    float[] values = {1};
    UpdateRequest request = UpdateRequest.builder("I").values(values).build();
    values[0] = 7;
    request.values()[0] = 7;
    assertThat(request.values()).containsExactly(1);
  }

  @Test
  void isComparedByValueAndPrintsNoValues() {
    UpdateRequest request = UpdateRequest.builder("I").values(0.125f).build();
    assertThat(request)
        .isEqualTo(UpdateRequest.builder("I").values(0.125f).build())
        .hasSameHashCodeAs(UpdateRequest.builder("I").values(0.125f).build())
        .isNotEqualTo(UpdateRequest.builder("I").values(0.25f).build())
        .isNotEqualTo(UpdateRequest.builder("I").values(0.125f).sparseValues(SPARSE).build())
        .hasToString("UpdateRequest[I, dimension 1, Metadata[0]]");
  }

  @Test
  @SuppressWarnings("NullAway") // A caller without null checks can pass null.
  void aNullFilterUpdatesNothing() {
    assertThatNullPointerException()
        .isThrownBy(() -> UpdateRequest.matching(null, Metadata.of("k", "v")))
        .withMessage("filter is null");
    assertThatNullPointerException()
        .isThrownBy(() -> UpdateRequest.dryRun(null))
        .withMessage("filter is null");
  }

  @Test
  void anUpdateByFilterSetsMetadataOrCounts() {
    Filter filter = Filter.eq("lang", "et");
    Metadata metadata = Metadata.of("k", "v");
    UpdateRequest update = UpdateRequest.matching(filter, metadata);
    assertThat(update.id()).isEmpty();
    assertThat(update.filter()).contains(filter);
    assertThat(update.metadata()).isEqualTo(metadata);
    assertThat(update.isDryRun()).isFalse();
    assertThat(update).hasToString("UpdateRequest[by filter, dimension 0, Metadata[1]]");

    UpdateRequest count = UpdateRequest.dryRun(filter);
    assertThat(count.isDryRun()).isTrue();
    assertThat(count.metadata().isEmpty()).isTrue();
    assertThat(count).isNotEqualTo(update).isEqualTo(UpdateRequest.dryRun(filter));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpdateRequest.matching(filter, Metadata.empty()))
        .withMessage("update by filter changes nothing, expected metadata to set");
  }
}
