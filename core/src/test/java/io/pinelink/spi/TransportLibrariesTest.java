package io.pinelink.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.TestLibraries;
import io.pinelink.error.IncompatibleLibraryException;
import io.pinelink.error.PinelinkException;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.routing.NetworkOptions;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.routing.RoutePolicy;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransportLibrariesTest {
  private final PinelinkException otherwise =
      Failures.malformedResponse(
          new FailedCall(
              "query",
              new Router(
                      RoutePolicy.asGiven(),
                      List.of(),
                      new TrustedDomains(List.of()),
                      NetworkOptions.defaults())
                  .toHost("localhost:1"),
              1),
          "any",
          null);

  @Test
  void versionsAreReadFromTheJars() {
    TransportLibraries libraries = TestLibraries.fitting();

    assertThat(libraries.problem()).isNull();
    assertThat(libraries.refusal()).isNull();
    assertThat(libraries.all())
        .extracting(Library::toString)
        .satisfiesExactly(
            assertj ->
                assertThat(assertj).matches("assertj-core (3[.].*) \\(assertj-core-\\1.jar\\)"),
            absent -> assertThat(absent).isEqualTo("absent (not found)"),
            copied -> assertThat(copied).isEqualTo("copied (in test-classes)"));
  }

  @Test
  void aLibraryThatIsTooOldIsAProblem() {
    TransportLibraries libraries = TestLibraries.tooOld();

    assertThat(libraries.problem())
        .matches(
            "io.pinelink:pinelink-test does not run on org.assertj:assertj-core 3.*"
                + " \\(file:.*/assertj-core-3.*[.]jar\\): it was built with 99.1.0 and runs on 99.0"
                + " or newer");
    assertThat(libraries.refusal())
        .hasNoCause()
        .hasMessageStartingWith(libraries.problem())
        .hasMessageContaining("<artifactId>pinelink-bom</artifactId><version>1.2.3</version>");
  }

  /** A version that a parent manages wins over the version of an imported BOM. */
  @Test
  void theAdviceNamesThePropertyBelowAParentAndTheArtifactThatNeedsNeither() {
    assertThat(TestLibraries.tooOld().advice())
        .contains("The artifact io.pinelink:pinelink, in place of pinelink-grpc and pinelink-rest")
        .contains(
            "With a parent that manages these versions, such as spring-boot-starter-parent, a BOM"
                + " changes nothing: set assertj.version to 99.1.0 in the properties of pom.xml");
  }

  @Test
  void theAdviceNamesThePropertyOfTheOlderLibrary() {
    assertThat(TestLibraries.mixed().advice()).contains("set jspecify.version to 1.0.0 in");
  }

  @Test
  void theAdviceNamesEveryPropertyIfTheLibraryIsUnknown() {
    assertThat(TestLibraries.fitting().advice()).contains("set assertj.version to 3.27.0 in");
  }

  @Test
  void aLibraryThatIsOlderThanItsUserIsAProblem() {
    assertThat(TestLibraries.mixed().problem())
        .contains("does not run on org.jspecify:jspecify 1.0", " beside com.tngtech.archunit:");
  }

  @Test
  void aMissingClassIsExplainedWithAllLibraries() {
    NoSuchMethodError error = new NoSuchMethodError("'void org.example.Any.x()'");

    assertThat(TestLibraries.fitting().failure(new IOException(error), () -> otherwise))
        .isInstanceOf(IncompatibleLibraryException.class)
        .hasCause(error)
        .hasMessageContainingAll(
            "java.lang.NoSuchMethodError: 'void org.example.Any.x()'",
            "org.assertj:assertj-core 3.",
            ", built with 3.27.0; org.example:absent (not found), built with 2.0.0",
            "<artifactId>pinelink-bom</artifactId><version>");
  }

  @Test
  void errorsOfTheJvmAreUnchanged() {
    OutOfMemoryError error = new OutOfMemoryError("heap");

    assertThat(TestLibraries.fitting().failure(new IOException(error), () -> otherwise))
        .isSameAs(error);
  }

  @Test
  void otherFailuresAreUnchanged() {
    TransportLibraries libraries = TestLibraries.fitting();

    assertThat(libraries.failure(new IOException("reset"), () -> otherwise)).isSameAs(otherwise);
    assertThat(libraries.failure(null, () -> otherwise)).isSameAs(otherwise);
  }
}
