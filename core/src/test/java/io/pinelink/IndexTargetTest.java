package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.connector.IndexTarget;
import io.pinelink.connector.IndexTarget.Kind;
import org.junit.jupiter.api.Test;

class IndexTargetTest extends ClientScene {
  @Test
  void anIndexIsOpenedByItsName() {
    rest.answering(docs(PUBLIC, null));
    try (Pinelink client = builder().build()) {
      Index index = IndexTarget.named(Kind.VECTORS, "docs").vectors(client);

      assertThat(index.name()).contains("docs");
      assertThat(index.route().host()).isEqualTo(PUBLIC);
    }
  }

  @Test
  void anIndexIsOpenedByItsHost() {
    try (Pinelink client = builder().build()) {
      assertThat(IndexTarget.at(Kind.VECTORS, PUBLIC).vectors(client).route().host())
          .isEqualTo(PUBLIC);
      assertThat(IndexTarget.at(Kind.RECORDS, PUBLIC).vectors(client).route().host())
          .isEqualTo(PUBLIC);
      assertThat(IndexTarget.at(Kind.RECORDS, PUBLIC).records(client).route().host())
          .isEqualTo(PUBLIC);
      assertThat(IndexTarget.at(Kind.DOCUMENTS, PUBLIC).documents(client).route().host())
          .isEqualTo(PUBLIC);
    }
  }

  @Test
  void anIndexOfAnotherKindIsRefused() {
    try (Pinelink client = builder().build()) {
      assertThatThrownBy(() -> IndexTarget.at(Kind.DOCUMENTS, PUBLIC).vectors(client))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("index.kind is 'documents', expected 'vectors' or 'records'");
      assertThatThrownBy(() -> IndexTarget.at(Kind.VECTORS, PUBLIC).documents(client))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("index.kind is 'vectors', expected 'documents'");
    }
  }

  @Test
  void aNameIsChecked() {
    assertThatThrownBy(() -> IndexTarget.named(Kind.VECTORS, "My docs"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'My docs'");
  }
}
