package io.pinelink.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.connector.IndexTarget.Kind;
import io.pinelink.routing.HostBook;
import org.junit.jupiter.api.Test;

class IndexTargetTest {
  private static final String PUBLIC = "docs-a1.svc.aped-1.pinecone.io";

  private static Pinelink.Builder builder() {
    return Pinelink.builder().apiKey("s3cret-key");
  }

  @Test
  void anIndexIsOpenedByItsName() {
    HostBook hosts =
        HostBook.empty().with(new HostBook.Entry("docs", PUBLIC, HostBook.Origin.USER));
    try (Pinelink client = builder().hostBook(hosts).build()) {
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
