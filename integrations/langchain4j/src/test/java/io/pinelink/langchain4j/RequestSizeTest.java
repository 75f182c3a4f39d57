package io.pinelink.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.model.Metadata;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestSizeTest {
  private static final float LONG = -1.1754945E-38f;

  private static void isNotExceeded(Vector vector) {
    assertThat(RequestSize.estimate(List.of(vector, vector)))
        .isGreaterThanOrEqualTo(2L * vector.toJson().getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void anEstimateIsNotExceeded() {
    isNotExceeded(Vector.of("a", new float[] {LONG, LONG, LONG}));
    isNotExceeded(
        Vector.builder("a")
            .values(1)
            .sparseValues(SparseValues.of(new int[] {-1, -2, -3}, new float[] {LONG, LONG, LONG}))
            .metadata(
                Metadata.builder()
                    .put("ä", "ä学😀".repeat(100))
                    .put("n", -Double.MIN_NORMAL)
                    .put("😀", 1)
                    .build())
            .build());
  }
}
