package io.pinelink.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A misspelt property fails the build. */
@Tag("slow")
class UnknownPropertyTest {
  @RegisterExtension
  static final QuarkusUnitTest app =
      new QuarkusUnitTest()
          .withEmptyApplication()
          .overrideConfigKey("quarkus.pinelink.route-polcy", "private-required")
          .assertException(
              e ->
                  assertThat(e)
                      .hasStackTraceContaining("quarkus.pinelink.route-polcy: no such property"));

  @Test
  void theApplicationDoesNotStart() {
    fail("The application has started");
  }
}
