package io.pinelink.namespaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.model.MetadataSchema;
import io.pinelink.spi.request.ByName;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamespaceRequestsTest {
  @Test
  void aNameIsAsciiAndNotEmpty() {
    assertThat(CreateNamespaceRequest.named("en").schema()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CreateNamespaceRequest.named(""))
        .withMessage("name is empty, expected 1 to 512 characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByName.ofNamespace("é"))
        .withMessageStartingWith("name has the character U+00E9 at position 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByName.ofNamespace("n".repeat(513)))
        .withMessageStartingWith("name has 513 characters");
  }

  @Test
  void aSchemaNamesTheFilterableFields() {
    MetadataSchema schema = MetadataSchema.of("lang", "year");
    assertThat(schema.filterable()).containsExactly("lang", "year");
    assertThat(CreateNamespaceRequest.builder("en").schema(schema).build().schema())
        .contains(schema);
    assertThatIllegalArgumentException().isThrownBy(MetadataSchema::of);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MetadataSchema.of(Collections.nCopies(51, "f").toArray(String[]::new)))
        .withMessage("number of filterable fields is 51, expected 1 to 50");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "$a", "_a"})
  void reservedFieldNamesAreRefused(String field) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MetadataSchema.of("lang", field))
        .withMessageContaining("'" + field + "'");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 101})
  void aPageHas1To100Namespaces(int limit) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ListNamespacesRequest.builder().limit(limit))
        .withMessage("limit is %s, expected 1 to 100", limit);
  }

  @Test
  void aCopyOfAListRequestIsComplete() {
    ListNamespacesRequest request =
        ListNamespacesRequest.builder().prefix("t-").limit(7).paginationToken("t").build();
    assertThat(request.toBuilder().build()).isEqualTo(request).hasSameHashCodeAs(request);
    assertThat(ListNamespacesRequest.withPrefix("t-").prefix()).contains("t-");
    assertThat(ListNamespacesRequest.all().prefix()).isEmpty();
  }
}
