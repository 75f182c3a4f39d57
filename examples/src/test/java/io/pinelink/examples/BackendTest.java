package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.server.EmbeddedPinecone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackendTest {
  @ParameterizedTest
  @ValueSource(strings = {"--help", "one two"})
  void simpleExamplesTakeOnlyTheNameOfAnIndex(String args) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Backend.open(args.split(" ", -1), EmbeddedPinecone.builder()))
        .withMessage("expected nothing, or the name of an index of the real service");
  }
}
