package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Pinelink;
import io.pinelink.TypedDocumentIndex;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.SchemaField.FieldEmbedding;
import io.pinelink.documents.DocumentField;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests texts that an index embeds and does not store. */
class UnstoredTextIT {
  /** A note whose text is written and never read. */
  public record Note(String id, @DocumentField(stored = false) @Nullable String body, int year) {}

  @Test
  void aTextIsFoundByItsMeaningAndInNoResponse() {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client = server.clientBuilder().build()) {
      client
          .controlPlane()
          .createDocumentIndex(
              CreateDocumentIndexRequest.builder(
                      "notes",
                      IndexSchema.builder()
                          .embeddedTextWithoutStorage("body", FieldEmbedding.defaults())
                          .build(),
                      IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                  .build());
      TypedDocumentIndex<Note> notes = client.documents("notes").as(Note.class);
      notes.upsert(List.of(new Note("a", "Spring tides", 2026), new Note("b", "Mushrooms", 2025)));

      assertThat(
              notes
                  .search(
                      SearchDocumentsRequest.builder(ScoringClause.embed("body", "Spring tides"))
                          .topK(1)
                          .build())
                  .values())
          .containsExactly(new Note("a", null, 2026));
      assertThat(notes.fetch(FetchDocumentsRequest.byIds("b")).items())
          .containsExactly(new Note("b", null, 2025));
      assertThatThrownBy(
              () ->
                  notes
                      .documents()
                      .fetch(FetchDocumentsRequest.builder().ids("a").fields("body").build()))
          .isInstanceOfSatisfying(
              ServiceException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
          .hasMessageContaining("store_text");
    }
  }
}
