package io.pinelink.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.internal.response.VectorResponses;
import org.junit.jupiter.api.Test;

class MetadataCodecTest {
  private record Book(String title, int pages) {}

  private static final MetadataCodec<Book> BOOKS =
      MetadataCodec.of(
          book -> Metadata.builder().put("title", book.title()).put("pages", book.pages()).build(),
          stored ->
              new Book(
                  stored.string("title").orElseThrow(),
                  (int) stored.number("pages").orElseThrow()));

  @Test
  void mapsARecordToMetadataAndBack() {
    Book book = new Book("Tõde ja õigus", 612);
    Vector vector = Vector.builder("b-1").values(1).metadata(BOOKS, book).build();

    assertThat(vector.metadata())
        .isEqualTo(Metadata.builder().put("title", "Tõde ja õigus").put("pages", 612).build());
    assertThat(vector.metadata(BOOKS)).isEqualTo(book);
    assertThat(new VectorResponses.MatchResult(0.5f, vector).metadata(BOOKS)).isEqualTo(book);
  }
}
