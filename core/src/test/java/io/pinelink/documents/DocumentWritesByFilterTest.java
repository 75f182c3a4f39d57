package io.pinelink.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Filter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deletes and updates of documents, each of which names what it changes. */
class DocumentWritesByFilterTest {
  @Test
  @SuppressWarnings("NullAway") // A caller without null checks can pass null.
  void aNullFilterDoesNotDeleteAll() {
    assertThatNullPointerException()
        .isThrownBy(() -> DeleteRequest.matching(null))
        .withMessage("filter is null");
  }

  @Test
  void deletingNoIdsDoesNotDeleteAll() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeleteRequest.byIds(List.of()))
        .withMessage("ids size is 0, expected 1 to 1000");
    assertThatIllegalArgumentException().isThrownBy(() -> DeleteRequest.byIds(new String[0]));
  }

  @Test
  void onlyARequestForAllDeletesAll() {
    Filter filter = Filter.eq("lang", "et");
    assertThat(DeleteRequest.all().isAll()).isTrue();
    assertThat(DeleteRequest.byIds("a").isAll()).isFalse();
    assertThat(DeleteRequest.matching(filter).isAll()).isFalse();
    assertThat(DeleteRequest.all())
        .isEqualTo(DeleteRequest.all())
        .hasSameHashCodeAs(DeleteRequest.all())
        .isNotEqualTo(DeleteRequest.matching(filter))
        .isNotEqualTo(DeleteRequest.byIds("a"));
  }

  @Test
  @SuppressWarnings("NullAway") // A caller without null checks can pass null.
  void aNullFilterUpdatesNothing() {
    DocumentFields fields = DocumentFields.builder().put("lang", "et").build();
    assertThatNullPointerException()
        .isThrownBy(() -> UpdateDocumentsRequest.matching(null, fields))
        .withMessage("filter is null");
  }
}
