package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests of the name of an index and the namespace of a view. */
class IndexNameTest extends ClientScene {
  private record Row(String id) {}

  private final Pinelink client = builder().build();

  @Test
  void indexOpenedByNameHasThisName() {
    rest.answering(docs("other-a1.svc.aped-1.pinecone.io", null));
    Index index = client.index("docs");
    assertThat(index.name()).contains("docs");
    assertThat(index.namespace("en").name()).contains("docs");
    assertThat(index.async().name()).contains("docs");
  }

  @Test
  void indexOpenedByHostHasTheNameInTheHost() {
    assertThat(client.indexAt(PUBLIC).name()).contains("docs");
    assertThat(client.indexAt(PRIVATE).name()).contains("docs");
    assertThat(client.documentsAt("my-docs-a1.svc.aped-1.pinecone.io").name()).contains("my-docs");
    assertThat(rest.hasNoCall()).isTrue();
  }

  @Test
  void viewsOfRecordsReportTheirNameAndNamespace() {
    RecordIndex records = client.recordsAt(PUBLIC).namespace("en");
    assertThat(records.name()).contains("docs");
    assertThat(records.namespace()).isEqualTo("en");
    assertThat(records.async().name()).contains("docs");
    assertThat(records.async().namespace()).isEqualTo("en");
  }

  @Test
  void indexOnALocalHostHasNoName() {
    assertThat(client.indexAt("localhost:5081").name()).isEmpty();
    assertThat(client.documentsAt("localhost:5081").async().name()).isEmpty();
  }

  @Test
  void viewsReportTheirNamespace() {
    Index index = client.indexAt(PUBLIC);
    assertThat(index.namespace()).isEmpty();
    assertThat(index.namespace("en").namespace()).isEqualTo("en");
    assertThat(index.namespace("en").async().namespace()).isEqualTo("en");
    assertThat(index.namespace("en").namespace("fr").namespace()).isEqualTo("fr");
  }

  @Test
  void viewsOfDocumentsReportTheirNameAndNamespace() {
    DocumentIndex documents = client.documentsAt(PUBLIC).namespace("en");
    assertThat(documents.namespace()).isEqualTo("en");
    assertThat(documents.async().namespace()).isEqualTo("en");
    assertThat(documents.as(Row.class).namespace()).isEqualTo("en");
    assertThat(documents.as(Row.class).name()).contains("docs");
    assertThat(documents.async().as(Row.class).namespace()).isEqualTo("en");
    assertThat(documents.as(Row.class).async().name()).contains("docs");
  }
}
