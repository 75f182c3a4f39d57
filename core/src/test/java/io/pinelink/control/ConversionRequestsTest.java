package io.pinelink.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.imports.ErrorMode;
import io.pinelink.model.Metric;
import io.pinelink.spi.request.ById;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests that convert an index and list the jobs. */
class ConversionRequestsTest {
  private static final IndexSchema SCHEMA =
      IndexSchema.builder().text("body", FullTextSearch.defaults()).build();

  @Test
  void aConversionAbortsByDefault() {
    ConvertIndexRequest plain = ConvertIndexRequest.builder("docs", "docs-2", SCHEMA).build();
    assertThat(plain.errorMode()).isEqualTo(ErrorMode.ABORT);
    assertThat(plain.tags()).isEmpty();
    assertThat(plain).hasToString("ConvertIndexRequest[docs to docs-2, IndexSchema[body]]");
    ConvertIndexRequest full =
        ConvertIndexRequest.builder("docs", "docs-2", SCHEMA)
            .errorMode(ErrorMode.CONTINUE)
            .tag("team", "search")
            .build();
    assertThat(full.tags()).isEqualTo(Map.of("team", "search"));
    assertThat(full)
        .isNotEqualTo(plain)
        .isEqualTo(
            ConvertIndexRequest.builder("docs", "docs-2", SCHEMA)
                .errorMode(ErrorMode.CONTINUE)
                .tag("team", "search")
                .build());
  }

  @Test
  void theNewIndexNeedsADifferentName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConvertIndexRequest.builder("Docs", "docs", SCHEMA))
        .withMessageStartingWith("source index name is 'Docs'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConvertIndexRequest.builder("docs", "Docs", SCHEMA))
        .withMessageStartingWith("index name is 'Docs'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConvertIndexRequest.builder("docs", "docs", SCHEMA))
        .withMessage("name is 'docs', expected another name than the source index");
  }

  @Test
  void theNewIndexIsForDocuments() {
    IndexSchema vectors = IndexSchema.builder().denseVector("_values", 2, Metric.COSINE).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConvertIndexRequest.builder("docs", "docs-2", vectors))
        .withMessage(
            "schema has the fields [_values] of an index for vectors, expected fields of a document"
                + " index");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConvertIndexRequest.builder("docs", "docs-2", new IndexSchema(Map.of())))
        .withMessage("schema has no fields, expected at least one");
  }

  @Test
  void settingsAreChecked() {
    ConvertIndexRequest.Builder request = ConvertIndexRequest.builder("docs", "docs-2", SCHEMA);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.errorMode(new ErrorMode("")))
        .withMessage("errorMode is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.tag("", "value"))
        .withMessageStartingWith("length of tag key ''");
    assertThatIllegalArgumentException().isThrownBy(() -> ById.of(" ")).withMessage("id is blank");
  }
}
